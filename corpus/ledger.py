"""The ledger: how every address that we met stands, and why. Nothing is dropped without a row here."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from corpus import clock
from corpus.store import Corpus
from corpus.types import Verdict

FIRST_RETRY = timedelta(hours=1)
"""How long after a first failure we ask again, unless the config says otherwise; each further one doubles it."""
LONGEST_RETRY = timedelta(days=2)
MOST_ATTEMPTS = 8
MOST_ATTEMPTS_WHEN_GONE = 2
"""404 and 410 say it plainly; a second look guards against a slip of the server."""


def conclude(
    corpus: Corpus,
    key: str,
    url: str,
    verdict: Verdict,
    reason: str | None,
    *,
    now: datetime,
    document_id: int | None = None,
) -> None:
    """Give a link its verdict; a link that was never met (an archive, an import) is entered with it.

    The verdict of a link whose document we hold stays as it is.
    """
    with corpus.writing():
        corpus.execute(
            "INSERT INTO links (url_key, url, first_seen_at, last_seen_at, verdict, reason, document_id)"
            " VALUES (:key, :url, :now, :now, :verdict, :reason, :document)"
            " ON CONFLICT (url_key) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason,"
            " document_id = excluded.document_id, next_try_at = NULL,"
            " feed_text = CASE WHEN excluded.verdict IN ('failed', 'unreadable') THEN feed_text END"
            " WHERE verdict IS NULL"
            " OR verdict NOT IN ('stored', 'alias', 'forgotten')",
            {"key": key, "url": url, "verdict": verdict, "reason": reason, "document": document_id,
             "now": clock.to_text(now)},
        )  # fmt: skip


def standing(corpus: Corpus, key: str) -> tuple[Verdict, str] | None:
    """The verdict and reason of a link; None when it is open or was never met."""
    row = corpus.row("SELECT verdict, reason FROM links WHERE url_key = ? AND verdict IS NOT NULL", [key])
    return (Verdict(row["verdict"]), row["reason"] or "") if row is not None else None


def conclude_met(corpus: Corpus, keys: Iterable[str], verdict: Verdict, reason: str | None) -> None:
    """Give those of the links that are open the verdict too: a redirect led to them."""
    corpus.executemany(
        "UPDATE links SET verdict = ?, reason = ? WHERE url_key = ? AND verdict IS NULL",
        [[verdict, reason, key] for key in keys],
    )


def conclude_addresses(corpus: Corpus, document_id: int, key: str, url: str, *, now: datetime) -> None:
    """Settle all links that lead to a document: the first is `stored`, every other one `alias`."""
    with corpus.writing():
        stored = corpus.value(
            "SELECT 1 FROM links WHERE document_id = ? AND verdict = 'stored'", [document_id]
        )
        conclude(
            corpus,
            key,
            url,
            Verdict.ALIAS if stored else Verdict.STORED,
            None,
            now=now,
            document_id=document_id,
        )
        corpus.execute(
            "UPDATE links SET verdict = 'alias', reason = NULL, document_id = :document, next_try_at = NULL,"
            " feed_text = NULL"
            " WHERE url_key IN (SELECT url_key FROM addresses WHERE document_id = :document)"
            " AND (verdict IS NULL OR verdict NOT IN ('stored', 'alias', 'forgotten'))",
            {"document": document_id},
        )


def postpone(
    corpus: Corpus,
    key: str,
    url: str,
    verdict: Verdict,
    reason: str,
    *,
    now: datetime,
    first: timedelta = FIRST_RETRY,
) -> None:
    """Note a failure that may pass: the link is tried again with back-off, until it is given up.

    What an archive tells of a time before we last met the link says nothing of now.
    """
    gone = reason.startswith(("HTTP 404", "HTTP 410"))
    with corpus.writing():
        row = corpus.row("SELECT attempts, verdict, last_seen_at FROM links WHERE url_key = ?", [key])
        if row is not None and row["verdict"] is not None and clock.to_text(now) < row["last_seen_at"]:
            return
        attempts = (row["attempts"] if row is not None else 0) + 1
        conclude(corpus, key, url, verdict, reason, now=now)
        given_up = attempts >= (MOST_ATTEMPTS_WHEN_GONE if gone else MOST_ATTEMPTS)
        next_try = None if given_up else clock.to_text(now + rest_after(attempts, first))
        corpus.execute(
            "UPDATE links SET attempts = ?, next_try_at = ? WHERE url_key = ? AND verdict = ?",
            [attempts, next_try, key, verdict],
        )


def rest_after(attempts: int, first: timedelta = FIRST_RETRY) -> timedelta:
    """How long to wait after the n-th failure in a row."""
    return min(first * (1 << (attempts - 1)), max(first, LONGEST_RETRY))


def reopen_forbidden(corpus: Corpus, host_key: str) -> int:
    """Open again what a robots.txt forbade on one host, since that file has changed; how many."""
    with corpus.writing():
        cursor = corpus.execute(
            "UPDATE links SET verdict = NULL, reason = NULL WHERE verdict = 'forbidden'"
            " AND url_key >= :host || '/' AND url_key < :host || '0'",  # '0' follows '/'
            {"host": host_key},
        )
        return cursor.rowcount


def tally(corpus: Corpus) -> Mapping[str, int]:
    """How many links stand at each verdict, the most first; open ones under `open`."""
    rows = corpus.rows("SELECT coalesce(verdict, 'open'), count(*) FROM links GROUP BY 1 ORDER BY 2 DESC, 1")
    return dict(map(tuple, rows))
