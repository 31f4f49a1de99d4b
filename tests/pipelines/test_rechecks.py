"""When articles are looked at again: the plan, signals of their site, looks that fail, and whose turn is first."""

from datetime import datetime, timedelta

import pytest

from corpus.documents import due_checks
from corpus.meeting import meet
from corpus.store import Corpus
from corpus.types import Link
from pipelines.desk import Desk
from pipelines.ingest import ingest
from pipelines.rechecks import RECHECKS, check_after_failure, next_check
from pipelines.topics import load_topic
from pipelines.unanswered import Missed, missed
from tests.makers import NOON, page

EVERYTHING = (load_topic("everything"),)
A, B = "https://a.example/news/freighter", "https://a.example/news/bakery"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER = ("The bakery on Mill Street has kept its oven burning for a hundred years without a single day off.",)


def next_look(corpus: Corpus, url: str = A) -> datetime | None:
    found = corpus.value("SELECT next_check_at FROM documents WHERE url = ?", [url])
    return None if found is None else datetime.fromisoformat(str(found))


def listed(corpus: Corpus, modified_at: datetime, now: datetime, url: str = A) -> None:
    """The feed names the article with a modification."""
    link = Link(url=url, modified_at=modified_at)
    meet(corpus, [link], source="a-example", found_in="https://a.example/feed", now=now)


@pytest.mark.parametrize(
    ("after", "expected"),
    [(0 * HOUR, HOUR), (HOUR, 6 * HOUR), (5 * HOUR, 6 * HOUR), (DAY, 3 * DAY), (8 * DAY, 30 * DAY), (30 * DAY, None)],
)  # fmt: skip
def test_the_next_look_is_the_next_step_of_the_plan(after: timedelta, expected: timedelta | None) -> None:
    assert next_check(NOON, NOON + after) == (None if expected is None else NOON + expected)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (HOUR, 2 * HOUR),
        (5.5 * HOUR, 6 * HOUR),
        (2 * DAY, 2.25 * DAY),
        (30 * DAY, 33.75 * DAY),
        (33 * DAY, 37.125 * DAY),
        (34 * DAY, None),
    ],
)
def test_a_look_that_failed_is_made_up_for_but_not_for_ever(
    after: timedelta, expected: timedelta | None
) -> None:
    again = check_after_failure(NOON, NOON + after, RECHECKS, HOUR)

    assert again == (None if expected is None else NOON + expected)


def test_a_server_error_is_no_look_at_the_article(corpus: Corpus) -> None:
    ingest(page(A), EVERYTHING, corpus)

    missed(Desk(corpus=corpus), A, Missed.ERROR, "HTTP 503", NOON + HOUR, status=503)

    assert next_look(corpus) == NOON + 2 * HOUR
    assert corpus.value("SELECT checked_at FROM documents") == NOON.isoformat()


def test_a_later_modification_in_a_feed_brings_the_look_forward(corpus: Corpus) -> None:
    ingest(page(A), EVERYTHING, corpus)
    listed(corpus, NOON - HOUR, NOON)

    listed(corpus, NOON + 1.5 * HOUR, NOON + 2 * HOUR)

    assert due_checks(corpus, "a-example", NOON + 2 * HOUR) == [A]


def test_a_modification_from_before_our_last_look_tells_nothing(corpus: Corpus) -> None:
    ingest(page(A), EVERYTHING, corpus)

    listed(corpus, NOON - HOUR, NOON + HOUR / 2)

    assert due_checks(corpus, "a-example", NOON + HOUR / 2) == []


def test_a_feed_that_always_says_changed_has_few_more_looks_made(corpus: Corpus) -> None:
    ingest(page(A), EVERYTHING, corpus)
    looks = 0
    for hour in range(1, 40 * 24):
        now = NOON + hour * HOUR
        listed(corpus, now - timedelta(minutes=1), now)
        if due_checks(corpus, "a-example", now):
            looks += 1
            ingest(page(A, at=now), EVERYTHING, corpus)

    assert len(RECHECKS) < looks <= 60


def test_after_the_last_step_only_the_site_brings_us_back(corpus: Corpus) -> None:
    ingest(page(A), EVERYTHING, corpus)
    ingest(page(A, at=NOON + 30 * DAY), EVERYTHING, corpus)
    assert next_look(corpus) is None

    listed(corpus, NOON + 50 * DAY, NOON + 50 * DAY)

    assert next_look(corpus) == NOON + 50 * DAY


def test_who_is_late_by_most_of_its_span_comes_first_and_before_all_who_changed(corpus: Corpus) -> None:
    changed, old, new = (f"https://a.example/{name}" for name in ("changed", "old", "new"))
    ingest(page(old, title="Bakery", paragraphs=OTHER), EVERYTHING, corpus)
    ingest(page(old, title="Bakery", paragraphs=OTHER, at=NOON + 7 * DAY), EVERYTHING, corpus)
    now = NOON + 31 * DAY  # the old one is a day late after thirty, the new one an hour after one
    ingest(page(new, title="Poll", paragraphs=(OTHER[0][::-1],), at=now - 2 * HOUR), EVERYTHING, corpus)
    ingest(page(changed, at=now - HOUR / 2), EVERYTHING, corpus)
    listed(corpus, now - HOUR / 4, now, changed)

    assert due_checks(corpus, "a-example", now) == [changed, new, old]
