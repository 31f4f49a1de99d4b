"""What a text fills into its sentences: names and numbers, each by the two words before it.

Texts from one mould have the same places and other facts in them; a reprint, however cut, has the same facts
wherever both have the place. Scripts without capital letters have numbers only.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from corpus.words import fold
from pipelines.shingles import word_hash

Filled = Mapping[int, int]
"""What stands where: the hash of a word and of the two before it, by which the place is told: the hash of those two."""

LONGEST_MOULD = 250
"""Words. What stands between the facts is looked at in texts up to this length; a longer one is no filled-in mould."""

_PIECE = re.compile(r"[^\W\d_]+|\d+(?:[.,:٫]\d+)*|[.!?…:。！？؟।\n]")
_ENDS = frozenset(".!?…:。！？؟।\n")
_FACT = 0
_ALL_BITS = (1 << 64) - 1


def facts(text: str) -> tuple[Filled, Filled]:
    """The facts of a text, and its other words (none of a long text).

    A word that only begins a sentence is no fact; a text in capitals has numbers only.
    """
    pieces = _PIECE.findall(text if text.isascii() else _plain(text))
    shouted = sum(piece.isupper() for piece in pieces) * 2 > len(pieces)
    is_short = len(pieces) <= LONGEST_MOULD
    stated: dict[int, int] = {}
    others: dict[int, int] = {}
    before = last_hash = word_hash("\n")
    last = "\n"
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=False):
        hashed = _hash_of(piece)
        place = (before * 31 + last_hash) & _ALL_BITS
        if piece[0].isdigit() or (not shouted and _is_name(piece, last, after)):
            stated[(place * 31 + hashed) & _ALL_BITS] = place
            hashed = _FACT
        elif is_short and piece not in _ENDS:
            others[(place * 31 + hashed) & _ALL_BITS] = place
        before, last_hash, last = last_hash, hashed, piece
    return stated, others


def agreement(one: Filled, other: Filled) -> tuple[int, int]:
    """In how many places two texts state the same, and how many places they share."""
    same = len({one[stated] for stated in one.keys() & other.keys()})
    return same, len(set(one.values()) & set(other.values()))


def _is_name(piece: str, last: str, after: str) -> bool:
    """Whether a word has a capital letter that no beginning of a sentence explains."""
    return piece[0].isupper() and (last not in _ENDS or after[:1].isupper())


def _plain(text: str) -> str:
    """Wide digits and joined letters as plain ones; what is not seen is left out."""
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "")


@lru_cache(maxsize=1 << 16)
def _hash_of(piece: str) -> int:
    return word_hash(fold(piece).replace(",", ".").replace("٫", "."))
