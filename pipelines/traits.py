"""What can be told of each piece of a page in numbers, for the model that keeps or drops it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log1p

from pipelines.pieces import LANDMARKS, Frame, Piece

Row = list[float]

_TAGS = {
    tag: place
    for place, tag in enumerate(
        (
            "p",
            "div",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "td",
            "blockquote",
            "figcaption",
            "section",
            "article",
            "pre",
            "dd",
        ),
        start=1,
    )
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…。！？؟۔:;][\"'»”’)\]]*$")
_FULL_STOP = re.compile(r"[.!?…。！？؟۔][\"'»”’)\]]*(?:\s|$)|[。！？]")
_COMMAS = ",،，、;"
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[©@/]|\(c\)|https?:|www\.|\bvia\b")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
_PROSE_WORDS = 12
_SHORT_WORDS = 60
"""A longer piece shares words with every title."""
_LONGEST_WORD = 14
"""Characters a word takes on average at most; a script that takes more does not part its words."""
_FADE = 0.8
"""How much less the name of an element says of a piece with each step up."""
_NEAR = 6


def length(text: str) -> float:
    """Words, or a third of the characters in scripts that do not part their words."""
    spaced = text.count(" ") + 1
    return spaced if len(text) < _LONGEST_WORD * spaced else len(text) / 3


class Names:
    """What the names of elements say of the pieces below them, by a table of words with their weights."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._known: dict[int, tuple[float, float, float, float]] = {}
        self._of_words: dict[tuple[str, ...], tuple[float, float]] = {}

    def of(self, frame: Frame) -> tuple[float, float, float, float]:
        """The weight of its own names, the least and most of any element above, and the fading sum of all."""
        chain: list[Frame] = []
        at: Frame | None = frame
        while at is not None and id(at) not in self._known:
            chain.append(at)
            at = at.above
        for one in reversed(chain):  # not by recursion: pages nest deeper than Python calls
            _, low, high, faded = self._known[id(one.above)] if one.above else (0.0, 0.0, 0.0, 0.0)
            least, most = self._least_and_most(one.words)
            own = least + most
            self._known[id(one)] = own, min(low, least), max(high, most), faded * _FADE + own
        return self._known[id(frame)]

    def _least_and_most(self, words: tuple[str, ...]) -> tuple[float, float]:
        if words not in self._of_words:
            weights = [self._weights.get(word, 0.0) for word in words]
            self._of_words[words] = min(weights, default=0.0), max(weights, default=0.0)
        return self._of_words[words]


def first_look(
    pieces: Sequence[Piece], title: str, description: str, weights: Mapping[str, float]
) -> list[Row]:
    """Each piece by itself: its text, its element, its place on the page, and its neighbours' outsides."""
    page = _Page(pieces, title, description, Names(weights))
    rows = [page.row(place) for place in range(len(pieces))]
    around = [
        [row[0], row[2], row[3], page.names.of(piece.frame)[3]]
        for row, piece in zip(rows, pieces, strict=True)
    ]
    return [[*row, *_around(around, pieces, place)] for place, row in enumerate(rows)]


def _around(around: Sequence[Row], pieces: Sequence[Piece], place: int) -> Row:
    told: Row = []
    for other in (place - 1, place + 1, place - 2, place + 2):
        if 0 <= other < len(pieces):
            told += around[other]
            told.append(float(pieces[other].frame.path == pieces[place].frame.path))
        else:
            told += (-1.0, -1.0, -1.0, -1.0, -1.0)
    return told


class _Page:
    """The sums over all pieces of a page that a single one is held against, and how far the telling has come."""

    def __init__(self, pieces: Sequence[Piece], title: str, description: str, names: Names) -> None:
        self.pieces = pieces
        self.names = names
        self.title = set(_WORD.findall(title.lower()))
        self.description = set(_WORD.findall(description.lower()))
        self.chars = sum(len(piece.text) for piece in pieces) or 1
        self.lengths = [length(piece.text) for piece in pieces]
        self.stops = [len(_FULL_STOP.findall(piece.text)) for piece in pieces]
        self.is_prose = [
            words >= _PROSE_WORDS and piece.link_chars * 3 < len(piece.text) and stops > 0
            for piece, words, stops in zip(pieces, self.lengths, self.stops, strict=True)
        ]
        self.prose = (
            sum(words for words, is_prose in zip(self.lengths, self.is_prose, strict=True) if is_prose) or 1
        )
        self.texts = Counter(piece.text for piece in pieces)
        self.paths: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for piece in pieces:
            path = self.paths[piece.frame.path]
            path[0] += len(piece.text)
            path[1] += piece.link_chars
            path[2] += 1
        self._above: dict[int, tuple[Row, Row]] = {}
        self.seen_chars = self.since_title = self.since_heading = 0
        self.seen_prose = 0.0

    def row(self, place: int) -> Row:
        """The traits of the piece at `place`; to be asked for in the order of the page."""
        piece = self.pieces[place]
        if piece.frame.tag == "h1":
            self.since_title = 0
        if piece.frame.tag in _HEADINGS:
            self.since_heading = 0
        row = [*self._of_text(piece, place), *self._of_place(place), *self._of_frame(piece)]
        self.seen_chars += len(piece.text)
        self.since_title += 1
        self.since_heading += 1
        if self.is_prose[place]:
            self.seen_prose += self.lengths[place]
        return row

    def _of_text(self, piece: Piece, place: int) -> Row:
        text, words = piece.text, self.lengths[place]
        chars = len(text)
        capitals = sum(word[0].isupper() for word in text.split(" ", 12)[:12])
        digits = len(_DIGIT.findall(text))
        said = _WORD.findall(text.lower()) if words < _SHORT_WORDS else []
        return [
            log1p(words),
            chars / words,
            piece.link_chars / chars,
            float(_END.search(text) is not None),
            float(min(self.stops[place], 9)),
            sum(map(text.count, _COMMAS)) / words,
            digits / chars,
            capitals / min(12, text.count(" ") + 1),
            float(text.isupper()),
            float(piece.is_bold),
            float(_SIGN.search(text) is not None),
            float(digits > 2 and _DATE.search(text) is not None),
            float(_TAGS.get(piece.frame.tag, 0)),
            float(piece.frame.depth),
            sum(word in self.title for word in said) / len(said) if said else 0.0,
            sum(word in self.description for word in said) / len(said) if said else 0.0,
            float(min(self.texts[text], 4)),
        ]

    def _of_place(self, place: int) -> Row:
        return [
            place / len(self.pieces),
            self.seen_chars / self.chars,
            self.seen_prose / self.prose,
            log1p(self.since_title),
            log1p(self.since_heading),
            log1p(self.chars),
            log1p(self.prose),
        ]

    def _of_frame(self, piece: Piece) -> Row:
        frame = piece.frame
        names, held = self._of_those_above(frame.above or frame)
        chars, link_chars, count = self.paths[frame.path]
        return [
            *_landmarks(frame.marks),
            *self.names.of(frame),
            *names,
            *_held(frame),
            *held,
            chars / self.chars,
            link_chars / chars,
            log1p(count),
            chars / count,
        ]

    def _of_those_above(self, above: Frame) -> tuple[Row, Row]:
        """What the names of the two elements above say, and what they hold; most pieces have the two of others."""
        if id(above) not in self._above:
            top = above.above or above
            self._above[id(above)] = (
                [self.names.of(above)[0], self.names.of(top)[0]],
                [*_held(above), above.chars / self.chars, *_held(top), top.chars / self.chars],
            )
        return self._above[id(above)]


@lru_cache(maxsize=1 << 12)
def _landmarks(marks: int) -> tuple[float, ...]:
    return tuple(float(marks >> bit & 1) for bit in range(len(LANDMARKS)))


def _held(frame: Frame) -> Row:
    return [frame.link_chars / (frame.chars or 1), log1p(frame.chars), log1p(frame.count)]


def votes(pieces: Sequence[Piece], lines: Sequence[str]) -> Row:
    """How much of each piece another reading of the page holds, between 0 and 1."""
    runs: set[tuple[str, ...]] = set()
    whole: set[tuple[str, ...]] = set()
    for line in lines:
        words = _WORD.findall(line.lower())
        runs.update(zip(words, words[1:], words[2:], strict=False))
        whole.add(tuple(words))
    return [_vote(_WORD.findall(piece.text.lower()), runs, whole) for piece in pieces]


def _vote(words: Sequence[str], runs: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    if len(words) < 3:
        return float(tuple(words) in whole)
    own = list(zip(words, words[1:], words[2:], strict=False))
    return sum(run in runs for run in own) / len(own)


def second_look(pieces: Sequence[Piece], chances: Sequence[float]) -> list[Row]:
    """Each piece by its company: how likely the first look found what stands before, after and around it."""
    count = len(pieces)
    lengths = [length(piece.text) for piece in pieces]
    mass = [words * chance for words, chance in zip(lengths, chances, strict=True)]
    total = sum(mass) or 1.0
    sure = [n for n in range(count) if chances[n] > 0.5 and lengths[n] >= _PROSE_WORDS - 2]
    first, last = (sure[0], sure[-1]) if sure else (count, -1)
    groups = [_groups(piece) for piece in pieces]
    sums: defaultdict[object, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for n, keys in enumerate(groups):
        for key in keys:
            sums[key][0] += mass[n]
            sums[key][1] += lengths[n]
    padded = [-0.1, -0.1, *chances, -0.1, -0.1]
    rows, seen = [], 0.0
    for n, keys in enumerate(groups):
        held = [sums[key] for key in keys]
        rows.append(
            [
                padded[n + 2], padded[n + 1], padded[n + 3], padded[n], padded[n + 4],
                _mean(mass, lengths, max(n - _NEAR, 0), n), _mean(mass, lengths, n + 1, n + 1 + _NEAR),
                *(good / every for good, every in held),
                seen / total, float(n < first), float(n > last), log1p(total),
                log1p(max(0, first - n)), log1p(max(0, n - last)),
                mass[n] / total,
                *(good / total for good, _ in held),
            ]
        )  # fmt: skip
        seen += mass[n]
    return rows


def _groups(piece: Piece) -> tuple[object, object, object]:
    """The element of a piece, the one above, and all elements that look like its own."""
    return id(piece.frame), id(piece.frame.above or piece.frame), piece.frame.path


def _mean(mass: Sequence[float], lengths: Sequence[float], start: int, end: int) -> float:
    return sum(mass[start:end]) / (sum(lengths[start:end]) or 1.0)
