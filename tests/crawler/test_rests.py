"""Retry-After: in seconds, as a date, not at all, and nonsense."""

from datetime import timedelta

import pytest

from crawler.rests import LONGEST, UNSAID, Rests, asked_rest
from tests.makers import NOON


@pytest.mark.parametrize(
    ("status", "said", "rest"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "120", timedelta(minutes=2)),
        (503, "Mon, 02 Mar 2026 12:05:00 GMT", timedelta(minutes=5)),
        (503, "Mon, 02 Mar 2026 11:00:00 GMT", timedelta()),
        (429, "", UNSAID),
        (429, "soon", UNSAID),
        (503, "", None),
        (503, "-5", None),
        (429, "999999", LONGEST),
        (200, "120", None),
        (404, "120", None),
    ],
)
def test_a_rest_is_as_long_as_the_answer_asks(status: int, said: str, rest: timedelta | None) -> None:
    assert asked_rest(status, {"retry-after": said} if said else {}, NOON) == rest


def test_a_host_rests_and_others_do_not() -> None:
    rests = Rests()

    rests.note("a.example", 503, {"retry-after": "60"}, NOON)
    rests.note("b.example", 200, {}, NOON)

    assert 59 < rests.left("a.example") <= 60
    assert rests.left("b.example") == 0


def test_a_shorter_rest_does_not_end_a_longer_one() -> None:
    rests = Rests()

    rests.note("a.example", 503, {"retry-after": "60"}, NOON)
    rests.note("a.example", 503, {"retry-after": "1"}, NOON)

    assert rests.left("a.example") > 50
