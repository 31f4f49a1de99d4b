"""The spiders that look before anything is kept: at sources for `sources check`, at single addresses for `fetch`."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy.http import Response

from crawler.discovery import Discovered
from crawler.looks import CheckRun, FetchRun
from crawler.sources import EntryKind
from crawler.spiders.news import NewsSpider
from crawler.visits import Errand


class CheckSpider(NewsSpider):
    """Visits sources as a crawl does, and keeps in mind what each way in listed."""

    name = "check"
    run: CheckRun

    async def _discover(self, response: Response, kind: EntryKind) -> Discovered:
        found = await super()._discover(response, kind)
        self.run.note_listing(response, found)
        return found


class PageSpider(NewsSpider):
    """Asks for single addresses, whatever the sources."""

    name = "page"
    run: FetchRun

    async def start(self) -> AsyncIterator[Any]:
        """One request for each address."""
        for url in self.run.urls:
            async for request in self._articles([Errand(self.run.visit_of(url), url, {})]):
                yield request
