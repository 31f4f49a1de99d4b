"""What a dataset says of itself: `datapackage.json` for programs, README.md for people."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from corpus.clock import text_if_known
from corpus.lines import plain
from corpus.query import Query
from corpus.record import Record, columns
from corpus.store import Corpus

MANIFEST = "datapackage.json"
README = "README.md"
CELL = 32_767
"""Characters that a cell of the usual spreadsheets holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A visit that may have missed something."""

    source: str
    started_at: datetime
    state: str | None
    gap: str | None
    """The feed and the span that it no longer listed."""
    error: str | None


@dataclass(slots=True, kw_only=True)
class Dataset:
    """What an export holds, counted while it is written."""

    query: Query
    wirewatch: str
    gaps: tuple[Gap, ...]
    rows: int = 0
    copies: int = 0
    sources: Counter[str] = field(default_factory=Counter)
    topics: set[str] = field(default_factory=set)
    undated: int = 0
    first_published_at: datetime | None = None
    last_published_at: datetime | None = None
    as_of: datetime | None = None
    """The latest moment at which any of its documents was looked at."""
    beyond_a_cell: list[str] = field(default_factory=list)
    """The refs of those whose text is longer than a spreadsheet's cell."""

    def count(self, one: Record) -> None:
        """Enter one document."""
        self.rows += 1
        self.copies += one.copy_of is not None
        self.sources[one.source or one.site] += 1
        self.topics |= {f"{said.topic}@{said.topic_version}" for said in one.judgements if said.topic_version}
        self.as_of = max(self.as_of or one.checked_at, one.checked_at)
        if len(one.current.text) > CELL:
            self.beyond_a_cell.append(one.ref)
        published = one.current.published_at
        if published is None:
            self.undated += 1
            return
        self.first_published_at = min(self.first_published_at or published, published)
        self.last_published_at = max(self.last_published_at or published, published)


def gaps(corpus: Corpus, source: str | None) -> tuple[Gap, ...]:
    """The visits, of one source or of all, that found a gap or no answer; oldest first."""
    rows = corpus.rows(
        "SELECT source, started_at, state, gap, error FROM visits"
        " WHERE (gap IS NOT NULL OR state IN ('failed', 'cut')) AND (? IS NULL OR source = ?)"
        " ORDER BY started_at, source",
        [source, source],
    )
    return tuple(Gap(**columns(row)) for row in rows)


def manifest(
    dataset: Dataset, path: Path, *, mediatype: str, encoding: str, columns: tuple[str, ...]
) -> dict[str, Any]:
    """A Frictionless data package; what is ours stands under `wirewatch`."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    resource: dict[str, Any] = {
        "name": path.stem, "path": path.name, "format": path.suffix[1:], "mediatype": mediatype,
        "encoding": encoding.removesuffix("-sig"), "bytes": path.stat().st_size, "hash": f"sha256:{digest}",
    }  # fmt: skip
    if columns:
        resource["schema"] = {
            "fields": [{"name": name, "type": _TYPES.get(name, "string")} for name in columns]
        }
    return {
        "name": "wirewatch-export",
        "title": "Articles kept by Wirewatch",
        "resources": [resource],
        "wirewatch": plain(_described(dataset)),
    }


def _described(dataset: Dataset) -> dict[str, Any]:
    return {
        "version": dataset.wirewatch,
        "query": asked(dataset.query),
        "rows": dataset.rows,
        "copies": dataset.copies,
        "published": [dataset.first_published_at, dataset.last_published_at],
        "undated": dataset.undated,
        "as_of": dataset.as_of,
        "topics": sorted(dataset.topics),
        "sources": dict(sorted(dataset.sources.items())),
        "gaps": [asdict(gap) for gap in dataset.gaps],
    }


def asked(query: Query) -> dict[str, Any]:
    """The conditions of a query; those that ask nothing are left out."""
    said = {item.name: getattr(query, item.name) for item in fields(query)}
    return {
        name: plain(value)
        for name, value in said.items()
        if name == "label" or value not in (None, "", False)
    }


def readme(dataset: Dataset, file_name: str) -> str:
    """What a person should know before using the dataset."""
    return _README.format(
        rows=dataset.rows,
        copies=dataset.copies,
        file_name=file_name,
        manifest=MANIFEST,
        query=json.dumps(asked(dataset.query), ensure_ascii=False),
        as_of=_text(dataset.as_of),
        first=_text(dataset.first_published_at),
        last=_text(dataset.last_published_at),
        undated=dataset.undated,
        topics=", ".join(sorted(dataset.topics)) or "none",
        sources="\n".join(f"- {name}: {number}" for name, number in sorted(dataset.sources.items()))
        or "None.",
        gaps="\n".join(_gap_lines(dataset.gaps)) or "None were noticed.",
        version=dataset.wirewatch,
        csv=_CSV.format(cell=CELL, beyond=_beyond(dataset)) if file_name.endswith(".csv") else "",
    )


def _beyond(dataset: Dataset) -> str:
    """Which texts a spreadsheet would cut."""
    if not dataset.beyond_a_cell:
        return "All texts here fit"
    return f"Longer are the texts of {', '.join(dataset.beyond_a_cell)}"


def _gap_lines(found: tuple[Gap, ...]) -> list[str]:
    lines = [
        f"- {gap.source}, {_text(gap.started_at)}: {gap.state or 'not finished'}"
        + "".join(f"; {said}" for said in (gap.gap, gap.error) if said)
        for gap in found[:_MOST_GAPS]
    ]
    return lines + (
        [f"- and {len(found) - _MOST_GAPS} more, all in {MANIFEST}"] if len(found) > _MOST_GAPS else []
    )


def _text(moment: datetime | None) -> str:
    return text_if_known(moment) or "unknown"


_MOST_GAPS = 50

_TYPES = {
    "published_at": "datetime", "modified_at": "datetime", "first_seen_at": "datetime",
    "version_first_seen_at": "datetime", "score": "number", "similarity": "number", "words": "integer",
    "versions": "integer",
}  # fmt: skip
"""The columns that are not text."""

_README = """\
# Articles kept by Wirewatch

`{file_name}` holds {rows} documents, {copies} of them copies of an article at another outlet.
Wirewatch {version} wrote it.

These are full texts of others: the dataset is for your own research, not for publication.
What may be published depends on the rights of each outlet.

- Query: `{query}`
- Published: {first} to {last}; {undated} without a date. An unknown date is empty, never guessed.
- As of: {as_of}, the latest moment at which any of these documents was looked at.
- Topics that judged them: {topics}

A document is cited by its `ref`, a version of it by `ref@version_first_seen_at`.
`copy_of` is the ref of the article that a copy repeats.
`{manifest}` says the same for programs, with size and sha256 of the file.
{csv}
## Documents by source

{sources}

## Gaps

In these visits a source did not answer, was cut short, or no longer listed all that was new since the last one.
Articles of that time may be missing.

{gaps}
"""

_CSV = """
A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return has an apostrophe in front.
So no spreadsheet runs it as a formula; take it away before you compare texts.
The file begins with a byte order mark.

A cell of a spreadsheet holds {cell:,} characters, and what is longer is cut there, not in the file.
{beyond}.
"""
