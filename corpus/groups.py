"""Groups of one article at several outlets, and the index that finds their members."""

import json
from collections.abc import Collection, Iterable

from corpus.store import Corpus
from corpus.types import CopyKind

COMMON = 2000
"""A shingle that this many documents share is boilerplate and tells nothing."""
FEWEST_SHARED = 2
LEAST_SHARE = 0.15
"""Of the shorter text, as far as its sample tells. Texts that are related share .3 or more; the lowest sample of
4,000 related pairs of a stream of news said .24, and nine in ten of chance meetings say less than .18."""
MOST_COUNTED = 100
MOST_CANDIDATES = 20


def candidates(corpus: Corpus, sample: Iterable[int], words: int) -> list[int]:
    """Documents that share so many sampled shingles with a text of so many words that they may be related to it.

    Those that share most come first. Comparing costs far more than counting, so chance meetings end here.
    """
    rows = corpus.rows(
        "WITH wanted (hash) AS (SELECT value FROM json_each(:sample)),"
        " rare AS (SELECT hash FROM wanted WHERE (SELECT count(*) FROM (SELECT 1 FROM shingles AS s"
        f" WHERE s.hash = wanted.hash LIMIT {COMMON})) < {COMMON}),"
        " counted AS (SELECT document_id, count(*) AS shared FROM rare JOIN shingles USING (hash)"
        f" GROUP BY document_id HAVING shared >= {FEWEST_SHARED}"
        f" ORDER BY shared DESC, document_id LIMIT {MOST_COUNTED})"
        f" SELECT document_id FROM counted WHERE 16 * shared >= {LEAST_SHARE} * min(:words, (SELECT min(v.words)"
        " FROM versions AS v WHERE v.document_id = counted.document_id))"
        f" ORDER BY shared DESC, document_id LIMIT {MOST_CANDIDATES}",
        {"sample": "[" + ",".join(map(str, sample)) + "]", "words": words},
    )
    return [row["document_id"] for row in rows]


def same_text(corpus: Corpus, text_sha: str) -> list[int]:
    """Documents that have shown exactly this text (folded), the oldest first."""
    rows = corpus.rows(
        "SELECT DISTINCT document_id FROM versions WHERE text_sha = ? ORDER BY document_id", [text_sha]
    )
    return [row["document_id"] for row in rows]


def add_shingles(corpus: Corpus, document_id: int, sample: Iterable[int]) -> None:
    """Make a document findable by these shingles too; those of its earlier versions stay."""
    corpus.executemany(
        "INSERT INTO shingles (hash, document_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [[hash_, document_id] for hash_ in sample],
    )


def remove_shingles(corpus: Corpus, document_id: int, sample: Iterable[int]) -> None:
    """Have nobody find a document by these shingles."""
    corpus.executemany(
        "DELETE FROM shingles WHERE hash = ? AND document_id = ?", [[hash_, document_id] for hash_ in sample]
    )


def take_apart(corpus: Corpus, ids: Collection[int]) -> None:
    """Make documents articles that have nothing to do with each other."""
    for one in ids:
        lead(corpus, one)
    family = json.dumps(list(ids))
    corpus.execute(
        "DELETE FROM related WHERE a IN (SELECT value FROM json_each(:ids))"
        " AND b IN (SELECT value FROM json_each(:ids))",
        {"ids": family},
    )


def members(corpus: Corpus, article_id: int) -> list[int]:
    """The documents of the group that an article leads, the article among them."""
    rows = corpus.rows(
        "SELECT id FROM documents WHERE id = :id OR copy_of = :id ORDER BY id", {"id": article_id}
    )
    return [row["id"] for row in rows]


def lead(corpus: Corpus, document_id: int) -> None:
    """Make a document one that copies nothing."""
    corpus.execute(
        "UPDATE documents SET copy_of = NULL, copy_kind = NULL, similarity = NULL WHERE id = ?", [document_id]
    )


def follow(corpus: Corpus, document_id: int, article_id: int, kind: CopyKind, similarity: float) -> None:
    """Make a document a copy of an article."""
    corpus.execute(
        "UPDATE documents SET copy_of = ?, copy_kind = ?, similarity = ? WHERE id = ?",
        [article_id, kind, round(similarity, 4), document_id],
    )


def relate(corpus: Corpus, a: int, b: int, kind: str, similarity: float) -> None:
    """Note that two documents share much and are not one."""
    corpus.execute(
        "INSERT INTO related (a, b, kind, similarity) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET kind = excluded.kind, similarity = excluded.similarity",
        [min(a, b), max(a, b), kind, round(similarity, 4)],
    )


def related(corpus: Corpus, document_id: int, kind: str) -> list[int]:
    """The documents that are related to one in this way; none that was forgotten."""
    rows = corpus.rows(
        "SELECT d.id FROM related AS r JOIN documents AS d ON d.id = r.a + r.b - :id"
        " WHERE (r.a = :id OR r.b = :id) AND r.kind = :kind AND d.state <> 'forgotten' ORDER BY d.id",
        {"id": document_id, "kind": kind},
    )
    return [row["id"] for row in rows]
