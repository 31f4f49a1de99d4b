"""What each step of reading a text gains on each set of pages, always on pages that the model has not seen.

    python benchmarks/ablations.py MODELS_FOLDER

Trains a model for each of 5 folds (all pages of a registered domain are in one) and one for each set left out as a
whole, keeps them in the folder and reads every page with the model that has not seen it. Training takes a minute or
two a model; models that lie in the folder already are taken as they are. Needs the `bench` extra.
"""

import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.page_labels import FOLDS, labelled, score
from benchmarks.train_pieces import COLLECTIONS, train, write
from corpus.urls import site_of
from pipelines.extract import always
from pipelines.extract_candidates import by_resiliparse
from pipelines.extract_text import Attempts, Opened, best_of_six, text_of
from pipelines.learned import Model, model_of
from pipelines.markup import NotMarkupError

ModelFor = Callable[[str, str], Model]
"""Which model reads a page, by its collection and its site."""

TOO_FEW = "np4k"
"""A dozen pages: never left out as a set, and no step was chosen by them."""


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    _train_missing(folder)
    models = {path.stem: model_of(json.loads(path.read_text("utf-8"))) for path in folder.glob("*.json")}
    print("Five folds by registered domain:\n")
    _print(_figures(lambda collection, site: models[_fold(site)]))
    print("\nEach set read by a model that was taught by the others:\n")
    _print(_figures(lambda collection, site: models.get(collection, models[_fold(site)])))


def _fold(site: str) -> str:
    return str(zlib.crc32(site.encode()) % FOLDS)


def _train_missing(folder: Path) -> None:
    left_out = [*map(str, range(FOLDS)), *(name for name in COLLECTIONS if name != TOO_FEW)]
    missing = [name for name in left_out if not (folder / f"{name}.json").exists()]
    pages = list(labelled(COLLECTIONS)) if missing else []
    for name in missing:
        write(
            train([page for page in pages if name not in (str(page.fold), page.collection)]),
            folder / f"{name}.json",
        )
        print(f"trained without {name}", file=sys.stderr)


def _figures(model_for: ModelFor) -> Mapping[str, Mapping[str, float]]:
    """The headline figure of each step on each set."""
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for collection in COLLECTIONS:
        read = {
            (url, zlib.crc32(body)): _texts(body, url, model_for(collection, site_of(url)))
            for url, body, _ in score.pages(collection)
        }
        for step in STEPS:
            figures, _ = score.score(collection, partial(_text, read, step))
            told[step][collection] = figures["F1"]
    return told


def _text(
    read: Mapping[tuple[str, int], Mapping[str, str]], step: str, body: bytes, url: str
) -> dict[str, str]:
    """What one step gives, as the collections' own scorer asks for it."""
    return {"text": read[url, zlib.crc32(body)][step]}


def _texts(body: bytes, url: str, model: Model) -> Mapping[str, str]:
    """The text that each step gives."""
    try:
        page = Opened.of(body, url, None)
    except NotMarkupError:
        return dict.fromkeys(STEPS, "")
    attempts = Attempts(page, model)
    library, *precise = attempts.library()
    first, second = attempts.cleaned(attempts.alone()), attempts.cleaned(by_resiliparse(page.html))
    both, voted = map(attempts.cleaned, attempts.with_vote(library))
    texts = (
        "\n".join(library.lines),
        attempts.cleaned(library).text,
        attempts.cleaned(precise[0]).text if precise else "",
        second.text,
        "\n".join(first.candidate.lines),
        first.text,
        voted.text,
        both.text,
        best_of_six(attempts, first, second).stripped.text,
        text_of(page, model, always).stripped.text,
    )
    return dict(zip(STEPS, texts, strict=True))


STEPS = (
    "trafilatura alone",
    "trafilatura, cleaned by the rules",
    "trafilatura's precise mode, cleaned",
    "resiliparse, cleaned",
    "the learned reading alone",
    "the same, cleaned: the first reading",
    "learned with trafilatura's vote, cleaned",
    "the mean of both learned ones, cleaned",
    "the best of the six cleaned ones",
    "what we do: the best of six only where the first reading and resiliparse differ",
)


def _print(told: Mapping[str, Mapping[str, float]]) -> None:
    print(f"| step | {' | '.join(COLLECTIONS)} |")
    print(f"|---|{'---|' * len(COLLECTIONS)}")
    for step in STEPS:
        print(f"| {step} | {' | '.join(f'{told[step][name]:.4f}' for name in COLLECTIONS)} |")


if __name__ == "__main__":
    main()
