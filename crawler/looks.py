"""Runs that look closely: every page is read whole, and what was read is kept in mind next to what became of it."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as with_fields
from scrapy.http import Response

from corpus.types import Article, Outcome, Page, Reading, Relevance
from corpus.urls import site_of, url_key
from crawler.discovery import Discovered
from crawler.run import CrawlRun, Job
from crawler.sources import Source
from crawler.visits import Errand, Listing, Visit
from crawler.writer import Writer
from pipelines.readers import Readers
from pipelines.rights import rights_of_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One address that was asked for: what was read there, and what became of it."""

    url: str
    reading: Reading | None = field(default=None, repr=False)
    """None when no page came."""
    rights: Mapping[str, object] = field(default_factory=dict)
    outcome: Outcome | None = None
    """None when nothing was settled; then `left_open` says why."""
    left_open: str | None = None

    @property
    def article(self) -> Article | None:
        """The article, if there is one."""
        return self.reading.article if self.reading is not None else None

    @property
    def relevances(self) -> tuple[Relevance, ...]:
        """What the topics say of the article."""
        return self.reading.relevances if self.reading is not None else ()


class LookRun(CrawlRun):
    """A run that reads pages whole, so that there is something to show of those that no topic wants, too."""

    def __init__(self, job: Job, writer: Writer, readers: Readers) -> None:
        super().__init__(job, writer, readers)
        self.looks: dict[str, Look] = {}
        """By the key of the address that was asked for."""

    async def ingest(self, page: Page) -> Outcome:
        """The recipe, with its reading and the rights stated on the page kept in mind."""
        reading = await self.readers.read(page, await self.memory_of(page), whole=True)
        self._note(
            page.requested_url, Look(url=page.requested_url, reading=reading, rights=await self._rights(page))
        )
        outcome = await self.settle(reading)
        await self.clean(page)
        return outcome

    async def settled(self, errand: Errand, outcome: Outcome | None) -> None:
        """Keep in mind what became of an address, then go on as any run does."""
        look = self.looks.get(url_key(errand.url), Look(url=errand.url))
        errors = errand.visit.tally.errors
        why = errors[-1] if outcome is None and errors else None
        self._note(errand.url, replace(look, outcome=outcome, left_open=why))
        await super().settled(errand, outcome)

    def _note(self, url: str, look: Look) -> None:
        self.looks[url_key(url)] = look

    async def _rights(self, page: Page) -> Mapping[str, object]:
        try:
            return await asyncio.wrap_future(self.readers.submit(rights_of_page, page))
        except Exception:  # a page that hangs or kills its reader says so in its reading
            return {}


class CheckRun(LookRun):
    """Looks at sources: what each way in lists, and one article of each source."""

    def __init__(self, job: Job, writer: Writer, readers: Readers) -> None:
        super().__init__(job, writer, readers)
        self.listed: dict[str, dict[str, tuple[Listing, Discovered]]] = {}
        """By source, then by address."""
        self.errors: dict[str, list[str]] = {}
        self.chosen: dict[str, str] = {}
        """The article of each source."""

    def take(self, errand: Errand) -> bool:
        """Whether to ask for an address: one article of each source, the first that it lists."""
        name = errand.visit.source.name
        if name in self.chosen or not super().take(errand):
            return False
        self.chosen[name] = errand.url
        return True

    def note_listing(self, response: Response, found: Discovered) -> None:
        """Keep in mind what a way in listed."""
        assert response.request is not None
        listing: Listing = response.request.cb_kwargs["listing"]
        self.listed.setdefault(listing.visit.source.name, {})[listing.url] = (listing, found)

    async def end_visit(self, visit: Visit) -> None:
        """Keep in mind what went wrong in a visit."""
        self.errors[visit.source.name] = list(visit.tally.errors)
        await super().end_visit(visit)

    def look_at(self, source: str) -> Look | None:
        """The article that was looked at for a source; None when it listed none."""
        url = self.chosen.get(source)
        return self.looks.get(url_key(url)) if url is not None else None


class FetchRun(LookRun):
    """Looks at single addresses; `job.sources` are asked only how politely their sites want to be asked."""

    def __init__(self, job: Job, writer: Writer, readers: Readers, urls: Sequence[str]) -> None:
        super().__init__(job, writer, readers)
        self.urls = urls

    async def ingest(self, page: Page) -> Outcome:
        """The recipe for a page that no source led to."""
        return await super().ingest(replace(page, source=None))

    def visit_of(self, url: str) -> Visit:
        """What a request for an address counts in. It is not written down: no source is visited."""
        site = site_of(url)
        of = [source for source in self.job.sources if site in source.sites()]
        delays = [source.delay_seconds for source in of if source.delay_seconds is not None]
        anybody = Source(name="fetch", title=site, home=url)
        ends_at = time.monotonic() + self.job.config.visit_limit_seconds
        return Visit(source=with_fields(anybody, delay_seconds=max(delays, default=None)), ends_at=ends_at)
