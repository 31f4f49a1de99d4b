"""What others read from a page: the library, one more extractor, and what its scripts carry."""

import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from lxml.etree import LxmlError
from lxml.html import HtmlElement, fromstring
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from pipelines.decode import visible
from pipelines.joiners import with_joiners_shown
from pipelines.jsonld import Node
from pipelines.pieces import pieces_of

# The library tells of every page without text on its own log; we say it once, with the reason.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_SHORTEST_BODY = 500
"""Characters. A shorter `articleBody` is most often a teaser."""
_SHORTEST_SCRIPT = 400
_SENTENCE = re.compile(r"\w[^{}]{60,}[.!?…。؟]")
_STATE = re.compile(r"Fusion\.globalContent\s*=\s*(?=\{)|__(?:INITIAL|PRELOADED)_STATE__\s*=\s*(?=\{)")
_DEEPEST = 60
_LARGEST_SCRIPT = 5_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a page's text, and who made it."""

    name: str
    lines: Sequence[str] = field(repr=False)


def by_library(tree: HtmlElement, url: str, *, mode: str = "") -> Candidate:
    """What trafilatura reads, in its default mode or as `favor_precision` or `favor_recall` say.

    It works on a copy of the tree.
    """
    # Not `deduplicate=`: its memory makes the text depend on the order of the pages.
    found = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        with_metadata=False,
        favor_precision=mode == "favor_precision",
        favor_recall=mode == "favor_recall",
    )
    name = f"trafilatura {mode}".strip()
    return Candidate(name, lines_of(found.text or "") if isinstance(found, Document) else ())


def told_to_library(tree: HtmlElement, url: str, *, dates: bool) -> tuple[str, str | None]:
    """The authors, parted by `; `, and the day that trafilatura finds where a page does not say them plainly.

    With `dates` it looks thoroughly, which takes two seconds the first time, as that loads two hundred languages.
    """
    # The last date is fixed: by default it is today, and a page would read differently from one day to the next.
    config = {"original_date": True, "extensive_search": dates, "max_date": "2100-01-01"}
    found = extract_metadata(tree, url, config)
    return with_joiners_shown(found.author or ""), found.date


def lines_of(text: str) -> list[str]:
    """The lines of a text as we store them: NFC, white space squeezed, none empty."""
    shown = (" ".join(line.split()) for line in visible(with_joiners_shown(text)).split("\n"))
    return [normalize("NFC", line) for line in shown if line]


def by_resiliparse(html: str) -> Candidate:
    """What resiliparse reads: three times too much, in a tenth of the time."""
    tree = HTMLTree.parse(html)
    text = extract_plain_text(
        tree, main_content=True, alt_texts=False, links=False, noscript=False, preserve_formatting=True
    )
    return Candidate("resiliparse", lines_of(text))


def in_node(node: Node) -> Candidate:
    """The `articleBody` of the page's JSON-LD, often a teaser."""
    body = node.get("articleBody")
    text = _plain(body) if isinstance(body, str) else ""
    return Candidate("json-ld", lines_of(text) if len(text) >= _SHORTEST_BODY else ())


def in_scripts(tree: HtmlElement) -> Candidate:
    """The longest prose among the script data of a page whose text is nowhere else."""
    best: list[str] = []
    for told in _script_data(tree):
        groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for path, text in _strings(told, ()):
            if _SENTENCE.search(text):
                groups[path] += [line for line in lines_of(_plain(text)) if line not in groups[path]]
        best = max([best, *groups.values()], key=lambda lines: sum(map(len, lines)))
    return Candidate("script data", best if sum(map(len, best)) >= _SHORTEST_SCRIPT else ())


def _script_data(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        text = script.text or ""
        if len(text) > _LARGEST_SCRIPT:
            continue
        if script.get("id") == "__NEXT_DATA__" or script.get("type") == "application/json":
            yield from _decoded(text, 0)
        else:
            for start in _STATE.finditer(text):
                yield from _decoded(text, start.end())


def _decoded(text: str, start: int) -> Iterator[object]:
    try:
        yield json.JSONDecoder().raw_decode(text[start:].lstrip())[0]
    except (ValueError, RecursionError):
        return


def _strings(told: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string with the keys that lead to it; the entries of a list are of one path."""
    if len(path) > _DEEPEST:
        return
    if isinstance(told, str):
        yield path, told
    elif isinstance(told, dict):
        for key, value in told.items():
            yield from _strings(value, (*path, key))
    elif isinstance(told, list):
        for value in told:
            yield from _strings(value, path)


def _plain(text: str) -> str:
    """A text that may be HTML, without it."""
    if "<" not in text:
        return text
    try:
        return "\n".join(piece.text for piece in pieces_of(fromstring(f"<div>{text}</div>")))
    except (LxmlError, ValueError):
        return text
