"""Pages from web archives (WARC, plain or gzip): one bad record never costs the others."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from corpus.clock import YEARS
from corpus.errors import WirewatchError
from corpus.types import Page
from corpus.urls import without_credentials
from pipelines.decode import sound

logger = logging.getLogger(__name__)

MAX_BYTES = 50 * 1024 * 1024
"""A record beyond this is a film or a data set, not a page."""

_ANSWERS = (WarcRecordType.response, WarcRecordType.resource)
_GZIP = b"\x1f\x8b"
_GZIP_MEMBER = b"\x1f\x8b\x08"
_NEXT_INSIDE = re.compile(rb"\r\n\r\nWARC/1\.\d\r\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[\d.]+\s+(\d{3})\b")
_DECODERS = {"gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader}


class ArchiveError(WirewatchError):
    """A file is no web archive, or a record in it cannot be read."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What could not be read or taken in, and why; all else could."""

    origin: str
    """The file, or the file and the record."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Where one answer stands in an archive, and when it was given."""

    file: Path
    number: int
    """Its place among all records of the file, from 1."""
    offset: int
    url: str
    at: datetime

    @property
    def origin(self) -> str:
        """How the corpus cites it: the file's name and the number."""
        return f"{sound(self.file.name)}#{self.number}"


def read_archive(path: Path) -> Iterator[Page | Damage]:
    """Every HTML page of an archive in its order, whatever its status, and what could not be read.

    A file that is no archive, or that cannot be opened, is one damage.
    """
    try:
        for found in _answers(path, whole=True):
            if isinstance(found, Damage):
                yield found
            elif _is_html(page := _page(*found)):
                yield page
    except ArchiveError as error:
        yield Damage(str(path), str(error).removeprefix(f"{path}: "))
    except OSError as error:
        yield Damage(str(path), f"{error.strerror or error}")


def records(path: Path) -> Iterator[Record]:
    """Where each answer of an archive stands, of whatever type; the bodies are left unread, damage is logged.

    ArchiveError for a file that holds no record.
    """
    for found in _answers(path, whole=False):
        if isinstance(found, Damage):
            logger.warning("%s: %s", found.origin, found.why)
        else:
            yield found[0]


def page_of(record: Record) -> Page:
    """What one record holds; ArchiveError when it is damaged."""
    with record.file.open("rb") as file:
        file.seek(record.offset)
        try:
            found = next(iter(ArchiveIterator(file, parse_http=False)))
            if _url(found) != record.url:
                raise OSError("the file has changed")
            return _page(
                record, _Answer(_is_resource(found), found.headers.get("Content-Type") or "", _block(found))
            )
        except (OSError, StopIteration) as error:
            raise ArchiveError(f"{record.file}: record {record.number} cannot be read: {error}") from error


@dataclass(frozen=True, slots=True)
class _Answer:
    """The bytes of a record: an HTTP answer with its head, or a resource without one."""

    is_resource: bool
    media_type: str
    block: bytes


def _answers(path: Path, *, whole: bool) -> Iterator[tuple[Record, _Answer] | Damage]:
    """The answers of a file; after damage it goes on with the next record that can be found."""
    number, wrong = 0, None
    offset: int | None = 0
    with path.open("rb") as file:
        while offset is not None:
            file.seek(offset)
            try:
                for found in ArchiveIterator(file, parse_http=False):
                    if wrong is not None and number == 0:
                        yield _damage(path, 0, 0, wrong)
                    number, offset, wrong = number + 1, found.stream_pos, None
                    if found.record_type in _ANSWERS:
                        yield from _answer(path, number, found, whole=whole)
                break
            except OSError as error:
                if wrong is None:  # a second failure in the same place is the same damage
                    wrong = error
                    if number:  # before the first record it may be no archive at all
                        yield _damage(path, offset, number, error)
                offset = _next_record(file, offset + 1)
    if number == 0:
        said = f" ({wrong})" if wrong else ""
        raise ArchiveError(
            f"{path}: holds no record{said}; right would be a WARC file, plain or gzip"
        ) from wrong


def _damage(path: Path, offset: int, number: int, error: OSError) -> Damage:
    return Damage(str(path), f"damage after byte {offset}, record {number}: {error}")


def _answer(path: Path, number: int, found: WarcRecord, *, whole: bool) -> Iterator[tuple[Record, _Answer]]:
    """The record as an answer, if it is one of the web and can be dated."""
    url = _url(found)
    at = found.record_date
    if not url.startswith(("http://", "https://")):
        return
    if at is None or at.tzinfo is None or at.year not in YEARS:
        logger.warning("%s: record %d says no date that can be right: left out", path, number)
        return
    if found.content_length > MAX_BYTES:
        logger.warning("%s: record %d has %d bytes: left out", path, number, found.content_length)
        return
    block = _block(found) if whole else b""
    record = Record(file=path, number=number, offset=found.stream_pos, url=url, at=at)
    yield record, _Answer(_is_resource(found), found.headers.get("Content-Type") or "", block)


def _url(found: WarcRecord) -> str:
    return without_credentials((found.headers.get("WARC-Target-URI") or "").strip(" <>"))


def _is_resource(found: WarcRecord) -> bool:
    return bool(found.record_type == WarcRecordType.resource)


def _block(found: WarcRecord) -> bytes:
    """All bytes of a record; OSError when some are missing or the next record stands among them."""
    block: bytes = found.reader.read()
    if len(block) < found.content_length:
        raise OSError(f"{found.content_length - len(block)} bytes are missing at its end")
    if _NEXT_INSIDE.search(block):
        raise OSError("its length is wrong: it holds the next record")
    return block


def _next_record(file: BinaryIO, start: int) -> int | None:
    """Where a record may begin at or after a byte; None when there is no more."""
    file.seek(0)
    mark = _GZIP_MEMBER if file.read(len(_GZIP)) == _GZIP else b"WARC/1."
    file.seek(start)
    before = start
    kept = b""
    while chunk := file.read(1 << 20):
        found = (kept + chunk).find(mark)
        if found >= 0:
            return before - len(kept) + found
        before += len(chunk)
        kept = (kept + chunk)[-(len(mark) - 1) :]
    return None


def _page(record: Record, answer: _Answer) -> Page:
    if answer.is_resource:
        status, headers, body = 200, {"content-type": answer.media_type}, answer.block
    else:
        status, headers, body = _http(answer.block)
    return Page(
        requested_url=record.url,
        url=record.url,
        status=status,
        headers=headers,
        fetched_at=record.at,
        body=_decoded(body, headers),
        origin=record.origin,
    )


def _http(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an HTTP answer; 0 when it names no status."""
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    first, *lines = head.splitlines() or [b""]
    status = _STATUS.match(first)
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("utf-8", errors="replace").partition(":")
        if colon:
            name, value = name.strip().lower(), value.strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return int(status[1]) if status else 0, headers, body


def _decoded(body: bytes, headers: dict[str, str]) -> bytes:
    """The body without the encodings its headers name; as it is where they lie."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _through(ChunkedReader(BytesIO(body)), body)
    # Some archives keep the header and decode the body.
    for name in reversed(headers.get("content-encoding", "").lower().replace(" ", "").split(",")):
        if name == "deflate":
            body = _through(GzipReader(BytesIO(body), zlib=True), body)
        elif name in _DECODERS:
            body = _through(_DECODERS[name](BytesIO(body)), body)
    return body


def _through(reader: ChunkedReader | GzipReader | BrotliReader | ZstdReader, body: bytes) -> bytes:
    try:
        return reader.read(MAX_BYTES) or body
    except OSError:
        return body


def _is_html(page: Page) -> bool:
    media_type = page.headers.get("content-type", "").lower()
    return "html" in media_type or (not media_type and page.body.lstrip()[:1] == b"<")
