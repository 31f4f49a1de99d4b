"""Links from sitemaps, news sitemaps and their indexes, plain, packed or as lines."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from lxml import etree

from crawler.bodies import local_name, not_a_list, own_words, utf8, xml_root
from crawler.dates import changed_on
from crawler.feeds import links_from_feed
from crawler.listings import Discovered, Said, discovered, web_address

_NO_DATE = datetime.min.replace(tzinfo=UTC)
_NAMES = {
    "url": "entry", "sitemap": "map", "loc": "link", "lastmod": "modified",
    "title": "title", "publication_date": "published", "language": "language",
}  # fmt: skip
_STARTS = {"entry", "map"}
_PARTS = *(f"{{*}}{name}" for name in _NAMES), "news:title", "news:publication_date", "news:language"
"""The tags to look at, among them those whose prefix is often not declared."""
_TAIL = 1000
"""Bytes at the end of a sitemap in which its last tag stands."""
_STRANGE = re.compile(r".*/sitemap-(?:image|video|mobile|pagemap)|.*(?:image|video):", re.I)
"""Parts with a place or a title of their own, of pictures and films."""
_LISTS_NO_ARTICLES = re.compile(
    r"(?:categor(?:y|ies)|(?:post_|post-)?tags?|authors?|users?|images?|product\w*)[-_]?(?:sitemap)?[-_]?\d*\.xml(?:\.gz)?\Z|"
    r"sitemap[-_](?:categor(?:y|ies)|tags?|authors?|users?|images?|taxonom\w+)[-_.]",
    re.I,
)
"""Sitemaps of an index that name sections, people or pictures, as the usual plug-ins call them."""


def links_from_sitemap(body: bytes, url: str, charset: str | None = None) -> Discovered:
    """The addresses of a sitemap with what `news:` says of them, or the sitemaps of an index."""
    body = utf8(body, charset)
    if odd := not_a_list(body, "a sitemap"):
        return Discovered(error=odd)
    if not body.lstrip().startswith(b"<"):
        return _from_lines(body, url)
    root = xml_root(body)
    kind = "" if root is None else local_name(root).lower()
    if root is None or kind not in {"urlset", "sitemapindex"}:
        # The protocol lets a feed stand for a sitemap.
        found = links_from_feed(body, url)
        return (
            found if found.links else Discovered(error=f"no sitemap where one was expected{own_words(body)}")
        )
    closed = body.count(b"</url>"), body.count(b"</sitemap>")
    entries, maps = _said(root, "entry"), _said(root, "map") if b"<sitemap" in body else iter(())
    error = None
    if any(closed) and b"</" + kind.encode() not in body[-_TAIL:].lower():
        # The address of the entry that was cut may be cut as well.
        entries, maps = islice(entries, closed[0]), islice(maps, closed[1])
        error = f"truncated after {sum(closed)} entries"
    return discovered(entries, url, more=_freshest(maps, url), error=error)


def _said(root: etree._Element, wanted: str) -> Iterator[Said]:
    """What each entry of a sitemap says, or each of an index; pictures and films are left alone."""
    said: dict[str, str | None] | None = None
    roles = _Roles()
    for part in root.iter(etree.Element) if ":" in root.tag.rpartition("}")[2] else root.iter(*_PARTS):
        role = roles[part.tag]
        if role in _STARTS:
            if said is not None:
                yield said
            said = {} if role == wanted else None
        elif role is not None and said is not None and role not in said:
            said[role] = part.text
    if said is not None:
        yield said


class _Roles(dict[str, str | None]):
    """What the parts of a sitemap are to us by their tags, whatever the namespace; each is told apart once."""

    def __missing__(self, tag: str) -> str | None:
        name = tag.rpartition("}")[2].rpartition(":")[2]
        self[tag] = role = None if _STRANGE.match(tag) else _NAMES.get(name)
        return role


def _freshest(maps: Iterable[Said], base: str) -> tuple[str, ...]:
    """The sitemaps of an index, the one changed last first; those without a date come last."""
    dated = sorted(maps, key=lambda said: changed_on(said.get("modified")) or _NO_DATE, reverse=True)
    addresses = (web_address(said.get("link"), base) for said in dated)
    return tuple(dict.fromkeys(url for url in addresses if url and not _LISTS_NO_ARTICLES.search(url)))


def _from_lines(body: bytes, base: str) -> Discovered:
    """The addresses of a sitemap that is plain text, one on each line."""
    lines = [line.strip() for line in body.decode().splitlines() if line.strip()]
    if not any(map(_is_address, lines[:10])):
        return Discovered(error=f"no sitemap where one was expected{own_words(body)}")
    return discovered(_told(lines), base)


def _told(lines: Iterable[str]) -> Iterator[Said]:
    for line in lines:
        yield {"link": line if _is_address(line) else None}


def _is_address(line: str) -> bool:
    return line.lower().startswith(("http://", "https://"))
