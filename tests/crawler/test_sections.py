"""Listing pages: the articles in the main part, with their titles; no menus, lists, pictures or strangers."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus.types import Link
from crawler.listings import Discovered
from crawler.sections import links_from_section

SAVED = Path(__file__).parent / "discovery"
HOME = "https://www.vestnik.example"
LISTING = Discovered(
    links=(
        Link(
            url=f"{HOME}/2026/03/12/sudno-prishlo-v-astrahan",
            title="Судно с «трубами» пришло в Астрахань",
            published_at=datetime(2026, 3, 12, 9, 40, tzinfo=timezone(timedelta(hours=4))),
            language="ru",
        ),
        Link(
            url="https://vestnik.example/news/7788123.html",
            title="Порт Оля отчитался за февраль",
            language="ru",
        ),
        Link(url=f"{HOME}/intervyu/lotsman", title="Лоцман: «Мы видели эти ящики»", language="ru"),
    ),
    more=(f"{HOME}/novosti?page=2",),
)


def listing(*links: str) -> bytes:
    """A listing page whose main part holds these."""
    return f"<!doctype html><html><body><main>{''.join(links)}</main></body></html>".encode()


def test_the_articles_of_a_listing_are_found_and_nothing_else():
    body = (SAVED / "section.html").read_bytes()

    assert links_from_section(body, f"{HOME}/novosti") == LISTING


def test_a_listing_in_another_charset_reads_the_same():
    body = (
        (SAVED / "section.html").read_text(encoding="utf-8").replace("utf-8", "windows-1251").encode("cp1251")
    )

    assert links_from_section(body, f"{HOME}/novosti") == LISTING


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/2026/03/12/ship">Ship arrives in port</a>',
        '<a href="/news/85712345/ship">Ship arrives in port</a>',
        '<a href="/world/ship-arrives-in-port">Ship arrives in port</a>',
        '<a href="/world/ship"><h3>A ship arrives in port</h3></a>',
        '<h2><span><a href="/ship.html">A ship arrives in port</a></span></h2>',
        '<a href="/news/کشتی-در-بندر-انزلی">کشتی در بندر انزلی</a>',
        '<form action="/"><h2><a href="/news/85712345">Ship arrives in port</a></h2></form>',
        '<a href="/story?id=8571234" title="Ship arrives in port"><img src="x.jpg"></a>',
    ],
)
def test_this_is_an_article(link):
    assert len(links_from_section(listing(link), f"{HOME}/novosti").links) == 1


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/">Ship arrives in port</a>',
        '<a href="/novosti">All the news of today</a>',
        '<a href="/world/">Ship arrives in port</a>',
        '<a href="/2026/03/12/ship">Read on</a>',
        '<a href="/tag/ship-arrives-in-port">Ship arrives in port</a>',
        '<a href="/authors/anna-de-la-rue-1234567">Anna de la Rue</a>',
        '<a href="/files/report-2026-03-12.pdf">The report as a file</a>',
        '<a href="https://elsewhere.example/2026/03/12/ship">Ship arrives in port</a>',
        '<a href="mailto:desk@vestnik.example">Write to the desk</a>',
        '<a href="http://[broken">Ship arrives in port</a>',
        '<div class="site-footer footer"><a href="/2026/03/12/imprint">Who we are here</a></div>',
        '<ul role="navigation"><li><a href="/2026/03/12/ship">Ship arrives in port</a></li></ul>',
    ],
)
def test_this_is_none(link):
    found = links_from_section(listing(link), f"{HOME}/novosti")

    assert found == Discovered(error="no links to articles on this page")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "an empty answer where a listing page was expected"),
        (b"<!-- -->", "an empty page where a listing page was expected"),
        (b"<?xml version='1.0'?><rss/>", "a feed where a listing page was expected; list it under feeds"),
    ],
)
def test_what_is_no_listing_says_what_it_is(body, error):
    assert links_from_section(body, HOME) == Discovered(error=error)
