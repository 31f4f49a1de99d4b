"""Which group a text belongs to, and which document of a group is the article. Pure functions, no store."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from corpus.types import Fingerprint
from pipelines.duplicates import COPIES, Likeness, Relation, compare, relation

LAST_SECOND_OF_DAY = 24 * 3600 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What decides whether a document of a group is its article; all of it from the current version."""

    document_id: int
    url_key: str
    published_at: datetime | None
    published_precision: str | None
    truncated: bool
    fingerprint: Fingerprint = field(repr=False)


def elect(members: Sequence[Member]) -> int:
    """The document of a group that is the article; the order of the members does not matter.

    The whole text published first; or, if others hold all of it and much more, the longest of those.
    """
    whole = [member for member in members if not member.truncated] or members
    first = min(whole, key=_first)
    fuller = [member for member in whole if _holds_much_more(member, first)]
    return (min(fuller, key=_longest) if fuller else first).document_id


def _first(member: Member) -> tuple[float, str]:
    if member.published_at is None:
        return math.inf, member.url_key
    unknown = LAST_SECOND_OF_DAY if member.published_precision == "day" else 0
    return member.published_at.timestamp() + unknown, member.url_key


def _longest(member: Member) -> tuple[int, float, str]:
    return -member.fingerprint.words, *_first(member)


def _holds_much_more(member: Member, first: Member) -> bool:
    fuller, text = member.fingerprint, first.fingerprint
    return fuller.words >= 1.3 * text.words and compare(fuller, text).containment >= 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A document whose text is near or equal to a new one."""

    document_id: int
    article_id: int
    """The article of its group; its own id when it is the article."""
    relation: Relation
    likeness: Likeness
    fingerprint: Fingerprint = field(repr=False)
    article: Fingerprint = field(repr=False)
    """Of the group's article."""


def home(text: Fingerprint, matches: Sequence[Match]) -> Match | None:
    """The match whose group a new text joins; None when it is an article of its own.

    It is the best one, unless the text has nothing to do with the article there (both stand in one round-up),
    or is itself a round-up that holds texts of several groups.
    """
    near = [match for match in matches if match.relation in COPIES]
    if not near:
        return None
    best = max(near, key=_closest)
    if best.relation is Relation.EXACT:
        return best
    if compare(text, best.article).containment < 0.2 or _is_round_up(text, matches):
        return None
    return best


def one_story(text: Fingerprint, matches: Sequence[Match], best: Match) -> set[int]:
    """The articles of other groups that a new text shows to be of the same story as the group it joins.

    Two cuts of a story may be too unlike until a third one comes. The texts must be near the new one, and their
    articles near each other, or both near the new one and with something in common: a round-up joins nothing.
    """
    near = [match for match in matches if match.relation in COPIES and match.article_id != best.article_id]
    return {match.article_id for match in near if _tell_one_story(text, match.article, best.article)}


def _tell_one_story(text: Fingerprint, one: Fingerprint, other: Fingerprint) -> bool:
    likeness = compare(one, other)
    if relation(likeness, None) in COPIES:
        return True
    return likeness.containment >= 0.2 and all(
        relation(compare(text, lead), None) in COPIES for lead in (one, other)
    )


def _closest(match: Match) -> tuple[bool, float, int]:
    return match.relation is Relation.EXACT, match.likeness.jaccard, -match.document_id


def _is_round_up(text: Fingerprint, matches: Sequence[Match]) -> bool:
    """Whether a text holds texts of two groups that have nothing to do with each other."""
    inside: dict[int, Fingerprint] = {}
    for match in matches:
        if holds(text, match.fingerprint):
            inside.setdefault(match.article_id, match.fingerprint)
    parts = list(inside.values())
    return any(are_strangers(one, other) for at, one in enumerate(parts) for other in parts[at + 1 :])


def holds(text: Fingerprint, part: Fingerprint, share: float = 0.5) -> bool:
    """Whether a text has a good part of another inside, and much besides."""
    return part.words < 0.7 * text.words and compare(text, part).containment >= share


def are_strangers(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts have nothing to do with each other."""
    return compare(one, other).containment < 0.1
