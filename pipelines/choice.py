"""Which of several readings of one page to believe: the learned one, unless it stands alone among others that agree."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial

Shingles = Counter[tuple[str, ...]]

AGREED = 0.9
"""Two cheap readings that agree so far need no third."""
ALONE = 0.6
"""A learned reading that agrees less with what the others agree on has misread the page."""

_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|"
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
"""A word, or one character of a script that does not part its words."""


def shingles(text: str) -> Shingles:
    """The runs of four tokens of a text, or all of a shorter one."""
    tokens = _TOKEN.findall(text.lower())
    return Counter(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False)) or Counter([tuple(tokens)])


def agreement(one: Shingles, other: Shingles) -> float:
    """What share of two texts is the same, between 0 and 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def choose(learned: str, others: Sequence[str]) -> tuple[int, float]:
    """The place of the text to believe, 0 for the learned and n for the nth of the others; and the confidence in it.

    The confidence is how far the chosen text and the one that the others agree on most agree.
    """
    if not others:
        return 0, 0.0
    cut = [shingles(text) for text in others]
    with_all = [sum(map(partial(agreement, one), cut)) for one in cut]
    middle = max(range(len(cut)), key=lambda n: with_all[n])
    confidence = agreement(shingles(learned), cut[middle])
    if learned and confidence >= ALONE:
        return 0, confidence
    company = (with_all[middle] - 1) / (len(cut) - 1) if len(cut) > 1 else 0.0
    return middle + 1, company
