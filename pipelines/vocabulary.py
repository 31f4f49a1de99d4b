"""The aliases of a topic as patterns over folded words, and where they occur.

Matching is by whole words, in every script: `иран*` finds «иранских» but not «Тирана». A word with
an apostrophe also counts without it (Iran's, l'Iran, İran'ın), and an Arabic or Hebrew word without
the article, preposition or conjunction that is written onto it (والمسيرات, האיראני).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.words import tokens

_ARABIC_PREFIX = re.compile(r"(?:[وف]?(?:[بک]?ال|لل|[بکل])|[وف])(?=\w{3})")
_HEBREW_PREFIX = re.compile(r"[והבלמשכ]{1,2}(?=[א-ת]{2})")
_REMEMBERED = 1 << 16
"""Distinct words whose terms a process remembers; far more than a day's news holds."""


@dataclass(frozen=True, slots=True)
class Term:
    """One alias of a concept, folded."""

    concept: str
    words: tuple[str, ...]
    """A stem keeps its star."""
    sides: frozenset[str] = frozenset()
    weight: int = 1
    needs_context: frozenset[str] = frozenset()
    """The sides of which one must stand nearby; empty for an alias that speaks for itself."""
    is_trap: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A term and the words it takes up, both included."""

    term: Term
    first: int
    last: int

    def overlaps(self, other: "Found") -> bool:
        """Whether both take up some word."""
        return self.first <= other.last and other.first <= self.last


def pattern(alias: str) -> tuple[str, ...]:
    """An alias as folded words; a star at the end of one is kept. Empty when it has no word."""
    words: list[str] = []
    for part in alias.split():
        folded = tokens(part)
        if folded and part.rstrip("\"'»”)").endswith("*"):
            folded[-1] += "*"
        words.extend(folded)
    return tuple(words)


@dataclass(frozen=True)
class Vocabulary:
    """All terms of a topic, ready to be looked for."""

    terms: tuple[Term, ...]
    _exact: dict[str, list[Term]] = field(default_factory=dict, repr=False)
    _stems: dict[str, list[Term]] = field(default_factory=dict, repr=False)
    _known: dict[str, tuple[Term, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for term in self.terms:
            first = term.words[0]
            table = self._stems if first.endswith("*") else self._exact
            table.setdefault(first.rstrip("*"), []).append(term)

    def find(self, words: Sequence[str]) -> list[Found]:
        """What stands in these words: nothing that is part of a trap, and of a concept the longest alias."""
        known = self._known
        found = [
            Found(term, at, at + len(term.words) - 1)
            for at, word in enumerate(words)
            for term in (known[word] if word in known else self._starting(word))
            if len(term.words) == 1 or _continues(term.words, words, at)
        ]
        return list(_kept(found)) if found else []

    def _starting(self, word: str) -> tuple[Term, ...]:
        """The terms whose first word this is, remembered for the next time."""
        terms: dict[Term, None] = {}
        for form in forms(word):
            terms.update(dict.fromkeys(self._exact.get(form, ())))
            for end in range(2, len(form) + 1):
                terms.update(dict.fromkeys(self._stems.get(form[:end], ())))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        return self._known.setdefault(word, tuple(terms))


def forms(word: str) -> Iterator[str]:
    """The word, and the word without what its language writes onto it."""
    yield word
    head, apostrophe, _ = word.rpartition("'")
    if apostrophe:
        yield head
        yield word.partition("'")[2]
    prefix = _ARABIC_PREFIX.match(word) or _HEBREW_PREFIX.match(word)
    if prefix:
        yield word[prefix.end() :]
        if prefix.end() == 2 and "א" <= word[0] <= "ת":  # the second letter may belong to the word
            yield word[1:]


def _continues(pattern_words: Sequence[str], words: Sequence[str], at: int) -> bool:
    rest = words[at + 1 : at + len(pattern_words)]
    return len(rest) == len(pattern_words) - 1 and all(map(_fits, pattern_words[1:], rest))


def _fits(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return any(form.startswith(wanted[:-1]) for form in forms(word))
    return word == wanted or any(form == wanted for form in forms(word))


def _kept(found: Iterable[Found]) -> Iterator[Found]:
    found = sorted(found, key=lambda one: (one.first, -one.last))
    traps = [one for one in found if one.term.is_trap]
    reach: dict[str, int] = {}
    for one in found:
        concept = one.term.concept
        if one.term.is_trap or one.last <= reach.get(concept, -1):
            continue
        if not any(one.overlaps(trap) for trap in traps):
            reach[concept] = one.last
            yield one
