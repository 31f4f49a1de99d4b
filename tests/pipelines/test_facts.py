"""Facts: names and numbers in the places of a text, and how many of them two texts agree in."""

import pytest

from pipelines.facts import agreement, facts

MATCH = "Late on Sunday the {} beat {} in the league, and {} scored after {} minutes in front of {} people."


def compared(one: str, other: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, second = facts(one), facts(other)
    return agreement(first[0], second[0]), agreement(first[1], second[1])


def test_one_mould_has_other_facts_in_the_same_places_and_the_same_words_between_them():
    of_facts, of_others = compared(
        MATCH.format("Rovers", "Miners", "Holt", "12", "900"),
        MATCH.format("Falcons", "Star", "Varga", "71", "40"),
    )

    assert of_facts == (1, 6)  # it is Sunday in both; a word that only begins a sentence is no name
    assert of_others[0] == of_others[1] > 5


def test_a_text_agrees_with_a_cut_of_itself():
    text = MATCH.format("Rovers", "Miners", "Holt", "12", "900")
    (same, places), _ = compared(text, " ".join(text.split()[:7]))

    assert same == places == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ship carried 1200 crates.", "The ship carried １２００ crates."),
        ("Нефть стоит 71,20 доллара.", "Нефть стоит 71.20 доллара."),
        ("قیمت آن ۷۱ دلار است.", "قیمت آن 71 دلار است."),
        ("The ship carried Nord\u00adwind crates.", "The ship carried Nordwind crates."),
    ],
    ids=["wide digits", "decimal comma", "Persian digits", "soft hyphen"],
)
def test_a_fact_is_the_same_however_it_is_typed(one, other):
    (same, places), _ = compared(one, other)

    assert same == places == 1


def test_a_text_in_capitals_has_numbers_only():
    stated, _ = facts("THE ROVERS BEAT THE MINERS AFTER 12 MINUTES")

    assert len(stated) == 1


def test_a_long_text_is_no_mould_and_keeps_its_facts_only():
    stated, others = facts("in the port of Brenholm. " * 100)

    assert (len(stated), others) == (1, {})
