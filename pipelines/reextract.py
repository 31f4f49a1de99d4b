"""Stored pages read by today's extractor, with what is known of their sites by now: what would change, and the change.

It makes no version, for the site changed nothing; the former reading is kept. Each document is read and written for
itself, so what was interrupted can be started again.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from corpus import blocks, labels, pages, rereadings
from corpus.documents import document
from corpus.rereadings import Stored
from corpus.types import FEED, Article, Judged, Link, Memory, Page, Reading
from corpus.urls import site_of, url_key
from corpus.versions import columns_of
from pipelines.desk import Desk
from pipelines.extract import EXTRACTOR
from pipelines.memory import RULE, sha_of
from pipelines.readers import Readers
from pipelines.recleaning import Reread, cleaned, rewrite, to_clean

AHEAD = 32
"""Pages that are read ahead of the one being compared: keeps all workers busy."""
FIELDS = (
    "title", "text", "authors", "published_at", "published_precision", "modified_at", "language", "wire", "truncated",
)  # fmt: skip
"""What people see of an article."""
REST = "details"
"""How a change is named that concerns none of them: cuts, how a field was found, confidence."""
NO_PAGE = "no page of it is kept"
FROM_FEED = "its text came from the feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A version, and what today's reading of its page makes of it."""

    stored: Stored
    after: Article | None = field(repr=False)
    """None when it cannot be read; then `why_not` says so, and the version stays as it is."""
    why_not: str | None = None
    fields: tuple[str, ...] = ()
    """What is different: of FIELDS, or REST."""
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By topic, the label before and after where they differ; of the current version."""
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    stored: Stored
    page: Page | None
    reading: "Future[Reading] | None"
    why_not: str | None = None


def reextract(
    desk: Desk, ids: Iterable[int], readers: Readers, *, apply_at: datetime | None
) -> Iterator[Change]:
    """Read the versions of documents anew; with `apply_at`, the moment of the change, also write what changed."""
    source = (one for document_id in ids for one in rereadings.stored(desk.corpus, document_id))
    waiting: deque[_Waiting] = deque()
    while True:
        waiting.extend(_begin(desk, one, readers) for one in islice(source, AHEAD - len(waiting)))
        if not waiting:
            return
        yield _compared(desk, waiting.popleft(), readers, apply_at)


def _begin(desk: Desk, stored: Stored, readers: Readers) -> _Waiting:
    if stored.article.is_from_feed:
        return _Waiting(stored, None, None, FROM_FEED)
    page = pages.stored_page(desk.corpus, stored.page_id) if stored.page_id is not None else None
    if page is None:
        return _Waiting(stored, None, None, NO_PAGE)
    page = replace(page, listed=_listed(desk, stored, page))
    memory = _with_former_cuts(desk.memories.of(desk.corpus, page.url), stored)
    return _Waiting(stored, page, readers.begin(page, memory, whole=True))


def _listed(desk: Desk, stored: Stored, page: Page) -> Link | None:
    """What its feed said of a page: the time as it was told then, else as the link has it."""
    found = stored.article.details.get("published")
    if isinstance(found, Mapping) and found.get("method") == FEED:
        return Link(url=page.url, published_at=datetime.fromisoformat(str(found["raw"])))
    return rereadings.listed(desk.corpus, page.requested_url)


def _with_former_cuts(memory: Memory, stored: Stored) -> Memory:
    """What is known, and what was known when the version was cleaned: a site changes its wordings."""
    taken = {sha_of(cut.text) or "" for cut in stored.article.cuts if cut.rule == RULE}
    return replace(memory, repeated=memory.repeated | (taken - memory.background))


def _compared(desk: Desk, one: _Waiting, readers: Readers, apply_at: datetime | None) -> Change:
    if one.page is None or one.reading is None:
        return Change(stored=one.stored, after=None, why_not=one.why_not)
    reading = readers.end(one.page, one.reading)
    if reading.judged is None:
        why = reading.unreadable.reason if reading.unreadable is not None else "not read"
        return Change(stored=one.stored, after=None, why_not=why)
    judged = _of_its_topics(desk, one.stored, reading.judged)
    change = Change(
        stored=one.stored,
        after=judged.article,
        fields=_different(one.stored.article, judged.article),
        labels=_relabelled(desk, one.stored, judged) if one.stored.is_current else {},
    )
    if apply_at is None:
        return change
    reread = Reread(stored=one.stored, judged=judged, extractor=EXTRACTOR, memory=reading.memory)
    is_written = _write(desk, reading, reread, change, apply_at)
    if is_written and one.stored.is_current:
        _learn(desk, reading, readers, apply_at)
    return replace(change, is_written=is_written)


def _of_its_topics(desk: Desk, stored: Stored, judged: Judged) -> Judged:
    """With the judgements of those topics only that have judged the document before."""
    names = labels.topics_of(desk.corpus, document(desk.corpus, stored.document_id).url_key)
    return replace(judged, relevances=tuple(one for one in judged.relevances if one.topic in names))


def _different(before: Article, after: Article) -> tuple[str, ...]:
    old, new = columns_of(before), columns_of(after)
    fields = tuple(name for name in FIELDS if old[name] != new[name])
    return fields or ((REST,) if old != new else ())


def _relabelled(desk: Desk, stored: Stored, judged: Judged) -> dict[str, tuple[str, str]]:
    said = labels.said_by_topics(desk.corpus, stored.document_id)
    new = {one.topic: one.label.value for one in judged.relevances}
    return {topic: (said[topic], new[topic]) for topic in new if said.get(topic, new[topic]) != new[topic]}


def _write(desk: Desk, reading: Reading, one: Reread, change: Change, now: datetime) -> bool:
    if not change.fields:
        with desk.corpus.writing():
            rereadings.read_by(desk.corpus, one.stored, one.extractor)
        return False
    return rewrite(desk, one, now)


def _learn(desk: Desk, reading: Reading, readers: Readers, now: datetime) -> None:
    """Learn a recent page of a site anew: paragraphs that are parted otherwise than before are other paragraphs."""
    url = reading.page.url
    if not blocks.is_kept(desk.corpus, site_of(url), url_key(url)):
        return
    with desk.corpus.writing():
        desk.memories.learn(desk.corpus, reading)
    for stale in to_clean(desk, url, readers.topics):
        judged = readers.judged(stale.article, readers.judge(stale.article))
        if judged is not None:
            rewrite(desk, cleaned(stale, judged), now)
