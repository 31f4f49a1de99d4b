"""A corpus made by hand: rows go in through SQL, so that reading is tested without the recipe that writes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import wirewatch
from corpus.clock import to_text
from corpus.store import Corpus
from corpus.urls import ref_of, site_of, url_key
from corpus.words import index_text

SEEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def add_document(corpus: Corpus) -> Callable[..., int]:
    """Put a document into the corpus and get its id; what a test does not name has a sensible value."""
    return lambda url, text="A plain report.", **fields: add_document_to(corpus, url, text, **fields)


@pytest.fixture
def add_link(corpus: Corpus) -> Callable[..., None]:
    """Put a link into the corpus, and the one place it was met in."""
    return partial(add_link_to, corpus)


@pytest.fixture
def add_address(corpus: Corpus) -> Callable[..., None]:
    """Give a document one more address."""
    return partial(add_address_to, corpus)


@pytest.fixture
def into() -> Callable[..., int]:
    """Put a document into any corpus: `into(corpus, url, text, ...)`."""
    return add_document_to


@pytest.fixture
def address_into() -> Callable[..., None]:
    """Give a document of any corpus one more address."""
    return add_address_to


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Run a command on that corpus, as the shell would; stdout and stderr are apart."""

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(wirewatch.cli, [*args, "--data", str(tmp_path)])

    return invoke


def insert(corpus: Corpus, table: str, **row: object) -> int:
    """One row; its rowid comes back."""
    places = ", ".join("?" * len(row))
    cursor = corpus.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))
    return cursor.lastrowid or 0


def add_document_to(
    corpus: Corpus,
    url: str,
    text: str,
    *,
    title: str = "A title",
    source: str | None = "herald",
    first_seen_at: datetime = SEEN,
    published_at: datetime | None = None,
    precision: str = "instant",
    language: str | None = "en",
    label: str | None = "on_topic",
    person: str | None = None,
    score: float = 0.9,
    topic: str = "drones",
    matched: object = (),
    details: object = None,
    copy_of: int | None = None,
    copy_kind: str = "near",
    similarity: float = 0.95,
    state: str = "live",
    authors: tuple[str, ...] = (),
    earlier: tuple[tuple[str, str], ...] = (),
) -> int:
    """One document with address, page, versions, judgements, link and index.

    `earlier` are the (title, text) of the versions before; `person` is a label that a person gave.
    """
    key, seen = url_key(url), to_text(first_seen_at)
    document = insert(
        corpus, "documents", ref=ref_of(key), url=url, url_key=key, site=site_of(url), source=source,
        first_seen_at=seen, copy_of=copy_of, copy_kind=copy_kind if copy_of else None,
        similarity=similarity if copy_of else None, version=len(earlier) + 1, state=state, checked_at=seen,
    )  # fmt: skip
    add_address_to(corpus, document, url)
    page = insert(
        corpus, "pages", url_key=key, requested_url=url, url=url, status=200, fetched_at=seen,
        headers='{"content-type": "text/html"}', sha256=sha256(url.encode()).hexdigest(),
    )  # fmt: skip
    for n, (one_title, one_text) in enumerate([*earlier, (title, text)], start=1):
        insert(
            corpus, "versions", document_id=document, n=n, title=one_title, text=one_text,
            first_seen_at=to_text(first_seen_at + timedelta(hours=n - 1)), last_seen_at=seen,
            text_sha=sha256(index_text(one_text).encode()).hexdigest(), words=len(one_text.split()),
            authors=_json(authors), published_at=published_at and to_text(published_at), language=language,
            published_precision=precision if published_at else None, truncated=0, page_id=page,
            change="text" if n > 1 else None, details=_json(details or {}), extractor="test 1",
        )  # fmt: skip
    said = {"judged_at": seen, "url_key": key, "topic": topic}
    if label:
        insert(
            corpus, "judgements", judged_by="topic", topic_version="1", label=label, score=score,
            matched=_json(matched), **said,
        )  # fmt: skip
    if person:
        insert(corpus, "judgements", judged_by="person", label=person, matched="[]", note="read it", **said)
    insert(corpus, "documents_fts", rowid=document, title=index_text(title), text=index_text(text))
    add_link_to(corpus, url, verdict="stored", document_id=document, seen=first_seen_at)
    return document


def add_address_to(corpus: Corpus, document: int, url: str, kind: str = "fetched") -> None:
    """One more address of a document."""
    key = url_key(url)
    insert(
        corpus, "addresses", url_key=key, ref=ref_of(key), document_id=document, url=url, kind=kind,
        seen_at=to_text(SEEN),
    )  # fmt: skip


def add_link_to(
    corpus: Corpus,
    url: str,
    *,
    verdict: str | None,
    reason: str | None = None,
    document_id: int | None = None,
    seen: datetime = SEEN,
    attempts: int = 0,
    next_try_at: datetime | None = None,
    source: str = "herald",
) -> None:
    """A link of the ledger, and the one place it was met in."""
    key, moments = url_key(url), {"first_seen_at": to_text(seen), "last_seen_at": to_text(seen)}
    insert(
        corpus, "links", url_key=key, url=url, verdict=verdict, reason=reason, document_id=document_id,
        attempts=attempts, next_try_at=next_try_at and to_text(next_try_at), **moments,
    )  # fmt: skip
    found_in = f"https://{site_of(url)}/feed.xml"
    insert(corpus, "sightings", url_key=key, source=source, found_in=found_in, **moments)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
