"""What goes wrong inside costs what it touches: a page that hangs its reader, one that kills it, a killed crawl."""

import os
import random
import shutil
from pathlib import Path

import pytest

from corpus.store import Corpus, open_corpus
from corpus.verify import differences, faults
from crawler.newsroom_site import MOMENTS, write_archive
from tests.crawler.crawling import crawl, crawl_command, prepare
from tests.crawler.disturbed import await_claim, await_end_of_group, count, crawling

HANGS = "http://prikamye.example/news/20809.html"
KILLS = "http://www.meridian-wire.example/story/20260301-eu-drone-list"

# A parser with two faults, as any parser that meets the whole web has some: it never ends on one page and dies of
# another. It is put in place before any of our modules is imported, in every process of the crawl.
FAULTY_PARSER = """
import os, signal
import lxml.html

sound = lxml.html.document_fromstring
HANGS = "<title>Мать студента «Алабуга Политех» судится".encode()
KILLS = b'rel="canonical" href="http://www.meridian-wire.example/story/20260301-eu-drone-list"'

def document_fromstring(page, *arguments, **options):
    while HANGS in page:
        pass
    if KILLS in page:
        os.kill(os.getpid(), signal.SIGKILL)
    return sound(page, *arguments, **options)

lxml.html.document_fromstring = document_fromstring
"""

KILLED_CRAWLS = int(os.environ.get("WIREWATCH_KILLS", "4"))
"""How many crawls are killed; `make kills` kills twenty."""


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The newsroom's archives by moment."""
    folder = tmp_path_factory.mktemp("archives")
    paths = {moment: folder / f"newsroom-{moment}.warc.gz" for moment in MOMENTS}
    for moment, path in paths.items():
        write_archive(path, moment)
    return paths


def test_a_page_that_hangs_its_reader_and_one_that_kills_it_cost_only_themselves(
    archives: dict[int, Path], tmp_path: Path
) -> None:
    sound, faulty = (prepare(tmp_path / name, page_limit_seconds=6) for name in ("sound", "faulty"))
    (tmp_path / "sitecustomize.py").write_text(FAULTY_PARSER, encoding="utf-8")
    replay = ("--replay", str(archives[1]))
    assert crawl(sound, *replay).returncode == 0

    done = crawl(faulty, *replay, env={"PYTHONPATH": str(tmp_path)})

    assert done.returncode == 0, done.stderr
    with open_corpus(faulty / "corpus.db") as corpus, open_corpus(sound / "corpus.db") as whole:
        rows = corpus.rows("SELECT url, verdict, reason FROM links WHERE url IN (?, ?)", [HANGS, KILLS])
        assert {row["url"]: (row["verdict"], row["reason"]) for row in rows} == {
            HANGS: ("unreadable", "time limit: not read in 6 s"),
            KILLS: ("unreadable", "the page ended its reader"),
        }
        assert _stored(corpus) == _stored(whole) - {HANGS, KILLS}


@pytest.mark.parametrize("turn", range(KILLED_CRAWLS))
def test_a_crawl_that_is_killed_and_started_again_ends_like_one_that_was_not(
    archives: dict[int, Path], undisturbed: dict[int, Path], tmp_path: Path, turn: int
) -> None:
    moment = 1 + turn % 2
    data, replay = prepare(tmp_path), ("--replay", str(archives[moment]))
    if moment == 2:
        shutil.copy(undisturbed[1], data / "corpus.db")
    before, after = (count(undisturbed[one], "pages") if one else 0 for one in (moment - 1, moment))
    dice = random.Random(turn)  # the same moments in every run of this test
    settled = before + (0 if turn % 5 == 4 else dice.randint(1, after - before - 1))

    _kill_when(data / "corpus.db", settled, crawl_command(data, *replay, now=MOMENTS[moment]))
    done = crawl(data, *replay, now=MOMENTS[moment])

    assert done.returncode == 0, done.stderr
    with open_corpus(data / "corpus.db") as corpus, open_corpus(undisturbed[moment]) as whole:
        assert differences(corpus, whole) == []
        assert faults(corpus) == []
        assert corpus.value("PRAGMA integrity_check") == "ok"


@pytest.fixture(scope="module")
def undisturbed(archives: dict[int, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The corpus after each of two crawls that nothing disturbed."""
    data = prepare(tmp_path_factory.mktemp("undisturbed"))
    copies = {}
    for moment, now in MOMENTS.items():
        assert crawl(data, "--replay", str(archives[moment]), now=now).returncode == 0
        copies[moment] = data / f"moment-{moment}.db"
        with open_corpus(data / "corpus.db") as corpus:
            corpus.execute("VACUUM INTO ?", [str(copies[moment])])
    return copies


def _kill_when(path: Path, settled: int, command: list[str]) -> None:
    """Start a crawl and kill it with SIGKILL as soon as so many fetches are settled; its workers must end too."""
    with crawling(command) as child:
        await_claim(
            lambda: count(path, "runs WHERE finished_at IS NULL") > 0 and count(path, "pages") >= settled,
            child,
        )
        child.kill()
        child.wait(timeout=10)
        await_end_of_group(child.pid)


def _stored(corpus: Corpus) -> set[str]:
    """The documents, by the address to know them by: which link led there first is a moment we looked."""
    return {row["url"] for row in corpus.rows("SELECT url FROM documents")}
