"""The daemon as a process: it visits what is due, outlives what hangs, says when it was late, and ends in order."""

import contextlib
import re
import signal
import subprocess
from pathlib import Path

import pytest

from corpus.clock import utc_now
from corpus.runs import source_states
from corpus.store import Corpus, open_corpus
from tests.schedules.watching import daemon, log_of, prepare, run, unfinished, until, visits
from tests.site_box import SiteBox
from tests.site_pages import news_site, rss, stories_of
from tests.site_replies import Reply, turns, xml

NORTH, SOUTH = "north.example", "south.example"


@pytest.mark.slow
def test_each_source_is_visited_whenever_it_is_due_and_a_late_daemon_says_so(tmp_path: Path) -> None:
    with SiteBox(news_site(NORTH, articles=1), news_site(SOUTH, articles=1)) as box:
        data = prepare(tmp_path, {NORTH: "3s", SOUTH: "1h"}, proxy=box.url)
        with daemon(data) as process:
            until(lambda corpus: visits(corpus, "north"), data, process)
            second = run(data, "daemon")
            until(_is_idle, data, process)

            process.send_signal(signal.SIGSTOP)
            with open_corpus(data) as corpus:
                before = visits(corpus, "north")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(7)  # it is stopped, so this is a pause over a due time of north
            process.send_signal(signal.SIGCONT)
            until(lambda corpus: visits(corpus, "north") > before, data, process)

            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
            assert process.stderr is not None
            assert process.stderr.read().splitlines()[-1].startswith("ended; what happened is in ")
        with open_corpus(data) as corpus:
            assert visits(corpus, "south") == 1
            assert unfinished(corpus) == (0, 0, 0)
    assert second.returncode == 1
    assert f"a daemon works here already (process {process.pid})" in second.stderr
    assert re.search(r"WARNING late by [2-9] s; due by now: 1, the oldest since ", log_of(data)), log_of(data)
    assert log_of(data).rstrip().endswith("daemon ended")


def test_a_daemon_that_cannot_write_its_log_says_so(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()

    done = run(tmp_path, "daemon")

    assert done.returncode == 1
    assert done.stderr == f"wirewatch: {tmp_path}/logs/daemon.log: cannot be written: File exists\n"


@pytest.mark.slow
def test_a_crawl_that_hangs_is_killed_and_the_next_one_visits_again(tmp_path: Path) -> None:
    feed = turns(Reply(after=600), xml(rss(stories_of(NORTH, 1))))
    with SiteBox(news_site(NORTH, articles=1, pages={"/rss.xml": feed})) as box:
        data = prepare(tmp_path, {NORTH: "1s"}, proxy=box.url, crawl_limit_seconds=5)
        with daemon(data, grace=0.5) as process:
            until(lambda corpus: visits(corpus, "north"), data, process)
            until(_is_idle, data, process)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
    with open_corpus(data) as corpus:
        runs = corpus.rows("SELECT error FROM runs ORDER BY id")
        first = corpus.row("SELECT state, error FROM visits ORDER BY run_id")
        assert source_states(corpus)["north"].failures == 0
        assert corpus.value("SELECT count(*) FROM articles") == 0  # off topic, so nothing but links
        assert corpus.value("SELECT verdict FROM links") == "off_topic"
        assert unfinished(corpus) == (0, 0, 0)
    assert runs[0]["error"].startswith("the crawl was over its time limit and was killed")
    assert None in [row["error"] for row in runs[1:]]
    assert first is not None
    assert (first["state"], first["error"]) == ("failed", runs[0]["error"])


def test_a_daemon_that_ends_while_a_crawl_hangs_ends_it_and_leaves_its_sources_due(tmp_path: Path) -> None:
    hangs = {"/rss.xml": Reply(after=600)}
    with SiteBox(news_site(NORTH, pages=hangs), news_site(SOUTH, articles=3, on_topic=1.0)) as box:
        data = prepare(tmp_path, {NORTH: "1h", SOUTH: "1h"}, proxy=box.url)
        with daemon(data, grace=0.5) as process:
            until(lambda corpus: visits(corpus, "south"), data, process)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
    with open_corpus(data) as corpus:
        states = source_states(corpus)
        assert (states["north"].next_due_at, states["north"].failures) == (None, 0)
        assert (states["south"].next_due_at or utc_now()) > utc_now()
        assert corpus.value("SELECT count(*) FROM articles") == 3
        assert unfinished(corpus) == (0, 0, 0)


def test_what_became_due_while_no_daemon_ran_is_visited_once_by_one_crawl(tmp_path: Path) -> None:
    hosts = {f"outlet-{number}.example": "1h" for number in range(5)}
    with SiteBox(*(news_site(host, articles=0) for host in hosts)) as box:
        data = prepare(tmp_path, hosts, proxy=box.url)
        assert run(data, "crawl", "--due", "--now", "2026-03-02T12:00:00Z").returncode == 0
        with daemon(data) as process:
            until(lambda corpus: all(visits(corpus, f"outlet-{n}") == 2 for n in range(5)), data, process)
            until(_is_idle, data, process)
            entries = data / "sources.toml"
            sound = entries.read_text()
            entries.write_text(sound + "[[source]\n")  # saved in the middle of a line
            until(lambda _: "nothing was visited: " in log_of(data), data, process)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
    with open_corpus(data) as corpus:
        assert corpus.value("SELECT count(*) FROM runs") == 2
    assert re.search(
        r"WARNING late by \d+ s; due by now: 5, the oldest since 2026-03-02T1[23]:", log_of(data)
    )


def _is_idle(corpus: Corpus) -> bool:
    return unfinished(corpus) == (0, 0, 0)
