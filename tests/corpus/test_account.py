"""The corpus gives account: its sums hold, and every address can say what became of it."""

from collections.abc import Callable
from datetime import UTC, datetime

from corpus.account import stats, why
from corpus.store import Corpus

Add = Callable[..., int]


def test_stats_count_articles_copies_versions_and_links(
    corpus: Corpus, add_document: Add, add_link: Callable[..., None]
) -> None:
    article = add_document(
        "https://a.example/1", published_at=datetime(2026, 2, 1, tzinfo=UTC), earlier=(("T", "x"),)
    )
    add_document("https://b.example/1", source="post", copy_of=article)
    add_document("https://c.example/1", language=None, label="borderline")
    add_document("https://d.example/1", state="forgotten")
    add_link("https://a.example/2", verdict="off_topic", reason="no word")
    add_link("https://a.example/3", verdict="off_topic", reason="no word")
    add_link("https://a.example/4", verdict=None)

    counted = stats(corpus)

    assert (counted.articles, counted.copies, counted.versions) == (2, 1, 5)
    assert counted.states == {"live": 3, "forgotten": 1}
    assert counted.verdicts == {"stored": 4, "off_topic": 2, "open": 1}
    assert counted.reasons == (("stored", None, 4), ("off_topic", "no word", 2), ("open", None, 1))
    assert counted.languages == {"en": 1, "unknown": 1}
    assert counted.labels == (("drones", "borderline", 1), ("drones", "on_topic", 1))
    assert [(one.name, one.links, one.articles, one.copies) for one in counted.sources] == [
        ("herald", 7, 2, 0),
        ("post", 0, 0, 1),
    ]
    assert counted.first_published_at == datetime(2026, 2, 1, tzinfo=UTC)
    assert all(one.holds for one in counted.sums)


def test_stats_say_what_the_documents_of_a_source_lack(corpus: Corpus, add_document: Add) -> None:
    for n in range(4):
        add_document(f"https://a.example/{n}", source="herald", title="Crates")
    corpus.execute(
        "UPDATE versions SET authors = '[\"A. Roe\"]', confidence = 0.9, published_at = '2026-03-01T00:00:00+00:00'"
    )
    corpus.execute("UPDATE versions SET confidence = 0.3, published_at = NULL WHERE document_id = 1")
    corpus.execute("UPDATE versions SET authors = '[]' WHERE document_id < 3")

    [herald] = stats(corpus).sources

    assert (herald.unsure, herald.untitled, herald.unsigned, herald.undated) == (1, 0, 2, 1)


def test_an_empty_corpus_has_empty_stats(corpus: Corpus) -> None:
    counted = stats(corpus)

    assert (counted.articles, counted.sources, counted.first_seen_at) == (0, (), None)


def test_a_sum_that_does_not_hold_shows(corpus: Corpus, add_link: Callable[..., None]) -> None:
    add_link("https://a.example/1", verdict="mislaid")

    [ledger, _] = stats(corpus).sums

    assert (ledger.left, ledger.right, ledger.holds) == (1, 0, False)


def test_why_tells_verdict_reason_and_where_it_was_met(
    corpus: Corpus, add_document: Add, add_link: Callable[..., None]
) -> None:
    add_link("https://a.example/2", verdict="failed", reason="HTTP 500", attempts=3)

    found = why(corpus, "http://www.a.example/2?utm_source=x")

    assert found is not None
    assert (found.verdict, found.reason, found.attempts, found.document) == ("failed", "HTTP 500", 3, None)
    assert [seen.found_in for seen in found.sightings] == ["https://a.example/feed.xml"]


def test_why_names_the_document_its_judgement_and_its_article(corpus: Corpus, add_document: Add) -> None:
    match = {"concept": "drone", "term": "drones", "where": "lede", "paragraph": 1, "start": 4, "end": 10}
    article = add_document("https://a.example/1", title="Story")
    add_document("https://b.example/1", "The drones fell.", title="Copy", copy_of=article, matched=[match])

    found = why(corpus, "https://b.example/1")

    assert found is not None
    assert found.document is not None
    assert found.article is not None
    assert (found.document.title, found.document.kind, found.article.title) == ("Copy", "near", "Story")
    assert [one.term for judgement in found.judgements for one in judgement.matched] == ["drones"]


def test_why_knows_an_address_that_no_source_listed(
    corpus: Corpus, add_document: Add, add_address: Callable[..., None]
) -> None:
    add_address(add_document("https://a.example/1"), "https://a.example/canonical", "canonical")

    found = why(corpus, "https://a.example/canonical")

    assert found is not None
    assert (found.verdict, found.address_kind) == (None, "canonical")
    assert [judgement.label for judgement in found.judgements] == ["on_topic"]


def test_why_is_none_for_an_address_never_met(corpus: Corpus) -> None:
    assert why(corpus, "https://a.example/never") is None
