"""All that the corpus holds of one document: what `show` prints and `export` writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Row
from typing import Any

from corpus.clock import from_text
from corpus.store import Corpus
from corpus.types import Cut, Label, Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """Where a version's text came from."""

    requested_url: str
    url: str
    """Where it was found, after redirects."""
    origin: str | None
    """The file and record or line; None when it was fetched from the web."""
    status: int
    headers: Mapping[str, str]
    fetched_at: datetime
    sha256: str
    """Of the decoded body."""
    kept: bool
    """Whether the bytes are in the corpus."""
    run: str | None
    """The kind of run, such as `crawl`."""
    run_started_at: datetime | None
    wirewatch: str | None
    """The version of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """One state of a document, as its site showed it for some time."""

    n: int
    first_seen_at: datetime
    last_seen_at: datetime
    title: str
    text: str = field(repr=False)
    text_sha: str
    authors: tuple[str, ...]
    published_at: datetime | None
    published_precision: str | None
    modified_at: datetime | None
    language: str | None
    description: str | None
    words: int
    wire: str | None
    truncated: bool
    confidence: float | None
    change: str | None
    """Against the version before; None for the first."""
    details: Mapping[str, Any] = field(repr=False)
    extractor: str | None
    fetch: Fetch | None
    page_id: int | None = None
    """Of the fetch, where it is in this corpus."""

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What was taken out of the page's text, and by which rule."""
        return tuple(Cut(**cut) for cut in self.details.get("cuts", ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a topic or a person says of the document."""

    topic: str
    topic_version: str | None
    judged_by: str
    judged_at: datetime
    score: float | None
    label: str
    rule: str | None
    direction: str | None
    matched: tuple[Match, ...] = field(repr=False)
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRecord:
    """One address of the document, and how we learned it."""

    ref: str
    url: str
    kind: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A place where a link to the document was met."""

    source: str
    found_in: str
    url: str
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One document with everything that hangs on it; `versions` in the order they were seen."""

    id: int
    ref: str
    url: str
    url_key: str
    site: str
    source: str | None
    first_seen_at: datetime
    copy_of: str | None
    """The ref of the article, when this is a copy."""
    copy_kind: str | None
    similarity: float | None
    syndicated_from: str | None
    version: int
    """The number of the current version."""
    state: str
    checked_at: datetime
    next_check_at: datetime | None
    addresses: tuple[AddressRecord, ...]
    versions: tuple[VersionRecord, ...]
    judgements: tuple[Judgement, ...]
    sightings: tuple[Sighting, ...]

    @property
    def labels(self) -> tuple[Judgement, ...]:
        """What holds, one of each topic: a person's word, else the topic's; the best label first."""
        by_topic = {said.topic: said for said in self.judgements if said.judged_by == "topic"}
        by_topic |= {said.topic: said for said in self.judgements if said.judged_by == "person"}
        return tuple(sorted(by_topic.values(), key=lambda said: (_RANKS[said.label], said.topic)))

    @property
    def current(self) -> VersionRecord:
        """The version that the site shows now, as far as we know."""
        return self.at(self.version)

    def at(self, n: int) -> VersionRecord:
        """The version with this number."""
        return next(version for version in self.versions if version.n == n)


def record(corpus: Corpus, document_id: int) -> Record:
    """A document as a whole; it must exist and not be forgotten."""
    return Record(
        **columns(corpus.rows(_DOCUMENT, [document_id])[0]),
        addresses=tuple(AddressRecord(**columns(row)) for row in corpus.rows(_ADDRESSES, [document_id])),
        versions=tuple(_version(row) for row in corpus.rows(_VERSIONS, [document_id])),
        judgements=tuple(judgement(row) for row in corpus.rows(_JUDGEMENTS, [document_id])),
        sightings=tuple(Sighting(**columns(row)) for row in corpus.rows(_SIGHTINGS, [document_id])),
    )


_RANKS = {label.value: rank for rank, label in enumerate(Label)}

_DOCUMENT = """
SELECT d.id, d.ref, d.url, d.url_key, d.site, d.source, d.first_seen_at, a.ref AS copy_of, d.copy_kind,
  d.similarity, d.syndicated_from, d.version, d.state, d.checked_at, d.next_check_at
FROM documents AS d LEFT JOIN documents AS a ON a.id = d.copy_of WHERE d.id = ?"""

_ADDRESSES = "SELECT ref, url, kind, seen_at FROM addresses WHERE document_id = ? ORDER BY seen_at, url_key"

_VERSIONS = """
SELECT v.n, v.first_seen_at, v.last_seen_at, v.title, v.text, v.text_sha, v.authors, v.published_at,
  v.published_precision, v.modified_at, v.language, v.description, v.words, v.wire, v.truncated,
  v.confidence, v.change, v.details, v.extractor, p.id AS page_id, p.requested_url, p.url, p.origin, p.status,
  p.headers, p.fetched_at, p.sha256, p.html IS NOT NULL AS kept, r.kind AS run,
  r.started_at AS run_started_at, r.wirewatch
FROM versions AS v LEFT JOIN pages AS p ON p.id = v.page_id LEFT JOIN runs AS r ON r.id = p.run_id
WHERE v.document_id = ? ORDER BY v.first_seen_at, v.n"""

_JUDGEMENTS = """
SELECT j.topic, j.topic_version, j.judged_by, j.judged_at, j.score, j.label, j.rule, j.direction, j.matched, j.note
FROM documents AS d JOIN judgements AS j ON j.url_key = d.url_key WHERE d.id = ?
ORDER BY j.topic, j.judged_by"""

_SIGHTINGS = """
SELECT s.source, s.found_in, a.url, s.first_seen_at, s.last_seen_at
FROM addresses AS a JOIN sightings AS s ON s.url_key = a.url_key
WHERE a.document_id = ? ORDER BY s.first_seen_at, s.source, s.found_in, s.url_key"""

_FETCH = (
    "requested_url", "url", "origin", "status", "headers", "fetched_at", "sha256", "kept", "run",
    "run_started_at", "wirewatch",
)  # fmt: skip


def _version(row: Row) -> VersionRecord:
    found = columns(row)
    fetch = {name: found.pop(name) for name in _FETCH}
    read = {
        "authors": tuple(json.loads(found["authors"])),
        "details": json.loads(found["details"]),
        "truncated": bool(found["truncated"]),
        "fetch": _fetch(fetch) if found["page_id"] is not None else None,
    }
    return VersionRecord(**found | read)


def _fetch(found: dict[str, Any]) -> Fetch:
    return Fetch(**found | {"headers": json.loads(found["headers"]), "kept": bool(found["kept"])})


def judgement(row: Row) -> Judgement:
    """A row of judgements."""
    found = columns(row)
    matched = tuple(Match(**match) for match in json.loads(found.pop("matched")))
    return Judgement(**found, matched=matched)


def columns(row: Row) -> dict[str, Any]:
    """The columns of a row by name, the times aware."""
    return {
        name: from_text(value) if name.endswith("_at") and value is not None else value
        for name, value in dict(row).items()
    }
