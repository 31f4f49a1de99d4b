"""Two states of a text compared word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 12
"""Words shown on each side of a change; what lies between is left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words and what became of it: `same`, `cut`, `added`, or `left out` of what is shown."""

    kind: str
    text: str

    @property
    def is_change(self) -> bool:
        """Whether these words stand in one of the two texts only."""
        return self.kind in {"cut", "added"}


def word_diff(before: str, after: str, context: int | None = CONTEXT) -> list[Piece]:
    """What was cut and added, in the order of reading, amid the words that stayed."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if kind == "equal":
            first, last = from_new == 0, to_new == len(new)
            pieces += _shortened(new[from_new:to_new], context, first=first, last=last)
            continue
        pieces += [Piece("cut", "".join(old[from_old:to_old]))] if to_old > from_old else []
        pieces += [Piece("added", "".join(new[from_new:to_new]))] if to_new > from_new else []
    return pieces


_WORD = re.compile(r"\S+\s*")


def _shortened(words: Sequence[str], context: int | None, *, first: bool, last: bool) -> Iterator[Piece]:
    """Words that stayed: those near a change."""
    head = 0 if first else context or 0
    tail = 0 if last else context or 0
    if context is None or len(words) <= head + tail:
        yield Piece("same", "".join(words))
        return
    yield from [Piece("same", "".join(words[:head]))] if head else []
    yield Piece("left out", "".join(words[head : len(words) - tail]))
    yield from [Piece("same", "".join(words[len(words) - tail :]))] if tail else []
