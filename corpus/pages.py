"""Pages as they were fetched: provenance of every reading, and the bytes of those that matter."""

import json

from corpus import clock
from corpus.record import Fetch
from corpus.store import Corpus
from corpus.types import Page
from corpus.urls import url_key

try:
    from compression import zstd  # type: ignore[import-not-found,unused-ignore]
except ImportError:  # before Python 3.14
    from backports import zstd

LEVEL = 3
"""170 KiB become 33 KiB at 290 MB/s; level 10 saves a tenth more at a fifth of the speed."""

_LEFT_OUT = frozenset({"set-cookie", "set-cookie2"})  # another reader's session is no provenance


def compress(body: bytes) -> bytes:
    """A body as it is kept; do this before the transaction."""
    packed: bytes = zstd.compress(body, LEVEL)
    return packed


def add_page(corpus: Corpus, page: Page, *, packed: bytes | None, run_id: int | None) -> int:
    """Enter one fetch, with its bytes when `packed` is given; its id."""
    headers = {name: value for name, value in page.headers.items() if name not in _LEFT_OUT}
    cursor = corpus.execute(
        "INSERT INTO pages (origin, url_key, requested_url, url, status, headers, fetched_at, sha256, html, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [page.origin, url_key(page.url), page.requested_url, page.url, page.status,
         json.dumps(headers, ensure_ascii=False), clock.to_text(page.fetched_at), page.sha256, packed, run_id],
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def note_fetch(corpus: Corpus, fetch: Fetch, *, run_id: int | None) -> int:
    """Enter what another corpus, or a line of a file, tells of a fetch; its id. What was entered before stays one."""
    headers = {name: value for name, value in fetch.headers.items() if name not in _LEFT_OUT}
    row = [fetch.origin, url_key(fetch.url), fetch.requested_url, fetch.url, fetch.status,
           json.dumps(headers, ensure_ascii=False), clock.to_text(fetch.fetched_at), fetch.sha256]  # fmt: skip
    same = "origin = ? AND url_key = ? AND requested_url = ? AND url = ? AND status = ? AND headers = ?"
    known = corpus.value(
        f"SELECT id FROM pages WHERE {same} AND fetched_at = ? AND sha256 = ? ORDER BY id", row
    )
    if isinstance(known, int):
        return known
    cursor = corpus.execute(
        "INSERT INTO pages (origin, url_key, requested_url, url, status, headers, fetched_at, sha256, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [*row, run_id],
    )
    return int(cursor.lastrowid or 0)


def stored_page(corpus: Corpus, page_id: int) -> Page | None:
    """A page with its bytes, as it was fetched; None when its bytes were not kept."""
    row = corpus.row("SELECT * FROM pages WHERE id = ? AND html IS NOT NULL", [page_id])
    if row is None:
        return None
    return Page(
        requested_url=row["requested_url"],
        url=row["url"],
        status=row["status"],
        headers=json.loads(row["headers"]),
        fetched_at=clock.from_text(row["fetched_at"]),
        body=zstd.decompress(row["html"]),
        origin=row["origin"],
    )


def page_sha(corpus: Corpus, page_id: int | None) -> str | None:
    """The digest of a page's body."""
    found = corpus.value("SELECT sha256 FROM pages WHERE id = ?", [page_id])
    return str(found) if found is not None else None


def validators(corpus: Corpus, url: str) -> dict[str, str]:
    """The request headers that ask a server for a document only if it changed since we last read it.

    A wall keeps its bytes and is no version's page: an answer "not modified since the wall" would tell nothing.
    """
    row = corpus.row(
        "SELECT p.headers FROM addresses AS a JOIN documents AS d ON d.id = a.document_id"
        " JOIN versions AS v ON v.document_id = d.id AND v.n = d.version"
        " JOIN pages AS p ON p.url_key = a.url_key WHERE a.url_key = ? AND p.status = 200"
        " AND (p.html IS NULL OR p.id = v.page_id) ORDER BY p.fetched_at DESC, p.id DESC LIMIT 1",
        [url_key(url)],
    )
    headers = json.loads(row["headers"]) if row is not None else {}
    return conditional(headers.get("etag"), headers.get("last-modified"))


def conditional(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The request headers that go with what an earlier answer said of its state."""
    pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in pairs.items() if value}


def taken_before(corpus: Corpus, page: Page, run_id: int | None) -> bool:
    """Whether this very record was taken in under the topics of this run, so that a backfill repeated does nothing.

    Under other topics, or another state of a topic file, it is read again: what one left out the next may want.
    """
    seen = corpus.value(
        "SELECT 1 FROM pages AS p JOIN runs AS before ON before.id = p.run_id JOIN runs AS now ON now.id = :run"
        " WHERE p.origin = :origin AND p.sha256 = :sha256 AND p.fetched_at = :at AND before.topics = now.topics",
        {"run": run_id, "origin": page.origin, "sha256": page.sha256, "at": clock.to_text(page.fetched_at)},
    )
    return seen is not None


def place(corpus: Corpus, page_id: int | None) -> str | None:
    """The url_key of the address a page was found at."""
    found = corpus.value("SELECT url_key FROM pages WHERE id = ?", [page_id])
    return str(found) if found is not None else None
