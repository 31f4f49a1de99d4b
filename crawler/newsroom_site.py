"""The demo newsroom: what each of its addresses answers at two moments a day apart, and that as archives.

It lies in the folder `newsroom` as files to read; its README says what each page is there for.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

MOMENTS: Mapping[int, datetime] = {
    1: datetime(2026, 3, 2, 6, tzinfo=UTC),
    2: datetime(2026, 3, 3, 6, tzinfo=UTC),
}
"""When the demo crawls: long enough apart that every re-check of the first plan is due."""

_TYPES = {
    ".html": "text/html",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one address answers at one moment."""

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    """As a server sends them; every 200 has an ETag, some a Last-Modified."""
    body: bytes = field(repr=False)
    """The very bytes, in the charset that the outlet serves."""


def newsroom_sources() -> Traversable:
    """The outlets as source entries (TOML)."""
    return _newsroom() / "sources.toml"


def answers(moment: int) -> Iterator[Answer]:
    """Every address of the newsroom with its answer at moment 1 or 2, in the same order each time."""
    at = MOMENTS[moment]
    for outlet in sorted(_newsroom().iterdir(), key=lambda entry: entry.name):
        if outlet.is_dir():
            yield from _answers_of(outlet, moment, at)


def write_archive(path: Path, moment: int) -> None:
    """Write every answer of that moment as a WARC file (name it `.warc.gz`); the same bytes each time."""
    with path.open("wb") as out:
        for answer in answers(moment):
            _write_record(out, answer, moment)


def _newsroom() -> Traversable:
    return files("crawler") / "newsroom"


def _answers_of(outlet: Traversable, moment: int, at: datetime) -> Iterator[Answer]:
    site = tomllib.loads((outlet / "site.toml").read_text(encoding="utf-8"))
    for entry in site["answer"]:
        if entry.get("moment", moment) == moment:
            url = urljoin(site["home"], entry["at"])
            body = _body(outlet, entry, site["charset"])
            yield Answer(
                url=url,
                status=entry.get("status", 200),
                headers=_headers(entry, url, body, site["charset"], at),
                body=body,
            )


def _body(outlet: Traversable, entry: Mapping[str, Any], charset: str) -> bytes:
    """The bytes of the entry's file; text is kept in UTF-8 and served in the outlet's charset."""
    if "file" not in entry:
        return b""
    name: str = entry["file"]
    stored: bytes = (outlet / name).read_bytes()
    return stored if name.endswith(".pdf") else stored.decode("utf-8").encode(charset)


def _headers(entry: Mapping[str, Any], url: str, body: bytes, charset: str, at: datetime) -> dict[str, str]:
    headers = {
        "Date": _http_date(at),
        "Content-Type": _content_type(entry, charset),
        "Content-Length": str(len(body)),
    }
    if entry.get("status", 200) == HTTPStatus.OK:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if "modified" in entry:
        headers["Last-Modified"] = _http_date(entry["modified"])
    if "to" in entry:
        headers["Location"] = urljoin(url, entry["to"])
    return headers


def _content_type(entry: Mapping[str, Any], charset: str) -> str:
    """What the entry says, else by the file's name with the charset."""
    if "type" in entry:
        return str(entry["type"])
    kind = _TYPES[Path(entry.get("file", "empty.html")).suffix]
    return kind if kind == "application/pdf" else f"{kind}; charset={charset}"


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _write_record(out: BinaryIO, answer: Answer, moment: int) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(out, gzip=True)
    status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    record = writer.create_warc_record(
        answer.url,
        "response",
        payload=BytesIO(answer.body),
        length=len(answer.body),
        http_headers=StatusAndHeaders(status, list(answer.headers.items()), protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": MOMENTS[moment].strftime("%Y-%m-%dT%H:%M:%SZ"),
            # An id of our own, as a random one would make two archives of one moment differ.
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{moment} {answer.url}')}>",
        },
    )
    writer.write_record(record)
