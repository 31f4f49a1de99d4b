"""Pages whose elements are nested deeper than any parser follows."""

from time import process_time

import pytest

from corpus.types import Article
from pipelines.extract import extract
from pipelines.markup import unnested
from tests.pipelines.stories import STORY

URL = "https://news.example/war/drones"


@pytest.mark.parametrize(
    "tags", ["<div>", "<p>\n", "<ul><li>", "<table><tr><td class=x>", "<a href='#'>", "<b>"]
)
def test_a_text_below_tens_of_thousands_of_open_elements_is_read(tags):
    began = process_time()
    result = extract(
        ("<html><body>" + tags * 60_000 + "".join(f"<p>{one}</p>" for one in STORY)).encode(), URL
    )

    assert isinstance(result, Article)
    assert [line.removeprefix("- ") for line in result.text.split("\n")] == list(STORY)
    assert process_time() - began < 10  # without the levels a tenth of a second, with them a minute


def test_elements_nested_as_deep_as_any_page_does_are_left_alone():
    deep = "<div>" * 200 + "text" + "</div>" * 200

    assert unnested(deep) == deep
