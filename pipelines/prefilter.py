"""Whether a page's bytes can hold what a topic wants: most pages are left unread by this.

It never loses a page that `judge` would keep. Bytes become text the way the extractor reads them, then
the text is folded as the judge folds it, entities, escapes and tags inside words undone; and a page
passes when for some rule every side has a word in it, anywhere, even in a menu.
"""

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from corpus.words import fold
from pipelines.decode import decode
from pipelines.topics import Topic

_HIGH = re.compile("[^\x00-\x7f]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]*>")


class Prefilter:
    """The words of all topics in one automaton; built once per process."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._passes_all = any(topic.keeps_everything for topic in topics)
        self._rules = {
            frozenset((topic.name, side) for side in rule.needs) for topic in topics for rule in topic.rules
        }
        speaks_for = _words(topics)
        self._sides = [frozenset(sides) for sides in speaks_for.values()]
        self._automaton = BytesAhoCorasick(
            [word.encode() for word in speaks_for], implementation=Implementation.DFA
        )

    def passes(self, body: bytes, charset: str | None) -> bool:
        """Whether the page is worth reading; `charset` is what the HTTP header names."""
        if self._passes_all:
            return True
        text = decode(body, charset)
        # Tags may stand inside a word (a drop cap, <wbr>); but attributes hold words too (og:title).
        return self._holds(_readable(text)) or self._holds(_readable(_TAG.sub("", text)))

    def _holds(self, text: str) -> bool:
        hits = self._automaton.find_matches_as_indexes(text.encode(errors="replace"), overlapping=True)
        words = {index for index, _, _ in hits}
        sides = frozenset(side for index in words for side in self._sides[index])
        return any(rule <= sides for rule in self._rules)


def _words(topics: Sequence[Topic]) -> dict[str, set[tuple[str, str]]]:
    """One word of each alias, folded, and the sides, each with its topic, that it may speak for.

    The longest word of an alias stands for it: found anywhere, as part of another word too, it lets the
    page through, so nothing that a word boundary, a prefix or a neighbour decides is decided here.
    """
    words: dict[str, set[tuple[str, str]]] = {}
    for topic in topics:
        for term in topic.vocabulary.terms:
            if not term.is_trap:
                longest = max((word.removesuffix("*") for word in term.words), key=len)
                words.setdefault(longest, set()).update((topic.name, side) for side in term.sides)
    return words


def _readable(text: str) -> str:
    """The text as the judge would fold it, with escapes and entities undone."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if "&" in text:
        text = html.unescape(html.unescape(text))  # twice: JSON-LD inside HTML is often escaped twice
    return _HIGH.sub(lambda found: _folded(found.group()), text.lower())


@lru_cache(maxsize=1 << 16)
def _folded(run: str) -> str:
    return fold(run)
