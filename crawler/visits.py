"""A visit while it lasts: what is still under way, when it must end, and what it counted."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from corpus.runs import Tally
from corpus.types import Link
from crawler.sources import EntryKind, Source

MOST_LISTINGS = 50
"""That the entries of a source may lead to in one visit; an archive of twenty years has thousands of sitemaps."""
DEEPEST = 3
"""An index of indexes of sitemaps; the fourth page of a section."""


@dataclass(slots=True, kw_only=True, eq=False)
class Visit:
    """One source in one run."""

    source: Source
    ends_at: float
    """By the monotonic clock; past it nothing more is asked of the source."""
    tally: Tally = field(default_factory=Tally)
    listings: int = 0
    """Further sitemaps and pages that its entries led to."""
    rechecks: set[str] = field(default_factory=set, repr=False)
    """Addresses that are asked for again."""
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
    listed: Link | None = None
    """The link as its feed lists it; None for a look at what we hold."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Listing:
    """A request for something that lists links: an entry of a source, or what that led to."""

    visit: Visit
    kind: EntryKind
    url: str
    """As the entry names it; a redirect does not change what it is known by."""
    depth: int = 0

    def further(self, urls: Sequence[str]) -> Iterator["Listing"]:
        """The listings that this one leads to, as many and as deep as a visit may go."""
        if self.depth >= DEEPEST:
            return
        for url in urls[: MOST_LISTINGS - self.visit.listings]:
            self.visit.listings += 1
            yield Listing(visit=self.visit, kind=self.kind, url=url, depth=self.depth + 1)
