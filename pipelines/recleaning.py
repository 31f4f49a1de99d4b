"""What was stored before its site was known is cleaned by what is known now: a rereading, no version."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from corpus import documents, groups, labels, rereadings, versions
from corpus.documents import Document
from corpus.rereadings import Stored
from corpus.types import Article, Judged, Memory, State
from corpus.urls import site_of
from pipelines.desk import Desk
from pipelines.memory import without_repeated
from pipelines.neighbours import regroup
from pipelines.shingles import sample
from pipelines.topics import Topic


@dataclass(frozen=True, slots=True)
class Stale:
    """A version, and its article as today's memory of the site leaves it."""

    stored: Stored
    article: Article = field(repr=False)
    memory: Memory = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A version, and what it becomes."""

    stored: Stored
    judged: Judged
    extractor: str | None
    memory: Memory = field(repr=False)


def to_clean(desk: Desk, url: str, topics: Iterable[Topic]) -> list[Stale]:
    """The versions among the recent pages of a site that hold what is the site's, or lack what is not, as known by now.

    Nothing is extracted again: a paragraph goes from the text as it is. All versions of a document are cleaned, or
    its history would show a change that its site never made. One that other topics judged, too, waits for a run
    with those or for `wirewatch reextract`, as its evidence must be found anew.
    """
    corpus, site, memory = desk.corpus, site_of(url), desk.memories.of(desk.corpus, url)
    names = {topic.name for topic in topics}
    stale, done = [], []
    for key in desk.memories.stale(corpus, url):
        held = documents.document_at(corpus, [key])
        if held is None or held.site != site:
            done.append(key)
        elif names.issuperset(labels.topics_of(corpus, held.url_key)):
            found = _stale(desk, held, memory)
            stale += found
            done += [] if found else [key]
    if done:
        desk.memories.weigh(corpus, site, done, memory)
    return stale


def _stale(desk: Desk, held: Document, memory: Memory) -> list[Stale]:
    cleaned = (
        Stale(one, without_repeated(one.article, memory), memory)
        for one in rereadings.stored(desk.corpus, held.id)
    )
    return [one for one in cleaned if one.article != one.stored.article]


def cleaned(stale: Stale, judged: Judged) -> Reread:
    """What a version becomes by cleaning alone: its extractor stays who it was."""
    return Reread(stored=stale.stored, judged=judged, extractor=stale.stored.extractor, memory=stale.memory)


def rewrite(desk: Desk, one: Reread, now: datetime) -> bool:
    """Write a rereading with its judgements and its entries in both indexes, in one transaction.

    False when the version has changed since it was read: then this says nothing of it any more.
    """
    corpus, document_id, article = desk.corpus, one.stored.document_id, one.judged.article
    with corpus.writing():
        if not rereadings.reread(corpus, one.stored, one.judged, extractor=one.extractor, now=now):
            return False
        groups.add_shingles(corpus, document_id, sample(one.judged.fingerprint.shingles))
        held = documents.document(corpus, document_id)
        if one.stored.n == held.version:
            versions.write_index(corpus, document_id, article.title, article.text)
            documents.note_judgements(corpus, held.url_key, one.judged.relevances, now)
            if article.truncated != one.stored.article.truncated and held.state in (
                State.LIVE,
                State.TRUNCATED,
            ):
                state = State.TRUNCATED if article.truncated else State.LIVE
                documents.note_state(corpus, document_id, state)
            keys = documents.addresses_of(corpus, document_id)
            desk.memories.weigh(corpus, held.site, keys, one.memory)
            regroup(corpus, held, one.judged)
        return True
