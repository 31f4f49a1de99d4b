"""What is due: each source with its moment and the reason for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from corpus.runs import SourceState, source_states
from corpus.store import Corpus
from crawler.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a source is visited next, and why then."""

    source: Source
    next_due_at: datetime | None
    """None: it was never visited, so it is due."""
    why: str

    def by(self, now: datetime) -> bool:
        """Whether it is due at that moment."""
        return self.next_due_at is None or self.next_due_at <= now


def agenda(sources: Iterable[Source], corpus: Corpus | None) -> list[Due]:
    """When each source is due, the first first; without a corpus none was ever visited."""
    states = source_states(corpus) if corpus is not None else {}
    found = [_due(source, states.get(source.name)) for source in sources]
    return sorted(found, key=lambda one: (one.next_due_at is not None, one.next_due_at, one.source.name))


def due(sources: Iterable[Source], corpus: Corpus | None, now: datetime) -> list[Source]:
    """The sources to visit now, the longest due first."""
    return [one.source for one in agenda(sources, corpus) if one.by(now)]


def _due(source: Source, state: SourceState | None) -> Due:
    if state is None or state.next_due_at is None:
        why = "never visited" if state is None else "no visit of it came to its end"
        return Due(source=source, next_due_at=None, why=why)
    why = f"cron {source.cron}" if source.cron is not None else "interval"
    if state.failures > 1:
        why = f"back-off after {state.failures} failures"
    return Due(source=source, next_due_at=state.next_due_at, why=why)
