"""When the heading of a page outweighs what other places write as the title."""

import pytest

from pipelines.headings import is_the_title
from tests.pipelines.claiming import meta, read

HEADINGS = [  # a heading, and what the other places agree on
    ("Ferry runs aground at Lowmouth", "BREAKING: Ferry runs aground at Lowmouth"),
    ("Count the bees", "Editorial: Count the bees"),
    ("Паром сел на мель", "СРОЧНО: Паром сел на мель"),
    ("Пором сів на мілину", "Терміново | Пором сів на мілину"),
    ("Fähre läuft auf Grund", "EIL: Fähre läuft auf Grund"),
    ("Comptons les abeilles", "TRIBUNE. Comptons les abeilles"),
    ("Contemos las abejas", "Tribuna: Contemos las abejas"),
    ("Contiamo le api", "L'editoriale - Contiamo le api"),
    ("Policzmy pszczoły", "Felieton: Policzmy pszczoły"),
    ("Arıları sayalım", "Ada Yazar yazdı: Arıları sayalım"),
    ("زنبورها را بشماریم", "سرمقاله | زنبورها را بشماریم"),
    ("العبارة تجنح في الميناء", "عاجل | العبارة تجنح في الميناء"),
    ("המעבורת עלתה על שרטון", "מבזק: המעבורת עלתה על שרטון"),
    ("Tel de bijen", "Opinie | Tel de bijen"),
    ("Räkna bina", "Ledare: Räkna bina"),
    ("Count the bees", "Jane Roe: Count the bees"),
    ("Count the bees", "Example News: Count the bees"),
    ("Ferry with ninety aboard runs aground at Lowmouth pier", "Ferry with ninety aboard runs…"),
    ("Ferry runs aground at Lowmouth", "Ferry runs aground at Lowmouth. Ninety are brought ashore"),
    ("Empty ferry runs aground at Lowmouth", "Ferry runs aground at Lowmouth [VIDEO]"),
    ("Ninety spent the night on a sandbank", "Lowmouth ferry accident: latest news and route map"),
]
OTHERS = [
    ("Ferry runs aground", "Ferry runs aground"),
    ("Nairobi from below", "Kenya: Nairobi from below"),  # a topic is part of the title
    ("Our live page", "Ferry runs aground at Lowmouth"),  # the name of a section
    ("Ferry runs aground at Lowmouth", "Ferry runs aground at Lowmouth pier"),  # two versions of one wording
    ("Lowmouth ferry runs aground", "Ferry runs aground"),
    ("The best ferries of the year", "Best ferries of the year [ten tried]"),
    ("Ferry runs…", "Ferry with ninety aboard runs aground…"),
]


@pytest.mark.parametrize(("heading", "other"), HEADINGS)
def test_the_heading_is_the_title_where_another_form_is_labelled_cut_or_worded_for_machines(heading, other):
    assert is_the_title(heading, other, ("Jane Roe",), frozenset(["examplenews"]))


@pytest.mark.parametrize(("heading", "other"), OTHERS)
def test_a_heading_that_only_resembles_what_others_agree_on_does_not_outweigh_it(heading, other):
    assert not is_the_title(heading, other, ("Jane Roe",), frozenset(["examplenews"]))


def test_who_signs_is_known_when_the_title_is_elected():
    head = meta(
        author="Jane Roe", og_title="Jane Roe: Count the bees", twitter_title="Jane Roe: Count the bees"
    )

    assert read(head, "<h1>Count the bees</h1>").title == "Count the bees"


def test_another_wording_that_readers_see_too_stays_elected():
    head = meta(
        og_title="Ninety spent the night on a sandbank", twitter_title="Ninety spent the night on a sandbank"
    )
    heading = "<h1>A word from the editor of this paper</h1>"

    assert read(head, heading).title == "A word from the editor of this paper"
    assert read(head, heading + "<h2>Ninety spent the night on a sandbank</h2>").title.startswith("Ninety")


def test_a_kicker_inside_the_heading_is_no_part_of_the_title():
    heading = '<h1><span class="kicker">Harbour</span><span>Ferry runs aground at Lowmouth</span></h1>'

    found = read("", heading)

    assert found.title == "Ferry runs aground at Lowmouth"
    assert found.titles == ("Ferry runs aground at Lowmouth", "HarbourFerry runs aground at Lowmouth")
