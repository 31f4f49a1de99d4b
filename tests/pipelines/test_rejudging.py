"""A topic that is new or was changed, over what is held and over what was left out."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus import clock
from corpus.labels import note_label
from corpus.meeting import meet, waiting
from corpus.runs import begin_run
from corpus.store import Corpus
from corpus.types import Label, Link
from corpus.urls import url_key
from pipelines.cli.topics import topics
from pipelines.ingest import ingest
from pipelines.rejudging import Rejudged, rejudge
from pipelines.topics import Topic, load_topic
from tests.makers import page

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOPIC = """
name = "{name}"
title = "A waterway"
[sides]
canal = "the canal"
[[concept]]
name = "canal"
sides = ["canal"]
aliases.en = [{words}]
[[rule]]
name = "canal"
needs = ["canal"]
"""


def topic(folder: Path, *words: str, name: str = "canal") -> Topic:
    """A topic that wants these words."""
    path = folder / f"{name}.toml"
    path.write_text(TOPIC.format(name=name, words=", ".join(f'"{word}"' for word in words)), encoding="utf-8")
    return load_topic(path)


def crawl(corpus: Corpus, wants: Topic, *titles: str) -> None:
    """One run in which a source lists these articles."""
    run = begin_run(corpus, "crawl", [f"{wants.name}@{wants.version}"], NOW)
    links = [Link(url=f"https://a.example/{number}", title=title) for number, title in enumerate(titles)]
    meet(corpus, links, source="herald", found_in="https://a.example/rss", now=NOW)
    for link in links:
        text = f"{link.title}, it was said in the town on Monday, and again on Friday at noon. " * 5
        ingest(page(link.url, title=link.title or "", paragraphs=(text,)), [wants], corpus, run_id=run)


def labels(found: Rejudged) -> list[tuple[str, str | None, str]]:
    return [(one.title, one.before, one.after) for one in found.changes]


def test_a_changed_file_says_what_enters_and_what_leaves(corpus, tmp_path):
    crawl(
        corpus, topic(tmp_path, "canal", "harbour"), "The canal is dry", "The harbour is full", "A cat sings"
    )

    narrower = rejudge(corpus, topic(tmp_path, "canal"), lambda: NOW)
    wider = rejudge(corpus, topic(tmp_path, "canal", "harbour", "quay"), lambda: NOW)

    assert labels(narrower) == [("The harbour is full", "on_topic", "off_topic")]
    assert labels(wider) == [("The harbour is full", "off_topic", "on_topic")]
    assert (narrower.documents, wider.documents) == (2, 2)


def test_a_links_title_that_a_changed_file_wants_has_the_next_crawl_ask_again(corpus, tmp_path):
    crawl(corpus, topic(tmp_path, "canal"), "The canal is dry", "The quay is full", "A cat sings")
    later = NOW + timedelta(hours=1)

    found = rejudge(corpus, topic(tmp_path, "canal", "quay"), lambda: later)

    assert [(one.title, one.is_new) for one in found.again] == [("The quay is full", False)]
    assert found.passed_over == 1
    assert [link.title for link in waiting(corpus, "herald", later)] == ["The quay is full"]
    assert corpus.value("SELECT count(*) FROM links WHERE verdict = 'off_topic'") == 2


def test_all_links_are_asked_for_again_on_request(corpus, tmp_path):
    crawl(corpus, topic(tmp_path, "canal"), "The canal is dry", "A cat sings")

    found = rejudge(corpus, topic(tmp_path, "canal", "quay"), lambda: NOW, all_links=True)

    assert [one.title for one in found.again] == ["A cat sings"]


def test_a_topic_added_later_finds_what_an_earlier_one_left_aside(corpus, tmp_path):
    crawl(corpus, topic(tmp_path, "canal"), "The canal is dry", "A cat sings")
    cats = topic(tmp_path, "cat", name="cats")

    found = rejudge(corpus, cats, lambda: NOW)
    crawl(corpus, cats, *(link.title or "" for link in waiting(corpus, "herald", NOW)))

    assert [(one.title, one.is_new) for one in found.again] == [("A cat sings", True)]
    assert {row[0] for row in corpus.rows("SELECT title FROM articles")} >= {"A cat sings"}


def test_a_link_that_this_version_has_looked_at_is_not_asked_for_again(corpus, tmp_path):
    canal = topic(tmp_path, "canal")
    crawl(corpus, canal, "The canal is dry", "A cat sings")

    found = rejudge(corpus, canal, lambda: NOW, all_links=True)

    assert (found.changes, found.again, found.passed_over) == ((), (), 0)


def test_a_persons_word_holds(corpus, tmp_path):
    crawl(corpus, topic(tmp_path, "canal"), "The canal is dry")
    key = url_key("https://a.example/0")
    note_label(corpus, key, "canal", Label.ON_TOPIC, by="ada", note=None, now=NOW)

    (change,) = rejudge(corpus, topic(tmp_path, "quay"), lambda: NOW).changes

    assert (change.after, change.person) == ("off_topic", "on_topic")
    assert corpus.value("SELECT label FROM articles") == "on_topic"


def test_a_dry_run_writes_nothing(corpus, tmp_path):
    crawl(corpus, topic(tmp_path, "canal"), "The canal is dry", "The quay is full")

    found = rejudge(corpus, topic(tmp_path, "quay"), lambda: NOW, keep=False)

    assert labels(found) == [("The canal is dry", "on_topic", "off_topic")]
    assert [one.title for one in found.again] == ["The quay is full"]
    assert corpus.value("SELECT label FROM articles") == "on_topic"
    assert waiting(corpus, "herald", NOW + timedelta(days=9)) == []


def test_the_command_names_them(corpus, tmp_path):
    crawl(corpus, topic(tmp_path, "canal", "harbour"), "The canal is dry", "The harbour is full")
    topic(tmp_path, "canal")
    now = ["--now", clock.to_text(NOW), "--data", str(tmp_path)]

    done = CliRunner().invoke(topics, ["rejudge", str(tmp_path / "canal.toml"), *now])

    lines = done.stdout.splitlines()
    assert [lines[0], lines[1], *lines[3:]] == [
        "Enter: 0", "Leave: 1", "Get another label: 0", "Links to ask for again: 0",
    ]  # fmt: skip
    assert lines[2].endswith("on_topic → off_topic 0.00 “The harbour is full”")
    again = json.loads(
        CliRunner().invoke(topics, ["rejudge", str(tmp_path / "canal.toml"), *now, "--json"]).stdout
    )
    assert (again["documents"], again["leave"]) == (2, [])


@pytest.mark.parametrize("title", ["A cat sings", "The quay is full"])
def test_what_is_asked_for_again_and_still_unwanted_rests(corpus, tmp_path, title):
    crawl(corpus, topic(tmp_path, "canal"), title)
    barge = topic(tmp_path, "barge", name="barges")
    rejudge(corpus, barge, lambda: NOW)

    crawl(corpus, barge, title)

    assert waiting(corpus, "herald", NOW + timedelta(days=9)) == []
    assert rejudge(corpus, barge, lambda: NOW).again == ()
