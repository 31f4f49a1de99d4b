"""Reading -> Outcome: what a page is to the corpus. One short transaction; nothing is read or fetched inside it."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus import documents, labels, ledger, pages, versions
from corpus.documents import Address, Document
from corpus.types import Judged, Memory, Outcome, OutcomeKind, Page, Reading, Unreadable, Verdict
from corpus.urls import site_of, url_key
from pipelines.changes import same_words
from pipelines.desk import Desk
from pipelines.duplicates import Relation
from pipelines.groups import Match
from pipelines.identify import Claims, claims
from pipelines.neighbours import join, neighbours
from pipelines.revise import Seen, revise

FEWEST_WORDS = 20
"""Under so many words two stories can have the same text by chance ("Video follows."); their titles decide then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What settling must know before it can decide: a page to be read whole."""

    page: Page
    former: bool = False
    """True for the page of the current version, to be read again by today's extractor."""


def settle(desk: Desk, reading: Reading, former: Reading | None = None) -> Outcome | Ask:
    """Decide in one transaction what a reading is: new, a new version, a copy, nothing; or what must be read first."""
    packed = pages.compress(reading.page.body)
    with desk.corpus.writing():
        answer = _settled(desk, reading, former, packed)
        if isinstance(answer, Outcome):
            desk.memories.learn(desk.corpus, reading)
        return answer


def settle_whole(desk: Desk, reading: Reading, again: Callable[[Page, Memory], Reading]) -> Outcome:
    """Settle a reading to its end; `again` reads whole what else must be read for that, outside any transaction.

    It reads with what was known of the site when the reading was made.
    """
    former: Reading | None = None
    answer = settle(desk, reading)
    while isinstance(answer, Ask):
        read = again(answer.page, reading.memory)
        reading, former = (reading, read) if answer.former else (read, former)
        answer = settle(desk, reading, former)
    return answer


def _settled(desk: Desk, reading: Reading, former: Reading | None, packed: bytes) -> Outcome | Ask:
    these = _believed(desk, claims(reading.page, reading.article), reading.judged)
    known = _holder(desk, these)
    if known is not None:  # a wall, a stub or an off-topic edit is news about a document we hold
        ask = _missing(desk, known, reading, former)
        if ask is not None:
            return ask
        if not _wrongly_claimed(desk, known, these, reading.judged):
            return revise(desk, known, Seen(claims=these, reading=reading, former=former, packed=packed))
    wanted_by_a_person = reading.off_topic is not None and _wanted_by_a_person(desk, these)
    if wanted_by_a_person and not reading.whole:  # set aside, or read no better than it seemed worth
        return Ask(page=reading.page)
    if reading.judged is not None and (reading.off_topic is None or wanted_by_a_person):
        return _add(desk, these, reading, reading.judged, packed)
    if reading.unreadable is not None:
        return _note_unreadable(desk, reading.page, reading.unreadable, packed)
    return _note_off_topic(desk, reading)


def _wanted_by_a_person(desk: Desk, these: Claims) -> bool:
    """Whether a person's label outranks the topic that does not want it."""
    return labels.is_wanted(desk.corpus, [one.key for one in these.own])


def _holder(desk: Desk, these: Claims) -> Document | None:
    """The document that a page belongs to: where it was found decides before what it says of itself."""
    return documents.document_at(
        desk.corpus, [*(one.key for one in these.own), *(one.key for one in these.addresses)]
    )


def _believed(desk: Desk, these: Claims, judged: Judged | None) -> Claims:
    """Without the canonical address when that belongs to another document, or to one with quite another text.

    Some sites name one listing page as the canonical address of all their articles.
    """
    if these.canonical is None or judged is None:
        return these
    holder = documents.document_at(desk.corpus, [these.canonical.key])
    own = documents.document_at(desk.corpus, [one.key for one in these.own])
    if holder is None or holder == own:
        return these
    if own is not None or not _alike(desk, judged, holder):
        return these.without_canonical()
    return these


def _wrongly_claimed(desk: Desk, known: Document, these: Claims, judged: Judged | None) -> bool:
    """Whether the address of this page was only claimed, as its canonical one, by a page with quite another text.

    Then the address is taken from the claimer, and this page stands for itself.
    """
    found = these.own[0]
    if judged is None or documents.address_kind(desk.corpus, found.key) != "canonical":
        return False
    if _alike(desk, judged, known):
        return False
    documents.take_address(desk.corpus, known.id, found.key)
    return True


def _alike(desk: Desk, judged: Judged, other: Document) -> bool:
    return any(
        one.document_id == other.id for one in neighbours(desk.corpus, judged.article, judged.fingerprint)
    )


def _missing(desk: Desk, known: Document, reading: Reading, former: Reading | None) -> Ask | None:
    """What must be read before a page can be compared with the document at its address.

    Prefilter and topic decide about new pages only, so such a page is read whole; and if its bytes changed, the page
    of the current version is read again too, so that like is compared with like.
    """
    if not reading.whole and reading.article is None and reading.unreadable is None:
        return Ask(page=reading.page)
    if reading.article is None or former is not None or reading.page.imported:
        return None
    current = versions.version(desk.corpus, known.id)
    if current.page_id is None or reading.page.sha256 == pages.page_sha(desk.corpus, current.page_id):
        return None
    page = pages.stored_page(desk.corpus, current.page_id)
    return Ask(page=page, former=True) if page is not None else None


def _note_unreadable(desk: Desk, page: Page, why: Unreadable, packed: bytes) -> Outcome:
    desk.keep_page(page, packed)
    url, now = page.requested_url, page.fetched_at
    if why.passing:
        desk.postpone(url, Verdict.UNREADABLE, why.reason, now)
    else:
        ledger.conclude(desk.corpus, url_key(url), url, Verdict.UNREADABLE, why.reason, now=now)
    ledger.conclude_met(desk.corpus, [url_key(page.url)], Verdict.UNREADABLE, why.reason)
    return Outcome(kind=OutcomeKind.UNREADABLE, reason=why.reason)


def _note_off_topic(desk: Desk, reading: Reading) -> Outcome:
    page, why = reading.page, reading.off_topic
    desk.keep_page(page)
    key = url_key(page.requested_url)
    ledger.conclude(desk.corpus, key, page.requested_url, Verdict.OFF_TOPIC, why, now=page.fetched_at)
    ledger.conclude_met(desk.corpus, [url_key(page.url)], Verdict.OFF_TOPIC, why)
    if reading.judged is not None:
        documents.note_judgements(desk.corpus, key, reading.judged.relevances, page.fetched_at)
    return Outcome(kind=OutcomeKind.OFF_TOPIC, reason=why)


def _add(desk: Desk, these: Claims, reading: Reading, judged: Judged, packed: bytes) -> Outcome:
    """A document we do not hold: an article, a copy, or an old one under a new address."""
    article, of, page = judged.article, judged.fingerprint, reading.page
    near = neighbours(desk.corpus, article, of)
    old = _under_a_new_address(desk, near, these, judged)
    if old is not None:
        return _moved(desk, old, these, page)
    document_id = documents.add_document(
        desk.corpus, article, these.addresses, source=page.source, syndicated_from=these.syndicated_from,
        now=page.fetched_at, next_check_at=desk.next_check(page.fetched_at, page.fetched_at),
    )  # fmt: skip
    labels.follow(desk.corpus, document_id)
    desk.write_version(document_id, reading, judged, packed, None)
    copy_of = join(desk.corpus, document_id, of, near)
    desk.conclude(document_id, page)
    kind = OutcomeKind.STORED if copy_of is None else OutcomeKind.COPY
    return desk.outcome(kind, document_id, "truncated" if article.truncated else None)


def _under_a_new_address(desk: Desk, near: list[Match], these: Claims, judged: Judged) -> Document | None:
    """The document of the same site that shows exactly this text: the article moved, or has a second address."""
    site = site_of(these.addresses[0].url)
    for one in near:
        held = documents.document(desk.corpus, one.document_id)
        if one.relation is Relation.EXACT and held.site == site:
            title = versions.version(desk.corpus, held.id).title
            if judged.fingerprint.words >= FEWEST_WORDS or same_words(title, judged.article.title):
                return held
    return None


def _moved(desk: Desk, old: Document, these: Claims, page: Page) -> Outcome:
    desk.keep_page(page)
    moved = [Address(url=one.url, kind="moved") for one in these.addresses]
    documents.add_addresses(desk.corpus, old.id, moved, page.fetched_at)
    desk.conclude(old.id, page)
    return desk.outcome(OutcomeKind.ALIAS, old.id, "same text at the same site")
