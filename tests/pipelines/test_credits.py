"""Who wrote and who sent a text, as its dateline, byline and credit lines tell."""

import pytest

from pipelines.boilerplate import strip
from tests.pipelines.stories import STORY


def test_a_byline_and_a_date_above_the_text_become_the_author():
    result = strip(["By Jane Roe", "Published 28 May 2023, updated 14:02", *STORY])

    assert result.text == "\n".join(STORY)
    assert result.authors == ("Jane Roe",)
    assert result.details["bylines"] == ["By Jane Roe", "Published 28 May 2023, updated 14:02"]


def test_a_credit_line_gives_its_writer_and_the_dateline_the_agency():
    credit = "(Reporting by Jane Roe in Kyiv; Editing by John Doe)"

    result = strip([*STORY, credit])

    assert (result.text, result.authors, result.wire) == ("\n".join(STORY), ("Jane Roe",), "Reuters")
    assert result.details == {"credits": [credit], "dateline": ["KYIV, May 28 (Reuters)"]}


@pytest.mark.parametrize(
    ("credit", "wire"),
    [
        ("(avec AFP)", "AFP"),
        ("(PAP)", "PAP"),
        ("Источник: ТАСС", "TASS"),
        ("Джерело: Укрінформ", "Ukrinform"),
        ("mit dpa", "dpa"),
    ],
)
def test_a_credit_names_the_wire_in_any_language(credit, wire):
    assert strip([*STORY[1:], credit]).wire == wire


def test_an_agency_is_known_by_its_place_in_a_dateline():
    dated = (
        "ASTRAKHAN, Russia, March 1 (Meridian) - A ship that sailed from Amirabad carried engines to Olya."
    )

    assert strip([dated, *STORY[1:]]).wire == "Meridian"
    assert strip([dated.replace("March 1 ", ""), *STORY[1:]]).wire is None


def test_an_agency_that_is_quoted_is_no_credit():
    assert strip([*STORY[1:], "An official told Reuters that the plant was closed."]).wire is None
