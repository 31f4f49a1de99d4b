"""States that come to light out of order, addresses that were claimed wrongly, groups that texts leave and join."""

import json
from dataclasses import replace
from datetime import timedelta

from corpus.store import Corpus
from corpus.types import Outcome, OutcomeKind, Page
from corpus.verify import faults
from pipelines.desk import Desk
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from pipelines.unanswered import Missed, missed
from tests.makers import NOON, STORY, page

EVERYTHING = (load_topic("everything"),)
A, B, C = "https://a.example/news/freighter", "https://b.example/world/9", "https://c.example/9"
DAY = timedelta(days=1)
OTHER = (
    "The bakery on Mill Street has kept its oven burning for a hundred and four years without a single day off.",
    "Its third owner says the sourdough is older than the town hall, and that nobody has found the recipe yet.",
    "On Saturday the street will be closed for a long table; the brass band has promised not to play too early.",
)
THIRD = (
    "Voters in the river towns go to the polls on Sunday to choose a harbour master for the next seven years.",
    "Both candidates promise a new crane; neither of them has said where the money for it is to come from.",
    "The last election was decided by eleven votes, and by a ferry that could not sail because of the fog.",
)


def test_an_older_state_takes_its_place_and_the_current_one_stays(corpus: Corpus) -> None:
    _ingest(corpus, page(A, title="Now", at=NOON))

    outcome = _backfill(corpus, page(A, title="Before", paragraphs=OTHER, at=NOON - DAY))

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UPDATED, "an earlier state")
    assert _versions(corpus) == [(1, "Before", None), (2, "Now", "rewrite")]
    row = corpus.row("SELECT version, first_seen_at, checked_at, next_check_at FROM documents")
    assert tuple(row or ()) == (
        2, "2026-03-01T12:00:00+00:00", "2026-03-02T12:00:00+00:00", "2026-03-02T13:00:00+00:00",
    )  # fmt: skip
    assert corpus.value("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'bakery'") == 0
    assert faults(corpus) == []


def test_the_same_page_from_an_archive_only_moves_the_first_sight_back(corpus: Corpus) -> None:
    _ingest(corpus, page(A))

    outcome = _backfill(corpus, page(A, at=NOON - DAY, head="<meta name='x' content='older'>"))

    assert outcome.kind is OutcomeKind.UNCHANGED
    row = corpus.row("SELECT first_seen_at, next_check_at FROM documents")
    assert tuple(row or ()) == ("2026-03-01T12:00:00+00:00", "2026-03-02T13:00:00+00:00")


def test_a_404_of_last_month_says_nothing_of_today(corpus: Corpus) -> None:
    _ingest(corpus, page(A))

    missed(Desk(corpus=corpus, rechecks=()), A, Missed.ERROR, "HTTP 404", NOON - 30 * DAY, status=404)

    assert corpus.value("SELECT state FROM documents") == "live"


def test_a_rewritten_article_that_names_itself_as_canonical_is_a_version(corpus: Corpus) -> None:
    canonical = f'<link rel="canonical" href="{A}">'
    _ingest(corpus, page(A, head=canonical))

    outcome = _ingest(corpus, page(A, head=canonical, title="Bakery", paragraphs=OTHER, at=NOON + DAY))

    assert (outcome.kind, outcome.version) == (OutcomeKind.UPDATED, 2)


def test_a_wrong_canonical_address_swallows_nothing_in_either_order(corpus: Corpus) -> None:
    one, two = "https://a.example/1", "https://a.example/2"
    wrong = _ingest(corpus, page(one, head=f'<link rel="canonical" href="{two}">'))

    right = _ingest(corpus, page(two, title="Bakery", paragraphs=OTHER))

    assert right.kind is OutcomeKind.STORED
    urls = corpus.rows("SELECT id, url FROM documents ORDER BY id")
    assert [tuple(row) for row in urls] == [(wrong.document_id, one), (right.document_id, two)]
    assert faults(corpus) == []


def test_a_canonical_page_that_is_seen_and_agrees_stays_an_address(corpus: Corpus) -> None:
    lite, full = "https://a.example/lite/1", "https://a.example/1"
    first = _ingest(corpus, page(lite, head=f'<link rel="canonical" href="{full}">'))

    again = _ingest(corpus, page(full))
    rewritten = _ingest(corpus, page(full, title="Bakery", paragraphs=OTHER, at=NOON + DAY))

    assert [again.document_id, rewritten.document_id] == [first.document_id] * 2


def test_a_page_that_claims_the_address_of_another_document_keeps_its_own(corpus: Corpus) -> None:
    one, two = "https://a.example/1", "https://a.example/2"
    _ingest(corpus, page(one))
    second = _ingest(corpus, page(two, title="Bakery", paragraphs=OTHER))

    claims = f'<link rel="canonical" href="{one}">'
    outcome = _ingest(corpus, page(two, title="Bakery", paragraphs=OTHER, head=claims, at=NOON + DAY))

    assert outcome.document_id == second.document_id
    assert faults(corpus) == []


def test_two_different_stories_that_become_one_text_become_one_group(corpus: Corpus) -> None:
    first = _ingest(corpus, page(A, title="Bakery", paragraphs=OTHER))
    _ingest(corpus, page(B, title="Vote", paragraphs=THIRD, published="2026-03-01T11:00:00Z"))
    _ingest(corpus, page(A, at=NOON + DAY))

    _ingest(corpus, page(B, at=NOON + DAY, published="2026-03-01T11:00:00Z"))

    assert [row[0] for row in corpus.rows("SELECT copy_of FROM documents ORDER BY id")] == [
        None,
        first.document_id,
    ]


def test_a_copy_that_is_rewritten_leaves_although_a_fellow_copy_is_rewritten_likewise(corpus: Corpus) -> None:
    article = _ingest(corpus, page(A, paragraphs=(*STORY, *OTHER)))
    later = "2026-03-01T11:00:00Z"
    fellow = _ingest(corpus, page(B, paragraphs=(*STORY[:4], *OTHER[:1], *THIRD[:1]), published=later))
    copy = _ingest(corpus, page(C, paragraphs=STORY, published=later))
    assert {fellow.copy_of, copy.copy_of} == {article.document_id}

    _ingest(corpus, page(C, title="Vote", paragraphs=THIRD, at=NOON + DAY, published=later))

    assert corpus.value("SELECT copy_of FROM documents WHERE id = ?", [copy.document_id]) is None


def test_an_article_whose_address_leads_to_another_one_was_looked_at(corpus: Corpus) -> None:
    old = _ingest(corpus, page(A))
    new = "https://a.example/news/bakery"
    _ingest(corpus, page(new, title="Bakery", paragraphs=OTHER))

    moved = page(new, title="Bakery", paragraphs=OTHER, requested_url=A, redirects=(A,), at=NOON + DAY)
    _ingest(corpus, moved)

    row = corpus.row("SELECT checked_at, next_check_at FROM documents WHERE id = ?", [old.document_id])
    assert tuple(row or ()) == ("2026-03-03T12:00:00+00:00", "2026-03-05T12:00:00+00:00")


def test_rights_that_page_and_server_state_are_kept_with_the_version(corpus: Corpus) -> None:
    licence = '<link rel="license" href="https://l.example/by">'
    _ingest(corpus, page(A, head=licence, headers={"tdm-reservation": "1"}))

    rights = json.loads(str(corpus.value("SELECT details FROM versions")))["rights"]

    assert (rights["reserved"], rights["licence"]) == (True, "https://l.example/by")


def _ingest(corpus: Corpus, one: Page) -> Outcome:
    return ingest(one, EVERYTHING, corpus)


def _backfill(corpus: Corpus, one: Page) -> Outcome:
    """As an archive brings it: another origin, and no plan to look again."""
    return ingest(replace(one, origin="old.warc.gz#1", source=None), EVERYTHING, corpus, rechecks=())


def _versions(corpus: Corpus) -> list[tuple[object, ...]]:
    return [tuple(row) for row in corpus.rows("SELECT n, title, change FROM versions ORDER BY n")]


def test_the_whole_text_from_an_archive_stands_before_the_stub_of_today(corpus: Corpus) -> None:
    paid = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "isAccessibleForFree": false, "wordCount": 900}</script>'
    )
    stub = _ingest(corpus, page(A, paragraphs=STORY[:2], head=paid))
    assert stub.reason == "truncated"

    _backfill(corpus, page(A, at=NOON - DAY))

    current = "SELECT text FROM versions AS v JOIN documents AS d ON d.id = v.document_id AND d.version = v.n"
    assert corpus.value(current) == "\n".join(STORY)
    assert corpus.value("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'Yelabuga'") == 1


def test_a_404_where_an_article_was_only_led_from_leaves_it_as_it_is(corpus: Corpus) -> None:
    short = "https://a.example/go/17"
    _ingest(corpus, page(A, requested_url=short, redirects=(short,)))

    missed(Desk(corpus=corpus), short, Missed.ERROR, "HTTP 404", NOON + DAY, status=404)

    assert corpus.value("SELECT state FROM documents") == "live"
