"""The parsed tree of a page, or why its bytes are no page."""

import re

from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError, XMLSyntaxError
from lxml.html import HtmlElement, document_fromstring

from pipelines.sites import compact, host_of

_MAGIC = (
    b"%PDF-", b"%!PS", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd", b"\x00\x00\x00", b"OggS", b"ID3",
)  # fmt: skip
"""First bytes of what is served by mistake at the address of an article."""
_XML = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE (?!html)[^>]*>\s*)*"
    r"<(?:rss|feed|urlset|sitemapindex|svg|rdf:RDF|soap:\w+|Error|opml|wml)\b",
    re.S | re.I,
)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|table|h1|section|span|br)\b", re.I
)
_BROKEN_ROOT = re.compile(r"(<html\b[^>]*?)\s*/>", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ELEMENTS = ElementDefaultClassLookup(element=HtmlElement)
"""Forms and labels are elements like all others here; `lxml.html` looks each up, which costs every step of a walk."""
_MOST_OPEN = 5000
"""Elements left open; of 1,373 real pages none has 2,000, images and line breaks included."""
_NEST = re.compile(r"((?:<[a-z][^<>]{0,100}>\s*){1,3}?)\1{100,}", re.I)
"""The same one to three tags a hundred times in a row."""
_CONTROL_SHARE = 0.05
"""Share of control characters that a damaged page may hold."""
_SNIFFED = 2000
_SEARCHED = 100_000
SHORTEST_LINK = 4
"""Words. Shorter link texts are names and places that the story itself may give a line to."""
_LONGEST_LINK = 40


class NotMarkupError(ValueError):
    """Bytes that hold no HTML page."""


def parse(text: str, body: bytes) -> HtmlElement:
    """The tree of a decoded page, without comments; NotMarkupError when `text` or its `body` is no HTML."""
    if not _is_html(text, body):
        raise NotMarkupError("the bytes are no HTML page")
    # libxml2 takes `<html .../>` for the whole document.
    text = _BROKEN_ROOT.sub(r"\1>", _DECLARATION.sub("", text[:_SNIFFED])) + text[_SNIFFED:]
    # One parser per page: a parser keeps the names it met, and a shared one grows for ever.
    parser = HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotMarkupError("the parser finds no element") from error


def unnested(text: str) -> str:
    """A page without the levels of a nest that nobody closes: `<div><div><div>...`, thousands deep.

    libxml2 drops what stands below 255 levels, and resiliparse takes a minute for 60,000.
    """
    if text.count("<") - 2 * text.count("</") < _MOST_OPEN:
        return text
    return _NEST.sub(r"\1", text)


def links_in(tree: HtmlElement, url: str) -> frozenset[str]:
    """The texts of links to other pages of the same site, each folded into one piece.

    A paragraph that is one of them is the title of another article; a link elsewhere may be a source,
    and one into the same page is a table of contents.
    """
    site = ".".join(host_of(url).split(".")[-2:])
    texts = (link.text_content() for link in tree.iter("a") if _leads_on(link.get("href") or "#", site))
    return frozenset(compact(text) for text in texts if SHORTEST_LINK <= len(text.split()) <= _LONGEST_LINK)


def _leads_on(target: str, site: str) -> bool:
    """Whether a link goes to another page of the site; the last two labels of a host tell sites well enough."""
    if "#" in target:
        return False
    scheme, separator, rest = target.partition("//")
    if separator and scheme in ("", "http:", "https:"):
        return rest.split("/", 1)[0].endswith(site)
    return ":" not in target[:12]


def _is_html(text: str, body: bytes) -> bool:
    if body.startswith(_MAGIC) or _is_binary(body[:_SNIFFED]):
        return False
    return _TAG.search(text[:_SEARCHED]) is not None and not _XML.match(text[:_SNIFFED])


def _is_binary(start: bytes) -> bool:
    """Whether these bytes hold more control characters than any text; UTF-16 is told by its mark."""
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in start)
    return controls > len(start) * _CONTROL_SHARE and not start.startswith((b"\xff\xfe", b"\xfe\xff"))
