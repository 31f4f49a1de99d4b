"""The aliases of a topic as patterns over folded words, and where they occur.

Matching is by whole words, in every script: `иран*` finds «иранских» but not «Тирана». A word with
an apostrophe also counts without it (Iran's, l'Iran, İran'ın), and an Arabic or Hebrew word without
the article, preposition or conjunction that is written onto it (والمسيرات, האיראני). Three dots let a
few words stand between: `send* ... to Iran`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from corpus.words import tokens
from pipelines.phrases import has_comma

_ARABIC_PREFIX = re.compile(r"(?:[وف]?(?:[بک]?ال|لل|[بکل])|[وف])(?=\w{3})")
_HEBREW_PREFIX = re.compile(r"[והבלמשכ]{1,2}(?=[א-ת]{2})")
_REMEMBERED = 1 << 16
"""Distinct words whose terms a process remembers; far more than a day's news holds."""
DOTS = ("...", "…")
GAP_WORDS = 6
"""Words that three dots stand for at most."""
_ZWNJ = "\u200c"


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
    language: str = ""
    """Under which the file lists it; several are parted by commas."""
    direction: str = ""
    """The way that it points, for a phrase of a direction."""
    gaps: frozenset[int] = frozenset()
    """Places in `words` before which a few other words may stand."""
    is_list: bool = False
    """Whether a comma stands in the alias; one without is not found across a comma."""


class Found(NamedTuple):  # made by the hundred for each text, in a third of the time of a dataclass
    """A term and the words it takes up, both included."""

    term: Term
    first: int
    last: int

    def overlaps(self, other: "Found") -> bool:
        """Whether both take up some word."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "Found") -> bool:
        """Whether it takes up all words of the other and more: a longer name is not its shorter namesake."""
        is_longer = self.last - self.first > other.last - other.first
        return is_longer and self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Pattern:
    """An alias as it is looked for."""

    words: tuple[str, ...]
    gaps: frozenset[int] = frozenset()
    is_list: bool = False


def pattern(alias: str) -> tuple[str, ...]:
    """An alias as folded words; a star at the end of one is kept. Empty when it has no word."""
    return parsed(alias).words


def parsed(alias: str) -> Pattern:
    """An alias as folded words and the places where others may stand between."""
    words: list[str] = []
    gaps: set[int] = set()
    for part in alias.split():
        if part in DOTS:
            gaps.add(len(words))
            continue
        folded = tokens(part)
        if folded and part.rstrip("\"'»”)").endswith("*"):
            folded[-1] += "*"
        words.extend(folded)
    return Pattern(tuple(words), frozenset(gaps & set(range(1, len(words)))), has_comma(alias))


def spellings(alias: str) -> Iterator[Pattern]:
    """An alias as it stands, and as newsrooms also type it: without the joiner or dot, and with the number written on.

    `کی‌یف` is also `کییف`, `Shahed-136` also `Shahed136` and, in the plural, `Shahed-136s`.
    """
    found = parsed(alias)
    yield found
    if _ZWNJ in alias:
        yield parsed(alias.replace(_ZWNJ, ""))
    if "ı" in alias:  # in capitals it is an I like any other
        yield parsed(alias.replace("ı", "i"))
    if len(found.words) > 1 and found.words[-1].isdigit() and not found.gaps:
        *before, stem, number = found.words
        yield replace(found, words=(*before, stem, f"{number}s"))
        if not stem.endswith("*"):
            yield replace(found, words=(*before, stem + number))


@dataclass(frozen=True, slots=True)
class _Known:
    """What one word can be in a vocabulary."""

    fits: frozenset[str]
    """The words of patterns that it fulfils."""
    alone: tuple[Term, ...]
    """The terms that it fulfils by itself."""
    begun: Mapping[str, tuple[Term, ...]]
    """The longer ones that it may begin, by their second word."""


@dataclass(frozen=True)
class Vocabulary:
    """All terms of a topic, ready to be looked for."""

    terms: tuple[Term, ...]
    _wanted: frozenset[str] = field(default=frozenset(), repr=False)
    _starting: dict[str, list[Term]] = field(default_factory=dict, repr=False)
    _known: dict[str, _Known | Literal[False]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_wanted", frozenset(word for term in self.terms for word in term.words))
        for term in self.terms:
            self._starting.setdefault(term.words[0], []).append(term)

    def find(self, words: Sequence[str]) -> list[Found]:
        """What stands in these words: nothing that is part of a trap, and of a concept the longest alias."""
        here = list(map(self._known.get, words))
        if None in here:
            here = [
                self._learned(word) if one is None else one for word, one in zip(words, here, strict=True)
            ]
        telling = [(at, one) for at, one in enumerate(here) if one]
        if not telling:
            return []
        present = frozenset[str]().union(*(one.fits for _, one in telling))
        found = [Found(term, at, at) for at, one in telling for term in one.alone]
        for at, one in telling:
            for second, terms in one.begun.items():
                for term in terms if second in present else ():
                    if (last := _last(term, 1, here, at)) >= 0:
                        found.append(Found(term, at, last))
        return list(_kept(found))

    def _learned(self, word: str) -> _Known | Literal[False]:
        """What a word can be, remembered for the next time; False when it is nothing, as most are."""
        wanted = (
            part
            for form in forms(word)
            for part in (form, *(f"{form[:end]}*" for end in range(len(form), 1, -1)))
        )
        fits = dict.fromkeys(part for part in wanted if part in self._wanted)
        terms = dict.fromkeys(term for part in fits for term in self._starting.get(part, ()))
        alone = tuple(term for term in terms if len(term.words) == 1)
        begun: dict[str, tuple[Term, ...]] = {}
        for term in terms:
            if len(term.words) > 1:
                begun[term.words[1]] = (*begun.get(term.words[1], ()), term)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        return self._known.setdefault(word, _Known(frozenset(fits), alone, begun) if fits else False)


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
        if prefix.end() > 2 and prefix[0].endswith("ال"):  # an alias may be written with its article
            yield word[prefix.end() - 2 :]
        if prefix.end() == 2 and "א" <= word[0] <= "ת":  # the second letter may belong to the word
            yield word[1:]


def _last(term: Term, place: int, here: Sequence[_Known | Literal[False] | None], at: int) -> int:
    """Where the term ends whose word before `place` stands at `at`; -1 when its other words do not follow."""
    if place == len(term.words):
        return at
    wanted = term.words[place]
    furthest = at + 1 + (GAP_WORDS if place in term.gaps else 0)
    for next_at, one in enumerate(here[at + 1 : furthest + 1], start=at + 1):
        if one and wanted in one.fits and (last := _last(term, place + 1, here, next_at)) >= 0:
            return last
    return -1


def _kept(found: list[Found]) -> Iterator[Found]:
    if len(found) > 1:
        found.sort(key=lambda one: (one.first, -one.last, one.term.concept))
    traps = [one for one in found if one.term.is_trap]
    reach: dict[str, int] = {}
    for one in found:
        concept = one.term.concept
        if one.term.is_trap or one.last <= reach.get(concept, -1):
            continue
        if not traps or not any(one.overlaps(trap) and not one.contains(trap) for trap in traps):
            reach[concept] = one.last
            yield one
