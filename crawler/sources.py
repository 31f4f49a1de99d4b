"""Who publishes: the entries that ship in crawler/registry and those a user keeps in DATA/sources.toml."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from corpus.config import HOUR
from corpus.errors import ConfigError
from corpus.toml import Duration, TomlFile, read_toml
from corpus.urls import site_of

FILE = "sources.toml"

# Without `user:password@`: what we store and send is for anybody to read.
Address = Annotated[str, Meta(pattern=r"^https?://[^\s/?#@]+([/?][^\s#]*)?$")]
Seconds = Annotated[float, Meta(ge=0, le=HOUR)]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$")]
CronLine = Annotated[str, Meta(pattern=r"^\s*\S+(\s+\S+){4}\s*$")]
PublisherKind = Literal[
    "wire",
    "newspaper",
    "magazine",
    "broadcaster",
    "state media",
    "government",
    "defence trade press",
    "think tank",
    "blog",
    "aggregator",
]
EntryKind = Literal["feed", "sitemap", "section"]
"""The ways to learn what a source published; each has its reader in `crawler.discovery`."""
Confidence = Literal["seen", "believed"]
"""`seen`: others read this address, or list it. `believed`: it follows from how the site is built; check it."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One publisher, and where its links are met."""

    name: Annotated[
        str,
        Meta(
            description="What commands and the corpus call it: small letters, digits, hyphens.",
            examples=["northern-post"],
            pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        ),
    ]
    title: Annotated[
        str,
        Meta(description="The outlet's own name.", examples=["The Northern Post"], min_length=1),
    ]
    home: Annotated[Address, Meta(description="Its front page.", examples=["https://www.northern.example/"])]
    country: Annotated[
        Country | None,
        Meta(description="Where it is published: two letters (ISO 3166), `EU` or `UN`.", examples=["GB"]),
    ] = None
    language: Annotated[
        Language | None,
        Meta(
            description="What the listed addresses are written in: two letters (ISO 639-1).", examples=["en"]
        ),
    ] = None
    kind: Annotated[
        PublisherKind,
        Meta(description="What sort of publisher it is.", examples=["newspaper", "wire", "state media"]),
    ] = "newspaper"
    feeds: Annotated[
        tuple[Address, ...],
        Meta(description="RSS, Atom or JSON feeds.", examples=[["https://www.northern.example/rss.xml"]]),
    ] = ()
    news_sitemaps: Annotated[
        tuple[Address, ...],
        Meta(
            description="News sitemaps, or the index that lists them.",
            examples=[["https://www.northern.example/news-sitemap.xml"]],
        ),
    ] = ()
    sections: Annotated[
        tuple[Address, ...],
        Meta(
            description="Listing pages, for a site or a theme that has no feed.",
            examples=[["https://www.northern.example/world/"]],
        ),
    ] = ()
    paywall: Annotated[
        Literal["no", "partial", "yes"],
        Meta(
            description="Whether whole articles can be read without paying.",
            examples=["no", "partial", "yes"],
        ),
    ] = "no"
    confidence: Annotated[
        Confidence | Mapping[Address, Confidence],
        Meta(
            description="How sure its addresses are: `seen` in use elsewhere, or only `believed`; "
            'a table such as `{ "https://..." = "believed" }` when they differ.',
            examples=["seen", "believed"],
        ),
    ] = "seen"
    discovery: Annotated[
        bool,
        Meta(
            description="True for a search or collection of other publishers' articles; visited when named.",
            examples=[True],
        ),
    ] = False
    enabled: Annotated[
        bool, Meta(description="False keeps the entry but visits it no more.", examples=[False])
    ] = True
    delay_seconds: Annotated[
        Seconds | None,
        Meta(
            description="Seconds between two requests to this site, when ours are too few; at most an hour, 3600.",
            examples=[5.0],
        ),
    ] = None
    every: Annotated[
        Duration | None,
        Meta(
            description="How long after a visit it is due again; left out, `every` in config.toml says it.",
            examples=["30m"],
        ),
    ] = None
    cron: Annotated[
        CronLine | None,
        Meta(
            description="When it is due, instead of `every`: minute, hour, day, month and weekday as in a "
            "crontab, in UTC.",
            examples=["*/20 5-22 * * mon-fri"],
        ),
    ] = None
    allow_private: Annotated[
        bool,
        Meta(
            description="True for a site inside your own network; elsewhere private addresses are refused.",
            examples=[True],
        ),
    ] = False

    @property
    def host(self) -> str:
        """The host name of the front page."""
        return urlsplit(self.home).hostname or ""

    def __hash__(self) -> int:
        """By name, which is its own; the table of `confidence` has no hash."""
        return hash(self.name)

    def confidence_in(self, url: str) -> Confidence:
        """How sure one of its addresses is."""
        if isinstance(self.confidence, Mapping):
            return self.confidence.get(url, "seen")
        return self.confidence

    def sites(self) -> frozenset[str]:
        """The registered domains that a visit asks; sources that share one are never visited by two processes."""
        return frozenset(site_of(url) for url in (self.home, *(url for _, url in self.entries())))

    def entries(self) -> Iterator[tuple[EntryKind, str]]:
        """Each address where links are met, once, with the way to read it; feeds first, as they tell most."""
        seen: set[str] = set()
        ways: tuple[tuple[EntryKind, tuple[str, ...]], ...] = (
            ("feed", self.feeds),
            ("sitemap", self.news_sitemaps),
            ("section", self.sections),
        )
        for kind, urls in ways:
            for url in urls:
                if url not in seen:
                    seen.add(url)
                    yield kind, url


def load_sources(place: Path | Traversable | None = None) -> tuple[Source, ...]:
    """The entries of one TOML file, or of all in a folder; those that ship when no place is named.

    Any mistake is a ConfigError, so that one typo stops a crawl before its first request.
    """
    place = place or files("crawler") / "registry"
    if place.is_file():
        return tuple(_entries(read_toml(place), {}))
    if not place.is_dir():
        raise ConfigError(f"{place}: there is no such file; right would be a TOML file of [[source]] entries")
    paths = sorted(
        (path for path in place.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name
    )
    names: dict[str, str] = {}
    return tuple(source for path in paths for source in _entries(read_toml(path), names))


def registry(data: Path) -> dict[str, Source]:
    """All sources by name: those that ship, and the user's own, which add to them or replace one whole."""
    own = data / FILE
    sources = (*load_sources(), *(load_sources(own) if own.is_file() else ()))
    return {source.name: source for source in sources}


def chosen_sources(names: Sequence[str], data: Path) -> list[Source]:
    """The sources by name; all that a crawl visits when none is named. ConfigError for a name that none has."""
    known = registry(data)
    if unknown := [name for name in names if name not in known]:
        raise ConfigError(
            f"{unknown[0]!r} is no source; `wirewatch sources list` names them, and {data / FILE} adds to them"
        )
    visited = [source for source in known.values() if source.enabled and not source.discovery]
    return [known[name] for name in dict.fromkeys(names)] or visited


def _entries(file: TomlFile, seen: dict[str, str]) -> Iterator[Source]:
    """The sources of a file; `seen` holds the names met so far and their files."""
    for place, source in enumerate(file.entries("source", Source)):
        if problem := _problem(source, seen):
            raise file.error("source", place, problem)
        seen[source.name] = file.name
        yield source


def _problem(source: Source, seen: Mapping[str, str]) -> str | None:
    """What is wrong with an entry as a whole, and what would be right."""
    listed = {url for _, url in source.entries()}
    rated = source.confidence if isinstance(source.confidence, Mapping) else ()
    if source.name in seen:
        return f"the name is taken in {seen[source.name]}; right would be one of its own"
    if source.enabled and not listed:
        right = "right would be at least one address in feeds, news_sitemaps or sections"
        return f"it has no place to look for links; {right}"
    if stray := [url for url in rated if url not in listed]:
        return f"confidence rates {stray[0]}; right would be an address that the entry lists"
    return None
