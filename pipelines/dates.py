"""Dates as pages write them for machines, read without guessing a zone."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from corpus.clock import YEARS
from corpus.words import fold

_ISO = re.compile(
    r"(\d{4})[-/.]?(\d\d?)[-/.]?(\d\d?)"
    r"(?:[T ,]+(\d\d?)[:.h]?(\d\d)(?:[:.]?(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+\-−]\d\d?(?::?\d\d)?)?)?",
    re.I,
)
# Months as dates name them, folded: in full and short in English, in the case that a day takes elsewhere.
_MONTHS = {
    fold(name): str(number)
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr - jun jul aug sep oct nov dec",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH_FIRST = re.compile(r"(?:[^\W\d]+\.?,? )?([^\W\d]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(
    r"(?:[^\W\d]+\.?,? )?(\d{1,2})(?:\.? (?:de )?([^\W\d]{3,10})\.?,? (?:del? )?|\.(\d{1,2})\.)(\d{4})\b"
)
_EPOCH = re.compile(r"1\d{9}(\d{3})?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a page names: an instant where it gives a zone, else the day as written at 00:00 UTC."""

    at: datetime
    precision: str
    raw: str


def moment(raw: object) -> Moment | None:
    """What a machine-readable date says; None for anything that cannot be told without guessing.

    >>> moment("2023-05-28T14:02:00+03:00").at.isoformat()
    '2023-05-28T14:02:00+03:00'
    >>> moment("2023-05-28 14:02").precision  # two in the afternoon, but where?
    'day'
    """
    if not isinstance(raw, str | int) or not (text := str(raw).strip()):
        return None
    try:
        found = _epoch(text) or _iso(text) or _rfc822(text)
    except (ValueError, OverflowError):
        return None
    return found if found and found.at.year in YEARS else None


def written_day(raw: object) -> Moment | None:
    """The day that a text begins with, in words or in the order of Europe: `March 27, 2025`, `27.03.2025 14:02`."""
    text = raw.strip() if isinstance(raw, str) else ""
    folded = fold(text)
    if match := _MONTH_FIRST.match(folded):
        month, day, year = _MONTHS.get(match[1]), match[2], match[3]
    elif match := _DAY_FIRST.match(folded):
        day, month, year = match[1], _MONTHS.get(match[2] or "") or match[3], match[4]
    else:
        return None
    named = moment(f"{year}-{month}-{day}") if month else None
    return replace(named, raw=text) if named else None


def _epoch(text: str) -> Moment | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    seconds = int(text) / (1000 if match[1] else 1)
    return Moment(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0), "instant", text)


def _iso(text: str) -> Moment | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    midnight = datetime(int(year), int(month), int(day), tzinfo=UTC)
    if hour is None or zone is None:
        return Moment(midnight, "day", text)
    at = midnight.replace(
        hour=int(hour) % 24, minute=int(minute), second=min(int(second or 0), 59), tzinfo=_zone(zone)
    )
    return Moment(at, "instant", text)


def _zone(text: str) -> timezone:
    """`Z`, `+03:00`, `+0300`, `+03` or `+3`."""
    if text[0] not in "+-−":
        return UTC
    hours, _, minutes = text[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(offset if text[0] == "+" else -offset)


def _rfc822(text: str) -> Moment | None:
    """`Sun, 28 May 2023 14:02:00 +0300`; a zone by its letters (MSK) is not known, so only the day is."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if at.tzinfo:
        return Moment(at, "instant", text)
    return Moment(at.replace(hour=0, minute=0, second=0, tzinfo=UTC), "day", text)
