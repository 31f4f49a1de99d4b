"""When a feed or sitemap says that something appeared; what cannot be told without guessing is None."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

# RFC 822 names the zones of North America only, and newsrooms write their own. Letters that mean two zones
# (IST, AST, AMT) are missing on purpose: the date then is not known, rather than wrong by hours.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "MSD": 240, "TRT": 180, "SAMT": 240, "GST": 240,
    "AZT": 240, "GET": 240, "IRST": 210, "IRDT": 270, "PKT": 300, "UZT": 300, "YEKT": 300, "JST": 540,
    "KST": 540, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420,
}  # fmt: skip
_OFFSETS = {name: timezone(timedelta(minutes=minutes)) for name, minutes in _ZONES.items()} | {
    "Z": UTC,
    "GMT": UTC,
}
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_RFC822 = re.compile(
    r"(?:\w+\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d\d),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?"
    r"\s*(?:(?:GMT|UTC)?([+-])(\d\d?):?(\d\d)?|([A-Z]+))(?:\s*\(.*\))?\s*\Z"
)
_EARLIEST_YEAR = 1990
"""Before it there was no news on the web; 1970 and 1 are what an empty field turns into."""


def feed_date(value: str | None) -> datetime | None:
    """The moment that an RFC 822 or ISO 8601 text names; None when its zone, or its time of day, is not told.

    Taken for UTC, a Moscow story without a zone would move by three hours and reorder the timeline.
    """
    if not value:
        return None
    text = value.strip()
    try:
        moment = _iso(text) if text[4:5] == "-" else _rfc822(text)
        return moment if moment and moment.year >= _EARLIEST_YEAR and moment.utcoffset() is not None else None
    except (ValueError, OverflowError):
        return None


def changed_on(value: str | None) -> datetime | None:
    """The moment of a last change: like `feed_date`, but a mere day counts from its beginning in UTC.

    It is only ever compared with what the same sitemap said before, and a later day is a later change.
    """
    text = (value or "").strip()
    if len(text) != len("2026-03-12"):
        return feed_date(text)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text.replace(" UTC", "Z").replace(" +", "+").replace(" -", "-"))


def _rfc822(text: str) -> datetime | None:
    found = _RFC822.match(text)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes, letters = found.groups()
    zone = _offset(sign, hours, minutes) if sign else _OFFSETS.get(letters)
    if zone is None or month.lower() not in _MONTHS:
        return None
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    leap = min(int(second or 0), 59)  # 60 is a leap second, which datetime does not know
    return datetime(full_year, _MONTHS[month.lower()], int(day), int(hour), int(minute), leap, tzinfo=zone)


@cache
def _offset(sign: str, hours: str, minutes: str | None) -> timezone:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(offset if sign == "+" else -offset)
