"""Meeting links: what a feed, sitemap or section page lists is entered, and what is to be fetched comes out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from corpus import clock, documents
from corpus.store import Corpus
from corpus.types import Link
from corpus.urls import url_key, without_credentials


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
    for key, modified in later.items():
        documents.hasten(corpus, key, modified, now)


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
