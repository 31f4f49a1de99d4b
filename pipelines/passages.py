"""A text cut into passages of folded words that know where they stood: what a topic is judged on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from corpus import words as folding
from pipelines.phrases import has_comma

LEDE_PARAGRAPHS = 3
LEDE_WORDS = 200
"""A text without paragraphs is not all lede: what starts beyond this many words is body."""
_LINE = 8
"""Words of a byline, a date or a link at most: no paragraph that tells anything, so the lede does not end with it."""
_LONG = 100
"""Words after which a passage ends at the latest, and after half of them where a sentence does: in a page
without paragraphs all would stand together."""
_SENTENCE_ENDS = (".", "!", "?", "…", "؟", "۔", "。", "！", "？", '."', ".»", ".”", ".)")
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of direction and other characters without width, which may stand behind the end of a sentence."""
_AFTER_A_SENTENCE = " \t\r\u00a0)]\"'»”’“" + _UNSEEN
_PARTS = (";", "|", "•")
"""What parts two headlines in one title or line."""
_BULLET = re.compile(r"(?=[•▪►▶])")
_PIECE = re.compile(r"\S+")
"""What stands between two spaces: a word with its punctuation, or a line in a script without spaces."""
_REMEMBERED = 60
"""Characters beyond which a piece is an address or a line without spaces, seldom met twice."""
_LIST_MARKS = "-*> \t\u00a0" + _UNSEEN
_OPENING = 80
_SHORT_FORM = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """The title, a paragraph, or some sentences of a long paragraph."""

    where: str
    """`title`, `lede` or `body`."""
    paragraph: int
    """0 for the title; paragraphs of the text count from 1, empty lines not."""
    words: Sequence[str] = field(repr=False)
    """Folded, in order."""
    start: int
    """Characters from the start of the title, or of the text."""
    end: int
    _source: str = field(repr=False)
    _places: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)
    _sentences: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as sentences end; headlines, captions and links seldom do."""
        return self.said.rstrip(_AFTER_A_SENTENCE).endswith(_SENTENCE_ENDS)

    def opening(self) -> str:
        """How it begins, folded, with single spaces and without the mark of a list item."""
        said = self._source[self.start : min(self.end, self.start + 2 * _OPENING)].lstrip(_LIST_MARKS)
        return " ".join(folding.fold(said).split())[:_OPENING]

    @property
    def said(self) -> str:
        """It as it was written."""
        return self._source[self.start : self.end]

    def has_comma(self, first: int, last: int) -> bool:
        """Whether a comma stands between the first and the last of these words."""
        places = self.places()
        return has_comma(self.quote(places[first][0], places[last][1]))

    def places(self) -> list[tuple[int, int]]:
        """Start and end of each word, in characters from the start of the title, or of the text."""
        if not self._places:  # several topics ask
            self._places.extend(
                (piece.start() + start, piece.start() + end)
                for piece in _PIECE.finditer(self._source, self.start, self.end)
                for start, end in _places(piece.group())
            )
        return self._places

    def sentences(self) -> list[tuple[int, int]]:
        """First and last place in `words` of each sentence, the parts of a title taken for sentences."""
        if not self._sentences:
            self._sentences.extend(self._cut())
        return self._sentences

    def _cut(self) -> Iterator[tuple[int, int]]:
        first, at = 0, -1
        ends_count = self.where != "title"  # a title of two sentences tells one story, as Polish ones do
        for piece in self.said.split():
            at += len(_words_of(piece))
            shown = piece.rstrip(_UNSEEN)
            if shown[-1:] in _PARTS or (
                ends_count and shown.endswith(_SENTENCE_ENDS) and not _is_initial(shown)
            ):
                yield first, at
                first = at + 1
        if at >= first:
            yield first, at

    def quote(self, start: int, end: int) -> str:
        """What stands there, as it was written."""
        return self._source[start:end]


def passages(title: str, text: str) -> list[Passage]:
    """The title, then the text in order; the title's passage is there even when it is empty."""
    found = [Passage("title", 0, _words(title), 0, len(title), title)]
    before = told = 0
    lines = (line for line in re.finditer(r"[^\n]+", text) if not line.group().isspace())
    for number, line in enumerate(lines, start=1):
        is_lede = told < LEDE_PARAGRAPHS
        for words, start, end in _pieces(text, *line.span()):
            where = "lede" if is_lede and before < LEDE_WORDS else "body"
            found.append(Passage(where, number, words, start, end, text))
            before += len(words)
        told += len(found[-1].words) > _LINE
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[list[str], int, int]]:
    """The stretches of a paragraph; a bullet inside it begins a new one."""
    if "•" not in text[start + 1 : end]:
        yield from _stretches(text, start, end)
        return
    cuts = [start, *(found.start() for found in _BULLET.finditer(text, start + 1, end)), end]
    for first, last in pairwise(cuts):
        yield from _stretches(text, first, last)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[list[str], int, int]]:
    """A paragraph, or the parts of a long one, each with its words."""
    words = _words(text[start:end])
    if len(words) <= _LONG:
        yield words, start, end
        return
    words = []
    for piece in _PIECE.finditer(text, start, end):
        words.extend(_words_of(piece.group()))
        is_sentence = len(words) >= _LONG // 2 and piece.group().rstrip(_UNSEEN).endswith(_SENTENCE_ENDS)
        if is_sentence or len(words) >= _LONG:
            yield words, start, piece.end()
            words, start = [], piece.end()
    yield words, start, end


def _is_initial(piece: str) -> bool:
    """Whether a full stop belongs to a short form (U.S., Gen.) and ends no sentence."""
    word = piece.rstrip(".")
    return piece.endswith(".") and len(word) <= _SHORT_FORM and not word.isdigit() and word[:1].isupper()


def _words(text: str) -> list[str]:
    return [word for piece in text.split() for word in _words_of(piece)]


def _words_of(piece: str) -> tuple[str, ...]:
    return _remembered(piece) if len(piece) <= _REMEMBERED else tuple(folding.tokens(piece))


@lru_cache(maxsize=1 << 16)
def _remembered(piece: str) -> tuple[str, ...]:
    # Some ten thousand words make up most news, and looking one up costs a tenth of folding it.
    return tuple(folding.tokens(piece))


def _places(piece: str) -> tuple[tuple[int, int], ...]:
    return _remembered_places(piece) if len(piece) <= _REMEMBERED else _places_in(piece)


@lru_cache(maxsize=1 << 16)
def _remembered_places(piece: str) -> tuple[tuple[int, int], ...]:
    return _places_in(piece)


def _places_in(piece: str) -> tuple[tuple[int, int], ...]:
    places = tuple((word.start, word.end) for word in folding.words(piece))
    count = len(_words_of(piece))
    # A rare piece falls into other words when it is folded character by character: then all of it is shown.
    return places if len(places) == count else ((0, len(piece)),) * count
