"""Downloader middlewares: no request past the end of a visit, none that robots.txt forbids, none too soon."""

import asyncio
import logging
import time
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from corpus import ledger
from corpus.feeds import Feed, feed, note_feed
from corpus.urls import url_key, without_credentials
from crawler.refusals import (
    AskedElsewhereError,
    HostRestsError,
    RedirectLoopError,
    RobotsForbidError,
    RobotsUnreachableError,
    VisitOverError,
)
from crawler.replies import headers_of, reason_of
from crawler.rests import Rests
from crawler.robots import Robots, robots_url
from crawler.run import CrawlRun
from crawler.transfers import LAST_LOOK, PAUSE
from crawler.visits import Errand, Listing, Visit

logger = logging.getLogger(__name__)

ROBOTS_KEPT = timedelta(hours=24)
"""RFC 9309, 2.4: a cached robots.txt should not be used for more than a day."""
_IS_ROBOTS = "wirewatch_robots"


class MannersMiddleware:
    """Asks robots.txt before every request, keeps to its Crawl-delay and to the end of the visit."""

    def __init__(self, crawler: Crawler, run: CrawlRun, agent: str) -> None:
        self.crawler = crawler
        self.run = run
        self.agent = agent
        self._robots: dict[str, asyncio.Task[Robots]] = {}
        self._rests = Rests()
        self._not_archived: set[str] = set()
        self._turns: dict[str, float] = {}
        """When a host may be asked next, with all that already wait for it; by the monotonic clock."""
        self._silent: dict[str, str] = {}
        """Why a robots.txt did not answer."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "MannersMiddleware":
        """The manners of the spider's run."""
        run: CrawlRun = crawler.spider.run  # type: ignore[union-attr]  # a NewsSpider, set before its components
        return cls(crawler, run, run.job.config.user_agent_name)

    async def process_request(self, request: Request) -> Request | None:
        """Let a request pass, or raise why not; one whose address holds a password is asked without it."""
        await asyncio.sleep(
            0
        )  # the engine starts requests by the dozen in one go; others have their turn in between
        bare = without_credentials(request.url)
        if bare != request.url:
            return request.replace(url=bare)
        if _IS_ROBOTS not in request.meta:
            await self._judge(request)
        return None

    async def _judge(self, request: Request) -> None:
        visit, host = _visit(request), urlsplit(request.url).hostname or ""
        self._look(host, visit)
        # And once more when its turn has come, which may be minutes later.
        request.meta[LAST_LOOK] = partial(self._look, host, visit)
        rules = robots_url(request.url)
        robots = await self._robots_at(rules, visit)
        if robots.unreachable:
            why = self._silent.get(rules, "before")
            raise RobotsUnreachableError(f"{rules}: did not answer ({why}); nothing was asked of this host")
        if not robots.allows(request.url, self.agent):
            raise RobotsForbidError(f"forbidden by {rules}")
        self._pace(request, robots, visit)
        if "redirect_urls" in request.meta:
            await self._check_redirect(request)

    async def _check_redirect(self, request: Request) -> None:
        if request.url in request.meta["redirect_urls"]:
            raise RedirectLoopError
        errand = request.cb_kwargs.get("errand")
        if errand is not None and not await self.run.may_follow(errand, request.url):
            raise AskedElsewhereError(request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Note a host that asks for a rest."""
        now = self.run.job.clock()
        rest = self._rests.note(
            urlsplit(request.url).hostname or "", response.status, headers_of(response), now
        )
        if rest is not None and _IS_ROBOTS not in request.meta:
            _visit(request).rests_until = now + rest
        return response

    def _look(self, host: str, visit: Visit) -> None:
        """Raise when the visit is over, or its host asked for a rest."""
        if visit.over_time:
            visit.cut = True
            raise VisitOverError("the visit's time ran out")
        if rest := self._rests.left(host):
            visit.cut = True
            raise HostRestsError(f"{host} asked to be left alone for another {rest:.0f} s")

    async def _robots_at(self, url: str, visit: Visit) -> Robots:
        if url not in self._robots:
            self._robots[url] = asyncio.ensure_future(self._read_robots(url, visit))
        return await self._robots[url]

    async def _read_robots(self, url: str, visit: Visit) -> Robots:
        """The rules of a host: as kept from the last day, else as it answers now."""
        kept = await self.run.writer.do(feed, url)
        now = self.run.job.clock()
        if kept is not None and _still_good(kept, now):
            return Robots(kept.status, kept.body or b"")
        new = await self._ask_robots(url, visit)
        known = new.status is not None and new.status < 500
        # A first reading changes nothing: `www.a.example` and `a.example` share their links, not their robots.txt.
        changed = known and kept is not None and kept.status is not None and kept.body != new.body
        if url not in self._not_archived:
            await self.run.writer.do(note_feed, new, changed=known)
        if changed:
            await self.run.writer.do(ledger.reopen_forbidden, url_key(urljoin(url, "/")).rstrip("/"))
        return Robots(new.status, new.body or b"")

    async def _ask_robots(self, url: str, visit: Visit) -> Feed:
        request = Request(url, meta={_IS_ROBOTS: True}, dont_filter=True)
        name, now = visit.source.name, self.run.job.clock()
        visit.tally.requests += 1
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            logger.warning("%s: %s: %s", name, url, error)
            self._silent[url] = reason_of(Failure(error))  # type: ignore[no-untyped-call]  # Twisted's
            return Feed(url=url, kind="robots", fetched_at=now, failures=1)
        self._silent[url] = f"HTTP {response.status}"
        if "not archived" in response.flags:
            self._not_archived.add(url)  # the archive's silence says nothing about the host
        headers = headers_of(response)
        return Feed(
            url=url, kind="robots", etag=headers.get("etag"), last_modified=headers.get("last-modified"),
            fetched_at=now, status=response.status, failures=int(response.status >= 500),
            body=response.body if response.status == 200 else None,
        )  # fmt: skip

    def _pace(self, request: Request, robots: Robots, visit: Visit) -> None:
        """One queue a host, and between two requests the longest that config, source or robots.txt ask for."""
        host = urlsplit(request.url).hostname or ""
        request.meta["download_slot"] = host  # a redirect keeps the meta of the host it came from
        config = self.run.job.config
        delay = max(config.pace(visit.source.delay_seconds), robots.delay(self.agent) or 0.0)
        if self.run.job.archives:
            delay = 0.0  # an archive needs no rest
        downloader = self.crawler.engine.downloader
        longest = max(delay, downloader.per_slot_settings.get(host, {}).get("delay", 0.0))
        slot = downloader.slots.get(host)
        self._take_turn(host, longest, visit, slot.lastseen if slot is not None else 0.0)
        request.meta[PAUSE] = longest
        downloader.per_slot_settings[host] = {"delay": longest, "concurrency": config.per_host, "jitter": 0.0}
        if slot is not None:
            slot.delay = longest

    def _take_turn(self, host: str, pause: float, visit: Visit, last: float) -> None:
        """Queue up at a host that was last asked at that moment; raise when our turn would come after the visit."""
        now = time.monotonic()
        turn = max(now, self._turns.get(host, now), last + pause if last else now)
        if turn > visit.ends_at:
            visit.cut = True
            raise VisitOverError("the visit's time ran out")
        self._turns[host] = turn + pause


def _still_good(kept: Feed, now: datetime) -> bool:
    answered = kept.status is not None and kept.status < 500
    return answered and kept.fetched_at is not None and now - kept.fetched_at < ROBOTS_KEPT


def _visit(request: Request) -> Visit:
    """The visit that a request belongs to: it carries a Listing or an Errand."""
    on: Listing | Errand = request.cb_kwargs.get("listing") or request.cb_kwargs["errand"]
    return on.visit
