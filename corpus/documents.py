"""Documents, their addresses and their versions: what settling writes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from corpus import clock
from corpus.store import Corpus
from corpus.types import Article, Relevance, State
from corpus.urls import ref_of, site_of, url_key


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
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of a document and how we learned it."""

    url: str
    kind: str

    @property
    def key(self) -> str:
        """What it is known by."""
        return url_key(self.url)


_DOCUMENT = "id, ref, url, url_key, site, source, copy_of, version, state, first_seen_at, checked_at"


def document(corpus: Corpus, document_id: int) -> Document:
    """A document by its id."""
    row = corpus.row(f"SELECT {_DOCUMENT} FROM documents WHERE id = ?", [document_id])
    assert row is not None, f"document {document_id} is in the store"
    moments = {name: clock.from_text(row[name]) for name in ("first_seen_at", "checked_at")}
    fields = dict(row) | moments | {"state": State(row["state"])}
    return Document(**fields)


def document_at(corpus: Corpus, keys: Sequence[str]) -> Document | None:
    """The document that has one of these addresses; the first address decides when several do."""
    for key in keys:
        found = corpus.value("SELECT document_id FROM addresses WHERE url_key = ?", [key])
        if isinstance(found, int):
            return document(corpus, found)
    return None


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
         State.TRUNCATED if article.truncated else State.LIVE, clock.to_text(now), clock.text_if_known(next_check_at)],
    )  # fmt: skip
    document_id = int(cursor.lastrowid or 0)
    add_addresses(corpus, document_id, addresses, now)
    return document_id


def add_addresses(corpus: Corpus, document_id: int, addresses: Iterable[Address], now: datetime) -> None:
    """Further addresses of a document; one that belongs to a document already stays where it is.

    One that a page only claimed counts as fetched once it was.
    """
    corpus.executemany(
        "INSERT INTO addresses (url_key, ref, document_id, url, kind, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET kind = excluded.kind WHERE document_id = excluded.document_id"
        " AND kind = 'canonical' AND excluded.kind = 'fetched'",
        [[one.key, ref_of(one.key), document_id, one.url, one.kind, clock.to_text(now)] for one in addresses],
    )


def address_kind(corpus: Corpus, key: str) -> str | None:
    """How we learned an address; `canonical` when a page only claimed it and it was never fetched itself."""
    found = corpus.value("SELECT kind FROM addresses WHERE url_key = ?", [key])
    return str(found) if found is not None else None


def take_address(corpus: Corpus, document_id: int, key: str) -> None:
    """Take an address from a document that only claimed it; known by it, it is known by where it was fetched."""
    corpus.execute("DELETE FROM addresses WHERE url_key = ? AND document_id = ?", [key, document_id])
    corpus.execute("UPDATE links SET verdict = NULL, document_id = NULL WHERE url_key = ?", [key])
    corpus.execute(  # of the links that are left to it one is `stored`
        "UPDATE links SET verdict = 'stored' WHERE url_key = (SELECT min(url_key) FROM links WHERE document_id = :id"
        " AND verdict = 'alias') AND NOT EXISTS (SELECT 1 FROM links WHERE document_id = :id AND verdict = 'stored')",
        {"id": document_id},
    )
    own = corpus.row(
        "SELECT url, url_key, ref FROM addresses WHERE document_id = ? ORDER BY kind <> 'fetched', seen_at, url_key",
        [document_id],
    )
    assert own is not None, "a document that claims an address was fetched at another one"
    if document(corpus, document_id).url_key == key:
        corpus.execute(
            "UPDATE OR REPLACE judgements SET url_key = ? WHERE url_key = ?", [own["url_key"], key]
        )
        corpus.execute(
            "UPDATE documents SET url = ?, url_key = ?, ref = ? WHERE id = ?", [*tuple(own), document_id]
        )


def checked(corpus: Corpus, document_id: int, state: State, *, now: datetime) -> None:
    """Note that we looked and what we saw."""
    corpus.execute(
        "UPDATE documents SET state = ?, checked_at = ? WHERE id = ?",
        [state, clock.to_text(now), document_id],
    )


def note_state(corpus: Corpus, document_id: int, state: State) -> None:
    """Say how a document stands, for another reason than a new look."""
    corpus.execute("UPDATE documents SET state = ? WHERE id = ?", [state, document_id])


def addresses_of(corpus: Corpus, document_id: int) -> list[str]:
    """The keys of all addresses of a document."""
    rows = corpus.rows("SELECT url_key FROM addresses WHERE document_id = ? ORDER BY url_key", [document_id])
    return [row["url_key"] for row in rows]


def look_again(corpus: Corpus, document_id: int, at: datetime | None) -> None:
    """When a document is asked for again; None: no more."""
    corpus.execute(
        "UPDATE documents SET next_check_at = ? WHERE id = ?", [clock.text_if_known(at), document_id]
    )


PATIENCE = 8
"""A site that says at every visit that an article changed is believed once an eighth of its age has passed."""


def hasten(corpus: Corpus, key: str, modified_at: datetime, now: datetime) -> None:
    """Look soon at the document at an address, since its site says that it changed after our last look."""
    row = corpus.row(
        "SELECT d.id, d.first_seen_at, d.checked_at, d.next_check_at FROM addresses AS a"
        " JOIN documents AS d ON d.id = a.document_id WHERE a.url_key = ? AND d.state <> 'forgotten'",
        [key],
    )
    if row is None or modified_at <= clock.from_text(row["checked_at"]):
        return
    age = now - clock.from_text(row["first_seen_at"])
    soon = max(now, clock.from_text(row["checked_at"]) + age / PATIENCE)
    planned = clock.from_text_if_known(row["next_check_at"])
    look_again(corpus, row["id"], min(soon, planned or soon))


def due_checks(corpus: Corpus, source: str, now: datetime) -> list[str]:
    """Where to look at a source's documents whose next check has come.

    Those first that their site says it changed, then those that are late by most of their span: an hour is much for
    an article of this morning and nothing for one of last month.

    The place is where the current version was fetched, which need not be the canonical address: a print or AMP twin is
    other bytes, and like is compared with like.
    """
    rows = corpus.rows(
        "SELECT coalesce(p.url, d.url) AS url FROM documents AS d"
        " JOIN versions AS v ON v.document_id = d.id AND v.n = d.version LEFT JOIN pages AS p ON p.id = v.page_id"
        " WHERE d.next_check_at <= :now AND d.source = :source AND d.state <> 'forgotten' ORDER BY NOT EXISTS ("
        "  SELECT 1 FROM links AS l WHERE l.document_id = d.id AND l.modified_at > d.checked_at),"
        " (julianday(:now) - julianday(d.next_check_at))"
        "  / max(julianday(d.next_check_at) - julianday(d.first_seen_at), 0.01) DESC, d.url_key",
        {"now": clock.to_text(now), "source": source},
    )
    return [row["url"] for row in rows]


def note_judgements(corpus: Corpus, key: str, relevances: Iterable[Relevance], now: datetime) -> None:
    """What the topics say of the text at an address; a person's word stands beside it."""
    corpus.executemany(
        "INSERT INTO judgements"
        " (url_key, topic, judged_by, topic_version, judged_at, score, label, rule, direction, matched)"
        " VALUES (?, ?, 'topic', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " topic_version = excluded.topic_version, judged_at = excluded.judged_at, score = excluded.score,"
        " label = excluded.label, rule = excluded.rule, direction = excluded.direction, matched = excluded.matched",
        [
            [key, one.topic, one.topic_version, clock.to_text(now), one.score, one.label, one.rule, one.direction,
             json.dumps([asdict(match) for match in one.matched], ensure_ascii=False)]
            for one in relevances
        ],
    )  # fmt: skip
