"""What a short paragraph speaks of, told from its words: comments and rules, a newsletter and how to get it.

Outlets word what they tell their readers in endless ways, but always of the same things.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from corpus.words import fold, tokens
from pipelines.reporting import looks_reported, quotes_somebody, speaks_to_reader
from pipelines.wording import all_texts, table

_TABLES = ("comment_areas.toml", "concepts.toml", "news.toml")
_PATTERNS = ("past", "addressed", "attributed")
"""Parts of the tables that hold patterns, not words; `pipelines/reporting.py` has them."""
_SHORTEST_STEM = 2
# Arabic and Hebrew write `and`, `the`, `in`, `for` at the front of a word.
_PREFIXES = ("وال", "بال", "لل", "ال", "فال", "کال", "و", "ب", "ل", "ف", "ה", "ו", "ב", "ל", "ש", "מ")
_SHORTEST_REST = 3
_MARKED = ("ar", "he")

_NEAR = {"ru": ("uk",), "uk": ("ru",), "es": ("pt",), "pt": ("es",)}
"""Languages that share so many words that a paragraph of one seems to be of the other."""

_LEAST_SHARE = 0.15
"""Share of its words that a paragraph gives to what it speaks of. In a longer story they are met by chance."""
_PLAIN_SHARE = 0.25
"""The same for a paragraph that speaks to nobody."""
_HEADING_SHARE = 0.6
_SENTENCE = re.compile(r"[.!?…؟۔][\"”»\s]*$")

_SPEAKS_TO = frozenset({"address", "reader"})
"""What a word may mean besides another concept: `register` is both an account and said to the reader."""

Meaning = tuple[str, str]
"""The language in which a word means a concept, and the concept."""

_Phrase = tuple[tuple[str, ...], bool, Meaning]
"""The words after the first, whether the last of them is a stem, and what they mean together."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The concepts of a paragraph by the language in which its words mean them, each with the places of the words."""

    paragraph: str = field(repr=False)
    length: int = 0
    """Words, without numbers."""
    places: Mapping[str, Mapping[str, set[int]]] = field(default_factory=dict)
    phrased: frozenset[int] = frozenset()
    """The places of words that mean something together; alone they mean nothing more."""

    def says(self, combinations: Iterable[frozenset[str]]) -> bool:
        """Whether one of these combinations is spoken of in one language, and no news is told there."""
        return any(self._about(language, combinations) >= _LEAST_SHARE for language in self.places)

    def states(self, combinations: Iterable[frozenset[str]]) -> bool:
        """The same for words that reporting uses too: much of the paragraph, and nothing that looks like a report."""
        return any(
            self._about(language, combinations)
            and self._share(language) >= _PLAIN_SHARE
            and not looks_reported(self.paragraph, language)
            for language in self.places
        )

    def heads(self, combinations: Iterable[frozenset[str]]) -> bool:
        """The same for a heading: hardly another word, and no sentence."""
        return any(
            self._about(language, combinations) and self._share(language) >= _HEADING_SHARE
            for language in self.places
        ) and not _SENTENCE.search(self.paragraph)

    @property
    def tells_news(self) -> bool:
        """Whether it reports, in the language of most of its words."""
        spent = {language: self._share(language) for language in self.places}
        language = max(spent, key=spent.__getitem__, default="")
        return language != "" and (self._tells_news(language) or looks_reported(self.paragraph, language))

    def _about(self, language: str, combinations: Iterable[frozenset[str]]) -> float:
        """The share of the words that say one of these combinations; 0 for news, and where none is said."""
        found = self.places[language]
        for wanted in combinations:
            if found.keys() >= wanted:
                # Each has a word of its own: `moderation` alone is not both the place and what is done there.
                named = set().union(*(found[concept] for concept in wanted - _SPEAKS_TO))
                words = named.union(*(found[concept] for concept in wanted & _SPEAKS_TO))
                if (
                    len(named) >= len(wanted - _SPEAKS_TO)
                    and len(words) >= min(len(wanted), 2)
                    and not self._tells_news(language)
                ):
                    return len(words) / max(self.length, 1)
        return 0

    def _share(self, language: str) -> float:
        """The share of the words that mean anything here."""
        spent = set().union(*(at for concept, at in self.places[language].items() if concept != "news"))
        return len(spent) / max(self.length, 1)

    def _tells_news(self, language: str) -> bool:
        near = (language, *_NEAR.get(language, ()))
        return any(not self.phrased.issuperset(self.places.get(name, {}).get("news", ())) for name in near)


def spoken_of(paragraph: str) -> Spoken:
    """What a paragraph speaks of; nothing for one that quotes somebody: the words of an editor on comments are news."""
    if quotes_somebody(paragraph):
        return Spoken(paragraph)
    words = tokens(paragraph)
    found: dict[str, dict[str, set[int]]] = {}
    phrased: set[int] = set()
    for start, end, (language, concept) in _met(words):
        places = found.setdefault(language, {}).setdefault(concept, set())
        places.add(start)
        if end - start > 1:
            places.update(range(start, end))
            if concept != "news":
                phrased.update(range(start, end))
    for language, concepts in found.items():
        if speaks_to_reader(paragraph, language):
            for concept in _SPEAKS_TO:
                concepts.setdefault(concept, set()).add(len(words))
    length = sum(not word.isdigit() for word in words)
    return Spoken(paragraph, length, found, frozenset(phrased))


def tells_news(paragraph: str) -> bool:
    """Whether a paragraph reports or quotes, as far as its words tell."""
    spoken = spoken_of(paragraph)
    return quotes_somebody(paragraph) or spoken.tells_news


def _met(words: Sequence[str]) -> Iterator[tuple[int, int, Meaning]]:
    """Where in these words each meaning starts and ends."""
    for n, word in enumerate(words):
        meanings, phrases = _meanings(word)
        for meaning in meanings:
            yield n, n + 1, meaning
        for rest, is_stem, meaning in phrases:
            end = n + 1 + len(rest)
            said = tuple(words[n + 1 : end])
            if said == rest or (
                is_stem and said[:-1] == rest[:-1] and said and said[-1].startswith(rest[-1])
            ):
                yield n, end, meaning


@lru_cache(maxsize=50_000)
def _meanings(word: str) -> tuple[Sequence[Meaning], Sequence[_Phrase]]:
    """What a word means alone, and the phrases that begin with it."""
    whole, stems, phrases = _lexicon()
    found = [*whole.get(word, ()), *_begins(word, stems)]
    elided = word.rpartition("'")[2]  # French and Italian write the article with its noun
    if elided != word:
        found += [*whole.get(elided, ()), *_begins(elided, stems, _SHORTEST_REST)]
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST_REST:
            meant = (*whole.get(rest, ()), *_begins(rest, stems, _SHORTEST_REST))
            found += [meaning for meaning in meant if meaning[0] in _MARKED]
    return tuple(dict.fromkeys(found)), phrases.get(word, ())


def _begins(
    word: str, stems: Mapping[str, Sequence[Meaning]], least: int = _SHORTEST_STEM
) -> Iterator[Meaning]:
    for length in range(least, len(word) + 1):
        yield from stems.get(word[:length], ())


@cache
def _lexicon() -> tuple[
    Mapping[str, list[Meaning]], Mapping[str, list[Meaning]], Mapping[str, list[_Phrase]]
]:
    """Whole words, stems, and phrases by their first word, with the language and concept of each."""
    whole: dict[str, list[Meaning]] = {}
    stems: dict[str, list[Meaning]] = {}
    phrases: dict[str, list[_Phrase]] = {}
    for written, meaning in _written():
        is_stem = written.endswith("*")
        first, *rest = tokens(written.rstrip("*"))
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), is_stem, meaning))
        else:
            (stems if is_stem else whole).setdefault(first, []).append(meaning)
    return whole, stems, phrases


def _written() -> Iterator[tuple[str, Meaning]]:
    for name in _TABLES:
        for concept, languages in table(name).items():
            if concept in _PATTERNS or not isinstance(languages, dict):
                continue
            for language, words in languages.items():
                yield from ((fold(word), (language, concept)) for word in all_texts(words))
