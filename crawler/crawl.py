"""A whole crawl in this process, from the first request to the last row."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, TypeVar

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess

from corpus.errors import StoreError, WirewatchError
from corpus.leases import Holder
from corpus.runs import VisitReport, visits_of
from corpus.store import open_corpus
from crawler.run import CrawlRun, Job
from crawler.settings import crawl_settings
from crawler.spiders.news import NewsSpider
from crawler.writer import Writer
from pipelines.archives import records
from pipelines.readers import Readers

logger = logging.getLogger(__name__)

LOG_BYTES = 5_000_000

Run = TypeVar("Run", bound=CrawlRun)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """What a crawl came to."""

    visits: list[VisitReport]
    refused: dict[str, Holder]
    """The sources whose site another process visits just now, by name."""


def crawl(job: Job) -> CrawlReport:
    """Visit the sources of a job that no other process visits; what came of it. ArchiveError for no archive.

    Once in a process: a reactor cannot be started twice.
    """
    for archive in job.archives:  # said once and before anything is asked, not by each source
        next(records(archive), None)
    with under_way(job, CrawlRun) as run:
        refused = run.take_leases()
        run_spider(NewsSpider, run)
        _check(run)
    with open_corpus(run.job.data / "corpus.db") as corpus:
        return CrawlReport(visits=visits_of(corpus, run.id), refused=refused)


def _check(run: CrawlRun) -> None:
    """Raise what must not pass for a crawl that came to its end."""
    if run.broken is not None:
        raise StoreError(f"{run.broken}; what was fetched since is asked for again")
    if run.stopped:
        raise WirewatchError(
            "stopped before its end; what was not asked for stays open and comes first next time"
        )
    missed = [source.name for source in run.job.sources if source.name not in run.visited]
    if missed:
        raise WirewatchError(f"these sources were not visited: {', '.join(missed)}; logs/crawl.log says why")


@contextmanager
def under_way(job: Job, kind: Callable[[Job, Writer, Readers], Run]) -> Iterator[Run]:
    """A run with its log, writer and readers, written down as ended, or broken off, when it is left."""
    _log_to(job.data / "logs" / "crawl.log")
    writer = Writer(job.data / "corpus.db")
    try:
        config = job.config
        with Readers(job.topics, workers=config.workers, seconds=config.page_limit_seconds) as readers:
            run = kind(job, writer, readers)
            error: str | None = "the crawl broke off"
            try:
                yield run
                error = None
            except WirewatchError as why:
                error = str(why)
                raise
            finally:
                run.close(error)
    finally:
        writer.close()


def run_spider(spider: type[Spider], run: CrawlRun, **more: Any) -> None:
    """Run a spider of a run to its end, with the settings of every crawl; `more` is for the spider."""
    job = run.job
    private = [source.host for source in job.sources if source.allow_private]
    settings = crawl_settings(
        job.config, now=job.clock(), archives=job.archives, private_hosts=private, hosts=len(job.sources)
    )
    process = AsyncCrawlerProcess(settings | {"LOG_INSTALL_ROOT_HANDLER": False})  # the log is set up already
    crawler = process.create_crawler(spider)
    run.is_stopping = lambda: not crawler.crawling
    process.crawl(crawler, run=run, **more)
    _collect_rarely()
    process.start()


def _collect_rarely() -> None:
    """Keep Python from searching all objects for cycles again and again: each time it holds the event loop for long.

    Young objects are still collected; a crawl ends within the hour, and its memory with it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(1000, 20, 100_000)


def _log_to(path: Path) -> None:
    """What happened with whom and where, line by line, for the person on duty; on stderr where no file can be."""
    handler = _handler(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(_is_news)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("crawler").setLevel(logging.INFO)
    if not isinstance(handler, RotatingFileHandler):
        logger.warning("%s cannot be written: the log comes here instead", path)


def _handler(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8")
    except OSError:
        return logging.StreamHandler()


def _is_news(record: logging.LogRecord) -> bool:
    """Whether the log wants a line: Scrapy makes itself talkative again whenever a crawl is set up."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] == "crawler"
