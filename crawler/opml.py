"""OPML, the list of feeds that feed readers exchange: read as sources, and written from them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from lxml import etree

from corpus.errors import ConfigError
from crawler.autodiscovery import root_of
from crawler.bodies import utf8, xml_root
from crawler.listings import one_line, web_address
from crawler.own_sources import bare, free_name, known_ways
from crawler.sources import Source
from pipelines.languages import two_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an OPML file holds."""

    sources: tuple[Source, ...]
    left_out: tuple[str, ...]
    """A sentence for each outline that became no source."""


def read_opml(path: Path, known: Mapping[str, Source]) -> Imported:
    """The feeds of a file as sources; outlines with the same title and site are one. ConfigError when it is no OPML.

    What `known` sources list already is left out.
    """
    root = xml_root(utf8(path.read_bytes(), None))
    if root is None or root.tag != "opml":
        raise ConfigError(f"{path}: this is not OPML; right would be the file that a feed reader exports")
    reading = _Reading(known)
    for outline in root.iter("outline"):
        reading.take(outline)
    return Imported(sources=tuple(reading.sources.values()), left_out=tuple(reading.left_out))


def opml(sources: Iterable[Source]) -> str:
    """The feeds of the sources, one outline for each feed, under the kind of publisher."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Wirewatch sources"
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        for url in source.feeds:
            if source.kind not in folders:
                folders[source.kind] = etree.SubElement(body, "outline", text=source.kind)
            etree.SubElement(folders[source.kind], "outline", _attributes(source, url))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def _attributes(source: Source, url: str) -> dict[str, str]:
    said = {
        "type": "rss",
        "text": source.title,
        "title": source.title,
        "xmlUrl": url,
        "htmlUrl": source.home,
        "language": source.language or "",
    }
    return {name: value for name, value in said.items() if value}


class _Reading:
    """A file as far as it was read."""

    def __init__(self, known: Mapping[str, Source]) -> None:
        self.sources: dict[tuple[str, str], Source] = {}
        self.left_out: list[str] = []
        self._names = set(known)
        self._ways = known_ways(known.values())

    def take(self, outline: etree._Element) -> None:
        """Make a source of an outline, or say why not; a folder is neither."""
        said = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        if "xmlurl" not in said:
            if said.get("type", "").lower() in {"rss", "atom"}:
                self.left_out.append(f"{_called(said)}: it has no xmlUrl")
            return
        url = web_address(_FEED.sub(_as_web, said["xmlurl"]), "")
        if url is None:
            self.left_out.append(f"{_called(said)}: {said['xmlurl']!r} is no web address")
        elif bare(url) in self._ways:
            self.left_out.append(
                f"{_called(said)}: {url} is listed already, in the source {self._ways[bare(url)]}"
            )
        else:
            self._enter(said, url)

    def _enter(self, said: Mapping[str, str], url: str) -> None:
        home = web_address(said.get("htmlurl"), "") or root_of(url)
        title = one_line(said.get("title") or said.get("text")) or home
        source = self.sources.get((title, home))
        if source is None:
            name = free_name(title, home, self._names)
            source = Source(name=name, title=title, home=home, language=two_letters(said.get("language", "")))
            self._names.add(name)
        self.sources[title, home] = msgspec.structs.replace(source, feeds=(*source.feeds, url))
        self._ways[bare(url)] = source.name


# What Safari and others write for a feed: feed://host/path, or feed: before the whole address.
_FEED = re.compile(r"\Afeed:(?P<rest>//|(?=https?:))", re.I)


def _as_web(found: re.Match[str]) -> str:
    return "http://" if found["rest"] else ""


def _called(said: Mapping[str, str]) -> str:
    """An outline as a person finds it in the file."""
    return repr(said.get("title") or said.get("text") or said.get("xmlurl") or "an outline without a name")
