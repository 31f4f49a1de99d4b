"""How much what is spoken of in a text fulfils a rule of a topic.

A rule names sides that must come together. What counts is how near they stand and how prominent the
place is: all in the title, in one paragraph of the lede, in one paragraph further down, or only
somewhere in the same text. A passing mention in a long text is at most borderline.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.types import Label
from pipelines.spoken import Sentence, Spoken, sentences_of
from pipelines.topic_format import Other, Rule
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
UNJOINED = 0.76
"""The score is multiplied by this when one clause names all that the rule needs, and no known word joins it."""
SCATTERED = 0.34
"""The same when no clause does, or no sentence so much as names it together: the text lists several stories."""

OUTNUMBERED = 2
"""How many times as often the beginning must speak of our story as of the other one, at least."""

SHORT_TEXT = 150
"""Words up to which a text is one neighbourhood."""
LONG_TEXT = 12
"""Passages from which on a text must return to the matter to be about it."""
PASSING = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a score and the word that earned it."""

    spoken: Spoken
    found: Found
    added: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one rule makes of a text."""

    rule: Rule
    score: float
    other: Other | None = None
    """The story of another kind that the text looks like."""
    parts: tuple[Part, ...] = field(default=(), repr=False)


def weigh(spoken: Sequence[Spoken], topic: Topic) -> list[Weighed]:
    """The scores of those rules of which every side is spoken of somewhere, each with what made it."""
    everywhere = frozenset[str]().union(*(one.sides for one in spoken))
    asked = [rule for rule in topic.rules if everywhere.issuperset(rule.needs)]
    names = list(_name_parts(spoken)) if asked else []
    return [_weighed(rule, spoken, topic, names) for rule in asked]


def _weighed(rule: Rule, spoken: Sequence[Spoken], topic: Topic, names: Sequence[Part]) -> Weighed:
    needs = frozenset(rule.needs)
    place, best = _place(rule, spoken)
    density = _density(needs, spoken[1:])
    parts = [
        *_side_parts(needs, place, best, spoken),
        *_title_parts(needs, spoken[0]),
        *names,
        *(_density_parts(needs, density, spoken) if place == IN_BODY else ()),
    ]
    score = min(1.0, sum(part.added for part in parts))
    other = _other(rule, spoken, topic)
    if other is not None:
        parts.append(_other_part(other, rule, spoken, score))
        score *= other.weight
    score *= rule.weight
    if score >= topic.thresholds.borderline:
        score *= _togetherness(rule, needs, spoken)
    is_passing = place < IN_TITLE and len(spoken) > LONG_TEXT and density < PASSING
    if is_passing or rule.at_most is not Label.ON_TOPIC:
        score = min(score, max(0.0, topic.thresholds.on_topic - 0.01))
    return Weighed(rule, round(score, 3), other, tuple(parts))


def _place(rule: Rule, spoken: Sequence[Spoken]) -> tuple[float, Sequence[Spoken]]:
    """What the best place in which all sides come together is worth, and the passages that make it."""
    needs, title, rest = frozenset(rule.needs), spoken[0], spoken[1:]
    if needs <= title.sides:
        return IN_TITLE, [title]
    lede = [one for one in rest if one.passage.where == "lede"]
    for one in lede:
        if needs <= one.sides:
            return IN_LEDE, [one]
    for one in lede:
        if needs <= title.sides | one.sides and _is_near(rule, title.sides, one.sides):
            return NEAR, [one, title]
    meeting = [one for one in rest if needs <= one.sides]
    if sum(len(one.passage.words) for one in rest) <= SHORT_TEXT:
        return (NEAR, meeting[:1]) if meeting else (IN_SHORT_TEXT, spoken)
    return (IN_BODY, meeting[:1]) if meeting else (APART, spoken)


def _is_near(rule: Rule, title: frozenset[str], lede: frozenset[str]) -> bool:
    """Whether the lede tells all but one side, or completes a title that does, or goes on with what that ties."""
    needs = frozenset(rule.needs)
    if len(needs & lede) >= len(needs) - 1:
        return True
    completes = title.issuperset(rule.together[-1:]) and not lede.isdisjoint(rule.completed_by)
    is_told = not title.isdisjoint(rule.told_by) and not lede.isdisjoint(rule.joined_by)
    return (completes or is_told) and len(needs & title) >= len(needs) - 1


def _density(needs: frozenset[str], rest: Sequence[Spoken]) -> float:
    """The share of passages that hold all sides, plus half of those with the rarest side and another."""
    if not rest:
        return 0.0
    rarest = _rarest(needs, rest)
    full = sum(needs <= one.sides for one in rest)
    related = sum(rarest in one.sides and len(needs & one.sides) >= 2 for one in rest)
    return (full + max(0, related - full) / 2) / len(rest)


def _rarest(needs: frozenset[str], rest: Sequence[Spoken]) -> str:
    return min(sorted(needs), key=lambda side: sum(side in one.sides for one in rest))


def _togetherness(rule: Rule, needs: frozenset[str], spoken: Sequence[Spoken]) -> float:
    """What the score keeps, by whether a sentence names what the rule wants together and something joins it.

    A sentence may leave one side to the title before it.
    """
    together = frozenset(rule.together)
    sentences = sentences_of(spoken)
    title = next(sentences)
    if not together or any(
        (together <= one.sides and _is_joined(rule, one)) or _completes(rule, title.sides, one.sides)
        for one in chain((title,), sentences)
    ):
        return 1.0
    if any(
        needs <= one.sides and _are_together(rule, one, Sentence.are_in_one_clause)
        for one in sentences_of(spoken)
    ):
        return UNJOINED
    return SCATTERED


def _completes(rule: Rule, title: frozenset[str], sentence: frozenset[str]) -> bool:
    """Whether a title that lacks one side finds it in a sentence, with a word that joins the two."""
    needs = frozenset(rule.needs)
    if not (len(needs & title) >= len(needs) - 1 and needs <= title | sentence):
        return False
    joints = rule.joined_by if len(needs & sentence) >= len(needs) - 1 else rule.completed_by
    return not joints or not sentence.isdisjoint(joints) or not title.isdisjoint(rule.told_by)


def _has_joint(rule: Rule, sides: frozenset[str]) -> bool:
    return not rule.joined_by or not sides.isdisjoint(rule.joined_by)


def _is_joined(rule: Rule, sentence: Sentence) -> bool:
    """Whether something joins the words that the rule wants together, or they stand side by side."""
    if _has_joint(rule, sentence.sides):
        return True
    return _are_together(rule, sentence, Sentence.are_one_phrase)


def _are_together(rule: Rule, sentence: Sentence, how: Callable[[Sentence, Found, Found], bool]) -> bool:
    """Whether the first side that the rule wants together stands so to each of the others."""
    first, *others = rule.together
    return any(
        first in one.term.sides
        and all(
            any(side in two.term.sides and how(sentence, one, two) for two in sentence.found)
            for side in others
        )
        for one in sentence.found
    )


def _other(rule: Rule, spoken: Sequence[Spoken], topic: Topic) -> Other | None:
    """The first of the topic's other stories that title or lede show, with nothing to excuse it."""
    shown = (other for other in topic.others if _shows(other, spoken) and not _excused(other, rule, spoken))
    return next(shown, None)


def _shows(other: Other, spoken: Sequence[Spoken]) -> bool:
    """Whether title or lede tell the other story: the first paragraph with the title, a later one by itself."""
    needs, title = frozenset(other.needs), spoken[0].sides
    if needs <= title or other.only_in_title:
        return needs <= title
    lede = [one.sides for one in spoken if one.passage.where == "lede"]
    return any(needs <= (title | sides if place == 0 else sides) for place, sides in enumerate(lede))


def _excused(other: Other, rule: Rule, spoken: Sequence[Spoken]) -> bool:
    """Whether our story is told all the same.

    Where the title tells the other one it must itself tell ours, or the beginning must speak of it far more often.
    Where only the title shows the other one, only the title can excuse it; a title excuses what the text shows of
    it when it joins what our story has together.
    """
    title, unless = spoken[0].sides, frozenset(other.unless)
    needs, theirs = frozenset(rule.needs), frozenset(other.needs)
    beginning = [one for one in spoken if one.passage.where != "body"]
    is_told = any(unless & one.sides for one in beginning)
    if other.only_in_title:
        return bool(unless & title)
    if not theirs <= title:
        return is_told or (needs <= title and _joins(rule, next(sentences_of(spoken))))
    if unless & title or (is_told and unless & needs):
        return True
    ours, others = (_mentions(sides, beginning) for sides in (needs - theirs - title, theirs - needs))
    return is_told and ours > OUTNUMBERED * others


def _joins(rule: Rule, title: Sentence) -> bool:
    return not rule.together or _is_joined(rule, title)


def _mentions(sides: frozenset[str], spoken: Sequence[Spoken]) -> int:
    return sum(bool(sides & found.term.sides) for one in spoken for found in one.found)


def _side_parts(
    needs: frozenset[str], place: float, best: Sequence[Spoken], spoken: Sequence[Spoken]
) -> Iterator[Part]:
    """The worth of the place, in equal shares for the words that name the sides there."""
    for side in sorted(needs):
        yield _first(side, (*best, *spoken), place / len(needs))


def _title_parts(needs: frozenset[str], title: Spoken) -> Iterator[Part]:
    for side in sorted(needs & title.sides):
        yield _first(side, (title,), TITLE_SHARE / len(needs))


def _name_parts(spoken: Sequence[Spoken]) -> Iterator[Part]:
    left, known = NAMES_AT_MOST, set()
    for one in spoken:
        for found in one.found:
            if found.term.weight > 1 and left > 0 and found.term.concept not in known:
                known.add(found.term.concept)
                added = min(left, NAME * (found.term.weight - 1))
                left -= added
                yield Part(one, found, added)


def _density_parts(needs: frozenset[str], density: float, spoken: Sequence[Spoken]) -> Iterator[Part]:
    yield _first(_rarest(needs, spoken[1:]), spoken[1:], min(DENSITY_AT_MOST, DENSITY * density))


def _other_part(other: Other, rule: Rule, spoken: Sequence[Spoken], score: float) -> Part:
    """What the word takes away that only the other story needs."""
    side = next((side for side in other.needs if side not in rule.needs), other.needs[0])
    return _first(side, spoken, score * (other.weight - 1))


def _first(side: str, spoken: Sequence[Spoken], added: float) -> Part:
    """The first word that names a side; the caller knows that there is one."""
    return next(Part(one, found, added) for one in spoken for found in one.found if side in found.term.sides)
