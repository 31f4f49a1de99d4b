"""What one feed, sitemap or section page was found to say, and what reading any of them needs."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from urllib.parse import urljoin

from lxml import etree

from corpus.types import Link
from pipelines.decode import decode, visible

MAX_BYTES = 50 * 1024 * 1024
"""What a compressed answer may unpack to: the limit that the sitemap protocol sets."""

_WEB = re.compile(r"https?://[^\s/?#]+", re.I)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
"""They stop an XML parser where they stand, and feeds have them from pasted text."""
_DECLARATION = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TRACKS_NOTHING = re.compile(r"#(?!!).*\Z", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """The links that one answer lists, and what is wrong with it."""

    links: tuple[Link, ...] = ()
    more: tuple[str, ...] = ()
    """The sitemaps that an index names, the one changed last first."""
    error: str | None = None
    """What was not as it should be, in words; there may be links all the same."""


def readable(body: bytes, charset: str | None) -> str:
    """The text of an answer: unpacked when it is gzip inside, decoded, without control characters."""
    body = _unpacked(body) if body.startswith(b"\x1f\x8b") else body
    try:
        # Nearly all are UTF-8, and no other charset produces that by chance.
        return body.translate(None, _CONTROLS).decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(body, charset)


def xml_root(text: str) -> etree._Element | None:
    """The root of whatever XML there is, damage and all; None when there is none.

    Entities of a document's own are left as they stand, so neither a file nor a bomb comes in.
    """
    start = _DECLARATION.match(text)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(_named(text[start.end() if start else 0 :]).encode(), parser)
    except etree.XMLSyntaxError:
        return None


def is_html(text: str) -> bool:
    """Whether this is a page for people, as a wall or an error page is."""
    return _HTML.match(text[:5000]) is not None


def one_line(markup: str | None) -> str | None:
    """A title without tags, entities and line breaks; None when nothing is left."""
    if not markup:
        return None
    if "<" in markup or "&" in markup:
        markup = unescape(_TAG.sub("", markup))
        markup = _TAG.sub("", markup) if "<" in markup else markup  # feeds escape their markup once more
    return " ".join((markup if markup.isascii() else visible(markup)).split()) or None


def web_address(value: str | None, base: str) -> str | None:
    """The address as one can ask for it; None when it leads nowhere on the web."""
    if not value:
        return None
    value = value.strip()
    if "\n" in value or "\r" in value or "\t" in value:
        value = re.sub(r"[\r\n\t]+\s*", "", value)
    try:
        url = value if _WEB.match(value) else urljoin(base, value)
    except ValueError:  # an IPv6 address that is none
        return None
    if "#" in url:
        url = _TRACKS_NOTHING.sub("", url)
    return url.replace(" ", "%20") if _WEB.match(url) else None


def local_name(element: etree._Element) -> str:
    """The name without its namespace, whether that was declared or not."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def once(links: Iterable[Link | None]) -> tuple[Link, ...]:
    """The links in their order, the first of those with one address; what led nowhere is left out."""
    first: dict[str, Link] = {}
    for link in links:
        if link is not None:
            first.setdefault(link.url, link)
    return tuple(first.values())


def _named(text: str) -> str:
    """The text with HTML's named characters written out: XML knows five, feeds use them all."""
    return _ENTITY.sub(lambda found: html5.get(found[1], found[0]), text) if "&" in text else text


def _unpacked(body: bytes) -> bytes:
    """What gzip data holds, as far as it can be read."""
    unpacked = b""
    while body.startswith(b"\x1f\x8b") and len(unpacked) < MAX_BYTES:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked += unpacker.decompress(body, MAX_BYTES - len(unpacked))
        except zlib.error:
            break
        body = unpacker.unused_data
    return unpacked
