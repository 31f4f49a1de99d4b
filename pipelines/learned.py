"""The learned reading of a page: which of its pieces are the article, as pages with known texts taught."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from pipelines.pieces import Piece
from pipelines.rules import heads_comments
from pipelines.traits import Row, first_look, second_look, votes

Tree = float | Sequence[Any]
"""A leaf, or (trait, bound, tree up to the bound, tree above it)."""
Chances = Sequence[float]
"""How likely each piece of a page is of its article."""

CUT = 0.5
"""How likely a piece has to be of the article to be kept."""
_SURE = 30.0
"""A logit beyond which a chance is 0 or 1 to all digits that matter."""
_SHORTEST_COPY = 40
"""Characters. A piece of this length that stands twice on a page is shown once; a shorter one may be a refrain."""
_LAST_PIECES = 5
"""Pieces at the end of a reading that may stand below a heading of comments."""


class Forest:
    """Trees whose sum is the logit of a piece being of the article."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = trees
        # As one expression of Python, which takes a third of the time that walking them takes.
        logit: Callable[[Row], float] = eval("lambda row: " + " + ".join(map(_expression, trees)))  # noqa: S307  # ours
        self._logit = logit

    def chance(self, row: Row) -> float:
        """The chance that the trees together give to a row of traits."""
        return 1 / (1 + exp(-max(-_SURE, min(_SURE, self._logit(row)))))


def _expression(tree: Tree) -> str:
    if not isinstance(tree, Sequence):
        return repr(float(tree))
    trait, bound, low, high = tree
    return f"({_expression(low)} if row[{int(trait)}] <= {float(bound)!r} else {_expression(high)})"


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned; `benchmarks/train_pieces.py` writes it."""

    names: Mapping[str, float]
    """Words of element names with the weight they give to the text below."""
    first: Forest
    """Over the first look, where the library has a vote."""
    second: Forest
    """Over that and the company a piece keeps."""
    first_alone: Forest
    """The same two where nobody else has a vote."""
    second_alone: Forest


@cache
def shipped() -> Model:
    """The model that belongs to this release."""
    return model_of(json.loads(files("pipelines").joinpath("learned.json").read_text(encoding="utf-8")))


def model_of(told: Mapping[str, Any]) -> Model:
    """A model from what its file says."""
    forests = {name: Forest(trees) for name, trees in told.items() if name != "names"}
    return Model(names=told["names"], **forests)


class Looked:
    """The first look at the pieces of a page, which all learned readings share."""

    def __init__(self, pieces: Sequence[Piece], title: str, description: str, model: Model) -> None:
        self.pieces = pieces
        self._model = model
        self._rows = first_look(pieces, title, description, model.names)

    def alone(self) -> Chances:
        """As the page alone shows it."""
        return self._chances(self._rows, self._model.first_alone, self._model.second_alone)

    def beside(self, lines: Sequence[str]) -> Chances:
        """With a vote of the library, which read these lines."""
        rows = with_votes(self._rows, self.pieces, lines)
        return self._chances(rows, self._model.first, self._model.second)

    def lines(self, chances: Chances) -> list[str]:
        """The lines of the pieces that are likely of the article, each long one once, where it is likeliest."""
        best: dict[str, int] = {}
        for n, piece in enumerate(self.pieces):
            if len(piece.text) > _SHORTEST_COPY and (
                piece.text not in best or chances[n] > chances[best[piece.text]]
            ):
                best[piece.text] = n
        chosen = [n for n, chance in enumerate(chances) if chance > CUT]
        shown = [n for n in chosen if best.get(self.pieces[n].text, n) == n]
        return [_line(self.pieces[n]) for n in sorted({*shown, *self._headings(shown)})]

    def _headings(self, shown: Sequence[int]) -> Iterator[int]:
        """The headings of comments that were left out above the last pieces: they tell what stands below them."""
        for n in shown[-_LAST_PIECES:]:
            above = n - 1
            if above not in shown and above > shown[0] and heads_comments(self.pieces[above].text):
                yield above

    def _chances(self, rows: Sequence[Row], first: Forest, second: Forest) -> Chances:
        company = second_look(self.pieces, [first.chance(row) for row in rows])
        return [second.chance([*row, *told]) for row, told in zip(rows, company, strict=True)]


def mean(one: Chances, other: Chances) -> Chances:
    """What two readings of the same pieces say together."""
    return [(mine + its) / 2 for mine, its in zip(one, other, strict=True)]


def with_votes(rows: Sequence[Row], pieces: Sequence[Piece], lines: Sequence[str]) -> list[Row]:
    """The first look with the vote of a reading that holds these lines."""
    return [[*row, vote] for row, vote in zip(rows, votes(pieces, lines), strict=True)]


def _line(piece: Piece) -> str:
    is_item = piece.frame.tag == "li" or (piece.frame.above is not None and piece.frame.above.tag == "li")
    return f"- {piece.text}" if is_item else piece.text
