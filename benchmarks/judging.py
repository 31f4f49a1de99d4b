"""How well and how fast the shipped topic judges: our labelled texts, the headlines of dev.jsonl, and the clock.

    python benchmarks/judging.py [--headlines ../shared/topic/dev.jsonl] [--misses]

Precision and recall are those of `on_topic` against near misses and off topic; borderline texts are not counted.
Beside it stands the plain rule: one word of each of three lists (Iran, drones, Russia or Ukraine), anywhere.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.types import Label
from corpus.words import tokens
from pipelines.relevance import judge, judge_all
from pipelines.topics import Topic, load_topic
from pipelines.vocabulary import Vocabulary

TOPIC = load_topic("iran-russia-drones")
OURS = Path(__file__).parents[1] / "tests" / "pipelines" / "topic_texts.jsonl"
FRESH = OURS.with_name("fresh_texts.jsonl")
"""Written in rounds, each whole before any of it was judged; after each the rules were bettered."""
HEADLINES = Path(__file__).parents[1].parent / "shared" / "topic" / "dev.jsonl"
PLAIN = Vocabulary(tuple(term for term in TOPIC.vocabulary.terms if not term.is_trap))
THREE_LISTS = frozenset({"iran", "drone", "russia"})
ARTICLE = (
    "The hall at Alabuga assembles Shahed-136 drones from kits that Iran shipped to Russia, the papers say.",
    "Repairs to the water mains will take another week at least, the town hall said, and crews worked on.",
    "Shells fell on a village near Kherson at dawn, and two people were hurt, the Ukrainian region's head said.",
)
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what a reader says of it."""

    title: str
    text: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How a rule stands to the readers."""

    precision: float
    recall: float
    average_precision: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--headlines", type=Path, default=HEADLINES, help="a reader's labels, as JSON lines")
    parser.add_argument("--misses", action="store_true", help="print what is judged wrongly")
    asked = parser.parse_args()
    ours, fresh = texts(OURS), texts(FRESH)
    sets = {"our texts": ours, "fresh texts": fresh}
    if asked.headlines.exists():
        sets |= {asked.headlines.name: (theirs := texts(asked.headlines)), "all": [*ours, *fresh, *theirs]}
    print(f"{'':34} {'texts':>5} {'on':>4}  {'precision':>9} {'recall':>6} {'AP':>6}")
    for name, several in sets.items():
        for rule, score in (("the topic", _score), ("three lists", _plain)):
            _print(f"{name}, {rule}", several, quality(several, score))
    if asked.misses:
        _print_misses([*ours, *fresh, *(texts(asked.headlines) if asked.headlines.exists() else [])])
    _print_cost()


def texts(path: Path) -> list[Text]:
    """The labelled texts of a file, one a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Text(row["title"], row["text"], row["label"], row["language"]) for row in rows]


def quality(several: Iterable[Text], score: Callable[[Text], float]) -> Quality:
    """Precision, recall and average precision of a score, at the threshold of the topic."""
    ranked = sorted(
        ((score(one), one.label == "on_topic") for one in several if one.label != "borderline"),
        key=lambda pair: (-pair[0], pair[1]),  # of equal scores the wrong ones first: no credit for luck
    )
    wanted = sum(right for _, right in ranked)
    kept = [right for value, right in ranked if value >= TOPIC.thresholds.on_topic]
    found, precisions = 0, 0.0
    for place, (_, right) in enumerate(ranked, start=1):
        found += right
        precisions += right * found / place
    return Quality(sum(kept) / max(1, len(kept)), sum(kept) / wanted, precisions / wanted)


def _score(one: Text) -> float:
    return judge(one.title, one.text, TOPIC).score


def _plain(one: Text) -> float:
    found = PLAIN.find(tokens(f"{one.title}\n{one.text}"))
    return float(frozenset(side for match in found for side in match.term.sides) >= THREE_LISTS)


def _print(name: str, several: Sequence[Text], found: Quality) -> None:
    on_topic = sum(one.label == "on_topic" for one in several)
    print(
        f"{name:34} {len(several):5} {on_topic:4}"
        f"  {found.precision:9.3f} {found.recall:6.3f} {found.average_precision:6.3f}"
    )


def _print_misses(several: Iterable[Text]) -> None:
    for one in several:
        said = judge(one.title, one.text, TOPIC)
        is_wrong = (said.label is Label.ON_TOPIC) != (one.label == "on_topic")
        if is_wrong and one.label != "borderline":
            print(f"{one.label}, said {said.label} {said.score:.2f} ({one.language}): {one.title}")


def _print_cost() -> None:
    words = "\n".join(ARTICLE * 11)
    five = [TOPIC, load_topic("north-korea-russia-arms"), load_topic("everything"), *_small_topics()]
    alone = _milliseconds(words, [TOPIC])
    print(f"\n{len(words.split())} words: {alone:.2f} ms of CPU with the topic,", end=" ")
    print(f"{_milliseconds(words, five):.2f} ms with five")


def _small_topics() -> list[Topic]:
    """Two as the manual shows how to write them."""
    folder = Path(__file__).parent / "topics"
    return [load_topic(path) for path in sorted(folder.glob("*.toml"))]


def _milliseconds(text: str, topics: Sequence[Topic]) -> float:
    """The least CPU time of several rounds: what the machine does besides is not ours."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        judge_all("", text, topics)
        best = min(best, time.process_time() - start)
    return best * 1000


if __name__ == "__main__":
    main()
