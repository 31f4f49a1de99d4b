"""Links: met, known, wanted, settled, tried again."""

from datetime import timedelta

from corpus import clock
from corpus.documents import Address, add_document, look_again
from corpus.ledger import (
    MOST_ATTEMPTS,
    conclude,
    conclude_addresses,
    postpone,
    reopen_forbidden,
    tally,
)
from corpus.meeting import Met, meet, waiting
from corpus.store import Corpus
from corpus.types import Article, Fingerprint, Judged, Link, Verdict
from corpus.urls import url_key
from corpus.versions import add_version
from tests.makers import NOON

FEED = "https://a.example/feed"
HOUR = timedelta(hours=1)


def test_a_new_link_is_wanted_and_open(corpus: Corpus) -> None:
    link = Link(url="https://a.example/1", title="One")

    met = meet(corpus, [link], source="a", found_in=FEED, now=NOON)

    assert met == Met(wanted=(link,), new=frozenset({url_key(link.url)}), known=frozenset())
    assert tally(corpus) == {"open": 1}


def test_five_spellings_of_one_address_are_one_link(corpus: Corpus) -> None:
    spellings = [
        "https://www.a.example/1?utm_source=feed",
        "http://a.example/1",
        "https://a.example/1/",
        "https://a.example/1#top",
        "https://a.example/1?fbclid=x",
    ]

    met = meet(corpus, [Link(url=url) for url in spellings], source="a", found_in=FEED, now=NOON)

    assert [link.url for link in met.wanted] == spellings[:1]


def test_a_settled_link_is_known_and_not_wanted(corpus: Corpus) -> None:
    link = Link(url="https://a.example/1")
    meet(corpus, [link], source="a", found_in=FEED, now=NOON)
    conclude(corpus, url_key(link.url), link.url, Verdict.OFF_TOPIC, "score 0.10 on x", now=NOON)

    met = meet(corpus, [link], source="b", found_in="https://b.example/feed", now=NOON + HOUR)

    assert met == Met(wanted=(), new=frozenset(), known=frozenset({url_key(link.url)}))
    assert corpus.value("SELECT count(*) FROM sightings") == 2


def test_an_open_link_waits_for_the_next_visit(corpus: Corpus) -> None:
    meet(corpus, [Link(url="https://a.example/1")], source="a", found_in=FEED, now=NOON)

    assert [link.url for link in waiting(corpus, "a", NOON)] == ["https://a.example/1"]
    assert waiting(corpus, "b", NOON) == []


def test_a_link_keeps_the_text_of_its_feed_until_it_is_settled(corpus: Corpus) -> None:
    link = Link(url="https://a.example/1", title="One", published_at=NOON, text="<p>All of it</p>")
    meet(corpus, [link], source="a", found_in=FEED, now=NOON)
    assert waiting(corpus, "a", NOON) == [link]

    postpone(corpus, url_key(link.url), link.url, Verdict.FAILED, "HTTP 503", now=NOON)
    assert waiting(corpus, "a", NOON + 2 * HOUR) == [link]

    conclude(corpus, url_key(link.url), link.url, Verdict.OFF_TOPIC, None, now=NOON)
    assert corpus.value("SELECT feed_text FROM links") is None


def test_a_failed_link_is_tried_again_later_each_time_until_it_is_given_up(corpus: Corpus) -> None:
    url, now, waits = "https://a.example/1", NOON, []
    meet(corpus, [Link(url=url)], source="a", found_in=FEED, now=now)
    for _ in range(MOST_ATTEMPTS):
        postpone(corpus, url_key(url), url, Verdict.FAILED, "HTTP 503", now=now)
        next_try = corpus.value("SELECT next_try_at FROM links")
        waits.append(None if next_try is None else clock.from_text(str(next_try)) - now)
        now += timedelta(days=3)

    assert waits == [*(timedelta(hours=n) for n in (1, 2, 4, 8, 16, 32, 48)), None]
    assert corpus.row("SELECT verdict, attempts FROM links")[:] == ("failed", MOST_ATTEMPTS)


def test_not_found_twice_is_enough(corpus: Corpus) -> None:
    url = "https://a.example/1"
    for _ in range(2):
        postpone(corpus, url_key(url), url, Verdict.FAILED, "HTTP 404", now=NOON)

    assert corpus.value("SELECT next_try_at FROM links") is None


def test_what_robots_forbade_is_open_again_when_the_file_changes_on_that_host_only(corpus: Corpus) -> None:
    for url in ("https://a.example/x/1", "https://a.example.org/x/1", "https://b.example/x/1"):
        conclude(corpus, url_key(url), url, Verdict.FORBIDDEN, "robots", now=NOON)

    assert reopen_forbidden(corpus, url_key("https://a.example/").rstrip("/")) == 1
    assert tally(corpus) == {"open": 1, "forbidden": 2}


def test_a_link_to_an_address_of_a_document_is_an_alias_without_a_request(corpus: Corpus) -> None:
    document_id = _held(corpus, "https://a.example/1")

    met = meet(corpus, [Link(url="https://a.example/1?utm_source=x")], source="b", found_in=FEED, now=NOON)

    assert met.wanted == ()
    row = corpus.row("SELECT verdict, document_id FROM links")
    assert row is not None
    assert row[:] == ("alias", document_id)


def test_of_the_links_of_a_document_one_is_stored_and_the_others_alias(corpus: Corpus) -> None:
    document_id = _held(corpus, "https://a.example/1")
    for url in ("https://a.example/2", "https://a.example/1"):
        conclude_addresses(corpus, document_id, url_key(url), url, now=NOON)

    rows = corpus.rows("SELECT url, verdict FROM links ORDER BY url")
    assert [row[:] for row in rows] == [("https://a.example/1", "alias"), ("https://a.example/2", "stored")]


def test_a_later_modification_moves_the_next_check_to_now_once(corpus: Corpus) -> None:
    _held(corpus, "https://a.example/1")
    link = Link(url="https://a.example/1", modified_at=NOON + HOUR)
    meet(corpus, [Link(url="https://a.example/1")], source="a", found_in=FEED, now=NOON)

    meet(corpus, [link], source="a", found_in=FEED, now=NOON + 2 * HOUR)
    assert corpus.value("SELECT next_check_at FROM documents") == clock.to_text(NOON + 2 * HOUR)

    look_again(corpus, 1, None)
    meet(corpus, [link], source="a", found_in=FEED, now=NOON + 3 * HOUR)
    assert corpus.value("SELECT next_check_at FROM documents") is None


def _held(corpus: Corpus, url: str) -> int:
    article = Article(url=url, title="One", text="Two")
    of = Fingerprint(
        text_sha="x",
        shingles=frozenset(),
        numbers=frozenset(),
        facts={},
        others={},
        opening=frozenset(),
        closing=frozenset(),
        words=1,
    )
    with corpus.writing():
        document_id = add_document(
            corpus, article, [Address(url=url, kind="fetched")], source="a", syndicated_from=None, now=NOON,
            next_check_at=None,
        )  # fmt: skip
        judged = Judged(article=article, fingerprint=of)
        add_version(corpus, document_id, judged, now=NOON, page_id=None, extractor=None, change=None)
    return document_id
