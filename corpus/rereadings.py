"""A version read anew: its text changes, what its site showed does not, so no version comes of it."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from corpus import clock
from corpus.record import columns
from corpus.store import Corpus
from corpus.types import Article, Cut, Judged, Link
from corpus.urls import url_key
from corpus.versions import columns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A version as it stands, for comparison with a new reading of it."""

    document_id: int
    ref: str
    n: int
    is_current: bool
    page_id: int | None
    """Of the page it was read from; None where that is not in the corpus."""
    extractor: str | None
    text_sha: str
    article: Article = field(repr=False)


def stored(corpus: Corpus, document_id: int) -> list[Stored]:
    """The versions of a document as they stand, the current one last; none of one that was forgotten."""
    return [_stored(dict(row)) for row in corpus.rows(_STORED, [document_id])]


def reread(corpus: Corpus, before: Stored, judged: Judged, *, extractor: str | None, now: datetime) -> bool:
    """Put a new reading in place of a version's, and keep the former; False when the version changed meanwhile.

    Index and judgements are the caller's, who holds the transaction.
    """
    found = corpus.row(
        "SELECT title, text_sha FROM versions WHERE document_id = ? AND n = ?", [before.document_id, before.n]
    )
    if found is None or tuple(found) != (before.article.title, before.text_sha):
        return False
    after = judged.article
    if (before.article.title, before.article.text) != (after.title, after.text):
        # Of two in one moment the first holds what people have seen.
        corpus.execute(
            "INSERT INTO rereadings (document_id, n, replaced_at, extractor, title, text) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [before.document_id, before.n, clock.to_text(now), before.extractor, before.article.title,
             before.article.text],
        )  # fmt: skip
    columns = columns_of(after) | {
        "text_sha": judged.fingerprint.text_sha,
        "words": judged.fingerprint.words,
        "extractor": extractor,
    }
    corpus.execute(
        f"UPDATE versions SET {', '.join(f'{name} = :{name}' for name in columns)}"
        " WHERE document_id = :document_id AND n = :n",
        columns | {"document_id": before.document_id, "n": before.n},
    )
    return True


def read_by(corpus: Corpus, before: Stored, extractor: str | None) -> None:
    """Note that another extractor reads a version in just the same way."""
    corpus.execute(
        "UPDATE versions SET extractor = ? WHERE document_id = ? AND n = ? AND text_sha = ?",
        [extractor, before.document_id, before.n, before.text_sha],
    )


def to_reread(
    corpus: Corpus, extractor: str, *, source: str | None = None, document_id: int | None = None
) -> list[int]:
    """The documents of a source or site, or one, or all: first those that another extractor read.

    So what an interrupted run has left comes first in the next.
    """
    rows = corpus.rows(_TO_REREAD, {"extractor": extractor, "source": source, "id": document_id})
    return [row["id"] for row in rows]


def listed(corpus: Corpus, url: str) -> Link | None:
    """The link that led to a page, as far as it is kept; its time stands in where a page tells none."""
    row = corpus.row(
        "SELECT url, title, published_at, modified_at FROM links WHERE url_key = ?", [url_key(url)]
    )
    return Link(**columns(row)) if row is not None else None


_TO_REREAD = """
SELECT d.id FROM documents AS d JOIN versions AS v ON v.document_id = d.id
WHERE d.state <> 'forgotten' AND (:source IS NULL OR d.source = :source OR d.site = :source)
  AND (:id IS NULL OR d.id = :id)
GROUP BY d.id ORDER BY min(v.extractor IS :extractor), d.id"""

_STORED = """
SELECT v.*, d.ref, d.url, v.n = d.version AS is_current
FROM documents AS d JOIN versions AS v ON v.document_id = d.id
WHERE d.id = ? AND d.state <> 'forgotten' ORDER BY is_current, v.n"""


def _stored(row: dict[str, object]) -> Stored:
    details = json.loads(str(row["details"]))
    moments = {name: clock.from_text_if_known(row[name]) for name in ("published_at", "modified_at")}  # type: ignore[arg-type]
    same = {name: row[name] for name in _SAME}
    article = Article(
        url=str(row["url"]),
        authors=tuple(json.loads(str(row["authors"]))),
        truncated=bool(row["truncated"]),
        cuts=tuple(Cut(**cut) for cut in details.pop("cuts", ())),
        site_name=details.pop("site_name", None),
        details=details,
        **moments,  # type: ignore[arg-type]  # columns of their own types
        **same,  # type: ignore[arg-type]
    )
    own = {name: row[name] for name in ("document_id", "ref", "n", "page_id", "extractor", "text_sha")}
    return Stored(is_current=bool(row["is_current"]), article=article, **own)  # type: ignore[arg-type]


_SAME = (
    "title", "text", "published_precision", "language", "description", "wire", "confidence",
)  # fmt: skip
"""The columns that are a field of the article as they stand."""
