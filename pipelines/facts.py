"""What a text fills into its sentences: names and numbers, each by the two words before it.

Texts from one mould have the same places and other facts in them; a reprint, however cut, has the same facts
wherever both have the place. Scripts without capital letters have numbers only.
"""

import re
from collections.abc import Mapping

Facts = Mapping[str, frozenset[str]]
"""Names and numbers (folded) by the two words that stand before them."""

FEWEST_PLACES = 4
"""Fewer places that two texts have in common say nothing."""

_PIECE = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*|[.!?…:\n]")
_ENDS = frozenset(".!?…:\n")
_FACT = "*"


def facts(text: str) -> Facts:
    """The facts of a text. A word that only begins a sentence is none; a text in capitals has numbers only."""
    pieces = _PIECE.findall(text)
    shouted = sum(piece.isupper() for piece in pieces) * 2 > len(pieces)
    found: dict[str, set[str]] = {}
    before, last = "\n", "\n"
    following = iter([*pieces[1:], ""])
    for piece in pieces:
        after = next(following)
        word = piece.casefold()
        if piece[0].isdigit() or (not shouted and _is_name(piece, last, after)):
            found.setdefault(f"{before} {last}", set()).add(word)
            word = _FACT
        before, last = last, word
    return {place: frozenset(words) for place, words in found.items()}


def agreement(one: Facts, other: Facts) -> float | None:
    """In how many of the places that two texts share they state the same, 0..1; None when there are too few."""
    places = one.keys() & other.keys()
    if len(places) < FEWEST_PLACES:
        return None
    return sum(not one[place].isdisjoint(other[place]) for place in places) / len(places)


def _is_name(piece: str, last: str, after: str) -> bool:
    """Whether a word has a capital letter that no beginning of a sentence explains."""
    return piece[0].isupper() and (last not in _ENDS or after[:1].isupper())
