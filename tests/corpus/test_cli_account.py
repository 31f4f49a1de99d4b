"""`wirewatch why` and `wirewatch stats` as they are typed."""

import json
from collections.abc import Callable

from click.testing import Result

from corpus.errors import NotFoundError
from corpus.store import Corpus
from corpus.urls import ref_of, url_key

Add = Callable[..., int]
Run = Callable[..., Result]


def test_why_answers_in_sentences(run: Run, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/2", verdict="off_topic", reason="no word of the topic in its bytes")

    assert run("why", "https://a.example/2").stdout.splitlines() == [
        "https://a.example/2",
        "Met in https://a.example/feed.xml (herald), first 2026-03-01 12:00, last 2026-03-01 12:00.",
        "Verdict off_topic: it was read and no topic wants it (no word of the topic in its bytes).",
    ]


def test_why_names_the_document_and_its_article(run: Run, add_document: Add) -> None:
    article = add_document("https://a.example/1", title="Story")
    add_document("https://b.example/1", title="Copy", copy_of=article)
    story, copy = (ref_of(url_key(url)) for url in ("https://a.example/1", "https://b.example/1"))

    assert run("why", copy).stdout.splitlines()[2:] == [
        "Verdict stored: it is kept.",
        f"It is the fetched address of {copy} “Copy”, herald, live.",
        f"That is a copy (near, 0.95) of {story} “Story”, herald, live.",
        "Topic drones: on_topic with 0.90, by version 1.",
    ]


def test_an_address_never_met_is_said_so_with_exit_1(run: Run, corpus: Corpus) -> None:
    result = run("why", "https://a.example/never")

    assert result.exit_code == 1
    assert "never met" in str(result.exception)


def test_why_as_json_is_one_object(run: Run, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/2", verdict=None)

    found = json.loads(run("why", "https://a.example/2", "--json").stdout)

    assert (found["verdict"], found["first_seen_at"]) == ("open", "2026-03-01T12:00:00+00:00")


def test_stats_print_every_section_and_check_the_sums(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1")

    shown = run("stats").stdout

    assert shown.startswith("1 articles, 0 copies, 1 versions\n")
    for part in ("Documents", "Articles by language", "Links by verdict", "Sources", "Sums", "1 = 1"):
        assert part in shown
    assert json.loads(run("stats", "--json").stdout)["verdicts"] == {"stored": 1}


def test_bytes_that_are_no_text_were_never_met(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1")

    done = run("why", "https://a.example/\udcff")

    assert isinstance(done.exception, NotFoundError)
