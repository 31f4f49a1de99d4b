"""What looking again costs and finds: a site whose articles are edited, visited for forty days of a clock of its own.

    python benchmarks/rechecks.py [--articles 8]

Each article is edited at chance moments, at most once between two looks of the plan; of half of them the feed names
the edits. Each visit is a real crawl with `--now` against a loopback site: soon after an article appears, at each look
of the plan, and soon after an edit that the feed names. Printed for articles whose feed tells and
does not tell: requests, how many of them carried the page again, edits made and found.
"""

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.rechecks import RECHECKS
from tests.crawler.watched_site import Came, articles, planned_visits, watch

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAYS = 40


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=8)
    arguments = parser.parse_args()
    watched = articles(arguments.articles, START, every=timedelta(days=8) / arguments.articles)
    visits = [*planned_visits(watched), START + timedelta(days=DAYS)]
    with tempfile.TemporaryDirectory() as folder:
        came = watch(Path(folder), watched, visits)
    print(f"{len(watched)} articles, {len(visits)} visits in {DAYS} days, a plan of {len(RECHECKS)} looks")
    print("| the feed | articles | requests each | most | with the page | edits made | states found |")
    print("|---|---|---|---|---|---|---|")
    for name, is_told in (("names edits", True), ("does not", False)):
        _print(name, [one for one in came if one.watched.is_told == is_told])


def _print(name: str, came: Sequence[Came]) -> None:
    requests = [one.requests for one in came]
    made = sum(len(one.watched.edits) for one in came)
    found = sum(one.versions - 1 for one in came)
    again = sum(one.copies_of_text for one in came) / len(came)
    print(
        f"| {name} | {len(came)} | {sum(requests) / len(came):.1f} | {max(requests)} | {again:.1f} | {made} | {found} |"
    )


if __name__ == "__main__":
    main()
