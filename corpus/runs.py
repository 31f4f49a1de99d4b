"""Runs and visits: who looked where and when, and what came of it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version

from corpus import clock
from corpus.store import Corpus


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one visit has counted so far."""

    links_met: set[str] = field(default_factory=set, repr=False)
    links_new: set[str] = field(default_factory=set, repr=False)
    outcomes: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    bytes: int = 0
    answers: int = 0
    """Feeds, sitemaps and sections that gave links or said they had not changed."""
    errors: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """`ok`, `unchanged` (nothing new), `empty` (answered, no link) or `failed` (nothing answered)."""
        if not self.answers:
            return "failed"
        if self.outcomes or self.links_new:
            return "ok"
        return "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """One visit as the corpus keeps it."""

    source: str
    state: str | None
    links_met: int
    links_new: int
    outcomes: Mapping[str, int]
    requests: int
    bytes: int
    error: str | None


def visits_of(corpus: Corpus, run_id: int) -> list[VisitReport]:
    """The visits of a run, by name of source."""
    rows = corpus.rows(
        "SELECT source, state, links_met, links_new, outcomes, requests, bytes, error FROM visits"
        " WHERE run_id = ? ORDER BY source",
        [run_id],
    )
    return [VisitReport(**(dict(row) | {"outcomes": json.loads(row["outcomes"])})) for row in rows]


def begin_run(corpus: Corpus, kind: str, topics: Iterable[str], now: datetime) -> int:
    """A new run of kind `crawl`, `fetch`, `backfill` or `import`; its id. Topics are named as name@version."""
    with corpus.writing():
        cursor = corpus.execute(
            "INSERT INTO runs (kind, started_at, topics, wirewatch) VALUES (?, ?, ?, ?)",
            [kind, clock.to_text(now), json.dumps(list(topics)), version("wirewatch")],
        )
        return int(cursor.lastrowid or 0)


def end_run(corpus: Corpus, run_id: int, now: datetime, error: str | None = None) -> None:
    """The run came to its end, by itself or by an error."""
    with corpus.writing():
        corpus.execute(
            "UPDATE runs SET finished_at = ?, error = ? WHERE id = ?", [clock.to_text(now), error, run_id]
        )


def begin_visit(corpus: Corpus, run_id: int, source: str, now: datetime) -> None:
    """A run turns to a source."""
    with corpus.writing():
        corpus.execute(
            "INSERT INTO visits (run_id, source, started_at) VALUES (?, ?, ?)",
            [run_id, source, clock.to_text(now)],
        )
        corpus.execute(
            "INSERT INTO sources (name, last_visit_at) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET last_visit_at = excluded.last_visit_at",
            [source, clock.to_text(now)],
        )


def end_visit(
    corpus: Corpus, run_id: int, source: str, tally: Tally, now: datetime, *, cut: bool = False
) -> None:
    """What a visit came to; `cut` when its time ran out before its links did."""
    with corpus.writing():
        corpus.execute(
            "UPDATE visits SET finished_at = ?, state = ?, links_met = ?, links_new = ?, links_known = ?,"
            " outcomes = ?, requests = ?, bytes = ?, error = ? WHERE run_id = ? AND source = ?",
            [clock.to_text(now), "cut" if cut else tally.state, len(tally.links_met), len(tally.links_new),
             len(tally.links_met - tally.links_new), json.dumps(dict(sorted(tally.outcomes.items()))),
             tally.requests, tally.bytes, "; ".join(tally.errors) or None, run_id, source],
        )  # fmt: skip
        corpus.execute(
            "UPDATE sources SET last_answer_at = CASE WHEN :answered THEN :now ELSE last_answer_at END,"
            " failures = CASE WHEN :answered THEN 0 ELSE failures + 1 END,"
            " last_new_at = CASE WHEN :new THEN :now ELSE last_new_at END WHERE name = :name",
            {
                "answered": tally.answers > 0,
                "new": bool(tally.links_new),
                "now": clock.to_text(now),
                "name": source,
            },
        )
