"""A signal to everything that belongs to a crawl, as systemd and a terminal send it, ends it in order."""

import os
import signal
from pathlib import Path

import pytest

from corpus.store import open_corpus
from corpus.verify import differences, faults
from crawler.newsroom_site import write_archive
from tests.crawler.crawling import crawl, crawl_command, prepare
from tests.crawler.disturbed import await_claim, await_end_of_group, count, crawling


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
    path = data / "corpus.db"

    with crawling(crawl_command(data, *replay)) as leader:
        await_claim(lambda: count(path, "visits") > 0 and count(path, "pages") >= settled, leader)
        os.killpg(leader.pid, number)
        _, remarks = leader.communicate(timeout=30)
        await_end_of_group(leader.pid)

    assert remarks.startswith("wirewatch: stopped before its end")
    assert leader.returncode == 1
    with open_corpus(data / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM visits WHERE finished_at IS NULL") == 0
        assert corpus.value("SELECT count(*) FROM runs WHERE finished_at IS NULL") == 0
    assert crawl(data, *replay).returncode == 0
    with open_corpus(data / "corpus.db") as corpus, open_corpus(undisturbed) as whole:
        assert differences(corpus, whole) == []
        assert faults(corpus) == []
