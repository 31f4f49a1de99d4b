"""One address now, whatever the sources: through the same manners and the same recipe as a crawl."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import clock as clocks
from corpus import documents, leases
from corpus.config import load_config
from corpus.store import Corpus
from corpus.types import Article, State
from corpus.urls import site_of, url_key
from crawler.crawl import run_spider, under_way
from crawler.looks import FetchRun, Look
from crawler.run import Job
from crawler.sources import registry
from crawler.spiders.check import PageSpider
from pipelines.topics import load_topic

FORGOTTEN = "it was forgotten on request, so it is not asked for"


def fetch(urls: Sequence[str], job: Job) -> list[Look]:
    """Ask for each address and settle what comes; what was read, and what became of it. Once in a process.

    Addresses of one article are asked for once. What was forgotten is left alone, and so is a site that another
    process visits just now.
    """
    with under_way(job, partial(FetchRun, urls=urls)) as run:
        left_alone = run.writer.do_now(_left_alone, run.id, urls)
        run.urls = [url for url in urls if url not in left_alone]
        if run.urls:
            run_spider(PageSpider, run)
        return [_look(run, url, left_alone.get(url, "nothing was asked")) for url in urls]


def articles_at(
    urls: Sequence[str], data: Path, clock: Callable[[], datetime]
) -> Mapping[str, Article | str]:
    """The articles that sites show at these addresses now, or why there is none; nothing of them is kept.

    As a crawl would ask: the user's config and pace hold. Once in a process.
    """
    with TemporaryDirectory() as folder:
        job = Job(
            sources=tuple(registry(data).values()), topics=(load_topic("everything"),), config=load_config(data),
            data=Path(folder), clock=clock, kind="fetch",
        )  # fmt: skip
        return {look.url: look.article or _why_none(look) for look in fetch(urls, job)}


def _why_none(look: Look) -> str:
    return look.left_open or (look.outcome.reason if look.outcome else None) or "nothing came"


def _look(run: FetchRun, url: str, otherwise: str) -> Look:
    return run.looks.get(url_key(url)) or Look(url=url, left_open=otherwise)


def _left_alone(corpus: Corpus, run_id: int, urls: Sequence[str]) -> dict[str, str]:
    """The addresses that must not be asked for, with the reason; the sites of all others are leased to the run."""
    reasons = {}
    for url in urls:
        known = documents.document_at(corpus, [url_key(url)])
        if known is not None and known.state is State.FORGOTTEN:
            reasons[url] = FORGOTTEN
        elif (holder := leases.take(corpus, run_id, [site_of(url)], clocks.utc_now())) is not None:
            reasons[url] = f"{holder}; try again when that is over"
    return reasons
