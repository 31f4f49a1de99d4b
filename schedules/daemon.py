"""The daemon: looks every minute what is due, and has one crawl at a time see to it."""

import fcntl
import logging
import os
import queue
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from corpus.clock import to_text
from corpus.config import load_config
from corpus.errors import WirewatchError
from corpus.runs import end_dead_run, process_name
from corpus.store import open_corpus
from crawler.sources import Source, registry
from schedules.children import Children, Ended
from schedules.due import Due, agenda
from schedules.plan import check, next_due

logger = logging.getLogger(__name__)

TICK_SECONDS = 60.0
LATE_SECONDS = 2.0
"""So much later than one tick after its time is late; less is the noise of a busy machine."""
LOCK = "daemon.lock"


@dataclass(slots=True, kw_only=True)
class Daemon:
    """Has crawls of what is due started, one at a time, until it is told to end."""

    data: Path
    clock: Callable[[], datetime]
    children: Children = field(default_factory=Children)
    tick_seconds: float = TICK_SECONDS
    _expected_at: datetime | None = None
    """When the next tick shall come at the latest."""

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, then end the crawl that runs, and return.

        WirewatchError when another daemon works on the same data folder; ConfigError when config or sources are wrong.
        """
        check(self._sources())
        load_config(self.data)
        with _alone(self.data / LOCK), _signals() as ends:
            scheduler = self._scheduler()
            scheduler.start()
            logger.info("daemon started on %s, a look every %g s", self.data, self.tick_seconds)
            number = ends.get()
            logger.info("%s: ending", signal.Signals(number).name)
            scheduler.pause()
            self.children.stop()
            scheduler.shutdown(wait=True)
            logger.info("daemon ended")

    def tick(self) -> None:
        """Have what is due visited, and see that its end is written down. A wrong config costs this tick only."""
        try:
            waiting = self._due(self.clock())
            self._note_lateness(self.clock(), waiting)
            if waiting:
                logger.info("%d due: %s", len(waiting), _names(waiting))
                self._crawl()
        except WirewatchError as error:
            logger.error("nothing was visited: %s", error)  # the sentence says it all
        finally:
            self._expected_at = self.clock() + timedelta(seconds=self.tick_seconds)

    def _scheduler(self) -> BackgroundScheduler:
        # The defaults would run a late job never (more than a second late) and pile up missed ones.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()}, executors={"default": ThreadPoolExecutor(1)},
            job_defaults=defaults, timezone="UTC",
        )  # fmt: skip
        scheduler.add_job(
            self.tick, "interval", seconds=self.tick_seconds, id="tick", next_run_time=self.clock()
        )
        scheduler.add_listener(_log_event, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        return scheduler

    def _sources(self) -> list[Source]:
        return [one for one in registry(self.data).values() if one.enabled and not one.discovery]

    def _due(self, now: datetime) -> list[Due]:
        sources, path = self._sources(), self.data / "corpus.db"
        if not path.is_file():
            return agenda(sources, None)
        with open_corpus(path) as corpus:
            return [one for one in agenda(sources, corpus) if one.by(now)]

    def _note_lateness(self, now: datetime, waiting: list[Due]) -> None:
        """Say when we are late: the machine slept, the daemon was stopped or not running, a crawl took long."""
        moments = [one.next_due_at for one in waiting if one.next_due_at is not None]
        tick = timedelta(seconds=self.tick_seconds)
        expected = [moment + tick for moment in moments]
        if self._expected_at is not None:
            expected.append(self._expected_at)
        late = (now - min(expected, default=now)).total_seconds()
        if late >= LATE_SECONDS:
            oldest = f", the oldest since {to_text(min(moments))}" if moments else ""
            logger.warning("late by %.0f s; due by now: %d%s", late, len(waiting), oldest)

    def _crawl(self) -> None:
        command = [sys.executable, "-m", "wirewatch", "crawl", "--due", "--json", "--data", str(self.data)]
        ended = self.children.run(command, limit_seconds=load_config(self.data).crawl_limit_seconds)
        if ended is None:
            return
        level = logging.INFO if ended.status == 0 else logging.WARNING
        logger.log(level, "%s%s", ended, f": {ended.said}" if ended.status != 0 and ended.said else "")
        if ended.status != 0:
            self._write_end(ended)

    def _write_end(self, ended: Ended) -> None:
        """Write down the end of a crawl that could not do so itself."""
        path = self.data / "corpus.db"
        if not path.is_file():
            return
        error = f"{ended}: {ended.said}" if ended.said else str(ended)
        plan = None if self.children.stopped else self._next_due
        with open_corpus(path) as corpus:
            if end_dead_run(corpus, process_name(ended.pid), self.clock(), error, plan):
                logger.info("wrote down the end of its run")

    def _next_due(self, name: str, failures: int) -> datetime:
        """When a source is due again whose visit a crawl did not survive."""
        now, every = self.clock(), load_config(self.data).every
        source = registry(self.data).get(name)
        rng = random.Random()  # noqa: S311  # no secret
        return next_due(source, now, failures=failures, rng=rng, every=every) if source else now + every


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of a data folder; the kernel lets go of it however this process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            other = file.read().strip()
            raise WirewatchError(
                f"{path.parent}: a daemon works here already (process {other}); end it first, or name another --data"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def _signals() -> Iterator["queue.SimpleQueue[int]"]:
    """A queue of the signals that ask this process to end."""
    # Nothing but a put happens in the handler. An Event could deadlock there; this queue is made for it.
    ends: queue.SimpleQueue[int] = queue.SimpleQueue()
    former = {
        number: signal.signal(number, lambda number, _: ends.put(number))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield ends
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _log_event(event: JobExecutionEvent) -> None:
    if event.exception is not None:
        logger.error("a tick failed", exc_info=event.exception)
    else:
        logger.warning("a tick was missed: %s", event.scheduled_run_time)


def _names(waiting: list[Due], most: int = 10) -> str:
    names = [one.source.name for one in waiting]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
