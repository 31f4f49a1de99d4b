"""`crawl --due` and the leases: what is due is visited, once, by one process."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.clock import from_text, utc_now
from corpus.leases import take
from corpus.runs import begin_run, process_name, source_states
from corpus.store import open_corpus
from tests.schedules.watching import prepare, run, unfinished, until, visits
from tests.site_box import SiteBox
from tests.site_pages import Story, news_site, rss
from tests.site_replies import xml

NORTH, SOUTH = "north.example", "south.example"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def crawl(data: Path, *options: str, now: datetime = NOON) -> "subprocess.CompletedProcess[str]":
    """A crawl at that moment, of what is due."""
    return run(data, "crawl", "--due", "--json", "--now", now.isoformat(), *options)


def visited(done: "subprocess.CompletedProcess[str]") -> set[str]:
    """The sources that a crawl visited."""
    return {visit["source"] for visit in json.loads(done.stdout)}


def test_only_what_is_due_is_visited_and_each_end_of_a_visit_says_when_next(tmp_path: Path) -> None:
    with SiteBox(news_site(NORTH, articles=2), news_site(SOUTH, articles=2)) as box:
        data = prepare(tmp_path, {NORTH: "30m", SOUTH: "2h"}, proxy=box.url)

        first = crawl(data)
        asked = len(box.log)
        second = crawl(data, now=NOON + timedelta(minutes=10))
        third = crawl(data, now=NOON + timedelta(minutes=40))

        assert (first.returncode, visited(first)) == (0, {"north", "south"}), first.stderr
        assert (second.returncode, visited(second)) == (0, set()), second.stderr
        assert second.stderr == ""  # cron would mail it
        assert (third.returncode, visited(third)) == (0, {"north"}), third.stderr
        assert {one.host for one in box.asked(since=asked)} == {NORTH}
    with open_corpus(data) as corpus:
        due = source_states(corpus)["south"].next_due_at
        assert due is not None
        assert abs(due - NOON - timedelta(hours=2)) <= timedelta(minutes=10)
        assert corpus.value("SELECT count(*) FROM runs") == 2  # a crawl that finds nothing due is none
        row = corpus.row("SELECT min(due_at), max(due_at) FROM visits WHERE source = 'north'")
        assert row is not None
        assert row[0] is not None
        assert abs(from_text(row[0]) - NOON - timedelta(minutes=30)) <= timedelta(minutes=3)
        assert unfinished(corpus) == (0, 0, 0)


def test_a_source_that_does_not_answer_is_asked_less_and_less_often(tmp_path: Path) -> None:
    with SiteBox() as box:  # it knows no such host
        data = prepare(tmp_path, {NORTH: "30m"}, proxy=box.url)
        moment, rests = NOON, []
        for _ in range(2):
            assert crawl(data, now=moment).returncode == 1
            with open_corpus(data) as corpus:
                due = source_states(corpus)["north"].next_due_at
            assert due is not None
            rests.append(round((due - moment) / timedelta(minutes=30)))
            moment = due

        listed = json.loads(run(data, "due", "--json").stdout)
    assert rests == [1, 2]
    assert [(one["name"], one["why"]) for one in listed] == [("north", "back-off after 2 failures")]


def test_a_site_that_a_living_process_visits_is_left_out_and_said(tmp_path: Path) -> None:
    news = "news.north.example"
    with SiteBox(news_site(news, articles=1), news_site(SOUTH, articles=1)) as box:
        data = prepare(tmp_path, {news: "1h", SOUTH: "1h"}, proxy=box.url)
        with open_corpus(data) as corpus:
            holder = begin_run(corpus, "crawl", [], NOON)  # this very process
            take(corpus, holder, [NORTH], utc_now())

            both, alone = crawl(data), run(data, "crawl", "news")
            due = crawl(data)

        assert (both.returncode, visited(both)) == (0, {"south"})
        assert f"news: left out; {NORTH} is being visited by run {holder}" in both.stderr
        assert (alone.returncode, due.returncode) == (1, 0)
        assert {one.host for one in box.log} == {SOUTH}


def test_a_site_of_a_dead_process_is_visited(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    with SiteBox(news_site(NORTH, articles=1)) as box:
        data = prepare(tmp_path, {NORTH: "1h"}, proxy=box.url)
        with open_corpus(data) as corpus:
            run_id = begin_run(corpus, "crawl", [], NOON)
            corpus.execute("UPDATE runs SET process = ?", [process_name(dead.pid)])
            take(corpus, run_id, [NORTH], utc_now())

        assert visited(crawl(data)) == {"north"}


def test_links_to_a_site_that_another_process_visits_stay_open(tmp_path: Path) -> None:
    away = Story(
        url=f"http://{SOUTH}/2026/03/away", title="Elsewhere", paragraphs=["One."], published_at=NOON
    )
    pages = {"/rss.xml": xml(rss([away]))}
    with SiteBox(news_site(NORTH, articles=0, pages=pages), news_site(SOUTH, articles=1)) as box:
        data = prepare(tmp_path, {NORTH: "1h"}, proxy=box.url)
        with open_corpus(data) as corpus:
            take(corpus, begin_run(corpus, "crawl", [], NOON), [SOUTH], utc_now())

            done = crawl(data)

            assert corpus.value("SELECT verdict FROM links WHERE url = ?", [away.url]) is None
        assert done.returncode == 0, done.stderr
        assert "links to it stay open" in done.stderr
        assert {one.host for one in box.log} == {NORTH}


def test_two_crawls_at_once_visit_each_source_once(tmp_path: Path) -> None:
    hosts = {f"outlet-{number}.example": "1h" for number in range(6)}
    with SiteBox(*(news_site(host, articles=2, latency=0.05) for host in hosts)) as box:
        data = prepare(tmp_path, hosts, proxy=box.url)
        line = [sys.executable, "-m", "wirewatch", "crawl", "--due", "--json", "--data", str(data)]

        crawls = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        said = [crawl.communicate(timeout=60) for crawl in crawls]

        assert [crawl.returncode for crawl in crawls] == [0, 0], said
        feeds = [one.host for one in box.log if one.path == "/rss.xml"]
    assert sorted(feeds) == sorted(hosts)
    with open_corpus(data) as corpus:
        assert corpus.value("SELECT count(*) FROM visits") == len(hosts)


def test_a_crawl_that_is_told_to_end_loses_nothing_and_what_it_did_not_finish_stays_due(
    tmp_path: Path,
) -> None:
    with SiteBox(
        news_site(NORTH, articles=30, on_topic=0.5, latency=0.2), news_site(SOUTH, articles=1)
    ) as box:
        data = prepare(tmp_path, {NORTH: "1h", SOUTH: "1h"}, proxy=box.url)
        line = [sys.executable, "-m", "wirewatch", "crawl", "--due", "--data", str(data)]
        with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as crawl_:
            until(
                lambda corpus: visits(corpus, "south") and corpus.value("SELECT count(*) FROM pages"),
                data,
                crawl_,
            )
            crawl_.send_signal(signal.SIGTERM)
            assert crawl_.wait(30) == 1
        with open_corpus(data) as corpus:
            states = source_states(corpus)
            assert (states["north"].next_due_at, states["north"].failures) == (None, 0)
            assert states["south"].next_due_at is not None
            assert corpus.value("SELECT state FROM visits WHERE source = 'north'") == "cut"
            assert unfinished(corpus) == (0, 0, 0)

        listed = json.loads(run(data, "due", "--json").stdout)
        assert [one["why"] for one in listed] == ["no visit of it came to its end", "interval"]
        assert run(data, "crawl", "--due").returncode == 0
        articles = [one.path for one in box.asked(NORTH) if "/story-" in one.path]
    assert len(articles) == len(set(articles)) == 30


@pytest.mark.parametrize("command", ["crawl", "due", "daemon"])
def test_a_wrong_cron_line_stops_us_before_the_first_request(tmp_path: Path, command: str) -> None:
    with SiteBox(news_site(NORTH)) as box:
        data = prepare(tmp_path, {NORTH: "1h"}, proxy=box.url)
        entries = data / "sources.toml"
        entries.write_text(entries.read_text().replace('every = "1h"', 'cron = "0 25 * * *"'))

        done = run(data, command)

        assert done.returncode == 2, done.stderr
        assert "source 'north': cron '0 25 * * *'" in done.stderr
        assert box.log == []


def test_the_agenda_tells_times_as_every_list_does(tmp_path: Path) -> None:
    data = prepare(tmp_path, {NORTH: "1h"}, proxy="http://127.0.0.1:9")
    with open_corpus(data / "corpus.db") as corpus:
        corpus.execute(
            "INSERT INTO sources (name, next_due_at) VALUES ('north', '2026-03-02T13:00:07+00:00')"
        )

    shown = run(data, "due", "--now", NOON.isoformat()).stdout

    assert any(line.split() == ["north", "2026-03-02", "13:00", "interval"] for line in shown.splitlines())
