"""The spider that looks at one site for `sources add`: it asks what a survey wants to know, with a crawl's manners."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from scrapy import Request, Spider
from twisted.python.failure import Failure

from corpus.feeds import feed
from corpus.types import charset_of
from crawler.replies import headers_of, reason_of
from crawler.robots import Robots, robots_url
from crawler.run import CrawlRun
from crawler.sources import Source
from crawler.survey import Answer, Surveyor
from crawler.visits import Listing, Visit


class SiteSpider(Spider):
    """Carries out one survey of one site."""

    name = "site"

    def __init__(
        self, run: CrawlRun, source: Source, task: Callable[[Surveyor], Awaitable[None]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.run = run
        self.task = task
        ends_at = time.monotonic() + run.job.config.visit_limit_seconds
        self.visit = Visit(source=source, ends_at=ends_at)

    async def start(self) -> AsyncIterator[Any]:
        """Do the task; there is nothing to schedule."""
        await self.task(Surveyor(self.ask, self.sitemaps))
        nothing: tuple[Any, ...] = ()
        for request in nothing:  # Scrapy wants a generator
            yield request

    async def ask(self, url: str) -> Answer:
        """What an address answers, or why it does not."""
        listing = Listing(visit=self.visit, kind="feed", url=url)
        request = Request(url, dont_filter=True, cb_kwargs={"listing": listing})
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            failure = Failure(error)  # type: ignore[no-untyped-call]  # Twisted's
            return Answer(url=url, error=reason_of(failure))
        if response.status != 200:
            return Answer(url=response.url, error=f"HTTP {response.status}")
        charset = charset_of(headers_of(response))
        return Answer(url=response.url, body=response.body, charset=charset)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address's host names; it was read with the address."""
        kept = await self.run.writer.do(feed, robots_url(url))
        return Robots(kept.status, kept.body or b"").sitemaps if kept is not None else ()
