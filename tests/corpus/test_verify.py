"""A corpus that is not whole, and two that do not hold the same, are told by what is wrong."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.store import Corpus, open_corpus
from corpus.verify import INVARIANTS, Difference, differences, faults

Add = Callable[..., int]

A, B = "https://a.example/1", "https://b.example/1"
EARLIER = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "other.db") as opened:
        yield opened


def test_a_whole_corpus_has_no_faults(
    corpus: Corpus, add_document: Add, add_link: Callable[..., None]
) -> None:
    article = add_document("https://a.example/1", earlier=(("T", "x"),))
    add_document("https://b.example/1", copy_of=article)
    add_link("https://c.example/1", verdict="off_topic", reason="no word")

    assert faults(corpus) == []


BREAKS = {
    "document without its current version": "UPDATE documents SET version = 9 WHERE id = 1",
    "forgotten document that still has a text": "UPDATE documents SET state = 'forgotten' WHERE id = 1",
    "document whose own address is not among its addresses": "UPDATE addresses SET ref = 'aaaaaaaaaa'",
    "document that full-text search does not know": "DELETE FROM documents_fts WHERE rowid = 1",
    "full-text entry without a document": "INSERT INTO documents_fts (rowid, title, text) VALUES (99, 'a', 'b')",
    "copy of what is no article": "UPDATE documents SET copy_of = 2, copy_kind = 'near', similarity = 1 WHERE id = 1",
    "copy that does not say what it is to its article, or article that does": (
        "UPDATE documents SET copy_kind = 'near' WHERE id = 1"
    ),
    "link that is kept without a document": "UPDATE links SET document_id = NULL",
    "link that is kept and leads to another document than its address": (
        "UPDATE links SET document_id = 2 WHERE document_id = 1"
    ),
    "document of whose links not exactly one is `stored`": "UPDATE links SET verdict = 'alias'",
    "visit whose links met are not new + known before": (
        "INSERT INTO visits (run_id, source, started_at, links_met) VALUES (1, 'herald', 'x', 5)"
    ),
}


@pytest.mark.parametrize("claim", INVARIANTS)
def test_each_invariant_finds_what_breaks_it(corpus: Corpus, add_document: Add, claim: str) -> None:
    article = add_document("https://a.example/1")
    add_document("https://b.example/1", copy_of=article)
    corpus.execute(
        "INSERT INTO runs (id, kind, started_at, topics, wirewatch) VALUES (1, 'crawl', 'x', '[]', '1')"
    )
    assert faults(corpus) == []

    corpus.execute(BREAKS[claim])

    assert any(fault.startswith(f"{claim}: ") for fault in faults(corpus))


def test_a_verdict_that_is_none_breaks_the_sum(corpus: Corpus, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/1", verdict="mislaid")

    assert faults(corpus) == ["sum: links = sum over verdicts + open: 1 is not 0"]


def test_many_faults_are_counted_not_listed(corpus: Corpus, add_document: Add) -> None:
    for number in range(30):
        add_document(f"https://a.example/{number}")
    corpus.execute("DELETE FROM documents_fts")

    found = faults(corpus)

    assert len(found) == 21
    assert found[-1] == "document that full-text search does not know: 10 more"


def test_the_same_in_another_order_at_other_moments_is_equal(
    corpus: Corpus,
    other: Corpus,
    into: Add,
) -> None:
    one = into(corpus, "https://a.example/1", "x", earlier=(("T", "w"),))
    into(corpus, "https://b.example/1", "x", copy_of=one)
    again = into(other, "https://b.example/1", "x")
    into(other, "https://a.example/1", "x", earlier=(("T", "w"),), first_seen_at=EARLIER)
    other.execute("UPDATE documents SET copy_of = 2 WHERE id = ?", [again])
    other.execute("UPDATE links SET verdict = 'alias'")

    assert differences(corpus, other) == []


def test_documents_are_matched_by_any_of_their_addresses(
    corpus: Corpus, other: Corpus, into: Add, address_into: Callable[..., None]
) -> None:
    here = into(corpus, "https://a.example/1", "x")
    there = into(other, "https://a.example/amp/1", "x")
    address_into(corpus, here, "https://a.example/shared", "redirect")
    address_into(other, there, "https://a.example/shared", "redirect")
    for one in (corpus, other):
        one.execute("DELETE FROM links")

    assert differences(corpus, other) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "UPDATE versions SET text = 'z' WHERE document_id = 1 AND n = 1",
            Difference("versions", "title or text of version 1", (A,)),
        ),
        (
            "UPDATE versions SET n = 9 WHERE document_id = 1 AND n = 1",
            Difference("versions", "in another order", (A,)),
        ),
        (
            "DELETE FROM versions WHERE document_id = 1 AND n = 1",
            Difference("versions", "2 here, 1 there", (A,)),
        ),
        (
            "UPDATE judgements SET label = 'borderline' WHERE url_key = 'a.example/1'",
            Difference("labels", "drones on_topic here, drones borderline there", (A,)),
        ),
        (
            "UPDATE documents SET copy_of = NULL WHERE id = 2",
            Difference("groups", "led by another article", (f"{B} (by {A} here, by {B} there)",)),
        ),
        (
            "UPDATE links SET verdict = 'failed' WHERE document_id = 1",
            Difference("verdicts", "stored here, failed there", ("a.example/1",)),
        ),
        (
            "DELETE FROM links WHERE document_id = 1",
            Difference("verdicts", "stored here, never met there", ("a.example/1",)),
        ),
        (
            "UPDATE addresses SET url_key = 'c.example/1' WHERE document_id = 1",
            Difference("documents", "only here", (A,)),
        ),
        ("UPDATE addresses SET document_id = 2", Difference("documents", "one there, 2 here", (B,))),
    ],
)
def test_each_difference_is_told(
    corpus: Corpus, other: Corpus, into: Add, change: str, told: Difference
) -> None:
    for one in (corpus, other):
        article = into(one, A, "x", earlier=(("T", "w"),))
        into(one, B, "x", copy_of=article)

    other.execute(change)

    assert told in differences(corpus, other)
