"""Every HTML page of a web archive through the same recipe as a crawl."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus import pages
from corpus.errors import WirewatchError
from corpus.types import Outcome, Page, Reading
from pipelines.archives import Damage, read_archive
from pipelines.desk import Desk
from pipelines.readers import Readers
from pipelines.recleaning import cleaned, rewrite, to_clean
from pipelines.settle import settle_whole
from pipelines.unanswered import Missed, missed

logger = logging.getLogger(__name__)

AHEAD = 32
"""Pages that are read ahead of the one being settled: keeps all workers busy, holds a few MB."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One record of an archive and what became of it; no outcome when it was taken in before."""

    page: Page
    outcome: Outcome | None


def backfill(desk: Desk, paths: Iterable[Path], readers: Readers) -> Iterator[Taken | Damage]:
    """Read and settle the pages of archives, in their order, and name what is damaged, which costs itself only."""
    for path in paths:
        yield from _backfill(desk, read_archive(path), readers)


def _backfill(desk: Desk, archive: Iterable[Page | Damage], readers: Readers) -> Iterator[Taken | Damage]:
    waiting: deque[tuple[Page | Damage, Future[Reading] | None]] = deque()
    source = iter(archive)
    while True:
        waiting.extend((one, _begin(desk, one, readers)) for one in islice(source, AHEAD - len(waiting)))
        if not waiting:
            return
        one, reading = waiting.popleft()
        yield one if isinstance(one, Damage) else _taken(desk, one, reading, readers)


def _begin(desk: Desk, one: Page | Damage, readers: Readers) -> "Future[Reading] | None":
    if isinstance(one, Damage) or one.status != 200 or _taken_before(desk, one):
        return None
    return readers.begin(one, desk.memories.of(desk.corpus, one.url))


def _taken(desk: Desk, page: Page, reading: "Future[Reading] | None", readers: Readers) -> Taken | Damage:
    try:
        return Taken(page, _finish(desk, page, reading, readers))
    except WirewatchError:
        raise  # a corpus that cannot be written ends the backfill
    except Exception as error:  # fed by any archive; what one record breaks is not to cost the others
        logger.exception("%s: %s", page.origin, page.url)
        return Damage(f"{page.origin}", f"{page.url} could not be settled: {type(error).__name__}: {error}")


def _finish(desk: Desk, page: Page, reading: "Future[Reading] | None", readers: Readers) -> Outcome | None:
    if reading is None:
        if page.status == 200 or _taken_before(desk, page):
            return None
        return _not_found(desk, page)
    outcome = settle_whole(
        desk,
        readers.end(page, reading),
        lambda other, memory: readers.end(other, readers.begin(other, memory, whole=True)),
    )
    for stale in to_clean(desk, page.url, readers.topics):
        judged = readers.judged(stale.article, readers.judge(stale.article))
        if judged is not None:
            rewrite(desk, cleaned(stale, judged), page.fetched_at)
    return outcome


def _not_found(desk: Desk, page: Page) -> Outcome:
    with desk.corpus.writing():
        desk.keep_page(page)
        why = f"HTTP {page.status}"
        return missed(desk, page.requested_url, Missed.ERROR, why, page.fetched_at, status=page.status)


def _taken_before(desk: Desk, page: Page) -> bool:
    return pages.taken_before(desk.corpus, page, desk.run_id)
