"""How much a text is about a topic, and the words that say so: score, label, rule, direction, evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from corpus.types import Label, Match, Relevance
from pipelines.passages import Passage, passages
from pipelines.scoring import Weighed, weigh
from pipelines.spoken import Spoken
from pipelines.topics import Topic
from pipelines.vocabulary import Found

_Place = tuple[int, int, int, str]
"""Of a match: paragraph, start of its passage, its first word, its concept."""
EVIDENCE = 100
"""Matches that are kept, the first in title and text; more explain nothing."""
_NEARLY = 0.5
"""Of the score that makes a text borderline; a paragraph more or less seldom doubles a score."""
_PROMINENCE = {"title": 3, "lede": 2, "body": 1}
"""What a phrase weighs that says which way the matter goes, by where it stands."""


def judge(title: str, text: str, topic: Topic) -> Relevance:
    """What the topic says of a text: a score, its label, and the evidence."""
    return judge_all(title, text, (topic,))[0]


def judge_all(title: str, text: str, topics: Iterable[Topic]) -> tuple[Relevance, ...]:
    """What each topic says of a text, in the order of the topics; the text is folded once for all."""
    topics = tuple(topics)
    cut = [] if all(topic.keeps_everything for topic in topics) else passages(title, text)
    return tuple(_judged(cut, topic) for topic in topics)


def can_be_wanted(title: str, text: str, topics: Iterable[Topic]) -> bool:
    """Whether a better reading of the page that this text was read from could be wanted by one of the topics."""
    topics = tuple(topics)
    judged = zip(judge_all(title, text, topics), topics, strict=True)
    return any(one.score >= topic.thresholds.borderline * _NEARLY for one, topic in judged)


def _judged(cut: Sequence[Passage], topic: Topic) -> Relevance:
    if topic.keeps_everything:
        return Relevance(topic=topic.name, topic_version=topic.version, score=1.0, label=Label.ON_TOPIC)
    spoken = _spoken(cut, topic)
    # Of two rules that say the same the one that asks more explains more.
    best = max(weigh(spoken, topic), key=lambda one: (one.score, len(one.rule.needs)), default=None)
    score = best.score if best else 0.0
    return Relevance(
        topic=topic.name,
        topic_version=topic.version,
        score=score,
        label=topic.label(score),
        rule=best.rule.name if best else None,
        direction=_direction(best, spoken) if best else None,
        other_story=best.other.name if best and best.other else None,
        matched=_evidence(spoken, topic, best),
    )


def _spoken(cut: Sequence[Passage], topic: Topic) -> list[Spoken]:
    """Each passage with what counts in it; captions, links and headlines of other articles are left out."""
    found = [_unbroken(passage, topic.vocabulary.find(passage.words)) for passage in cut]
    telling = {place for place, several in enumerate(found) if several}
    left_out = topic.asides.among(cut, telling) if telling else frozenset()
    counting = [place for place in range(len(cut)) if place not in left_out]
    near = [found[place] for place in counting]
    return [_counting(cut[place], found[place], _context(near, at)) for at, place in enumerate(counting)]


def _unbroken(passage: Passage, found: Iterable[Found]) -> list[Found]:
    """What was found, without phrases that a comma breaks: in «greift an, Russland mahnt» stands no "an Russland"."""
    return [
        one
        for one in found
        if one.first == one.last
        or one.term.is_list
        or one.term.gaps
        or not passage.has_comma(one.first, one.last)
    ]


def _context(found: Sequence[Sequence[Found]], index: int) -> frozenset[str]:
    """The sides that unambiguous words speak for in a passage; title and first paragraph are neighbours."""
    near = found[:2] if index < 2 else found[index : index + 1]
    return frozenset(
        side for several in near for one in several if not one.term.needs_context for side in one.term.sides
    )


def _counting(passage: Passage, found: Iterable[Found], context: frozenset[str]) -> Spoken:
    found = tuple(found)
    for _ in range(2):  # what one ambiguous word is taken for may explain another
        counting = tuple(
            one for one in found if not one.term.needs_context or one.term.needs_context & context
        )
        context |= {side for one in counting for side in one.term.sides}
    return Spoken(passage, counting, frozenset(side for one in counting for side in one.term.sides))


def _direction(best: Weighed, spoken: Sequence[Spoken]) -> str | None:
    """The way of which the passages that speak of the matter say most."""
    needs = frozenset(best.rule.needs)
    said: Counter[str] = Counter()
    for one in spoken:
        if len(needs & one.sides) >= min(2, len(needs)):
            said.update(
                {
                    found.term.direction: _PROMINENCE[one.passage.where]
                    for found in one.found
                    if found.term.direction
                }
            )
    return max(said, key=lambda way: said[way], default=None)


def _evidence(spoken: Sequence[Spoken], topic: Topic, best: Weighed | None) -> tuple[Match, ...]:
    """The first telling matches in title and text, with the words as they were written and what they added."""
    added: Counter[_Place] = Counter()
    for part in best.parts if best else ():
        added[_place(part.spoken, part.found)] += part.added  # type: ignore[assignment]  # a Counter adds floats too
    telling = _telling(topic, best)
    matches = (match for one in spoken if one.found for match in _matches(one, telling, added))
    return tuple(islice(matches, EVIDENCE))


def _telling(topic: Topic, best: Weighed | None) -> frozenset[str]:
    """The sides that explain the score: those of the rule and of the other story; of all rules when none held."""
    if best is None:
        return frozenset(side for rule in topic.rules for side in rule.needs)
    other = (*best.other.needs, *best.other.unless) if best.other else ()
    return frozenset((*best.rule.needs, *other))


def _place(spoken: Spoken, found: Found) -> _Place:
    return spoken.passage.paragraph, spoken.passage.start, found.first, found.term.concept


def _matches(spoken: Spoken, telling: frozenset[str], added: Counter[_Place]) -> Iterator[Match]:
    passage, places = spoken.passage, spoken.passage.places()
    for found in spoken.found:
        worth = added[_place(spoken, found)]
        if not worth and not found.term.direction and telling.isdisjoint(found.term.sides):
            continue
        start, end = places[found.first][0], places[found.last][1]
        yield Match(
            concept=found.term.concept,
            term=passage.quote(start, end),
            where=passage.where,
            paragraph=passage.paragraph,
            start=start,
            end=end,
            language=found.term.language,
            added=round(worth, 3),
        )
