"""What each step of the recipe costs on the pages of the demo newsroom, in milliseconds of CPU time.

    python benchmarks/steps.py [--rounds N]

The library alone and feedparser alone run in turn with ours, so that a busy machine hurts both alike; trust the ratios.
"""

import argparse
import logging
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import feedparser
import trafilatura

from corpus.query import Query, search
from corpus.store import open_corpus
from corpus.types import Page
from crawler.discovery import DISCOVERERS
from crawler.newsroom_site import MOMENTS, Answer, answers
from pipelines.duplicates import fingerprint
from pipelines.extract import extract_article
from pipelines.ingest import ingest
from pipelines.prefilter import Prefilter
from pipelines.relevance import judge
from pipelines.topics import load_topic

TOPIC = load_topic("iran-russia-drones")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each step goes over all pages")
    rounds = parser.parse_args().rounds
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = [answer for answer in answers(1) if answer.status == 200]
    pages = [one for one in found if one.headers["Content-Type"].startswith("text/html")]
    feeds = [one for one in found if "rss" in one.url or "atom" in one.url]
    size = sum(len(one.body) for one in pages) / len(pages) / 1024
    print(f"{len(pages)} pages of {size:.0f} KiB on average, {rounds} rounds; ms of CPU per page or feed")
    _print(_page_steps(pages, rounds) | _feed_steps(feeds, rounds) | _corpus_steps(pages))


def _page_steps(pages: list[Answer], rounds: int) -> dict[str, float]:
    prefilter = Prefilter([TOPIC])
    articles = [article for one in pages if (article := extract_article(one.body, one.url)) is not None]
    return _in_turn(
        rounds,
        {
            "prefilter": (lambda one: prefilter.passes(one.body, None), pages),
            "extract, ours": (lambda one: extract_article(one.body, one.url), pages),
            "extract, trafilatura alone": (_library_alone, pages),
            "judge": (lambda one: judge(one.title, one.text, TOPIC), articles),
            "fingerprint": (lambda one: fingerprint(one.title, one.text), articles),
        },
    )


def _feed_steps(feeds: list[Answer], rounds: int) -> dict[str, float]:
    return _in_turn(
        rounds,
        {
            "feed, ours": (lambda one: DISCOVERERS["feed"](one.body, one.url, None), feeds),
            "feed, feedparser alone": (lambda one: feedparser.parse(one.body), feeds),
        },
    )


def _corpus_steps(pages: list[Answer]) -> dict[str, float]:
    """The whole recipe in one process, and a search in what it made."""
    everything = [load_topic("everything")]
    with tempfile.TemporaryDirectory() as folder, open_corpus(Path(folder) / "corpus.db") as corpus:
        page = _page_of
        took = _milliseconds(lambda one: ingest(page(one), everything, corpus), pages)
        found = _milliseconds(lambda word: search(corpus, Query(text=word)), ["drone", "шахед", "پهپاد"] * 10)
    return {"ingest, every page stored": took, "search": found}


def _page_of(one: Answer) -> Page:
    headers = {name.lower(): value for name, value in one.headers.items()}
    return Page(requested_url=one.url, url=one.url, headers=headers, fetched_at=MOMENTS[1], body=one.body)


def _library_alone(one: Answer) -> object:
    return trafilatura.bare_extraction(one.body, url=one.url, include_comments=False, with_metadata=True)


def _in_turn(rounds: int, steps: "dict[str, tuple[Callable[..., object], list]]") -> dict[str, float]:  # type: ignore[type-arg]
    """The best of several rounds of each step, the steps taking turns."""
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, (step, things) in steps.items():
            took[name].append(_milliseconds(step, things))
    return {name: min(values) for name, values in took.items()}


def _milliseconds(step: Callable[..., object], things: Iterable[object]) -> float:
    things = list(things)
    began = time.process_time()
    for one in things:
        step(one)
    return (time.process_time() - began) * 1000 / len(things)


def _print(figures: dict[str, float]) -> None:
    for name, value in figures.items():
        print(f"  {name:28} {value:8.2f}")


if __name__ == "__main__":
    main()
