"""What a site changed in an article: nothing, or which kind of change."""

import difflib
from itertools import pairwise
from typing import Protocol

from corpus.words import tokens

FEW_WORDS = 3
"""A change of at most so many words, none of them a number, is taken for a typo."""
LONG_STRETCH = 500
"""Where both sides differ over more words than this no word-by-word comparison is made: it is no typo."""
REWRITTEN = 0.5
"""Under this share of words in common it is another text."""


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
    """None when title and text are the same words; else `headline`, `typo`, `substantive` or `rewrite`."""
    before, after = tokens(old.text), tokens(new.text)
    if before == after:
        return None if same_words(old.title, new.title) else "headline"
    changed = _changed_words(before, after)
    if len(changed) <= FEW_WORDS and not any(char.isdigit() for word in changed for char in word):
        return "typo"
    return "rewrite" if _in_common(before, after) < REWRITTEN else "substantive"


def _changed_words(before: list[str], after: list[str]) -> list[str]:
    before, after = _without_common_ends(before, after)
    if min(len(before), len(after)) > LONG_STRETCH:
        return before
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changed: list[str] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            changed += before[a:b] if b - a >= d - c else after[c:d]
    return changed


def _without_common_ends(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """What lies between the words that both begin and end with; it makes the usual small edit cheap to compare."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    return before[head : len(before) - tail], after[head : len(after) - tail]


def _in_common(before: list[str], after: list[str]) -> float:
    one, other = set(pairwise(before)), set(pairwise(after))
    return len(one & other) / max(len(one | other), 1)
