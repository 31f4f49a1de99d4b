"""What an answer without a page means: not modified, not found, forbidden, nothing."""

from datetime import datetime
from enum import StrEnum

from corpus import documents, ledger, pages, versions
from corpus.documents import Address, Document
from corpus.types import Outcome, OutcomeKind, State, Verdict
from corpus.urls import url_key
from pipelines.desk import Desk

GONE = (404, 410)


class Missed(StrEnum):
    """Why there is no page; the values are those of the verdicts."""

    ERROR = "failed"
    """An HTTP error or no answer: may pass."""
    FORBIDDEN = "forbidden"
    """A robots rule that was read: asked again when that file changes."""
    UNREADABLE = "unreadable"
    """Too large: lasting."""


def not_modified(desk: Desk, url: str, now: datetime) -> Outcome:
    """A 304: the page stands as it stood when we last read it."""
    with desk.corpus.writing():
        known = documents.document_at(desk.corpus, [url_key(url)])
        assert known is not None, f"a conditional request was sent for {url}, so its document is held"
        versions.seen_again(desk.corpus, known.id, now)
        was_gone = known.state is State.GONE
        desk.checked(known, State.LIVE if was_gone else known.state, now)
        return desk.outcome(OutcomeKind.UNCHANGED, known.id, "back" if was_gone else "not modified")


def missed(
    desk: Desk, url: str, how: Missed, reason: str, now: datetime, *, status: int | None = None
) -> Outcome:
    """No page. A link is tried again where that can help; a document we hold keeps its text."""
    with desk.corpus.writing():
        known = documents.document_at(desk.corpus, [url_key(url)])
        if known is not None:
            gone = status in GONE and _is_its_place(desk, known, url)
            return _missed_check(desk, known, how, reason, now, gone=gone)
        if how is Missed.ERROR:
            desk.postpone(url, Verdict.FAILED, reason, now)
        else:
            ledger.conclude(desk.corpus, url_key(url), url, Verdict(how.value), reason, now=now)
        return Outcome(kind=OutcomeKind(how.value), reason=reason)


def led_to(desk: Desk, url: str, target: str, now: datetime, *, by: str | None = None) -> Outcome | None:
    """A link that redirects to an address which was settled without it: an alias, or as that one stands.

    Where that one was never listed, it stands as the link `by` that led to it first. None when that is still open:
    then so is the link.
    """
    with desk.corpus.writing():
        known = documents.document_at(desk.corpus, [url_key(target)])
        if known is None:
            return _as_stands(desk, url, [target, *([by] if by is not None else [])], now)
        held = documents.document_at(desk.corpus, [url_key(url)])
        if held is not None and held.id != known.id:
            desk.checked(held, held.state, now)
            return desk.outcome(OutcomeKind.UNCHANGED, held.id, f"now redirects to {known.ref}")
        documents.add_addresses(desk.corpus, known.id, [Address(url=url, kind="redirect")], now)
        ledger.conclude_addresses(desk.corpus, known.id, url_key(url), url, now=now)
        return desk.outcome(OutcomeKind.ALIAS, known.id, "redirects to an article we hold")


def _as_stands(desk: Desk, url: str, others: list[str], now: datetime) -> Outcome | None:
    standings = (ledger.standing(desk.corpus, url_key(other)) for other in others)
    standing = next((one for one in standings if one is not None), None)
    if standing is None:
        return None
    verdict, reason = standing
    held = documents.document_at(desk.corpus, [url_key(url)])
    if held is not None:  # an article whose address now leads to something else that is no article for us
        desk.checked(held, held.state, now)
        return desk.outcome(OutcomeKind(verdict.value), held.id, reason)
    if verdict is Verdict.FAILED:
        desk.postpone(url, verdict, reason, now)
    else:
        ledger.conclude(desk.corpus, url_key(url), url, verdict, reason, now=now)
    return Outcome(kind=OutcomeKind(verdict.value), reason=reason)


def _is_its_place(desk: Desk, known: Document, url: str) -> bool:
    """Whether a document's current version was found at this address: one that only led there tells nothing."""
    place = pages.place(desk.corpus, versions.version(desk.corpus, known.id).page_id)
    return place is None or place == url_key(url)


def _missed_check(
    desk: Desk, known: Document, how: Missed, reason: str, now: datetime, *, gone: bool
) -> Outcome:
    if how is Missed.ERROR and not gone:
        desk.could_not_check(known, now)
    else:
        desk.checked(known, State.GONE if gone else known.state, now)
    return desk.outcome(OutcomeKind.GONE if gone else OutcomeKind(how.value), known.id, reason)
