"""When two records of a document are one document, and what the two know together. Pure functions, no store.

None of this depends on which of the two came first: two corpora can be merged in either order.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise

from corpus.record import AddressRecord, Judgement, Record, VersionRecord
from corpus.types import Fingerprint
from corpus.urls import url_key
from corpus.words import tokens
from pipelines.changes import change_between, same_words
from pipelines.duplicates import compare, fingerprint, relation
from pipelines.revise import UNCLEAR
from pipelines.settle import FEWEST_WORDS

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
    is the other's and their texts are alike; and when one began with exactly what its site already showed elsewhere.
    """
    shared = shared_addresses(one, other)
    if any(mine.kind in OWN and its.kind in OWN for mine, its in shared):
        return True
    return (bool(shared) and alike(one, other)) or moved(one, other)


def shared_addresses(one: Record, other: Record) -> list[tuple[AddressRecord, AddressRecord]]:
    """The addresses that both have, as each of them knows them."""
    its = {url_key(address.url): address for address in other.addresses}
    return [(address, its[key]) for address in one.addresses if (key := url_key(address.url)) in its]


def alike(one: Record, other: Record) -> bool:
    """Whether any text of the one has to do with any text of the other."""
    prints = [_print(version) for version in other.versions]
    return any(
        relation(compare(_print(version), its), None) is not None
        for version in one.versions
        for its in prints
    )


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
    if not addresses or one.url_key != key:
        return replace(one, addresses=addresses or one.addresses)
    main = min(addresses, key=lambda at: (at.kind != "fetched", at.seen_at, url_key(at.url)))
    return replace(one, addresses=addresses, url=main.url, url_key=url_key(main.url), ref=main.ref)


def together(one: Record, other: Record) -> Record:
    """What two records of one document know together; it is known by the address of the earlier one."""
    first, second = sorted((one, other), key=order)
    looked = max((one, other), key=lambda record: (record.checked_at, record.state))
    by_text = not shared_addresses(one, other)
    versions = timeline([first.versions, second.versions])
    held = next((record for record in (one, other) if record.id), first)
    return replace(
        first,
        id=held.id,
        source=first.source or second.source,
        syndicated_from=first.syndicated_from or second.syndicated_from,
        version=standing(versions),
        state=looked.state,
        checked_at=looked.checked_at,
        next_check_at=held.next_check_at,
        addresses=_addresses(first, second, by_text=by_text),
        versions=versions,
        judgements=_judgements((*first.judgements, *second.judgements)),
        sightings=tuple(dict.fromkeys((*first.sightings, *second.sightings))),
    )


def standing(versions: Sequence[VersionRecord]) -> int:
    """The number of the version that stands: the latest, but never a stub where a whole text was seen."""
    whole = [version.n for version in versions if not version.truncated]
    return whole[-1] if whole else versions[-1].n


@dataclass(frozen=True, slots=True)
class _Look:
    """A moment at which a site showed a state."""

    at: datetime
    words: str
    digest: str
    state: VersionRecord


def timeline(records: Iterable[Sequence[VersionRecord]]) -> tuple[VersionRecord, ...]:
    """The states of one document as several looked at it, in order of time and numbered.

    Of a state its first and its last moment are known: where another one was seen between them the site went
    back to it, and it stands twice.
    """
    sequences = [tuple(sequence) for sequence in records]
    looks = sorted(
        (
            _Look(at, _words(state), _digest(state), state)
            for sequence in sequences
            for state in sequence
            for at in (state.first_seen_at, state.last_seen_at)
        ),
        key=lambda look: (look.at, look.words, look.digest),
    )
    runs: list[list[_Look]] = []
    for look in looks:
        if runs and runs[-1][0].words == look.words:
            runs[-1].append(look)
        else:
            runs.append([look])
    return _numbered(runs, _known_changes(sequences))


_Changes = dict[tuple[str, str], str]


def _known_changes(sequences: Iterable[Sequence[VersionRecord]]) -> _Changes:
    """What each record says of a state that followed another one."""
    known: _Changes = {}
    for sequence in sequences:
        for before, after in pairwise(sequence):
            if after.change is not None:
                pair = (_words(before), _words(after))
                known[pair] = min(after.change, known.get(pair, after.change))
    return known


def _numbered(runs: Sequence[Sequence[_Look]], known: _Changes) -> tuple[VersionRecord, ...]:
    done: list[VersionRecord] = []
    for n, run in enumerate(runs, start=1):
        state = min(run, key=_first_reading).state
        change = None
        if done:
            change = known.get((_words(done[-1]), run[0].words)) or _change(done[-1], state)
        done.append(replace(state, n=n, first_seen_at=run[0].at, last_seen_at=run[-1].at, change=change))
    return tuple(done)


def _first_reading(look: _Look) -> tuple[datetime, str, bool]:
    return look.state.first_seen_at, look.digest, look.state.page_id is None


def _change(before: VersionRecord, after: VersionRecord) -> str:
    if before.extractor != after.extractor:
        return UNCLEAR
    return change_between(before, after) or UNCLEAR


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
    return tuple(found.values())


def _judgements(said: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Of each judge on each topic the latest word."""
    latest: dict[tuple[str, str], Judgement] = {}
    for one in said:
        key = (one.topic, one.judged_by)
        latest[key] = max(
            latest.get(key, one),
            one,
            key=lambda word: (word.judged_at, json.dumps(astuple(word), default=str)),
        )
    return tuple(latest[key] for key in sorted(latest))


def _keys_but(one: Record, key: str) -> list[str]:
    return [other for other in (url_key(at.url) for at in one.addresses) if other != key]


def _print(version: VersionRecord) -> Fingerprint:
    return _fingerprint(version.title, version.text)


@lru_cache(maxsize=256)
def _fingerprint(title: str, text: str) -> Fingerprint:
    return fingerprint(title, text)


def _words(state: VersionRecord) -> str:
    """What tells one state from the next: the words of its title and text."""
    return _folded(state.title, state.text)


@lru_cache(maxsize=1024)
def _folded(title: str, text: str) -> str:
    return sha256("\0".join((*tokens(title), "", *tokens(text))).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(state: VersionRecord) -> str:
    """Of all that is read of a state, so that of two equal moments the same one is taken in any order."""
    read = (
        state.title, state.text, state.authors, str(state.published_at), state.published_precision,
        str(state.modified_at), state.language, state.wire, state.truncated, state.extractor,
    )  # fmt: skip
    return sha256(json.dumps(read, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
