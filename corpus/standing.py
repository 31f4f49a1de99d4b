"""How links stand, as a list: what was left out and why, what waits, what is tried again."""

from dataclasses import dataclass
from datetime import datetime

from corpus.account import OPEN
from corpus.record import columns
from corpus.store import Corpus
from corpus.types import Verdict

LISTED = (
    Verdict.OFF_TOPIC.value, Verdict.UNREADABLE.value, Verdict.FORBIDDEN.value, Verdict.FAILED.value, OPEN,
    Verdict.ALIAS.value,
)  # fmt: skip
"""The verdicts that can be listed; what is stored is what `search` lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One link, and how it stands."""

    url: str
    title: str | None
    """As it was listed."""
    verdict: str
    """A Verdict, or `open`."""
    reason: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    attempts: int
    next_try_at: datetime | None
    ref: str | None
    """Of the document that it is another address of."""
    source: str | None
    """Where it was met first; None when it was met in no source."""


@dataclass(frozen=True, slots=True)
class Standings:
    """The links that were asked for, and how many there are without a limit."""

    links: list[Standing]
    total: int


def standings(
    corpus: Corpus, verdict: str, *, source: str | None = None, limit: int | None = None
) -> Standings:
    """The links that stand so, of one source or of all; the newest first."""
    asked = {
        "verdict": None if verdict == OPEN else verdict,
        "source": source,
        "limit": -1 if limit is None else limit,
    }
    rows = [columns(row) for row in corpus.rows(_STANDINGS, asked)]
    total = rows[0]["total"] if rows else 0
    return Standings(
        [Standing(**{name: row[name] for name in row if name != "total"}) for row in rows], total
    )


_STANDINGS = f"""
SELECT l.url, l.title, coalesce(l.verdict, '{OPEN}') AS verdict, l.reason, l.first_seen_at, l.last_seen_at,
  l.attempts, l.next_try_at,
  (SELECT d.ref FROM documents AS d WHERE d.id = l.document_id) AS ref,
  (SELECT s.source FROM sightings AS s WHERE s.url_key = l.url_key
   ORDER BY s.first_seen_at, s.source LIMIT 1) AS source,
  count(*) OVER () AS total
FROM links AS l WHERE l.verdict IS :verdict AND (:source IS NULL OR EXISTS (
  SELECT 1 FROM sightings AS s WHERE s.url_key = l.url_key AND s.source = :source))
ORDER BY l.first_seen_at DESC, l.url_key LIMIT :limit"""
