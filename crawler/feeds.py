"""Links from feeds: RSS of all ages, Atom and JSON Feed, sound or damaged."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import takewhile
from typing import Any

from lxml import etree

from corpus.types import Link
from crawler.dates import feed_date
from crawler.listings import Discovered, is_html, local_name, once, one_line, readable, web_address, xml_root
from pipelines.languages import two_letters

_ATOM = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}"
_RSS = (
    "",
    "{http://purl.org/rss/1.0/}",
    "{http://my.netscape.com/rdf/simple/0.9/}",
    "{http://backend.userland.com/rss2}",
)
_CORE = "{http://purl.org/dc/elements/1.1/}", "dc:"
_TERMS = "{http://purl.org/dc/terms/}", "dcterms:"
_FEEDBURNER = "{http://rssnamespace.org/feedburner/ext/1.0}", "feedburner:"

# What a child of an entry is to us. A prefix that the feed forgot to declare stands in the name as it is.
_ROLES = {
    **{f"{space}title": "title" for space in (*_RSS, *_ATOM)},
    **{f"{space}link": "link" for space in (*_RSS, *_ATOM, "atom:", "a10:")},
    **{f"{space}guid": "guid" for space in _RSS},
    **{f"{space}id": "guid" for space in _ATOM},
    **{f"{space}{name}": "published" for space in _RSS for name in ("pubDate", "pubdate", "PubDate")},
    **{f"{space}{name}": "published" for space in _ATOM for name in ("published", "issued")},
    **{f"{space}date": "published" for space in _CORE},
    **{
        f"{space}{name}": "modified"
        for space in (*_ATOM, "atom:", "a10:")
        for name in ("updated", "modified")
    },
    **{f"{space}modified": "modified" for space in _TERMS},
    **{f"{space}language": "language" for space in (*_CORE, *_RSS)},
    **{f"{space}origLink": "original" for space in _FEEDBURNER},
}
_ENTRIES = {"item", "entry"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CLOSING = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>|<(?:\w+:)?(?:rss|feed|RDF)\b[^>]*/>")


def links_from_feed(body: bytes, url: str, charset: str | None = None) -> Discovered:
    """The entries of a feed; `charset` is the HTTP header's, and relative addresses are relative to `url`."""
    text = readable(body, charset)
    if not text.strip():
        return Discovered(error="an empty answer where a feed was expected")
    if text.lstrip().startswith(("{", "[")):
        return _from_json(text, url)
    if is_html(text):
        return Discovered(error="HTML where a feed was expected")
    root = xml_root(text)
    if root is not None and local_name(root) in {"urlset", "sitemapindex"}:
        return Discovered(error="a sitemap where a feed was expected; list it under news_sitemaps")
    entries = [] if root is None else list(_entries(root, url))
    closed = len(_CLOSING.findall(text))
    if len(entries) < closed:
        entries = max(entries, list(_as_feedparser_reads(text, url)), key=len)
    if _END.search(text, max(0, len(text) - 1000)) or _END.search(text):
        short = f"only {len(entries)} of {closed} entries could be read" if len(entries) < closed else None
        return Discovered(links=once(entries), error=short)
    if not entries and not closed:
        return Discovered(error="neither RSS nor Atom where a feed was expected")
    # The address of the entry that was cut may be cut as well.
    return Discovered(links=once(entries[:closed]), error=f"truncated after {closed} entries")


def _entries(root: etree._Element, url: str) -> Iterator[Link | None]:
    """The entries in the feed's order; None for one that leads nowhere."""
    language = _language_of(root)
    has_bases = root.xpath("boolean(//@xml:base)")
    for entry in root.iter("{*}item", "{*}entry"):
        yield _entry(entry, (entry.base or url) if has_bases else url, language)


def _entry(entry: etree._Element, base: str, language: str | None) -> Link | None:
    found = _said(entry)
    address = _address(found, base)
    if address is None:  # a tag that was never closed may have swallowed the others
        found = _said(takewhile(lambda part: local_name(part) not in _ENTRIES, entry.iterdescendants()))
        address = _address(found, base)
    return (
        None
        if address is None
        else Link(
            url=address,
            title=one_line(found.get("title")),
            published_at=feed_date(found.get("published")),
            modified_at=feed_date(found.get("modified")),
            language=two_letters(found.get("language") or entry.get(_LANG) or "") or language,
        )
    )


def _said(parts: Iterable[etree._Element]) -> dict[str, str | None]:
    """What the parts of an entry say, by their roles; the first of each counts."""
    found: dict[str, str | None] = {}
    for part in parts:
        role = _ROLES.get(part.tag)
        if role == "link":
            _note_link(part, found)
        elif role == "title":
            found.setdefault(role, _title(part))
        elif role is not None and not (role == "guid" and part.get("isPermaLink") == "false"):
            found.setdefault(role, part.text)
    return found


def _title(part: etree._Element) -> str | None:
    """The words of a title, with those in its markup, but not those of parts it swallowed."""
    if len(part) == 0:
        return part.text
    words = [part.text or ""]
    for inner in part.iterdescendants():
        if inner.tag in _ROLES:
            break
        words += [inner.text or "", inner.tail or ""]
    return "".join(words)


def _address(found: Mapping[str, str | None], base: str) -> str | None:
    """Where an entry leads: its own address rather than a counter's, and a guid only when it is one."""
    guid = found.get("guid") or ""
    named = found.get("original") or found.get("link") or (guid if "://" in guid else None)
    return web_address(named, base)


def _note_link(part: etree._Element, found: dict[str, str | None]) -> None:
    """Keep the address of a link that leads to the article: an RSS text, or Atom's alternate."""
    address = part.get("href")
    if address is None:
        if part.text and part.text.strip():
            found["link"] = part.text  # what RSS says outranks an Atom link beside it
    elif part.get("rel", "alternate") == "alternate" and "html" in part.get("type", "html"):
        found.setdefault("link", address)


def _language_of(root: etree._Element) -> str | None:
    declared = root.get(_LANG) or root.findtext("{*}channel/{*}language") or ""
    return two_letters(declared)


def _as_feedparser_reads(text: str, url: str) -> Iterator[Link | None]:
    """The entries of what lxml could not make sense of; slower by far, so only then."""
    import feedparser

    read = feedparser.parse(BytesIO(text.encode()), sanitize_html=False)
    language = two_letters(dict.get(read.feed, "language") or "")
    for entry in read.entries:
        # `dict.get`, as feedparser's own would put one date in the place of another.
        said = {name: dict.get(entry, name) for name in ("title", "link", "published", "updated")}
        address = web_address(said["link"], url)
        yield (
            None
            if address is None
            else Link(
                url=address,
                title=one_line(said["title"]),
                published_at=feed_date(said["published"]),
                modified_at=feed_date(said["updated"]),
                language=language,
            )
        )


def _from_json(text: str, url: str) -> Discovered:
    """The items of a JSON Feed (version 1.0 or 1.1)."""
    try:
        feed = json.loads(text)
    except ValueError as error:
        return Discovered(error=f"JSON that cannot be read where a feed was expected: {error}")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return Discovered(error="JSON that is no JSON Feed: it has no items")
    language = two_letters(_text(feed.get("language")))
    links = (_json_item(item, url, language) for item in items if isinstance(item, dict))
    return Discovered(links=once(links))


def _json_item(item: dict[str, Any], url: str, language: str | None) -> Link | None:
    identity = _text(item.get("id"))
    address = web_address(_text(item.get("url")) or (identity if "://" in identity else ""), url)
    if address is None:
        return None
    return Link(
        url=address,
        title=one_line(_text(item.get("title"))),
        published_at=feed_date(_text(item.get("date_published"))),
        modified_at=feed_date(_text(item.get("date_modified"))),
        language=two_letters(_text(item.get("language"))) or language,
    )


def _text(value: object) -> str:
    """A JSON value that should be a text; empty for any other."""
    return value if isinstance(value, str) else ""
