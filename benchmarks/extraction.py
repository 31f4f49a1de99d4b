"""What it costs to read a page's text, beside trafilatura on the same pages in the same run.

    python benchmarks/extraction.py [--pages N] [--passes N]

Every extractor reads each page in turn, so that a busy machine hurts all alike; CPU time, ratios count. `as a stream`
is all that a crawl does with a page: prefilter, cheap reading, judging, and the best reading where a topic can want it,
with the shipped topic on all pages (it can want about three in a hundred of these). The last lines tell the memory of
one process that reads 2,000 pages.
"""

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice
from typing import TypeVar

from trafilatura import bare_extraction

from benchmarks.page_labels import score
from benchmarks.train_pieces import COLLECTIONS
from corpus.types import Article, Page
from pipelines.extract import extract, never
from pipelines.prefilter import Prefilter
from pipelines.read import read
from pipelines.topics import load_topic

Result = TypeVar("Result")

IN_A_ROW = 2000
_NOW = datetime(2026, 6, 1, tzinfo=UTC)
_KIB_TO_MB = 1024 if sys.platform != "darwin" else 1024 * 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=400, help="how many, drawn at random")
    arguments = parser.parse_args()
    pages = [page for name in COLLECTIONS for page in _pages(name)]
    random.Random(1).shuffle(pages)
    _costs(pages[: arguments.pages])
    _memory(pages)


def _pages(collection: str) -> Iterator[Page]:
    for url, body, _ in score.pages(collection):
        yield Page(requested_url=url, url=url, fetched_at=_NOW, body=body)


def _costs(pages: list[Page]) -> None:
    topic = load_topic("iran-russia-drones")
    prefilter = Prefilter([topic])
    spent: defaultdict[str, float] = defaultdict(float)
    compared = on_topic = 0
    for page in [pages[0], *pages]:  # the first one pays for what is loaded once, and is forgotten
        if page is pages[0]:
            spent.clear()
        plain = partial(bare_extraction, page.body, url=page.url, include_comments=False)
        _time(spent, "trafilatura, text", plain)
        _time(spent, "trafilatura, text and metadata", partial(plain, with_metadata=True))
        _time(spent, "cheap reading", partial(extract, page.body, page.url, is_wanted=never))
        found = _time(spent, "best reading", partial(extract, page.body, page.url))
        _time(spent, "as a stream", partial(read, page, (topic,)))
        on_topic += prefilter.passes(page.body, None)
        compared += isinstance(found, Article) and found.details["text"]["readings"] > 2  # type: ignore[index]
    whole = spent["trafilatura, text and metadata"]
    text = spent["trafilatura, text"]
    print(
        f"{len(pages)} pages; milliseconds of CPU a page\n\n| | ms | to trafilatura with metadata | to its text alone |"
    )
    print("|---|---|---|---|")
    for name, seconds in spent.items():
        print(
            f"| {name} | {1000 * seconds / len(pages):.1f} | {seconds / whole:.2f} | {seconds / text:.2f} |"
        )
    print(f"\nmore than two readings were compared on {compared / len(pages):.0%} of the pages")
    print(f"the prefilter let {on_topic / len(pages):.1%} of the pages pass")


def _time(spent: dict[str, float], name: str, call: Callable[[], Result]) -> Result:
    began = time.process_time()
    result = call()
    spent[name] += time.process_time() - began
    return result


def _memory(pages: list[Page]) -> None:
    print("\npages read by one process, and the most memory it has held so far")
    for count, page in enumerate(islice(cycle(pages), IN_A_ROW), start=1):
        extract(page.body, page.url)
        if count % 250 == 0:
            print(
                f"{count:5} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_TO_MB:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
