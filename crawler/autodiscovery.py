"""What an address turns out to be, and which other ways into its site it names. Pure functions of bytes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.types import Link
from crawler.bodies import is_html, local_name, utf8, xml_root
from crawler.feeds import links_from_feed
from crawler.listings import Discovered, base_of, one_line, web_address
from crawler.sections import links_from_section
from crawler.sitemaps import links_from_sitemap
from crawler.sources import EntryKind
from pipelines.claims import claims_of
from pipelines.decode import decode
from pipelines.languages import language_of
from pipelines.markup import NotMarkupError, parse
from pipelines.sites import compact, host_of

COMMON_FEEDS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
"""Where most sites keep a feed that their pages do not name, the likeliest first."""
NEWS_SITEMAP_LIMIT = 1000
"""The most addresses that a news sitemap may hold; one with more is an archive."""

_FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "text/xml",
    "application/xml",
}
_NOT_THE_NEWS = re.compile(r"comment|коммент|комент|podcast|oembed|/wp-json/|\bamp\b", re.I)
_NEWS_TAG = re.compile(rb"<(?:\w+:)?news[\s>]|sitemap-news/0\.9")
_BETWEEN_NAMES = re.compile(r"\s+[|–—·:-]+\s+|:\s+")
_FEED_WORDS = re.compile(
    r"\s*[-–—|:]?\s*\b(?:rss(?: feed)?|atom(?: feed)?|feed|latest (?:news|articles))\s*\Z", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a page, a feed or a sitemap says of the site that it belongs to."""

    title: str | None = None
    """The outlet's name."""
    language: str | None = None
    """Two letters."""
    home: str | None = None
    """The front page, as a feed names it."""
    feeds: tuple[str, ...] = ()
    """Those that a page names, in its order."""


def kind_of(body: bytes, url: str, charset: str | None = None) -> tuple[EntryKind, Discovered] | None:
    """How an answer is to be read, with the links in it; None when it is no page, feed or sitemap."""
    feed = links_from_feed(body, url, charset)
    if feed.links or feed.error is None:
        return "feed", feed
    sitemap = links_from_sitemap(body, url, charset)
    if sitemap.links or sitemap.more or sitemap.error is None:
        return "sitemap", sitemap
    return ("section", links_from_section(body, url, charset)) if is_html(utf8(body, charset)) else None


def is_news_sitemap(body: bytes) -> bool:
    """Whether a sitemap is one of news: its entries say when they appeared and under which title."""
    return _NEWS_TAG.search(body) is not None


def front_of_page(body: bytes, url: str, charset: str | None = None) -> Front:
    """What a page says of its site: name, language, feeds."""
    text = decode(body, charset)
    try:
        tree = parse(text, body)
    except NotMarkupError:
        return Front()
    return Front(
        title=one_line(claims_of(tree, url).site_name) or _named_in_title(tree, url),
        language=language_of(" ".join(tree.text_content().split()), tree.get("lang")),
        feeds=tuple(dict.fromkeys(_feeds_named(tree, url))),
    )


def front_of_feed(body: bytes, url: str, found: Discovered, charset: str | None = None) -> Front:
    """What a feed says of its site; where it names no front page, the host that most of its links lead to."""
    root = xml_root(utf8(body, charset))
    said = [] if root is None else list(root.iter("{*}channel", "{*}feed"))[:1]
    title = home = None
    for channel in said:
        for part in channel:
            name = local_name(part)
            if name == "title" and title is None:
                title = one_line(part.text)
            elif name == "link" and part.get("rel", "alternate") == "alternate":
                home = home or web_address(part.text or part.get("href"), url)
    return Front(
        title=_FEED_WORDS.sub("", title) or None if title else None,
        language=next((link.language for link in found.links if link.language), None),
        home=home if home and home != url else home_of_links(found.links),
    )


def home_of_links(links: Iterable[Link]) -> str | None:
    """The front page of the host that most of the links lead to."""
    hosts = Counter(root_of(link.url) for link in links)
    return hosts.most_common(1)[0][0] if hosts else None


def root_of(url: str) -> str:
    """The front page of an address's host."""
    return "{0.scheme}://{0.netloc}/".format(urlsplit(url))


def _named_in_title(tree: HtmlElement, url: str) -> str | None:
    """The part of the page's title that the host is called after."""
    host = compact(host_of(url))
    parts = _BETWEEN_NAMES.split(one_line(tree.findtext(".//title")) or "")
    return next((part for part in parts if len(compact(part)) > 2 and compact(part) in host), None)


def _feeds_named(tree: HtmlElement, url: str) -> Iterator[str]:
    """The feeds that a page names for machines, and those it links to as feeds; not those of comments."""
    base = base_of(tree, url)
    for link in tree.iter("link", "a"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES and ("alternate" in relations or "feed" in relations):
            address = web_address(link.get("href"), base)
            if address and not _NOT_THE_NEWS.search(f"{address} {link.get('title') or ''}"):
                yield address
