"""Links from feeds: RSS of all ages, Atom, JSON Feed and GDELT's lists, sound or damaged."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from crawler.bodies import local_name, not_a_list, own_words, utf8, xml_root
from crawler.feed_entries import entries_of
from crawler.feed_terms import BRIEF_ROLES, LANG, ROLES
from crawler.feed_texts import SHORTEST_TEXT
from crawler.jsonfeed import links_from_json
from crawler.listings import Discovered, Said, discovered, home_of
from pipelines.languages import two_letters

_CLOSING = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_ASIDE = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.S)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>|<(?:[\w.-]+:)?(?:rss|feed|rdf)\b[^<>]*/>", re.I)
_TAIL = 1000
"""Bytes at the end of a feed in which its last tag is looked for first."""


def links_from_feed(body: bytes, url: str, charset: str | None = None) -> Discovered:
    """The entries of a feed; `charset` is the HTTP header's, and relative addresses are relative to `url`."""
    body = utf8(body, charset)
    if odd := not_a_list(body, "a feed"):
        return Discovered(error=odd)
    if body.lstrip().startswith((b"{", b"[")):
        return links_from_json(body, url)
    root = xml_root(body)
    if root is not None and local_name(root) in {"urlset", "sitemapindex"}:
        return Discovered(error="a sitemap where a feed was expected; list it under news_sitemaps")
    read = 0 if root is None else sum(1 for _ in root.iter("{*}item", "{*}entry"))
    # Where entries are short, their descriptions are summaries: not worth a look.
    tags = ROLES if len(body) > SHORTEST_TEXT * read else BRIEF_ROLES
    entries: Iterator[Said] = (
        iter(()) if root is None else entries_of(root, url, tags, with_attributes=b" xml:" in body)
    )
    closed = _closed(body, read)
    if read < closed:
        rescued = _rescued(body, url)
        entries, read = (iter(rescued), len(rescued)) if len(rescued) > read else (entries, read)
    whole = _is_whole(body)
    if not whole and not closed:
        return Discovered(error=f"neither RSS nor Atom where a feed was expected{own_words(body)}")
    error = f"only {read} of {closed} entries could be read" if read < closed else None
    if not whole:  # the address of the entry that was cut may be cut as well
        entries, error = islice(entries, closed), f"truncated after {closed} entries"
    language = None if root is None else _language(root)
    home = url if root is None else home_of(root.findtext("{*}channel/{*}link"), url)
    return discovered(entries, home, language=language, error=error)


def _language(root: etree._Element) -> str | None:
    """The language that the feed as a whole names."""
    return two_letters(root.get(LANG) or root.findtext("{*}channel/{*}language") or "")


def _is_whole(body: bytes) -> bool:
    """Whether the feed came to its end; scripts and comments may follow."""
    if body.rfind(b"<![CDATA[") > body.rfind(b"]]>"):
        return False
    if _END.search(body, max(0, len(body) - _TAIL)) or _END.search(body):
        return True
    return body.rfind(b"</channel>") > body.rfind(b"</item>") > 0


def _closed(body: bytes, found: int) -> int:
    """How many entries came to their end; those in comments and in quoted markup are none."""
    usual = body.count(b"</item>") or body.count(b"</entry>")
    if usual == found > 0:
        return usual
    return len(_CLOSING.findall(_ASIDE.sub(b"", body)))


def _rescued(body: bytes, url: str) -> list[Said]:
    """The entries of what lxml could not make sense of; slower by far, so only then."""
    from crawler.rescue import entries_by_feedparser

    return list(entries_by_feedparser(body, url))
