"""The crawl over a real socket: what is asked for, how often, and what a second crawl does."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import open_corpus
from corpus.urls import url_key
from corpus.verify import differences
from crawler.newsroom_site import newsroom_sources, write_archive
from crawler.sources import load_sources
from tests.crawler.crawling import crawl, prepare
from tests.newsroom_server import Asked, NewsroomServer

LISTINGS = {url for source in load_sources(newsroom_sources()) for _, url in source.entries()}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, NewsroomServer, int]]:
    """A data folder after two crawls at the same moment, the server, and where its log of the second begins."""
    with NewsroomServer(moment=1) as server:
        data = prepare(
            tmp_path_factory.mktemp("crawl"),
            contact="desk@wirewatch.example",
            proxy=server.url,
            delay_seconds=0,
        )
        first = crawl(data)
        assert first.returncode == 0, first.stderr
        with open_corpus(data / "corpus.db") as corpus:
            corpus.execute("VACUUM INTO ?", [str(data / "first.db")])
        second_from = len(server.log)
        second = crawl(data)
        assert second.returncode == 0, second.stderr
        yield data, server, second_from


def test_each_article_is_asked_for_once(crawled: tuple[Path, NewsroomServer, int]) -> None:
    _, server, second_from = crawled
    # A robots.txt speaks for its host alone, `www.` or not; anything else is one address in all its spellings.
    # A redirect to the same address in another spelling is the way to the article, not the article.
    urls = [asked.url for asked in server.log[:second_from] if asked.status not in (301, 302)]
    asked = Counter(url if "robots" in url else url_key(url) for url in urls)

    assert {key: number for key, number in asked.items() if number > 1} == {}
    assert len(asked) > 60


def test_a_second_crawl_at_the_same_moment_asks_for_no_article(
    crawled: tuple[Path, NewsroomServer, int],
) -> None:
    _, server, second_from = crawled
    asked = server.requested(second_from)

    assert set(asked) == LISTINGS
    assert len(asked) == len(LISTINGS)


def test_its_feeds_answer_that_they_have_not_changed(crawled: tuple[Path, NewsroomServer, int]) -> None:
    _, server, second_from = crawled

    assert {asked.status for asked in server.log[second_from:]} == {304}


def test_it_stores_nothing(crawled: tuple[Path, NewsroomServer, int]) -> None:
    data, _, _ = crawled
    with open_corpus(data / "corpus.db") as now, open_corpus(data / "first.db") as before:
        assert differences(now, before) == []
        for table in ("documents", "versions", "pages", "links", "sightings", "judgements", "shingles"):
            assert now.value(f"SELECT count(*) FROM {table}") == before.value(f"SELECT count(*) FROM {table}")


def test_an_archive_gives_the_same_corpus_as_the_network(
    crawled: tuple[Path, NewsroomServer, int], tmp_path: Path
) -> None:
    data, _, _ = crawled
    archive = tmp_path / "newsroom.warc.gz"
    write_archive(archive, 1)
    replayed = prepare(tmp_path / "data")
    done = crawl(replayed, "--replay", str(archive))
    assert done.returncode == 0, done.stderr

    with open_corpus(data / "first.db") as one, open_corpus(replayed / "corpus.db") as other:
        assert differences(one, other) == []


def test_we_say_who_we_are_and_never_ask_what_robots_forbid(
    crawled: tuple[Path, NewsroomServer, int],
) -> None:
    _, server, _ = crawled
    agents = {asked.headers["user-agent"] for asked in server.log}

    assert [agent.startswith("Wirewatch/") for agent in agents] == [True]
    assert "(+desk@wirewatch.example)" in agents.pop()
    assert not [asked.url for asked in server.log if "/members/" in asked.url]
    assert _robots_first(server.log)


def test_a_limit_leaves_the_rest_open_for_the_next_crawl(tmp_path: Path) -> None:
    archive = tmp_path / "newsroom.warc.gz"
    write_archive(archive, 1)
    data = prepare(tmp_path / "data")

    crawl(data, "--replay", str(archive), "--limit", "5")

    with open_corpus(data / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM links WHERE verdict IS NOT NULL") == 5
        assert corpus.value("SELECT count(*) FROM links") == 57
    crawl(data, "--replay", str(archive))
    with open_corpus(data / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM links WHERE verdict IS NULL") == 0


def test_without_a_network_every_source_fails_with_its_reason(tmp_path: Path) -> None:
    data = prepare(tmp_path, contact="desk@wirewatch.example", proxy="http://127.0.0.1:9", delay_seconds=0)

    done = crawl(data)

    assert done.returncode == 1
    assert "no source answered; is this machine on the network?" in done.stderr
    with open_corpus(data / "corpus.db") as corpus:
        rows = corpus.rows("SELECT state, error FROM visits")
    assert {row["state"] for row in rows} == {"failed"}
    assert all("robots.txt" in row["error"] for row in rows)


def _robots_first(log: list[Asked]) -> bool:
    """Whether each host was asked for its robots.txt before anything else."""
    first: dict[str, str] = {}
    for asked in log:
        host, _, path = asked.url.removeprefix("http://").partition("/")
        first.setdefault(host, path)
    return set(first.values()) == {"robots.txt"}
