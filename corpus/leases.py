"""Leases: no site is visited by two processes.

A run takes the sites of a source before it visits it, renews them while it lives, and gives them back at the end
of the visit. The clock of leases is the real one, whatever moment a crawl is told: they are between live processes.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus import clock
from corpus.runs import process_name
from corpus.store import Corpus

TERM = timedelta(minutes=5)
"""How long a lease holds that is not renewed. A settlement may wait half a minute for the lock; a process that
says nothing for so long hangs."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a site."""

    site: str
    run_id: int
    process: str | None

    def __str__(self) -> str:
        """As a remark names it."""
        number = f" (process {self.process.rpartition(':')[2]})" if self.process else ""
        return f"{self.site} is being visited by run {self.run_id}{number}"


def take(corpus: Corpus, run_id: int, sites: Iterable[str], now: datetime) -> Holder | None:
    """Lease all these sites to a run, or none: then who has one of them. What a run has it may take again."""
    wanted = sorted(set(sites))
    with corpus.writing():
        for site in wanted:
            holder = _holder(corpus, site, now)
            if holder is not None and holder.run_id != run_id:
                return holder
        corpus.executemany(
            "INSERT INTO leases (site, run_id, until) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET run_id = excluded.run_id, until = excluded.until",
            [(site, run_id, clock.to_text(now + TERM)) for site in wanted],
        )
    return None


def renew(corpus: Corpus, run_id: int, now: datetime) -> set[str]:
    """Hold on to all that a run has; the sites it has, less than before when one was lost."""
    with corpus.writing():
        corpus.execute("UPDATE leases SET until = ? WHERE run_id = ?", [clock.to_text(now + TERM), run_id])
        return {site for (site,) in corpus.rows("SELECT site FROM leases WHERE run_id = ?", [run_id])}


def release(corpus: Corpus, run_id: int, sites: Iterable[str]) -> None:
    """Give these sites back."""
    with corpus.writing():
        corpus.executemany(
            "DELETE FROM leases WHERE run_id = ? AND site = ?", [(run_id, site) for site in sites]
        )


def _holder(corpus: Corpus, site: str, now: datetime) -> Holder | None:
    """The run that has a site; None when none has, its lease is over, or its process is."""
    row = corpus.row(
        "SELECT site, run_id, until, process, finished_at FROM leases JOIN runs ON runs.id = run_id"
        " WHERE site = ?",
        [site],
    )
    if row is None or row["until"] <= clock.to_text(now) or row["finished_at"] is not None:
        return None
    return None if _is_dead(row["process"]) else Holder(row["site"], row["run_id"], row["process"])


def _is_dead(process: str | None) -> bool:
    """Whether a process of this machine has ended; of another machine's nothing can be told."""
    number = int((process or ":0").rpartition(":")[2])
    if process != process_name(number):
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
