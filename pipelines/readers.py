"""Reading in a pool of processes: a page that hangs or kills its reader costs that page and nothing else."""

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from corpus.types import Page, Reading, Unreadable
from pipelines.read import read
from pipelines.topics import Topic

logger = logging.getLogger(__name__)

PAGES_A_WORKER = 500
"""A worker is replaced after so many tasks: parsers of hostile input leak."""

Result = TypeVar("Result")


class Readers:
    """Worker processes that read pages and parse feeds. Use as a context manager."""

    def __init__(self, topics: Sequence[Topic], *, workers: int, seconds: float) -> None:
        """A pool of so many processes; each task may take so many seconds."""
        self.topics = tuple(topics)
        self.seconds = seconds
        # Never fork: the parent runs a reactor and threads. The server is loaded once, so a new worker is cheap.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pipelines.read"])
        self._pool = ProcessPool(
            max_workers=workers, max_tasks=PAGES_A_WORKER, context=context, initializer=_prepare,
            initargs=(self.topics,),
        )  # fmt: skip

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the workers at once; what they were reading is read again by the next run."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def submit(self, function: Callable[..., Result], *arguments: Any) -> "Future[Result]":
        """Run a function of an importable module in a worker.

        The future raises TimeoutError when the time is over and ProcessExpired when the worker died.
        """
        future: Future[Result] = self._pool.schedule(function, args=list(arguments), timeout=self.seconds)
        return future

    async def read(self, page: Page, *, whole: bool = False) -> Reading:
        """The reading of a page; unreadable, with the reason, when it hangs or kills its reader."""
        try:
            return await asyncio.wrap_future(self.begin(page, whole=whole))
        except Exception as error:
            return self._unread(page, error)

    def begin(self, page: Page, *, whole: bool = False) -> "Future[Reading]":
        """Start to read a page, for callers without an event loop; hand the future to `end`."""
        return self.submit(_read, page, whole)

    def end(self, page: Page, reading: "Future[Reading]") -> Reading:
        """What `begin` started, when it is done; like `read` it never raises for a page."""
        try:
            return reading.result()
        except Exception as error:
            return self._unread(page, error)

    def _unread(self, page: Page, error: Exception) -> Reading:
        """What is left of a page whose reading failed."""
        if isinstance(error, TimeoutError):
            reason = f"time limit: not read in {self.seconds:g} s"
        elif isinstance(error, ProcessExpired):
            reason = "the page ended its reader"
        else:
            logger.error("reading %s failed", page.url, exc_info=error)
            reason = f"reading failed: {type(error).__name__}: {error}"
        return Reading(page=page, unreadable=Unreadable(reason=reason))


_topics: tuple[Topic, ...] = ()
"""Of this worker: sent once, not with every page."""


def _prepare(topics: tuple[Topic, ...]) -> None:
    global _topics  # noqa: PLW0603  # the one thing a worker process remembers
    _topics = topics
    # Ctrl-C reaches the whole process group; the parent alone decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(page: Page, whole: bool) -> Reading:  # pool tasks are positional
    return read(page, _topics, whole=whole)
