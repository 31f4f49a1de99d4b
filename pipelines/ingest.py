"""The whole recipe: a page becomes a row. Crawl, replay, backfill and fetch all go this way."""

from collections.abc import Sequence
from datetime import timedelta

from corpus.store import Corpus
from corpus.types import Outcome, Page
from pipelines.desk import Desk
from pipelines.read import read
from pipelines.rechecks import RECHECKS
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
    return settle_whole(desk, read(page, topics), lambda other: read(other, topics, whole=True))
