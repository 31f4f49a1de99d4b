"""What a topic has judged and what it has not: the documents we hold, and the links that no topic wanted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.record import columns
from corpus.store import Corpus
from corpus.types import Label

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document that we hold, as it stands now, and what was said of it on one topic."""

    key: str
    """Under which its judgements stand."""
    ref: str
    url: str
    title: str
    text: str = field(repr=False)
    said: Label | None
    """By the topic when it last judged; None when it never did."""
    person: Label | None
    """By a person; it outranks the topic's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A link judged off topic that the present version of a topic has not looked at."""

    key: str
    url: str
    title: str | None
    score: float | None
    """What an earlier version gave it; None when the page was left unread."""
    is_new: bool
    """Whether no version of the topic ever looked at it."""


def held(corpus: Corpus, topic: str) -> Iterator[Held]:
    """All documents that we hold, in the order they came, each read when it is asked for."""
    last = 0
    while rows := corpus.rows(_HELD, {"topic": topic, "last": last, "batch": _BATCH}):
        for row in rows:
            found = columns(row)
            last = found.pop("id")
            labels = {
                name: None if found[name] is None else Label(found[name]) for name in ("said", "person")
            }
            yield Held(**found | labels)


def how_many_held(corpus: Corpus) -> int:
    """How many documents that is."""
    return int(str(corpus.value("SELECT count(*) FROM documents WHERE state <> 'forgotten'")))


def left_out(corpus: Corpus, topic: str, version: str) -> list[LeftOut]:
    """The off-topic links that were settled without this version of the topic, the newest first.

    What was read has a judgement. What the prefilter left unread has none: there the run that fetched it says by which
    topics it went.
    """
    rows = corpus.rows(_LEFT_OUT, {"topic": topic, "version": version})
    return [LeftOut(**columns(row) | {"is_new": bool(row["is_new"])}) for row in rows]


_HELD = """
SELECT d.id, d.url_key AS key, d.ref, d.url, v.title, v.text, t.label AS said, p.label AS person
FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
LEFT JOIN judgements AS t ON t.url_key = d.url_key AND t.topic = :topic AND t.judged_by = 'topic'
LEFT JOIN judgements AS p ON p.url_key = d.url_key AND p.topic = :topic AND p.judged_by = 'person'
WHERE d.state <> 'forgotten' AND d.id > :last ORDER BY d.id LIMIT :batch"""

_LEFT_OUT = """
WITH asked AS (
  SELECT p.url_key, p.requested_url, max(t.value = :topic || '@' || :version) AS by_this
  FROM pages AS p JOIN runs AS r ON r.id = p.run_id, json_each(r.topics) AS t
  WHERE substr(t.value, 1, length(:topic) + 1) = :topic || '@' GROUP BY 1, 2)
SELECT l.url_key AS key, l.url, l.title, j.score,
  j.url_key IS NULL AND l.url_key NOT IN (SELECT url_key FROM asked)
    AND l.url NOT IN (SELECT requested_url FROM asked) AS is_new
FROM links AS l
LEFT JOIN judgements AS j ON j.url_key = l.url_key AND j.topic = :topic AND j.judged_by = 'topic'
WHERE l.verdict = 'off_topic' AND coalesce(j.topic_version, '') <> :version
  AND l.url_key NOT IN (SELECT url_key FROM asked WHERE by_this)
  AND l.url NOT IN (SELECT requested_url FROM asked WHERE by_this)
ORDER BY l.last_seen_at DESC, l.url_key"""
