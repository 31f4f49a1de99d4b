"""What we know of each feed, sitemap, section page and robots.txt, so that we ask politely."""

from dataclasses import dataclass, field
from datetime import datetime

from corpus import clock
from corpus.store import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The last answer of one address that lists links, or of one robots.txt."""

    url: str
    source: str | None = None
    kind: str
    """`feed`, `sitemap`, `section` or `robots`."""
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    """None when nothing answered."""
    failures: int = 0
    moved_to: str | None = None
    """Where a permanent redirect (301, 308) leads: the entry should name that address."""
    body: bytes | None = field(default=None, repr=False)
    """Of a robots.txt only."""


def feed(corpus: Corpus, url: str) -> Feed | None:
    """What we know of an address; None when it was never asked."""
    row = corpus.row(
        "SELECT url, source, kind, etag, last_modified, fetched_at, status, failures, moved_to, body FROM feeds"
        " WHERE url = ?",
        [url],
    )
    if row is None:
        return None
    return Feed(**(dict(row) | {"fetched_at": clock.from_text_if_known(row["fetched_at"])}))


def note_feed(corpus: Corpus, one: Feed, *, changed: bool) -> None:
    """Keep an answer. A 304 or a failure leaves the validators of the last full answer in place."""
    with corpus.writing():
        corpus.execute(
            "INSERT INTO feeds (url, source, kind, etag, last_modified, fetched_at, changed_at, status, failures,"
            " moved_to, body)"
            " VALUES (:url, :source, :kind, :etag, :last_modified, :at, :at, :status, :failures, :moved_to, :body)"
            " ON CONFLICT DO UPDATE SET source = excluded.source, fetched_at = excluded.fetched_at,"
            " status = excluded.status, failures = CASE WHEN excluded.failures THEN failures + 1 ELSE 0 END,"
            " etag = CASE WHEN :changed THEN excluded.etag ELSE etag END,"
            " last_modified = CASE WHEN :changed THEN excluded.last_modified ELSE last_modified END,"
            " changed_at = CASE WHEN :changed THEN excluded.changed_at ELSE changed_at END,"
            " moved_to = excluded.moved_to,"
            " body = CASE WHEN :changed THEN excluded.body ELSE body END",
            {"url": one.url, "source": one.source, "kind": one.kind, "etag": one.etag,
             "last_modified": one.last_modified, "at": clock.text_if_known(one.fetched_at),
             "status": one.status, "failures": one.failures, "moved_to": one.moved_to, "body": one.body,
             "changed": changed},
        )  # fmt: skip
