"""Who else carries this text: what a text is compared by, and what two texts are to each other.

Pure functions, no store. A reprint has another title, loses paragraphs and gains boilerplate, so a hash
of the whole tells little. Shared runs of three words survive all of that; numbers and names tell one story from
another that was filled into the same mould.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from corpus.types import Fingerprint
from corpus.words import tokens
from pipelines.facts import agreement, facts
from pipelines.shingles import length, shingles

SHORT = 30
"""Words. Below, one phrase is a large part of the text, and the title half of the message."""


class Relation(StrEnum):
    """What one text is to another."""

    EXACT = "exact"
    NEAR = "near"
    CONTAINS = "contains"
    """One has the other, or a good part of it, inside and much more besides: a round-up, a teaser, a sequel."""
    TEMPLATE = "template"
    """The same mould with other facts, or another story: a daily rate, last week's column, a site's boilerplate."""


COPIES = (Relation.EXACT, Relation.NEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two texts share; the order of the two does not matter."""

    exact: bool
    jaccard: float
    """Shared runs of words among those of both, 0..1."""
    containment: float
    """Shared runs of words among those of the shorter text, 0..1."""
    length_ratio: float
    """Words of the shorter by words of the longer, 0..1."""
    words: int
    """Words of the shorter."""
    numbers: float | None
    """Shared numbers among those of the text with fewer, 0..1. None when it has too few to tell."""
    number_density: float
    """Numbers by words, of the text where they are rarer."""
    facts: tuple[int, int]
    """In how many places they state the same name or number, and how many such places they share."""
    others: tuple[int, int]
    """The same of all other words; (0, 0) of long texts."""
    opening: float
    """How much of a text's first third stands anywhere in the other, 0..1: of the text where it is less."""
    closing: float
    """The same of the last third: of the text where it is more."""


def fingerprint(title: str, text: str) -> Fingerprint:
    """What a text is compared by. The title counts only with a short text."""
    whole = _with_whole_numbers(text)
    words = tokens(whole)
    if len(words) < SHORT:
        words = tokens(_with_whole_numbers(title)) + words
    folded = " ".join(words).replace("'", "")
    runs = shingles(words)
    third = max(1, len(runs) // 3)
    stated, others = facts(whole)
    return Fingerprint(
        text_sha=sha256(folded.encode("utf-8", "surrogatepass")).hexdigest(),
        shingles=frozenset(runs),
        opening=frozenset(runs[:third]),
        closing=frozenset(runs[-third:]),
        numbers=frozenset(word for word in words if word[0].isdigit()),
        facts=stated,
        others=others,
        words=length(words),
    )


def compare(a: Fingerprint, b: Fingerprint) -> Likeness:
    """How much two texts share."""
    shared = len(a.shingles & b.shingles)
    fewer = min(len(a.numbers), len(b.numbers))
    shorter, longer = sorted((a.words, b.words))
    return Likeness(
        exact=a.text_sha == b.text_sha,
        jaccard=_ratio(shared, len(a.shingles) + len(b.shingles) - shared),
        containment=_ratio(shared, min(len(a.shingles), len(b.shingles))),
        length_ratio=_ratio(shorter, longer),
        words=shorter,
        # Up to three numbers agree or differ by chance, unless they are all that a short item has to say.
        numbers=len(a.numbers & b.numbers) / fewer if fewer >= (1 if shorter < SHORT else 4) else None,
        number_density=min(_ratio(len(a.numbers), a.words), _ratio(len(b.numbers), b.words)),
        facts=agreement(a.facts, b.facts),
        others=agreement(a.others, b.others),
        opening=min(_found(a.opening, b), _found(b.opening, a)),
        closing=max(_found(a.closing, b), _found(b.closing, a)),
    )


def relation(likeness: Likeness, days_apart: float | None) -> Relation | None:
    """What two texts are to each other, given the days between their publication; None when nothing.

    Days that are not known count as none.
    """
    if likeness.exact:
        return Relation.EXACT
    is_inside = likeness.containment >= (0.8 if likeness.words < SHORT else 0.5)
    if not is_inside and likeness.jaccard < (0.45 if likeness.words < SHORT else 0.18):
        return None
    if _differs_in_facts(likeness) or _is_late(likeness, days_apart):
        return Relation.TEMPLATE
    # A cut leaves a third or more of a story; three stories under one title are a round-up. Who begins with something
    # else tells something else, and has the other's story for its background, or in a quote. Of 8,300 pairs of
    # reprints 22 begin so; of 830 chance likenesses (sequels, quotes, round-ups) 700 do.
    if likeness.length_ratio < 0.3 or likeness.opening < 0.12:
        return Relation.CONTAINS if is_inside else Relation.TEMPLATE
    # Half of a short item may stand in a briefing by chance of length; then both go on differently. Two outlets that
    # cut one wire report in different ways have more in common than that.
    if likeness.words < 100 and likeness.containment < 0.6 and likeness.closing < 0.1:
        return Relation.CONTAINS
    return Relation.NEAR


def _differs_in_facts(likeness: Likeness) -> bool:
    same, places = likeness.facts  # of 1,384 pairs of reprints three agree in half of their places or fewer
    if places >= 4 and same <= places / 2:
        return True
    # Where every noun has a capital letter, most of them agree; but then hardly another word differs. Of 5,250 pairs of
    # reprints two look so, of 1,125 pairs from 25 moulds all.
    if places - same >= 3 and _unlike(likeness.facts) >= max(0.155, 3 * _unlike(likeness.others)):
        return True
    # The more of a text is numbers, the more of them must agree: six in ten in a market note (where one
    # word in 20 is a number), one in eight in a report with one in 100, since editors round and update.
    return likeness.numbers is not None and likeness.numbers < min(0.6, 12 * likeness.number_density)


def _unlike(places: tuple[int, int]) -> float:
    """In how many of the places two texts differ, 0..1; 1 where they share none."""
    same, shared = places
    return 1 - same / shared if shared else 1.0


def _is_late(likeness: Likeness, days_apart: float | None) -> bool:
    return days_apart is not None and days_apart > 7 and likeness.jaccard < 0.8


def _found(part: frozenset[int], text: Fingerprint) -> float:
    return _ratio(len(part & text.shingles), len(part))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


# "1,234,567" is one number however an outlet groups it; a folded text parts it at the comma.
_GROUPED = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:[.,'’٬\u00a0\u202f ]\d{3})+(?!\d)")


def _with_whole_numbers(text: str) -> str:
    return _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), text)
