"""Scrapy's item pipeline: hands each page to the recipe and counts what became of it."""

import logging

from scrapy.crawler import Crawler

from corpus.errors import StoreError
from crawler.items import Fetched
from crawler.run import CrawlRun
from pipelines.unanswered import Missed

logger = logging.getLogger(__name__)


class IngestPipeline:
    """The way of every page; no decision lives here."""

    def __init__(self, run: CrawlRun) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "IngestPipeline":
        """The pipeline of the spider's run."""
        return cls(crawler.spider.run)  # type: ignore[union-attr]  # a NewsSpider, set before its components

    async def process_item(self, item: Fetched) -> Fetched:
        """Ingest a page. What goes wrong here costs this page only: its link stays open for the next run."""
        visit, page = item.errand.visit, item.page
        outcome = None
        try:
            outcome = await self.run.ingest(page)
        except StoreError as error:  # nothing more can be kept; the links stay open
            self.run.break_off(str(error))
        except Exception as error:
            logger.exception("%s: %s: could not be settled", visit.source.name, page.url)
            reason = f"could not be settled: {type(error).__name__}"
            visit.tally.errors.append(f"{page.url}: {reason}")
            outcome = await self.run.missed(page.requested_url, Missed.ERROR, reason)
        await self.run.settled(item.errand, outcome)
        return item
