"""A text cut into passages of folded words that know where they stood: what a topic is judged on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus import words as folding

LEDE_PARAGRAPHS = 3
LEDE_WORDS = 200
"""A text without paragraphs is not all lede: what stands beyond this many words is body."""
_LONG = 100
"""Words beyond which a paragraph is cut at the end of a sentence, or in a page without paragraphs
all would stand together."""
_PIECE = re.compile(r"\S+")
_OPENING = 80
"""Characters of a paragraph in which it may show itself to be a caption or a link."""
_UNCACHED = 60
"""A longer piece is an address or a line without spaces, seldom met twice."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The title, a paragraph, or some sentences of a long paragraph."""

    where: str
    """`title`, `lede` or `body`."""
    paragraph: int
    """0 for the title; paragraphs of the text count from 1, empty lines not."""
    words: Sequence[str] = field(repr=False)
    """Folded, in order."""
    _places: Sequence[tuple[int, int]] = field(repr=False)
    """For each word: where its piece (what stands between two spaces) starts, and the word's place in it."""
    opening: str = field(repr=False)
    """The folded beginning of its paragraph."""
    _source: str = field(repr=False)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters from the start of the title or text that these words, both included, take up."""
        return self._word(first).start, self._word(last).end

    def quote(self, start: int, end: int) -> str:
        """What stands there, as it was written."""
        return self._source[start:end]

    def _word(self, index: int) -> folding.Word:
        start, place = self._places[index]
        piece = _PIECE.match(self._source, start)
        found = list(folding.words(piece.group() if piece else ""))
        word = found[min(place, len(found) - 1)]
        return folding.Word(word.text, start + word.start, start + word.end)


def passages(title: str, text: str) -> list[Passage]:
    """The title, then the text's paragraphs in order; the title's passage is there even when it is empty."""
    found = [Passage("title", 0, *_folded(title, 0, len(title)), fold_opening(title), title)]
    before = 0
    lines = (line for line in re.finditer(r"[^\n]+", text) if not line.group().isspace())
    for number, line in enumerate(lines, start=1):
        opening = fold_opening(line.group())
        for words, places in _sentences(text, *line.span()):
            is_lede = number <= LEDE_PARAGRAPHS and before < LEDE_WORDS
            found.append(Passage("lede" if is_lede else "body", number, words, places, opening, text))
            before += len(words)
    return found


def fold_opening(paragraph: str) -> str:
    """How a paragraph begins, folded, without the mark of a list item."""
    return folding.fold(paragraph.lstrip("-*> \t")[:_OPENING])


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[list[str], list[tuple[int, int]]]]:
    """The words of a paragraph and their places; a long one comes in parts that end where a sentence does."""
    words, places = _folded(text, start, end)
    while len(words) > _LONG:
        cut = _cut(text, places)
        yield words[:cut], places[:cut]
        words, places = words[cut:], places[cut:]
    if words:
        yield words, places


def _cut(text: str, places: list[tuple[int, int]]) -> int:
    """After how many words, between half of a long passage and all of it, the last sentence ends."""
    for index in range(_LONG, _LONG // 2, -1):
        before = text[places[index - 1][0] : places[index][0]].rstrip()
        if before.endswith((".", "!", "?", "…", "؟", "۔", "。", '."', ".»", ".”")):
            return index
    return _LONG


def _folded(text: str, start: int, end: int) -> tuple[list[str], list[tuple[int, int]]]:
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(text, start, end):
        folded = _words_of(piece.group())
        words.extend(folded)
        places.extend((piece.start(), place) for place in range(len(folded)))
    return words, places


def _words_of(piece: str) -> tuple[str, ...]:
    return _remembered(piece) if len(piece) <= _UNCACHED else tuple(folding.tokens(piece))


@lru_cache(maxsize=1 << 16)
def _remembered(piece: str) -> tuple[str, ...]:
    # Some ten thousand words make up most news, and looking one up costs a tenth of folding it.
    return tuple(folding.tokens(piece))
