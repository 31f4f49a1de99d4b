"""A site in a box: many web sites behind one loopback port, with a log of all that they were asked.

with SiteBox(Site("a.example", {"/": html("<h1>Hello</h1>"), "/rss": turns(busy(30), xml(rss(...)))})) as box:
    ...  # crawl http://a.example/ through the proxy box.url, or box.add(Site(box.host, ...)) and ask it directly
    assert box.paths("a.example") == ["/robots.txt", "/rss", "/rss"]
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import pairwise
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.site_replies import NO_SUCH_HOST, NOT_FOUND, Answer, Asked, Reply, text

IDLE_LIMIT = 30.0
"""Seconds after which a silent connection is closed."""


@dataclass(frozen=True, slots=True)
class Site:
    """One site: what stands at which path."""

    host: str
    """A name such as `a.example`, or `127.0.0.2:PORT` to be asked without a proxy."""
    pages: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    """By path; a query that no key names is ignored."""
    robots: Answer | str | None = None
    """The robots.txt; a text is one with 200, None a 404."""
    otherwise: Answer = NOT_FOUND
    """For all other paths."""
    latency: float = 0.0
    """Seconds that every answer takes."""

    def reply(self, asked: Asked) -> Reply:
        """What this request is answered."""
        answer = self.pages.get(asked.path) or self.pages.get(asked.path.partition("?")[0])
        if answer is None and asked.path == "/robots.txt":
            answer = text(self.robots) if isinstance(self.robots, str) else self.robots or NOT_FOUND
        answer = answer or self.otherwise
        return answer if isinstance(answer, Reply) else answer(asked)


class SiteBox:
    """Serves its sites until it is left, and remembers each request; then every connection ends at once."""

    def __init__(self, *sites: Site) -> None:
        self.log: list[Asked] = []
        """All requests in the order in which they came."""
        self.port = 0
        """Where it listens, on 127.0.0.1 and on the loopback addresses that sites are named after."""
        self._sites = {site.host: site for site in sites}
        self._under_way: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="site box", daemon=True)
        self._servers: dict[str, asyncio.Server] = {}
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Its address, to be given as a proxy."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        """The name of the site that is asked at `url` itself."""
        return f"127.0.0.1:{self.port}"

    def add(self, *sites: Site) -> None:
        """Put sites into the box, or others in the place of those with the same host."""
        for site in sites:
            self._sites[site.host] = site
            self._listen(site.host)

    def asked(self, host: str | None = None, *, since: int = 0) -> list[Asked]:
        """The requests to one host, or all, from that place of the log on."""
        return [one for one in self.log[since:] if host in (None, one.host)]

    def paths(self, host: str, *, since: int = 0) -> list[str]:
        """The paths that one host was asked for, in order."""
        return [one.path for one in self.asked(host, since=since)]

    def urls(self, *, since: int = 0) -> list[str]:
        """The addresses that were asked for, in order."""
        return [one.url for one in self.log[since:]]

    def spacing(self, host: str, *, since: int = 0) -> list[float]:
        """The seconds between any two requests to a host that followed each other."""
        return [after.began - before.began for before, after in pairwise(self.asked(host, since=since))]

    def most_at_once(self, host: str | None = None) -> int:
        """How many requests to a host, or to any one host, were under way at the same time."""
        return max((one.at_once for one in self.asked(host)), default=0)

    def __enter__(self) -> Self:
        self._thread.start()
        for host in ("127.0.0.1", *self._sites):
            self._listen(host)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _listen(self, host: str) -> None:
        address = host.partition(":")[0]
        if address.startswith("127.") and address not in self._servers and self._thread.is_alive():
            made = asyncio.start_server(self._serve, address, self.port, limit=1 << 20)
            server = asyncio.run_coroutine_threadsafe(made, self._loop).result(5)
            self._servers[address] = server
            self.port = int(server.sockets[0].getsockname()[1])

    async def _stop(self) -> None:
        for server in self._servers.values():
            server.close()
        for writer in self._open:
            writer.transport.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request by request, until either side has enough."""
        self._open.add(writer)
        try:
            while head := await asyncio.wait_for(_head(reader), IDLE_LIMIT):
                if not await self._answer(head, writer):
                    break
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client left, or the box is closed
        finally:
            self._open.discard(writer)
            writer.close()

    async def _answer(self, head: Sequence[str], writer: asyncio.StreamWriter) -> bool:
        """Whether the connection is to stay open."""
        asked = self._enter(head)
        try:
            site = self._sites.get(asked.host) or self._sites.get(asked.host.partition(":")[0])
            if site is None:
                return await _send(NO_SUCH_HOST, asked, writer)
            await asyncio.sleep(site.latency)
            return await _send(site.reply(asked), asked, writer)
        finally:
            asked.ended = time.monotonic()
            self._under_way[asked.host] -= 1

    def _enter(self, head: Sequence[str]) -> Asked:
        method, target, _ = head[0].split(" ", 2)
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:])
        }
        parts = urlsplit(target)
        host = (parts.netloc or headers.get("host", "")).lower().removesuffix(":80")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._under_way[host] += 1
        asked = Asked(
            host=host, path=path, method=method, headers=headers, began=time.monotonic(), at_once=self._under_way[host]
        )  # fmt: skip
        self.log.append(asked)
        return asked


async def _head(reader: asyncio.StreamReader) -> list[str]:
    """The lines of a request; empty when the client has gone."""
    try:
        data = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return []
    return data.decode("latin-1").strip().split("\r\n")


async def _send(reply: Reply, asked: Asked, writer: asyncio.StreamWriter) -> bool:
    if reply.after:
        await asyncio.sleep(reply.after)
    known = reply.known_to(asked)
    status = HTTPStatus.NOT_MODIFIED if known else reply.status
    if reply.dropped_at == 0:
        return False
    asked.status = status
    asked.ended = time.monotonic()  # not before; who has the answer must find an end in the log
    left = _Wire(writer, reply.dropped_at)
    left.write(_status_line(status) + _lines(reply, known=known))
    if not known and asked.method != "HEAD":
        for piece in reply.pieces():
            left.write(piece)
            await writer.drain()
            if reply.pause:
                await asyncio.sleep(reply.pause)
    await writer.drain()
    return not left.cut and asked.headers.get("connection", "").lower() != "close"


class _Wire:
    """A connection that breaks after so many bytes."""

    def __init__(self, writer: asyncio.StreamWriter, limit: int | None) -> None:
        self.writer = writer
        self.left = limit

    @property
    def cut(self) -> bool:
        return self.left is not None and self.left <= 0

    def write(self, data: bytes) -> None:
        if self.left is not None:
            data, self.left = data[: max(0, self.left)], self.left - len(data)
        self.writer.write(data)


def _status_line(status: int) -> bytes:
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode()


def _lines(reply: Reply, *, known: bool) -> bytes:
    """The headers; of a 304 only those that tell of the state."""
    headers = reply.all_headers
    if known:
        headers = {
            name: value
            for name, value in headers.items()
            if name in ("ETag", "Last-Modified", "Cache-Control")
        }
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("latin-1") + b"\r\n"
