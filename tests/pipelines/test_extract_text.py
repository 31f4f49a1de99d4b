"""How much is done for the text of a page: little where that is sure or of no use, and all where it is not."""

import json

import pytest

from pipelines.extract import always, never
from pipelines.extract_text import Opened, Text, text_of
from pipelines.learned import shipped
from tests.pipelines.stories import REPORT, STORY

URL = "https://news.example/war/drones"


def _text(html: str, is_wanted=always) -> Text:
    return text_of(Opened.of(html.encode(), URL, None), shipped(), is_wanted)


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Thirty drones downed</title>{head}</head><body>{body}</body></html>"


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


PLAIN = _page(
    f"<nav><a href='/'>Home</a></nav><article><h1>Thirty drones downed</h1>{_paragraphs(STORY)}</article>"
)
CROWDED = _page(
    f"<article><h1>Thirty drones downed</h1>{_paragraphs(STORY)}</article>"
    + "".join(
        f"<div class='card'><a href='/{n}'><p>{line}</p></a></div>" for n, line in enumerate(REPORT * 2)
    )
)
"""Around its story stand so many teasers that the cheap readings differ."""


def test_where_two_cheap_readings_agree_no_more_are_made():
    text = _text(PLAIN)

    assert (text.method, text.readings, text.stripped.text) == ("learned", 2, "\n".join(STORY))
    assert text.confidence >= 0.95


def test_where_they_differ_six_are_compared():
    text = _text(CROWDED)

    assert text.readings == 6
    assert text.stripped.text == "\n".join(STORY)


def test_a_page_that_nobody_wants_gets_a_cheap_reading_only():
    text = _text(CROWDED, never)

    assert (text.method, text.readings, text.is_wanted) == ("learned", 2, False)


def test_a_page_is_wanted_for_what_either_cheap_reading_tells():
    asked: list[str] = []

    def tells_of_bakeries(title: str, text: str) -> bool:
        asked.append(title)
        return "bakery" in text

    assert _text(CROWDED, tells_of_bakeries).is_wanted
    assert set(asked) == {"Thirty drones downed"}


STATE = {
    "props": {
        "page": {"blocks": [{"kind": "text", "html": f"<p>{line}</p>"} for line in STORY]},
        "menu": ["World"],
    }
}


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(STATE)}</script>',
        f"<script>window.__INITIAL_STATE__ = {json.dumps(STATE)};</script>",
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": chr(10).join(STORY)})}'
        "</script>",
    ],
    ids=["next", "state", "json-ld"],
)
def test_a_text_that_only_scripts_carry_is_read_from_them_and_marked_as_unsure(script: str):
    text = _text(_page("<div id='root'>Loading</div>", script))

    assert text.stripped.text == "\n".join(STORY)
    assert text.confidence == 0


def test_what_is_shown_is_believed_before_what_scripts_carry():
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(STATE)}</script>'
    shown = _page(f"<article><h1>A council met</h1>{_paragraphs(REPORT)}</article>", script)

    assert _text(shown).stripped.text == "\n".join(REPORT)


def test_readings_that_have_little_in_common_are_told_by_a_low_confidence():
    lists = "".join(
        f"<div><p>{line[:60]}</p><ul><li>{line[:40]}</li></ul></div>" for line in (*REPORT, *STORY)
    )

    assert _text(_page(lists)).confidence < _text(PLAIN).confidence
