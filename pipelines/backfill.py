"""Every HTML page of a web archive through the same recipe as a crawl."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus import pages
from corpus.types import Outcome, Page, Reading
from pipelines.archives import read_archive
from pipelines.desk import Desk
from pipelines.readers import Readers
from pipelines.settle import Ask, settle
from pipelines.unanswered import Missed, missed

AHEAD = 32
"""Pages that are read ahead of the one being settled: keeps all workers busy, holds a few MB."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One record of an archive and what became of it; no outcome when it was taken in before."""

    page: Page
    outcome: Outcome | None


def backfill(desk: Desk, paths: Iterable[Path], readers: Readers) -> Iterator[Taken]:
    """Read and settle the pages of archives, in their order; a damaged record costs itself only."""
    for path in paths:
        yield from _backfill(desk, read_archive(path), readers)


def _backfill(desk: Desk, archive: Iterable[Page], readers: Readers) -> Iterator[Taken]:
    waiting: deque[tuple[Page, Future[Reading] | None]] = deque()
    source = iter(archive)
    while True:
        waiting.extend((page, _begin(desk, page, readers)) for page in islice(source, AHEAD - len(waiting)))
        if not waiting:
            return
        page, reading = waiting.popleft()
        yield Taken(page, _finish(desk, page, reading, readers))


def _begin(desk: Desk, page: Page, readers: Readers) -> "Future[Reading] | None":
    if page.status != 200 or _taken_before(desk, page):
        return None
    return readers.begin(page)


def _finish(desk: Desk, page: Page, reading: "Future[Reading] | None", readers: Readers) -> Outcome | None:
    if reading is None:
        if page.status == 200 or _taken_before(desk, page):
            return None
        return _not_found(desk, page)
    first, former = readers.end(page, reading), None
    answer = settle(desk, first)
    while isinstance(answer, Ask):
        again = readers.end(answer.page, readers.begin(answer.page, whole=True))
        first, former = (first, again) if answer.former else (again, former)
        answer = settle(desk, first, former)
    return answer


def _not_found(desk: Desk, page: Page) -> Outcome:
    with desk.corpus.writing():
        desk.keep_page(page)
        why = f"HTTP {page.status}"
        return missed(desk, page.requested_url, Missed.ERROR, why, page.fetched_at, status=page.status)


def _taken_before(desk: Desk, page: Page) -> bool:
    return pages.same_page_seen(desk.corpus, page.origin or "", page.sha256, page.fetched_at)
