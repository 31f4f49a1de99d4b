"""What a site in a box answers: whole, late, broken, endless, by turns."""

import gzip
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from http import HTTPStatus
from typing import Any

ENDLESS = 256 * 1024 * 1024
"""Bytes after which even an endless body ends, so that a client without a limit does not fill the machine."""


@dataclass(slots=True, kw_only=True)
class Asked:
    """One request as it came in."""

    host: str
    """As the client named it, with the port if it named one."""
    path: str
    """With the query."""
    method: str
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    began: float
    """When it came, by the monotonic clock."""
    at_once: int
    """How many requests to this host were under way then, this one included."""
    status: int | None = None
    """What it was answered; None when the connection was closed instead."""
    ended: float | None = None
    """When the last byte was handed over; None while it lasts."""

    @property
    def url(self) -> str:
        """The whole address."""
        return f"http://{self.host}{self.path}"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a site answers, and how badly."""

    body: bytes = field(default=b"", repr=False)
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent besides, or in the place of, those that follow from the other fields."""
    etag: bool = True
    """Whether a 200 has an ETag, and is answered 304 to who sends it back."""
    modified: datetime | None = None
    """Sent as Last-Modified, and compared with If-Modified-Since."""
    gzip: bool = False
    after: float = 0.0
    """Seconds until the first byte."""
    pause: float = 0.0
    """Seconds between any two pieces of the body: slow, but never silent."""
    endless: bool = False
    """The body comes again and again."""
    dropped_at: int | None = None
    """Bytes of the answer after which the connection is closed; 0: no answer at all."""

    @cached_property
    def sent(self) -> bytes:
        """The body as it goes over the wire."""
        return gzip.compress(self.body, mtime=0) if self.gzip else self.body

    @cached_property
    def all_headers(self) -> dict[str, str]:
        """The headers of a full answer."""
        made = {"Content-Type": self.type}
        if self.etag and self.status == HTTPStatus.OK:
            made["ETag"] = f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'
        if self.modified is not None:
            made["Last-Modified"] = format_datetime(self.modified, usegmt=True)
        if self.gzip:
            made["Content-Encoding"] = "gzip"
        made |= (
            {"Transfer-Encoding": "chunked"} if self._in_chunks else {"Content-Length": str(len(self.sent))}
        )
        return made | dict(self.headers)

    def known_to(self, asked: Asked) -> bool:
        """Whether the client has this answer already; an ETag outranks a date (RFC 9110, 13.2.2)."""
        if self.status != HTTPStatus.OK:
            return False
        if (tags := asked.headers.get("if-none-match")) is not None:
            return self.all_headers.get("ETag") in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = asked.headers.get("if-modified-since")
        return (
            since is not None and self.modified is not None and self.modified <= parsedate_to_datetime(since)
        )

    def pieces(self) -> Iterator[bytes]:
        """The body in the pieces in which it is sent."""
        if not self._in_chunks:
            yield self.sent
            return
        size = 1024 if self.pause else 65536
        parts = [self.sent[at : at + size] for at in range(0, len(self.sent), size)] or [b" "]
        turns = ENDLESS // max(1, len(self.sent)) if self.endless else 1
        for _ in range(turns):
            for part in parts:
                yield b"%x\r\n%b\r\n" % (len(part), part)
        yield b"0\r\n\r\n"

    @property
    def _in_chunks(self) -> bool:
        return self.endless or self.pause > 0


Answer = Reply | Callable[[Asked], Reply]
"""What stands at a path: one reply for all, or one that depends on who asks or on how often."""

NOT_FOUND = Reply(status=404, body=b"not found", type="text/plain")
GONE = Reply(status=410, body=b"gone", type="text/plain")
DROPPED = Reply(dropped_at=0)
"""The connection is closed without a word: what an unreachable host looks like from here."""
NO_SUCH_HOST = Reply(status=502, body=b"no such site in this box", type="text/plain")


def html(body: str, **more: Any) -> Reply:
    """A page for people; `more` are other fields of a reply."""
    return Reply(body=body.encode(), **more)


def xml(body: str, **more: Any) -> Reply:
    """A feed or a sitemap; `more` are other fields of a reply."""
    return Reply(body=body.encode(), type="application/xml; charset=utf-8", **more)


def text(body: str, **more: Any) -> Reply:
    """Plain text, such as a robots.txt; `more` are other fields of a reply."""
    return Reply(body=body.encode(), type="text/plain; charset=utf-8", **more)


def redirect(to: str, status: int = 302) -> Reply:
    """The way to another address."""
    return Reply(status=status, headers={"Location": to})


def busy(seconds: int | str, status: int = 503) -> Reply:
    """Not now, but in so many seconds or at that HTTP date; a 429 says that we ask too often."""
    return Reply(status=status, headers={"Retry-After": str(seconds)}, body=b"busy", type="text/plain")


def turns(*replies: Reply) -> Callable[[Asked], Reply]:
    """The first time the first reply, then the next; the last one stays."""
    left = list(replies)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]
