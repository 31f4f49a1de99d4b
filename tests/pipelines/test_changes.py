"""What is said of an edit: a labelled table of what sites do to their articles after publication."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus.words import tokens
from pipelines.changes import change_between
from pipelines.edits import is_correction, is_furniture

TABLE = tomllib.loads((Path(__file__).parent / "edits.toml").read_text(encoding="utf-8"))


class Text(NamedTuple):
    title: str
    text: str


def edited(edit: dict[str, Any]) -> tuple[Text, Text]:
    story = TABLE["stories"][edit["story"]]
    before = Text(story["title"], story["text"].strip())
    part = before.title if edit.get("title") else before.text
    assert edit["old"] in part, edit["old"]
    after = part.replace(edit["old"], edit["new"], 1) if edit["old"] else f"{part}\n{edit['new']}"
    return before, before._replace(**{"title" if edit.get("title") else "text": after})


@pytest.mark.parametrize(
    "edit", TABLE["edits"], ids=lambda edit: f"{edit['story']}-{edit['kind']}-{edit['new'][:30].strip()}"
)
def test_each_edit_is_called_what_it_is(edit: dict[str, Any]) -> None:
    before, after = edited(edit)

    assert (change_between(before, after) or "none") == edit["kind"]


@pytest.mark.parametrize("edit", [edit for edit in TABLE["edits"] if edit["kind"] == "none"], ids=str)
def test_what_is_no_change_is_none_when_it_goes_again(edit: dict[str, Any]) -> None:
    before, after = edited(edit)

    assert change_between(after, before) is None


@pytest.mark.parametrize("kind", TABLE["lines"])
def test_a_line_is_a_note_of_correction_or_furniture_or_neither(kind: str) -> None:
    found = {
        line: "corrections" if is_correction(line) else "furniture" if is_furniture(tokens(line)) else "news"
        for line in TABLE["lines"][kind]
    }

    assert found == dict.fromkeys(TABLE["lines"][kind], kind)


@pytest.mark.parametrize("story", TABLE["stories"])
def test_another_text_at_the_same_address_is_a_rewrite(story: str) -> None:
    before = TABLE["stories"][story]
    after = TABLE["stories"]["de" if story != "de" else "en"]

    assert change_between(Text(**before), Text(**after)) == "rewrite"


def test_a_story_that_grows_and_keeps_what_it_said_is_no_rewrite() -> None:
    story = Text(**TABLE["stories"]["en"])
    whole = Text(**TABLE["stories"]["de"])

    assert (
        change_between(story, story._replace(text=f"{story.text}\n{whole.text}\n{whole.text}"))
        == "substantive"
    )


def test_one_name_mended_everywhere_is_one_typo() -> None:
    text = "\n".join(f"In year {number} the yard of Yelabuga grew by a hall." for number in range(9))

    assert change_between(Text("Halls", text), Text("Halls", text.replace("Yelabuga", "Yelaburga"))) == "typo"


def test_a_name_mended_in_title_and_text_is_a_typo() -> None:
    before = Text("Yelabuga grows", "The yard of Yelabuga grew by a hall.")
    after = Text("Yelaburga grows", "The yard of Yelaburga grew by a hall.")

    assert change_between(before, after) == "typo"


def test_a_new_headline_over_a_mended_slip_is_a_headline() -> None:
    before = Text("Yard grows", "The yard of Yelabuga grew by a hall.")

    assert (
        change_between(before, Text("A hall for drones", "The yard of Yelabuga grew by by a hall."))
        == "headline"
    )
