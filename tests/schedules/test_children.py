"""A child ends by itself, when it is asked to, or by force, and its workers with it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from schedules.children import Children, Ended

LONG = 30.0
STUBBORN = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1], "w").write(str(worker.pid) + "\\n")
worker.wait()
"""


def python(code: str, *arguments: str) -> list[str]:
    """A command that runs this code."""
    return [sys.executable, "-c", code, *arguments]


def until_written(path: Path) -> str:
    """The first line of a file, once it is there."""
    ends_at = time.monotonic() + LONG
    while time.monotonic() < ends_at:
        with contextlib.suppress(FileNotFoundError):
            if (line := path.read_text()).endswith("\n"):
                return line.strip()
    raise AssertionError(f"{path} was never written")


def until_gone(pid: int) -> None:
    """Wait for the end of a process that is not our child."""
    ends_at = time.monotonic() + LONG
    while time.monotonic() < ends_at:
        stat = Path(f"/proc/{pid}/stat")
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(pid, 0)
            if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z":
                continue
        return
    raise AssertionError(f"process {pid} lives on")


def test_a_child_that_ends_is_reported_with_its_status_and_last_words() -> None:
    ended = Children().run(
        python("import sys; print('no source answered', file=sys.stderr); sys.exit(1)"), limit_seconds=LONG
    )

    assert ended == Ended(pid=ended.pid if ended else 0, status=1, over_time=False, said="no source answered")
    assert str(ended) == "the crawl ended with status 1"


def test_a_child_over_its_limit_that_ignores_the_request_is_killed_with_its_workers(tmp_path: Path) -> None:
    children = Children(grace_seconds=0.2)

    ended = children.run(python(STUBBORN, str(tmp_path / "worker")), limit_seconds=2)

    assert ended is not None
    assert (ended.status, ended.over_time, ended.by_signal) == (-signal.SIGKILL, True, True)
    assert str(ended) == "the crawl was over its time limit and was killed"
    until_gone(int(until_written(tmp_path / "worker")))


def test_a_child_over_its_limit_that_ends_in_order_is_not_killed() -> None:
    polite = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); signal.pause()"

    ended = Children(grace_seconds=LONG).run(python(polite), limit_seconds=1)

    assert ended is not None
    assert (ended.status, ended.over_time) == (0, True)


def test_what_a_child_that_died_left_behind_is_killed(tmp_path: Path) -> None:
    leaves = STUBBORN.replace("worker.wait()", "os.kill(os.getpid(), signal.SIGSEGV)")

    ended = Children().run(python(leaves, str(tmp_path / "worker")), limit_seconds=LONG)

    assert ended is not None
    assert str(ended) == "the crawl was ended by SIGSEGV"
    until_gone(int(until_written(tmp_path / "worker")))


def test_stopping_ends_the_child_and_starts_no_other(tmp_path: Path) -> None:
    children, ends = Children(grace_seconds=0.2), []
    command = python(STUBBORN, str(tmp_path / "worker"))
    runner = threading.Thread(target=lambda: ends.append(children.run(command, limit_seconds=LONG)))
    runner.start()
    worker = int(until_written(tmp_path / "worker"))

    children.stop()
    runner.join(LONG)

    assert [(one.status, one.over_time) for one in ends if one is not None] == [(-signal.SIGKILL, False)]
    until_gone(worker)
    assert children.run(python(""), limit_seconds=LONG) is None


def test_schedules_never_import_scrapy() -> None:
    code = (
        "import sys, schedules.cli.daemon, schedules.cli.due;"
        "print([name for name in ('scrapy', 'twisted', 'trafilatura') if name in sys.modules])"
    )

    done = subprocess.run(
        python(code), capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )

    assert done.stdout.strip() == "[]"
