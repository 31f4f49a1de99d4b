"""How many hosts answer at the same time. Hosts that rest between two requests do not count.

Scrapy counts a request as under way while it waits for its host's pause. With a pause of two seconds and answers in a
tenth of one, 32 at once would then mean one or two, and a crawl of 160 hosts would take five times as long as their
pauses do.
"""

import asyncio
import time
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

LAST_LOOK = "wirewatch_last_look"
"""In the meta of a request: called when its turn has come; raises why it shall not be sent."""


PAUSE = "wirewatch_pause"
"""In the meta of a request: the seconds that its host wants to rest between an answer and the next request."""


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler with at most `WIREWATCH_TRANSFERS` answers on their way, and true pauses.

    Scrapy counts a pause from when a request was put on its way. That moment and the one when it is sent can lie apart,
    so that a host may see two requests closer together than it was promised: here the pause begins with the answer.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._free = asyncio.Semaphore(crawler.settings.getint("WIREWATCH_TRANSFERS"))
        self._answered_at: dict[str, float] = {}
        """When each host last answered, by the monotonic clock."""

    async def download_request(self, request: Request) -> Response:
        """The answer, once its host has rested and there is room for it, unless it is not wanted any more."""
        host = urlsplit(request.url).hostname or ""
        while (rest := self._rest(host, request)) > 0:
            await asyncio.sleep(rest)
        async with self._free:
            if last_look := request.meta.get(LAST_LOOK):
                last_look()
            try:
                return await super().download_request(request)
            finally:
                self._answered_at[host] = time.monotonic()

    def _rest(self, host: str, request: Request) -> float:
        """Seconds for which a host still rests."""
        pause: float = request.meta.get(PAUSE, 0.0)
        return self._answered_at[host] + pause - time.monotonic() if host in self._answered_at else 0.0
