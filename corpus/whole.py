"""A document written as a whole: what an import knows of it, and what several documents that are one become."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from corpus import clock, pages
from corpus.record import Judgement, Record, VersionRecord
from corpus.store import Corpus
from corpus.urls import url_key
from corpus.versions import write_index


def enter(corpus: Corpus, one: Record, run_id: int | None) -> int:
    """A document that the corpus does not hold yet, with all that is known of it; its id."""
    cursor = corpus.execute(
        "INSERT INTO documents (ref, url, url_key, site, first_seen_at, version, state, checked_at)"
        " VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
        [one.ref, one.url, one.url_key, one.site, clock.to_text(one.first_seen_at), one.state,
         clock.to_text(one.checked_at)],
    )  # fmt: skip
    document_id = int(cursor.lastrowid or 0)
    rewrite(corpus, document_id, one, run_id)
    return document_id


def rewrite(corpus: Corpus, document_id: int, one: Record, run_id: int | None) -> None:
    """Make a document hold exactly this; its place in a group stays, and the entries of the index are the caller's."""
    corpus.execute(
        "DELETE FROM judgements WHERE url_key = (SELECT url_key FROM documents WHERE id = ?)", [document_id]
    )
    corpus.execute(
        "UPDATE documents SET ref = ?, url = ?, url_key = ?, site = ?, source = ?, first_seen_at = ?,"
        " syndicated_from = ?, version = ?, state = ?, checked_at = ?, next_check_at = ? WHERE id = ?",
        [one.ref, one.url, one.url_key, one.site, one.source, clock.to_text(one.first_seen_at), one.syndicated_from,
         one.version, one.state, clock.to_text(one.checked_at), clock.text_if_known(one.next_check_at), document_id],
    )  # fmt: skip
    _write_addresses(corpus, document_id, one)
    _write_versions(corpus, document_id, one.versions, run_id)
    write_judgements(corpus, one)
    _write_sightings(corpus, one)
    write_index(corpus, document_id, one.current.title, one.current.text)


def absorb(corpus: Corpus, other: int, into: int) -> None:
    """Take a document into another one, for they are the same: every address, ref and copy of it leads there.

    Its versions and judgements are left to `rewrite`, which must follow; its entries of the index are the caller's.
    """
    both = {"other": other, "into": into}
    corpus.execute("UPDATE addresses SET document_id = :into WHERE document_id = :other", both)
    corpus.execute(
        "UPDATE links SET document_id = :into, verdict = CASE WHEN verdict = 'stored' AND EXISTS (SELECT 1 FROM links"
        " WHERE document_id = :into AND verdict = 'stored') THEN 'alias' ELSE verdict END WHERE document_id = :other",
        both,
    )
    _take_over_group(corpus, other, into)
    corpus.execute(
        "INSERT OR IGNORE INTO related (a, b, kind, similarity)"
        " SELECT min(one, :into), max(one, :into), kind, similarity FROM"
        " (SELECT CASE a WHEN :other THEN b ELSE a END AS one, kind, similarity FROM related"
        " WHERE :other IN (a, b)) WHERE one <> :into",
        both,
    )
    corpus.execute("DELETE FROM related WHERE :other IN (a, b)", both)
    corpus.execute(
        "DELETE FROM judgements WHERE url_key = (SELECT url_key FROM documents WHERE id = :other)", both
    )
    corpus.execute(
        "UPDATE OR IGNORE rereadings SET document_id = :into, n = 0 WHERE document_id = :other", both
    )
    corpus.execute("DELETE FROM versions WHERE document_id = :other", both)
    corpus.execute("DELETE FROM documents_fts WHERE rowid = :other", both)
    corpus.execute("DELETE FROM documents WHERE id = :other", both)


def _take_over_group(corpus: Corpus, other: int, into: int) -> None:
    """What copied the other document copies what the remaining one is, or is a copy of."""
    if corpus.value("SELECT copy_of FROM documents WHERE id = ?", [into]) == other:
        corpus.execute(
            "UPDATE documents SET copy_of = NULL, copy_kind = NULL, similarity = NULL WHERE id = ?", [into]
        )
    corpus.execute(
        "UPDATE documents SET copy_of = (SELECT coalesce(copy_of, id) FROM documents WHERE id = ?) WHERE copy_of = ?",
        [into, other],
    )


def _write_addresses(corpus: Corpus, document_id: int, one: Record) -> None:
    corpus.executemany(
        "INSERT INTO addresses (url_key, ref, document_id, url, kind, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET url = excluded.url, kind = excluded.kind, seen_at = excluded.seen_at"
        " WHERE document_id = excluded.document_id",
        [
            [url_key(at.url), at.ref, document_id, at.url, at.kind, clock.to_text(at.seen_at)]
            for at in one.addresses
        ],
    )


def _write_versions(
    corpus: Corpus, document_id: int, versions: Sequence[VersionRecord], run_id: int | None
) -> None:
    read_again = corpus.rows(
        "SELECT r.n, v.first_seen_at AS stood_at, r.replaced_at, r.extractor, r.title, r.text FROM rereadings AS r"
        " LEFT JOIN versions AS v ON v.document_id = r.document_id AND v.n = r.n WHERE r.document_id = ?",
        [document_id],
    )
    corpus.execute("DELETE FROM rereadings WHERE document_id = ?", [document_id])
    corpus.execute("DELETE FROM versions WHERE document_id = ?", [document_id])
    corpus.executemany(
        "INSERT INTO versions (document_id, n, first_seen_at, last_seen_at, title, text, text_sha, authors,"
        " published_at, published_precision, modified_at, language, description, words, wire, truncated, confidence,"
        " change, details, page_id, extractor) VALUES (:document_id, :n, :first_seen_at, :last_seen_at, :title, :text,"
        " :text_sha, :authors, :published_at, :published_precision, :modified_at, :language, :description, :words,"
        " :wire, :truncated, :confidence, :change, :details, :page_id, :extractor)",
        [
            _columns(version, _page_of(corpus, version, run_id)) | {"document_id": document_id}
            for version in versions
        ],
    )
    starts = [clock.to_text(version.first_seen_at) for version in versions]
    for row in read_again:
        n = max(1, sum(start <= (row["stood_at"] or "") for start in starts))
        corpus.execute(
            "INSERT OR IGNORE INTO rereadings (document_id, n, replaced_at, extractor, title, text)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [document_id, n, row["replaced_at"], row["extractor"], row["title"], row["text"]],
        )


def _page_of(corpus: Corpus, version: VersionRecord, run_id: int | None) -> int | None:
    if version.page_id is not None or version.fetch is None:
        return version.page_id
    return pages.note_fetch(corpus, version.fetch, run_id=run_id)


def _columns(version: VersionRecord, page_id: int | None) -> dict[str, object]:
    moments = ("first_seen_at", "last_seen_at", "published_at", "modified_at")
    plain = (
        "n", "title", "text", "text_sha", "published_precision", "language", "description", "words", "wire",
        "confidence", "change", "extractor",
    )  # fmt: skip
    return (
        {name: getattr(version, name) for name in plain}
        | {name: clock.text_if_known(getattr(version, name)) for name in moments}
        | {
            "authors": json.dumps(version.authors, ensure_ascii=False),
            "details": json.dumps(version.details, ensure_ascii=False, sort_keys=True),
            "truncated": int(version.truncated),
            "page_id": page_id,
        }
    )


def write_judgements(corpus: Corpus, one: Record) -> None:
    corpus.executemany(
        "INSERT OR REPLACE INTO judgements (url_key, topic, judged_by, topic_version, judged_at, score, label, rule,"
        " direction, matched, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_judgement(one.url_key, said) for said in one.judgements],
    )


def _judgement(key: str, said: Judgement) -> list[object]:
    matched = json.dumps([asdict(match) for match in said.matched], ensure_ascii=False)
    return [key, said.topic, said.judged_by, said.topic_version, clock.to_text(said.judged_at), said.score,
            said.label, said.rule, said.direction, matched, said.note]  # fmt: skip


def _write_sightings(corpus: Corpus, one: Record) -> None:
    corpus.executemany(
        "INSERT INTO sightings (url_key, source, found_in, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET first_seen_at = min(first_seen_at, excluded.first_seen_at),"
        " last_seen_at = max(last_seen_at, excluded.last_seen_at)",
        [
            [url_key(seen.url), seen.source, seen.found_in, clock.to_text(seen.first_seen_at),
             clock.to_text(seen.last_seen_at)]
            for seen in one.sightings
        ],
    )  # fmt: skip
