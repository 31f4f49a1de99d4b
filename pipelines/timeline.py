"""The states of one document as several looked at it, in order of time. Pure functions, no store."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise

from corpus.record import VersionRecord
from corpus.types import FEED
from corpus.words import tokens
from pipelines.changes import UNCLEAR, change_between
from pipelines.edits import said


def timeline(records: Iterable[Sequence[VersionRecord]]) -> tuple[VersionRecord, ...]:
    """The states of a document, numbered. The order of the records does not matter.

    Of a state its first and its last moment are known: where another one was seen between them the site went
    back to it, and it stands twice. A stub that was seen after the whole text is no state.
    """
    sequences = [tuple(sequence) for sequence in records]
    names = _names([state for sequence in sequences for state in sequence])
    looks = sorted(
        (
            _Look(at, names[_words(state)], digest(state), state)
            for sequence in sequences
            for state in sequence
            for at in (state.first_seen_at, state.last_seen_at)
        ),
        key=lambda look: (look.at, look.name, look.digest, look.state.page_id is None),
    )
    whole_since = min((look.at for look in looks if not _falls_short(look.state)), default=None)
    runs: list[list[_Look]] = []
    for look in looks:
        if whole_since is not None and look.at >= whole_since and _falls_short(look.state):
            continue
        if runs and runs[-1][0].name == look.name:
            runs[-1].append(look)
        else:
            runs.append([look])
    return _numbered(runs, _known_changes(sequences, names))


def digest(state: VersionRecord) -> str:
    """Of all that is read of a state, so that of two equal moments the same one is taken in any order."""
    read = (
        state.title, state.text, state.authors, str(state.published_at), state.published_precision,
        str(state.modified_at), state.language, state.wire, state.truncated, state.extractor,
    )  # fmt: skip
    return sha256(json.dumps(read, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Look:
    """A moment at which a site showed a state."""

    at: datetime
    name: str
    """Of the state: two looks with one name saw the same."""
    digest: str
    state: VersionRecord


def _falls_short(state: VersionRecord) -> bool:
    """Whether this is only a part of the article, or what its feed carried in place of it."""
    return state.truncated or _is_from_feed(state)


def _is_from_feed(state: VersionRecord) -> bool:
    return state.details.get("text") == {"method": FEED}


def _names(states: Sequence[VersionRecord]) -> Mapping[str, str]:
    """For the words of each state the name of what the site showed.

    Other words are the same state when they were read from the same bytes: by another extractor, or by one that
    knew the site better.
    """
    names: dict[str, str] = {}
    by_bytes: dict[str, str] = {}
    for state in sorted(states, key=lambda one: (one.first_seen_at, digest(one))):
        words = _words(state)
        name = names.get(words, words)
        if state.fetch is not None and not _is_from_feed(state):
            known = by_bytes.setdefault(state.fetch.sha256, name)
            names = {of: known if said == name else said for of, said in names.items()}
            by_bytes = {of: known if said == name else said for of, said in by_bytes.items()}
            name = known
        names[words] = name
    return names


def _numbered(
    runs: Sequence[Sequence[_Look]], known: Mapping[tuple[str, str], str]
) -> tuple[VersionRecord, ...]:
    done: list[VersionRecord] = []
    for n, run in enumerate(runs, start=1):
        state = _first_reading(run)
        change = None
        if done:
            change = known.get((runs[n - 2][0].name, run[0].name)) or _change(done[-1], state)
        done.append(replace(state, n=n, first_seen_at=run[0].at, last_seen_at=run[-1].at, change=change))
    return tuple(done)


def _first_reading(run: Sequence[_Look]) -> VersionRecord:
    """What was read of a state first, rather from a page whose bytes are here and can be read again."""
    first = min(run, key=lambda look: (not _is_kept(look.state), look.state.first_seen_at, look.digest))
    return min(
        (look for look in run if look.digest == first.digest),
        key=lambda look: (not _is_kept(look.state), look.state.page_id is None, look.state.first_seen_at),
    ).state


def _is_kept(state: VersionRecord) -> bool:
    return state.fetch is not None and state.fetch.kept


def _known_changes(
    sequences: Iterable[Sequence[VersionRecord]], names: Mapping[str, str]
) -> Mapping[tuple[str, str], str]:
    """What each record says of a state that followed another one."""
    known: dict[tuple[str, str], str] = {}
    for sequence in sequences:
        for before, after in pairwise(sequence):
            if after.change is not None:
                pair = (names[_words(before)], names[_words(after)])
                known[pair] = min(after.change, known.get(pair, after.change))
    return known


def _change(before: VersionRecord, after: VersionRecord) -> str:
    if before.extractor != after.extractor:
        return UNCLEAR
    return change_between(before, after) or UNCLEAR


def _words(state: VersionRecord) -> str:
    """What tells one state from the next: the words of its title and text."""
    return _folded(state.title, state.text)


@lru_cache(maxsize=1024)
def _folded(title: str, text: str) -> str:
    return sha256("\0".join((*tokens(title), "", *said(text))).encode("utf-8", "surrogatepass")).hexdigest()
