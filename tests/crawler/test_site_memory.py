"""What a site repeats is gone whichever way its pages come in: crawl, replay, fetch, backfill."""

import json
from pathlib import Path

import pytest

from corpus.store import open_corpus
from corpus.verify import faults
from tests.crawler.test_odd_webs import HOST, sources
from tests.crawler.wirewatch_command import behind, wirewatch
from tests.pipelines.test_archives import archive
from tests.repeating_site import RepeatingSite, Told
from tests.site_box import Site, SiteBox
from tests.site_pages import Story, rss
from tests.site_replies import Answer, html, xml

NUMBER = 8


@pytest.fixture
def site() -> RepeatingSite:
    return RepeatingSite(31, host=HOST)


@pytest.fixture
def told(site: RepeatingSite) -> list[Told]:
    return [site.tell() for _ in range(NUMBER)]


def test_a_crawl_keeps_what_is_the_articles_own_and_so_does_a_look_at_one_more(
    tmp_path: Path, site: RepeatingSite, told: list[Told]
) -> None:
    one_more = site.tell()
    with SiteBox(_site(told, one_more)) as box:
        data = sources(behind(box, tmp_path, delay_seconds=0), HOST)
        crawled = wirewatch(data, "crawl", "odd", "--topic", "everything")
        fetched = wirewatch(data, "fetch", _http(one_more), "--topic", "everything")

    assert (crawled.returncode, fetched.returncode) == (0, 0), crawled.stderr + fetched.stderr
    assert _texts(data) == {_http(one): _own(one) for one in (*told, one_more)}
    assert _count(data, "versions") == NUMBER + 1


def test_a_crawl_for_a_topic_learns_from_what_it_does_not_want(tmp_path: Path, told: list[Told]) -> None:
    with SiteBox(_site(told)) as box:
        data = sources(behind(box, tmp_path, delay_seconds=0), HOST)
        crawled = wirewatch(data, "crawl", "odd", "--topic", "iran-russia-drones")

    assert crawled.returncode == 0, crawled.stderr
    assert (_count(data, "documents"), _count(data, "site_pages")) == (0, NUMBER)


def test_a_backfill_cleans_what_it_read_ahead_and_show_names_each_cut(
    tmp_path: Path, site: RepeatingSite, told: list[Told]
) -> None:
    headers = [("Content-Type", "text/html; charset=utf-8")]
    warc = archive(tmp_path / "site.warc.gz", *((one.page.url, headers, one.page.body) for one in told))

    done = wirewatch(tmp_path, "backfill", str(warc), "--topic", "everything")

    assert done.returncode == 0, done.stderr
    assert _texts(tmp_path) == {one.page.url: _own(one) for one in told}
    shown = wirewatch(tmp_path, "show", told[-1].page.url, "--cuts")
    assert [line.strip() for line in shown.stdout.splitlines() if line.startswith("  ")][-4:] == [
        text for text in _as_on_its_page(told[-1]) if text in site.furniture.paragraphs
    ]
    assert shown.stdout.count("repeated on the site, paragraph ") == 4
    cuts = json.loads(wirewatch(tmp_path, "show", told[0].page.url, "--json").stdout)["details"]["cuts"]
    assert sum(cut["rule"] == "repeated on the site" for cut in cuts) == 4


def _site(told: list[Told], *others: Told) -> Site:
    feed = rss(Story(url=_http(one), title="", paragraphs=()) for one in told)
    pages: dict[str, Answer] = {
        one.page.url.partition(HOST)[2]: html(one.page.body.decode()) for one in (*told, *others)
    }
    return Site(HOST, pages | {"/feed": xml(feed)})


def _http(one: Told) -> str:
    return one.page.url.replace("https:", "http:")


def _own(one: Told) -> str:
    return "\n".join(one.own)


def _as_on_its_page(one: Told) -> list[str]:
    """The paragraphs in the order of the page."""
    return [part.partition("</p>")[0] for part in one.page.body.decode().split("<p>")[1:]]


def _texts(data: Path) -> dict[str, str]:
    with open_corpus(data / "corpus.db") as corpus:
        assert faults(corpus) == []
        return {row["url"]: row["text"] for row in corpus.rows("SELECT url, text FROM articles")}


def _count(data: Path, table: str) -> object:
    with open_corpus(data / "corpus.db") as corpus:
        return corpus.value(f"SELECT count(*) FROM {table}")
