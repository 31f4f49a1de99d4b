"""Times: aware, UTC and ISO 8601 once stored. The clock itself is an argument everywhere."""

from datetime import UTC, datetime

YEARS = range(1990, 2101)
"""When an article can have appeared or been fetched: before it there was no news on the web, and a year after it is a
default or a slip."""


def utc_now() -> datetime:
    """This moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def to_text(moment: datetime) -> str:
    """A moment as the store keeps it: UTC, to the second, sortable as text.

    ValueError for a naive one, and for one that falls outside the years 1 to 9999 in UTC.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no zone; a stored time must be aware")
    try:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError as error:
        raise ValueError(f"{moment.isoformat()} is not within the years 1 to 9999 in UTC") from error


def text_if_known(moment: datetime | None) -> str | None:
    """A moment as the store keeps it; None for one that is not known."""
    return to_text(moment) if moment is not None else None


def from_text(value: str) -> datetime:
    """What `to_text` wrote, or any ISO 8601 instant with a zone; ValueError says what would be right.

    `to_text` can write whatever it gives.
    """
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} has no zone; right would be {value}+00:00")
    to_text(moment)
    return moment


def from_text_if_known(value: str | None) -> datetime | None:
    """The moment that a column holds; None for NULL."""
    return from_text(value) if value is not None else None
