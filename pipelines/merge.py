"""When two records of a document are one document, and what the two know together. Pure functions, no store.

None of this depends on which of the two came first: two corpora can be merged in either order.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from datetime import datetime

from corpus.record import AddressRecord, Judgement, Record, Sighting, VersionRecord
from corpus.urls import url_key
from pipelines.changes import same_words
from pipelines.duplicates import compare, relation
from pipelines.membership import print_of
from pipelines.settle import FEWEST_WORDS
from pipelines.timeline import digest, timeline

OWN = ("fetched", "moved")
"""Kinds of address where the document itself was found; another one led there, or was only claimed."""
_STRENGTH = {"fetched": 0, "moved": 0, "redirect": 1, "alias": 1}
_CLAIMED = 2


def order(one: Record) -> tuple[datetime, str]:
    """Where a document stands among those that are taken in: by when it was first seen, then by its address."""
    return one.first_seen_at, one.url_key


def same_document(one: Record, other: Record) -> bool:
    """Whether two records are of one document.

    They are when both were found at one address; when an address that only led to one of them, or that it claimed,
    is the other's and their texts are alike; when one is known by nothing but addresses of the other; and when one
    began with exactly what its site already showed elsewhere.
    """
    shared = shared_addresses(one, other)
    if any(mine.kind in OWN and its.kind in OWN for mine, its in shared):
        return True
    if shared and (alike(one, other) or _has_nothing_of_its_own(one, other, shared)):
        return True
    return moved(one, other)


def shared_addresses(one: Record, other: Record) -> list[tuple[AddressRecord, AddressRecord]]:
    """The addresses that both have, as each of them knows them."""
    its = {url_key(address.url): address for address in other.addresses}
    return [(address, its[key]) for address in one.addresses if (key := url_key(address.url)) in its]


def alike(one: Record, other: Record) -> bool:
    """Whether any text of the one has to do with any text of the other."""
    return any(
        relation(compare(print_of(mine.title, mine.text), print_of(its.title, its.text)), None) is not None
        for mine in one.versions
        for its in other.versions
    )


def _has_nothing_of_its_own(
    one: Record, other: Record, shared: Sequence[tuple[AddressRecord, AddressRecord]]
) -> bool:
    """Whether one of two records would be left without an address were they two documents."""
    lost = sum(not has_better_claim(mine, one, its, other) for mine, its in shared)
    return lost == len(one.addresses) or len(shared) - lost == len(other.addresses)


def moved(one: Record, other: Record) -> bool:
    """Whether the later of two documents of a site began with exactly what the earlier had shown by then."""
    earlier, later = sorted((one, other), key=order)
    if earlier.site != later.site:
        return False
    began = later.versions[0]
    return any(
        version.text_sha == began.text_sha
        and version.first_seen_at <= began.first_seen_at
        and (began.words >= FEWEST_WORDS or same_words(version.title, began.title))
        for version in earlier.versions
    )


def has_better_claim(mine: AddressRecord, me: Record, its: AddressRecord, other: Record) -> bool:
    """Which of two different documents an address belongs to: who was found there, else who had it first."""
    claims = [
        (_STRENGTH.get(at.kind, _CLAIMED), at.seen_at, min(_keys_but(whole, url_key(at.url)), default=""))
        for at, whole in ((mine, me), (its, other))
    ]
    return claims[0] < claims[1]


def without_address(one: Record, key: str) -> Record:
    """A record without an address that belongs to another document; known by it, it is known by where it was found."""
    addresses = tuple(at for at in one.addresses if url_key(at.url) != key)
    if one.url_key != key:
        return replace(one, addresses=addresses)
    main = min(addresses, key=lambda at: (at.kind != "fetched", at.seen_at, url_key(at.url)))
    return replace(one, addresses=addresses, url=main.url, url_key=url_key(main.url), ref=main.ref)


def together(one: Record, other: Record) -> Record:
    """What two records of one document know together; it is known by the address of the earlier one."""
    first, second = sorted((one, other), key=order)
    looked = max((one, other), key=lambda record: (record.checked_at, record.state))
    held = next((record for record in (one, other) if record.id), first)
    by_text = not shared_addresses(one, other)
    versions = timeline([first.versions, second.versions if by_text else _of_the_same_place(first, second)])
    whole = replace(
        first,
        id=held.id,
        source=first.source or second.source,
        syndicated_from=first.syndicated_from or second.syndicated_from,
        copy_of=held.copy_of,
        copy_kind=held.copy_kind,
        similarity=held.similarity,
        version=standing(versions),
        state=looked.state,
        checked_at=looked.checked_at,
        next_check_at=held.next_check_at,
        addresses=_addresses(first, second, by_text=by_text),
        versions=versions,
        sightings=_sightings((*first.sightings, *second.sightings)),
    )
    return replace(whole, judgements=_judgements(whole, (one, other)))


def standing(versions: Sequence[VersionRecord]) -> int:
    """The number of the version that stands: the latest, but never a stub where a whole text was seen."""
    whole = [version.n for version in versions if not version.truncated]
    return whole[-1] if whole else versions[-1].n


def _of_the_same_place(first: Record, second: Record) -> list[VersionRecord]:
    """The versions that were read where the first record's were, or where the document moved.

    A print or AMP twin shows other text.
    """
    places = {place for version in first.versions for place in _places(version)}
    if places:
        places |= {url_key(at.url) for at in (*first.addresses, *second.addresses) if at.kind == "moved"}
    return [
        version
        for version in second.versions
        if not places or version.fetch is None or places & _places(version)
    ]


def _places(version: VersionRecord) -> set[str]:
    """Where a version was asked for and found."""
    fetch = version.fetch
    return set() if fetch is None else {url_key(fetch.url), url_key(fetch.requested_url)}


def _addresses(first: Record, second: Record, *, by_text: bool) -> tuple[AddressRecord, ...]:
    """All addresses; where the text alone tells that two documents are one, the later one moved."""
    found: dict[str, AddressRecord] = {}
    moved_here = tuple(
        replace(at, kind="moved") if by_text and at.kind == "fetched" else at for at in second.addresses
    )
    for at in (*first.addresses, *moved_here):
        key = url_key(at.url)
        held = found.get(key, at)
        best = min(
            (held, at), key=lambda one: (_STRENGTH.get(one.kind, _CLAIMED), one.kind, one.seen_at, one.url)
        )
        found[key] = replace(best, seen_at=min(held.seen_at, at.seen_at))
    return tuple(sorted(found.values(), key=lambda at: (at.seen_at, url_key(at.url))))


def _sightings(seen: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Each place once, from its first moment to its last."""
    found: dict[tuple[str, str, str], Sighting] = {}
    for one in seen:
        key = (one.source, one.found_in, url_key(one.url))
        held = found.get(key, one)
        found[key] = replace(
            held,
            url=min(held.url, one.url),
            first_seen_at=min(held.first_seen_at, one.first_seen_at),
            last_seen_at=max(held.last_seen_at, one.last_seen_at),
        )
    return tuple(
        sorted(found.values(), key=lambda one: (one.first_seen_at, one.source, one.found_in, one.url))
    )


def _judgements(whole: Record, records: Sequence[Record]) -> tuple[Judgement, ...]:
    """Of each judge on each topic one word: a person's latest, and what the topic says of the text that stands."""
    current = digest(whole.current)
    of_this_text = [one for one in records if digest(one.current) == current]
    said: dict[tuple[str, str], list[Judgement]] = {}
    for one in of_this_text:
        for word in one.judgements:
            said.setdefault((word.topic, word.judged_by), []).append(word)
    others: dict[tuple[str, str], list[Judgement]] = {}
    for one in records:
        for word in one.judgements:
            others.setdefault((word.topic, word.judged_by), []).append(word)
    best = {key: words if key[1] == "person" else said.get(key, words) for key, words in others.items()}
    return tuple(_word_that_holds(best[key]) for key in sorted(best))


def _word_that_holds(said: Sequence[Judgement]) -> Judgement:
    """The latest; where a topic only says again what it said before, the first time it was said."""
    last = max(said, key=lambda word: (word.judged_at, _dump(word)))
    if last.judged_by == "person":  # who has another word in between changed their mind, and changed it back
        return last
    return min(
        (word for word in said if _dump(replace(word, judged_at=last.judged_at)) == _dump(last)),
        key=lambda word: word.judged_at,
    )


def _dump(word: Judgement) -> str:
    return json.dumps(astuple(word), default=str)


def _keys_but(one: Record, key: str) -> list[str]:
    return [other for other in (url_key(at.url) for at in one.addresses) if other != key]
