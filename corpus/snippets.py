"""The passage of a text that best answers a query, cut from the text as it was written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.terms import Term, index_words

WIDTH = 240
"""Characters: two or three lines of a terminal."""

_BEFORE = 60
"""Characters shown before the first match, so that one sees who did it."""

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage on one line, and where in it the matches stand."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Start and end of each match, in characters; in order, never overlapping."""

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The passage with something put before and after each match."""
        pieces, at = [], 0
        for start, end in self.marks:
            pieces += [self.text[at:start], before, self.text[start:end], after]
            at = end
        return "".join([*pieces, self.text[at:]])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a term stands in the text."""

    start: int
    end: int
    term: int


def snippet(text: str, terms: Sequence[Term], width: int = WIDTH) -> Snippet:
    """The passage with the most different terms, then the most matches; without any, the beginning."""
    places = _places(text, terms)
    shown = _best(places, width - _BEFORE)
    start = max(0, shown[0].start - _BEFORE) if shown else 0
    return _cut(text, start, min(len(text), start + width), places)


def around(text: str, start: int, end: int, width: int = 80) -> Snippet:
    """The passage about one place of a text, which is marked."""
    spare = max(0, width - (end - start)) // 2
    return _cut(text, max(0, start - spare), min(len(text), end + spare), [_Place(start, end, 0)])


def on_one_line(text: str) -> str:
    """The text with a space for every line break, tab and control character; each character keeps its place.

    An escape character of a hostile page must not reach a terminal.
    """
    return _BREAKS.sub(" ", text)


def _places(text: str, terms: Sequence[Term]) -> list[_Place]:
    found = index_words(text) if terms else []
    tokens = [word.text for word in found]
    places: list[_Place] = []
    for at in range(len(tokens)):
        for number, term in enumerate(terms):
            if length := term.length_at(tokens, at):
                places.append(_Place(found[at].start, found[at + length - 1].end, number))
    return places


def _best(places: Sequence[_Place], width: int) -> list[_Place]:
    """The places that fit into one window, of the best window there is."""
    best: list[_Place] = []
    worth = (0, 0)
    for at, first in enumerate(places):
        window = _within(places[at:], first.start + width)
        here = (len({place.term for place in window}), len(window))
        if here > worth:
            best, worth = window, here
    return best


def _within(places: Sequence[_Place], end: int) -> list[_Place]:
    inside = []
    for place in places:
        if place.end > end:
            break
        inside.append(place)
    return inside


def _cut(text: str, start: int, end: int, places: Sequence[_Place]) -> Snippet:
    """A stretch of the text from word to word, with dots where something was left out."""
    start, end = _word_start(text, start), _word_end(text, end)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    shift = len(before) - start
    marks: list[tuple[int, int]] = []
    for place in places:
        if place.start >= start and place.end <= end and (not marks or place.start + shift >= marks[-1][1]):
            marks.append((place.start + shift, place.end + shift))
    return Snippet(before + on_one_line(text[start:end]) + after, tuple(marks))


def _word_start(text: str, at: int) -> int:
    """The next beginning of a word; the place itself in a script without spaces."""
    if at == 0:
        return 0
    for ahead in range(at, min(at + 30, len(text))):
        if text[ahead - 1].isspace() and not text[ahead].isspace():
            return ahead
    return at


def _word_end(text: str, at: int) -> int:
    """The last end of a word before a place; the place itself in a script without spaces."""
    if at == len(text):
        return len(text.rstrip())
    for back in range(at, max(at - 30, 0), -1):
        if text[back].isspace() and not text[back - 1].isspace():
            return back
    return at
