"""The pages with known texts beside the project, cut into pieces, and how much of each piece is of the article."""

import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.urls import site_of
from pipelines.decode import decode
from pipelines.extract_candidates import by_library
from pipelines.markup import NotMarkupError, parse
from pipelines.metadata import read_metadata
from pipelines.pieces import Piece, pieces_of
from pipelines.traits import first_look

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
FOLDS = 5
sys.path.insert(0, str(PAGES))
import score  # noqa: E402  # lies beside the pages

_UNSURE = 3
"""Tokens. A shorter piece is of the article when a line of its known text says just that."""
_COPY = 8
_SHORTEST_GOLD = 30


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page, what stands on it, and what should be kept."""

    collection: str
    url: str
    site: str
    title: str
    description: str
    pieces: Sequence[Piece] = field(repr=False)
    library: Sequence[str] = field(repr=False)
    """The lines that the library reads."""
    shares: Sequence[float | None] = field(repr=False)
    """How much of each piece is of the article; None where nobody says."""
    weights: Sequence[float] = field(repr=False)
    """What part of its page a piece is; the pages count alike."""

    @property
    def fold(self) -> int:
        """All pages of a site are in one fold."""
        return zlib.crc32(self.site.encode()) % FOLDS

    def rows(self, names: Mapping[str, float]) -> list[list[float]]:
        """The traits of the first look."""
        return first_look(self.pieces, self.title, self.description, names)


def labelled(collections: Sequence[str]) -> Iterator[Labelled]:
    """Every page of these collections that is HTML."""
    for name in collections:
        for url, body, truth in score.pages(name):
            try:
                html = decode(body, None)
                tree = parse(html, body)
            except NotMarkupError:
                continue
            metadata = read_metadata(tree, url)
            pieces = pieces_of(tree)
            shares, weights = (
                _segments(pieces, truth) if name == "trafeval" else _whole(pieces, truth["text"])
            )
            yield Labelled(
                collection=name,
                url=url,
                site=site_of(url),
                title=metadata.title or "",
                description=metadata.description or "",
                pieces=pieces,
                library=by_library(tree, url).lines,
                shares=shares,
                weights=weights,
            )


def _tokens(text: str) -> list[str]:
    return [token.lower() for token in score.tokens(text, True)]


def _runs(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _whole(pieces: Sequence[Piece], gold: str) -> tuple[list[float | None], list[float]]:
    """Labels from a whole known text."""
    wanted = Counter(_runs(_tokens(gold)))
    lines = {tuple(_tokens(line)) for line in gold.split("\n")}
    size = max(len(_tokens(gold)), _SHORTEST_GOLD)
    shares, weights = [], []
    for piece in pieces:
        own = _tokens(piece.text)
        if len(own) < _UNSURE:
            shares.append(float(bool(own) and tuple(own) in lines))
            weights.append(0.5 / size)
        else:
            shares.append(sum(run in wanted for run in _runs(own)) / (len(own) - _UNSURE + 1))
            weights.append(len(own) / size)
    return list(_once(pieces, shares, weights)), weights


def _once(pieces: Sequence[Piece], shares: Sequence[float], weights: Sequence[float]) -> Sequence[float]:
    """Of a text that stands twice on the page, the copy among others of the article is the article's."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, piece in enumerate(pieces):
        if shares[n] > 0.5 and weights[n] and len(re.findall(r"\w+", piece.text)) >= _COPY:
            places[piece.text].append(n)
    left = list(shares)
    for several in (found for found in places.values() if len(found) > 1):
        best = max(several, key=lambda n: sum(shares[m] * weights[m] for m in _beside(n, len(pieces))))
        for n in several:
            left[n] = shares[n] if n == best else 0.0
    return left


def _beside(place: int, count: int) -> list[int]:
    return [n for n in range(max(0, place - 4), min(count, place + 5)) if n != place]


def _segments(
    pieces: Sequence[Piece], truth: Mapping[str, Sequence[str]]
) -> tuple[list[float | None], list[float]]:
    """Labels from segments that belong to the article and others that do not."""
    shares: list[float | None] = [None] * len(pieces)
    weights = [0.0] * len(pieces)
    count = max(1, len(truth["with"]) + len(truth["without"]))
    for told, share in ((truth["with"], 1.0), (truth["without"], 0.0)):
        for segment in map(score.squeeze, told):
            holding = [n for n, piece in enumerate(pieces) if segment in piece.text]
            within = [
                n for n, piece in enumerate(pieces) if len(piece.text) > _COPY and piece.text in segment
            ]
            for n in holding or within:
                if share or shares[n] is None:
                    shares[n] = share
                    weights[n] = max(weights[n], 1 / count / len(holding or within))
    return shares, weights
