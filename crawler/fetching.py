"""One address now, whatever the sources: through the same manners and the same recipe as a crawl."""

from collections.abc import Sequence
from functools import partial

from corpus import documents
from corpus.store import Corpus
from corpus.types import State
from corpus.urls import url_key
from crawler.crawl import run_spider, under_way
from crawler.looks import FetchRun, Look
from crawler.run import Job
from crawler.spiders.check import PageSpider

FORGOTTEN = "it was forgotten on request, so it is not asked for"


def fetch(urls: Sequence[str], job: Job) -> list[Look]:
    """Ask for each address and settle what comes; what was read, and what became of it. Once in a process.

    Addresses of one article are asked for once. What was forgotten is left alone.
    """
    with under_way(job, partial(FetchRun, urls=urls)) as run:
        forgotten = set(run.writer.do_now(_forgotten, urls))
        run.urls = [url for url in urls if url not in forgotten]
        if run.urls:
            run_spider(PageSpider, run)
        unasked = dict.fromkeys(forgotten, FORGOTTEN)
        return [_look(run, url, unasked.get(url, "nothing was asked")) for url in urls]


def _look(run: FetchRun, url: str, otherwise: str) -> Look:
    return run.looks.get(url_key(url)) or Look(url=url, left_open=otherwise)


def _forgotten(corpus: Corpus, urls: Sequence[str]) -> list[str]:
    known = {url: documents.document_at(corpus, [url_key(url)]) for url in urls}
    return [url for url, one in known.items() if one is not None and one.state is State.FORGOTTEN]
