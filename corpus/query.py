"""Ask the corpus: a Query says which documents, `search` answers with hits, one for each article.

A document's moment is `published_at`; when the page did not say it, `first_seen_at`. `since`, `until` and the
sorting by time go by it, and every hit carries both.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime

from corpus import terms
from corpus.clock import from_text, from_text_if_known, text_if_known
from corpus.doubts import IN_DOUBT, doubts
from corpus.snippets import Snippet, snippet
from corpus.store import Corpus
from corpus.types import Label

ANY = "any"
"""The label of a query that asks for every document, whatever was judged of it."""

LABELS = (*(label.value for label in Label), ANY)

SORTS = {
    "relevance": "rank, at DESC, url_key",
    "newest": "at DESC, url_key",
    "oldest": "at, url_key",
    "first_seen": "first_seen_at, url_key",
}
"""Each order and its SQL; the address decides last, so that two answers never differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which documents: all conditions hold at once; the empty query is every document on topic."""

    text: str = ""
    """Words that must all occur, "phrases", OR, NOT or a leading -, and begin* (corpus/terms.py)."""
    since: datetime | None = None
    until: datetime | None = None
    """Up to, and without, this moment."""
    source: str | None = None
    """The name of a source, or the site that published it."""
    language: str | None = None
    topic: str | None = None
    """Only what this topic says counts for the label; else the best of all topics."""
    label: str = Label.ON_TOPIC.value
    """A Label, or `any`."""
    review: bool = False
    """Only what waits for a person: what a topic finds borderline, or keeps while its text or date is in doubt, and no
    person has judged yet; `label` is not asked."""
    copies: bool = False
    """Every matching document is a hit; else one of each group: the article, or its best matching copy."""
    sort: str | None = None
    """One of SORTS; by relevance when there is a text, else the newest first."""
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.label not in LABELS:
            raise ValueError(f"label {self.label!r} is not one of {', '.join(LABELS)}")
        if self.sort is not None and self.sort not in SORTS:
            raise ValueError(f"sort {self.sort!r} is not one of {', '.join(SORTS)}")

    @property
    def order(self) -> str:
        """The order that holds: the one asked for, or what the query itself suggests."""
        return self.sort or ("relevance" if self.text.strip() else "newest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One answer: a document, and the passage that matched."""

    ref: str
    url: str
    title: str
    source: str | None
    site: str
    published_at: datetime | None
    published_precision: str | None
    first_seen_at: datetime
    language: str | None
    label: str | None
    """The best of the topics asked; None when nothing was judged."""
    score: float | None
    state: str
    copies: int
    """How many other documents of its group the corpus holds."""
    copy_of: str | None
    """The ref of the article, when this is a copy."""
    doubts: tuple[str, ...]
    """What a person should look at: a text that is unsure, a date that is doubtful."""
    snippet: Snippet = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits that were asked for, and how many there are without a limit."""

    hits: list[Hit]
    total: int


def search(corpus: Corpus, query: Query) -> list[Hit]:
    """The hits in the order of the query; never an error, whatever its text is."""
    return answer(corpus, query).hits


def answer(corpus: Corpus, query: Query) -> Answer:
    """What `search` gives, and the number of all hits."""
    wanted = terms.parse(query.text).wanted
    rows = corpus.rows(*_select(query))
    return Answer(
        [_hit(corpus, query, row["id"], wanted) for row in rows], int(rows[0]["total"]) if rows else 0
    )


def matching(corpus: Corpus, query: Query) -> list[int]:
    """The ids of the documents that answer a query, in its order; what an export walks."""
    return [row["id"] for row in corpus.rows(*_select(query))]


_RANKED = """
  SELECT rowid AS id, bm25(documents_fts, 5.0, 1.0) AS rank
  FROM documents_fts WHERE documents_fts MATCH :match"""
"""A word in the title counts five times one in the text; the smaller the rank, the better."""

_ALL = "SELECT id, 0.0 AS rank FROM documents"
_NONE = "SELECT 0 AS id, 0.0 AS rank WHERE 0"

_BEST_LABEL = """
  (SELECT min(CASE label WHEN 'on_topic' THEN 0 WHEN 'borderline' THEN 1 ELSE 2 END) FROM labels AS l
   WHERE l.url_key = d.url_key AND (:topic IS NULL OR l.topic = :topic))"""
_LABEL_BY_RANK: dict[int, Label] = dict(enumerate(Label))

_REVIEW = f"""
  EXISTS (SELECT 1 FROM judgements AS j WHERE j.url_key = d.url_key AND (:topic IS NULL OR j.topic = :topic)
    AND j.judged_by = 'topic' AND (j.label = 'borderline' OR j.label = 'on_topic' AND {IN_DOUBT})
    AND NOT EXISTS (
      SELECT 1 FROM judgements AS p
      WHERE p.url_key = j.url_key AND p.topic = j.topic AND p.judged_by = 'person'))"""

_SELECT = """
WITH found AS MATERIALIZED ({found}),
matched AS (
  SELECT d.id, found.rank, d.url_key, d.first_seen_at, coalesce(v.published_at, d.first_seen_at) AS at,
    coalesce(d.copy_of, d.id) AS article_id, d.copy_of IS NOT NULL AS is_copy
  FROM found JOIN documents AS d ON d.id = found.id
  JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
  WHERE {conditions})
SELECT id, count(*) OVER () AS total FROM (
  SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY is_copy, rank, at, url_key) AS place
  FROM matched)
WHERE :copies OR place = 1
ORDER BY {order} LIMIT :limit"""


def _select(query: Query) -> tuple[str, dict[str, object]]:
    asked = terms.parse(query.text)
    sql = _SELECT.format(
        found=_found(query, asked),
        conditions=" AND ".join(_conditions(query, asked)),
        order=SORTS[query.order],
    )
    return sql, {
        "match": asked.match,
        "mismatch": asked.mismatch,
        "since": text_if_known(query.since),
        "until": text_if_known(query.until),
        "source": query.source,
        "language": query.language and query.language.lower(),
        "topic": query.topic,
        "label": list(_LABEL_BY_RANK.values()).index(Label(query.label)) if query.label != ANY else None,
        "copies": query.copies,
        "limit": -1 if query.limit is None else query.limit,
    }


def _found(query: Query, asked: terms.Terms) -> str:
    if asked.match:
        return _RANKED
    # A text in which there is nothing to look for, such as "?", finds nothing rather than all.
    return _NONE if query.text.strip() and not asked.mismatch else _ALL


def _conditions(query: Query, asked: terms.Terms) -> list[str]:
    conditions = ["d.state <> 'forgotten'"]
    if asked.mismatch:
        conditions.append("d.id NOT IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH :mismatch)")
    if query.since:
        conditions.append("coalesce(v.published_at, d.first_seen_at) >= :since")
    if query.until:
        conditions.append("coalesce(v.published_at, d.first_seen_at) < :until")
    if query.source:
        conditions.append("(d.source = :source OR d.site = :source)")
    if query.language:
        conditions.append("v.language = :language")
    if query.review:
        conditions.append(_REVIEW)
    elif query.label != ANY:
        conditions.append(f"{_BEST_LABEL} = :label")
    elif query.topic:
        conditions.append(f"{_BEST_LABEL} IS NOT NULL")
    return conditions


_HIT = f"""
SELECT d.ref, d.url, v.title, v.text, d.source, d.site, v.published_at, v.published_precision,
  d.first_seen_at, v.language, {_BEST_LABEL} AS label, d.state, v.confidence, v.details,
  (SELECT max(score) FROM labels AS l
   WHERE l.url_key = d.url_key AND (:topic IS NULL OR l.topic = :topic)) AS score,
  (SELECT count(*) FROM documents AS c WHERE c.state <> 'forgotten' AND c.id <> d.id
   AND (c.copy_of = coalesce(d.copy_of, d.id) OR c.id = d.copy_of)) AS copies,
  (SELECT a.ref FROM documents AS a WHERE a.id = d.copy_of) AS copy_of
FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version WHERE d.id = :id"""


def _hit(corpus: Corpus, query: Query, document_id: int, wanted: tuple[terms.Term, ...]) -> Hit:
    row = dict(corpus.rows(_HIT, {"id": document_id, "topic": query.topic})[0])
    published_at, label = row.pop("published_at"), row.pop("label")
    in_doubt = doubts(row["title"], row.pop("confidence"), json.loads(row.pop("details")))
    return Hit(
        published_at=from_text_if_known(published_at),
        first_seen_at=from_text(row.pop("first_seen_at")),
        label=None if label is None else _LABEL_BY_RANK[label],
        doubts=tuple(in_doubt),
        snippet=snippet(row.pop("text"), wanted),
        **row,
    )
