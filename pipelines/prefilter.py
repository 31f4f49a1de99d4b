"""Whether a page's bytes can hold what a topic wants: most pages are left unread by this.

It never loses a page that `judge` would keep. A page passes when for some rule every side has an alias whose words
stand in it, anywhere, even in a menu. One automaton goes over the bytes in UTF-8 and finds words and what may disguise
a word; only there is the disguise taken off.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ahocorasick_rs import BytesAhoCorasick, Implementation

from pipelines.decode import decode
from pipelines.disguises import (
    NO_WORD_BEHIND,
    begins_word,
    disguises,
    ends_word,
    is_unspaced,
    run_at,
    splits_word,
    undisguised,
    word_splits,
)
from pipelines.topics import Topic
from pipelines.vocabulary import Term

Side = tuple[str, str]
"""A side and the topic that it belongs to."""
Words = frozenset[tuple[str, bool]]
"""What an alias needs to stand in a page: words, and whether each is a stem."""
Alias = tuple[Words, frozenset[Side]]
"""What must stand in a page, and what it speaks for."""
_STATEFUL = (b"\0", b"\x1b")
"""Bytes of UTF-16 and of the Japanese mail charsets, which can pass for UTF-8."""
_MISREAD = tuple(
    letter.encode().decode(charset).encode()
    for charset in ("latin-1", "cp1251", "cp1250", "cp1254", "cp1256")
    for letter in ("\u0430", "\u0435", "\u0627", "\u06cc", "\u05d4")  # the commonest of each script
)
"""How letters look in bytes that were read as another charset once, as `pipelines/mojibake.py` puts right."""
_EVERYWHERE = frozenset(
    ("asset", "assets", "center", "design", "force", "global", "light", "part", "port", "sans", "services", "start",
     "state", "success", "system", "systems", "technology", "trans", "unit")
)  # fmt: skip
"""Words, or parts of words, of scripts and style sheets: they stand in nearly every page."""
_LOOSE_LETTERS = 4
"""A shorter word stands inside too many others."""
_REMEMBERED = 1 << 16
"""Words in disguise that a process remembers."""


class Prefilter:
    """The words of all topics in one automaton; built once per process."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._passes_all = any(topic.keeps_everything for topic in topics)
        self._rules = _fewest(
            {frozenset((topic.name, side) for side in rule.needs) for topic in topics for rule in topic.rules}
        )
        self._aliases: dict[str, list[tuple[frozenset[str], frozenset[Side]]]] = {}
        self._stems: set[str] = set()
        alone: set[str] = set()
        for pieces, sides in _without_covered(_aliases(topics, self._rules)):
            words = frozenset(word for word, _ in pieces)
            self._aliases.setdefault(min(words), []).append((words, sides))
            self._stems |= {word for word, is_stem in pieces if is_stem}
            alone |= words if len(words) == 1 else set()
        self._words = sorted(
            {word for several in self._aliases.values() for words, _ in several for word in words}
        )
        self._loose = {
            index
            for index, word in enumerate(self._words)
            if (word not in alone and len(word) >= _LOOSE_LETTERS) or is_unspaced(word)
        }
        """Words that only count beside others, where they begin and end makes no difference worth its time; and those
        of scripts without spaces, which end where a digit or a Latin letter stands behind them, too."""
        plain, splits = [word.encode() for word in self._words], word_splits(self._words)
        self._splits_end = len(plain) + len(splits)
        self._plain = BytesAhoCorasick(plain, implementation=Implementation.DFA)
        hidden = [*plain, *splits, *disguises(self._words)]
        self._misread_from = len(hidden)
        self._automaton = BytesAhoCorasick([*hidden, *_MISREAD], implementation=Implementation.DFA)
        self._known: dict[bytes, frozenset[str]] = {}

    def passes(self, body: bytes, charset: str | None) -> bool:
        """Whether the page is worth reading; `charset` is what the HTTP header names."""
        if self._passes_all:
            return True
        found = self._found(body.lower()) if _is_utf8(body) else None
        if found is None:
            found = self._found(decode(body, charset).encode().lower(), is_decoded=True) or set()
        said = {
            side
            for word in found
            for words, sides in self._aliases.get(word, ())
            if words <= found
            for side in sides
        }
        return any(rule <= said for rule in self._rules)

    def _found(self, text: bytes, *, is_decoded: bool = False) -> set[str] | None:
        """The words that stand in a text, plain or in disguise; None for one that is to be decoded first."""
        found: set[int] = set()
        disguised: set[str] = set()
        done, words_end, splits_end = 0, len(self._words), self._splits_end
        loose, known, misread_from = self._loose, self._known, self._misread_from
        # Some 700 places on a page: what is asked of each is asked in the order of its price.
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if index < words_end:
                if index not in found and (index in loose or self._stands(index, text, start, end)):
                    found.add(index)
            elif index >= misread_from:
                if not is_decoded:
                    return None
            elif end > done and (
                index >= splits_end
                or ((not start or text[start - 1] not in NO_WORD_BEHIND) and splits_word(text, start, end))
            ):
                run, done = run_at(text, start)
                held = known.get(run)
                disguised |= self._in_disguise(run) if held is None else held
        return disguised.union(self._words[index] for index in found)

    def _stands(self, index: int, text: bytes, start: int, end: int) -> bool:
        """Whether what was found is a word, as the judge parts words, or for a stem the beginning of one."""
        return (self._words[index] in self._stems or ends_word(text, end)) and begins_word(text, start)

    def _in_disguise(self, run: bytes) -> frozenset[str]:
        """The words that a disguised one holds; remembered."""
        bare = undisguised(run)
        hits = self._plain.find_matches_as_indexes(bare, overlapping=True)
        held = frozenset(
            self._words[index]
            for index, start, end in hits
            if is_unspaced(self._words[index]) or self._stands(index, bare, start, end)
        )
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        return self._known.setdefault(run, held)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return not any(byte in body for byte in _STATEFUL)


def _fewest(rules: set[frozenset[Side]]) -> set[frozenset[Side]]:
    """The rules without those that ask for all that another one asks for, and for more."""
    return {rule for rule in rules if not any(other < rule for other in rules)}


def _aliases(topics: Iterable[Topic], rules: Iterable[frozenset[Side]]) -> set[Alias]:
    """All aliases that speak for a side of a rule."""
    asked = frozenset(side for rule in rules for side in rule)
    found = {
        (_telling(term), asked & {(topic.name, side) for side in term.sides})
        for topic in topics
        for term in topic.vocabulary.terms
    }
    return {(words, sides) for words, sides in found if sides}


def _without_covered(aliases: Collection[Alias]) -> set[Alias]:
    """The aliases without those in which a shorter one stands that speaks for the same sides."""
    alone: dict[tuple[str, bool], set[Side]] = {}
    for words, sides in aliases:
        if len(words) == 1:
            alone.setdefault(next(iter(words)), set()).update(sides)
    return {
        (words, sides)
        for words, sides in aliases
        if not any(
            sides <= alone.get(shorter, set())
            for piece in words
            for shorter in _stems(*piece)
            if words != {shorter}
        )
    }


def _stems(word: str, is_stem: bool) -> Iterator[tuple[str, bool]]:
    """The word itself, and every stem that it begins with."""
    yield word, is_stem
    yield from ((word[:end], True) for end in range(1, len(word) + 1))


def _telling(term: Term) -> Words:
    """The words of an alias that a page must hold: not the "of" and "system" of every page, if others tell more."""
    words = {word for word in term.words if not word[0].isdigit()}
    for some in (words - _EVERYWHERE, words):
        for fewest in (4, 3, 1):
            if telling := [word for word in some if len(word.removesuffix("*")) >= fewest]:
                return frozenset(map(_piece, telling))
    return frozenset(map(_piece, term.words))


def _piece(word: str) -> tuple[str, bool]:
    """The longest part of a word without an apostrophe, and whether letters may follow it."""
    plain = word.removesuffix("*")
    if "'" not in plain:
        return plain, word.endswith("*")
    return max(plain.split("'"), key=len), True
