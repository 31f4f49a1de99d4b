"""Links from sitemaps, news sitemaps and their indexes, plain or gzip."""

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from corpus.types import Link
from crawler.dates import changed_on, feed_date
from crawler.feeds import links_from_feed
from crawler.listings import Discovered, is_html, local_name, once, one_line, readable, web_address, xml_root
from pipelines.languages import two_letters

_NO_DATE = datetime.min.replace(tzinfo=UTC)


def links_from_sitemap(body: bytes, url: str, charset: str | None = None) -> Discovered:
    """The addresses of a sitemap with what `news:` says of them, or the sitemaps of an index."""
    text = readable(body, charset)
    if not text.strip():
        return Discovered(error="an empty answer where a sitemap was expected")
    if is_html(text):
        return Discovered(error="HTML where a sitemap was expected")
    if not text.lstrip().startswith("<"):
        return _from_lines(text, url)
    root = xml_root(text)
    kind = "" if root is None else local_name(root)
    if root is None or kind not in {"urlset", "sitemapindex"}:
        # The protocol lets a feed stand for a sitemap.
        found = links_from_feed(text.encode(), url)
        return found if found.links else Discovered(error="no sitemap where one was expected")
    closed = text.count("</sitemap>" if kind == "sitemapindex" else "</url>")
    cut = f"</{kind}>" not in text[-1000:] and closed > 0
    error = f"truncated after {closed} entries" if cut else None
    if kind == "sitemapindex":
        return Discovered(more=_maps(root, url, closed if cut else None), error=error)
    links = list(_links(root, url))
    return Discovered(links=once(links[:closed] if cut else links), error=error)


def _links(root: etree._Element, base: str) -> Iterator[Link | None]:
    for entry in root.iter("{*}url"):
        said = _said(entry)
        address = web_address(said.get("loc"), base)
        yield (
            None
            if address is None
            else Link(
                url=address,
                title=one_line(said.get("title")),
                published_at=feed_date(said.get("publication_date")),
                modified_at=changed_on(said.get("lastmod")),
                language=two_letters(said["language"]) if "language" in said else None,
            )
        )


def _said(entry: etree._Element) -> dict[str, str]:
    """What the parts of one entry say, by their names; pictures and videos in it are left alone."""
    said: dict[str, str] = {}
    for child in entry:
        name = local_name(child)
        if name == "news":
            said |= {local_name(part): part.text for part in child.iter() if part.text}
        elif name in {"loc", "lastmod"} and child.text:
            said.setdefault(name, child.text)
    return said


def _maps(root: etree._Element, base: str, closed: int | None) -> tuple[str, ...]:
    """The sitemaps of an index, the one changed last first; those without a date come last."""
    entries = [_said(entry) for entry in root.iter("{*}sitemap")][:closed]
    entries.sort(key=lambda said: changed_on(said.get("lastmod")) or _NO_DATE, reverse=True)
    addresses = [web_address(said.get("loc"), base) for said in entries]
    return tuple(dict.fromkeys(address for address in addresses if address is not None))


def _from_lines(text: str, base: str) -> Discovered:
    """The addresses of a sitemap that is plain text, one on each line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not all(line.startswith(("http://", "https://")) for line in lines[:10]):
        return Discovered(error="no sitemap where one was expected")
    addresses = [web_address(line, base) for line in lines]
    return Discovered(links=once(Link(url=address) for address in addresses if address is not None))
