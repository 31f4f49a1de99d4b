"""What the memory of a site takes away and what it leaves, on simulated sites in invented languages.

    python benchmarks/site_memory.py [--articles N] [--seeds N]

Each site puts a disclaimer, a promo in the middle and a comment policy of two paragraphs around its articles. `left`
are such paragraphs in the texts at the end, `late` those that the fourth article or a later one had when it was first
read, `lost` are paragraphs of an article's own, `background` those that a running story repeats, of which none may go.
`ms` is what it costs to look up the memory of the site.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.rereadings import stored
from corpus.store import Corpus, open_corpus
from pipelines.ingest import ingest
from pipelines.memory import Memories
from pipelines.topics import Topic, load_topic
from tests.repeating_site import RepeatingSite, Told

BACKGROUND = (
    "Earlier it was reported that Iran began to supply Shahed drones to Russia in 2022; both deny it to this day.",
    "The hall in the special zone has grown every year since then, and nobody there has ever answered a question.",
)
FOURTH = 3


@dataclass
class Found:
    """What was seen of one kind of site."""

    documents: int = 0
    left: int = 0
    late: int = 0
    lost: int = 0
    background: int = 0
    kept: int = 0
    """Paragraphs of background that stayed."""


@dataclass(frozen=True)
class Kind:
    """What a site tells."""

    name: str
    topics: Sequence[Topic]
    share: float = 0.0
    """Of its articles that are on topic."""
    often: float = 0.0
    """Share of those that carry the background."""
    twice: float = 0.0
    """Share of its articles that only tell the last one again."""


_DRONES, _EVERYTHING = [load_topic("iran-russia-drones")], [load_topic("everything")]
KINDS = (
    Kind("every article kept", _EVERYTHING),
    Kind("every article kept, one in six told twice", _EVERYTHING, twice=1 / 6),
    Kind("topic on 3 % of the pages", _DRONES, 0.03, 0.9),
    Kind("topic on 30 %, a third of it with background", _DRONES, 0.3, 0.3),
    Kind("topic on 30 %, nearly all with background", _DRONES, 0.3, 0.9),
    Kind("topic on 80 %, a third of it with background", _DRONES, 0.8, 0.3),
    Kind("topic on 80 %, nearly all with background", _DRONES, 0.8, 0.9),
    Kind("every article kept, background on one in eleven", _EVERYTHING, 0.3, 0.3),
    Kind("every article kept, background on one in four", _EVERYTHING, 0.3, 0.9),
)


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=5)
    asked = parser.parse_args()
    print(f"{asked.seeds} sites of {asked.articles} articles each")
    print(f"{'site':<52}{'stored':>7}{'left':>6}{'late':>6}{'lost':>6}{'background gone, of':>21}{'ms':>6}")
    for kind in KINDS:
        found = Found()
        looked_up = sum(_simulate(kind, seed, asked.articles, found) for seed in range(asked.seeds))
        print(
            f"{kind.name:<52}{found.documents:>7}{found.left:>6}{found.late:>6}{found.lost:>6}"
            f"{found.background:>13} of {found.background + found.kept:<4}{1000 * looked_up / asked.seeds:>6.1f}"
        )


def _simulate(kind: Kind, seed: int, number: int, found: Found) -> float:
    """One site, counted into `found`; what it costs in the end to look up its memory, in seconds."""
    site = RepeatingSite(seed)
    with tempfile.TemporaryDirectory() as folder, open_corpus(Path(folder) / "corpus.db") as corpus:
        kept: list[tuple[Told, int]] = []
        for place, one in enumerate(_told(site, kind, number)):
            outcome = ingest(one.page, kind.topics, corpus)
            if outcome.document_id is not None:
                kept.append((one, outcome.document_id))
                found.late += (place >= FOURTH) * _furniture(site, corpus, outcome.document_id)
        for one, document_id in kept:
            _count(site, corpus, one, document_id, found)
        began = time.process_time()
        Memories().of(corpus, f"https://{site.host}/")
        return time.process_time() - began


def _told(site: RepeatingSite, kind: Kind, number: int) -> Iterator[Told]:
    last = site.tell()
    yield last
    for _ in range(number - 1):
        if site.chance.random() < kind.twice:
            yield site.tell(last.own)
            continue
        own = [site.language.paragraph(3) for _ in range(site.chance.randint(7, 12))]
        if site.chance.random() < kind.share:
            count = site.chance.randint(3, 90)
            own[0] = (
                f"Russia launched {count} Iranian Shahed-136 drones at Odesa, the air force said. {own[0]}"
            )
            if site.chance.random() < kind.often:
                own = [*own[:4], BACKGROUND[0], *own[4:], BACKGROUND[1]]
        last = site.tell(own)
        yield last


def _furniture(site: RepeatingSite, corpus: Corpus, document_id: int) -> int:
    return sum(text in _texts(corpus, document_id) for text in site.furniture.paragraphs)


def _count(site: RepeatingSite, corpus: Corpus, one: Told, document_id: int, found: Found) -> None:
    texts = _texts(corpus, document_id)
    found.documents += 1
    found.left += _furniture(site, corpus, document_id)
    found.lost += sum(text not in texts for text in one.own if text not in BACKGROUND)
    found.background += sum(text not in texts for text in one.own if text in BACKGROUND)
    found.kept += sum(text in texts for text in one.own if text in BACKGROUND)


def _texts(corpus: Corpus, document_id: int) -> list[str]:
    return stored(corpus, document_id)[-1].article.text.split("\n")


if __name__ == "__main__":
    main()
