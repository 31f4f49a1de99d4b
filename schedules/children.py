"""One child process at a time: started, waited for under a time limit, ended with grace or without."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

GRACE_SECONDS = 30.0
"""From the request to end until the kill. A crawl sends what its downloader has queued for a polite host before it
ends, and a shorter grace would cut that off; what hangs ignores the request for ever."""
TAIL_BYTES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child came to its end."""

    pid: int
    status: int
    """Its exit status; below zero the signal that ended it."""
    over_time: bool
    """True when it was asked to end because its time was over."""
    said: str
    """The end of what it wrote to stderr."""

    @property
    def by_signal(self) -> bool:
        """Whether it may have had no time to write down its own end."""
        return self.status < 0

    def __str__(self) -> str:
        """A line for the log and for the run's row."""
        if not self.by_signal:
            how = f"ended with status {self.status}"
        elif self.status == -signal.SIGKILL:
            how = "was killed"
        else:
            how = f"was ended by {signal.Signals(-self.status).name}"
        return f"the crawl was over its time limit and {how}" if self.over_time else f"the crawl {how}"


class Children:
    """Runs one child at a time, each in a session of its own, so that a kill reaches its worker processes too."""

    def __init__(self, *, grace_seconds: float = GRACE_SECONDS) -> None:
        self.grace_seconds = grace_seconds
        self._guard = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, command: Sequence[str], *, limit_seconds: float) -> Ended | None:
        """Start a child and wait for its end, which comes at the limit at the latest; None after `stop`."""
        with tempfile.TemporaryFile() as said:  # a pipe would stay open as long as any worker of a dead child
            child = self._start(command, said)
            if child is None:
                return None
            over_time = False
            try:
                child.wait(limit_seconds)
            except subprocess.TimeoutExpired:
                over_time = True
                self._end(child)
            _kill_session(child)  # what may be left of its workers
            return Ended(pid=child.pid, status=child.wait(), over_time=over_time, said=_tail(said))

    def stop(self) -> None:
        """End the child that runs, with grace, and start no other."""
        with self._guard:
            self._stopped = True
            child = self._child
        if child is not None:
            self._end(child)

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stopped

    def _start(self, command: Sequence[str], said: IO[bytes]) -> "subprocess.Popen[bytes] | None":
        with self._guard:
            if self._stopped:
                return None
            self._child = subprocess.Popen(  # noqa: S603  # our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )  # fmt: skip
            return self._child

    def _end(self, child: "subprocess.Popen[bytes]") -> None:
        """Ask it to end, wait, kill. Its workers end with it; a signal to them would only cost a page."""
        child.terminate()
        try:
            child.wait(self.grace_seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _kill_session(child: "subprocess.Popen[bytes]") -> None:
    """Kill a child and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # nothing is left of it
        os.killpg(child.pid, signal.SIGKILL)


def _tail(said: IO[bytes]) -> str:
    said.seek(0, os.SEEK_END)
    said.seek(max(0, said.tell() - TAIL_BYTES))
    return said.read().decode(errors="replace").strip()
