"""The whole recipe: a page becomes a row. Crawl, replay, backfill and fetch all go this way."""

from collections.abc import Sequence
from datetime import timedelta

from corpus.store import Corpus
from corpus.types import Outcome, Page
from pipelines.desk import Desk
from pipelines.read import judged_by, read
from pipelines.rechecks import RECHECKS
from pipelines.recleaning import cleaned, rewrite, to_clean
from pipelines.settle import settle_whole
from pipelines.topics import Topic


def ingest(
    page: Page,
    topics: Sequence[Topic],
    store: Corpus,
    *,
    run_id: int | None = None,
    rechecks: Sequence[timedelta] = RECHECKS,
) -> Outcome:
    """Read a page and settle it, in this process; what it became to the corpus.

    A crawl does the same with the reading in a pool of processes (see `pipelines.readers`).
    """
    desk = Desk(corpus=store, run_id=run_id, rechecks=rechecks)
    reading = read(page, topics, desk.memories.of(store, page.url))
    outcome = settle_whole(desk, reading, lambda other, memory: read(other, topics, memory, whole=True))
    for stale in to_clean(desk, page.url, topics):
        rewrite(desk, cleaned(stale, judged_by(stale.article, topics)), page.fetched_at)
    return outcome
