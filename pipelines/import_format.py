"""What a line of `wirewatch import` may hold: a document as `export` writes it, or no more than url, title and text."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from corpus import clock
from corpus.types import Cut, Match
from corpus.urls import is_http, without_credentials
from pipelines.decode import read_json, visible

Address = Annotated[str, Meta(min_length=1)]
Share = Annotated[float, Meta(ge=0, le=1)]
Found = dict[str, Any] | None


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """An object of a line; fields we do not know are passed over."""


class Provenance(Struct, frozen=True, kw_only=True):
    """Where a text came from."""

    requested_url: Address
    url: Address
    origin: str | None = None
    status: Annotated[int, Meta(ge=0, le=999)] = 200
    headers: dict[str, str] = {}
    fetched_at: datetime
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Details(Struct, frozen=True, kw_only=True):
    """What of the details must have its shape to be shown; the rest is kept as it is."""

    title: Found = None
    authors: Found = None
    published: Found = None
    modified: Found = None
    text: Found = None
    rights: Found = None
    cuts: tuple[Cut, ...] = ()


class Text(Struct, frozen=True, kw_only=True):
    """A title and a text, and what their page says of them."""

    title: str
    text: Annotated[str, Meta(min_length=1)]
    published_at: datetime | None = None
    published_precision: Literal["instant", "day"] | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: Annotated[str, Meta(pattern="^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$")] | None = None
    description: str | None = None
    wire: str | None = None
    truncated: bool = False
    confidence: Share | None = None
    change: str | None = None
    details: dict[str, Any] | None = None
    extractor: str | None = None
    provenance: Provenance | None = None


class OtherVersion(Text, frozen=True, kw_only=True):
    """One more state of the document."""

    first_seen_at: datetime
    last_seen_at: datetime | None = None


class KnownAddress(Struct, frozen=True, kw_only=True):
    """One address of the document."""

    url: Address
    kind: str = "alias"
    seen_at: datetime | None = None


class Said(Struct, frozen=True, kw_only=True):
    """What a topic or a person says of it."""

    topic: Annotated[str, Meta(min_length=1)]
    label: Literal["on_topic", "borderline", "off_topic"]
    judged_by: Literal["topic", "person"]
    judged_at: datetime
    topic_version: str | None = None
    score: Share | None = None
    rule: str | None = None
    direction: str | None = None
    matched: tuple[Match, ...] = ()
    note: str | None = None


class Place(Struct, frozen=True, kw_only=True):
    """A place where a link to it was met."""

    source: str
    found_in: str
    url: Address
    first_seen_at: datetime
    last_seen_at: datetime


class Line(Text, frozen=True, kw_only=True):
    """One line. Only url, title and text are needed."""

    url: Address
    first_seen_at: datetime | None = None
    checked_at: datetime | None = None
    version_first_seen_at: datetime | None = None
    version_last_seen_at: datetime | None = None
    source: str | None = None
    state: Literal["live", "truncated", "gone"] | None = None
    syndicated_from: str | None = None
    addresses: tuple[KnownAddress, ...] = ()
    versions: tuple[OtherVersion, ...] = ()
    judgements: tuple[Said, ...] = ()
    sightings: tuple[Place, ...] = ()


Located = TypeVar("Located", KnownAddress, Place)
Readable = TypeVar("Readable", Line, OtherVersion)

_TIME = "a moment with its zone, such as 2026-03-01T06:00:00+00:00"
_TEXT = "a string, or null"
_AS_EXPORTED = "as `export` writes it"
RIGHT = {
    "url": "https://..., the address of the article",
    "title": "the title as a string",
    "text": "the body of the article as a string",
    "published_at": f"{_TIME}, or a day, such as 2026-03-01",
    "published_precision": "instant or day",
    "modified_at": _TIME,
    "first_seen_at": f"when the text was read: {_TIME}",
    "authors": 'a list of names, such as ["A. Reporter"]',
    "language": "two letters such as en, or null",
    "truncated": "true or false",
    "confidence": "a number from 0 to 1, or null",
    "state": "live, truncated or gone",
    "details": f"an object {_AS_EXPORTED}, or null",
    "provenance": f"an object {_AS_EXPORTED}, or null",
    "addresses": 'a list of addresses, such as [{"url": "https://..."}]',
    "versions": "a list of the other states, each with first_seen_at, title and text",
    "judgements": "a list, each with topic, label, judged_by (topic or person) and judged_at",
    "sightings": "a list, each with source, found_in, url, first_seen_at and last_seen_at",
} | dict.fromkeys(("description", "source", "wire", "extractor", "change", "syndicated_from"), _TEXT) | dict.fromkeys(
    ("checked_at", "version_first_seen_at", "version_last_seen_at"), _TIME
)  # fmt: skip
"""What each field must hold, for who wrote another thing."""

_FIELD = re.compile(r" - at `\$\.(?P<path>(?P<name>\w+)[^`]*)`\Z")
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadLineError(Exception):
    """A line that cannot be taken in; says what is wrong and what would be right."""


def line_of(raw: bytes) -> Line:
    """The line that these bytes hold, its strings sound and its addresses bare; BadLineError for what is none."""
    try:
        line = msgspec.convert(_day_as_moment(read_json(_as_text(raw))), Line, strict=False)
        for details in (line.details, *(one.details for one in line.versions)):
            msgspec.convert({"details": details}, _HasDetails)
    except (ValueError, OverflowError, msgspec.ValidationError) as error:
        raise BadLineError(_said(str(error))) from None
    line = _clean(line)
    for path, wrong in (*_wrong_addresses(line), *_blanks(line), *_wrong_moments(line)):
        name = re.split(r"[.\[]", path)[0]
        raise BadLineError(f"{path}{wrong}; right would be {RIGHT[name]}")
    return line


def _as_text(raw: bytes) -> str:
    """A line as text; halves of characters may stand in it, as `export` writes what it was given."""
    try:
        return raw.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError as error:
        raise BadLineError(f"byte {error.start} is not UTF-8; right would be a file saved as UTF-8") from None


class _HasDetails(Struct, frozen=True, kw_only=True):
    details: Details | None = None


def _day_as_moment(value: object) -> object:
    """A line whose article appeared on a day, with that said as a line says it: midnight, and the precision."""
    if not isinstance(value, dict):
        return value
    published = value.get("published_at")
    if not isinstance(published, str) or not _DAY.fullmatch(published.strip()):
        return value
    return value | {"published_at": f"{published.strip()}T00:00:00+00:00", "published_precision": "day"}


def _said(error: str) -> str:
    """What is wrong with a line, the field first, and what would be right there."""
    if missing := _MISSING.match(error):
        name = missing["name"]
        return f"{name}: is missing; right would be {RIGHT[name]}"
    found = _FIELD.search(error)
    if found is None or found["name"] not in RIGHT:
        return f"{error}; right would be an object with url, title and text"
    return f"{found['path']}: {_FIELD.sub('', error)}; right would be {RIGHT[found['name']]}"


def _clean(line: Line) -> Line:
    """Without what no text, name or address should carry: control characters, passwords."""
    return msgspec.structs.replace(
        _readable(line),
        url=without_credentials(line.url),
        source=_name(line.source),
        syndicated_from=_name(line.syndicated_from),
        addresses=tuple(_bare(one) for one in line.addresses),
        sightings=tuple(_bare(one) for one in line.sightings),
        versions=tuple(_readable(one) for one in line.versions),
    )


def _readable(one: Readable) -> Readable:
    """A state of the document with all that is read of it in letters that show."""
    return msgspec.structs.replace(
        one,
        title=visible(one.title),
        text=visible(one.text),
        authors=tuple(name for author in one.authors if (name := _name(author))),
        description=None if one.description is None else visible(one.description),
        wire=_name(one.wire),
    )


def _name(value: str | None) -> str | None:
    """A name on one line; None for one that holds nothing."""
    return None if value is None else " ".join(visible(value).split()) or None


def _bare(one: Located) -> Located:
    return msgspec.structs.replace(one, url=without_credentials(one.url))


_Wrong = Iterator[tuple[str, str]]
"""Where in the line something is wrong, and what."""


def _wrong_addresses(line: Line) -> _Wrong:
    if not is_http(line.url):
        yield "url", f" {line.url!r} is no address"
    urls = [(f"addresses[{place}].url", one.url) for place, one in enumerate(line.addresses)]
    urls += [(f"sightings[{place}].url", one.url) for place, one in enumerate(line.sightings)]
    for path, url in urls:
        if not is_http(url):
            yield path, f" {url!r} is no address"
    for path, found in _provenances(line):
        for url in (found.url, found.requested_url):
            if not is_http(url):
                yield path, f": {url!r} is no address"


def _provenances(line: Line) -> Iterator[tuple[str, Provenance]]:
    if line.provenance is not None:
        yield "provenance", line.provenance
    for place, one in enumerate(line.versions):
        if one.provenance is not None:
            yield f"versions[{place}].provenance", one.provenance


def _blanks(line: Line) -> _Wrong:
    if not line.text.strip():
        yield "text", " is blank"
    for place, one in enumerate(line.versions):
        if not one.text.strip():
            yield f"versions[{place}].text", " is blank"


def _wrong_moments(line: Line) -> _Wrong:
    for path, moment in _moments(msgspec.structs.asdict(line)):
        try:
            clock.to_text(moment)
        except ValueError as error:
            yield path, f": {error}"
        else:
            if path.rpartition(".")[2] in _LOOKED and moment.year not in clock.YEARS:
                yield path, f" is in the year {moment.year}"


_LOOKED = {
    "first_seen_at", "last_seen_at", "checked_at", "version_first_seen_at", "version_last_seen_at", "seen_at",
    "judged_at", "fetched_at",
}  # fmt: skip
"""Moments at which somebody looked, so that the web was there."""


def _moments(value: object, path: str = "") -> Iterator[tuple[str, datetime]]:
    """All moments of a line, each with its place."""
    if isinstance(value, datetime):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        yield from _moments(msgspec.structs.asdict(value), path)
    elif isinstance(value, Mapping) and path.rpartition(".")[2] not in ("details", "headers"):
        for name, one in value.items():
            yield from _moments(one, f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _moments(one, f"{path}[{place}]")
