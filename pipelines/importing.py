"""Articles as `export` wrote them, or as anybody else can write them, through the same settling."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from corpus.types import Article, Judged, Outcome, Page, Reading
from corpus.urls import is_http
from pipelines.desk import Desk
from pipelines.duplicates import fingerprint
from pipelines.relevance import judge_all
from pipelines.settle import Ask, settle
from pipelines.topics import Topic


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an import. Only url, title and text are needed; fields we do not know are passed over."""

    url: Annotated[str, Meta(min_length=1)]
    title: str
    text: Annotated[str, Meta(min_length=1)]
    published_at: datetime | None = None
    published_precision: str | None = None
    modified_at: datetime | None = None
    first_seen_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    description: str | None = None
    source: str | None = None
    wire: str | None = None
    truncated: bool = False
    extractor: str | None = None


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
    """The lines of a JSONL file, good and bad; empty lines are passed over."""
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, start=1):
            if raw.strip():
                yield _read_line(raw, f"{path.name}:{number}")


def import_line(desk: Desk, one: Imported, topics: Sequence[Topic], now: datetime) -> Outcome:
    """Judge one line and settle it as if its page had been read at `first_seen_at` (or now)."""
    answer = settle(desk, _reading(one, topics, now))
    assert not isinstance(answer, Ask), "a line is whole as it is, and is compared with the text we hold"
    return answer


def _read_line(raw: bytes, origin: str) -> Imported | BadLine:
    try:
        line = msgspec.convert(json.loads(raw), Line, strict=False)
    except (ValueError, msgspec.ValidationError) as error:
        return BadLine(origin, f"{error}; right would be an object with url, title and text")
    if not is_http(line.url):
        return BadLine(origin, f"url {line.url!r} is no address; right would be https://...")
    naive = [name for name in ("published_at", "modified_at", "first_seen_at") if _naive(getattr(line, name))]
    if naive:
        return BadLine(origin, f"{naive[0]} has no zone; right would be 2026-03-01T06:00:00+00:00")
    return Imported(origin=origin, line=line, raw=raw)


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


def _naive(moment: datetime | None) -> bool:
    return moment is not None and moment.tzinfo is None
