"""Dates of feeds and sitemaps: known to the minute and the zone, or not known."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from crawler.dates import changed_on, feed_date
from pipelines.calendars import jalali_day

KYIV = timezone(timedelta(hours=2))
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
        ("2026-03-12 10:30:00 MSK", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("20260312T073000Z", datetime(2026, 3, 12, 7, 30, tzinfo=UTC)),
        ("Thu Mar 12 10:30:00 MSK 2026", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("Thu Mar 12 2026 10:30:00 GMT+0300 (MSK)", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("March 12, 2026 10:30 pm +0300", datetime(2026, 3, 12, 22, 30, tzinfo=MOSCOW)),
        ("12 Mar 2026 12:30 a.m. +0300", datetime(2026, 3, 12, 0, 30, tzinfo=MOSCOW)),
        ("1773300600", datetime(2026, 3, 12, 7, 30, tzinfo=UTC)),
        ("1773300600123", datetime(2026, 3, 12, 7, 30, tzinfo=UTC)),
        ("12.03.2026 10:30 МСК", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("Чт, 12 марта 2026 г. 10:30:00 +0300", datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)),
        ("1 мая 2026, 10:30 МСК", datetime(2026, 5, 1, 10, 30, tzinfo=MOSCOW)),
        ("четвер, 12 березня 2026, 10:30 +0200", datetime(2026, 3, 12, 10, 30, tzinfo=KYIV)),
        ("12 листопада 2026 10:30 +02:00", datetime(2026, 11, 12, 10, 30, tzinfo=KYIV)),
        ("پنج‌شنبه ۱۲ مارس ۲۰۲۶ ۱۰:۳۰ +0330", datetime(2026, 3, 12, 10, 30, tzinfo=TEHRAN)),
        ("پنجشنبه، ۲۱ اسفند ۱۴۰۴ ساعت ۱۰:۳۰ +0330", datetime(2026, 3, 12, 10, 30, tzinfo=TEHRAN)),
        ("۱۴۰۴/۱۲/۲۱ ۱۰:۳۰:۰۰ IRST", datetime(2026, 3, 12, 10, 30, tzinfo=TEHRAN)),
        ("1404-12-21T10:30:00+03:30", datetime(2026, 3, 12, 10, 30, tzinfo=TEHRAN)),
        ("12 آبان 1404 10:30 +0330", datetime(2025, 11, 3, 10, 30, tzinfo=TEHRAN)),
        ("Thu, 12 Mar 2037 10:30:00 GMT", datetime(2037, 3, 12, 10, 30, tzinfo=UTC)),
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
        "Thu, 12 Foo 2026 10:30:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "2026-03-12T10:30:00+99:00",
        "Thu, 12 Mar 2026 10:30:00 +9900",
        "03/12/2026 10:30 +0300",  # the third of December, or the twelfth of March
        "21 اسفند ۱۴۰۴",
        "21 اسفند 2026 10:30 +0330",  # a month of one calendar, a year of another
        "12 Mar 1404 10:30 +0330",
        "30 اسفند 1404 10:30 +0330",  # no leap year
        "1447-09-22T10:30:00+03:00",  # lunar
        "9999-12-31T23:59:59Z",
        "17733006",
        "12 Mar 2026 10:30 GMT" + " " * 200,
    ],
)
def test_what_cannot_be_told_is_not_guessed(text):
    assert feed_date(text) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ((1369, 1, 1), date(1990, 3, 21)),
        ((1375, 12, 30), date(1997, 3, 20)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 6, 31), date(2024, 9, 21)),
        ((1403, 7, 1), date(2024, 9, 22)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1408, 12, 30), date(2030, 3, 20)),
    ],
)
def test_a_day_of_the_iranian_calendar_is_a_day_of_ours(said, day):
    assert jalali_day(*said) == day


def test_the_iranian_calendar_has_its_leap_years():
    lengths = {year: (jalali_day(year + 1, 1, 1) - jalali_day(year, 1, 1)).days for year in range(1370, 1410)}

    leaps = [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408]
    assert [year for year, days in lengths.items() if days == 366] == leaps
    assert set(lengths.values()) == {365, 366}


def test_the_day_of_a_last_change_counts_from_its_beginning():
    assert changed_on("2026-03-12") == datetime(2026, 3, 12, tzinfo=UTC)
    assert changed_on("2026-13-12") is None
    assert changed_on("2026-03-12T10:30:00+03:00") == datetime(2026, 3, 12, 10, 30, tzinfo=MOSCOW)
    assert changed_on(None) is None
