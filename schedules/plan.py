"""When a source is due again: its interval or cron line, spread a little, with more rest after each failure."""

import random
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from corpus.config import Config
from corpus.errors import ConfigError
from crawler.sources import Source

EVERY = Config().every
SPREAD = 0.1
"""An interval is this part shorter or longer, so that sources that start together do not stay together."""
WIDEST = timedelta(minutes=10)
"""Nobody wants to wait an hour more for a daily source."""
LONGEST_REST = timedelta(hours=6)
"""What failures make of a shorter interval, at most: a site that comes back is noticed within a quarter of a day."""

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")


def next_due(
    source: Source,
    now: datetime,
    *,
    failures: int = 0,
    rng: random.Random | None = None,
    every: timedelta = EVERY,
) -> datetime:
    """When a source is due again whose visit ended now.

    The interval doubles with each of its `failures` in a row but the first, up to `LONGEST_REST`. A cron line is
    never early: it names when something is there. `every` is for a source that says nothing itself; without `rng`
    nothing is spread.
    """
    if source.cron is None:
        interval = _rested(source.every or every, failures)
        return now + interval + _spread(interval, rng, earliest=-1)
    triggers = _triggers(source)
    due = _next_fire(triggers, now, source)
    interval = _next_fire(triggers, due, source) - due
    if (rest := _rested(interval, failures) - interval) > timedelta():
        due = _next_fire(triggers, now + rest, source)
    return due + _spread(interval, rng, earliest=0)


def check(sources: Iterable[Source]) -> None:
    """Raise ConfigError for the first source whose cron line names no time."""
    for source in sources:
        if source.cron is not None:
            _next_fire(_triggers(source), datetime.now(UTC), source)


def _rested(interval: timedelta, failures: int) -> timedelta:
    doublings = min(max(failures - 1, 0), 30)  # more would not fit a timedelta, and mean the same
    return min(interval * (1 << doublings), max(LONGEST_REST, interval))


def _spread(interval: timedelta, rng: random.Random | None, *, earliest: int) -> timedelta:
    """A random part of an interval, from `earliest` (-1 or 0) to 1 times its spread."""
    return min(interval * SPREAD, WIDEST) * rng.uniform(earliest, 1) if rng is not None else timedelta()


def _next_fire(triggers: list[CronTrigger], after: datetime, source: Source) -> datetime:
    """The first moment later than `after` that any of these names."""
    start = after.astimezone(UTC) + timedelta(microseconds=1)
    moments: list[datetime] = [
        moment for one in triggers if (moment := one.get_next_fire_time(None, start)) is not None
    ]
    if not moments:
        raise _wrong(source, "it names no day that ever comes")
    return min(moments)


def _triggers(source: Source) -> list[CronTrigger]:
    """A cron line as APScheduler's; two when it names days of the month and of the week: cron takes either."""
    minute, hour, day, month, weekday = (source.cron or "").split()
    days = [(day, weekday)] if "*" in {day[0], weekday[0]} else [(day, "*"), ("*", weekday)]
    try:
        return [
            CronTrigger(
                minute=minute, hour=hour, day=one, month=month, day_of_week=_named(other), timezone=UTC
            )
            for one, other in days
        ]
    except ValueError as error:
        raise _wrong(source, str(error)) from error


def _named(weekday: str) -> str:
    """Weekdays by name: APScheduler's numbers begin on Monday, and those of cron on Sunday."""
    if weekday == "*":
        return weekday
    return ",".join(name for part in weekday.lower().split(",") for name in _names(part))


def _names(part: str) -> Iterator[str]:
    """The days of `mon`, `1-5`, `fri-mon` or `*/2`."""
    found = re.fullmatch(r"(?:\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>[1-7]))?", part)
    if found is None:
        raise ValueError(f"{part!r} is no day of the week")
    first = _number(found["first"] or "sun")
    last = _number(found["last"] or found["first"] or "sat")
    for number in range(first, last + 1 if last >= first else last + 8, int(found["step"] or 1)):
        yield _WEEKDAYS[number % 7]


def _number(day: str) -> int:
    if day.isdecimal() and int(day) <= 7:
        return int(day)
    if day in _WEEKDAYS:
        return _WEEKDAYS.index(day)
    raise ValueError(f"{day!r} is no day of the week")


def _wrong(source: Source, problem: str) -> ConfigError:
    right = 'right would be minute, hour, day, month and weekday, as in "*/20 5-22 * * mon-fri"'
    return ConfigError(f"source {source.name!r}: cron {source.cron!r}: {problem}; {right}")
