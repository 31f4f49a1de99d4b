"""A crawl in a session of its own that is disturbed on its way: how far it has come, and that nothing of it stays."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 30.0
"""Seconds after which a process that should have ended will not."""


@contextmanager
def crawling(command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """A crawl that leads a session and a process group of its own, of which nothing is left afterwards."""
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate(timeout=10)


def await_claim(claim: Callable[[], bool], child: "subprocess.Popen[str]") -> None:
    """Until something holds that the crawl brings about; the test fails when the crawl ends before."""
    while not claim():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=0.002)
            pytest.fail("the crawl ended before it could be disturbed")


def await_end_of_group(leader: int) -> None:
    """Until no process of the crawl is left."""
    ends_at = time.monotonic() + PATIENCE
    while time.monotonic() < ends_at:
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return
    pytest.fail("processes of the crawl live on")


def count(path: Path, table: str) -> int:
    """The rows of a table, or of what follows FROM, in a corpus that another process may be making just now."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
