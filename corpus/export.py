"""Take a dataset away: the documents of a query as files, with a manifest and a README that explain them.

The same corpus and the same query give the same bytes: nothing of the clock goes in, and the documents stand
in the order they were first seen.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from corpus.clock import text_if_known, to_text
from corpus.errors import WirewatchError
from corpus.lines import line
from corpus.manifest import MANIFEST, README, Dataset, gaps, manifest, readme
from corpus.query import Query, matching
from corpus.record import Record, record
from corpus.store import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to write documents into a file."""

    name: str
    mediatype: str
    encoding: str
    columns: tuple[str, ...]
    """Of a table; empty where every line says what it holds."""
    write: Callable[[Iterable[Record], TextIO], None]

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return f"articles.{self.name}"


def export(
    corpus: Corpus,
    query: Query,
    out: Path,
    kind: str,
    *,
    wirewatch: str,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Any]:
    """Write the documents of a query into a folder, all files or none; the manifest comes back.

    The folder is made, or holds a former export in the same format, which is replaced. `watch` hears after each
    document how many of how many are written; `wirewatch` is the version of the program.
    """
    form, out = FORMATS[kind], out.resolve()
    _check_folder(out, form)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as made, _snapshot(corpus):
            dataset = Dataset(query=query, wirewatch=wirewatch, gaps=gaps(corpus, query.source))
            written = _write(Path(made), form, dataset, _counted(corpus, dataset, watch))
            out.mkdir(exist_ok=True)
            for name in (form.file_name, README, MANIFEST):  # the manifest last: it vouches for the others
                (Path(made) / name).replace(out / name)
    except OSError as error:
        raise WirewatchError(f"{out}: cannot be written: {error}") from error
    return written


def _write(folder: Path, form: Format, dataset: Dataset, records: Iterable[Record]) -> dict[str, Any]:
    path = folder / form.file_name
    with path.open("w", encoding=form.encoding, newline="") as file:
        form.write(records, file)
    written = manifest(dataset, path, mediatype=form.mediatype, encoding=form.encoding, columns=form.columns)
    (folder / README).write_text(readme(dataset, path.name), encoding="utf-8")
    (folder / MANIFEST).write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return written


def _counted(corpus: Corpus, dataset: Dataset, watch: Callable[[int, int], None]) -> Iterator[Record]:
    """The documents one by one, each entered into what the dataset says of itself."""
    wanted = corpus.rows(_IN_ORDER, [json.dumps(matching(corpus, dataset.query))])
    for done, row in enumerate(wanted, start=1):
        one = record(corpus, row["id"])
        dataset.count(one)
        yield one
        watch(done, len(wanted))


_IN_ORDER = """
SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(?)) ORDER BY first_seen_at, url_key"""


@contextmanager
def _snapshot(corpus: Corpus) -> Iterator[None]:
    """The corpus as it is now, while others go on writing to it."""
    corpus.execute("BEGIN")
    try:
        yield
    finally:
        corpus.execute("ROLLBACK")


def _check_folder(out: Path, form: Format) -> None:
    """WirewatchError when writing there would touch what is not an export of ours."""
    if not out.exists():
        return
    if not out.is_dir():
        raise WirewatchError(f"{out}: is a file; --out names a folder")
    ours = {form.file_name, README, MANIFEST}
    found = {path.name for path in out.iterdir()}
    for other in FORMATS.values():
        if {other.file_name, README, MANIFEST} == found and other is not form:
            raise WirewatchError(
                f"{out}: holds a former export as {other.name}; --out names a new folder,"
                f" or --format {other.name} replaces it"
            )
    if found and (found - ours or MANIFEST not in found):
        others = ", ".join(sorted(found - ours) or sorted(found))
        raise WirewatchError(
            f"{out}: holds other files ({others}); --out names a new folder, or a former export"
        )


def _write_jsonl(records: Iterable[Record], file: TextIO) -> None:
    for one in records:
        file.write(json.dumps(line(one), ensure_ascii=False) + "\n")


def _write_csv(records: Iterable[Record], file: TextIO) -> None:
    table = csv.writer(file)
    table.writerow(_CELLS)
    for one in records:
        table.writerow([_cell(value(one)) for value in _CELLS.values()])


def _cell(value: object) -> str:
    """A value that no spreadsheet takes for a formula: one that could begin it gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


_CELLS: dict[str, Callable[[Record], object]] = {
    "ref": lambda one: one.ref,
    "url": lambda one: one.url,
    "title": lambda one: one.current.title,
    "source": lambda one: one.source,
    "site": lambda one: one.site,
    "published_at": lambda one: text_if_known(one.current.published_at),
    "published_precision": lambda one: one.current.published_precision,
    "modified_at": lambda one: text_if_known(one.current.modified_at),
    "first_seen_at": lambda one: to_text(one.first_seen_at),
    "language": lambda one: one.current.language,
    "authors": lambda one: "; ".join(one.current.authors),
    "wire": lambda one: one.current.wire,
    "topic": lambda one: one.labels[0].topic if one.labels else None,
    "label": lambda one: one.labels[0].label if one.labels else None,
    "score": lambda one: one.labels[0].score if one.labels else None,
    "judged_by": lambda one: one.labels[0].judged_by if one.labels else None,
    "state": lambda one: one.state,
    "copy_of": lambda one: one.copy_of,
    "copy_kind": lambda one: one.copy_kind,
    "similarity": lambda one: one.similarity,
    "versions": lambda one: len(one.versions),
    "version_first_seen_at": lambda one: to_text(one.current.first_seen_at),
    "words": lambda one: one.current.words,
    "description": lambda one: one.current.description,
    "text": lambda one: one.current.text,
}
"""The columns of the CSV; versions, evidence and provenance are in JSONL only."""

FORMATS = {
    form.name: form
    for form in (
        Format(name="jsonl", mediatype="application/jsonl", encoding="utf-8", columns=(), write=_write_jsonl),
        # The mark at the start of the file tells a spreadsheet that Cyrillic and Persian letters are UTF-8.
        Format(
            name="csv", mediatype="text/csv", encoding="utf-8-sig", columns=tuple(_CELLS), write=_write_csv
        ),
    )
}
"""Each format of `export` by its name."""
