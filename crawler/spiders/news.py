"""The spider: it asks for what lists links, enters the links, and asks for the articles that are wanted."""

import asyncio
import dataclasses
import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from corpus.feeds import Feed, feed, note_feed
from corpus.pages import conditional
from corpus.types import Page, charset_of
from crawler.discovery import DISCOVERERS, Discovered
from crawler.items import Fetched
from crawler.refusals import AskedElsewhereError, LeftOpenError
from crawler.replay import ARCHIVED
from crawler.replies import headers_of, missed_by, moved_to, reason_of
from crawler.run import CrawlRun
from crawler.sources import EntryKind
from crawler.visits import Errand, Listing, Visit
from pipelines.unanswered import Missed

logger = logging.getLogger(__name__)

FEEDS_FIRST = 10
RECHECKS_LAST = -10
A_BREATH = 20
"""Requests that are made in one go: about ten milliseconds of the event loop."""


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
            try:
                for kind, url in source.entries():
                    if request := await self._listing(Listing(visit=visit, kind=kind, url=url)):
                        yield request
                async for request in self._articles(await self.run.left_open(visit)):
                    yield request
            except Exception as error:  # the other sources must not pay for it
                self._note(visit, error)
            await self.run.finished(visit)

    def closed(self, reason: str) -> None:
        """Scrapy says why it ended; after a second signal it says nothing."""
        self.run.stopped = reason == "shutdown"

    async def parse_listing(self, response: Response, listing: Listing) -> AsyncIterator[Any]:
        """What a feed, sitemap or section page lists: enter it, ask for what is wanted."""
        visit = listing.visit
        try:
            visit.tally.requests += 1
            visit.tally.bytes += len(response.body)
            async for request in self._listed(response, listing):
                yield request
        except Exception as error:
            self._note(visit, error)
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
            outcome = await self.run.missed(
                errand.url, Missed.ERROR, f"HTTP {response.status}", response.status
            )
        await self.run.settled(errand, outcome)

    async def no_listing(self, failure: Failure) -> None:
        """A feed that did not come: said in the visit, asked again at the next."""
        listing: Listing = failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]  # Scrapy adds it
        await self._note_failure(listing, reason_of(failure), None)
        await self.run.finished(listing.visit)

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
        await self.run.settled(errand, outcome)

    async def _listing(self, listing: Listing) -> Request | None:
        """The request for something that lists links; None, and said in the visit, when its address is none."""
        known = await self.run.writer.do(feed, listing.url)
        headers = {"Cache-Control": "max-age=0"}
        if known is not None:
            headers |= conditional(known.etag, known.last_modified)
        try:
            request = Request(
                listing.url, callback=self.parse_listing, errback=self.no_listing, headers=headers, dont_filter=True,
                priority=FEEDS_FIRST, cb_kwargs={"listing": listing},
            )  # fmt: skip
        except ValueError as error:
            await self._note_failure(listing, f"no address that can be asked: {error}", None)
            return None
        listing.visit.pending += 1
        return request

    async def _listed(self, response: Response, listing: Listing) -> AsyncIterator[Request]:
        visit = listing.visit
        if response.status == 304:
            visit.tally.answers += 1
            same = dataclasses.replace(self._state(listing, 304), moved_to=moved_to(response))
            await self.run.writer.do(note_feed, same, changed=False)
            return
        if response.status != 200:
            await self._note_failure(listing, f"HTTP {response.status}", response.status)
            return
        found = await self._discover(response, listing.kind)
        if found.error is not None and not found.links and not found.more:
            await self._note_failure(listing, found.error, response.status)
            return
        if found.error is not None:
            visit.tally.errors.append(f"{listing.url}: {found.error}")
        visit.tally.answers += 1
        # An index, and what came damaged, is asked for in full next time: "not modified" would hide the rest of it.
        index = listing.kind == "sitemap" and bool(found.more)
        headers = headers_of(response) if found.error is None and not index else {}
        before = len(visit.tally.links_new)
        state = dataclasses.replace(self._state(listing, 200, headers), moved_to=moved_to(response))
        errands = await self.run.meet(visit, state, found.links)
        if index or len(visit.tally.links_new) > before:  # the next page of a section, if this one had news
            for more in listing.further(found.more):
                if request := await self._listing(more):
                    yield request
        async for request in self._articles(errands):
            yield request

    def _state(self, listing: Listing, status: int | None, headers: Mapping[str, str] | None = None) -> Feed:
        headers = headers or {}
        return Feed(
            url=listing.url, source=listing.visit.source.name, kind=listing.kind, etag=headers.get("etag"),
            last_modified=headers.get("last-modified"), fetched_at=self.run.job.clock(), status=status,
        )  # fmt: skip

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

    async def _note_failure(self, listing: Listing, reason: str, status: int | None) -> None:
        listing.visit.tally.errors.append(f"{listing.url}: {reason}")
        logger.warning("%s: %s: %s", listing.visit.source.name, listing.url, reason)
        failed = dataclasses.replace(self._state(listing, status), failures=1)
        await self.run.writer.do(note_feed, failed, changed=False)

    async def _articles(self, errands: Iterable[Errand]) -> AsyncIterator[Request]:
        for number, errand in enumerate(errands, start=1):
            if number % A_BREATH == 0:  # let the event loop do something else
                await asyncio.sleep(0)
            if not self.run.take(errand):
                continue
            errand.visit.pending += 1
            try:
                yield Request(
                    errand.url, callback=self.parse_article, errback=self.no_article, headers=errand.headers,
                    dont_filter=True, priority=0 if errand.listed is not None else RECHECKS_LAST,
                    cb_kwargs={"errand": errand},
                )  # fmt: skip
            except ValueError as error:
                reason = f"no address that can be asked: {error}"
                await self.run.settled(errand, await self.run.missed(errand.url, Missed.UNREADABLE, reason))

    def _note(self, visit: Visit, error: Exception) -> None:
        logger.error("%s: %s", visit.source.name, error, exc_info=error)
        visit.tally.errors.append(f"{type(error).__name__}: {error}")

    def _page(self, response: Response, errand: Errand) -> Page:
        fetched_at, origin = response.meta.get(ARCHIVED, (self.run.job.clock(), None))
        return Page(
            requested_url=errand.url,
            url=response.url,
            redirects=tuple(response.meta.get("redirect_urls", ())),
            status=response.status,
            headers=headers_of(response),
            fetched_at=fetched_at,
            origin=origin,
            body=response.body,
            source=errand.visit.source.name,
            listed=errand.listed,
        )
