"""What a feed no longer lists when we come late."""

from datetime import timedelta

from corpus.feeds import Feed
from corpus.gaps import Gap, gap_in
from corpus.meeting import Met
from corpus.types import Link
from tests.makers import NOON

HOUR = timedelta(hours=1)
BEFORE = Feed(url="https://a.example/feed", kind="feed", fetched_at=NOON)
LATE = [Link(url=f"https://a.example/{n}", published_at=NOON + n * HOUR) for n in (3, 2, 5)]


def test_a_feed_whose_oldest_entry_is_newer_than_our_last_look_has_a_gap() -> None:
    assert gap_in(BEFORE, LATE, Met(new=frozenset("abc"))) == Gap(
        feed="https://a.example/feed", since=NOON, until=NOON + 2 * HOUR
    )


def test_one_known_entry_shows_that_nothing_was_missed() -> None:
    assert gap_in(BEFORE, LATE, Met(new=frozenset("ab"), known=frozenset("c"))) is None


def test_an_entry_as_old_as_our_last_look_shows_it_too() -> None:
    older = [*LATE, Link(url="https://a.example/0", published_at=NOON - HOUR)]

    assert gap_in(BEFORE, older, Met(new=frozenset("abcd"))) is None


def test_a_first_look_and_a_feed_without_dates_cannot_tell() -> None:
    assert gap_in(None, LATE, Met(new=frozenset("abc"))) is None
    assert gap_in(BEFORE, [Link(url="https://a.example/1")], Met(new=frozenset("a"))) is None
