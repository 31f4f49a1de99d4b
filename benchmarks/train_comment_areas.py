"""Teach what the concepts of a paragraph weigh when one asks whether it is of a comment area.

    python benchmarks/train_comment_areas.py pipelines/comment_score.json     # one minute

Endings about comments, and news in the same words, are those of the tests; reporting is that of the pages and of the
stream that lie beside the project. Needs scikit-learn. Prints, for weights that never saw the language of an ending nor
the site of a page, how many endings pass for how much reporting lost, and the reporting that looks most like an ending.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpus.urls import site_of
from pipelines.comment_score import Traits, traits_of
from pipelines.concepts import spoken_of

HERE = Path(__file__).resolve().parents[1]
TESTS, SHARED = HERE / "tests" / "pipelines", HERE.parent / "shared"
FOLDS = 6
_LONGEST, _SHORTEST = 150, 4
"""Words of a paragraph that the rules look at."""
_STRENGTH = 0.5
_OF_LOOKALIKE = 3.0
"""How much more news in the same words weighs than other reporting, of which there is far more."""
_ASKED = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Sample:
    """A paragraph in one language that it may be of, and the group that stays together when weights are tried."""

    group: str
    is_ending: bool
    text: str = field(repr=False)
    traits: Traits = field(repr=False)
    weight: float = 1.0


def main() -> None:
    """Try, tell, and write the weights of all."""
    samples = [
        *_written("endings.txt", is_ending=True),
        *_written("endings_left.txt", is_ending=True),
        *_written("lookalikes.txt", is_ending=False),
        *_reported(),
    ]
    groups = sorted({sample.group for sample in samples})
    random.Random(1).shuffle(groups)
    fold = np.array([groups.index(sample.group) % FOLDS for sample in samples])
    columns = DictVectorizer()
    table = columns.fit_transform([dict(sample.traits) for sample in samples]).tocsr()
    truth = np.array([sample.is_ending for sample in samples])
    weight = np.array([sample.weight for sample in samples])
    scores = np.zeros(len(samples))
    for part in range(FOLDS):
        others = fold != part
        scores[~others] = _fitted(table[others], truth[others], weight[others]).decision_function(
            table[~others]
        )
    _tell(samples, truth, scores)
    fitted = _fitted(table, truth, weight)
    weights = {
        name: round(float(weight), 2)
        for name, weight in zip(columns.get_feature_names_out(), fitted.coef_[0], strict=True)
    }
    learned = {"bias": round(float(fitted.intercept_[0]), 2), "weights": weights}
    Path(sys.argv[1]).write_text(json.dumps(learned, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _fitted(table: object, truth: NDArray[np.bool_], weight: NDArray[np.float64]) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(table, truth, sample_weight=weight)


def _tell(samples: list[Sample], truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> None:
    reported = int((~truth).sum())
    print("score  endings passed  of", int(truth.sum()), " reporting lost  of", reported)
    for least in _ASKED:
        print(
            f"{least:5}  {(scores[truth] >= least).mean():14.3f}  {int((scores[~truth] >= least).sum()):20}"
        )
    for at in np.argsort(-np.where(truth, -np.inf, scores))[:25]:
        print(f"{scores[at]:6.2f} {samples[at].group:12.12} {samples[at].text[:150]}")


def _written(name: str, *, is_ending: bool) -> Iterator[Sample]:
    for line in (TESTS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, text = line.split("\t")
            for paragraph in text.split(" ¶ "):
                yield from _samples(
                    language, paragraph, is_ending=is_ending, weight=1.0 if is_ending else _OF_LOOKALIKE
                )


def _reported() -> Iterator[Sample]:
    """The paragraphs of known texts of pages, and of the documents of the stream."""
    paths = sorted((SHARED / "pages").glob("*.truth.jsonl"))
    lines = [line for path in paths for line in path.open(encoding="utf-8")]
    with gzip.open(SHARED / "stream" / "stream.jsonl.gz", "rt", encoding="utf-8") as stream:
        lines += stream
    for line in lines:
        told = json.loads(line)
        for paragraph in (told.get("text") or "").split("\n"):
            if _SHORTEST <= paragraph.count(" ") + 1 <= _LONGEST:
                yield from _samples(site_of(told["url"]), paragraph.strip(), is_ending=False)


def _samples(group: str, paragraph: str, *, is_ending: bool, weight: float = 1.0) -> Iterator[Sample]:
    for traits in traits_of(spoken_of(paragraph)):
        yield Sample(group, is_ending, paragraph, traits, weight)


if __name__ == "__main__":
    main()
