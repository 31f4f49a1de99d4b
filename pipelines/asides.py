"""What stands in a text and is not the article: captions, credits, links, headlines of other articles.

`asides.toml` lists the words by language. A paragraph is also left out when it has no full stop where
the others have one: it is a headline, of this article or of another.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from corpus.toml import read_toml
from corpus.words import fold
from pipelines.passages import Passage

Words = dict[str, tuple[str, ...]]

ASIDE_WORDS = 40
"""A caption, a link or a teaser is no longer than this; a longer paragraph is text, however it begins."""
HEADLINE_WORDS = 20
HEADING_WORDS = 6
PROSE_WORDS = 12
"""Words from which on a paragraph tells whether its text ends sentences as prose does."""
PROSE_PARAGRAPHS = 3
PROSE_SHARE = 0.75


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    openings: Words
    lists: Words
    credits: Words


@dataclass(frozen=True, slots=True)
class Asides:
    """The words, folded, that show a paragraph not to be the article."""

    openings: tuple[str, ...]
    lists: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()

    def with_openings(self, more: Iterable[str]) -> "Asides":
        """These and a topic's own."""
        return Asides((*self.openings, *map(fold, more)), self.lists, self.credits)

    def among(self, passages: Sequence[Passage], asked: Collection[int]) -> frozenset[int]:
        """Which of the passages at these places do not count; the title always does."""
        found: set[int] = set()
        is_listing = False
        ends_sentences = _is_prose(passages)
        for place, passage in enumerate(passages):
            tells = len(passage.words) > HEADLINE_WORDS and passage.ends_sentence
            is_listing = is_listing and not tells
            if place == 0 or len(passage.words) > ASIDE_WORDS:
                is_listing = False
                continue
            opening = passage.opening()
            is_listing = is_listing or (
                len(passage.words) <= HEADING_WORDS and opening.startswith(self.lists)
            )
            if place in asked and (
                is_listing or self._is_aside(passage, opening) or (ends_sentences and _is_headline(passage))
            ):
                found.add(place)
        return frozenset(found)

    def _is_aside(self, passage: Passage, opening: str) -> bool:
        if opening.startswith("•"):
            return not passage.ends_sentence  # a bullet of the article itself is a sentence
        return opening.startswith(self.openings) or self._is_credited(passage)

    def _is_credited(self, passage: Passage) -> bool:
        said = " ".join(fold(passage.said).split())
        return any(credit in said for credit in self.credits)


@cache
def usual_asides() -> Asides:
    """The ones of every topic."""
    file = read_toml(files("pipelines").joinpath("asides.toml")).as_one(_File)
    return Asides(_folded(file.openings), _folded(file.lists), _folded(file.credits))


def _folded(words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(word) for several in words.values() for word in several))


def _is_prose(passages: Sequence[Passage]) -> bool:
    """Whether the paragraphs of a text end as sentences do, so that one which does not stands out."""
    told = [one.ends_sentence for one in passages[1:] if len(one.words) >= PROSE_WORDS]
    return sum(told) >= PROSE_PARAGRAPHS and sum(told) >= PROSE_SHARE * len(told)


def _is_headline(passage: Passage) -> bool:
    return passage.paragraph > 1 and len(passage.words) <= HEADLINE_WORDS and not passage.ends_sentence
