"""Moments that are stored: aware, UTC, and never outside the calendar."""

from datetime import UTC, datetime

import pytest

from corpus.clock import from_text, to_text


def test_a_moment_is_stored_in_utc_to_the_second():
    assert to_text(from_text("2026-03-01T06:00:00.5+03:00")) == "2026-03-01T03:00:00+00:00"
    assert from_text("2026-03-01T03:00:00Z") == datetime(2026, 3, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_moment_that_utc_cannot_name_says_so(text):
    with pytest.raises(ValueError, match=r"is not within the years 1 to 9999 in UTC"):
        from_text(text)
    with pytest.raises(ValueError, match=r"is not within the years 1 to 9999 in UTC"):
        to_text(datetime.fromisoformat(text))


def test_a_moment_without_a_zone_is_not_guessed():
    with pytest.raises(ValueError, match="has no zone"):
        from_text("2026-03-01T06:00:00")
