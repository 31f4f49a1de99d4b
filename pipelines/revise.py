"""What a page says of a document we hold: a new version, a state, another address, or nothing."""

from corpus import documents, ledger, pages
from corpus.documents import Document, Version
from corpus.types import Article, Outcome, OutcomeKind, Page, Reading, State, Verdict
from corpus.urls import url_key
from pipelines.changes import change_between
from pipelines.desk import Desk
from pipelines.identify import Claims
from pipelines.neighbours import leave_if_apart, settle_group

UNCLEAR = "unclear"
"""The change of a version whose page we do not have: another extractor may have made it, not the site."""


def revise(
    desk: Desk, known: Document, these: Claims, reading: Reading, former: Reading | None, packed: bytes
) -> Outcome:
    """Settle a page at an address of a known document; the caller holds the transaction."""
    page = reading.page
    if known.state is State.FORGOTTEN:
        return _still_forgotten(desk, known, page)
    current = documents.version(desk.corpus, known.id)
    documents.add_addresses(desk.corpus, known.id, these.addresses, page.fetched_at)
    desk.conclude(known.id, page)
    if not _same_place(desk, current, page):
        desk.keep_page(page)
        return desk.outcome(OutcomeKind.ALIAS, known.id, "another address of a document we hold")
    if reading.unreadable is not None:
        return _unreadable(desk, known, reading, packed)
    assert reading.article is not None
    if reading.article.truncated and not current.truncated:
        return _truncated(desk, known, page)
    change = _change(desk, current, reading, reading.article, former)
    if change is None:
        return _unchanged(desk, known, current, page)
    return _new_version(desk, known, reading, packed, change)


def _same_place(desk: Desk, current: Version, page: Page) -> bool:
    """Whether the page was asked for where the current version was found: a print or AMP twin shows other text."""
    place = pages.place(desk.corpus, current.page_id)
    return place is None or place in {url_key(url) for url in (page.url, page.requested_url, *page.redirects)}


def _change(
    desk: Desk, current: Version, reading: Reading, article: Article, former: Reading | None
) -> str | None:
    """What the site changed; None for nothing."""
    if reading.page.sha256 == pages.page_sha(desk.corpus, current.page_id):
        return None
    if former is not None and former.article is not None:
        return change_between(former.article.title, former.article.text, article)
    change = change_between(current.title, current.text, article)
    return change if change is None or current.extractor == reading.extractor else UNCLEAR


def _new_version(desk: Desk, known: Document, reading: Reading, packed: bytes, change: str) -> Outcome:
    assert reading.article is not None
    page_id = desk.keep_page(reading.page, packed)
    desk.write_version(known.id, reading, page_id, change=change)
    desk.checked(known, State.TRUNCATED if reading.article.truncated else State.LIVE, reading.page.fetched_at)
    leave_if_apart(desk.corpus, known)
    settle_group(desk.corpus, known.copy_of or known.id)
    return desk.outcome(OutcomeKind.UPDATED, known.id, change)


def _unchanged(desk: Desk, known: Document, current: Version, page: Page) -> Outcome:
    desk.keep_page(page)
    documents.seen_again(desk.corpus, known.id, page.fetched_at)
    desk.checked(known, State.TRUNCATED if current.truncated else State.LIVE, page.fetched_at)
    return desk.outcome(OutcomeKind.UNCHANGED, known.id, "back" if known.state is State.GONE else None)


def _truncated(desk: Desk, known: Document, page: Page) -> Outcome:
    """A stub never replaces the full text: what we hold is the better version."""
    desk.keep_page(page)
    desk.checked(known, State.TRUNCATED, page.fetched_at)
    return desk.outcome(OutcomeKind.UNCHANGED, known.id, "truncated")


def _unreadable(desk: Desk, known: Document, reading: Reading, packed: bytes) -> Outcome:
    assert reading.unreadable is not None
    desk.keep_page(reading.page, packed)
    desk.checked(known, known.state, reading.page.fetched_at)
    return desk.outcome(OutcomeKind.UNREADABLE, known.id, reading.unreadable.reason)


def _still_forgotten(desk: Desk, known: Document, page: Page) -> Outcome:
    key = url_key(page.requested_url)
    ledger.conclude(
        desk.corpus,
        key,
        page.requested_url,
        Verdict.FORGOTTEN,
        None,
        now=page.fetched_at,
        document_id=known.id,
    )
    return desk.outcome(OutcomeKind.ALIAS, known.id, "forgotten")
