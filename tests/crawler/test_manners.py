"""Manners, as forty sites see them: by their log, not by ours."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pytest

from corpus.store import open_corpus
from corpus.verify import faults
from tests.crawler.wirewatch_command import behind, wirewatch
from tests.site_box import Site, SiteBox
from tests.site_pages import news_site
from tests.site_replies import Asked, busy

DELAY, ARTICLES = 0.25, 4
PLAIN = [f"plain-{n}.example" for n in range(30)]
SLOW = [f"slow-{n}.example" for n in range(4)]
CLOSED = [f"closed-{n}.example" for n in range(3)]
BUSY = [f"busy-{n}.example" for n in range(3)]
CRAWL_DELAY = 0.6
LATE = 0.02
"""Seconds by which a request may seem early at the server: it is timed when it arrives, and some travel longer."""


def site(host: str) -> Site:
    if host in SLOW:
        robots = f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\n"
        return news_site(host, articles=ARTICLES, robots=robots, latency=0.05)
    if host in CLOSED:
        return news_site(host, articles=ARTICLES, robots="User-agent: *\nDisallow: /2026/\n")
    if host in BUSY:
        return news_site(host, articles=ARTICLES, pages={"/rss.xml": busy(120, 429)})
    return news_site(host, articles=ARTICLES, on_topic=0.25, latency=0.05)


@dataclass(frozen=True)
class Log:
    """What the forty sites were asked in two crawls, the second a moment after the first."""

    box: SiteBox
    first: list[Asked]
    second: list[Asked]
    data: Path


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    hosts = [*PLAIN, *SLOW, *CLOSED, *BUSY]
    with SiteBox(*map(site, hosts)) as box:
        data = behind(box, tmp_path_factory.mktemp("manners"), delay_seconds=DELAY)
        names = [host.partition(".")[0] for host in hosts]
        entries = [
            f'[[source]]\nname = "{name}"\ntitle = "{name}"\nhome = "http://{host}/"\n'
            f'feeds = ["http://{host}/rss.xml"]\n'
            for name, host in zip(names, hosts, strict=True)
        ]
        (data / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
        first = wirewatch(data, "crawl", *names)
        assert first.returncode == 0, first.stderr
        seen = len(box.log)
        second = wirewatch(data, "crawl", *names)
        assert second.returncode == 0, second.stderr
        yield Log(box, box.log[:seen], box.log[seen:], data)


def test_robots_txt_comes_first_and_is_obeyed(log: Log) -> None:
    for host in (*PLAIN, *SLOW, *CLOSED, *BUSY):
        assert log.box.paths(host)[0] == "/robots.txt"
    for host in CLOSED:
        assert log.box.paths(host, since=0)[1:] == ["/rss.xml"] * 2


def test_two_requests_to_a_host_are_as_far_apart_as_config_and_crawl_delay_ask(log: Log) -> None:
    assert min(min(log.box.spacing(host)) for host in PLAIN) >= DELAY - LATE
    assert min(min(log.box.spacing(host)) for host in SLOW) >= CRAWL_DELAY - LATE


def test_a_host_is_asked_one_thing_at_a_time_and_many_hosts_side_by_side(log: Log) -> None:
    assert max(log.box.most_at_once(host) for host in (*PLAIN, *SLOW)) == 1
    assert 4 < _hosts_at_once(log.first) <= 32


def test_a_host_that_asks_for_a_rest_is_left_alone(log: Log) -> None:
    for host in BUSY:
        assert [asked.path for asked in log.first if asked.host == host] == ["/robots.txt", "/rss.xml"]


def test_each_new_article_is_one_get(log: Log) -> None:
    asked = Counter(f"{one.host}{one.path}" for one in log.first if one.path.startswith("/2026/"))

    assert len(asked) == ARTICLES * len((*PLAIN, *SLOW))
    assert set(asked.values()) == {1}


def test_a_second_crawl_asks_for_feeds_only_and_hears_that_they_have_not_changed(log: Log) -> None:
    feeds = [one for one in log.second if one.host not in BUSY]

    assert {one.path for one in log.second} == {"/rss.xml"}
    assert {one.status for one in feeds} == {304}


def test_nothing_was_dropped_in_silence(log: Log) -> None:
    with open_corpus(log.data / "corpus.db") as corpus:
        assert faults(corpus) == []
        verdicts = {
            row[0]: row[1] for row in corpus.rows("SELECT verdict, count(*) FROM links GROUP BY verdict")
        }

    assert verdicts["forbidden"] == ARTICLES * len(CLOSED)
    assert sum(verdicts.values()) == ARTICLES * (len(PLAIN) + len(SLOW) + len(CLOSED))


def _hosts_at_once(asked: list[Asked]) -> int:
    """How many answers were on their way at the same time."""
    ends = sorted([(one.began, 1) for one in asked] + [(one.ended, -1) for one in asked])
    return max(accumulate(step for _, step in ends))
