"""Dates as newsrooms write them for people, in fifty languages and five calendars; nothing is guessed.

A day in digits whose order cannot be told (`03/12/2026`) and a time of day without its zone are not known.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from corpus.clock import YEARS
from corpus.words import fold
from pipelines.clocks import offset_of, zoned_time
from pipelines.months import JALALI, MONTH, MONTHS, THAI

_JALALI_YEARS = range(1369, 1430)
"""1990 to 2050; past that a year could as well be of the lunar calendar."""
_BUDDHIST = 543
"""Years that the calendar of Thailand is ahead of ours."""
_BUDDHIST_YEARS = range(2500, 2620)
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of the republic in Taiwan, and of the eras in Japan."""
_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
"""The leap years of each 33, as the calendar of Iran has them from 1865 to 2093."""

_YEAR_IN_TWO_DIGITS = re.compile(rf"(\d\d?[\s-]+(?:{MONTH})\.?[\s-]+)(\d\d)(?![\d:])")


def written_moment(text: str) -> datetime | None:
    """The moment that a written date names; None when its zone or its time of day is not told.

    Digits may be those of any script. Years of the Iranian calendar are understood. Raises ValueError for
    a day that does not exist.
    """
    folded = _folded(text)
    time = zoned_time(folded, text)
    if time is None:
        return None
    rest = f"{folded[: time.start]} {folded[time.end :]}"  # Java and Unix put the time between day and year
    day = written_day(_YEAR_IN_TWO_DIGITS.sub(r"\g<1>20\2", rest))
    if day is None or day.year not in YEARS:
        return None
    at = datetime.combine(day, time.at, time.zone)
    return at.replace(tzinfo=offset_of("+", 0, int((at.utcoffset() or timedelta()).total_seconds() // 60)))


def written_day(text: str) -> date | None:
    """The first day that a text names with its year; None for none. ValueError for one that does not exist.

    >>> written_day("پنجشنبه، ۲۱ اسفند ۱۴۰۴")
    datetime.date(2026, 3, 12)
    """
    found = day_after(text)
    return found[1] if found else None


def day_after(text: str) -> tuple[str, date] | None:
    """What stands before the day that a text names, folded, and that day."""
    text = _folded(text)
    for pattern, read in _FORMS.items():
        if found := pattern.search(text):
            day = read(*found.groups())
            return (text[: found.start()], day) if day else None
    return None


def _folded(text: str) -> str:
    return fold(text).replace("،", ",")


def numbered_day(year: str, month: str, day: str) -> date:
    """A day in numbers, of the calendar that its year belongs to; ValueError when there is no such day."""
    if int(year) in _JALALI_YEARS:
        return jalali_day(int(year), int(month), int(day))
    return date(int(year), int(month), int(day))


def _dotted(day: str, month: str, year: str) -> date:
    return numbered_day(year, month, day)


def _slashed(one: str, other: str, year: str) -> date | None:
    """`25/03/2026` and `03/25/2026`; nobody can tell which month `03/12/2026` means."""
    if int(year) in _JALALI_YEARS or int(one) > 12 or one == other:
        return numbered_day(year, other, one)
    return numbered_day(year, one, other) if int(other) > 12 else None


def _day_first(day: str, name: str, year: str) -> date | None:
    """The day of a month with a name; None when the name and the year are of two calendars."""
    if name in THAI and int(year) in _BUDDHIST_YEARS:
        return date(int(year) - _BUDDHIST, THAI[name], int(day))
    if name in JALALI:
        return jalali_day(int(year), JALALI[name], int(day)) if int(year) in _JALALI_YEARS else None
    return date(int(year), MONTHS[name], int(day))


def _of_era(era: str, year: str, rest: str) -> date | None:
    month, day = re.findall(r"\d+", rest)
    return date(_ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day))


def _month_first(name: str, day: str, year: str) -> date | None:
    return _day_first(day, name, year)


def _year_first(year: str, name: str, day: str) -> date | None:
    return _day_first(day, name, year)


_ERA_OF_YEAR = "|".join(re.escape(fold(era)) for era in ("พ.ศ.", "ค.ศ."))
_FORMS: Mapping[re.Pattern[str], Callable[[str, str, str], date | None]] = {
    re.compile(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年\s?(\d\d?\s?月\s?\d\d?)\s?日"): _of_era,
    re.compile(
        rf"(?<!\d)(\d{{4}})\s?(?:[-/.年]|{fold('년')})\s?(\d\d?)\s?(?:[-/.月]|{fold('월')})\s?(\d\d?)(?!\d)"
    ): numbered_day,
    re.compile(r"(?<!\d)(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)"): _dotted,
    re.compile(r"(?<!\d)(\d\d?)[/-](\d\d?)[/-](\d{4})(?!\d)"): _slashed,
    re.compile(
        r"(?<!\d)(\d\d?) thang (\d\d?),?(?: nam)? (\d{4})(?!\d)"
    ): _dotted,  # Vietnamese numbers its months
    re.compile(
        r"(?<!\d)(\d\d?)(?:st|nd|rd|th|er|e|o|a|°|-?го|-?е)?\.?[\s-]*(?:de |d'|of )?"
        rf"({MONTH})(?!\w)\.?(?: ?/ ?[^\W\d]+)?,?[\s-]*(?:(?:del?|{_ERA_OF_YEAR})\s)?\s*(\d{{4}})(?!\d|:)"
    ): _day_first,
    re.compile(rf"(?<!\w)({MONTH})\.?\s+(\d\d?)(?:st|nd|rd|th)?\.?,?\s+(\d{{4}})(?!\d|:)"): _month_first,
    re.compile(rf"(?<!\d)(\d{{4}})(?:\.| m\.)?\s+({MONTH})\.?\s+(\d\d?)(?!\d|:)"): _year_first,
}
"""How a day is written, and who reads it; the first form that a text holds is meant."""


def jalali_day(year: int, month: int, day: int) -> date:
    """The day that the Iranian calendar calls so; ValueError when it has no such day.

    >>> jalali_day(1404, 12, 21)
    datetime.date(2026, 3, 12)
    """
    longest = 31 if month <= 6 else 30 if month <= 11 or year % 33 in _LEAPS else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError(f"the Iranian calendar has no day {year}-{month}-{day}")
    before = 31 * (month - 1) - max(0, month - 7) + day - 1
    return date(2021, 3, 21) + timedelta(days=_days_before(year) - _days_before(1400) + before)


def _days_before(year: int) -> int:
    cycles, place = divmod(year, 33)
    return 365 * year + 8 * cycles + sum(1 for leap in _LEAPS if leap < place)
