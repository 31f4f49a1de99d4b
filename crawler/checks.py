"""Dry runs: visits to sources that keep nothing, and say what came of each way in and of one article."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from corpus.config import Config
from corpus.feeds import feed
from corpus.types import Outcome
from crawler.advice import advice
from crawler.crawl import run_spider, under_way
from crawler.discovery import Discovered
from crawler.looks import CheckRun, Look
from crawler.robots import Robots, robots_url
from crawler.run import Job
from crawler.sources import EntryKind, Source
from crawler.spiders.check import CheckSpider
from crawler.visits import Listing, Visit
from pipelines.topics import Topic

NOT_ASKED = "no answer"
UNASKED = "nothing was asked of this host"
"""How the reason ends that a silent robots.txt is to all that it keeps us from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One address that lists links, or should."""

    url: str
    kind: EntryKind
    links: int
    newest: str | None
    """The title of its first link."""
    error: str | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsSaid:
    """What the robots.txt of one host says to us."""

    url: str
    status: int | None
    delay: float | None
    """Seconds that it asks us to leave between two requests."""
    forbids: tuple[str, ...]
    """Those of the addresses we had in mind that it keeps us away from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong, and what to do about it."""

    said: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What one source gave."""

    source: Source
    robots: tuple[RobotsSaid, ...]
    ways: tuple[Way, ...]
    look: Look | None = field(repr=False)
    problems: tuple[Problem, ...]

    @property
    def gave(self) -> bool:
        """Whether there was a link, and an article behind it."""
        return any(way.links for way in self.ways) and self.look is not None and self.look.article is not None


def check(
    sources: Sequence[Source],
    topics: Sequence[Topic],
    config: Config,
    clock: Callable[[], datetime],
    progress: Callable[[Visit, Outcome | None], None] | None = None,
) -> list[Check]:
    """Visit sources the way a crawl does, in a corpus that is thrown away. Once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        job = Job(
            sources=sources, topics=topics, config=config, data=Path(folder), clock=clock, progress=progress
        )
        with under_way(job, CheckRun) as run:
            run_spider(CheckSpider, run)
            return [_check(source, run) for source in sources]


def _check(source: Source, run: CheckRun) -> Check:
    look, errors = run.look_at(source.name), run.errors.get(source.name, [NOT_ASKED])
    listed = run.listed.get(source.name, {})
    ways = (*_ways(source, listed, errors), *_further(source, listed))
    asked = [url for _, url in source.entries()] + ([look.url] if look is not None else [])
    return Check(
        source=source,
        robots=tuple(_robots(run, asked)),
        ways=ways,
        look=look,
        problems=tuple(Problem(said=said, todo=advice(said)) for said in _problems(ways, look)),
    )


def _ways(
    source: Source, listed: Mapping[str, tuple[Listing, Discovered]], errors: Sequence[str]
) -> Iterator[Way]:
    """Each entry of a source with what it listed, or why it did not."""
    for kind, url in source.entries():
        said = next(
            (error.removeprefix(f"{url}: ") for error in errors if error.startswith(f"{url}: ")), None
        )
        if url in listed:
            yield _way(url, *listed[url])
        else:
            yield Way(url=url, kind=kind, links=0, newest=None, error=said or NOT_ASKED)


def _further(source: Source, listed: Mapping[str, tuple[Listing, Discovered]]) -> Iterator[Way]:
    """What the entries led to: the sitemaps of an index, the next pages of a listing."""
    entries = {url for _, url in source.entries()}
    yield from (_way(url, *found) for url, found in listed.items() if url not in entries)


def _way(url: str, listing: Listing, found: Discovered) -> Way:
    leads = (f"leads to {len(found.more)} more",) if found.more else ()
    return Way(
        url=url,
        kind=listing.kind,
        links=len(found.links),
        newest=found.links[0].title if found.links else None,
        error=found.error,
        remarks=(*leads, *found.remarks),
    )


def _robots(run: CheckRun, asked: Sequence[str]) -> Iterator[RobotsSaid]:
    agent = run.job.config.user_agent_name
    for address in dict.fromkeys(map(robots_url, asked)):
        known = run.writer.do_now(feed, address)
        if known is None:
            continue
        robots = Robots(known.status, known.body or b"")
        here = [url for url in asked if robots_url(url) == address]
        yield RobotsSaid(
            url=known.url,
            status=robots.status,
            delay=robots.delay(agent),
            forbids=tuple(url for url in here if not robots.unreachable and not robots.allows(url, agent)),
        )


def _problems(ways: Sequence[Way], look: Look | None) -> Iterator[str]:
    """What went wrong, each thing once."""
    seen: set[str] = set()
    for way in ways:
        if way.error is not None and way.error not in seen:
            seen.add(way.error)
            yield way.error if UNASKED in way.error else f"{way.url}: {way.error}"
    if not seen and not any(way.links for way in ways):
        yield f"{ways[0].url}: it answers, and lists nothing"
    if look is None:
        if any(way.links for way in ways):
            yield "none of its links was asked for: they lead to sites that another process visits, or time ran out"
    elif look.article is None:
        yield f"{look.url}: {look.left_open or (look.outcome and look.outcome.reason) or NOT_ASKED}"
