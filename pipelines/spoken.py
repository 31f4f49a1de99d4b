"""What of a topic is spoken of in a text, passage by passage and sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.passages import Passage
from pipelines.phrases import small_words
from pipelines.vocabulary import Found

CLAUSE_WORDS = 8
"""Words between owner and thing at most in one clause."""
SIDE_BY_SIDE = 3
"""Words apart at most for two words that need nothing to join them: Iranian attack drones, drones from Iran."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What of a topic is spoken of in one passage."""

    passage: Passage
    found: tuple[Found, ...]
    sides: frozenset[str]
    sentences: list["Sentence"] = field(default_factory=list, repr=False, compare=False)
    """Worked out when a rule asks first."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What of a topic is spoken of in one sentence, or in one part of a title."""

    found: tuple[Found, ...] = ()
    sides: frozenset[str] = frozenset()
    passage: Passage | None = field(default=None, repr=False)

    def are_one_phrase(self, owner: Found, thing: Found) -> bool:
        """Whether two words stand side by side as owner and thing, and not as items of a list."""
        if self.passage is None or abs(owner.first - thing.first) > SIDE_BY_SIDE:
            return False
        before, behind = sorted((owner, thing), key=lambda one: one.first)
        small, between = small_words(), frozenset(self.passage.words[before.last + 1 : behind.first])
        is_tied = between <= small.tying if before is thing else between.isdisjoint(small.parting)
        return is_tied and not self.passage.has_comma(before.first, behind.last)

    def are_in_one_clause(self, owner: Found, thing: Found) -> bool:
        """Whether no conjunction and no comma stands between two words that are not far apart."""
        if self.passage is None:
            return False
        before, behind = sorted((owner, thing), key=lambda one: one.first)
        between = self.passage.words[before.last + 1 : behind.first]
        is_short = len(between) <= CLAUSE_WORDS and small_words().separating.isdisjoint(between)
        return is_short and not self.passage.has_comma(before.first, behind.last)


def sentences_of(spoken: Sequence[Spoken]) -> Iterator[Sentence]:
    """The sentences that speak of something, the first one for the title whether it does or not."""
    for place, one in enumerate(spoken):
        if one.found and not one.sentences:
            one.sentences.extend(_sentence(one, first, last) for first, last in one.passage.sentences())
        if place == 0:
            yield max(one.sentences, key=lambda said: len(said.sides), default=Sentence())
        else:
            yield from one.sentences


def _sentence(spoken: Spoken, first: int, last: int) -> Sentence:
    found = tuple(one for one in spoken.found if first <= one.first <= last)
    return Sentence(found, frozenset(side for one in found for side in one.term.sides), spoken.passage)
