"""Articles as `export` wrote them, or as anybody else can write them: whole documents that are settled like any."""

import codecs
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from corpus import clock
from corpus.errors import WirewatchError
from corpus.record import AddressRecord, Fetch, Judgement, Record, Sighting, VersionRecord
from corpus.types import Outcome, Relevance
from corpus.urls import ref_of, site_of, url_key
from pipelines.arrivals import Arrival, take_in
from pipelines.decode import sound
from pipelines.desk import Desk
from pipelines.import_format import BadLineError, Line, Struct, Text, line_of
from pipelines.membership import print_of
from pipelines.merge import standing
from pipelines.placement import arrange
from pipelines.relevance import judge_all
from pipelines.timeline import timeline
from pipelines.topics import Topic

logger = logging.getLogger(__name__)

_CSV_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?![^\r\n]*[{\[])(?=[^\r\n]*[,;\t])[^\r\n]*\burl\b", re.I)
"""The names of columns, of which one is `url`."""
_GZIP = b"\x1f\x8b"
UNWANTED = "import: the topic does not want it"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be taken in, and what would have been right."""

    origin: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One line as it will be settled."""

    origin: str
    """The file and the number of the line."""
    line: Line
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class _Spot:
    """Where a line stands in its file; spots sort as their lines are to be settled."""

    first_seen_at: datetime
    key: str
    file: int
    number: int
    offset: int = field(compare=False)


class Import:
    """One import: the lines of all its files, and the groups that must be put in order when all are in."""

    def __init__(self, desk: Desk, topics: Sequence[Topic], now: datetime) -> None:
        self.desk = desk
        self.topics = topics
        self.now = now
        self._out_of_order: dict[int, None] = {}

    def take_in(self, one: Imported) -> Outcome | BadLine:
        """Judge one line and settle it. What a line without `first_seen_at` says was seen now.

        Whatever goes wrong with it costs this line only; a corpus that cannot be written is a StoreError.
        """
        try:
            arrived = take_in(self.desk, _arrival(one, self.topics, self.now))
        except WirewatchError:
            raise
        except Exception as error:  # fed by any file; what one line breaks is not to cost the others
            logger.exception("%s: %s", one.origin, one.line.url)
            return BadLine(
                one.origin, f"{one.line.url} could not be settled: {type(error).__name__}: {error}"
            )
        if arrived.out_of_order is not None:
            self._out_of_order[arrived.out_of_order] = None
        return arrived.outcome

    def finish(self) -> None:
        """Make the groups what they would be had all documents come in the order they were first seen."""
        arrange(self.desk.corpus, self._out_of_order)
        self._out_of_order.clear()


def read_lines(path: Path) -> Iterator[Imported | BadLine]:
    """The lines of a JSONL file, good and bad; empty lines are passed over. A CSV file is one bad line."""
    for one, _ in _read_with_offsets(path):
        yield one


@contextmanager
def lines_in_order(paths: Sequence[Path]) -> Iterator[tuple[int, Iterator[Imported | BadLine]]]:
    """How many lines the files have, and the lines: the bad ones first, then the others by when they were first seen.

    Only where the lines stand is held in memory, so files may be of any size; what comes through a pipe is kept in a
    temporary file meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="wirewatch-import-") as folder:
        files = [_seekable(path, Path(folder) / str(place)) for place, path in enumerate(paths)]
        bad: list[BadLine] = []
        spots: list[_Spot] = []
        for place, path in enumerate(files):
            for one, spot in _read_with_offsets(path, paths[place].name):
                if isinstance(one, BadLine):
                    bad.append(one)
                else:
                    first_seen_at = one.line.first_seen_at or datetime.max.replace(tzinfo=UTC)
                    spots.append(_Spot(first_seen_at, url_key(one.line.url), place, *spot))
        yield len(bad) + len(spots), chain(bad, _read_again(files, [path.name for path in paths], spots))


def _read_again(
    files: Sequence[Path], names: Sequence[str], spots: list[_Spot]
) -> Iterator[Imported | BadLine]:
    handles = [path.open("rb") for path in files]
    try:
        for spot in sorted(spots):
            handles[spot.file].seek(spot.offset)
            yield _read_line(handles[spot.file].readline(), _origin(names[spot.file], spot.number))
    finally:
        for handle in handles:
            handle.close()


def _seekable(path: Path, spare: Path) -> Path:
    """The file itself, or a copy of what comes through a pipe."""
    if path.is_file():
        return path
    with path.open("rb") as pipe, spare.open("wb") as kept:
        shutil.copyfileobj(pipe, kept)
    return spare


def _read_with_offsets(
    path: Path, name: str | None = None
) -> Iterator[tuple[Imported | BadLine, tuple[int, int]]]:
    """The lines of a file, each with its number and where it begins."""
    offset = 0
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, start=1):
            origin, spot = _origin(name or path.name, number), (number, offset)
            offset += len(raw)
            if number == 1 and (other := _other_format(raw)):
                yield (
                    BadLine(origin, f"{other}; import takes JSONL, one object a line, as `export` writes it"),
                    spot,
                )
                return
            if raw.strip():
                yield _read_line(raw, origin), spot


def _other_format(head: bytes) -> str | None:
    """What a file is, by its first line, when it is not lines of JSON; said once, not for each of its lines."""
    if head.startswith(_GZIP):
        return "this is packed by gzip: unpack it first"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "this is UTF-16: save it as UTF-8"
    if b"\0" in head and not head.lstrip().startswith((b"{", codecs.BOM_UTF8)):
        return "this is no text"
    return "this is a CSV" if _CSV_HEAD.match(head) else None


def _origin(name: str, number: int) -> str:
    return f"{sound(name)}:{number}"


def _read_line(raw: bytes, origin: str) -> Imported | BadLine:
    try:
        return Imported(origin=origin, line=line_of(raw), raw=raw)
    except BadLineError as error:
        return BadLine(origin, str(error))


# --- a line as a document ---


def _arrival(one: Imported, topics: Sequence[Topic], now: datetime) -> Arrival:
    """The document of a line, with what the topics of this run say of it in place of what they once said."""
    record = _record(one, now)
    relevances = judge_all(record.current.title, record.current.text, topics)
    said = {(word.topic, word.judged_by): word for word in record.judgements}
    for relevance in relevances:
        key = (relevance.topic, "topic")
        said[key] = _judgement(relevance, said.get(key), now)
    wanted = any(relevance.wanted for relevance in relevances) or _was_wanted(record, topics)
    judgements = tuple(said[key] for key in sorted(said))
    return Arrival(record=replace(record, judgements=judgements), off_topic=None if wanted else UNWANTED)


def _was_wanted(record: Record, topics: Sequence[Topic]) -> bool:
    """Whether a topic of this run wants what the document said at some time: a crawl would have kept it then."""
    return any(
        relevance.wanted
        for version in record.versions
        if version.n != record.version
        for relevance in judge_all(version.title, version.text, topics)
    )


def _judgement(relevance: Relevance, before: Judgement | None, now: datetime) -> Judgement:
    """A topic's word; the one that was said before when it is the same."""
    word = Judgement(
        topic=relevance.topic, topic_version=relevance.topic_version, judged_by="topic", judged_at=now,
        score=relevance.score, label=relevance.label.value, rule=relevance.rule, direction=relevance.direction,
        matched=relevance.matched, note=None,
    )  # fmt: skip
    return before if before is not None and replace(before, judged_at=now) == word else word


def _record(one: Imported, now: datetime) -> Record:
    line, key = one.line, url_key(one.line.url)
    versions = timeline([_versions(one, now)])
    first_seen_at = min(versions[0].first_seen_at, _moment(line.first_seen_at or now))
    addresses = _addresses(line, first_seen_at)
    current = standing(versions)
    return Record(
        id=0, ref=ref_of(key), url=line.url, url_key=key, site=site_of(line.url), source=line.source,
        first_seen_at=first_seen_at, copy_of=None, copy_kind=None, similarity=None,
        syndicated_from=line.syndicated_from, version=current,
        state=line.state or ("truncated" if versions[current - 1].truncated else "live"),
        checked_at=_moment(line.checked_at or max(version.last_seen_at for version in versions)),
        next_check_at=None, addresses=addresses, versions=versions,
        judgements=tuple(Judgement(**_fields(said)) for said in line.judgements),
        sightings=tuple(Sighting(**_fields(seen)) for seen in line.sightings),
    )  # fmt: skip


def _versions(one: Imported, now: datetime) -> list[VersionRecord]:
    """The states of a line in the order they were seen, each with where it comes from."""
    line = one.line
    since = line.version_first_seen_at or line.first_seen_at or now
    until = max(since, line.version_last_seen_at or since)
    states = [_version(line, since, until, one)]
    states += [
        _version(other, other.first_seen_at, max(other.first_seen_at, other.last_seen_at or other.first_seen_at), one)
        for other in line.versions
    ]  # fmt: skip
    return sorted(states, key=lambda state: state.first_seen_at)


def _version(text: Text, since: datetime, until: datetime, one: Imported) -> VersionRecord:
    of = print_of(text.title, text.text)
    return VersionRecord(
        n=0, first_seen_at=_moment(since), last_seen_at=_moment(until), title=text.title, text=text.text,
        text_sha=of.text_sha, authors=text.authors, published_at=_moment_if_known(text.published_at),
        published_precision=text.published_precision or ("instant" if text.published_at else None),
        modified_at=_moment_if_known(text.modified_at), language=text.language, description=text.description,
        words=of.words, wire=text.wire, truncated=text.truncated, confidence=text.confidence, change=text.change,
        details=text.details or {}, extractor=text.extractor, fetch=_fetch(text, _moment(since), one),
    )  # fmt: skip


def _fetch(text: Text, at: datetime, one: Imported) -> Fetch:
    """Where a text comes from: this line, and what the line says of where it was before."""
    found = text.provenance
    if found is None:
        url, body = one.line.url, f"{text.title}\n{text.text}".encode("utf-8", "surrogatepass")
        return Fetch(
            requested_url=url, url=url, origin=one.origin, status=200, headers={}, fetched_at=at,
            sha256=sha256(body).hexdigest(),
            kept=False, run=None, run_started_at=None, wirewatch=None,
        )  # fmt: skip
    return Fetch(
        requested_url=found.requested_url, url=found.url,
        origin=one.origin if found.origin is None else f"{one.origin}, from {found.origin}",
        status=found.status, headers=found.headers, fetched_at=_moment(found.fetched_at), sha256=found.sha256,
        kept=False, run=None, run_started_at=None, wirewatch=None,
    )  # fmt: skip


def _addresses(line: Line, first_seen_at: datetime) -> tuple[AddressRecord, ...]:
    """All addresses of a line; the one it names the document by is one of them, and so is where a link was met."""
    named = [(line.url, "fetched", first_seen_at)]
    listed = [(at.url, at.kind, _moment(at.seen_at or first_seen_at)) for at in line.addresses]
    met = [(seen.url, "alias", _moment(seen.first_seen_at)) for seen in line.sightings]
    found: dict[str, AddressRecord] = {}
    for url, kind, seen_at in (*listed, *named, *met):
        key = url_key(url)
        found.setdefault(key, AddressRecord(ref=ref_of(key), url=url, kind=kind, seen_at=seen_at))
    return tuple(found.values())


def _fields(of: Struct) -> dict[str, Any]:
    """The fields of an object of the line, its moments as the store keeps them."""
    return {
        name: _moment(value) if isinstance(value, datetime) else value
        for name, value in msgspec.structs.asdict(of).items()
    }


def _moment(value: datetime) -> datetime:
    """A moment as the store keeps it: UTC, to the second."""
    return clock.from_text(clock.to_text(value))


def _moment_if_known(value: datetime | None) -> datetime | None:
    return None if value is None else _moment(value)
