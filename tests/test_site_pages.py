"""The generated sites hold what the tests and benchmarks that crawl them count on."""

from collections import Counter

import pytest

from corpus.store import Corpus
from corpus.types import OutcomeKind, Page
from crawler.discovery import DISCOVERERS
from crawler.sources import EntryKind
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import NOON
from tests.site_box import Site
from tests.site_pages import article, news_site, stories_of
from tests.site_replies import Asked, Reply


def reply(site: Site, path: str) -> Reply:
    """What a site answers at a path."""
    return site.reply(Asked(host=site.host, path=path, method="GET", headers={}, began=0.0, at_once=1))


@pytest.mark.parametrize(
    ("kind", "path"),
    [("feed", "/rss.xml"), ("feed", "/atom.xml"), ("sitemap", "/news-sitemap.xml"), ("section", "/news/")],
)
def test_each_way_into_a_generated_site_lists_its_articles(kind: EntryKind, path: str) -> None:
    site = news_site("a.example", articles=8)

    found = DISCOVERERS[kind](reply(site, path).body, f"http://a.example{path}")

    assert found.error is None
    assert [link.url for link in found.links] == [story.url for story in stories_of("a.example", 8)]
    assert all(reply(site, link.url.removeprefix("http://a.example")).status == 200 for link in found.links)


def test_a_long_listing_goes_on_on_further_pages() -> None:
    site = news_site("a.example", articles=25)

    assert b'rel="next" href="/news/3"' in reply(site, "/news/2").body
    assert b'rel="next"' not in reply(site, "/news/3").body
    assert reply(site, "/news/4").status == 404


def test_of_the_generated_articles_exactly_the_share_is_on_topic_and_none_is_a_copy(corpus: Corpus) -> None:
    topics = [load_topic("iran-russia-drones")]
    kinds: Counter[str] = Counter()
    for host in ("a.example", "b.example"):
        for story in stories_of(host, 40, on_topic=0.05):
            kinds[ingest(_page(story.url, article(story)), topics, corpus).kind] += 1

    assert kinds == {OutcomeKind.STORED: 4, OutcomeKind.OFF_TOPIC: 76}


def _page(url: str, answer: Reply) -> Page:
    headers = {"content-type": answer.type}
    return Page(requested_url=url, url=url, headers=headers, fetched_at=NOON, body=answer.body)
