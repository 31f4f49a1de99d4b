"""The pieces of a page: its runs of text between the borders of blocks, each with the place it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml.etree import iterwalk
from lxml.html import HtmlElement

LANDMARKS = (
    "nav", "aside", "header", "footer", "form", "figure", "figcaption", "table", "list", "article", "main", "section",
    "blockquote", "hidden", "article body",
)  # fmt: skip
"""What an element may stand in that tells something of its text."""
MOST_PIECES = 10_000
"""The longest of 1,373 pages has 2,240; beyond stand the comments of a page, or an attack."""
_HELD = 4
"""Elements above a piece that count its characters: further up stands the whole page."""

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "  # noqa: SIM905
    "span strike strong sub sup time tt u var wbr g-emoji amp-fit-text o:p st1".split()
)
_UNSEEN = frozenset(
    "script style noscript template svg head select option iframe object embed video audio canvas map button input "  # noqa: SIM905
    "textarea math datalist dialog amp-ad amp-analytics".split()
)
_SHOWN_AS = {"a": "a", "b": "b", "strong": "b"}
_BREAKS = frozenset(("br", "hr"))
_BIT = {name: 1 << place for place, name in enumerate(LANDMARKS)}
_OF_TAG = {**_BIT, "ul": _BIT["list"], "ol": _BIT["list"], "dl": _BIT["list"]}
_OF_ROLE = {
    "navigation": _BIT["nav"],
    "complementary": _BIT["aside"],
    "banner": _BIT["header"],
    "contentinfo": _BIT["footer"],
    "main": _BIT["main"],
    "article": _BIT["article"],
    "search": _BIT["form"],
    "dialog": _BIT["hidden"],
}
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_LONGEST_PATH = 160


@dataclass(slots=True, eq=False)
class Frame:
    """An element that borders pieces, and what all of them below it hold together."""

    tag: str
    above: "Frame | None" = field(default=None, repr=False)
    words: tuple[str, ...] = ()
    """Of its class, id and itemprop, in lower case."""
    marks: int = 0
    """The landmarks it is or stands in, as bits in the order of LANDMARKS."""
    depth: int = 0
    path: str = field(default="", repr=False)
    """Tags and first classes from the root: elements of one path look alike."""
    chars: int = 0
    link_chars: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A run of text between two borders, its white space squeezed."""

    text: str
    frame: Frame
    link_chars: int
    """Characters of it that are links."""
    is_bold: bool


def pieces_of(tree: HtmlElement) -> list[Piece]:
    """The text that a reader of the page may see, in its order, up to `MOST_PIECES`; nothing is judged here."""
    found = list(islice(_walk(tree), MOST_PIECES))
    for piece in found:
        frame: Frame | None = piece.frame
        for _ in range(_HELD):
            if frame is None:
                break
            frame.chars += len(piece.text)
            frame.link_chars += piece.link_chars
            frame.count += 1
            frame = frame.above
    return found


class _Run:
    """The text since the last border."""

    def __init__(self) -> None:
        self.open = {"a": 0, "b": 0}
        self._parts: list[str] = []
        self._linked = self._bold = 0

    def add(self, part: str | None) -> None:
        if part:
            self._parts.append(part)
            if self.open["a"] > 0:
                self._linked += len(part.strip())
            if self.open["b"] > 0:
                self._bold += len(part.strip())

    def end(self, frame: Frame) -> Iterator[Piece]:
        """The run as a piece of `frame`, when it holds any text; the next begins empty."""
        text = " ".join("".join(self._parts).split()) if self._parts else ""
        if text:
            yield Piece(text, frame, min(self._linked, len(text)), self._bold * 2 > len(text))
        self._parts.clear()
        self._linked = self._bold = 0


def _walk(tree: HtmlElement) -> Iterator[Piece]:
    frame, run = Frame("html"), _Run()
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        starts = event == "start"
        if tag in _UNSEEN:
            if starts:
                walker.skip_subtree()
                continue
        elif tag in _INLINE:
            if tag in _SHOWN_AS:
                run.open[_SHOWN_AS[tag]] += 1 if starts else -1
        elif tag != "img" and (starts or tag not in _BREAKS):
            yield from run.end(frame)
            if tag not in _BREAKS:
                frame = _framed(element, frame) if starts else frame.above or frame
        run.add(element.text if starts else element.tail)
    yield from run.end(frame)


def _framed(element: HtmlElement, above: Frame) -> Frame:
    tag, attributes = element.tag, element.attrib
    marks = above.marks | _OF_TAG.get(tag, 0)
    if not attributes:
        return Frame(tag, above, (), marks, above.depth + 1, f"{above.path}/{tag}."[-_LONGEST_PATH:])
    names = attributes.get("class") or ""
    holds = attributes.get("itemprop") or ""
    said = f"{names} {attributes.get('id') or ''} {holds}"
    marks |= _OF_ROLE.get(attributes.get("role") or "", 0)
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style") or "")
    ):
        marks |= _BIT["hidden"]
    if holds.lower() == "articlebody":
        marks |= _BIT["article body"]
    path = f"{above.path}/{tag}.{names.split(' ', 1)[0]}"[-_LONGEST_PATH:]
    return Frame(tag, above, _words(said), marks, above.depth + 1, path)


@lru_cache(maxsize=1 << 14)
def _words(said: str) -> tuple[str, ...]:
    return tuple(sorted({word.lower() for word in _WORD.findall(said)}))
