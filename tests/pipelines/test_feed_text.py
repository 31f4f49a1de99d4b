"""A wall or a stub whose feed carries the text."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from corpus.store import Corpus
from corpus.types import Link, OutcomeKind, Page
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import NOON, STORY, page

EVERYTHING = (load_topic("everything"),)
URL = "https://a.example/news/freighter"
FEED = Link(
    url=URL, title="Crates on the Caspian", published_at=NOON, text="".join(f"<p>{one}</p>" for one in STORY)
)
WALL = ("Checking your browser before accessing a.example.", "Please verify that you are a human.")


def wall(listed: Link | None) -> Page:
    return replace(page(URL, title="Just a moment...", paragraphs=WALL, published=None), listed=listed)


def test_a_wall_whose_feed_carries_the_article_is_stored_from_the_feed_and_says_so(corpus: Corpus) -> None:
    outcome = ingest(wall(FEED), EVERYTHING, corpus)

    assert outcome.kind is OutcomeKind.STORED
    row = corpus.row("SELECT title, text, published_at, details FROM versions")
    assert row is not None
    assert row[:3] == ("Crates on the Caspian", "\n".join(STORY), "2026-03-02T12:00:00+00:00")
    assert '"text": {"method": "feed"}' in row["details"]


def test_a_wall_alone_is_unreadable_and_tried_again(corpus: Corpus) -> None:
    outcome = ingest(wall(None), EVERYTHING, corpus)

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNREADABLE, "bot wall")


def test_a_whole_page_is_read_itself_whatever_its_feed_carries(corpus: Corpus) -> None:
    short = replace(FEED, text=f"<p>{STORY[0]}</p>")

    ingest(replace(page(URL), listed=short), EVERYTHING, corpus)

    assert corpus.value("SELECT text FROM versions") == "\n".join(STORY)


@pytest.mark.parametrize(
    ("published", "stored", "method"),
    [
        (None, "2026-03-02T12:00:00+00:00", "feed"),
        ("2026-03-02", "2026-03-02T12:00:00+00:00", "feed"),
        (
            "2026-02-20",
            "2026-02-20T00:00:00+00:00",
            "meta",
        ),  # the feed speaks of another day: the page is believed
        ("2026-03-01T08:00:00+02:00", "2026-03-01T06:00:00+00:00", "meta"),
    ],
)
def test_the_feed_gives_the_time_where_the_page_gives_none(
    corpus: Corpus, published: str | None, stored: str, method: str
) -> None:
    ingest(replace(page(URL, published=published), listed=FEED), EVERYTHING, corpus)

    row = corpus.row("SELECT published_at, published_precision, details FROM versions")
    assert row is not None
    assert row["published_at"] == stored
    assert json.loads(row["details"])["published"]["method"] == method


def stub(listed: Link | None, **more: object) -> Page:
    """A page that shows the beginning and says that the rest is paid for."""
    paid = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "isAccessibleForFree": false, "wordCount": 900}</script>'
    )
    return replace(page(URL, paragraphs=STORY[:2], head=paid, **more), listed=listed)  # type: ignore[arg-type]


def test_a_page_that_opens_with_the_text_of_its_feed_has_changed_nothing(corpus: Corpus) -> None:
    ingest(stub(FEED), EVERYTHING, corpus)

    outcome = ingest(page(URL, at=NOON + timedelta(days=1)), EVERYTHING, corpus)

    assert outcome.kind is OutcomeKind.UNCHANGED
    assert corpus.value("SELECT count(*) FROM versions") == 1


def test_the_text_of_a_feed_never_stands_before_the_whole_page(corpus: Corpus) -> None:
    ingest(page(URL), EVERYTHING, corpus)
    short = replace(FEED, text="".join(f"<p>{one}</p>" for one in STORY[:3]))

    outcome = ingest(stub(short, at=NOON + timedelta(days=1)), EVERYTHING, corpus)

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNCHANGED, "truncated")
    assert corpus.value("SELECT text FROM versions") == "\n".join(STORY)


def test_a_stub_whose_feed_brings_the_text_later_becomes_whole(corpus: Corpus) -> None:
    first = ingest(stub(None), EVERYTHING, corpus)
    assert first.reason == "truncated"

    ingest(stub(FEED, at=NOON + timedelta(days=1)), EVERYTHING, corpus)

    assert corpus.value("SELECT text FROM versions ORDER BY n DESC") == "\n".join(STORY)
