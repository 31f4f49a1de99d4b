"""What a site changed in an article: nothing, or which kind of change."""

import difflib
from itertools import pairwise
from typing import Protocol

from corpus.words import tokens
from pipelines.edits import is_correction, is_slip, said

FEW_SLIPS = 3
"""More of them than this, each counted once however often it was mended, are an edit."""
LONG_STRETCH = 500
"""Where both sides differ over more words than this no word-by-word comparison is made: it is no typo."""
REWRITTEN = 0.5
"""When less than this share of the shorter text is in the other, it is another text."""
UNCLEAR = "unclear"
"""The change of a version whose page we do not have: another extractor may have made it, not the site."""


class Wording(Protocol):
    """Anything with a title and a text: an article, a version."""

    @property
    def title(self) -> str:
        """The title of the article."""

    @property
    def text(self) -> str:
        """The body."""


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their case, quotes, dashes and spacing."""
    return tokens(one) == tokens(other)


def change_between(old: Wording, new: Wording) -> str | None:
    """What was changed: `correction`, `rewrite`, `substantive`, `headline` or `typo`, of several the gravest.

    A correction is one that a note in the text tells of. None when title
    and text are the same words, whatever a page says of its age or its readers.
    """
    before, after = tokens(old.text), tokens(new.text)
    if before != after:
        before, after = said(old.text), said(new.text)
    other_title = not same_words(old.title, new.title)
    if before == after:
        return "headline" if other_title else None
    if _has_new_correction(old.text, new.text):
        return "correction"
    if not _are_slips(before, after):
        return "rewrite" if _in_common(before, after) < REWRITTEN else "substantive"
    return "headline" if other_title and not _are_slips(tokens(old.title), tokens(new.title)) else "typo"


def _has_new_correction(old: str, new: str) -> bool:
    known = {paragraph.strip() for paragraph in old.split("\n")}
    return any(is_correction(line) for line in new.split("\n") if line.strip() not in known)


def _are_slips(before: list[str], after: list[str]) -> bool:
    """Whether two texts differ by slips of the hand only, and by few of them."""
    before, after = _differing(before, after)
    if min(len(before), len(after)) > LONG_STRETCH:
        return False
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    slips: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            continue
        cut, added = tuple(before[a:b]), tuple(after[c:d])
        around = (
            *before[max(0, a - 1) : a],
            *before[b : b + 1],
            *after[max(0, c - 1) : c],
            *after[d : d + 1],
        )
        slips.add((cut, added))
        if len(slips) > FEW_SLIPS or not is_slip(cut, added, around):
            return False
    return True


def _differing(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """What lies between the words that both begin and end with, and one word on each side.

    It makes the usual small edit cheap to compare.
    """
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    head, tail = max(0, head - 1), max(0, tail - 1)
    return before[head : len(before) - tail], after[head : len(after) - tail]


def _in_common(before: list[str], after: list[str]) -> float:
    """The share of the shorter text whose words stand beside the same words in the other."""
    one, other = set(pairwise(before)), set(pairwise(after))
    return len(one & other) / max(min(len(one), len(other)), 1)
