"""One address now, whatever the sources: through the same manners and the same recipe as a crawl."""

from collections.abc import Sequence
from functools import partial

from corpus import clock, documents, leases
from corpus.store import Corpus
from corpus.types import State
from corpus.urls import site_of, url_key
from crawler.crawl import run_spider, under_way
from crawler.looks import FetchRun, Look
from crawler.run import Job
from crawler.spiders.check import PageSpider

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


def _look(run: FetchRun, url: str, otherwise: str) -> Look:
    return run.looks.get(url_key(url)) or Look(url=url, left_open=otherwise)


def _left_alone(corpus: Corpus, run_id: int, urls: Sequence[str]) -> dict[str, str]:
    """The addresses that must not be asked for, with the reason; the sites of all others are leased to the run."""
    reasons = {}
    for url in urls:
        known = documents.document_at(corpus, [url_key(url)])
        if known is not None and known.state is State.FORGOTTEN:
            reasons[url] = FORGOTTEN
        elif (holder := leases.take(corpus, run_id, [site_of(url)], clock.utc_now())) is not None:
            reasons[url] = f"{holder}; try again when that is over"
    return reasons
