"""What a person says of an article: it outranks the topic file, whatever the file comes to say.

A person's word is a row of judgements beside the topic's own, so a new judging never touches it, and what is exported
carries it. One who labels is named at the beginning of the note.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from corpus import clock
from corpus.errors import NotFoundError
from corpus.lookup import as_typed
from corpus.record import columns
from corpus.store import Corpus
from corpus.types import Label
from corpus.urls import url_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: at the own address of a document, or at an address that was met and is not kept."""

    key: str
    url: str
    ref: str | None
    title: str | None

    @property
    def is_kept(self) -> bool:
        """Whether a document stands there."""
        return self.ref is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article that a person has labelled, with what the topic says of it."""

    url: str
    ref: str | None
    """None when it is not kept."""
    title: str | None
    text: str | None = field(repr=False)
    """Of the current version; None when it is not kept."""
    label: Label
    """The person's."""
    note: str | None
    labelled_at: datetime
    said: Label | None
    """The topic's when it last judged; None when it never did."""
    score: float | None


def place(corpus: Corpus, name: str) -> Place:
    """Where the label of a ref or address belongs; NotFoundError for what was never met."""
    name = as_typed(name).strip()
    row = corpus.row(_DOCUMENT, {"ref": name.lower(), "key": url_key(name)})
    row = row if row is not None else corpus.row(_LINK, {"key": url_key(name)})
    if row is None:
        raise NotFoundError(
            f"{name}: no document has this ref or address, and no source listed it; `wirewatch search` lists refs,"
            " `wirewatch fetch` looks at an address"
        )
    return Place(**columns(row))


def topics_of(corpus: Corpus, key: str) -> list[str]:
    """The topics that have judged an address."""
    rows = corpus.rows("SELECT DISTINCT topic FROM judgements WHERE url_key = ? ORDER BY topic", [key])
    return [row["topic"] for row in rows]


def said_by_topics(corpus: Corpus, document_id: int) -> dict[str, str]:
    """The label that each topic gave a document when it last judged it."""
    rows = corpus.rows(
        "SELECT j.topic, j.label FROM documents AS d JOIN judgements AS j ON j.url_key = d.url_key"
        " WHERE d.id = ? AND j.judged_by = 'topic'",
        [document_id],
    )
    return {row["topic"]: row["label"] for row in rows}


def topics_in_use(corpus: Corpus) -> list[str]:
    """The topics that have judged a document we hold."""
    rows = corpus.rows(
        "SELECT DISTINCT j.topic FROM documents AS d JOIN judgements AS j ON j.url_key = d.url_key"
        " WHERE j.judged_by = 'topic' ORDER BY j.topic"
    )
    return [row["topic"] for row in rows]


def note_label(
    corpus: Corpus, key: str, topic: str, label: Label, *, by: str | None, note: str | None, now: datetime
) -> None:
    """Enter a person's word on an address. One on a link that is left out has the next crawl look again."""
    said = ": ".join(part for part in (by, note) if part) or None
    with corpus.writing():
        corpus.execute(
            "INSERT INTO judgements (url_key, topic, judged_by, judged_at, label, matched, note)"
            " VALUES (?, ?, 'person', ?, ?, '[]', ?) ON CONFLICT DO UPDATE SET"
            " judged_at = excluded.judged_at, label = excluded.label, note = excluded.note",
            [key, topic, clock.to_text(now), label, said],
        )
        if label is not Label.OFF_TOPIC:
            look_again(corpus, [key], now)


def withdraw(corpus: Corpus, key: str, topic: str) -> bool:
    """Take a person's word back, so that the topic's holds again; False when there was none."""
    with corpus.writing():
        cursor = corpus.execute(
            "DELETE FROM judgements WHERE url_key = ? AND topic = ? AND judged_by = 'person'", [key, topic]
        )
        return cursor.rowcount > 0


def look_again(corpus: Corpus, keys: Iterable[str], now: datetime) -> int:
    """Have the next crawl ask again for links that no topic wanted; how many. Their verdict stays until then."""
    keys = list(keys)
    with corpus.writing():
        before = _asked_again(corpus)
        corpus.executemany(
            "UPDATE links SET next_try_at = ? WHERE url_key = ? AND verdict = 'off_topic'",
            [[clock.to_text(now), key] for key in keys],
        )
        return _asked_again(corpus) - before


def is_asked_for(corpus: Corpus, key: str) -> bool:
    """Whether a coming crawl asks for a link: not for what robots.txt forbids, nor for what was given up."""
    return bool(
        corpus.value(
            "SELECT 1 FROM links WHERE url_key = ? AND (verdict IS NULL OR next_try_at IS NOT NULL)", [key]
        )
    )


def is_wanted(corpus: Corpus, keys: Iterable[str]) -> bool:
    """Whether a person wants what stands at one of these addresses, whatever the topic says."""
    return any(
        corpus.value(
            "SELECT 1 FROM judgements WHERE url_key = ? AND judged_by = 'person' AND label <> 'off_topic'",
            [key],
        )
        for key in keys
    )


def follow(corpus: Corpus, document_id: int) -> None:
    """Move what a person said of an address to the document that has come to have it."""
    corpus.execute(
        "UPDATE OR IGNORE judgements SET url_key = (SELECT url_key FROM documents WHERE id = :id)"
        " WHERE judged_by = 'person' AND url_key IN (SELECT url_key FROM addresses WHERE document_id = :id)",
        {"id": document_id},
    )


def labelled(corpus: Corpus, topic: str) -> list[Labelled]:
    """All that persons have said on a topic, the latest first."""
    return [Labelled(**_typed(columns(row))) for row in corpus.rows(_LABELLED, [topic])]


def _typed(found: dict[str, Any]) -> dict[str, Any]:
    said = found["said"]
    return found | {"label": Label(found["label"]), "said": None if said is None else Label(said)}


def _asked_again(corpus: Corpus) -> int:
    return int(
        str(
            corpus.value("SELECT count(*) FROM links WHERE verdict = 'off_topic' AND next_try_at IS NOT NULL")
        )
    )


_DOCUMENT = """
SELECT d.url_key AS key, d.url, d.ref, v.title
FROM addresses AS a JOIN documents AS d ON d.id = a.document_id
JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
WHERE (a.ref = :ref OR a.url_key = :key) AND d.state <> 'forgotten' LIMIT 1"""

_LINK = "SELECT url_key AS key, url, NULL AS ref, title FROM links WHERE url_key = :key AND verdict IS NOT 'forgotten'"

_LABELLED = """
SELECT coalesce(d.url, l.url, p.url_key) AS url, d.ref, coalesce(v.title, l.title) AS title, v.text, p.label, p.note,
  p.judged_at AS labelled_at, t.label AS said, t.score
FROM judgements AS p
LEFT JOIN judgements AS t ON t.url_key = p.url_key AND t.topic = p.topic AND t.judged_by = 'topic'
LEFT JOIN documents AS d ON d.url_key = p.url_key
LEFT JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
LEFT JOIN links AS l ON l.url_key = p.url_key
WHERE p.topic = ? AND p.judged_by = 'person' ORDER BY p.judged_at DESC, p.url_key"""
