"""The demo newsroom behind a real socket: an HTTP/1.1 server on 127.0.0.1, for a crawler to use as its proxy.

with NewsroomServer(moment=1) as server:
    ...  # crawl with the proxy server.url
    server.moment = 2
    assert server.requested() == [...]
"""

import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from crawler.newsroom_site import MOMENTS, Answer, answers

IDLE_LIMIT = 10.0
"""Seconds after which a silent connection is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came in, and the status it got."""

    method: str
    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    at: float
    """Seconds of the monotonic clock."""


class NewsroomServer:
    """Serves the newsroom of one moment (settable at any time) and remembers what it was asked."""

    def __init__(self, moment: int = 1) -> None:
        self._answers = {n: {answer.url: answer for answer in answers(n)} for n in MOMENTS}
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.newsroom = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.moment = moment
        self.log: list[Asked] = []

    @property
    def port(self) -> int:
        """Where it listens, on 127.0.0.1."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address, to be given as `http_proxy`."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, url: str) -> Answer | None:
        """What that address answers now; None where the newsroom has nothing."""
        return self._answers[self.moment].get(url)

    def requested(self, since: int = 0) -> list[str]:
        """The addresses that were asked for, in order, from that place of the log on."""
        return [asked.url for asked in self.log[since:]]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    newsroom: NewsroomServer

    def __init__(self, *args: object) -> None:
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(*args)  # type: ignore[arg-type]

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        with self._guard:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: object) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)  # type: ignore[arg-type]

    def server_close(self) -> None:
        # A crawler keeps its connections open; their threads wait in a read and end when the socket does.
        with self._guard:
            for connection in self._open:
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = IDLE_LIMIT
    server: _Server

    def do_GET(self) -> None:
        url = self._asked_url()
        answer = self.server.newsroom.answer(url)
        status = self._status(answer)
        self.server.newsroom.log.append(
            Asked(
                method=self.command,
                url=url,
                status=status,
                headers={name.lower(): value for name, value in self.headers.items()},
                at=time.monotonic(),
            )
        )
        self._send(status, answer)

    do_HEAD = do_CONNECT = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal: the log is for the test."""

    def _asked_url(self) -> str:
        """The whole address: as a proxy is told it, or from the Host header."""
        if self.path.startswith("/"):
            return f"http://{self.headers.get('Host', '')}{self.path}"
        return self.path

    def _status(self, answer: Answer | None) -> int:
        if answer is None:
            return HTTPStatus.NOT_FOUND
        if answer.status == HTTPStatus.OK and _is_known(answer, self.headers):
            return HTTPStatus.NOT_MODIFIED
        return answer.status

    def _send(self, status: int, answer: Answer | None) -> None:
        known = answer.headers if answer else {"Content-Type": "text/plain"}
        body = answer.body if answer and status != HTTPStatus.NOT_MODIFIED else b""
        self.send_response_only(status)
        for name, value in known.items():
            if name != "Content-Length":
                self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _is_known(answer: Answer, headers: "Message[str, str]") -> bool:
    """Whether the client has this answer already; an ETag outranks a date (RFC 9110)."""
    if (tags := headers.get("If-None-Match")) is not None:
        return answer.headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since, modified = headers.get("If-Modified-Since"), answer.headers.get("Last-Modified")
    if since is None or modified is None:
        return False
    return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
