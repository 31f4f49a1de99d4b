"""A signal to everything that belongs to a crawl, as systemd and a terminal send it, ends it in order."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.store import open_corpus
from corpus.verify import differences, faults
from crawler.newsroom_site import write_archive
from tests.crawler.crawling import crawl, crawl_command, prepare


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom's archive."""
    path = tmp_path_factory.mktemp("archive") / "newsroom-1.warc.gz"
    write_archive(path, 1)
    return path


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus after a crawl that nothing disturbed."""
    data = prepare(tmp_path_factory.mktemp("undisturbed"))
    assert crawl(data, "--replay", str(archive)).returncode == 0
    return data / "corpus.db"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "settled"), [(signal.SIGTERM, 0), (signal.SIGTERM, 12), (signal.SIGINT, 12)]
)
def test_a_crawl_whose_whole_group_is_told_to_end_loses_no_page_and_leaves_no_process(
    archive: Path, undisturbed: Path, tmp_path: Path, number: signal.Signals, settled: int
) -> None:
    data, replay = prepare(tmp_path), ("--replay", str(archive))

    with _crawling(crawl_command(data, *replay)) as leader:
        _await_settled(leader, data / "corpus.db", settled)
        os.killpg(leader.pid, number)
        _, remarks = leader.communicate(timeout=30)
        _await_end_of_group(leader.pid)

    assert remarks.startswith("wirewatch: stopped before its end")
    assert leader.returncode == 1
    with open_corpus(data / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM visits WHERE finished_at IS NULL") == 0
        assert corpus.value("SELECT count(*) FROM runs WHERE finished_at IS NULL") == 0
    assert crawl(data, *replay).returncode == 0
    with open_corpus(data / "corpus.db") as corpus, open_corpus(undisturbed) as whole:
        assert differences(corpus, whole) == []
        assert faults(corpus) == []


@contextmanager
def _crawling(command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """A crawl that leads a process group of its own, of which nothing is left afterwards."""
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate(timeout=10)


def _await_settled(child: "subprocess.Popen[str]", path: Path, count: int) -> None:
    """Until all visits have begun and so many pages are settled."""
    while not (_count(path, "visits") > 0 and _count(path, "pages") >= count):
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=0.002)
            pytest.fail("the crawl ended before it could be told to")


def _await_end_of_group(leader: int) -> None:
    """Until no process of the group is left."""
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at:
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return
    pytest.fail("processes of the crawl live on")


def _count(path: Path, table: str) -> int:
    """The rows of a table of a corpus that another process may be making just now."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
