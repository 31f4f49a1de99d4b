"""Whether two corpora make one, whichever is taken in first: halves of a stream of articles, merged in both orders.

    python benchmarks/merging.py STREAM.jsonl[.gz]

The stream (see `stream.py`) is split in several ways. Each half goes through `wirewatch import` into a corpus of its
own and out by `wirewatch export`; then A before B and B before A go into an empty corpus. Printed: the documents that
stand in another group, those that stand under another article, and what else `wirewatch verify --against` finds.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.store import open_corpus
from corpus.verify import differences

Line = Mapping[str, Any]
Split = Callable[[int, Line], bool]
"""Whether a line belongs to the first half."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stream", type=Path)
    lines = _lines(parser.parse_args().stream)
    half = lines[len(lines) // 2]["first_seen_at"]
    sides = random.Random(1)
    splits: dict[str, Split] = {
        "by time": lambda number, line: line["first_seen_at"] < half,
        "every other document": lambda number, line: number % 2 == 0,
        "by outlet": lambda number, line: sum(_site(line).encode()) % 2 == 0,
        "at random, a third in both": lambda number, line: sides.random() < 0.5,
    }
    print(f"{len(lines)} documents, merged from two corpora in both orders")
    print("| split | A | B | copies | in another group | share | under another article | other differences |")
    print("|---|---|---|---|---|---|---|---|")
    for name, is_first in splits.items():
        print(f"| {name} | {' | '.join(_measured(lines, is_first, overlap='both' in name))} |", flush=True)


def _lines(path: Path) -> list[Line]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _site(line: Line) -> str:
    return str(line["url"]).split("/")[2]


def _measured(lines: Sequence[Line], is_first: Split, *, overlap: bool) -> Iterator[str]:
    firsts = [is_first(number, line) for number, line in enumerate(lines)]
    shared = [overlap and number % 3 == 0 for number in range(len(lines))]
    halves = (
        [line for line, first, both in zip(lines, firsts, shared, strict=True) if first or both],
        [line for line, first, both in zip(lines, firsts, shared, strict=True) if not first or both],
    )
    yield from (str(len(half)) for half in halves)
    with tempfile.TemporaryDirectory() as folder:
        one, other = (_exported(half, Path(folder) / name) for half, name in zip(halves, "ab", strict=True))
        merged = [
            _merged(files, Path(folder) / name)
            for files, name in (((one, other), "ab-"), ((other, one), "ba-"))
        ]
        with open_corpus(merged[0]) as here, open_corpus(merged[1]) as there:
            unlike = differences(here, there)
        first, second = (_articles(path) for path in merged)
    yield str(sum(url != article for url, article in first.items()))
    moved = len(first) - min(_in_the_same_group(first, second), _in_the_same_group(second, first))
    yield from (str(moved), f"{moved / len(lines):.2%}")
    yield str(sum(second.get(url) != article for url, article in first.items()))
    yield str(sum(len(one.places) for one in unlike if one.aspect != "groups"))


def _in_the_same_group(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """How many documents stand in the group there that holds most of their group here."""
    groups: dict[str, Counter[str | None]] = {}
    for url, article in one.items():
        groups.setdefault(article, Counter())[other.get(url)] += 1
    return sum(there.most_common(1)[0][1] for there in groups.values())


def _exported(lines: Sequence[Line], folder: Path) -> Path:
    """The corpus of one half, as it leaves."""
    folder.mkdir()
    stream = folder / "stream.jsonl"
    stream.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    _run("import", str(stream), "--topic", "everything", "--data", str(folder))
    out = folder / "export"
    _run(
        "export", "--format", "jsonl", "--label", "any", "--copies", "--out", str(out), "--data", str(folder)
    )
    return out / "articles.jsonl"


def _merged(files: Sequence[Path], folder: Path) -> Path:
    folder.mkdir()
    for file in files:  # one command each: what is taken in first is settled before the next is seen
        _run("import", str(file), "--topic", "everything", "--data", str(folder))
    return folder / "corpus.db"


def _run(*words: str) -> None:
    command = [sys.executable, "-m", "wirewatch", *words]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1])


def _articles(path: Path) -> dict[str, str]:
    """Of each address the article of its group."""
    with open_corpus(path, create=False) as corpus:
        rows = corpus.rows(
            "SELECT a.url, l.url AS article FROM addresses AS a JOIN documents AS d ON d.id = a.document_id"
            " JOIN documents AS l ON l.id = coalesce(d.copy_of, d.id)"
        )
    return {row["url"]: row["article"] for row in rows}


if __name__ == "__main__":
    main()
