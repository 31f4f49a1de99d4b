"""Two states of a text compared word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.words import UNSPACED

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
    for is_same, (from_old, to_old), (from_new, to_new) in _stretches(old, new):
        if is_same:
            first, last = from_new == 0, to_new == len(new)
            pieces += _shortened(new[from_new:to_new], context, first=first, last=last)
            continue
        pieces += [Piece("cut", "".join(old[from_old:to_old]))] if to_old > from_old else []
        pieces += [Piece("added", "".join(new[from_new:to_new]))] if to_new > from_new else []
    return pieces


# A character of a script without spaces is a word of its own: a change of two would else be one of a whole paragraph.
_WORD = re.compile(rf"(?:[{UNSPACED}]|[^\s{UNSPACED}]+)\s*")
ISLAND = 2
"""Words that stayed by chance in the midst of a rewritten sentence; a reader follows better without them."""

_Stretch = tuple[bool, tuple[int, int], tuple[int, int]]
"""Whether these words stayed, and where they stand before and after."""


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    """The words that stayed and those that changed, by turns."""
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    found: list[_Stretch] = [(kind == "equal", (a, b), (c, d)) for kind, a, b, c, d in matcher.get_opcodes()]
    joined: list[_Stretch] = []
    for place, one in enumerate(found):
        is_same = one[0] and not _is_island(found, place)
        if joined and not is_same and not joined[-1][0]:
            _, (a, _), (c, _) = joined.pop()
            joined.append((False, (a, one[1][1]), (c, one[2][1])))
        else:
            joined.append((is_same, *one[1:]))
    return joined


def _is_island(found: Sequence[_Stretch], place: int) -> bool:
    """Whether words that stayed are fewer than what changed on either side."""
    if place in (0, len(found) - 1):
        return False
    size = _size(found[place])
    return size <= ISLAND and all(_size(found[beside]) > 2 * size for beside in (place - 1, place + 1))


def _size(stretch: _Stretch) -> int:
    _, (a, b), (c, d) = stretch
    return max(b - a, d - c)


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
