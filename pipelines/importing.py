"""Articles as `export` wrote them, or as anybody else can write them, through the same settling."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corpus import clock
from corpus.errors import WirewatchError
from corpus.types import Article, Judged, Outcome, Page, Reading
from corpus.urls import is_http, without_credentials
from pipelines.decode import read_json, sound, visible
from pipelines.desk import Desk
from pipelines.duplicates import fingerprint
from pipelines.relevance import judge_all
from pipelines.settle import Ask, settle
from pipelines.topics import Topic

logger = logging.getLogger(__name__)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an import. Only url, title and text are needed; fields we do not know are passed over."""

    url: Annotated[str, Meta(min_length=1)]
    title: str
    text: Annotated[str, Meta(min_length=1)]
    published_at: datetime | None = None
    published_precision: Literal["instant", "day"] | None = None
    modified_at: datetime | None = None
    first_seen_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    description: str | None = None
    source: str | None = None
    wire: str | None = None
    truncated: bool = False
    extractor: str | None = None


_TIME = "a moment with its zone, such as 2026-03-01T06:00:00+00:00"
_TEXT = "a string, or null"
_RIGHT = {
    "url": "the address of the article, https://...",
    "title": "the title as a string",
    "text": "the body of the article as a string",
    "published_at": f"{_TIME}, or a day, such as 2026-03-01",
    "published_precision": "instant or day",
    "modified_at": _TIME,
    "first_seen_at": f"when the text was read: {_TIME}",
    "authors": 'a list of names, such as ["A. Reporter"]',
    "language": "two letters such as en, or null",
    "truncated": "true or false",
} | dict.fromkeys(("description", "source", "wire", "extractor"), _TEXT)
"""What each field must hold, for who wrote another thing."""

_FIELD = re.compile(r" - at `\$\.(?P<name>\w+).*`\Z")
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CSV_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?![^\r\n]*[{\[])(?=[^\r\n]*[,;\t])[^\r\n]*\burl\b", re.I)
"""The names of columns, of which one is `url`."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be taken in, and what would have been right."""

    origin: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One line as it will be settled."""

    origin: str
    line: Line
    raw: bytes = field(repr=False)


def read_lines(path: Path) -> Iterator[Imported | BadLine]:
    """The lines of a JSONL file, good and bad; empty lines are passed over. A CSV file is one bad line."""
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, start=1):
            origin = f"{sound(path.name)}:{number}"
            if number == 1 and _CSV_HEAD.match(raw):
                yield BadLine(
                    origin, "this is a CSV; import takes JSONL, one object a line, as `export` writes it"
                )
                return
            if raw.strip():
                yield _read_line(raw, origin)


def import_line(desk: Desk, one: Imported, topics: Sequence[Topic], now: datetime) -> Outcome | BadLine:
    """Judge one line and settle it as if its page had been read at `first_seen_at` (or now).

    Whatever goes wrong with it costs this line only; a corpus that cannot be written is a StoreError.
    """
    try:
        answer = settle(desk, _reading(one, topics, now))
    except WirewatchError:
        raise
    except Exception as error:  # fed by any file; what one line breaks is not to cost the others
        logger.exception("%s: %s", one.origin, one.line.url)
        return BadLine(one.origin, f"{one.line.url} could not be settled: {type(error).__name__}: {error}")
    assert not isinstance(answer, Ask), "a line is whole as it is, and is compared with the text we hold"
    return answer


def _read_line(raw: bytes, origin: str) -> Imported | BadLine:
    try:
        line = msgspec.convert(_day_as_moment(read_json(raw)), Line, strict=False)
    except (ValueError, OverflowError, msgspec.ValidationError) as error:
        return BadLine(origin, _said(str(error)))
    line = msgspec.structs.replace(
        line, url=without_credentials(line.url), title=visible(line.title), text=visible(line.text)
    )
    wrong = _wrong(line)
    return BadLine(origin, wrong) if wrong else Imported(origin=origin, line=line, raw=raw)


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
    found = _FIELD.search(error) or _MISSING.search(error)
    if found is None or found["name"] not in _RIGHT:
        return f"{error}; right would be an object with url, title and text"
    what = "is missing" if found.re is _MISSING else _FIELD.sub("", error)
    return f"{found['name']}: {what}; right would be {_RIGHT[found['name']]}"


def _wrong(line: Line) -> str | None:
    """What is wrong with a line whose fields have the right types, and what would be right."""
    if not is_http(line.url):
        return f"url {line.url!r} is no address; right would be https://..."
    if not line.text.strip():
        return "text is blank; right would be the body of the article"
    for name in ("published_at", "modified_at", "first_seen_at"):
        moment = getattr(line, name)
        try:
            if moment is not None:
                clock.to_text(moment)
        except ValueError as error:
            return f"{name}: {error}; right would be {_RIGHT[name]}"
    if line.first_seen_at is not None and line.first_seen_at.year not in clock.YEARS:
        return (
            f"first_seen_at is in the year {line.first_seen_at.year}; right would be when the text was read"
        )
    return None


def _reading(one: Imported, topics: Sequence[Topic], now: datetime) -> Reading:
    line = one.line
    article = Article(
        url=line.url, title=line.title, text=line.text, authors=line.authors, published_at=line.published_at,
        published_precision=line.published_precision or ("instant" if line.published_at else None),
        modified_at=line.modified_at, language=line.language, description=line.description, wire=line.wire,
        truncated=line.truncated,
    )  # fmt: skip
    relevances = judge_all(line.title, line.text, topics)
    wanted = any(relevance.wanted for relevance in relevances)
    return Reading(
        page=Page(
            requested_url=line.url, url=line.url, fetched_at=line.first_seen_at or now, body=one.raw,
            origin=one.origin, source=line.source, imported=True,
        ),
        judged=Judged(article=article, fingerprint=fingerprint(line.title, line.text), relevances=relevances),
        off_topic=None if wanted else "import: the topic does not want it",
        extractor=line.extractor,
    )  # fmt: skip
