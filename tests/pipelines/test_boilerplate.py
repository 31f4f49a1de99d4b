"""What goes from a text and what stays, as the table of rules and the neighbourhood of a paragraph say."""

import re

import pytest

from corpus.types import Cut
from pipelines.boilerplate import MOST_CUT, strip
from pipelines.rules import matching, rules
from pipelines.wording import table
from tests.pipelines.stories import STORY

PARAGRAPH = "Пожарные тушили склад у реки до утра, а жители соседних домов провели ночь в подвалах, сообщили в городе."
EXAMPLES = [(rule, text) for rule in rules() for text in rule.cut]
BIOGRAPHIES = table("biographies.toml")["examples"]
TWINS = [(rule, text) for rule in rules() for text in rule.kept]


def stripped(*blocks, **context):
    return strip(blocks, **context)


def rules_of(result):
    return [cut.rule for cut in result.cuts]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_each_example_of_a_rule_goes_at_its_place_in_a_story(rule, text):
    at = 0 if rule.where == "top" else len(STORY)

    result = strip([*STORY[:at], text, *STORY[at:]])

    assert result.text == "\n".join(STORY)
    assert [(cut.block, cut.text) for cut in result.cuts] == [(at, text)]
    assert rule in matching(text)


@pytest.mark.parametrize(("rule", "text"), TWINS, ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("at", [0, 2, 5], ids=["top", "middle", "bottom"])
def test_each_twin_of_a_rule_stays_at_every_place(rule, text, at):
    blocks = [*STORY[:at], text, *STORY[at:]]

    assert strip(blocks).text == "\n".join(blocks)


def test_every_rule_has_an_example_and_a_twin():
    alone = [
        rule
        for rule in rules()
        if not rule.beside and rule.does not in ("keep", "civil", "menu", "section", "headline")
    ]

    assert [rule.name for rule in rules() if not rule.kept] == []
    assert [rule.name for rule in alone if not rule.cut] == []


def test_every_neighbour_that_a_rule_asks_for_is_a_rule():
    names = {rule.name for rule in rules()}

    assert [rule.name for rule in rules() if not names.issuperset(rule.beside)] == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Listen to this article", "04:12"],
        ["00:00", "03:50", "Ihr Browser unterstützt das Audio nicht."],
        ["Поделиться", "X", "Почта"],
        ["We use cookies to improve the site.", "Okay"],
    ],
    ids=["length", "clock", "networks", "button"],
)
def test_what_says_nothing_alone_goes_with_what_it_stands_beside(lines):
    loose = [line for line in lines if not strip([*STORY[:2], line, *STORY[2:]]).cuts]

    result = strip([*STORY[:2], *lines, *STORY[2:]])

    assert loose
    assert result.text == "\n".join(STORY)


def test_a_clock_beside_reporting_stays():
    blocks = [*STORY[:2], "04:12", *STORY[2:], "Listen to this article"]

    assert strip(blocks).text == "\n".join(blocks[:-1])


@pytest.mark.parametrize("text", BIOGRAPHIES["cut"])
def test_a_biography_goes_from_the_end_and_only_from_there(text):
    inside = [*STORY[:2], text, *STORY[2:]]

    result = strip([*STORY, text])

    assert result.text == "\n".join(STORY)
    assert result.details["author_bio"] == [text]
    assert strip(inside).text == "\n".join(inside)


@pytest.mark.parametrize("text", BIOGRAPHIES["kept"])
def test_a_person_of_the_story_stays_at_its_end(text):
    assert strip([*STORY, text]).text == "\n".join([*STORY, text])


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        ("About the author", "Marta Quill grew up on a boat and keeps bees."),
        ("Об авторе", "Павел Громов вырос на буксире и держит пчёл."),
        ("Über die Autorin", "Jana Kern wuchs auf einem Kutter auf."),
        ("Sobre la autora", "Lucía Prado creció en un barco."),
        ("Yazar hakkında", "Ece Deniz bir teknede büyüdü."),
        ("عن الكاتبة", "نشأت سلمى نجار على قارب."),
    ],
)
def test_a_heading_tells_that_what_follows_is_about_the_author(heading, about):
    assert strip([*STORY, heading, about]).text == "\n".join(STORY)
    assert strip([*STORY, about]).text == "\n".join([*STORY, about])


@pytest.mark.parametrize(
    "menu",
    [
        ["Home", "World", "Politics", "Business", "Sport", "Archaeology"],
        ["Главная", "Политика", "Спорт"],
        ["صفحه نخست", "سیاسی", "اقتصادی"],
        ["Startseite", "Politik", "Wirtschaft"],
        ["ראשי", "כלכלה", "ספורט"],
    ],
)
@pytest.mark.parametrize("at", [0, 5], ids=["above", "below"])
def test_a_menu_goes_above_and_below_a_story(menu, at):
    assert strip([*STORY[:at], *menu, *STORY[at:]]).text == "\n".join(STORY)


@pytest.mark.parametrize(
    "lines",
    [
        ["Economy", "Health", "Crime", "Education"],
        ["These worry the voters most:", "Economy", "Health", "Weather"],
        ["Kharkiv", "Sumy", "Odesa", "Dnipro", "Poltava", "Kherson", "Izmail", "Reni", "Nikopol"],
        ["Anna Holt", "Peter Varga", "Mira Sande, writer", "Oleg Brandt", "Ruth Selig", "News", "Emil Baran"],
    ],
    ids=["sections", "announced", "towns", "signatures"],
)
@pytest.mark.parametrize("at", [0, 5], ids=["above", "below"])
def test_a_list_of_the_story_is_no_menu(lines, at):
    blocks = [*STORY[:at], *lines, *STORY[at:]]

    assert "menu" not in rules_of(strip(blocks))


def test_a_menu_inside_a_story_is_a_list_of_it():
    blocks = [*STORY[:2], "News", "Politics", "Sport", "Weather", *STORY[2:]]

    assert strip(blocks).text == "\n".join(blocks)


def test_the_tables_hold_no_upper_case_escape_that_folding_would_turn():
    written = "".join(str(table(name)) for name in ("boilerplate.toml", "walls.toml", "biographies.toml"))

    assert set(re.findall(r"\\\\([A-Z])", written)) <= {"W"}


def test_an_ending_of_comment_heading_and_policy_goes_though_its_last_sentence_tells_nothing():
    ending = [
        "Comment",
        "Our comments are moderated by the newsroom. Insults and spam are removed without notice.",
        "Thank you for reading and for keeping the evening friendly.",
    ]

    result = strip([*STORY, *ending])

    assert result.text == "\n".join(STORY)
    assert result.cuts == tuple(
        Cut(rule="comment heading", block=5 + n, text=text) for n, text in enumerate(ending)
    )


@pytest.mark.parametrize(
    "ending",
    [
        [
            "Комментарии",
            "Оскорбления модератор удаляет вместе с комментарием.",
            "Спасибо, что остаётесь с нами.",
        ],
        ["Коментарі", "Образи модератор видаляє разом із коментарем.", "Дякуємо, що ви з нами."],
        ["نظرات", "نظرات حاوی توهین منتشر نخواهد شد.", "از همراهی شما سپاسگزاریم."],
        [
            "Kommentare (3)",
            "Wir prüfen jeden Kommentar nach der Netiquette.",
            "Vielen Dank für Ihren Besuch.",
        ],
        ["Comments", "oldsalt77 · 3 hours ago · Reply", "They should have seen it coming for years."],
    ],
    ids=["ru", "uk", "fa", "de", "readers"],
)
def test_the_same_ending_goes_in_other_languages(ending):
    assert strip([*STORY, *ending]).text == "\n".join(STORY)


def test_a_heading_comment_above_reporting_stays():
    blocks = [
        *STORY,
        "Comment",
        "The mayor asked all residents to stay away from the river until the fire is out on Monday.",
    ]

    assert strip(blocks).text == "\n".join(blocks)


def test_a_correction_survives_the_comment_area_it_stands_in():
    correction = "Correction: an earlier version gave forty drones; it was thirty."

    result = strip([*STORY, "Comments", "Please keep comments civil; insults are removed.", correction])

    assert result.text == "\n".join([*STORY, correction])
    assert result.details["corrections"] == [correction]


def test_tails_go_one_after_the_other():
    tails = [
        "Read also: Ten drones downed over Sumy",
        "Share on Facebook",
        "© 2023 Example. All rights reserved.",
    ]

    result = strip([*STORY, *tails])

    assert result.text == "\n".join(STORY)
    assert rules_of(result) == ["read also", "share", "copyright"]
    assert result.details["related"] == tails[:1]


def test_a_list_under_a_bare_heading_goes_with_it_and_the_story_goes_on():
    blocks = [
        *STORY[:2],
        "Read also:",
        "- Ten drones downed over Sumy",
        "- Plant in the hills goes dark",
        *STORY[2:],
    ]

    assert strip(blocks).text == "\n".join(STORY)


def test_two_links_in_a_row_are_headlines_and_one_link_is_the_story():
    links = {"tendronesdownedoversumy", "plantinthehillsgoesdark"}
    two = [*STORY[:2], "Ten drones downed over Sumy", "Plant in the hills goes dark", *STORY[2:]]
    one = [*STORY[:2], "Ten drones downed over Sumy", *STORY[2:]]

    assert strip(two, links=links).text == "\n".join(STORY)
    assert strip(one, links=links).text == "\n".join(one)
    assert strip(two).text == "\n".join(two)


def test_the_title_above_the_text_goes_with_or_without_its_kicker():
    title = "Thirty drones downed over the city"

    assert strip([title, *STORY], titles=[title]).text == "\n".join(STORY)
    assert strip([f"Air raid: {title}", *STORY], titles=[title]).text == "\n".join(STORY)


def test_the_title_quoted_further_down_stays():
    title = "Thirty drones downed over the city"
    blocks = [*STORY, title]

    assert strip(blocks, titles=[title]).text == "\n".join(blocks)


def test_what_the_end_says_of_an_author_goes():
    about = "Jane Roe was born on a boat and keeps bees."

    assert strip([*STORY, about], authors=["Jane Roe"]).text == "\n".join(STORY)
    assert strip([*STORY, about], authors=["John Doe"]).text == "\n".join([*STORY, about])


def test_a_list_of_headlines_is_no_text():
    headlines = [f"Minister number {n} speaks of drones" for n in range(9)]
    links = {headline.casefold().replace(" ", "") for headline in headlines}

    assert strip(["News", *headlines], links=links).is_listing
    assert not strip([*STORY, *headlines], links=links).is_listing


@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_tweet_moves_to_the_embeds_wherever_it_stands(at):
    tweet = ["Sirens again tonight. pic.twitter.com/abc123", "— Some One (@someone) May 28, 2023"]

    result = strip([*STORY[:at], *tweet, *STORY[at:]])

    assert result.text == "\n".join(STORY)
    assert result.details["embeds"] == [
        {"author": "Some One", "handle": "someone", "date": "May 28, 2023", "text": tweet[0]}
    ]


def test_reporting_above_a_bare_signature_is_not_taken_for_the_tweet():
    blocks = [*STORY[:2], STORY[2] * 3, "— Some One (@someone) May 28, 2023", *STORY[3:]]

    assert strip(blocks).text == "\n".join([*STORY[:2], STORY[2] * 3, *STORY[3:]])


def test_a_video_line_goes_from_the_middle_and_is_noted():
    result = strip([*STORY[:2], "(Video: YouTube)", *STORY[2:]])

    assert result.text == "\n".join(STORY)
    assert result.details["videos"] == ["(Video: YouTube)"]


def test_a_call_to_subscribe_at_the_end_of_a_short_text_marks_a_stub():
    result = strip([*STORY[:2], "This article is for subscribers only."])

    assert (result.text, result.truncated) == ("\n".join(STORY[:2]), True)


def test_a_call_to_subscribe_below_a_whole_article_does_not():
    result = strip([*STORY * 8, "Subscribe to continue reading."])

    assert (rules_of(result), result.truncated) == (["paywall"], False)


def test_a_text_that_would_lose_too_much_is_left_and_flagged():
    blocks = [STORY[0], *["Sign up for our newsletter and get the news of the day."] * 9]

    result = strip(blocks)

    assert (result.text, result.cuts) == ("\n".join(blocks), ())
    assert result.details == {"uncut": ["newsletter"]}


def test_a_text_of_boilerplate_alone_is_not_emptied():
    blocks = ["Sign up for our newsletter.", "Share on Facebook", "All rights reserved."]

    assert strip(blocks).text == "\n".join(blocks)


def test_a_text_without_boilerplate_comes_back_unchanged():
    assert strip(STORY).text == "\n".join(STORY)
    assert strip(STORY).cuts == ()
    assert strip([]).text == ""


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_stripping_twice_changes_nothing(rule):
    blocks = [*rule.cut, *STORY[:2], *rule.cut, *STORY[2:], PARAGRAPH, *rule.kept, *rule.cut]

    once = strip(blocks)

    assert strip(once.text.split("\n")).text == once.text
    assert sum(len(cut.text) for cut in once.cuts) <= MOST_CUT * sum(map(len, blocks))


def test_a_table_row_is_never_boilerplate():
    blocks = [*STORY[:3], "| Video | Share | Comments |", *STORY[3:]]

    assert strip(blocks).text == "\n".join(blocks)


def test_a_megabyte_without_a_space_is_judged_at_once():
    block = "comment" * 150_000

    assert strip([*STORY, block]).text.endswith(block)


def test_what_stands_above_the_title_goes_with_it_unless_it_corrects_the_story():
    correction = "Correction: an earlier version gave forty drones; it was thirty."
    above = strip(
        ["Example Lite: all the news", "Thirty drones downed", *STORY], titles=["Thirty drones downed"]
    )
    kept = strip([correction, "Thirty drones downed", *STORY], titles=["Thirty drones downed"])

    assert [(cut.rule, cut.text) for cut in above.cuts] == [
        ("above the title", "Example Lite: all the news"),
        ("own title", "Thirty drones downed"),
    ]
    assert kept.text.startswith(correction)
