"""How text is folded for matching: search, judge and duplicates all see the same words.

The folded form is for comparison only; what people read is always the text as it stood.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Arabic letter forms that Persian keyboards and newsrooms mix, folded to the Persian ones, and the
# Cyrillic letter that most newsrooms do not type.
_LETTERS = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ؤ": "و", "ё": "е",
}  # fmt: skip
_DIGITS = {ord(a): str(i) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, a in enumerate(digits)}
# Soft hyphen, zero-width space and joiner, word joiner, BOM, bidi marks, tatweel: never seen, so never matched.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u0640")
)
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ`´′＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−―"), "-")
# Letters that only look like a letter with an accent: й is not и, ї is not і, and in kana ば is not は.
_WHOLE = set("йїѓќў") | set(map(chr, range(0x3040, 0x3100)))


class _Folding(dict[int, str | int | None]):
    """A translation table that works out each further character once: its base letter, or nothing for a mark."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        parts = char if char in _WHOLE else unicodedata.normalize("NFD", char)
        self[code] = folded = "".join(part for part in parts if unicodedata.category(part) != "Mn")
        return folded


# ZWNJ joins the two halves of one Persian word; outlets write a space or nothing as often, so it parts words here.
_TABLE = _Folding(
    str.maketrans(_LETTERS) | _DIGITS | _INVISIBLE | _QUOTES | _DASHES | {0x200C: " ", 0x00A0: " "}
)

# Scripts written without spaces: ideographs, kana, Thai, Lao, Khmer, Burmese. One character is one word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)*")
_PIECE = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word and where it stands in the text as it was written (character offsets)."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text as it is matched: NFKC, casefolded, letter forms, digits, dashes and quotes made one.

    Length may change; use `words` where offsets into the original matter.
    """
    if text.isascii():
        return text.casefold().replace("`", "'")
    return unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order, without punctuation."""
    return tokens_of(fold(text))


def tokens_of(folded: str) -> list[str]:
    """The words of a text that is folded already."""
    return _WORD.findall(folded)


def words(text: str) -> Iterator[Word]:
    """The folded words of a text with their places in the original, for evidence and snippets."""
    begin = 0
    for line in text.splitlines(keepends=True):
        yield from _words_in_place(line, begin) if _folds_in_place(line) else _words_by_piece(line, begin)
        begin += len(line)


def index_text(text: str) -> str:
    """What goes into the full-text index: folded words joined by single spaces."""
    return " ".join(tokens(text))


def _folds_in_place(line: str) -> bool:
    """Whether each character folds to exactly one, so that a place in the folded line is one in the line."""
    if not unicodedata.is_normalized("NFKC", line):
        return False
    return len(fold(line)) == len(line) == len(line.casefold())


def _words_in_place(line: str, begin: int) -> Iterator[Word]:
    for match in _WORD.finditer(fold(line)):
        yield Word(match.group(), begin + match.start(), begin + match.end())


def _words_by_piece(line: str, begin: int) -> Iterator[Word]:
    for piece in _PIECE.finditer(line):
        yield from _words_of_piece(piece.group(), begin + piece.start())


def _words_of_piece(piece: str, start: int) -> Iterator[Word]:
    folded, places = _fold_with_places(piece)
    for match in _WORD.finditer(folded):
        yield Word(match.group(), start + places[match.start()][0], start + places[match.end() - 1][1])


def _fold_with_places(piece: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded piece, and for each of its characters where the ones it was made of start and end."""
    if piece.isascii():
        return fold(piece), [(at, at + 1) for at in range(len(piece))]
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    for start, cluster in _clusters(piece):
        part = fold(cluster)
        folded.append(part)
        places.extend([(start, start + len(cluster))] * len(part))
    return "".join(folded), places


def _clusters(piece: str) -> Iterator[tuple[int, str]]:
    """Characters with the marks that follow them, so that NFKC sees what it would see in the whole."""
    start = 0
    for at in range(1, len(piece) + 1):
        if at == len(piece) or not (unicodedata.combining(piece[at]) or piece[at] in "ﾞﾟ"):
            yield start, piece[start:at]
            start = at
