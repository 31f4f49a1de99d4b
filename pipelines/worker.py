"""One worker process behind a pipe of its own: whatever becomes of it, no other worker is touched."""

import math
import multiprocessing
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from traceback import format_exc
from typing import Any

# Never fork: the parent runs a reactor and threads. The server is loaded once, so a new worker is cheap.
CONTEXT = multiprocessing.get_context("forkserver")

GROUP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""Ctrl-C in a terminal and systemd's stop reach the whole process group; the parent alone decides when to end."""

ORPHAN_SECONDS = 5
"""So long after its time limit a worker ends by itself, in case nobody is left to end it."""

BURIAL_SECONDS = 5
"""A killed process that the kernel cannot end yet, as it waits for a disk, shall not keep us."""

_family = threading.Lock()
"""multiprocessing reads an exit code twice, once wrongly, when one thread starts a process as another joins one."""


class WorkerDiedError(Exception):
    """A worker process ended before it answered."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"a worker ended with exit code {exit_code}")
        self.was_asked_to_end = exit_code in {-number for number in (*GROUP_SIGNALS, signal.SIGHUP)}
        """By a signal that a person or a supervisor sends, and no fault in a program raises."""


class Worker:
    """A process that runs functions of importable modules, one at a time. Not for two threads but for `kill`."""

    def __init__(self) -> None:
        """Start a process; OSError or EOFError when none can be had."""
        self.ended = False
        self.tasks = 0
        """So many were run."""
        self._pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        try:
            with _family, _group_signals_held_back():
                self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()  # with the worker as the only holder of its end, its death is the end of the pipe

    def run(self, function: Callable[..., Any], arguments: tuple[Any, ...], *, seconds: float) -> Any:
        """What a function returns or raises; TimeoutError or WorkerDiedError cost the worker its life."""
        self.tasks += 1
        try:
            self._pipe.send((function, arguments, seconds))
            answer = self._pipe.recv() if self._pipe.poll(seconds) else None
        except (EOFError, OSError):
            raise self._death(seconds) from None
        if answer is None:
            self.end()
            raise _too_late(seconds)
        result, error = answer
        if error is not None:
            raise error
        return result

    def kill(self) -> None:
        """Have the process end at once; whoever waits for its answer learns of its death. For any thread."""
        self._process.kill()

    def end(self) -> int | None:
        """End the process at once and for good; its exit code, None when it cannot be told."""
        self.ended = True
        self._process.kill()
        return self._buried()

    def _death(self, seconds: float) -> Exception:
        """What it means that the pipe has ended."""
        self.ended = True
        code = self._buried()
        return _too_late(seconds) if code == -signal.SIGALRM else WorkerDiedError(code)

    def _buried(self) -> int | None:
        with _family:
            self._process.join(BURIAL_SECONDS)
            self._pipe.close()
            return self._process.exitcode


def _too_late(seconds: float) -> TimeoutError:
    return TimeoutError(f"no answer in {seconds:g} s")


@contextmanager
def _group_signals_held_back() -> Iterator[None]:
    """No process that is started here, nor any child of it, ever gets a signal of the group.

    A mask outlives both exec and fork, so there is no moment, as before a handler is set, at which one would end
    the server of multiprocessing while it still loads, or a worker that has just been forked.
    """
    resource_tracker.ensure_running()  # its start lifts these signals from the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, GROUP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """The life of a worker: it ends with its parent, which holds the other end of the pipe."""
    # The kernel's own alarm: no Python runs while a parser hangs, and a parent that was killed cannot end us.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with suppress(EOFError, OSError):
        while True:
            function, arguments, seconds = pipe.recv()
            signal.alarm(math.ceil(seconds) + ORPHAN_SECONDS)
            answer = _answer(function, arguments)
            signal.alarm(0)
            pipe.send_bytes(answer)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """A function's result and its error, of which one is None, for the pipe."""
    try:
        return pickle.dumps((function(*arguments), None))
    except BaseException as error:
        error.add_note(format_exc())  # a traceback does not pass the pipe, a note does
        return pickle.dumps((None, _told(error)))


def _told(error: BaseException) -> Exception:
    """An error that passes the pipe and ends no one at its other end; at the least, what it says."""
    with suppress(Exception):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # made in this very line
        if isinstance(copy, Exception):
            return copy
    return RuntimeError(f"{type(error).__name__}: {error}")
