"""Spans of time that a feed no longer listed when we came: what was published in them we may have missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from corpus import clock
from corpus.feeds import Feed
from corpus.meeting import Met
from corpus.types import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One feed, and the span between our last look at it and the oldest entry that it lists now."""

    feed: str
    since: datetime
    until: datetime

    def as_json(self) -> dict[str, str]:
        """As it stands with the visit."""
        return {"feed": self.feed, "since": clock.to_text(self.since), "until": clock.to_text(self.until)}


def gap_in(before: Feed | None, links: Iterable[Link], met: Met) -> Gap | None:
    """The gap of a feed that lists nothing we knew and nothing as old as our last look; None when there is none.

    One known entry shows that the feed still reaches back to what we saw. A feed without dates cannot tell.
    """
    dates = [link.published_at for link in links if link.published_at is not None]
    if before is None or before.fetched_at is None or met.known or not dates:
        return None
    oldest = min(dates)
    return Gap(feed=before.url, since=before.fetched_at, until=oldest) if oldest > before.fetched_at else None
