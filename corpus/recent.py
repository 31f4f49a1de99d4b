"""What came to light since a moment: new versions, articles that are gone, articles that took over their group."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from corpus import clock
from corpus.store import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened to one document."""

    ref: str
    title: str
    source: str | None
    what: str
    """In words: `changed (rewrite)`, `gone`, `now the article of 2 met before: the fullest text`."""


def happenings(corpus: Corpus, since: datetime) -> Iterator[Happening]:
    """What happened at or after a moment; new articles that changed nothing else are not listed."""
    for sql in (_CHANGED, _GONE, _TAKEOVERS):
        for row in corpus.rows(sql, [clock.to_text(since)]):
            yield Happening(**dict(row))


_NAMED = "SELECT d.ref, v.title, d.source, "
_CURRENT = " FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version"
_CHANGED = (
    _NAMED + "'changed (' || v.change || ')' AS what" + _CURRENT + " WHERE v.first_seen_at >= ?"
    " AND v.change IS NOT NULL ORDER BY d.id"
)
_GONE = _NAMED + "'gone' AS what" + _CURRENT + " WHERE d.state = 'gone' AND d.checked_at >= ? ORDER BY d.id"
_TAKEOVERS = (
    _NAMED + "'now the article of ' || (SELECT count(*) FROM documents AS c WHERE c.copy_of = d.id"
    " AND c.first_seen_at < d.first_seen_at) || ' met before: ' || CASE WHEN EXISTS (SELECT 1 FROM documents AS c"
    " JOIN versions AS w ON w.document_id = c.id AND w.n = c.version"
    " WHERE c.copy_of = d.id AND w.published_at < v.published_at)"
    " THEN 'the fullest text' ELSE 'published first' END AS what" + _CURRENT + " WHERE d.first_seen_at >= ?"
    " AND EXISTS (SELECT 1 FROM documents AS c WHERE c.copy_of = d.id AND c.first_seen_at < d.first_seen_at)"
    " ORDER BY d.id"
)
