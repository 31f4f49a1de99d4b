"""A whole crawl in this process, from the first request to the last row."""

import logging

from scrapy.crawler import AsyncCrawlerProcess

from corpus.runs import VisitReport, visits_of
from crawler.run import CrawlRun, Job
from crawler.settings import crawl_settings
from crawler.spiders.news import NewsSpider
from crawler.writer import Writer
from pipelines.readers import Readers

logger = logging.getLogger(__name__)


def crawl(job: Job) -> list[VisitReport]:
    """Visit all sources of a job; what came of each visit. Once in a process: a reactor cannot be started twice."""
    config = job.config
    writer = Writer(job.data / "corpus.db")
    try:
        with Readers(job.topics, workers=config.workers, seconds=config.page_limit_seconds) as readers:
            run = CrawlRun(job, writer, readers)
            error: str | None = "the crawl broke off"
            try:
                _run_spider(run)
                error = None
            finally:
                run.close(error)
        return writer.do_now(visits_of, run.id)
    finally:
        writer.close()


def _run_spider(run: CrawlRun) -> None:
    settings = crawl_settings(run.job.config, now=run.job.clock(), archives=run.job.archives)
    process = AsyncCrawlerProcess(settings, install_root_handler=False)
    process.crawl(NewsSpider, run=run)
    process.start()
