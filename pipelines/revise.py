"""What a page says of a document we hold: a new version, a state, another address, or nothing."""

from dataclasses import dataclass, field, replace

from corpus import documents, ledger, pages, versions
from corpus.documents import Document
from corpus.types import Article, Judged, Outcome, OutcomeKind, Page, Reading, State, Verdict
from corpus.urls import url_key
from corpus.versions import Version
from pipelines.changes import UNCLEAR, change_between
from pipelines.desk import Desk
from pipelines.identify import Claims
from pipelines.memory import without_repeated
from pipelines.neighbours import regroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page at an address of a document we hold, and what it takes to compare the two."""

    claims: Claims
    reading: Reading
    former: Reading | None
    """The page of the current version, read by today's extractor; None when it need not or cannot be read."""
    packed: bytes = field(repr=False)

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.reading.page


def revise(desk: Desk, known: Document, seen: Seen) -> Outcome:
    """Settle a page at an address of a known document; the caller holds the transaction."""
    page, judged = seen.page, seen.reading.judged
    if known.state is State.FORGOTTEN:
        return _still_forgotten(desk, known, page)
    current = versions.version(desk.corpus, known.id)
    documents.add_addresses(desk.corpus, known.id, seen.claims.addresses, page.fetched_at)
    desk.conclude(known.id, page)
    _led_elsewhere(desk, known, seen)
    if not _same_place(desk, current, page):
        desk.keep_page(page)
        return desk.outcome(OutcomeKind.ALIAS, known.id, "another address of a document we hold")
    if judged is None:
        return _unreadable(desk, known, seen)
    if not current.truncated and _falls_short(judged.article, current):
        return _truncated(desk, known, page)
    if page.fetched_at < known.checked_at:
        return earlier_state(desk, known, seen, judged)
    change = _change(desk, current, seen, judged.article)
    if change is None:
        return _unchanged(desk, known, current, page)
    return _new_version(desk, known, seen, judged, change)


def _falls_short(article: Article, current: Version) -> bool:
    """Whether the page shows only a part of what it showed: a stub, or one whose feed had to stand in for it."""
    if article.truncated:
        return True
    return article.is_from_feed and change_between(current, article) is not None


def _led_elsewhere(desk: Desk, known: Document, seen: Seen) -> None:
    """A document whose address now leads to another one was looked at too; its own text stays as it was."""
    for address in seen.claims.own[1:]:
        other = documents.document_at(desk.corpus, [address.key])
        if other is not None and other.id != known.id:
            desk.checked(other, other.state, seen.page.fetched_at)


def _same_place(desk: Desk, current: Version, page: Page) -> bool:
    """Whether the page was asked for where the current version was found: a print or AMP twin shows other text."""
    place = pages.place(desk.corpus, current.page_id)
    return place is None or place in {url_key(url) for url in (page.url, page.requested_url, *page.redirects)}


def _change(desk: Desk, current: Version, seen: Seen, article: Article) -> str | None:
    """What the site changed; None for nothing."""
    same_bytes = seen.page.sha256 == pages.page_sha(desk.corpus, current.page_id)
    if (same_bytes and not article.is_from_feed) or change_between(current, article) is None:
        return None
    former = seen.former.article if seen.former is not None else None
    if former is not None:
        return change_between(former, article)
    change = change_between(_as_known_now(current, seen), article)
    return change if change is None or current.extractor == seen.reading.extractor else UNCLEAR


def _as_known_now(version: Version, seen: Seen) -> Version:
    """A stored text without what is known of its site by now, as the page was read: like is compared with like."""
    stored = Article(url=seen.page.url, title=version.title, text=version.text)
    return replace(version, text=without_repeated(stored, seen.reading.memory).text)


def earlier_state(desk: Desk, known: Document, seen: Seen, judged: Judged) -> Outcome:
    """A page from before our last look (an archive, an import): a version in its place, or an old one seen earlier."""
    at = seen.page.fetched_at
    held = (_as_known_now(one, seen) for one in versions.versions(desk.corpus, known.id))
    states = sorted(held, key=lambda one: one.n)
    before = next((one for one in reversed(states) if one.first_seen_at <= at), None)
    after = next((one for one in states if one.first_seen_at > at), None)
    if before is not None and change_between(before, judged.article) is None:
        return _seen_before(desk, known, before, seen.page)
    if after is not None and change_between(after, judged.article) is None:
        return _seen_before(desk, known, after, seen.page)
    change = change_between(before, judged.article) if before is not None else None
    current = documents.document(desk.corpus, known.id).version
    was_whole = not judged.article.truncated and next(one for one in states if one.n == current).truncated
    write = (
        desk.write_version if was_whole else desk.write_earlier
    )  # a stub never stands before the whole text
    n = write(known.id, seen.reading, judged, seen.packed, change)
    versions.seen_earlier(desk.corpus, known.id, n, at)
    if after is not None:
        versions.say_change(desk.corpus, known.id, n + 1, change_between(judged.article, after))
    return desk.outcome(OutcomeKind.UPDATED, known.id, "an earlier state")


def _seen_before(desk: Desk, known: Document, version: Version, page: Page) -> Outcome:
    desk.keep_page(page)
    versions.seen_earlier(desk.corpus, known.id, version.n, page.fetched_at)
    return desk.outcome(OutcomeKind.UNCHANGED, known.id, "seen at another moment too")


def _new_version(desk: Desk, known: Document, seen: Seen, judged: Judged, change: str) -> Outcome:
    desk.write_version(known.id, seen.reading, judged, seen.packed, change)
    desk.checked(known, State.TRUNCATED if judged.article.truncated else State.LIVE, seen.page.fetched_at)
    regroup(desk.corpus, known, judged)
    return desk.outcome(OutcomeKind.UPDATED, known.id, change)


def _unchanged(desk: Desk, known: Document, current: Version, page: Page) -> Outcome:
    desk.keep_page(page)
    versions.seen_again(desk.corpus, known.id, page.fetched_at)
    desk.checked(known, State.TRUNCATED if current.truncated else State.LIVE, page.fetched_at)
    return desk.outcome(OutcomeKind.UNCHANGED, known.id, "back" if known.state is State.GONE else None)


def _truncated(desk: Desk, known: Document, page: Page) -> Outcome:
    """A stub never replaces the full text: what we hold is the better version."""
    desk.keep_page(page)
    desk.checked(known, State.TRUNCATED, page.fetched_at)
    return desk.outcome(OutcomeKind.UNCHANGED, known.id, "truncated")


def _unreadable(desk: Desk, known: Document, seen: Seen) -> Outcome:
    desk.keep_page(seen.page, seen.packed)
    why = seen.reading.unreadable
    if why is not None and why.passing:
        desk.could_not_check(known, seen.page.fetched_at)
    else:
        desk.checked(known, known.state, seen.page.fetched_at)
    return desk.outcome(OutcomeKind.UNREADABLE, known.id, why.reason if why is not None else None)


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
