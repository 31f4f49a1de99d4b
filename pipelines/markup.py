"""The parsed tree of a page, or why its bytes are no page."""

import re

from lxml.etree import ParserError, XMLSyntaxError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_MAGIC = {
    b"%PDF-": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"RIFF": "image",
    b"PK\x03\x04": "binary",
    b"\x1f\x8b": "binary",
    b"\x28\xb5\x2f\xfd": "binary",
    b"\x00\x00\x00": "binary",
    b"OggS": "binary",
    b"ID3": "binary",
    b"{\\rtf": "not html",
    b"%!PS": "not html",
}
_XML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE (?!html)[^>]*>\s*)*<(rss|feed|urlset|sitemapindex|svg|rdf:RDF|soap:\w+|Error|opml|wml)\b",
    re.S | re.I,
)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|table|h1|section|span|br)\b", re.I
)
_BROKEN_ROOT = re.compile(r"(<html\b[^>]*?)\s*/>", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BINARY_SHARE = 0.1
_SNIFFED = 2000


class NotMarkupError(ValueError):
    """Bytes that hold no HTML page; `reason` is the constant that the ledger keeps."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(text: str, body: bytes) -> HtmlElement:
    """The tree of a decoded page, without comments; NotMarkupError when `text` or its `body` is no HTML."""
    if reason := _foreign(text, body):
        raise NotMarkupError(reason)
    # libxml2 takes `<html .../>` for the whole document.
    text = _BROKEN_ROOT.sub(r"\1>", _DECLARATION.sub("", text[:_SNIFFED])) + text[_SNIFFED:]
    # One parser per page: a parser keeps the names it met, and a shared one grows for ever.
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotMarkupError("no text") from error


def _foreign(text: str, body: bytes) -> str | None:
    """Why these bytes are no HTML; None when they may be."""
    if not text.strip():
        return "no text"
    magic = next((reason for start, reason in _MAGIC.items() if body.startswith(start)), None)
    if magic:
        return magic if magic == "pdf" else f"not html ({magic})" if magic != "not html" else magic
    start = text[:_SNIFFED]
    unreadable = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f") for char in start)
    if unreadable > len(start) * _BINARY_SHARE:
        return "not html"
    if _XML.match(start):
        return "not html"
    return None if _TAG.search(text[:100_000]) else "not html"
