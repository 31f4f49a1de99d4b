"""A document that comes whole, from another corpus or from anybody's file: who it is here, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from corpus import documents, groups, labels, ledger, pages, whole
from corpus.documents import Document
from corpus.record import Record, record
from corpus.types import Outcome, OutcomeKind, State, Verdict
from corpus.urls import url_key
from pipelines.desk import Desk
from pipelines.merge import (
    has_better_claim,
    order,
    same_document,
    shared_addresses,
    together,
    without_address,
)
from pipelines.placement import add_to_index, place, place_anew, take_from_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document as somebody else knows it."""

    record: Record
    off_topic: str | None = None
    """Why it is not wanted: no topic of this run keeps any of its texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What became of it."""

    outcome: Outcome
    out_of_order: int | None = None
    """The document, when others that say the same were here before it and should not have been."""


def take_in(desk: Desk, arrival: Arrival) -> Arrived:
    """Settle a whole document in one transaction: new, or one we hold, of which we then know what both knew."""
    with desk.corpus.writing():
        held = _held(desk, arrival.record)
        forgotten = next((one for one in held if one.state is State.FORGOTTEN), None)
        if forgotten is not None:
            return Arrived(outcome=_still_forgotten(desk, forgotten, arrival.record))
        known = [record(desk.corpus, one.id) for one in held]
        same = [other for other in known if same_document(other, arrival.record)]
        if not same and arrival.off_topic is not None and not _is_wanted_by_a_person(desk, arrival.record):
            return Arrived(outcome=_left_out(desk, arrival.record, arrival.off_topic))
        one = _apart(desk, arrival.record, [other for other in known if other not in same])
        return _merge(desk, one, same) if same else _enter(desk, one)


def _held(desk: Desk, one: Record) -> list[Document]:
    """The documents here that this may be: at one of its addresses, or with one of its texts at its site."""
    found = (documents.document_at(desk.corpus, [url_key(at.url)]) for at in one.addresses)
    at_address = {other.id: other for other in found if other is not None}
    same_text = {id_ for state in one.versions for id_ in groups.same_text(desk.corpus, state.text_sha)}
    elsewhere = [documents.document(desk.corpus, id_) for id_ in sorted(same_text - at_address.keys())]
    return [*at_address.values(), *(other for other in elsewhere if other.site == one.site)]


def _is_wanted_by_a_person(desk: Desk, one: Record) -> bool:
    if any(said.judged_by == "person" and said.label != "off_topic" for said in one.judgements):
        return True
    return labels.is_wanted(desk.corpus, [url_key(at.url) for at in one.addresses])


def _apart(desk: Desk, one: Record, others: Sequence[Record]) -> Record:
    """The record without the addresses that belong to other documents; those lose what is rather its."""
    for other in others:
        for mine, its in shared_addresses(one, other):
            key = url_key(mine.url)
            if has_better_claim(mine, one, its, other):
                documents.take_address(desk.corpus, other.id, key)
            else:
                one = without_address(one, key)
    return one


def _enter(desk: Desk, one: Record) -> Arrived:
    document_id = whole.enter(desk.corpus, one, desk.run_id)
    labels.follow(desk.corpus, document_id)
    is_late = place(desk.corpus, document_id)
    _conclude(desk, document_id, one)
    held = documents.document(desk.corpus, document_id)
    kind = OutcomeKind.STORED if held.copy_of is None else OutcomeKind.COPY
    reason = "truncated" if one.current.truncated else None
    return Arrived(
        outcome=desk.outcome(kind, document_id, reason), out_of_order=document_id if is_late else None
    )


def _merge(desk: Desk, one: Record, same: Sequence[Record]) -> Arrived:
    before, *others = sorted(same, key=order)
    merged = reduce(together, sorted((*same, one), key=order))
    if not others and merged == _in_order(before):
        _conclude(desk, before.id, merged)
        return Arrived(outcome=desk.outcome(OutcomeKind.UNCHANGED, before.id))
    for other in (before, *others):
        take_from_index(desk.corpus, other.id)
    for other in (before, *others):
        if other.id != merged.id:
            whole.absorb(desk.corpus, other.id, into=merged.id)
    whole.rewrite(desk.corpus, merged.id, merged, desk.run_id)
    add_to_index(desk.corpus, merged.id)
    kind, reason = _what_came(before, merged, others)
    if kind is OutcomeKind.UPDATED:
        place_anew(desk.corpus, merged.id)
    _conclude(desk, merged.id, merged)
    is_moved = kind is OutcomeKind.UPDATED or order(before) != order(merged)
    return Arrived(
        outcome=desk.outcome(kind, merged.id, reason), out_of_order=merged.id if is_moved else None
    )


def _in_order(one: Record) -> Record:
    """The record with its parts in the order in which merging leaves them."""
    return replace(
        one,
        addresses=tuple(sorted(one.addresses, key=lambda at: (at.seen_at, url_key(at.url)))),
        judgements=tuple(sorted(one.judgements, key=lambda said: (said.topic, said.judged_by))),
        sightings=tuple(
            sorted(one.sightings, key=lambda seen: (seen.first_seen_at, seen.source, seen.found_in, seen.url))
        ),
    )


def _what_came(before: Record, merged: Record, others: Sequence[Record]) -> tuple[OutcomeKind, str]:
    """What is known now that was not known before, the most telling first."""
    if others:
        return OutcomeKind.UPDATED, "two documents that are one"
    if _texts(before) != _texts(merged):
        return OutcomeKind.UPDATED, "another state"
    if len(before.addresses) != len(merged.addresses):
        return OutcomeKind.ALIAS, "another address of a document we hold"
    return OutcomeKind.UNCHANGED, "seen at another moment too"


def _texts(one: Record) -> list[tuple[str, str]]:
    return [(state.title, state.text) for state in one.versions]


def _conclude(desk: Desk, document_id: int, one: Record) -> None:
    """Settle the links to all of its addresses: whatever is held has a row in the ledger."""
    for at in one.addresses:
        ledger.conclude_addresses(desk.corpus, document_id, url_key(at.url), at.url, now=at.seen_at)


def _left_out(desk: Desk, one: Record, why: str) -> Outcome:
    now = one.current.first_seen_at
    ledger.conclude(desk.corpus, one.url_key, one.url, Verdict.OFF_TOPIC, why, now=now)
    whole.write_judgements(desk.corpus, one)
    if one.current.fetch is not None:
        pages.note_fetch(desk.corpus, one.current.fetch, run_id=desk.run_id)
    return Outcome(kind=OutcomeKind.OFF_TOPIC, reason=why)


def _still_forgotten(desk: Desk, known: Document, one: Record) -> Outcome:
    for at in one.addresses:
        key = url_key(at.url)
        ledger.conclude(
            desk.corpus, key, at.url, Verdict.FORGOTTEN, None, now=at.seen_at, document_id=known.id
        )
    return desk.outcome(OutcomeKind.ALIAS, known.id, "forgotten")
