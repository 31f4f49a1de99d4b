"""Rows of titles of other articles go, and lists of the story stay."""

import pytest

from pipelines.boilerplate import strip
from tests.pipelines.stories import STORY

LABELLED = {
    "en": [
        "• Live: Ministers meet in the hills",
        "• Analysis: Who pays for the bridge",
        "• Video: The old ferry",
    ],
    "ru": ["Срочно: паром сел на мель", "Мнение: зачем нам этот мост", "Карта: где закрыты дороги"],
    "uk": ["Терміново: пором сів на мілину", "Думка: навіщо нам цей міст"],
    "de": ["Liveticker: Alles zum Sturm", "Kommentar: Wozu diese Brücke", "Grafik: So hoch steht das Wasser"],
    "fr": ["▶ Analyse : le prix du port", "▶ Portrait : la capitaine du bac", "▶ Carte : les ponts fermés"],
    "es": ["En directo: el temporal en la costa", "Opinión: El puente y la paciencia"],
    "it": ["Diretta: il vertice sul porto", "Intervista: la custode del faro"],
    "pt": ["Ao vivo: a tempestade na costa", "Opinião: A ponte e a paciência"],
    "pl": ["Na żywo: burza nad zatoką", "Komentarz: Po co nam ten most"],
    "tr": ["Canlı: fırtına kıyıda", "Analiz: Köprüyü kim ödeyecek"],
    "fa": ["زنده: توفان در ساحل", "تحلیل: پل از آن کیست؟"],
    "ar": ["مباشر: العاصفة على الساحل", "تحليل: من يملك الجسر؟"],
    "he": ["ניתוח: של מי הגשר", "ראיון: שומרת המגדלור"],
    "nl": ["Liveblog: storm aan de kust", "Column: De brug en het geduld"],
    "cs": ["Živě: bouře na pobřeží", "Komentář: K čemu ten most"],
}
CAPITALISED = [
    "Ferry Runs Aground in Heavy Fog",
    "What the Lighthouse Keeper Saw",
    "Five Charts on the Price of Fish",
]
POINTED = ["► The ferry that stayed", "► Кто оплатит мост", "► Was die Brücke kostet"]


@pytest.mark.parametrize("row", LABELLED.values(), ids=LABELLED)
@pytest.mark.parametrize("at", [2, 5], ids=["middle", "bottom"])
def test_titles_that_say_what_they_are_go_in_a_row(row, at):
    assert strip([*STORY[:at], *row, *STORY[at:]]).text == "\n".join(STORY)


@pytest.mark.parametrize("language", ["ru", "uk", "de", "fr", "it", "pl"])
def test_one_such_title_alone_may_head_a_part_of_the_story(language):
    blocks = [*STORY[:2], LABELLED[language][1], *STORY[2:]]

    assert strip(blocks).text == "\n".join(blocks)


def test_titles_in_capitals_go_from_the_end_and_stay_inside_a_story():
    inside = [*STORY[:2], *CAPITALISED, *STORY[2:]]

    assert strip([*STORY, *CAPITALISED]).text == "\n".join(STORY)
    assert strip(inside).text == "\n".join(inside)


def test_titles_behind_signs_go_from_the_end_and_stay_inside_a_story_or_announced():
    inside = [*STORY[:2], *POINTED, *STORY[2:]]
    announced = [*STORY, "The crews asked for this:", *POINTED]

    assert strip([*STORY, *POINTED]).text == "\n".join(STORY)
    assert strip(inside).text == "\n".join(inside)
    assert strip(announced).text == "\n".join(announced)


@pytest.mark.parametrize(
    "lines",
    [
        CAPITALISED[:2],
        ["Three songs will be heard on the quay:", *CAPITALISED],
        ["The crews named these stops:", "Map: the old quay", "Interview: the ferry master"],
        [
            "Anna Holt, Peter Varga, Mira Sande",
            "Oleg Brandt, Ruth Selig, Emil Baran",
            "Vera Kranz, Jo Doe, Max Lund",
        ],
        [
            "Anna Holt, University of the Coast",
            "Oleg Brandt, School of Ports",
            "Vera Kranz, City of Reni Council",
        ],
        ["- Repair of the Old Quay", "- Painting of the Ferry Bridge", "- Sale of the Harbour Mill"],
        ["Best Film Award 2024", "Best Sound Editing 2024", "Best Young Actress 2024"],
        ["- two blocks on the quay", "- a substation of the port", "- an empty bus"],
    ],
    ids=["two", "announced", "labels announced", "names", "offices", "items", "prizes", "list"],
)
def test_a_list_of_the_story_is_no_row_of_titles(lines):
    blocks = [*STORY, *lines]

    assert strip(blocks).text == "\n".join(blocks)
