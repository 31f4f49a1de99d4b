"""Dates of feeds and sitemaps: known to the minute and the zone, or not known."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.dates import changed_on, feed_date

MOSCOW, TEHRAN = timezone(timedelta(hours=3)), timezone(timedelta(hours=3, minutes=30))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu, 12 Mar 2026 10:30:00 +0300", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("Thu, 12 Mar 2026 10:30:00 MSK", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("12 Mar 2026 10:30 IRST", datetime(2026, 3, 12, 10, 30, tzinfo=TEHRAN)),
        ("Thu, 12 March 26 10:30:00 EET", datetime(2026, 3, 12, 8, 30, tzinfo=UTC)),
        ("Thu, 12 Mar 2026 10:30:00 GMT+03:30", datetime(2026, 3, 12, 10, 30, tzinfo=TEHRAN)),
        ("Thu, 12 Mar 2026 10:30:00 -0000", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("Чт, 12 Mar 2026 10:30:00 +0300 (MSK)", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("Thu, 12 Mar 2026 23:59:60 Z", datetime(2026, 3, 12, 23, 59, 59, tzinfo=UTC)),
        (" 2026-03-12T10:30:00Z\n", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("2026-03-12T10:30:00.120+0330", datetime(2026, 3, 12, 10, 30, 0, 120000, tzinfo=TEHRAN)),
        ("2026-03-12 10:30:00 +0300", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("2026-03-12 10:30:00 UTC", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_date_with_a_zone_is_a_moment(text, moment):
    found = feed_date(text)

    assert found == moment
    assert found.utcoffset() == moment.utcoffset() or text.endswith("EET")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yesterday",
        "Thu, 12 Mar 2026 10:30:00",  # without a zone nobody can tell
        "Thu, 12 Mar 2026 10:30:00 IST",  # India, Israel or Ireland
        "2026-03-12T10:30:00",
        "2026-03-12",  # a day is no moment
        "Thu, 31 Feb 2026 10:30:00 GMT",
        "Thu, 12 Mär 2026 10:30:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "2026-03-12T10:30:00+99:00",
        "Thu, 12 Mar 2026 10:30:00 +9900",
    ],
)
def test_what_cannot_be_told_is_not_guessed(text):
    assert feed_date(text) is None


def test_the_day_of_a_last_change_counts_from_its_beginning():
    assert changed_on("2026-03-12") == datetime(2026, 3, 12, tzinfo=UTC)
    assert changed_on("2026-13-12") is None
    assert changed_on("2026-03-12T10:30:00+03:00") == datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)
    assert changed_on(None) is None
