"""What a short paragraph speaks of, told from its words: comments and rules, a newsletter and how to get it.

Outlets word what they tell their readers in endless ways, but always of the same things.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.words import tokens
from pipelines.lexicon import Tables, meanings
from pipelines.reporting import looks_reported, quotes_somebody, speaks_to_reader

_OF_PARAGRAPHS = ("comment_areas.toml", "concepts.toml", "news.toml")

_NEAR = {"ru": ("uk",), "uk": ("ru",), "es": ("pt",), "pt": ("es",)}
"""Languages that share so many words that a paragraph of one seems to be of the other."""

_LEAST_SHARE = 0.15
"""Share of its words that a paragraph gives to what it speaks of. In a longer story they are met by chance."""
_PLAIN_SHARE = 0.25
"""The same for a paragraph that speaks to nobody."""
_HEADING_SHARE = 0.6
_RICH, _DWELT_SHARE = 4, 0.2
"""Concepts of a combination that a long paragraph can dwell on, and the share of words that mean anything then."""
_SENTENCE = re.compile(r"[.!?…؟۔][\"”»\s]*$")

_SPEAKS_TO = frozenset({"address", "reader"})
"""What a word may mean besides another concept: `register` is both an account and said to the reader."""


_Places = Mapping[str, Mapping[str, set[int]]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The concepts of a paragraph by the language in which its words mean them, each with the places of the words."""

    paragraph: str = field(repr=False)
    length: int = 0
    """Words, without numbers."""
    places: _Places = field(default_factory=dict)
    phrased: frozenset[int] = frozenset()
    """The places of words that mean something together; alone they mean nothing more."""

    def says(self, combinations: Iterable[frozenset[str]]) -> bool:
        """Whether one of these combinations is spoken of in one language, and no news is told there."""
        return any(
            self._about(language, combinations) >= _LEAST_SHARE or self._dwells_on(language, combinations)
            for language in self.places
        )

    def states(self, combinations: Iterable[frozenset[str]]) -> bool:
        """The same for words that reporting uses too: much of the paragraph, and nothing that looks like a report."""
        return any(
            self._about(language, combinations)
            and self.share(language) >= _PLAIN_SHARE
            and not looks_reported(self.paragraph, language)
            for language in self.places
        )

    def heads(self, combinations: Iterable[frozenset[str]]) -> bool:
        """The same for a heading: hardly another word, and no sentence."""
        return any(
            self._about(language, combinations) and self.share(language) >= _HEADING_SHARE
            for language in self.places
        ) and not _SENTENCE.search(self.paragraph)

    def share_of(self, combinations: Iterable[frozenset[str]]) -> float:
        """The largest share of words that mean anything, over the languages in which one of these is spoken of."""
        several = list(combinations)
        return max((self.share(name) for name in self.places if self._about(name, several)), default=0)

    def share(self, language: str) -> float:
        """The share of the words that mean anything in this language."""
        spent = set().union(*(at for concept, at in self.places[language].items() if concept != "news"))
        return len(spent) / max(self.length, 1)

    @property
    def news(self) -> int:
        """How many words report, in the language that has most of them."""
        return max((len(found.get("news", ())) for found in self.places.values()), default=0)

    @property
    def tells_news(self) -> bool:
        """Whether it reports, in the language of most of its words."""
        spent = {language: self.share(language) for language in self.places}
        language = max(spent, key=spent.__getitem__, default="")
        return language != "" and (self._tells_news(language) or looks_reported(self.paragraph, language))

    @property
    def speaks_to_reader(self) -> bool:
        """Whether it says something to whoever reads it, in a language in which nothing in it reports."""
        return any(
            not found.keys().isdisjoint(("address", "greeting"))
            and not self._tells_news(language)
            and not looks_reported(self.paragraph, language)
            for language, found in self.places.items()
        )

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

    def _dwells_on(self, language: str, combinations: Iterable[frozenset[str]]) -> bool:
        """Whether a long paragraph speaks of a rich combination throughout; one word of it may be what news uses."""
        found = self.places[language]
        return (
            any(len(wanted) >= _RICH and found.keys() >= wanted for wanted in combinations)
            and len(found.get("news", ())) <= 1
            and self.share(language) >= _DWELT_SHARE
        )

    def _tells_news(self, language: str) -> bool:
        near = (language, *_NEAR.get(language, ()))
        return any(not self.phrased.issuperset(self.places.get(name, {}).get("news", ())) for name in near)


@lru_cache(maxsize=4_000)  # the readings of one page hold the same paragraphs
def spoken_of(paragraph: str) -> Spoken:
    """What a paragraph speaks of; nothing for one that quotes somebody: the words of an editor on comments are news."""
    return Spoken(paragraph) if quotes_somebody(paragraph) else spoken_in(paragraph, _OF_PARAGRAPHS)


def spoken_in(paragraph: str, tables: Tables) -> Spoken:
    """What a text speaks of, by the concepts of these tables."""
    words = tokens(paragraph)
    found: dict[str, dict[str, set[int]]] = {}
    phrased: set[int] = set()
    for start, end, (language, concept) in meanings(words, tables):
        concepts = found.get(language)
        if concepts is None:
            concepts = found[language] = {}
        places = concepts.get(concept)
        if places is None:
            places = concepts[concept] = set()
        places.add(start)
        if end - start > 1:
            places.update(range(start, end))
            if concept != "news":
                phrased.update(range(start, end))
    for language, concepts in found.items():
        if speaks_to_reader(paragraph, language):
            for concept in _SPEAKS_TO:
                concepts.setdefault(concept, set()).add(len(words))
    length = len(words) - sum(map(str.isdigit, words))
    return Spoken(paragraph, length, _spoken_languages(found), frozenset(phrased))


def _spoken_languages(found: _Places) -> _Places:
    """The languages that a text can be in: those that have most of its words that mean anything."""
    spent = {language: len(set().union(*concepts.values())) for language, concepts in found.items()}
    most = max(spent.values(), default=0)
    return {language: found[language] for language in found if spent[language] * 2 >= most}


def tells_news(paragraph: str) -> bool:
    """Whether a paragraph reports or quotes, as far as its words tell."""
    spoken = spoken_of(paragraph)
    return quotes_somebody(paragraph) or spoken.tells_news
