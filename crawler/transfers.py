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

LAST_LOOK = "wirewatch_last_look"
"""In the meta of a request: called when its turn has come; raises why it shall not be sent."""


class BoundedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler with at most `WIREWATCH_TRANSFERS` answers on their way."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._free = asyncio.Semaphore(crawler.settings.getint("WIREWATCH_TRANSFERS"))

    async def download_request(self, request: Request) -> Response:
        """The answer, once there is room for it, unless a last look says that it is not wanted any more."""
        async with self._free:
            if last_look := request.meta.get(LAST_LOOK):
                last_look()
            return await super().download_request(request)
