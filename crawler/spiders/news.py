"""The spider: it asks for what lists links, enters the links, and asks for the articles that are wanted."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from corpus.feeds import Feed, feed, note_feed
from corpus.types import Page, charset_of
from crawler.discovery import DISCOVERERS, Discovered
from crawler.items import Fetched
from crawler.refusals import AskedElsewhereError, LeftOpenError
from crawler.replies import headers_of, missed_by, reason_of
from crawler.run import CrawlRun
from crawler.sources import EntryKind
from crawler.visits import Errand, Visit
from pipelines.unanswered import Missed

logger = logging.getLogger(__name__)

MOST_SITEMAPS = 50
"""Of one index in one visit; a news sitemap index names a handful, an archive of twenty years thousands."""
FEEDS_FIRST = 10


class NewsSpider(Spider):
    """Visits sources: feeds, news sitemaps and section pages first, then the articles they list."""

    name = "news"

    def __init__(self, run: CrawlRun, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run = run

    async def start(self) -> AsyncIterator[Any]:
        """Open a visit for each source, with what lists its links and what was left from before."""
        for source in self.run.job.sources:
            visit = await self.run.begin_visit(source)
            visit.pending += 1
            for kind, url in source.entries():
                yield await self._listing(visit, kind, url)
            for request in self._articles(await self.run.left_open(visit)):
                yield request
            await self.run.finished(visit)

    async def parse_listing(
        self, response: Response, visit: Visit, kind: EntryKind, depth: int
    ) -> AsyncIterator[Any]:
        """What a feed, sitemap or section page lists: enter it, ask for what is wanted."""
        try:
            visit.tally.requests += 1
            visit.tally.bytes += len(response.body)
            async for request in self._listed(response, visit, kind, depth):
                yield request
        finally:
            await self.run.finished(visit)

    async def parse_article(self, response: Response, errand: Errand) -> AsyncIterator[Fetched]:
        """The page of an article on its way to the pipeline, or what its absence means."""
        errand.visit.tally.requests += 1
        errand.visit.tally.bytes += len(response.body)
        if response.status == 200:
            yield Fetched(page=self._page(response, errand), errand=errand)
            return  # the pipeline settles it
        if response.status == 304 and errand.headers:
            outcome = await self.run.still_stands(errand.url)
        else:
            outcome = await self.run.missed(errand.url, Missed.ERROR, f"HTTP {response.status}", response.status)
        await self.run.settled(errand, outcome, response.url)

    async def no_listing(self, failure: Failure) -> None:
        """A feed that did not come: said in the visit, asked again at the next."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        visit: Visit = request.cb_kwargs["visit"]
        await self._note_failure(visit, request.cb_kwargs["kind"], request.url, reason_of(failure), None)
        await self.run.finished(visit)

    async def no_article(self, failure: Failure) -> None:
        """An article that did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        errand: Errand = request.cb_kwargs["errand"]
        if isinstance(failure.value, AskedElsewhereError):
            await self.run.follow(errand, failure.value.target)
            return
        outcome = None
        if isinstance(failure.value, LeftOpenError):
            self._left_open(errand.visit, failure)
        else:
            outcome = await self.run.missed(errand.url, missed_by(failure), reason_of(failure))
        await self.run.settled(errand, outcome, request.url)

    async def _listing(self, visit: Visit, kind: EntryKind, url: str, depth: int = 0) -> Request:
        known = await self.run.writer.do(feed, url)
        headers = {"Cache-Control": "max-age=0"}
        if known is not None:
            validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
            headers |= {name: value for name, value in validators.items() if value}
        visit.pending += 1
        return Request(
            url, callback=self.parse_listing, errback=self.no_listing, headers=headers, dont_filter=True,
            priority=FEEDS_FIRST, cb_kwargs={"visit": visit, "kind": kind, "depth": depth},
        )  # fmt: skip

    async def _listed(
        self, response: Response, visit: Visit, kind: EntryKind, depth: int
    ) -> AsyncIterator[Request]:
        url = response.request.url if response.request is not None else response.url
        now = self.run.job.clock()
        if response.status not in (200, 304):
            await self._note_failure(visit, kind, url, f"HTTP {response.status}", response.status)
            return
        if response.status == 304:
            visit.tally.answers += 1
            same = Feed(url=url, source=visit.source.name, kind=kind, fetched_at=now, status=304)
            await self.run.writer.do(note_feed, same, changed=False)
            return
        found = await self._discover(response, kind)
        if found.error is not None:
            visit.tally.errors.append(f"{url}: {found.error}")
        if found.links or found.more or found.error is None:
            visit.tally.answers += 1
        headers = headers_of(response)
        # An index is asked for in full each time: "not modified" would hide that one of its sitemaps was.
        kept = {} if found.more else headers
        new_state = Feed(
            url=url, source=visit.source.name, kind=kind, etag=kept.get("etag"),
            last_modified=kept.get("last-modified"), fetched_at=now, status=200,
        )  # fmt: skip
        errands = await self.run.meet(visit, new_state, found.links)
        if depth == 0:
            for more in found.more[:MOST_SITEMAPS]:
                yield await self._listing(visit, kind, more, depth + 1)
        for request in self._articles(errands):
            yield request

    async def _discover(self, response: Response, kind: EntryKind) -> Discovered:
        """The links of a body, found in the pool: a hostile feed shall not stop the reactor."""
        charset = charset_of(headers_of(response))
        try:
            listed = self.run.readers.submit(DISCOVERERS[kind], response.body, response.url, charset)
            return await asyncio.wrap_future(listed)
        except Exception as error:
            return Discovered(error=f"could not be read: {type(error).__name__}")

    def _left_open(self, visit: Visit, failure: Failure) -> None:
        said = str(failure.value)
        if said not in visit.tally.errors:  # once, however many links it keeps open
            visit.tally.errors.append(said)

    async def _note_failure(
        self, visit: Visit, kind: EntryKind, url: str, reason: str, status: int | None
    ) -> None:
        visit.tally.errors.append(f"{url}: {reason}")
        logger.warning("%s: %s: %s", visit.source.name, url, reason)
        failed = Feed(
            url=url,
            source=visit.source.name,
            kind=kind,
            fetched_at=self.run.job.clock(),
            status=status,
            failures=1,
        )
        await self.run.writer.do(note_feed, failed, changed=False)

    def _articles(self, errands: Iterable[Errand]) -> Iterable[Request]:
        for errand in errands:
            if self.run.take(errand):
                errand.visit.pending += 1
                yield Request(
                    errand.url, callback=self.parse_article, errback=self.no_article, headers=errand.headers,
                    dont_filter=True, cb_kwargs={"errand": errand},
                )  # fmt: skip

    def _page(self, response: Response, errand: Errand) -> Page:
        return Page(
            requested_url=errand.url,
            url=response.url,
            redirects=tuple(response.meta.get("redirect_urls", ())),
            status=response.status,
            headers=headers_of(response),
            fetched_at=self.run.job.clock(),
            body=response.body,
            source=errand.visit.source.name,
        )
