"""A visit while it lasts: what is still under way, when it must end, and what it counted."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from corpus.runs import Tally
from crawler.sources import Source


@dataclass(slots=True, kw_only=True, eq=False)
class Visit:
    """One source in one run."""

    source: Source
    ends_at: float
    """By the monotonic clock; past it nothing more is asked of the source."""
    tally: Tally = field(default_factory=Tally)
    pending: int = 0
    """Requests and pages under way; the visit is over when none is left."""
    rests_until: datetime | None = None
    """When a host of this source asked not to be bothered until (Retry-After); the next visit waits for it."""
    cut: bool = False
    """True when its time ran out, or the run was stopped, before its links were asked."""

    @property
    def over_time(self) -> bool:
        """Whether nothing more may be asked."""
        return time.monotonic() >= self.ends_at


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """A request for one article: for whom, where, and what we have of it already."""

    visit: Visit
    url: str
    headers: dict[str, str]
