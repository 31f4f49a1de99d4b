"""The versions of a document: each state that its site showed, in the order in which they were first seen."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from corpus import clock
from corpus.store import Corpus
from corpus.types import Article, Judged
from corpus.words import index_text


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
    current = corpus.value("SELECT version FROM documents WHERE id = ?", [document_id])
    return sorted(found, key=lambda one: (one.n != current, -one.n))


def add_version(
    corpus: Corpus, document_id: int, judged: Judged, *, now: datetime, page_id: int | None,
    extractor: str | None, change: str | None, current: bool = True,
) -> int:  # fmt: skip
    """A new version, the current one unless it is an earlier state that only came to light now; its number.

    Versions are numbered by when they were first seen, so an earlier state moves the later ones up.
    """
    n = _place_for(corpus, document_id, now)
    corpus.execute(
        "INSERT INTO versions (document_id, n, first_seen_at, last_seen_at, title, text, text_sha, authors,"
        " published_at, published_precision, modified_at, language, description, words, wire, truncated, confidence,"
        " change, details, page_id, extractor) VALUES (:document_id, :n, :now, :now, :title, :text, :text_sha,"
        " :authors, :published_at, :published_precision, :modified_at, :language, :description, :words, :wire,"
        " :truncated, :confidence, :change, :details, :page_id, :extractor)",
        {"document_id": document_id, "n": n, "now": clock.to_text(now), "text_sha": judged.fingerprint.text_sha,
         "words": judged.fingerprint.words, "change": change, "page_id": page_id, "extractor": extractor}
        | columns_of(judged.article),
    )  # fmt: skip
    if current:
        corpus.execute("UPDATE documents SET version = ? WHERE id = ?", [n, document_id])
        write_index(corpus, document_id, judged.article.title, judged.article.text)
    return n


def seen_earlier(corpus: Corpus, document_id: int, n: int, at: datetime) -> None:
    """A version, and with it its document, was there already at an earlier moment than we knew."""
    corpus.execute(
        "UPDATE versions SET first_seen_at = min(first_seen_at, ?) WHERE document_id = ? AND n = ?",
        [clock.to_text(at), document_id, n],
    )
    corpus.execute(
        "UPDATE documents SET first_seen_at = min(first_seen_at, ?) WHERE id = ?",
        [clock.to_text(at), document_id],
    )


def say_change(corpus: Corpus, document_id: int, n: int, change: str | None) -> None:
    """What a version changed against the one before it."""
    corpus.execute("UPDATE versions SET change = ? WHERE document_id = ? AND n = ?", [change, document_id, n])


def seen_again(corpus: Corpus, document_id: int, now: datetime) -> None:
    """The current version still stands at its outlet."""
    corpus.execute(
        "UPDATE versions SET last_seen_at = max(last_seen_at, :now) WHERE document_id = :id"
        " AND n = (SELECT version FROM documents WHERE id = :id)",
        {"now": clock.to_text(now), "id": document_id},
    )


def write_index(corpus: Corpus, document_id: int, title: str, text: str) -> None:
    """Make the document findable by these words and no others."""
    corpus.execute("DELETE FROM documents_fts WHERE rowid = ?", [document_id])
    corpus.execute(
        "INSERT INTO documents_fts (rowid, title, text) VALUES (?, ?, ?)",
        [document_id, index_text(title), index_text(text)],
    )


def _place_for(corpus: Corpus, document_id: int, first_seen_at: datetime) -> int:
    """The number that a version gets by when it was first seen, with room made for it."""
    place = 1 + int(
        str(
            corpus.value(
                "SELECT count(*) FROM versions WHERE document_id = ? AND first_seen_at <= ?",
                [document_id, clock.to_text(first_seen_at)],
            )
        )
    )
    for table in ("versions", "rereadings"):  # by way of negative numbers, as n is part of the key
        corpus.execute(
            f"UPDATE {table} SET n = -n - 1 WHERE document_id = ? AND n >= ?", [document_id, place]
        )
        corpus.execute(f"UPDATE {table} SET n = -n WHERE document_id = ? AND n < 0", [document_id])
    corpus.execute(
        "UPDATE documents SET version = version + 1 WHERE id = ? AND version >= ?", [document_id, place]
    )
    return place


def columns_of(article: Article) -> dict[str, object]:
    """What a version says of its article, by column."""
    details = dict(article.details)
    if article.cuts:
        details["cuts"] = [asdict(cut) for cut in article.cuts]
    if article.site_name:
        details["site_name"] = article.site_name
    return {
        "title": article.title,
        "text": article.text,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published_at": clock.text_if_known(article.published_at),
        "published_precision": article.published_precision,
        "modified_at": clock.text_if_known(article.modified_at),
        "language": article.language,
        "description": article.description,
        "wire": article.wire,
        "truncated": int(article.truncated),
        "confidence": article.confidence,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
    }


def _version(row: dict[str, Any]) -> Version:
    fields = row | {
        "first_seen_at": clock.from_text(row["first_seen_at"]),
        "published_at": clock.from_text_if_known(row["published_at"]),
        "truncated": bool(row["truncated"]),
    }
    return Version(**fields)
