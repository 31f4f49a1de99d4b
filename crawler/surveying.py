"""Adding a source from any address of it: survey its site, make a complete entry of what was found."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from corpus.config import Config
from corpus.errors import WirewatchError
from crawler.crawl import run_spider, under_way
from crawler.own_sources import bare, free_name, known_ways
from crawler.run import CrawlRun, Job
from crawler.sources import Source
from crawler.spiders.site import SiteSpider
from crawler.survey import Survey, Surveyor, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An entry for a site, and the addresses that it rests on."""

    source: Source
    looked_at: tuple[Way, ...]


def survey(url: str, config: Config, clock: Callable[[], datetime], *, allow_private: bool = False) -> Survey:
    """All ways into the site of an address. Nothing of it is kept. Once in a process."""
    found: list[Survey | WirewatchError] = []

    async def look(surveyor: Surveyor) -> None:
        try:
            found.append(await surveyor.survey(url))
        except WirewatchError as error:
            found.append(error)

    with tempfile.TemporaryDirectory() as folder:
        source = Source(name="new", title="new", home=url, allow_private=allow_private)
        job = Job(sources=[source], topics=(), config=config, data=Path(folder), clock=clock)
        with under_way(job, CrawlRun) as run:
            run_spider(SiteSpider, run, source=source, task=look)
    if not found:
        raise WirewatchError(f"{url}: the survey broke off; the log of Scrapy on stderr says why")
    if isinstance(found[0], WirewatchError):
        raise found[0]
    return found[0]


def proposal(
    found: Survey, known: Mapping[str, Source], *, name: str | None = None, allow_private: bool = False
) -> Proposal:
    """The entry for a surveyed site, without what other entries list already.

    WirewatchError when there is nothing that they do not list, or when the name is taken.
    """
    taken = known_ways(known.values())
    theirs = [way for way in found.looked_at if bare(way.url) in taken]
    listed = frozenset().union(*(way.links for way in theirs))
    ways = [way for way in found.ways if way not in theirs and not way.links <= listed]
    if not ways:
        owners = ", ".join(sorted({taken[bare(way.url)] for way in theirs}))
        raise WirewatchError(
            f"{found.home}: all that was found is listed already, in the source {owners}; "
            f"right would be to change that entry, or nothing at all"
        )
    if name is not None and name in known:
        raise WirewatchError(
            f"the name {name!r} is taken by {known[name].title}; right would be another --name"
        )
    source = _entry(found, ways, known, name=name, allow_private=allow_private)
    return Proposal(source=source, looked_at=tuple(_marked(way, ways, taken) for way in found.looked_at))


def _entry(
    found: Survey, ways: Sequence[Way], known: Mapping[str, Source], *, name: str | None, allow_private: bool
) -> Source:
    title = found.title or urlsplit(found.home).netloc
    return Source(
        name=name or free_name(title, found.home, known.keys()),
        title=title,
        home=found.home,
        language=found.language,
        feeds=tuple(way.url for way in ways if way.kind == "feed"),
        news_sitemaps=tuple(way.url for way in ways if way.kind == "sitemap"),
        sections=tuple(way.url for way in ways if way.kind == "section"),
        allow_private=allow_private,
    )


def _marked(way: Way, kept: Sequence[Way], taken: Mapping[str, str]) -> Way:
    """A way that was looked at, left out when it belongs to another entry or lists what those list."""
    if way.left_out is not None or way in kept:
        return way
    owner = taken.get(bare(way.url))
    return replace(way, left_out=f"listed already, in {owner}" if owner else "other sources list the same")
