"""Each form in which pages write a date, with the instant or the day that it tells, or nothing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipelines.dates import moment, written

MOSCOW, TEHRAN = timezone(timedelta(hours=3)), timezone(timedelta(hours=3, minutes=30))
NIGHT = datetime(2026, 3, 12, 22, 30, tzinfo=MOSCOW)
DAY = datetime(2026, 3, 12, tzinfo=UTC)

INSTANTS = [
    ("2026-03-12T22:30:00+03:00", NIGHT),
    ("2026-03-12T22:30:00.123+0300", NIGHT),
    ("2026-03-12T22:30+03", NIGHT),
    ("2026-03-12 22:30:00 +03", NIGHT),
    ("20260312T193000Z", NIGHT),
    ("2026/03/12 19:30 UTC", NIGHT),
    ("1773343800", NIGHT),
    ("1773343800000", NIGHT),
    ("Thu, 12 Mar 2026 22:30:00 +0300", NIGHT),
    ("Thu, 12 Mar 2026 19:30:00 GMT", NIGHT),
    ("Thu, 12 Mar 2026 22:30:00 MSK", NIGHT),
    ("2026-03-12 22:30 MSK", NIGHT),
    ("12.03.2026 22:30 (МСК)", NIGHT),
    ("12 марта 2026, 22:30 МСК", NIGHT),
    ("12 марта 2026 г. в 22:30 (мск)", NIGHT),
    ("12 березня 2026, 21:30 EET", NIGHT),
    ("12. März 2026, 20:30 Uhr MEZ", NIGHT),
    ("12. Mai 2026, 20:30 Uhr MESZ", datetime(2026, 5, 12, 18, 30, tzinfo=UTC)),
    ("March 12, 2026 3:30 p.m. EDT", datetime(2026, 3, 12, 19, 30, tzinfo=UTC)),
    ("پنجشنبه ۲۱ اسفند ۱۴۰۴ ساعت ۲۳:۰۰ +0330", NIGHT),
    ("1404-12-21T23:00:00+03:30", NIGHT),
    ("۱۴۰۴/۱۲/۲۱ ۲۳:۰۰ IRST", NIGHT),
    ("12 Mart 2026 22:30 TRT", NIGHT),
    ("الخميس، ١٢ مارس ٢٠٢٦ 19:30 GMT", NIGHT),
]

DAYS = [
    "2026-03-12",
    "2026-03-12T22:30",  # half past ten, but where?
    "2026.03.12",
    "20260312",
    "1404-12-21",
    "12.03.2026",
    "12. 3. 2026",
    "12.03.2026, 22:30 Uhr",
    "25/03/2026",
    "03/25/2026",
    "March 12, 2026",
    "Mar. 12, 2026",
    "Thursday, March 12th, 2026",
    "Published: March 12, 2026",
    "Posted on 12 March 2026 at 10:30pm",
    "12 Mar 2026 • 3 min read",
    "on Thursday March 12, 2026 @08:00PM",
    "12 марта 2026 г.",
    "Четверг, 12 марта 2026, 22:30",
    "Опубликовано: 12 марта 2026",
    "Дата публікації: 12 березня 2026",
    "12 бер. 2026",
    "12 сакавіка 2026",
    "12 marca 2026",
    "12 mars 2026",
    "le 12 mars 2026 à 22h30",
    "12 de marzo de 2026",
    "12 de março de 2026",
    "12 marzo 2026",
    "Donnerstag, 12. März 2026",
    "Veröffentlicht am 12. März 2026",
    "12 Mart 2026 Perşembe",
    "12 martie 2026",
    "12 maaliskuuta 2026",
    "12 Μαρτίου 2026",
    "12 במרץ 2026",
    "الخميس، ١٢ مارس ٢٠٢٦",
    "12 آذار 2026",
    "نشر في: 12 مارس 2026 الساعة 22:30",
    "پنجشنبه ۲۱ اسفند ۱۴۰۴ - ۲۲:۳۰",
    "پنج\u200cشنبه، ۲۱ اسفند ۱۴۰۴",
    "تاریخ انتشار: ۱۴۰۴/۱۲/۲۱",
    "۲۱ اسفند ۱۴۰۴",
    "۱۲ مارس ۲۰۲۶",
    "2026年3月12日 22:30",
    "2026년 3월 12일",
]

UNKNOWN = [
    "yesterday",
    "2 hours ago",
    "сегодня, 14:02",
    "14:02 MSK",
    "دیروز ۱۴:۰۲",
    "03/12/2026",  # the third of December, or the twelfth of March
    "02-12-2025",
    "March 2026",
    "12 March",
    "Updated March 12, 2026",
    "Обновлено: 12 марта 2026",
    "به روز شده در ۲۱ اسفند ۱۴۰۴",
    "By 2026 the plant will make 6000 drones a year.",
    "The deal of 12 March 2026 was denied",
    "2026-02-31",
    "31 февраля 2026",
    "30 اسفند 1404",  # no leap year
    "21 اسفند 2026",  # a month of one calendar, a year of another
    "1447-09-22",  # lunar
    "0001-01-01T00:00:00Z",
    "1970-01-01",
    "9999-12-31",
    "(800) 820-6962",
    "",
]


@pytest.mark.parametrize(("raw", "at"), INSTANTS)
def test_a_date_with_its_zone_is_an_instant(raw, at):
    found = moment(raw)

    assert found is not None
    assert (found.at, found.precision, found.raw) == (at, "instant", raw)


@pytest.mark.parametrize("raw", DAYS)
def test_a_date_without_its_zone_is_a_day(raw):
    found = moment(raw) or written(raw)

    assert found is not None
    assert (found.at.replace(day=12), found.precision, found.raw) == (DAY, "day", raw)
    assert found.at.day == (25 if "25" in raw else 12)


@pytest.mark.parametrize("raw", UNKNOWN)
def test_what_cannot_be_told_without_guessing_is_not_known(raw):
    assert moment(raw) is None
    assert written(raw) is None
