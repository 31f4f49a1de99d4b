"""What a person typed into a search box, as terms: words, "phrases", OR, NOT or a leading -, begin*.

Any text is a query: what is malformed is taken as words. Every word must occur; OR joins its two neighbours
and binds tighter than the rest. A word also matches its common inflections; "quotes" match it exactly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.words import index_text, words


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: a word in any of its forms, or words in a row."""

    words: tuple[str, ...]
    """As they stand in the index; several are a phrase."""
    forms: frozenset[str] = frozenset()
    """What else a single word may look like."""
    prefix: bool = False
    """True when the last word is only the beginning of one."""

    @property
    def fts(self) -> str:
        """The term in the language of FTS5; every word is quoted, so it can hold no operator."""
        if self.forms:
            return "(" + " OR ".join(f'"{form}"' for form in sorted(self.forms | {self.words[0]})) + ")"
        return f'"{" ".join(self.words)}"' + ("*" if self.prefix else "")

    def length_at(self, found: Sequence[str], at: int) -> int:
        """How many words of a text it covers from this place on; 0 when it does not stand there."""
        if self.forms:
            return int(found[at] == self.words[0] or found[at] in self.forms)
        *rest, last = self.words
        end = at + len(rest)
        if end >= len(found) or (rest and list(found[at:end]) != rest):
            return 0
        same = found[end].startswith(last) if self.prefix else found[end] == last
        return len(self.words) if same else 0


@dataclass(frozen=True, slots=True)
class Terms:
    """A whole query: of each group one term must occur, and none of the excluded ones."""

    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def match(self) -> str | None:
        """What must occur, for FTS5; None when nothing must."""
        return " AND ".join(f"({_any(group)})" for group in self.required) or None

    @property
    def mismatch(self) -> str | None:
        """What must not occur, for FTS5; None when nothing is excluded."""
        return _any(self.excluded) or None

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Every term worth marking in a text."""
        return tuple(term for group in self.required for term in group)


class IndexWord(NamedTuple):
    """One word as the index holds it, and where it stands in the text as written."""

    text: str
    start: int
    end: int


def parse(text: str) -> Terms:
    """The terms of a query; a text without a letter or digit has none."""
    required: list[list[Term]] = []
    excluded: list[Term] = []
    joined = negated = False
    for minus, phrase, word in _PIECE.findall(text.translate(_QUOTES)):
        if word in _OPERATORS and not minus:
            joined, negated = joined or word == "OR", negated or word == "NOT"
            continue
        term = _phrase(phrase) if phrase else _word(word)
        if term is None:
            continue
        if minus or negated:
            excluded.append(term)
        elif joined and required:
            required[-1].append(term)
        else:
            required.append([term])
        joined = negated = False
    return Terms(tuple(map(tuple, required)), tuple(excluded))


def dangling(text: str) -> str | None:
    """The operator that a query ends with: the word that it should join or exclude is missing."""
    pieces = _PIECE.findall(text.translate(_QUOTES))
    minus, _, word = pieces[-1] if pieces else ("", "", "")
    return word if word in _OPERATORS and not minus else None


def index_words(text: str) -> list[IndexWord]:
    """The words of a text as the index parts them, which is also at apostrophes."""
    return [IndexWord(part, word.start, word.end) for word in words(text) for part in word.text.split("'")]


_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_OPERATORS = {"OR", "NOT", "AND"}
_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"')

# The endings that Russian and Ukrainian nouns and adjectives change; a verb is met by its beginning as well.
_CYRILLIC = re.compile("[\u0400-\u04ff]{4,}")
_CYRILLIC_ENDINGS = (
    "ами", "ями", "ими", "ыми", "ого", "его", "ому", "ему", "ої", "ій", "ів", "їв", "ою", "ею", "ов",
    "ев", "ам", "ям", "ах", "ях", "ой", "ей", "ом", "ем", "им", "ым", "ий", "ый", "ая", "яя",
    "ое", "ее", "ие", "ые", "их", "ых", "їх", "ую", "юю",
    "а", "я", "о", "е", "є", "и", "і", "ї", "ы", "у", "ю", "ь", "й",
)  # fmt: skip
_SHORTEST_PREFIX = 4
"""Letters; the three of цена would also find центр, so shorter stems are spelled out with each ending."""

_PERSIAN = re.compile("[\u0620-\u06ff]{3,}")
_PERSIAN_ENDINGS = ("هایی", "های", "ها", "ای", "ی")

_LATIN = re.compile("[a-z]{3,}")
_ES_AFTER = ("s", "x", "z", "ch", "sh")


def _any(terms: Sequence[Term]) -> str:
    return " OR ".join(term.fts for term in terms)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(index_text(text).replace("'", " ").split())


def _phrase(text: str) -> Term | None:
    found = _tokens(text)
    return Term(found) if found else None


def _word(text: str) -> Term | None:
    """A word in its forms; one that parts into several (Shahed-136, Chinese) is a phrase."""
    found = _tokens(text)
    if not found:
        return None
    if text.endswith("*"):
        return Term(found, prefix=True)
    return Term(found) if len(found) > 1 else _inflected(found[0])


def _inflected(word: str) -> Term:
    if _CYRILLIC.fullmatch(word):
        stem = _stem(word, _CYRILLIC_ENDINGS)
        if len(stem) >= _SHORTEST_PREFIX:
            return Term((stem,), prefix=True)
        return Term((word,), frozenset({stem, *(stem + ending for ending in _CYRILLIC_ENDINGS)}))
    if _PERSIAN.fullmatch(word):
        stem = _stem(word, _PERSIAN_ENDINGS)
        return Term(
            (word,), frozenset({stem, *(part + end for part in {stem, word} for end in _PERSIAN_ENDINGS)})
        )
    if _LATIN.fullmatch(word):
        return Term((word,), frozenset(form for one in _singulars(word) for form in (one, _plural(one))))
    return Term((word,))


def _stem(word: str, endings: Sequence[str]) -> str:
    """The word without the first of the endings that leaves three letters."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _singulars(word: str) -> set[str]:
    """The word itself and what it may be the English plural of."""
    if word.endswith("ies") and len(word) > 4:
        return {word, word[:-3] + "y"}
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        shorter = word.removesuffix("es")
        return {word, word[:-1]} | ({shorter} if shorter.endswith(_ES_AFTER) else set())
    return {word}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_ES_AFTER) else "s")
