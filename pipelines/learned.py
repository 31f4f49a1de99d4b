"""The learned reading of a page: which of its pieces are the article, as pages with known texts taught."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from pipelines.pieces import Piece
from pipelines.traits import Row, first_look, second_look, votes

Tree = float | Sequence[Any]
"""A leaf, or (trait, bound, tree up to the bound, tree above it)."""

CUT = 0.5
"""How likely a piece has to be of the article to be kept."""
_SHORTEST_COPY = 40
"""Characters. A piece of this length that stands twice on a page is shown once; a shorter one may be a refrain."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned; `benchmarks/train_pieces.py` writes it.

    The sum of trees is the logit of a piece being of the article.
    """

    names: Mapping[str, float]
    """Words of element names with the weight they give to the text below."""
    first: Sequence[Tree]
    """Trees over the first look, where the library has a vote."""
    second: Sequence[Tree]
    """Trees over that and the company a piece keeps."""
    first_alone: Sequence[Tree]
    """The same two where nobody else has a vote."""
    second_alone: Sequence[Tree]


@cache
def shipped() -> Model:
    """The model that belongs to this release."""
    return model_of(json.loads(files("pipelines").joinpath("learned.json").read_text(encoding="utf-8")))


def model_of(told: Mapping[str, Mapping[str, float] | Sequence[Tree]]) -> Model:
    """A model from what its file says."""
    return Model(**told)  # type: ignore[arg-type]  # the file is ours; a test reads it


class Looked:
    """The first look at the pieces of a page, which both readings share."""

    def __init__(self, pieces: Sequence[Piece], title: str, description: str, model: Model) -> None:
        self.pieces = pieces
        self._model = model
        self._rows = first_look(pieces, title, description, model.names)

    def alone(self) -> list[str]:
        """The lines of the article as the page alone shows it."""
        return self._read(self._rows, self._model.first_alone, self._model.second_alone)

    def with_library(self, lines: Sequence[str]) -> list[str]:
        """The lines of the article when the library, which read these lines, has a vote."""
        rows = with_votes(self._rows, self.pieces, lines)
        return self._read(rows, self._model.first, self._model.second)

    def _read(self, rows: Sequence[Row], first: Sequence[Tree], second: Sequence[Tree]) -> list[str]:
        company = second_look(self.pieces, [likely(first, row) for row in rows])
        chances = [likely(second, [*row, *told]) for row, told in zip(rows, company, strict=True)]
        return kept(self.pieces, chances)


def with_votes(rows: Sequence[Row], pieces: Sequence[Piece], lines: Sequence[str]) -> list[Row]:
    """The first look with the vote of a reading that holds these lines."""
    return [[*row, vote] for row, vote in zip(rows, votes(pieces, lines), strict=True)]


def likely(trees: Sequence[Tree], row: Row) -> float:
    """The chance that the trees together give to a row."""
    logit = 0.0
    for tree in trees:
        at: Any = tree
        while not isinstance(at, float):
            trait, bound, low, high = at
            at = low if row[trait] <= bound else high
        logit += float(at)
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def kept(pieces: Sequence[Piece], chances: Sequence[float], cut: float = CUT) -> list[str]:
    """The lines of the pieces that are likely of the article, each long one once, where it is likeliest."""
    best: dict[str, int] = {}
    for n, piece in enumerate(pieces):
        if len(piece.text) > _SHORTEST_COPY and (
            piece.text not in best or chances[n] > chances[best[piece.text]]
        ):
            best[piece.text] = n
    chosen = (n for n, chance in enumerate(chances) if chance > cut and best.get(pieces[n].text, n) == n)
    return [_line(pieces[n]) for n in chosen]


def _line(piece: Piece) -> str:
    is_item = piece.frame.tag == "li" or (piece.frame.above is not None and piece.frame.above.tag == "li")
    return f"- {piece.text}" if is_item else piece.text
