"""Sitemaps: what `news:` says, what an index names, plain, packed or cut."""

import gc
import gzip
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

from corpus.types import Link
from crawler.listings import Discovered
from crawler.sitemaps import links_from_sitemap

SAVED = Path(__file__).parent / "discovery"
KYIV = timezone(timedelta(hours=2))
HOME = "https://www.pravda-dnya.example"
NEWS = Discovered(
    links=(
        Link(
            url=f"{HOME}/news/2026/03/12/7501234/",
            title='У порту перевантажили "Мохаджер" на баржу',
            published_at=datetime(2026, 3, 12, 13, 5, tzinfo=KYIV),
            modified_at=datetime(2026, 3, 12, 14, 20, tzinfo=KYIV),
            language="uk",
        ),
        Link(
            url=f"{HOME}/news/2026/03/11/7501001/",
            title="Учора",
            modified_at=datetime(2026, 3, 11, tzinfo=UTC),
        ),
    ),
    remarks=("1 of 2 dates cannot be told without guessing, such as '2026-03-11'",),
)


def saved(name: str) -> bytes:
    """A saved answer."""
    return (SAVED / name).read_bytes()


def test_a_news_sitemap_gives_titles_dates_and_languages():
    assert links_from_sitemap(saved("news-sitemap.xml"), f"{HOME}/news.xml") == NEWS


def test_a_packed_sitemap_reads_like_a_plain_one():
    assert links_from_sitemap(gzip.compress(saved("news-sitemap.xml")), f"{HOME}/news.xml.gz") == NEWS


def test_undeclared_prefixes_are_understood():
    body = saved("news-sitemap.xml").replace(
        b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', b""
    )

    assert links_from_sitemap(body, f"{HOME}/news.xml") == NEWS


def test_an_index_names_its_sitemaps_the_freshest_first():
    assert links_from_sitemap(saved("sitemap-index.xml"), f"{HOME}/index.xml") == Discovered(
        more=(f"{HOME}/map-2026.xml", f"{HOME}/map-2024.xml.gz", f"{HOME}/map-undated.xml")
    )


def test_a_truncated_sitemap_says_so_and_keeps_no_cut_address():
    body = saved("news-sitemap.xml")

    found = links_from_sitemap(body[: body.index(b"7501001")], HOME)

    assert found == Discovered(links=NEWS.links[:1], error="truncated after 1 entries")


def test_a_packed_sitemap_that_is_cut_gives_what_it_holds():
    many = b"<urlset>" + b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in range(5000))
    packed = gzip.compress(many + b"</urlset>")

    found = links_from_sitemap(packed[: len(packed) // 2], HOME)

    assert len(found.links) > 1000
    assert found.error == f"truncated after {len(found.links)} entries"


def test_a_list_of_lines_is_a_sitemap():
    body = b"https://a.example/1\nhttps://a.example/2\n\nhttps://a.example/1\n"

    assert links_from_sitemap(body, HOME) == Discovered(
        links=(Link(url="https://a.example/1"), Link(url="https://a.example/2")),
        remarks=("1 of 3 entries repeat an address",),
    )


def test_a_feed_may_stand_for_a_sitemap():
    assert len(links_from_sitemap(saved("rss.xml"), HOME).links) == 3


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "an empty answer where a sitemap was expected"),
        (b"\x1f\x8b broken", "an empty answer where a sitemap was expected"),
        (b"<!doctype html><title>404</title>", 'HTML where a sitemap was expected: "404"'),
        (b"not found", 'no sitemap where one was expected: "not found"'),
        (b"<error>no</error>", "no sitemap where one was expected"),
    ],
)
def test_what_is_no_sitemap_says_what_it_is(body, error):
    assert links_from_sitemap(body, HOME) == Discovered(error=error)


def test_a_sitemap_without_entries_is_no_error():
    assert links_from_sitemap(b"<urlset></urlset>", HOME) == Discovered()


def test_fifty_thousand_addresses_cost_a_few_times_what_parsing_them_costs():
    entry = "<url><loc>{home}/news/{n}/</loc><lastmod>2026-03-12T{h:02}:05:00+02:00</lastmod></url>"
    entries = "".join(entry.format(home=HOME, n=number, h=number % 24) for number in range(50_000))
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()

    gc.freeze()  # or what other tests hold is searched for garbage meanwhile
    started = time.process_time()
    found = links_from_sitemap(body, HOME)
    reading = time.process_time() - started
    gc.unfreeze()

    assert [link.url for link in found.links] == [f"{HOME}/news/{number}/" for number in range(50_000)]
    assert found.links[1].modified_at == datetime(2026, 3, 12, 1, 5, tzinfo=KYIV)
    started = time.process_time()
    etree.fromstring(body)
    assert reading < 25 * (time.process_time() - started)  # 10 as measured, 0.36 s
