"""Dates as newsrooms write them for people, in four languages and two calendars, told only with their zone."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from corpus.clock import YEARS

# RFC 822 names the zones of North America only, and newsrooms write their own. Letters that mean two zones
# (IST, AST, AMT) are missing on purpose: the date then is not known, rather than wrong by hours.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "mez": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "msd": 240, "trt": 180, "samt": 240,
    "gst": 240, "azt": 240, "get": 240, "irst": 210, "irdt": 270, "pkt": 300, "uzt": 300, "yekt": 300,
    "jst": 540, "kst": 540, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420,
}  # fmt: skip
OFFSETS = {
    name.upper(): f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    for name, minutes in _ZONES.items()
}
"""The zones that have a name, as a number says them: `MSK` is `+0300`."""

_STEMS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "січ лют бер кві тра чер лип сер вер жов лис гру",
)
_MONTHS = {stem: month for stems in _STEMS for month, stem in enumerate(stems.split(), 1)} | {"май": 5}
_PERSIAN_NAMES = (
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فبریه مارچ آپریل می جون جولای آگوست سپتمبر اکتوبر نومبر دیسمبر",
)
_PERSIAN = {name: month for names in _PERSIAN_NAMES for month, name in enumerate(names.split(), 1)}
_JALALI = {
    name: month
    for month, name in enumerate(
        [
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ],
        1,
    )
} | {"امرداد": 5}
_JALALI_YEARS = range(1369, 1430)
"""1990 to 2050; past that a year could as well be of the lunar calendar."""
_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
"""The leap years of each 33, as the calendar of Iran has them from 1865 to 2093."""

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_AS_IN_PERSIAN = str.maketrans("يك،−\u00a0", "یک,- ")
_TIME = re.compile(
    r"(?<![\d:.+-])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?"
    r"(?:(?:gmt|utc)?\s*(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?(?!\d)|(?P<letters>[^\W\d_]+))"
)
_NUMBERED = re.compile(r"(?<!\d)(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d\d?)\.(\d\d?)\.(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d?)(?:st|nd|rd|th)?[\s-]+([^\W\d_]+)\.?,?[\s-]+(\d{4}|\d\d)(?!\d|:)")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d|:)")


def written_moment(text: str) -> datetime | None:
    """The moment that a written date names; None when its zone or its time of day is not told.

    Digits may be those of any script. Years of the Iranian calendar are understood. Raises ValueError for
    a day that does not exist.
    """
    text = _UNSEEN.sub("", text).translate(_AS_IN_PERSIAN).casefold()
    time = _TIME.search(text)
    zone = None if time is None else _zone(time)
    day = None if time is None else _day(f"{text[: time.start()]} {text[time.end() :]}")
    if time is None or zone is None or day is None or day.year not in YEARS:
        return None
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].startswith("p") else 0)
    leap = min(int(time["second"] or 0), 59)  # 60 is a leap second, which datetime does not know
    return datetime(day.year, day.month, day.day, hour, int(time["minute"]), leap, tzinfo=zone)


def _zone(time: re.Match[str]) -> timezone | None:
    if time["sign"]:
        return _offset(time["sign"], int(time["hours"]), int(time["minutes"] or 0))
    minutes = _ZONES.get(time["letters"])
    return None if minutes is None else _offset("+", 0, minutes)


@cache
def _offset(sign: str, hours: int, minutes: int) -> timezone:
    offset = timedelta(hours=hours, minutes=minutes)
    if not offset:
        return UTC
    return timezone(offset if sign == "+" else -offset)


def _day(text: str) -> date | None:
    if found := _NUMBERED.search(text):
        year, month, day = map(int, found.groups())
        return jalali_day(year, month, day) if year in _JALALI_YEARS else date(year, month, day)
    if found := _DOTTED.search(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    for found in _DAY_FIRST.finditer(text):
        if named := _named(found[3], found[2], found[1]):
            return named
    # Java and Unix put the time between day and year; it was taken out.
    for found in _MONTH_FIRST.finditer(text):
        if named := _named(found[3], found[1], found[2]):
            return named
    return None


def _named(year_said: str, name: str, day_said: str) -> date | None:
    """The day of a month with a name; None when the name and the year are of two calendars."""
    year, day = int(year_said), int(day_said)
    if name in _JALALI:
        return jalali_day(year, _JALALI[name], day) if year in _JALALI_YEARS else None
    month = _PERSIAN.get(name) or _MONTHS.get(name[:3])
    return date(year if year > 99 else 2000 + year, month, day) if month else None


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
