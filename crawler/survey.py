"""A survey of one site: from any address of it, all the ways in that can be found, each asked for once."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from corpus.errors import WirewatchError
from crawler.advice import network_hint
from crawler.autodiscovery import (
    COMMON_FEEDS,
    NEWS_SITEMAP_LIMIT,
    Front,
    front_of_feed,
    front_of_page,
    home_of_links,
    is_news_sitemap,
    kind_of,
    root_of,
)
from crawler.listings import Discovered
from crawler.sources import EntryKind

MOST_FEEDS = 8
"""Feeds of one site that are looked at; a page may name one for each of its sections."""
MOST_SITEMAPS = 6
SITEMAPS_OF_AN_INDEX = 3
"""Of an index, so many are looked at to learn what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one address answered."""

    url: str
    """Where it was found in the end, after redirects."""
    body: bytes = field(default=b"", repr=False)
    charset: str | None = None
    error: str | None = None
    """Why there is no body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One address that was looked at, and what it is good for."""

    url: str
    kind: EntryKind
    links: frozenset[str] = field(default=frozenset(), repr=False)
    left_out: str | None = None
    """Why it is no way in; None when it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is known of a site now."""

    home: str
    title: str | None
    language: str | None
    looked_at: tuple[Way, ...]

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in, feeds first."""
        kept = [way for way in self.looked_at if way.left_out is None]
        return tuple(sorted(kept, key=lambda way: ("feed", "sitemap", "section").index(way.kind)))


Ask = Callable[[str], Awaitable[Answer]]
Sitemaps = Callable[[str], Awaitable[Iterable[str]]]


class Surveyor:
    """Looks at one site.

    `ask` has good manners; `sitemaps` are those that the robots.txt of an address's host names.
    """

    def __init__(self, ask: Ask, sitemaps: Sitemaps) -> None:
        self._ask = ask
        self._sitemaps = sitemaps
        self._answers: dict[str, Answer] = {}
        self._ways: dict[str, Way] = {}
        self._fronts: list[Front] = []

    async def survey(self, url: str) -> Survey:
        """All that can be found from one address; WirewatchError when it leads to no list of articles."""
        first = await self._answer(url)
        if first.error is not None:
            hint = network_hint(first.error) or "; right would be a page, feed or sitemap that answers"
            raise WirewatchError(f"{url}: {first.error}{hint}")
        known = kind_of(first.body, first.url, first.charset)
        if known is None:
            raise WirewatchError(f"{url}: neither a page nor a feed nor a sitemap")
        kind, found = known
        home = await self._home(first, kind, found)
        await self._feeds([first.url] if kind == "feed" else [], home)
        await self._news_sitemaps(first.url if kind == "sitemap" else None, home)
        if not self._has_ways():
            self._sections(first if kind == "section" else None, self._answers.get(home))
        if not self._has_ways():
            raise WirewatchError(
                f"{url}: {self._nothing()}; right would be a page that lists articles, or its feed"
            )
        return Survey(
            home=home,
            title=next((front.title for front in self._fronts if front.title), None),
            language=next((front.language for front in self._fronts if front.language), None),
            looked_at=tuple(self._ways.values()),
        )

    async def _home(self, first: Answer, kind: EntryKind, found: Discovered) -> str:
        """The front page, having looked at it; what it says of its site comes before what others say."""
        own: Front | None = None
        if kind == "feed":
            own = front_of_feed(first.body, first.url, found, first.charset)
        elif kind == "section":
            own = front_of_page(first.body, first.url, first.charset)
        named = own.home if own is not None and own.home else None
        home = root_of(named or (kind == "sitemap" and home_of_links(found.links)) or first.url)
        front = await self._answer(home)
        if front.error is None:
            home = front.url if root_of(front.url) == front.url else home
            self._fronts.append(front_of_page(front.body, front.url, front.charset))
        if own is not None:
            self._fronts.append(own)
        return home

    async def _feeds(self, given: list[str], home: str) -> None:
        """The feed that was given, and those that the pages name; only if there is none, the usual addresses."""
        named = [url for front in self._fronts[::-1] for url in front.feeds]
        for url in list(dict.fromkeys([*given, *named]))[:MOST_FEEDS]:
            await self._feed(url)
        if not self._has_ways():
            for path in COMMON_FEEDS:
                await self._feed(urljoin(home, path), silently=True)
                if self._has_ways():
                    return

    async def _feed(self, url: str, *, silently: bool = False) -> None:
        answer = await self._answer(url)
        known = kind_of(answer.body, answer.url, answer.charset) if answer.error is None else None
        if known is not None and known[0] == "feed":
            self._enter(answer.url, "feed", known[1], why_not=self._twin(known[1]))
        elif not silently:
            self._enter(url, "feed", Discovered(), why_not=answer.error or "no feed is there")

    async def _news_sitemaps(self, given: str | None, home: str) -> None:
        """The sitemap that was given, and those of robots.txt that are of news, or indexes of such."""
        named = sorted(await self._sitemaps(home), key=lambda url: "news" not in url.lower())
        for url in dict.fromkeys([*([given] if given else []), *named[:MOST_SITEMAPS]]):
            await self._sitemap(url, given=url == given)

    async def _sitemap(self, url: str, *, given: bool) -> None:
        answer = await self._answer(url)
        known = kind_of(answer.body, answer.url, answer.charset) if answer.error is None else None
        if known is None or known[0] != "sitemap":
            self._enter(url, "sitemap", Discovered(), why_not=answer.error or "no sitemap is there")
            return
        found = known[1]
        if found.more:
            await self._index(answer.url, found)
        elif is_news_sitemap(answer.body) or (given and len(found.links) <= NEWS_SITEMAP_LIMIT):
            self._enter(answer.url, "sitemap", found, why_not=None if found.links else "it is empty")
        else:
            self._enter(answer.url, "sitemap", found, why_not="an archive, not a sitemap of news")

    async def _index(self, url: str, index: Discovered) -> None:
        """Keep an index all of whose sitemaps are of news, else those of its sitemaps that are."""
        named = [one for one in index.more if "news" in one.rpartition("/")[2].lower()]
        looked_at = [await self._answer(one) for one in (named or index.more)[:SITEMAPS_OF_AN_INDEX]]
        read = {one.url: kind_of(one.body, one.url, one.charset) for one in looked_at if one.error is None}
        news = {
            one.url: known[1]
            for one in looked_at
            if (known := read.get(one.url)) and known[0] == "sitemap" and is_news_sitemap(one.body)
        }
        if news and len(news) == len(looked_at) and len(named or index.more) == len(index.more):
            links = tuple(link for found in news.values() for link in found.links)
            self._enter(url, "sitemap", Discovered(links=links))
            return
        for one, found in news.items():
            self._enter(one, "sitemap", found, why_not=None if found.links else "it is empty")
        if not news:
            self._enter(url, "sitemap", Discovered(), why_not="an index of archives, not of news")

    def _sections(self, given: Answer | None, home: Answer | None) -> None:
        """The listing page that was given, else the front page: better than nothing."""
        for answer in (given, home):
            if answer is None or answer.error is not None or self._has_ways():
                continue
            known = kind_of(answer.body, answer.url, answer.charset)
            if known is not None and known[0] == "section":
                self._enter(answer.url, "section", known[1], why_not=known[1].error)

    async def _answer(self, url: str) -> Answer:
        if url not in self._answers:
            answer = await self._ask(url)
            self._answers[url] = answer
            self._answers.setdefault(answer.url, answer)
        return self._answers[url]

    def _enter(self, url: str, kind: EntryKind, found: Discovered, *, why_not: str | None = None) -> None:
        links = frozenset(link.url for link in found.links)
        self._ways.setdefault(url, Way(url=url, kind=kind, links=links, left_out=why_not))

    def _twin(self, found: Discovered) -> str | None:
        """Why a feed is not worth a request at each visit: another one lists the same, or it lists nothing."""
        links = {link.url for link in found.links}
        if not links:
            return "it is empty"
        twin = next((way for way in self._ways.values() if way.left_out is None and links <= way.links), None)
        return f"it lists nothing that {twin.url} does not" if twin is not None else None

    def _has_ways(self) -> bool:
        return any(way.left_out is None for way in self._ways.values())

    def _nothing(self) -> str:
        """What was looked at in vain."""
        tried = [f"{way.url} ({way.left_out})" for way in self._ways.values()]
        return "no way in was found" + (f"; looked at {', '.join(tried)}" if tried else "")
