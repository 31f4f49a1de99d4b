"""The web as web archives hold it: answers every request of a crawl from WARC files instead of the network."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from operator import attrgetter
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from w3lib.url import safe_url_string

from corpus.clock import from_text
from corpus.types import Page
from pipelines.archives import Record, page_of, records

_ANSWERED_BY_US = {"content-encoding", "transfer-encoding", "content-length", "connection"}
"""Headers that spoke of the bytes on the wire; the archive hands out the decoded body."""


_AGE = attrgetter("at")


ARCHIVED = "wirewatch_archived"
"""In the meta of a request that an archive answered: when the record was made, and which it is."""


class NotInArchiveError(Exception):
    """No archive holds an answer for the address."""

    def __init__(self) -> None:
        super().__init__("not in the archive")


class ReplayHandler:
    """Scrapy's download handler for http and https when a crawl is replayed.

    An address is answered as it last was at or before the crawl's now, else as it first was after it. A
    robots.txt that nobody archived is answered 404; anything else that is missing fails.
    """

    lazy = False

    def __init__(self, archives: Iterable[Path], now: datetime, max_body_bytes: int) -> None:
        self.now = now
        self.max_body_bytes = max_body_bytes
        self._index = Index(record for path in archives for record in records(path))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReplayHandler":
        """A handler for the files in `REPLAY_ARCHIVES`, at the instant in `WIREWATCH_NOW`."""
        settings = crawler.settings
        archives = [Path(path) for path in settings.getlist("REPLAY_ARCHIVES")]
        return cls(archives, from_text(settings["WIREWATCH_NOW"]), settings.getint("DOWNLOAD_MAXSIZE"))

    async def download_request(self, request: Request) -> Response:
        """The archived answer, or 304 when the request says that it has it already."""
        record = self._index.at(request.url, self.now)
        if record is None:
            if urlsplit(request.url).path == "/robots.txt":
                return Response(request.url, status=404, flags=["not archived"])
            raise NotInArchiveError
        page = page_of(record)
        request.meta[ARCHIVED] = page.fetched_at, page.origin
        if len(page.body) > self.max_body_bytes:
            raise DownloadCancelledError(f"{len(page.body)} bytes are more than {self.max_body_bytes}")
        headers = Headers(
            {name: value for name, value in page.headers.items() if name not in _ANSWERED_BY_US}
        )
        if _is_known(request, page):
            return Response(request.url, status=304, headers=headers)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=page.body)
        return kind(request.url, status=page.status or 200, headers=headers, body=page.body)

    async def close(self) -> None:
        """Nothing is held open."""


class Index:
    """Where the answers of an address stand in the archives."""

    def __init__(self, found: Iterable[Record]) -> None:
        self._exact: dict[str, list[Record]] = {}
        self._loose: dict[str, list[Record]] = {}
        for record in found:
            self._exact.setdefault(_exact(record.url), []).append(record)
            self._loose.setdefault(_loose(record.url), []).append(record)

    def at(self, url: str, now: datetime) -> Record | None:
        """The answer to this very address, else to one that differs in scheme or fragment only."""
        found = self._exact.get(_exact(url)) or self._loose.get(_loose(url))
        if not found:
            return None
        former = [record for record in found if record.at <= now]
        return max(former, key=_AGE) if former else min(found, key=_AGE)


def _exact(url: str) -> str:
    """An address as Scrapy writes it: what is not ASCII, escaped."""
    return url if url.isascii() and " " not in url else str(safe_url_string(url))


def _loose(url: str) -> str:
    return urldefrag(_exact(url)).url.partition("://")[2]


def _is_known(request: Request, page: Page) -> bool:
    """Whether the request's validators fit the answer; the tag outranks the date (RFC 9110, 13.2.2)."""
    if page.status != 200:
        return False
    if asked := _header(request, "If-None-Match"):
        tags = {_tag(tag) for tag in asked.split(",")}
        return "*" in tags or _tag(page.headers.get("etag", "")) in tags - {""}
    return _not_after(page.headers, _header(request, "If-Modified-Since"))


def _header(request: Request, name: str) -> str:
    return (request.headers.get(name) or b"").decode("latin-1")


def _tag(value: str) -> str:
    """An entity tag without the mark of a weak one: both name the same state here."""
    return value.strip().removeprefix("W/")


def _not_after(headers: Mapping[str, str], since: str) -> bool:
    try:
        return parsedate_to_datetime(headers.get("last-modified", "")) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # one is missing, broken or without a zone
        return False
