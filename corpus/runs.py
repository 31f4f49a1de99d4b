"""Runs and visits: who looked where and when, and what came of it."""

import json
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
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
    gaps: list[dict[str, str]] = field(default_factory=list)
    """Spans that a feed no longer listed, as `corpus.gaps` writes them."""
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
    """A new run of kind `crawl`, `fetch`, `backfill` or `import` by this process; its id.

    Topics are named as name@version.
    """
    with corpus.writing():
        cursor = corpus.execute(
            "INSERT INTO runs (kind, started_at, topics, wirewatch, process) VALUES (?, ?, ?, ?, ?)",
            [kind, clock.to_text(now), json.dumps(list(topics)), version("wirewatch"), process_name()],
        )
        return int(cursor.lastrowid or 0)


def process_name(pid: int | None = None) -> str:
    """What a run's row calls a process of this machine; this one, when no number is given."""
    return f"{platform.node()}:{os.getpid() if pid is None else pid}"


def end_run(corpus: Corpus, run_id: int, now: datetime, error: str | None = None) -> None:
    """The run came to its end, by itself or by an error; its leases end with it."""
    with corpus.writing():
        corpus.execute(
            "UPDATE runs SET finished_at = ?, error = ? WHERE id = ?", [clock.to_text(now), error, run_id]
        )
        corpus.execute("DELETE FROM leases WHERE run_id = ?", [run_id])


def begin_visit(corpus: Corpus, run_id: int, source: str, now: datetime) -> None:
    """A run turns to a source."""
    with corpus.writing():
        corpus.execute(
            "INSERT INTO visits (run_id, source, started_at, due_at)"
            " VALUES (?, ?, ?, (SELECT next_due_at FROM sources WHERE name = ?))",
            [run_id, source, clock.to_text(now), source],
        )
        corpus.execute(
            "INSERT INTO sources (name, last_visit_at) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET last_visit_at = excluded.last_visit_at",
            [source, clock.to_text(now)],
        )


NextDue = Callable[[int], datetime]
"""When a source is due again, from the number of its visits in a row that had no answer."""


def end_visit(
    corpus: Corpus,
    run_id: int,
    source: str,
    tally: Tally,
    now: datetime,
    *,
    cut: bool = False,
    next_due: NextDue | None = None,
) -> None:
    """What a visit came to; `cut` when its time ran out before its links did."""
    with corpus.writing():
        _write_visit(corpus, run_id, source, tally, now, state="cut" if cut else tally.state)
        _write_answer(corpus, source, tally, now)
        if not tally.answers:
            _write_failure(corpus, source)
        if next_due is not None:
            _write_next_due(corpus, source, next_due)


def break_off_visit(corpus: Corpus, run_id: int, source: str, tally: Tally, now: datetime) -> None:
    """What a visit came to that we ended before its time: no fault of the source, which stays due."""
    with corpus.writing():
        _write_visit(corpus, run_id, source, tally, now, state="cut")
        _write_answer(corpus, source, tally, now)


def end_dead_run(
    corpus: Corpus,
    process: str,
    now: datetime,
    error: str,
    next_due: Callable[[str, int], datetime] | None,
) -> bool:
    """Write the end of a run whose process could not, being dead; False when there is no such run.

    Its open visits failed, as one of them may be what ended it, and their sources are due when `next_due`
    says for their name and failures; None: nobody is to blame, and they stay due.
    """
    with corpus.writing():
        rows = corpus.rows("SELECT id FROM runs WHERE process = ? AND finished_at IS NULL", [process])
        for (run_id,) in rows:
            for (source,) in corpus.rows(
                "SELECT source FROM visits WHERE run_id = ? AND finished_at IS NULL", [run_id]
            ):
                corpus.execute(
                    "UPDATE visits SET finished_at = ?, state = ?, error = ? WHERE run_id = ? AND source = ?",
                    [clock.to_text(now), "failed" if next_due else "cut", error, run_id, source],
                )
                if next_due is not None:
                    _write_failure(corpus, source)
                    _write_next_due(corpus, source, partial(next_due, source))
            end_run(corpus, run_id, now, error)
    return bool(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source stands between its visits."""

    last_visit_at: datetime | None
    last_answer_at: datetime | None
    failures: int
    """Its last visits in a row that had no answer."""
    next_due_at: datetime | None


def source_states(corpus: Corpus) -> dict[str, SourceState]:
    """Each source that was ever visited, by name."""
    rows = corpus.rows("SELECT name, last_visit_at, last_answer_at, failures, next_due_at FROM sources")
    return {
        row["name"]: SourceState(
            last_visit_at=clock.from_text_if_known(row["last_visit_at"]),
            last_answer_at=clock.from_text_if_known(row["last_answer_at"]),
            failures=row["failures"],
            next_due_at=clock.from_text_if_known(row["next_due_at"]),
        )
        for row in rows
    }


def _write_visit(
    corpus: Corpus, run_id: int, source: str, tally: Tally, now: datetime, *, state: str
) -> None:
    corpus.execute(
        "UPDATE visits SET finished_at = ?, state = ?, links_met = ?, links_new = ?, links_known = ?,"
        " outcomes = ?, requests = ?, bytes = ?, gap = ?, error = ? WHERE run_id = ? AND source = ?",
        [clock.to_text(now), state, len(tally.links_met), len(tally.links_new),
         len(tally.links_met - tally.links_new), json.dumps(dict(sorted(tally.outcomes.items()))),
         tally.requests, tally.bytes, json.dumps(tally.gaps) if tally.gaps else None,
         "; ".join(tally.errors) or None, run_id, source],
    )  # fmt: skip


def _write_answer(corpus: Corpus, source: str, tally: Tally, now: datetime) -> None:
    if tally.answers:
        corpus.execute(
            "UPDATE sources SET last_answer_at = max(coalesce(last_answer_at, ''), ?), failures = 0 WHERE name = ?",
            [clock.to_text(now), source],
        )
    if tally.links_new:
        corpus.execute(
            "UPDATE sources SET last_new_at = max(coalesce(last_new_at, ''), ?) WHERE name = ?",
            [clock.to_text(now), source],
        )


def _write_failure(corpus: Corpus, source: str) -> None:
    corpus.execute("UPDATE sources SET failures = failures + 1 WHERE name = ?", [source])


def _write_next_due(corpus: Corpus, source: str, next_due: NextDue) -> None:
    failures = corpus.value("SELECT failures FROM sources WHERE name = ?", [source])
    assert isinstance(failures, int)
    corpus.execute(
        "UPDATE sources SET next_due_at = ? WHERE name = ?", [clock.to_text(next_due(failures)), source]
    )
