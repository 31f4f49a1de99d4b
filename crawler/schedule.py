"""What a crawl has to know of schedules. The floor above makes one and hands it down through the command line."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from corpus.store import Corpus
from crawler.sources import Source


class Schedule(Protocol):
    """When sources are visited."""

    def check(self, sources: Iterable[Source]) -> None:
        """Raise ConfigError for the first source whose schedule names no time."""

    def due(self, sources: Iterable[Source], corpus: Corpus | None, now: datetime) -> list[Source]:
        """Those to be visited now, the longest due first; without a corpus all."""

    def next_due(self, source: Source, now: datetime, *, failures: int, every: timedelta) -> datetime:
        """When a source is due again whose visit ended now, after so many in a row without an answer."""
