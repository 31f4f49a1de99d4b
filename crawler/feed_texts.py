"""The article's body where a feed carries it whole: a stand-in for a page that turns out to be a wall or a stub."""

import re
from html import escape

from lxml import etree

SHORTEST_TEXT = 1500
"""Characters from which a description may be the whole text: one in twenty has over 850."""
_BREAK = re.compile(r"</p\s*>|<br\b|\n\s*\n", re.I)
_PARAGRAPHS = 3
_PLAIN = ("text", "text/plain")
_NO_TEXT = ("image/", "video/", "audio/", "application/")


def full_text(part: etree._Element) -> str | None:
    """The body in HTML, whether it is escaped, quoted, plain or stands as elements; None for a picture, or nothing."""
    kind = part.get("type", "")
    if kind.startswith(_NO_TEXT) and "html" not in kind:
        return None
    text = (part.text or "").strip()
    if kind in _PLAIN:
        text = paragraphs_of(text)
    inside = (etree.tostring(child, encoding="unicode") for child in part) if len(part) else ()
    return (text + "".join(inside)).strip() or None


def whole_description(part: etree._Element) -> str | None:
    """A description that is the whole text in HTML; None for the usual summary."""
    text = part.text
    if not text or len(text) < SHORTEST_TEXT or sum(1 for _ in _BREAK.finditer(text)) < _PARAGRAPHS:
        return None
    return text.strip()


def paragraphs_of(text: str) -> str:
    """Plain text as HTML, a paragraph for each line."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
