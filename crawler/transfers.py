"""How many hosts answer at the same time. Hosts that rest between two requests do not count.

Scrapy counts a request as under way while it waits for its host's pause. With a pause of two seconds and answers in a
tenth of one, 32 at once would then mean one or two, and a crawl of 160 hosts would take five times as long as their
pauses do.
"""

import asyncio

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler with at most `WIREWATCH_TRANSFERS` answers on their way."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._free = asyncio.Semaphore(crawler.settings.getint("WIREWATCH_TRANSFERS"))

    async def download_request(self, request: Request) -> Response:
        """The answer, once there is room for it."""
        async with self._free:
            return await super().download_request(request)
