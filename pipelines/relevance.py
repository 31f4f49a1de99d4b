"""How much a text is about a topic, and the words that say so.

A rule of the topic names sides that must come together. What counts is how near they stand and how
prominent the place is: all in the title, in one paragraph of the lede, in one paragraph further
down, or only somewhere in the same text. A passing mention in a long text is at most borderline.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.types import Label, Match, Relevance
from pipelines.passages import Passage, passages
from pipelines.topic_format import Rule
from pipelines.topics import Topic
from pipelines.vocabulary import Found

# What the score starts from, by the best place in which all sides of a rule come together.
IN_TITLE = 0.9
IN_LEDE = 0.8
NEAR = 0.65
"""Title and one paragraph of the lede have all sides between them, that paragraph all but one; or one
paragraph of a short text has them all."""
IN_SHORT_TEXT = 0.45
"""Title and text have all sides between them, and the text is short."""
IN_BODY = 0.4
APART = 0.2
"""All sides are there, but never near each other."""

TITLE_SHARE = 0.1
"""Added for the share of the sides that the title names."""
DENSITY = 1.0
DENSITY_AT_MOST = 0.3
"""Added for the share of passages that speak of the matter, where the beginning does not."""
NAME = 0.05
NAMES_AT_MOST = 0.15
"""Added for distinct telling names: per step of weight above 1."""
AGAINST = 0.25
"""Taken away when title or lede speak for another story and the title does not have all sides."""

SHORT_TEXT = 150
"""Words up to which a text is one neighbourhood."""
LONG_TEXT = 12
"""Passages from which on a text must return to the matter to be about it."""
PASSING = 0.1
ASIDE_WORDS = 40
"""A caption or a link is no longer than this; a longer paragraph is text, however it begins."""
EVIDENCE = 100
"""Matches that are kept, the first in title and text; more explain nothing."""


def judge(title: str, text: str, topic: Topic) -> Relevance:
    """What the topic says of a text: a score, its label, and the evidence."""
    return judge_all(title, text, (topic,))[0]


def judge_all(title: str, text: str, topics: Iterable[Topic]) -> tuple[Relevance, ...]:
    """What each topic says of a text, in the order of the topics; the text is folded once for all."""
    topics = tuple(topics)
    cut = [] if all(topic.keeps_everything for topic in topics) else passages(title, text)
    return tuple(_judged(cut, topic) for topic in topics)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What of a topic is spoken of in one passage."""

    passage: Passage
    found: tuple[Found, ...]
    sides: frozenset[str]


def _judged(cut: Sequence[Passage], topic: Topic) -> Relevance:
    if topic.keeps_everything:
        return Relevance(topic=topic.name, topic_version=topic.version, score=1.0, label=Label.ON_TOPIC)
    spoken = _spoken(cut, topic)
    score = max((_score(rule, spoken, topic) for rule in topic.rules), default=0.0)
    return Relevance(
        topic=topic.name,
        topic_version=topic.version,
        score=score,
        label=topic.label(score),
        matched=_evidence(spoken),
    )


def _spoken(cut: Sequence[Passage], topic: Topic) -> list[_Spoken]:
    """Each passage with what counts in it; captions and links are left out."""
    kept = [passage for passage in cut if not _is_aside(passage, topic)]
    found = [topic.vocabulary.find(passage.words) for passage in kept]
    return [
        _counting(passage, several, _context(found, index))
        for index, (passage, several) in enumerate(zip(kept, found, strict=True))
    ]


def _is_aside(passage: Passage, topic: Topic) -> bool:
    is_short = passage.paragraph > 0 and len(passage.words) <= ASIDE_WORDS
    return is_short and passage.opening().startswith(topic.asides)


def _context(found: Sequence[Sequence[Found]], index: int) -> frozenset[str]:
    """The sides that unambiguous words speak for in a passage; title and first paragraph are neighbours."""
    near = found[:2] if index < 2 else found[index : index + 1]
    return frozenset(
        side for several in near for one in several if not one.term.needs_context for side in one.term.sides
    )


def _counting(passage: Passage, found: Iterable[Found], context: frozenset[str]) -> _Spoken:
    counting = tuple(one for one in found if not one.term.needs_context or one.term.needs_context & context)
    return _Spoken(passage, counting, frozenset(side for one in counting for side in one.term.sides))


def _score(rule: Rule, spoken: Sequence[_Spoken], topic: Topic) -> float:
    needs = frozenset(rule.needs)
    everywhere = frozenset(side for one in spoken for side in one.sides)
    if not needs <= everywhere:
        return 0.0
    title = spoken[0].sides
    place = _place(needs, spoken)
    score = place + TITLE_SHARE * len(needs & title) / len(needs) + _names(spoken)
    density = _density(needs, spoken[1:])
    if place == IN_BODY:
        score += min(DENSITY_AT_MOST, DENSITY * density)
    if place < IN_TITLE:
        score -= AGAINST * _speaks_against(rule, spoken)
    is_passing = place < IN_TITLE and len(spoken) > LONG_TEXT and density < PASSING
    limit = _below(topic.thresholds.on_topic) if is_passing or rule.at_most is not Label.ON_TOPIC else 1.0
    return round(max(0.0, min(score * rule.weight, limit)), 3)


def _place(needs: frozenset[str], spoken: Sequence[_Spoken]) -> float:
    """The best place in which all sides come together."""
    title, rest = spoken[0].sides, spoken[1:]
    lede = [one.sides for one in rest if one.passage.where == "lede"]
    meets = any(needs <= one.sides for one in rest)
    is_short = sum(len(one.passage.words) for one in rest) <= SHORT_TEXT
    if needs <= title:
        return IN_TITLE
    if any(needs <= sides for sides in lede):
        return IN_LEDE
    if any(needs <= title | sides and len(needs & sides) >= len(needs) - 1 for sides in lede):
        return NEAR
    if is_short:
        return NEAR if meets else IN_SHORT_TEXT
    return IN_BODY if meets else APART


def _density(needs: frozenset[str], rest: Sequence[_Spoken]) -> float:
    """The share of passages that hold all sides, plus half of those with the rarest side and another."""
    if not rest:
        return 0.0
    rarest = min(sorted(needs), key=lambda side: sum(side in one.sides for one in rest))
    full = sum(needs <= one.sides for one in rest)
    related = sum(rarest in one.sides and len(needs & one.sides) >= 2 for one in rest)
    return (full + max(0, related - full) / 2) / len(rest)


def _names(spoken: Sequence[_Spoken]) -> float:
    steps = {found.term.concept: found.term.weight - 1 for one in spoken for found in one.found}
    return min(NAMES_AT_MOST, NAME * sum(steps.values()))


def _speaks_against(rule: Rule, spoken: Sequence[_Spoken]) -> bool:
    beginning = (one.sides for one in spoken if one.passage.where != "body")
    return any(sides.intersection(rule.against) for sides in beginning)


def _below(threshold: float) -> float:
    return max(0.0, threshold - 0.01)


def _evidence(spoken: Sequence[_Spoken]) -> tuple[Match, ...]:
    """The first matches in title and text, with the words as they were written."""
    matches = (match for one in spoken if one.found for match in _matches(one))
    return tuple(islice(matches, EVIDENCE))


def _matches(spoken: _Spoken) -> Iterator[Match]:
    passage, places = spoken.passage, spoken.passage.places()
    for found in spoken.found:
        start, end = places[found.first][0], places[found.last][1]
        term = passage.quote(start, end)
        yield Match(found.term.concept, term, passage.where, passage.paragraph, start, end)
