"""Teach the learned reading which pieces of a page are its article.

    python benchmarks/train_pieces.py pipelines/learned.json     # on all pages; three minutes

Needs scikit-learn, which nothing else here does. Trees are boosted twice: over what each piece is by
itself, then over that and its company as trees saw it that had not seen its site.
"""

import json
import math
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.page_labels import FOLDS, Labelled, labelled
from pipelines.learned import Forest, Model, Tree, with_votes
from pipelines.traits import second_look

Matrix = NDArray[np.float32]
Counts = Mapping[str, tuple[float, float]]

COLLECTIONS = ("aeb", "fundus", "trafeval", "wcxb", "np4k")
_PARTS = 3
"""Each is judged by first trees that the others taught, to teach the second."""
_ITERATIONS = 80
_LEAVES = 12
_RATE = 0.1
_FEWEST_SITES = 5
"""Sites on which a word of an element name must be met: else it is one site's habit."""
_NAMED_ABOVE = 6
_HEAVIEST = 0.15
"""The most one piece may weigh: a page of one long piece is not worth more than others."""
_SHORT = 1.8
"""Logarithm of the words below which a piece that is not of the article is taken only now and then."""
_NOW_AND_THEN = 0.3


class Names:
    """How often the words of element names stood above text of articles and above other text, site by site."""

    def __init__(self, pages: Sequence[Labelled]) -> None:
        sites: defaultdict[str, list[Labelled]] = defaultdict(list)
        for page in pages:
            sites[page.site].append(page)
        self._of_site = {site: _counts(several) for site, several in sites.items()}
        self._sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for counts in self._of_site.values():
            for word, (inside, outside) in counts.items():
                for n, value in enumerate((inside, outside, 1.0)):
                    self._sums[word][n] += value

    def weights(self, without: str | None = None) -> dict[str, float]:
        """The weight of each word; `without` leaves one site out, so that no page meets its own labels."""
        left_out = self._of_site.get(without or "", {})
        weights = {}
        for word, (inside, outside, sites) in self._sums.items():
            own_inside, own_outside = left_out.get(word, (0.0, 0.0))
            if sites - (word in left_out) >= _FEWEST_SITES:
                odds = (max(inside - own_inside, 0) + 0.3) / (max(outside - own_outside, 0) + 0.3)
                weights[word] = round(math.log(odds), 2)
        return weights


def _counts(pages: Sequence[Labelled]) -> Counts:
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for page in pages:
        least = 0.02 if page.collection == "trafeval" else 0.0  # a segment stands for many pieces
        for piece, share, weight in zip(page.pieces, page.shares, page.weights, strict=True):
            if share is None:
                continue
            words: set[str] = set()
            frame = piece.frame
            for _ in range(_NAMED_ABOVE):
                words.update(frame.words)
                if frame.above is None:
                    break
                frame = frame.above
            for word in words:
                (inside if share > 0.5 else outside)[word] += min(max(weight, least), 0.2) / len(pages)  # type: ignore[assignment]
    return {word: (inside[word], outside[word]) for word in inside.keys() | outside.keys()}


@dataclass(frozen=True, slots=True)
class Rows:
    """A page as the trees see it."""

    page: Labelled
    alone: Matrix
    """With the weights of names that were learned on other sites."""
    voted: Matrix
    """The same with the vote of the library."""

    @property
    def part(self) -> int:
        """All pages of a site are in one part."""
        return zlib.crc32(self.page.site.encode()) // FOLDS % _PARTS


def train(pages: Sequence[Labelled]) -> Model:
    """A model of what these pages teach."""
    names = Names(pages)
    weights = {site: names.weights(site) for site in {page.site for page in pages}}
    rows = [_rows(page, weights[page.site]) for page in pages if page.pieces]
    return Model(
        names.weights(), *_both(rows, [one.voted for one in rows]), *_both(rows, [one.alone for one in rows])
    )


def _rows(page: Labelled, weights: Mapping[str, float]) -> Rows:
    alone = page.rows(weights)
    voted = with_votes(alone, page.pieces, page.library)
    return Rows(page, np.array(alone, np.float32), np.array(voted, np.float32))


def _both(rows: Sequence[Rows], seen: Sequence[Matrix]) -> tuple[Forest, Forest]:
    """Of the first look and of the second."""
    said = _unseen_chances(rows, seen)
    wider = [
        np.concatenate([matrix, np.array(second_look(one.page.pieces, chances), np.float32)], axis=1)
        for one, matrix, chances in zip(rows, seen, said, strict=True)
    ]
    return Forest(_trees(_grown(rows, seen))), Forest(_trees(_grown(rows, wider)))


def _unseen_chances(rows: Sequence[Rows], seen: Sequence[Matrix]) -> list[list[float]]:
    """What the first trees say of each page when they have not seen its site."""
    said: dict[int, list[float]] = {}
    for part in range(_PARTS):
        taught = [n for n, one in enumerate(rows) if one.part != part]
        grown = _grown([rows[n] for n in taught], [seen[n] for n in taught])
        for n, one in enumerate(rows):
            if one.part == part:
                said[n] = grown.predict_proba(seen[n])[:, 1].tolist()
    return [said[n] for n in range(len(rows))]


def _grown(rows: Sequence[Rows], matrices: Sequence[Matrix]) -> HistGradientBoostingClassifier:
    """Boosted trees; a piece that is of the article in part counts for both sides, as much as it is of each."""
    seen = np.concatenate(matrices)
    share = np.array([np.nan if one is None else one for row in rows for one in row.page.shares])
    weight = np.array([one for row in rows for one in row.page.weights])
    rare = (share == 0) & (seen[:, 0] < _SHORT)
    drawn = np.random.default_rng(0).random(len(share)) < _NOW_AND_THEN
    weight = np.where(rare, weight / _NOW_AND_THEN, weight)
    told = ~np.isnan(share) & (weight > 0) & (~rare | drawn)
    seen, share, weight = seen[told], share[told], np.minimum(weight[told], _HEAVIEST)
    yes, no = weight * share, weight * (1 - share)
    trees = HistGradientBoostingClassifier(
        max_iter=_ITERATIONS, learning_rate=_RATE, max_leaf_nodes=_LEAVES, min_samples_leaf=40,
        l2_regularization=5.0, max_features=0.4, max_bins=63, random_state=0, early_stopping=False,
    )  # fmt: skip
    return trees.fit(
        np.concatenate([seen[yes > 0], seen[no > 0]]),
        np.concatenate([np.ones((yes > 0).sum()), np.zeros((no > 0).sum())]),
        sample_weight=np.concatenate([yes[yes > 0], no[no > 0]]) / weight.mean(),
    )


def _trees(grown: HistGradientBoostingClassifier) -> list[Tree]:
    """The trees as plain lists, the first a leaf that holds where the boosting began."""
    return [
        float(grown._baseline_prediction.item()),
        *(_tree(several[0].nodes, 0) for several in grown._predictors),
    ]


def _tree(nodes: NDArray[np.void], at: int) -> Tree:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    bound = float(f"{float(node['num_threshold']):.6g}")
    return [int(node["feature_idx"]), bound, _tree(nodes, node["left"]), _tree(nodes, node["right"])]


def write(model: Model, path: Path) -> None:
    """The model as the file that is shipped."""
    forests = {
        name: getattr(model, name).trees for name in ("first", "second", "first_alone", "second_alone")
    }
    told = {"names": dict(sorted(model.names.items())), **forests}
    path.write_text(json.dumps(told, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(train(list(labelled(COLLECTIONS))), Path(sys.argv[1]))
