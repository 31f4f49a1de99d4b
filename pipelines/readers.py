"""Reading in a pool of processes: a page that hangs or kills its reader costs that page and nothing else."""

import asyncio
import atexit
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Any, TypeVar

from corpus.errors import WirewatchError
from corpus.types import NO_MEMORY, Article, Judged, Memory, Page, Reading, Unreadable
from pipelines.read import judged_by, read
from pipelines.topics import Topic
from pipelines.worker import CONTEXT, Worker, WorkerDiedError

logger = logging.getLogger(__name__)

PAGES_A_WORKER = 500
"""A worker is replaced after so many tasks: parsers of hostile input leak."""

START_SECONDS = 60
"""A worker that is not ready by then will not be: it starts in one second, on a loaded machine in ten."""

TRIES = 5
"""So often is a worker started, or a task given to one that others end, before we say that none can be had."""

READERS_ALONE = 3
"""So many readers must die of a page that is read alone. One death may be a stray shot; when memory is short, two."""

STOP_SECONDS = 10
"""Killed workers let their threads go at once; a thread that stays all the same shall not keep the run."""

Result = TypeVar("Result")


class NoReaderError(WirewatchError):
    """No process can be had to read in. It says nothing about the page, which may be read another time."""


class Readers:
    """Worker processes that read pages and parse feeds. Use as a context manager.

    Each worker has a thread and a pipe of its own. Pools that share a pipe and its lock among their workers, as
    pebble and concurrent.futures do, stand still for ever when one of them is killed with the lock in its hand.
    """

    def __init__(self, topics: Sequence[Topic], *, workers: int, seconds: float) -> None:
        """A pool of so many processes, started when there is work; each task may take so many seconds."""
        self.topics = tuple(topics)
        self.seconds = seconds
        CONTEXT.set_forkserver_preload(["pipelines.warm"])
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._room = _Room(workers)
        self._workers: list[Worker | None] = [None] * workers
        self._threads = [
            threading.Thread(target=self._serve, args=(seat,), daemon=True) for seat in range(workers)
        ]
        for thread in self._threads:
            thread.start()
        atexit.register(self.stop)  # multiprocessing would wait for the workers to end by themselves

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the workers at once; what they were reading is read again by the next run."""
        self._stopping.set()
        for _ in self._threads:
            self._tasks.put(None)
        for worker in self._workers:
            if worker is not None:
                worker.kill()
        for thread in self._threads:
            thread.join(STOP_SECONDS)
        atexit.unregister(self.stop)

    def submit(self, function: Callable[..., Result], *arguments: Any) -> "Future[Result]":
        """Run a function of an importable module in a worker.

        The future raises what the function raises, TimeoutError when the time is over, WorkerDiedError when it
        ended every worker it was given, also with no other at work, and NoReaderError when none can be had.
        """
        if self._stopping.is_set():
            raise NoReaderError("the readers were stopped")
        task = _Task(function, arguments)
        self._tasks.put(task)
        return task.future

    async def read(self, page: Page, memory: Memory = NO_MEMORY, *, whole: bool = False) -> Reading:
        """The reading of a page; unreadable, with the reason, when it hangs or kills its reader.

        It raises only NoReaderError.
        """
        try:
            return await asyncio.wrap_future(self.begin(page, memory, whole=whole))
        except Exception as error:
            return self._unread(page, error)

    def begin(self, page: Page, memory: Memory = NO_MEMORY, *, whole: bool = False) -> "Future[Reading]":
        """Start to read a page, for callers without an event loop; hand the future to `end`."""
        return self.submit(_read, page, memory, whole)

    def judge(self, article: Article) -> "Future[Judged]":
        """Have the topics judge an article that was read before; hand the future to `judged`."""
        return self.submit(_judge, article)

    def judged(self, article: Article, judging: "Future[Judged]") -> Judged | None:
        """What `judge` started, when it is done; None when it hangs or kills its reader. Raises only NoReaderError."""
        try:
            return judging.result()
        except NoReaderError:
            raise
        except Exception as error:
            logger.error("judging %s anew failed", article.url, exc_info=error)
            return None

    def end(self, page: Page, reading: "Future[Reading]") -> Reading:
        """What `begin` started, when it is done; like `read` it raises only NoReaderError."""
        try:
            return reading.result()
        except Exception as error:
            return self._unread(page, error)

    def _unread(self, page: Page, error: Exception) -> Reading:
        """What is left of a page whose reading failed."""
        if isinstance(error, NoReaderError):
            raise error
        if isinstance(error, TimeoutError):
            reason = f"time limit: not read in {self.seconds:g} s"
        elif isinstance(error, WorkerDiedError):
            reason = "the page ended its reader"
        else:
            logger.error("reading %s failed", page.url, exc_info=error)
            reason = f"reading failed: {type(error).__name__}: {error}"
        return Reading(page=page, unreadable=Unreadable(reason=reason))

    def _serve(self, seat: int) -> None:
        """The life of a thread: it has one worker at a time, and gives it one task after another."""
        while (task := self._tasks.get()) is not None:
            if task.future.set_running_or_notify_cancel():
                try:
                    task.future.set_result(self._done(seat, task))
                except BaseException as error:
                    task.future.set_exception(error)
        worker = self._workers[seat]
        if worker is not None:
            worker.end()

    def _done(self, seat: int, task: "_Task") -> Any:
        """What comes of a task. The first death of a worker may be meant for another, or for no one."""
        try:
            with self._room.shared():
                return self._run(seat, task)
        except WorkerDiedError as death:
            self._note(death)
        with self._room.alone():
            for _ in range(READERS_ALONE - 1):
                try:
                    return self._run(seat, task)
                except WorkerDiedError as death:
                    self._note(death)
            return self._run(seat, task)

    def _note(self, death: WorkerDiedError) -> None:
        if not self._stopping.is_set():
            logger.warning("%s; what it was given is tried again, alone", death)

    def _run(self, seat: int, task: "_Task") -> Any:
        for _ in range(TRIES):
            try:
                return self._worker(seat).run(task.function, task.arguments, seconds=self.seconds)
            except WorkerDiedError as death:
                if not death.was_asked_to_end:
                    raise
        raise NoReaderError(f"{TRIES} readers in a row were asked to end while they read")

    def _worker(self, seat: int) -> Worker:
        """The worker of a seat; a new one when it has none, or one that died or has done enough."""
        worker = self._workers[seat]
        if worker is not None and not worker.ended and worker.tasks <= PAGES_A_WORKER:
            return worker
        if worker is not None:
            worker.end()
        reason: Exception | None = None
        for turn in range(TRIES):
            if self._stopping.wait(turn * turn / 10):  # what keeps a process from starting may pass
                raise NoReaderError("the readers were stopped")
            try:
                return self._new_worker(seat)
            except (OSError, EOFError, WorkerDiedError) as error:  # a TimeoutError is an OSError
                reason = error
        raise NoReaderError(f"no reader could be started in {TRIES} tries: {reason}") from reason

    def _new_worker(self, seat: int) -> Worker:
        worker = self._workers[seat] = Worker()
        if self._stopping.is_set():  # `stop` saw it, or we see that it looked before
            worker.kill()
        worker.run(_prepare, (self.topics,), seconds=START_SECONDS)
        return worker


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What to run, and who waits for it."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: "Future[Any]" = field(default_factory=Future)


class _Room:
    """Lets tasks run side by side, or one alone.

    A page that eats all memory has the kernel kill some reader, not always its own. Alone, each is its own judge.
    """

    def __init__(self, places: int) -> None:
        self._all = range(places)
        self._place = threading.Semaphore(places)
        self._one_alone = threading.Lock()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """A place beside others."""
        with self._place:
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """All places, as soon as those who have them are done."""
        with self._one_alone, ExitStack() as places:
            for _ in self._all:
                places.enter_context(self._place)
            yield


_topics: tuple[Topic, ...] = ()
"""Of this worker: sent once, not with every page."""


ANY_PAGE = Page(
    requested_url="https://wirewatch.example/",
    url="https://wirewatch.example/a",
    fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    body=f"<html><body><h1>Any page</h1><p>{'With some text. ' * 30}</p></body></html>".encode(),
)


def _prepare(topics: tuple[Topic, ...]) -> None:
    global _topics  # noqa: PLW0603  # the one thing a worker process remembers
    _topics = topics
    _read(ANY_PAGE, NO_MEMORY, whole=True)  # what the first page loads must not count against its time


def _read(page: Page, memory: Memory, whole: bool) -> Reading:  # tasks are positional
    return read(page, _topics, memory, whole=whole)


def _judge(article: Article) -> Judged:
    return judged_by(article, _topics)
