"""How well copies are told from articles, in several orders of arrival and beside MinHash-LSH, as one table.

    python benchmarks/stream.py STREAM.jsonl[.gz] [--seeds 5]

A line of the stream is a line of `wirewatch import` with `cluster` (the truth) beside it, in order of first_seen_at.
Each order goes through `wirewatch import` into a corpus of its own; a shuffled stream arrives at the same moments.
`elected` says for how many of the groups with copies, as the first order made them, another order chose the same
article. Needs the `bench` extra.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from math import comb
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH

from corpus.store import open_corpus
from corpus.words import tokens

Line = Mapping[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stream", type=Path)
    parser.add_argument("--seeds", type=int, default=5, help="how many shuffled orders")
    arguments = parser.parse_args()
    lines = _lines(arguments.stream)
    print(f"{len(lines)} documents in {len({line['cluster'] for line in lines})} stories")
    print("| method | B-cubed P | R | F | ARI | pair precision | recall | lost | elected | ms |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    first = _imported(lines)
    _print("wirewatch, in order", lines, first)
    for seed in range(1, arguments.seeds + 1):
        order = _shuffled(lines, seed)
        made = _imported(order)
        _print(f"wirewatch, shuffled, seed {seed}", order, made, f"{_elected(first[0], made[0]):.2%}")
    for width, threshold in ((5, 0.7), (3, 0.3)):
        name = f"datasketch MinHash-LSH, {width} words, {threshold}"
        _print(name, lines, _by_minhash(lines, width, threshold))


def _lines(path: Path) -> list[Line]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _shuffled(lines: Sequence[Line], seed: int) -> list[Line]:
    order = random.Random(seed).sample(lines, len(lines))
    moments = sorted(line["first_seen_at"] for line in lines)
    return [dict(line) | {"first_seen_at": at} for line, at in zip(order, moments, strict=True)]


def _imported(lines: Sequence[Line]) -> tuple[dict[str, str], float]:
    """The article of each address after a real import, and milliseconds per line."""
    with tempfile.TemporaryDirectory() as folder:
        stream = Path(folder) / "stream.jsonl"
        stream.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = ["wirewatch", "import", str(stream), "--topic", "everything", "--data", folder]
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", *command], check=True, capture_output=True, cwd=Path(__file__).parents[1]
        )
        took = time.perf_counter() - began
        with open_corpus(Path(folder) / "corpus.db", create=False) as corpus:
            rows = corpus.rows(
                "SELECT a.url, l.url AS article FROM addresses AS a JOIN documents AS d ON d.id = a.document_id"
                " JOIN documents AS l ON l.id = coalesce(d.copy_of, d.id)"
            )
            return {row["url"]: row["article"] for row in rows}, 1000 * took / len(lines)


def _by_minhash(lines: Sequence[Line], width: int, threshold: float) -> tuple[dict[str, str], float]:
    """Each text beside the most similar of those before it that the index finds: the usual recipe."""
    index = MinHashLSH(threshold=threshold, num_perm=128)
    sketches: dict[str, MinHash] = {}
    article: dict[str, str] = {}
    began = time.process_time()
    for line in lines:
        words = tokens(line["text"])
        runs = {" ".join(words[at : at + width]) for at in range(max(1, len(words) - width + 1))}
        sketch = MinHash(num_perm=128)
        sketch.update_batch([run.encode() for run in runs])
        found = [url for url in index.query(sketch) if sketches[url].jaccard(sketch) > 0]
        best = max(found, key=lambda url: sketches[url].jaccard(sketch), default=None)
        article[line["url"]] = line["url"] if best is None else article[best]
        sketches[line["url"]] = sketch
        index.insert(line["url"], sketch)
    return article, 1000 * (time.process_time() - began) / len(lines)


def _elected(first: Mapping[str, str], other: Mapping[str, str]) -> float:
    """The share of groups with copies whose members mostly stand under the same article in another corpus."""
    groups: dict[str, list[str]] = {}
    for url, article in first.items():
        groups.setdefault(article, []).append(url)
    several = {article: urls for article, urls in groups.items() if len(urls) > 1}
    same = sum(
        Counter(other.get(url) for url in urls).most_common(1)[0][0] == article
        for article, urls in several.items()
    )
    return same / len(several)


def agreement(gold: Sequence[Hashable], got: Sequence[Hashable]) -> dict[str, float]:
    """How well groups agree with the truth: B-cubed, adjusted Rand index, pairs."""
    both, golds, gots = Counter(zip(gold, got, strict=True)), Counter(gold), Counter(got)
    number = len(gold)
    precision = sum(count * count / gots[group] for (_, group), count in both.items()) / number
    recall = sum(count * count / golds[story] for (story, _), count in both.items()) / number
    pairs, said, true = (sum(comb(n, 2) for n in counts.values()) for counts in (both, gots, golds))
    expected = said * true / comb(number, 2)
    return {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f": 2 * precision * recall / (precision + recall),
        "ari": (pairs - expected) / ((said + true) / 2 - expected),
        "pair_precision": pairs / said if said else 1.0,
        "pair_recall": pairs / true,
    }


def _print(
    name: str, lines: Sequence[Line], made: tuple[Mapping[str, str], float], elected: str = ""
) -> None:
    article, milliseconds = made
    got = [article.get(line["url"], f"lost {line['url']}") for line in lines]
    lost = sum(group.startswith("lost ") for group in got)
    figures = agreement([line["cluster"] for line in lines], got)
    cells = [*(f"{value:.4f}" for value in figures.values()), str(lost), elected, f"{milliseconds:.1f}"]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
