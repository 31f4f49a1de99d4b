"""Who else carries this text: what a text is compared by, and what two texts are to each other.

Pure functions, no store. A reprint has another title, loses paragraphs and gains boilerplate, so a hash
of the whole tells little. Shared runs of three words survive all of that; numbers and names tell one story from
another that was filled into the same mould.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b, sha256
from heapq import nsmallest

from corpus.types import Fingerprint
from corpus.words import tokens
from pipelines.facts import agreement, facts

SHORT = 30
"""Words. Below, one phrase is a large part of the text, and the title half of the message."""


class Relation(StrEnum):
    """What one text is to another."""

    EXACT = "exact"
    NEAR = "near"
    CONTAINS = "contains"
    """One has the other inside and much more besides: a round-up, or a teaser."""
    TEMPLATE = "template"
    """The same mould with other facts: a daily rate, a drawing, last week's column."""


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
    facts: float | None
    """Same names and numbers among those that stand in the same places, 0..1. None when such places are too few."""


def fingerprint(title: str, text: str) -> Fingerprint:
    """What a text is compared by. The title counts only with a short text."""
    whole = _with_whole_numbers(text)
    words = tokens(whole)
    if len(words) < SHORT:
        words = tokens(_with_whole_numbers(title)) + words
    folded = " ".join(words).replace("'", "")
    return Fingerprint(
        text_sha=sha256(folded.encode("utf-8", "surrogatepass")).hexdigest(),
        shingles=_shingles(words),
        numbers=frozenset(word for word in words if word[0].isdigit()),
        facts=facts(whole),
        words=len(words),
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
    )


def relation(likeness: Likeness, days_apart: float | None) -> Relation | None:
    """What two texts are to each other, given the days between their publication; None when nothing.

    Days that are not known count as none.
    """
    if likeness.exact:
        return Relation.EXACT
    is_inside = likeness.containment >= (0.8 if likeness.words < SHORT else 0.5)
    if not is_inside and likeness.jaccard < (0.5 if likeness.words < SHORT else 0.18):
        return None
    if _differs_in_facts(likeness) or _is_late(likeness, days_apart):
        return Relation.TEMPLATE
    # A cut leaves a third or more of a story; three stories under one title are a round-up.
    return Relation.NEAR if likeness.length_ratio >= 0.3 else Relation.CONTAINS


def sample(shingles: Collection[int]) -> frozenset[int]:
    """The part of a text's shingles that goes into the index: one in 16, of a short text the 24 smallest too.

    A fixed share alone gave a wire item of 100 words 9 rows, and lost a fifth of its copies.
    """
    rows = frozenset(shingle for shingle in shingles if shingle % 16 == 0)
    return rows if len(rows) >= 24 else rows | frozenset(nsmallest(24, shingles))


def _differs_in_facts(likeness: Likeness) -> bool:
    # Of 1,384 pairs of reprints, cut and edited in all ways, three agree in half of their places or fewer; of 450 pairs
    # from ten moulds all do.
    if likeness.facts is not None and likeness.facts <= 0.5:
        return True
    # The more of a text is numbers, the more of them must agree: six in ten in a market note (where one
    # word in 20 is a number), one in eight in a report with one in 100, since editors round and update.
    return likeness.numbers is not None and likeness.numbers < min(0.6, 12 * likeness.number_density)


def _is_late(likeness: Likeness, days_apart: float | None) -> bool:
    return days_apart is not None and days_apart > 7 and likeness.jaccard < 0.8


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


# "1,234,567" is one number however an outlet groups it; a folded text parts it at the comma.
_GROUPED = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:[.,'’٬\u00a0\u202f ]\d{3})+(?!\d)")


def _with_whole_numbers(text: str) -> str:
    return _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), text)


# --- shingles: hashes of three words in a row ---

# Chinese, Japanese, Thai, Khmer and the like come one character at a time. A run has as many as make three words.
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTER_OF_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_BASE, _ALL_BITS, _SIGN = 0x9E3779B97F4A7C15, (1 << 64) - 1, 1 << 63
_BASE_SQUARED = pow(_BASE, 2, 1 << 64)
_POWERS = {width: pow(_BASE, width, 1 << 64) for width in (3, 5, 10)}


def _shingles(words: list[str]) -> frozenset[int]:
    """Hashes of 64 bits with a sign, the same in every process: a polynomial over the hashes of the words."""
    hashes = [_hash(word) for word in words]
    together = "".join(words)
    if _IDEOGRAPH.search(together) or _LETTER_OF_UNSPACED.search(together):
        runs = _runs_of_any_width(words, hashes)
    else:
        runs = [
            (one * _BASE_SQUARED + two * _BASE + three) & _ALL_BITS
            for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False)
        ]
    if not runs and hashes:
        runs = [sum(hashes) & _ALL_BITS]  # too short for a run: the words themselves
    return frozenset([run - _SIGN for run in runs])


def _runs_of_any_width(words: list[str], hashes: list[int]) -> list[int]:
    prefixes = [0]
    for hashed in hashes:
        prefixes.append((prefixes[-1] * _BASE + hashed) & _ALL_BITS)
    widths = [5 if _IDEOGRAPH.match(word) else 10 if _LETTER_OF_UNSPACED.match(word) else 3 for word in words]
    return [
        (prefixes[at + width] - prefixes[at] * _POWERS[width]) & _ALL_BITS
        for at, width in enumerate(widths)
        if at + width <= len(words)
    ]


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
