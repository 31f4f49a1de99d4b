"""Documents, their addresses and their versions: what settling writes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from corpus import clock
from corpus.store import Corpus
from corpus.types import Article, Fingerprint, Relevance, State
from corpus.urls import ref_of, site_of, url_key
from corpus.words import index_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article at one outlet, as the store holds it."""

    id: int
    ref: str
    url: str
    url_key: str
    site: str
    source: str | None
    copy_of: int | None
    version: int
    state: State
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of a document."""

    document_id: int
    n: int
    first_seen_at: datetime
    title: str
    text: str = field(repr=False)
    text_sha: str
    published_at: datetime | None
    published_precision: str | None
    truncated: bool
    page_id: int | None
    extractor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of a document and how we learned it."""

    url: str
    kind: str

    @property
    def key(self) -> str:
        """What it is known by."""
        return url_key(self.url)


_DOCUMENT = "id, ref, url, url_key, site, source, copy_of, version, state, first_seen_at"


def document(corpus: Corpus, document_id: int) -> Document:
    """A document by its id."""
    row = corpus.row(f"SELECT {_DOCUMENT} FROM documents WHERE id = ?", [document_id])
    assert row is not None, f"document {document_id} is in the store"
    first_seen_at = clock.from_text(row["first_seen_at"])
    fields = dict(row) | {"state": State(row["state"]), "first_seen_at": first_seen_at}
    return Document(**fields)


def document_at(corpus: Corpus, keys: Sequence[str]) -> Document | None:
    """The document that has one of these addresses; the first address decides when several do."""
    for key in keys:
        found = corpus.value("SELECT document_id FROM addresses WHERE url_key = ?", [key])
        if isinstance(found, int):
            return document(corpus, found)
    return None


def version(corpus: Corpus, document_id: int, n: int | None = None) -> Version:
    """A version of a document; the current one unless a number is given."""
    row = corpus.row(
        "SELECT document_id, n, first_seen_at, title, text, text_sha, published_at, published_precision, truncated,"
        " page_id, extractor FROM versions WHERE document_id = ?"
        " AND n = coalesce(?, (SELECT version FROM documents WHERE id = document_id))",
        [document_id, n],
    )
    assert row is not None, f"document {document_id} has version {n}"
    return _version(dict(row))


def versions(corpus: Corpus, document_id: int) -> list[Version]:
    """All versions of a document, the current one first, then from the newest to the oldest."""
    numbers = corpus.rows("SELECT n FROM versions WHERE document_id = ? ORDER BY n DESC", [document_id])
    found = [version(corpus, document_id, row["n"]) for row in numbers]
    current = document(corpus, document_id).version
    return sorted(found, key=lambda one: (one.n != current, -one.n))


def add_document(
    corpus: Corpus, article: Article, addresses: Sequence[Address], *, source: str | None,
    syndicated_from: str | None, now: datetime, next_check_at: datetime | None,
) -> int:  # fmt: skip
    """A new document at its first address, still without a version; its id."""
    main = addresses[0]
    cursor = corpus.execute(
        "INSERT INTO documents (ref, url, url_key, site, source, first_seen_at, syndicated_from, version, state,"
        " checked_at, next_check_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
        [ref_of(main.key), main.url, main.key, site_of(main.url), source, clock.to_text(now), syndicated_from,
         State.TRUNCATED if article.truncated else State.LIVE, clock.to_text(now), _text(next_check_at)],
    )  # fmt: skip
    document_id = int(cursor.lastrowid or 0)
    add_addresses(corpus, document_id, addresses, now)
    return document_id


def add_addresses(corpus: Corpus, document_id: int, addresses: Iterable[Address], now: datetime) -> None:
    """Further addresses of a document; one that belongs to a document already stays where it is."""
    corpus.executemany(
        "INSERT INTO addresses (url_key, ref, document_id, url, kind, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [[one.key, ref_of(one.key), document_id, one.url, one.kind, clock.to_text(now)] for one in addresses],
    )


def add_version(
    corpus: Corpus, document_id: int, article: Article, fingerprint: Fingerprint, *, now: datetime,
    page_id: int | None, extractor: str | None, change: str | None,
) -> int:  # fmt: skip
    """A new current version, searchable at once; its number."""
    n = (
        int(
            str(corpus.value("SELECT coalesce(max(n), 0) FROM versions WHERE document_id = ?", [document_id]))
        )
        + 1
    )
    corpus.execute(
        "INSERT INTO versions (document_id, n, first_seen_at, last_seen_at, title, text, text_sha, authors,"
        " published_at, published_precision, modified_at, language, description, words, wire, truncated, confidence,"
        " change, details, page_id, extractor) VALUES (:document_id, :n, :now, :now, :title, :text, :text_sha,"
        " :authors, :published_at, :published_precision, :modified_at, :language, :description, :words, :wire,"
        " :truncated, :confidence, :change, :details, :page_id, :extractor)",
        {"document_id": document_id, "n": n, "now": clock.to_text(now), "text_sha": fingerprint.text_sha,
         "words": fingerprint.words, "change": change, "page_id": page_id, "extractor": extractor}
        | _columns(article),
    )  # fmt: skip
    corpus.execute("UPDATE documents SET version = ? WHERE id = ?", [n, document_id])
    write_index(corpus, document_id, article.title, article.text)
    return n


def write_index(corpus: Corpus, document_id: int, title: str, text: str) -> None:
    """Make the document findable by these words and no others."""
    corpus.execute("DELETE FROM documents_fts WHERE rowid = ?", [document_id])
    corpus.execute(
        "INSERT INTO documents_fts (rowid, title, text) VALUES (?, ?, ?)",
        [document_id, index_text(title), index_text(text)],
    )


def checked(
    corpus: Corpus, document_id: int, state: State, *, now: datetime, next_check_at: datetime | None
) -> None:
    """Note that we looked, what we saw, and when to look again."""
    corpus.execute(
        "UPDATE documents SET state = ?, checked_at = ?, next_check_at = ? WHERE id = ?",
        [state, clock.to_text(now), _text(next_check_at), document_id],
    )


def seen_again(corpus: Corpus, document_id: int, now: datetime) -> None:
    """The current version still stands at its outlet."""
    corpus.execute(
        "UPDATE versions SET last_seen_at = max(last_seen_at, :now) WHERE document_id = :id"
        " AND n = (SELECT version FROM documents WHERE id = :id)",
        {"now": clock.to_text(now), "id": document_id},
    )


def due_checks(corpus: Corpus, source: str, now: datetime) -> list[str]:
    """Where to look at a source's documents whose next check has come, the longest waiting first.

    That is where the current version was fetched, which need not be the canonical address: a print or AMP twin is
    other bytes, and like is compared with like.
    """
    rows = corpus.rows(
        "SELECT coalesce(p.url, d.url) AS url FROM documents AS d"
        " JOIN versions AS v ON v.document_id = d.id AND v.n = d.version LEFT JOIN pages AS p ON p.id = v.page_id"
        " WHERE d.next_check_at <= ? AND d.source = ? AND d.state <> 'forgotten' ORDER BY d.next_check_at, d.url_key",
        [clock.to_text(now), source],
    )
    return [row["url"] for row in rows]


def note_judgements(corpus: Corpus, key: str, relevances: Iterable[Relevance], now: datetime) -> None:
    """What the topics say of the text at an address; a person's word stands beside it."""
    corpus.executemany(
        "INSERT INTO judgements (url_key, topic, judged_by, topic_version, judged_at, score, label, matched)"
        " VALUES (?, ?, 'topic', ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET topic_version = excluded.topic_version,"
        " judged_at = excluded.judged_at, score = excluded.score, label = excluded.label, matched = excluded.matched",
        [
            [key, one.topic, one.topic_version, clock.to_text(now), one.score, one.label,
             json.dumps([asdict(match) for match in one.matched], ensure_ascii=False)]
            for one in relevances
        ],
    )  # fmt: skip


def _columns(article: Article) -> dict[str, object]:
    details = dict(article.details)
    if article.cuts:
        details["cuts"] = [asdict(cut) for cut in article.cuts]
    if article.site_name:
        details["site_name"] = article.site_name
    return {
        "title": article.title,
        "text": article.text,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published_at": _text(article.published_at),
        "published_precision": article.published_precision,
        "modified_at": _text(article.modified_at),
        "language": article.language,
        "description": article.description,
        "wire": article.wire,
        "truncated": int(article.truncated),
        "confidence": article.confidence,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
    }


def _version(row: dict[str, object]) -> Version:
    published = row["published_at"]
    fields = row | {
        "first_seen_at": clock.from_text(str(row["first_seen_at"])),
        "published_at": clock.from_text(str(published)) if published else None,
        "truncated": bool(row["truncated"]),
    }
    return Version(**fields)  # type: ignore[arg-type]  # a row of our own schema


def _text(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment is not None else None
