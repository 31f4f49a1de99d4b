"""The ledger: every address we met, how it stands and why. Nothing is dropped without a row here."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from corpus import clock
from corpus.store import Corpus
from corpus.types import Link, Verdict
from corpus.urls import url_key, without_credentials

FIRST_RETRY = timedelta(hours=1)
"""How long after a first failure we ask again, unless the config says otherwise; each further one doubles it."""
LONGEST_RETRY = timedelta(days=2)
MOST_ATTEMPTS = 8
MOST_ATTEMPTS_WHEN_GONE = 2
"""404 and 410 say it plainly; a second look guards against a slip of the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What became of the links of one feed: which are to be fetched now, which we had never met, which we had."""

    wanted: tuple[Link, ...] = ()
    new: frozenset[str] = field(default=frozenset(), repr=False)
    known: frozenset[str] = field(default=frozenset(), repr=False)


def meet(corpus: Corpus, links: Iterable[Link], *, source: str, found_in: str, now: datetime) -> Met:
    """Enter the links that a feed, sitemap or section page lists; say which are to be fetched.

    One query tells which are known. A known article with a later modification has its next check moved to now,
    in the same transaction, so that a crash between here and the fetch forgets nothing.
    """
    by_key = {url_key(link.url): _bare(link) for link in reversed(list(links))}
    with corpus.writing():
        known = _standing(corpus, by_key)
        held = _held(corpus, by_key.keys() - known.keys())
        _enter(corpus, {key: link for key, link in by_key.items() if key not in known}, held, now)
        _refresh(corpus, {key: by_key[key] for key in known}, now)
        _hasten(corpus, {key: by_key[key] for key in known}, known, now)
        _sight(corpus, by_key, source, found_in, now)
        wanted = _wanted(corpus, list(by_key), now)
    order = [key for key in reversed(by_key) if key in wanted]
    new = frozenset(by_key) - known.keys()
    return Met(wanted=tuple(by_key[key] for key in order), new=new, known=frozenset(known))


def waiting(corpus: Corpus, source: str, now: datetime) -> list[Link]:
    """The links of a source that former visits left open, and failed ones whose next try has come; oldest first."""
    rows = corpus.rows(
        "SELECT url, title, published_at, feed_text FROM links AS l WHERE (verdict IS NULL OR next_try_at <= :now)"
        " AND EXISTS (SELECT 1 FROM sightings AS s WHERE s.url_key = l.url_key AND s.source = :source)"
        " ORDER BY first_seen_at, url_key",
        {"now": clock.to_text(now), "source": source},
    )
    return [
        Link(
            url=row["url"],
            title=row["title"],
            published_at=clock.from_text_if_known(row["published_at"]),
            text=row["feed_text"],
        )
        for row in rows
    ]


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
    """Note a failure that may pass: the link is tried again with back-off, until it is given up."""
    gone = reason.startswith(("HTTP 404", "HTTP 410"))
    with corpus.writing():
        attempts = int(str(corpus.value("SELECT attempts FROM links WHERE url_key = ?", [key]) or 0)) + 1
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


def _bare(link: Link) -> Link:
    url = without_credentials(link.url)
    return link if url == link.url else replace(link, url=url)


def _standing(corpus: Corpus, keys: Iterable[str]) -> dict[str, datetime | None]:
    """The links that are known, each with the latest modification it was listed with."""
    rows = corpus.rows(
        "SELECT url_key, modified_at FROM links WHERE url_key IN (SELECT value FROM json_each(?))",
        [_json(keys)],
    )
    return {row["url_key"]: clock.from_text_if_known(row["modified_at"]) for row in rows}


def _held(corpus: Corpus, keys: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Those addresses that already belong to a document: its id and state."""
    rows = corpus.rows(
        "SELECT a.url_key, d.id, d.state FROM addresses AS a JOIN documents AS d ON d.id = a.document_id"
        " WHERE a.url_key IN (SELECT value FROM json_each(?))",
        [_json(keys)],
    )
    return {row["url_key"]: (row["id"], row["state"]) for row in rows}


def _enter(
    corpus: Corpus, links: Mapping[str, Link], held: Mapping[str, tuple[int, str]], now: datetime
) -> None:
    rows = []
    for key, link in links.items():
        document_id, state = held.get(key, (None, None))
        verdict = None if document_id is None else "forgotten" if state == "forgotten" else "alias"
        rows.append(
            [key, link.url, link.title, clock.text_if_known(link.published_at),
             clock.text_if_known(link.modified_at), clock.to_text(now), clock.to_text(now), verdict, document_id,
             link.text if verdict is None else None]
        )  # fmt: skip
    corpus.executemany(
        "INSERT INTO links (url_key, url, title, published_at, modified_at, first_seen_at, last_seen_at, verdict,"
        " document_id, feed_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _refresh(corpus: Corpus, links: Mapping[str, Link], now: datetime) -> None:
    corpus.executemany(
        "UPDATE links SET last_seen_at = max(last_seen_at, ?), title = coalesce(title, ?),"
        " published_at = coalesce(published_at, ?), modified_at = coalesce(?, modified_at),"
        " feed_text = CASE WHEN verdict IS NULL OR next_try_at IS NOT NULL THEN coalesce(?, feed_text) END"
        " WHERE url_key = ?",
        [
            [
                clock.to_text(now),
                link.title,
                clock.text_if_known(link.published_at),
                clock.text_if_known(link.modified_at),
                link.text,
                key,
            ]
            for key, link in links.items()
        ],
    )


def _hasten(
    corpus: Corpus, links: Mapping[str, Link], before: Mapping[str, datetime | None], now: datetime
) -> None:
    """Move the next check of each held document that its site says it has changed since we looked."""
    later = {
        key: link.modified_at
        for key, link in links.items()
        if link.modified_at is not None and ((former := before[key]) is None or link.modified_at > former)
    }
    corpus.executemany(
        "UPDATE documents SET next_check_at = min(coalesce(next_check_at, :now), :now) WHERE state <> 'forgotten'"
        " AND checked_at < :modified AND id = (SELECT document_id FROM addresses WHERE url_key = :key)",
        [
            {"now": clock.to_text(now), "modified": clock.to_text(modified), "key": key}
            for key, modified in later.items()
        ],
    )


def _sight(corpus: Corpus, links: Mapping[str, Link], source: str, found_in: str, now: datetime) -> None:
    corpus.executemany(
        "INSERT INTO sightings (url_key, source, found_in, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET last_seen_at = max(last_seen_at, excluded.last_seen_at)",
        [[key, source, found_in, clock.to_text(now), clock.to_text(now)] for key in links],
    )


def _wanted(corpus: Corpus, keys: Sequence[str], now: datetime) -> set[str]:
    rows = corpus.rows(
        "SELECT url_key FROM links WHERE url_key IN (SELECT value FROM json_each(:keys))"
        " AND (verdict IS NULL OR next_try_at <= :now)",
        {"keys": _json(keys), "now": clock.to_text(now)},
    )
    return {row["url_key"] for row in rows}


def _json(keys: Iterable[str]) -> str:
    return json.dumps(list(keys))
