"""What the near-duplicate index costs per document when the corpus is large, in milliseconds of CPU time.

    python benchmarks/made.py [SIZE...] [--settle 2000] [--folder DIR]

For each size (1000, 10000, 100000 and 1000000 unless told) a corpus is made: rows and index are loaded in bulk, then
readings are really settled, one transaction each: half of them new stories, half republications (cut, edited, credited)
of stored ones. Texts are drawn word by word from a vocabulary whose words are as unequal as those of a language,
so some runs of three words are in very many of them; lengths are those of news. The full-text index of what was loaded
stays empty: it is no part of what is measured. Needs the `bench` extra; a million documents take 7 GB of disk.
"""

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from corpus import groups
from corpus.store import Corpus, open_corpus
from corpus.types import Article, Judged, OutcomeKind, Page, Reading
from corpus.urls import ref_of
from pipelines import neighbours
from pipelines.desk import Desk
from pipelines.duplicates import fingerprint
from pipelines.settle import Ask, settle
from pipelines.shingles import BASE, BASE_SQUARED, sample, word_hash

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
CHUNK = 20_000
WORDS = 60_000
EXPONENT = 1.05
"""Of how unequal the words are: at 1 the second is half as frequent as the first, the third a third."""

Rows = list[tuple[object, ...]]


class Texts:
    """Made texts: the n-th is the same in every process."""

    def __init__(self) -> None:
        drawn = random.Random(1)
        syllables = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
        words: dict[str, None] = {}
        while len(words) < WORDS:
            words["".join(drawn.choices(syllables, k=drawn.choice((1, 2, 2, 3, 3, 4))))] = None
        self.vocabulary = np.array(list(words) + [str(number) for number in range(1, 1000)], dtype=object)
        self.hashes = np.array([word_hash(word) for word in self.vocabulary], dtype=np.uint64)
        shares = 1 / np.arange(1, WORDS + 1) ** EXPONENT
        self.sums = np.cumsum(shares) / shares.sum()

    def words(self, number: int) -> "np.ndarray[Any, Any]":
        """The places of a text's words in the vocabulary; every twentieth word or so is a number."""
        drawn = np.random.default_rng([7, number])
        length = int(np.clip(drawn.lognormal(6.1, 0.6), 60, 3000))
        places = np.minimum(np.searchsorted(self.sums, drawn.random(length)), WORDS - 1)
        places[10::20] = WORDS + drawn.integers(0, 999, len(places[10::20]))
        return places

    def text(self, number: int) -> str:
        """A text as it is stored: sentences of a dozen words."""
        return as_text(list(self.vocabulary[self.words(number)]))

    def rows(self, number: int) -> "np.ndarray[Any, Any]":
        """What `sample` says of the text, without the detour over the text."""
        return self.rows_of(self.words(number))

    def rows_of(self, places: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        """The same of a text whose words are known."""
        hashes = self.hashes[places]
        runs = hashes[:-2] * np.uint64(BASE_SQUARED) + hashes[1:-1] * np.uint64(BASE) + hashes[2:]
        signed = np.unique((runs ^ np.uint64(1 << 63)).view(np.int64))
        rows = signed[signed % 16 == 0]
        return rows if len(rows) >= 24 else np.union1d(rows, signed[:24])


def as_text(words: list[str]) -> str:
    """Words as sentences and paragraphs."""
    sentences = [" ".join(words[at : at + 13]).capitalize() + "." for at in range(0, len(words), 13)]
    return "\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--settle", type=int, default=2_000, help="readings settled at each size")
    parser.add_argument("--folder", type=Path, help="where the corpora are made and removed again")
    arguments = parser.parse_args()
    texts = Texts()
    for number in range(20):
        assert set(texts.rows(number).tolist()) == sample(fingerprint("", texts.text(number)).shingles)
    print("ms of CPU per settled document; the index is: query, comparing, insert")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            _measure(Path(folder) / "corpus.db", size, arguments.settle, texts)


def _measure(path: Path, size: int, settled: int, texts: Texts) -> None:
    began = time.perf_counter()
    with open_corpus(path) as corpus:
        rows, per_document = load(corpus, size, texts)
    loaded = time.perf_counter() - began
    before = time.process_time()
    with open_corpus(path) as corpus:
        opened = (time.process_time() - before) * 1000
        readings = [_reading(number, size, texts) for number in range(settled)]
        spent: Counter[str] = Counter()
        outcomes: Counter[str] = Counter()
        slowest = 0.0
        with _timed(spent):
            desk = Desk(corpus=corpus, rechecks=())
            for expected, reading in readings:
                moment = time.process_time()
                outcome = settle(desk, reading)
                took = time.process_time() - moment
                spent["all"] += took
                slowest = max(slowest, took)
                assert not isinstance(outcome, Ask)
                outcomes["as expected" if outcome.kind is expected else f"{expected}: {outcome.kind}"] += 1
    each = {name: 1000 * seconds / settled for name, seconds in spent.items()}
    index = each["query"] + each["compare"] + each["insert"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>9,}: index {index:.2f} (query {each['query']:.2f}, comparing {each['compare']:.2f}, insert"
        f" {each['insert']:.2f}); settlement {each['all']:.2f}, the slowest {1000 * slowest:.0f};"
        f" {rows:.0f} rows and {per_document:.0f} bytes of index a document; opened in {opened:.1f} ms;"
        f" loaded in {loaded:.0f} s; {memory:.0f} MB at most; {dict(outcomes)}",
        flush=True,
    )


@contextmanager
def _timed(spent: "Counter[str]") -> Iterator[None]:
    """Settling, with what the index costs written down; the functions themselves are the real ones."""
    kept = groups.candidates, groups.same_text, groups.add_shingles, neighbours._nearest
    groups.candidates = _clocked(kept[0], "query", spent)
    groups.same_text = _clocked(kept[1], "query", spent)
    groups.add_shingles = _clocked(kept[2], "insert", spent)
    neighbours._nearest = _clocked(kept[3], "compare", spent)
    try:
        yield
    finally:
        groups.candidates, groups.same_text, groups.add_shingles, neighbours._nearest = kept


def _clocked(function: Callable[..., Any], name: str, spent: "Counter[str]") -> Callable[..., Any]:
    def clocked(*arguments: Any) -> Any:
        began = time.process_time()
        try:
            return function(*arguments)
        finally:
            spent[name] += time.process_time() - began

    return clocked


def load(corpus: Corpus, size: int, texts: Texts) -> tuple[float, float]:
    """Fill a corpus; the rows of the index and its bytes per document."""
    hashes, owners = [], []
    for first in range(0, size, CHUNK):
        numbers = range(first, min(first + CHUNK, size))
        with corpus.writing():
            for number, rows in zip(numbers, _load_rows(corpus, numbers, texts), strict=True):
                hashes.append(rows)
                owners.append(np.full(len(rows), number + 1))
    every, owner = np.concatenate(hashes), np.concatenate(owners)
    del hashes, owners
    order = np.argsort(every, kind="stable")
    before = _pages(corpus)
    with corpus.writing():
        for first in range(0, len(order), 500_000):
            part = order[first : first + 500_000]
            corpus.executemany(
                "INSERT INTO shingles (hash, document_id) VALUES (?, ?)",
                list(zip(every[part].tolist(), owner[part].tolist(), strict=True)),
            )
    return len(order) / size, (_pages(corpus) - before) / size


def _pages(corpus: Corpus) -> int:
    """Bytes of the file."""
    return int(str(corpus.value("PRAGMA page_count"))) * int(str(corpus.value("PRAGMA page_size")))


def _load_rows(corpus: Corpus, numbers: range, texts: Texts) -> "list[np.ndarray[Any, Any]]":
    """Enter documents, without their entries in the index; those come back."""
    index = []
    documents: Rows = []
    addresses: Rows = []
    versions: Rows = []
    links: Rows = []
    for number in numbers:
        key, url, at = f"{_site(number)}/{number}", f"https://{_site(number)}/{number}", _moment(number)
        places = texts.words(number)
        words, seen = list(texts.vocabulary[places]), at.isoformat()
        text, sha = as_text(words), sha256(" ".join(words).encode()).hexdigest()
        index.append(texts.rows_of(places))
        documents.append((number + 1, ref_of(key), url, key, _site(number), seen, seen))
        addresses.append((key, ref_of(key), number + 1, url, seen))
        versions.append((number + 1, seen, seen, f"Title {number}", sha, seen, len(words), text))
        links.append((key, url, seen, seen, number + 1))
    corpus.executemany(
        "INSERT INTO documents (id, ref, url, url_key, site, first_seen_at, checked_at, version, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1, 'live')",
        documents,
    )
    corpus.executemany(
        "INSERT INTO addresses (url_key, ref, document_id, url, kind, seen_at) VALUES (?, ?, ?, ?, 'fetched', ?)",
        addresses,
    )
    corpus.executemany(
        "INSERT INTO versions (document_id, n, first_seen_at, last_seen_at, title, text_sha, published_at, words, text,"
        " authors, published_precision, truncated, details)"
        " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, '[]', 'instant', 0, '{}')",
        versions,
    )
    corpus.executemany(
        "INSERT INTO links (url_key, url, first_seen_at, last_seen_at, verdict, document_id)"
        " VALUES (?, ?, ?, ?, 'stored', ?)",
        links,
    )
    return index


def _site(number: int) -> str:
    return f"outlet{number % 397}.example"


def _moment(number: int) -> datetime:
    return BEGAN + timedelta(seconds=8 * number)


def _reading(number: int, size: int, texts: Texts) -> tuple[OutcomeKind, Reading]:
    """A story of its own, or, of every two, one that another outlet took from the corpus and worked over."""
    drawn = random.Random(number)
    if number % 2:
        expected, at, text = OutcomeKind.STORED, _moment(size + number), texts.text(10_000_000 + number)
    else:
        taken = drawn.randrange(size)
        expected, at = OutcomeKind.COPY, _moment(taken) + timedelta(hours=3)
        text = as_text(_worked_over(list(texts.vocabulary[texts.words(taken)]), number // 2 % 3, drawn))
    url = f"https://paper{number}.example/story/{number}"
    article = Article(
        url=url, title=f"Story {number}", text=text, published_at=at, published_precision="instant"
    )
    page = Page(requested_url=url, url=url, fetched_at=at, body=text.encode())
    judged = Judged(article=article, fingerprint=fingerprint(article.title, text))
    return expected, Reading(page=page, judged=judged, whole=True)


def _worked_over(words: list[str], how: int, drawn: random.Random) -> list[str]:
    if how == 0:
        return words[: len(words) // 2]
    if how == 1:
        return [word if drawn.random() > 0.05 else "ezra" for word in words]
    return ["harbour", "northwire", *words, "sign", "up", "for", "our", "morning", "letter"]


if __name__ == "__main__":
    main()
