"""A whole crawl in this process, from the first request to the last row."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess

from corpus.runs import VisitReport, visits_of
from crawler.run import CrawlRun, Job
from crawler.settings import crawl_settings
from crawler.spiders.news import NewsSpider
from crawler.writer import Writer
from pipelines.readers import Readers

LOG_BYTES = 5_000_000


def crawl(job: Job) -> list[VisitReport]:
    """Visit all sources of a job; what came of each visit. Once in a process: a reactor cannot be started twice."""
    config = job.config
    _log_to(job.data / "logs" / "crawl.log")
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
    job = run.job
    private = [source.host for source in job.sources if source.allow_private]
    settings = crawl_settings(job.config, now=job.clock(), archives=job.archives, private_hosts=private)
    process = AsyncCrawlerProcess(settings | {"LOG_INSTALL_ROOT_HANDLER": False})  # the log is set up already
    process.crawl(NewsSpider, run=run)
    process.start()


def _log_to(path: Path) -> None:
    """What happened with whom and where, line by line, for the person on duty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    for name, level in (("", logging.WARNING), ("scrapy", logging.WARNING), ("crawler", logging.INFO)):
        logging.getLogger(name).setLevel(level)
