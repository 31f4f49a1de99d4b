"""`wirewatch why` and `wirewatch stats` as they are typed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import Result

from corpus.errors import NotFoundError
from corpus.store import Corpus
from corpus.urls import ref_of, url_key

Add = Callable[..., int]
Run = Callable[..., Result]
LATER = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_why_answers_in_sentences(run: Run, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/2", verdict="off_topic", reason="no word of the topic in its bytes")

    assert run("why", "https://a.example/2").stdout.splitlines() == [
        "https://a.example/2",
        "Met in https://a.example/feed.xml (herald), first 2026-03-01 12:00, last 2026-03-01 12:00.",
        "Verdict off_topic: it was read and no topic wants it (no word of the topic in its bytes).",
        "If it should be kept, add the words or rules that are lacking to your topic.",
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
        f"To read it: wirewatch show {copy}",
    ]


def test_an_address_never_met_is_said_so_with_exit_1(run: Run, corpus: Corpus) -> None:
    result = run("why", "https://a.example/never")

    assert result.exit_code == 1
    assert "never met" in str(result.exception)
    assert "`wirewatch fetch https://a.example/never` looks at it now" in str(result.exception)


def test_what_is_no_address_is_said_so(run: Run, corpus: Corpus) -> None:
    for name in ("drones", "ftp://a.example/1", "abcdefghij"):
        assert "is no address and no ref that the corpus knows" in str(run("why", name).exception)


@pytest.mark.parametrize(
    ("link", "last"),
    [
        ({"verdict": None}, "The next crawl of its source asks for it."),
        ({"verdict": "failed", "next_try_at": LATER}, "Nothing need be done: it is tried again."),
        ({"verdict": "failed"}, "It is given up: look in a browser whether the address still works."),
        ({"verdict": "forbidden"}, "Ask the outlet, or read it by hand."),
        (
            {"verdict": "unreadable", "reason": "no text"},
            "Look at the page in a browser: what the reason names",
        ),
    ],
)
def test_why_ends_with_what_to_do(
    run: Run, add_link: Callable[..., None], link: dict[str, object], last: str
) -> None:
    add_link("https://a.example/1", **link)

    assert run("why", "https://a.example/1").stdout.splitlines()[-1].startswith(last)


def test_why_says_once_who_forbids(run: Run, add_link: Callable[..., None]) -> None:
    robots = "https://a.example/robots.txt"
    add_link("https://a.example/1", verdict="forbidden", reason=f"forbidden by {robots}")

    assert f"Verdict forbidden: {robots} does not allow it.\n" in run("why", "https://a.example/1").stdout


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


def test_what_was_left_out_can_be_listed_with_its_reasons(run: Run, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/1", verdict="off_topic", reason="score 0.10 on drones")
    add_link("https://a.example/2", verdict="off_topic", reason="no word of the topic", seen=LATER)
    add_link("https://b.example/3", verdict="failed", reason="HTTP 500", next_try_at=LATER, source="post")

    listed = run("why", "--verdict", "off_topic")
    failed = run("why", "--verdict", "failed", "--source", "post")

    assert (listed.exit_code, listed.stderr) == (0, "")
    assert listed.stdout.splitlines() == [
        "without a title",
        "  https://a.example/2",
        "  off_topic · no word of the topic · herald · met 2026-03-02 12:00",
        "",
        "without a title",
        "  https://a.example/1",
        "  off_topic · score 0.10 on drones · herald · met 2026-03-01 12:00",
    ]
    assert failed.stdout.splitlines()[2] == (
        "  failed · HTTP 500 · post · met 2026-03-01 12:00 · next try 2026-03-02 12:00"
    )


def test_a_list_of_links_says_what_it_left_out_and_that_it_is_empty(
    run: Run, add_link: Callable[..., None]
) -> None:
    for number in range(3):
        add_link(f"https://a.example/{number}", verdict=None)

    assert "2 of 3" in run("why", "--verdict", "open", "--limit", "2").stderr
    assert (run("why", "--verdict", "failed").exit_code, run("why", "--verdict", "failed").stdout) == (0, "")
    assert "no link is failed" in run("why", "--verdict", "failed").stderr


def test_a_list_of_links_as_json_is_an_array(run: Run, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/1", verdict="unreadable", reason="no text")

    assert json.loads(run("why", "--verdict", "unreadable", "--json").stdout) == [
        {
            "url": "https://a.example/1", "title": None, "verdict": "unreadable", "reason": "no text",
            "first_seen_at": "2026-03-01T12:00:00+00:00", "last_seen_at": "2026-03-01T12:00:00+00:00",
            "attempts": 0, "next_try_at": None, "ref": None, "source": "herald",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [(), ("https://a.example/1", "--verdict", "failed"), ("https://a.example/1", "--limit", "3")],
    ids=" ".join,
)
def test_why_asks_for_one_address_or_one_verdict(run: Run, corpus: Corpus, words: tuple[str, ...]) -> None:
    assert run("why", *words).exit_code == 2


def test_a_source_that_was_never_met_is_named_in_a_list_of_links(
    run: Run, add_link: Callable[..., None]
) -> None:
    add_link("https://a.example/1", verdict="failed", source="harbour-post")

    done = run("why", "--verdict", "failed", "--source", "harbor-post")

    assert done.exit_code == 2
    assert "'harbor-post' is not known to this corpus; nearest: harbour-post" in done.stderr
