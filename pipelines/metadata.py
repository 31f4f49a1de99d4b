"""What a page says of its article outside the text: title, authors, dates, language, address, site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.bylines import agency, people
from pipelines.dates import Moment, moment
from pipelines.decode import visible
from pipelines.jsonld import Node, article_node, strings
from pipelines.languages import two_letters
from pipelines.titles import elect

Tags = Mapping[str, list[str]]
"""Contents of a page's meta tags by lower-case name, property or itemprop."""

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "dcterms.created", "dc.date.issued",
    "dc.date", "dcterms.date", "date", "article_date_original", "cxenseparse:recs:publishtime", "rnews:datepublished",
    "og:published_time", "published_time", "publication_date", "citation_publication_date", "bt:pubdate", "ptime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "article:updated_time", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "rnews:datemodified", "utime", "modified_time",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_NAMED = re.compile(r"publish|posted|entry-date|post-date|pubdate|created|date-?time", re.I)
_OTHERS = re.compile(r"relat|recommend|sidebar|teaser|widget|popular|latest|comment|updat|modif", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The page's own word on its article; None and empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    canonical_url: str | None = None
    site_name: str | None = None
    description: str | None = None
    wire: str | None = None
    found: Mapping[str, object] = field(default_factory=dict, repr=False)
    """For each field found: its raw value and the method; further `syndication` and `rights` where stated."""
    node: Node = field(default_factory=dict, repr=False)
    """The JSON-LD object of the article."""


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """All that the page says of its article for machines, and of its title and times for people."""
    tags, node = _meta_tags(tree), article_node(tree)
    site_name = _first(tags, "og:site_name") or next(iter(strings(node.get("publisher"))), None)
    site_name = site_name or _first(tags, "application-name", "apple-mobile-web-app-title")
    title, title_method = elect(tree, tags, node, site_name, url)
    named = [
        ("json-ld", strings(node.get("author"))),
        ("meta", [text for key in _AUTHORS for text in tags.get(key, ())]),
    ]
    authors, authors_method = next(
        ((names, method) for method, raw in named if (names := people(raw, besides=site_name))), ((), None)
    )
    published, published_method = _date(_published(tree, tags, node))
    modified, modified_method = _date(_modified(tags, node))
    canonical_url, canonical_method = _canonical(tree, tags, url)
    found = {
        "title": {"method": title_method} if title else None,
        "authors": {"raw": [text for _, raw in named for text in raw], "method": authors_method}
        if authors
        else None,
        "published": {"raw": published.raw, "method": published_method} if published else None,
        "modified": {"raw": modified.raw, "method": modified_method} if modified else None,
        "canonical_url": {"method": canonical_method} if canonical_url else None,
        "syndication": _syndication(tags, node),
        "rights": _rights(tree, tags, node),
    }
    return Metadata(
        title=title,
        authors=authors,
        published=published,
        modified=modified,
        language=_language(tree, tags, node),
        canonical_url=canonical_url,
        site_name=site_name,
        description=_first(tags, "og:description", "description")
        or next(iter(strings(node.get("description"))), None),
        wire=next((name for _, raw in named for text in raw if (name := agency(text))), None),
        found={key: value for key, value in found.items() if value},
        node=node,
    )


def _meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = " ".join(visible(tag.get("content") or "").split())
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        if content and key:
            tags.setdefault(key.strip().lower(), []).append(content)
    return tags


def _first(tags: Tags, *keys: str) -> str | None:
    return next((tags[key][0] for key in keys if key in tags), None)


def _published(tree: HtmlElement, tags: Tags, node: Node) -> Iterator[tuple[str, object]]:
    yield "json-ld", node.get("datePublished")
    yield from (("meta", tags[key][0]) for key in _PUBLISHED if key in tags)
    yield from (("time", raw) for raw in _times(tree))
    yield "json-ld", node.get("dateCreated")


def _modified(tags: Tags, node: Node) -> Iterator[tuple[str, object]]:
    yield "json-ld", node.get("dateModified")
    yield from (("meta", tags[key][0]) for key in _MODIFIED if key in tags)


def _date(candidates: Iterator[tuple[str, object]]) -> tuple[Moment | None, str | None]:
    """The first date named; a later one of the same day is better when only it tells the instant."""
    first: tuple[Moment | None, str | None] = (None, None)
    for method, raw in candidates:
        named = moment(raw)
        if named is None:
            continue
        if first[0] is None:
            first = (named, method)
        if named.precision == "instant" and named.at.date() == first[0].at.date():  # type: ignore[union-attr]
            return named, method
    return first


def _times(tree: HtmlElement) -> Iterator[str]:
    """Times that the markup names as the article's: itemprop, pubdate, a telling class, or next to the title."""
    title_seen = False
    plain: str | None = None
    for element in tree.iter("h1", "time", "span", "div", "p", "abbr"):
        if element.tag == "h1":
            title_seen = True
            continue
        raw = element.get("datetime") or element.get("content")
        if not raw or _elsewhere(element):
            continue
        if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
            yield raw
        elif element.tag == "time" and _NAMED.search(element.get("class") or ""):
            yield raw
        elif element.tag == "time" and title_seen and plain is None:
            plain = raw
    if plain:
        yield plain


def _elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to a list of other articles, to comments, or tells an update."""
    near = [element, *(ancestor for ancestor, _ in zip(element.iterancestors(), range(6), strict=False))]
    return any(e.tag in ("aside", "footer") or _OTHERS.search(e.get("class") or "") for e in near)


def _canonical(tree: HtmlElement, tags: Tags, url: str) -> tuple[str | None, str | None]:
    for method, raw in (("link", _link(tree, "canonical")), ("og:url", _first(tags, "og:url"))):
        if raw and (address := _absolute(raw, url)):
            return address, method
    return None, None


def _absolute(raw: str, url: str) -> str | None:
    try:
        address = urljoin(url, raw.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc and " " not in address else None


def _link(tree: HtmlElement, rel: str) -> str | None:
    for link in tree.iter("link", "a"):
        if rel in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href"))
    return None


def _language(tree: HtmlElement, tags: Tags, node: Node) -> str | None:
    html = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    said = [html, *strings(node.get("inLanguage")), _first(tags, "og:locale", "content-language", "language")]
    return next((language for value in said if value and (language := two_letters(value))), None)


def _syndication(tags: Tags, node: Node) -> list[str]:
    """Addresses and names that the page gives as the origin of its article."""
    named = [tags.get(key, []) for key in ("syndication-source", "original-source", "source")]
    return [text for texts in (*named, strings(node.get("sourceOrganization"))) for text in texts]


def _rights(tree: HtmlElement, tags: Tags, node: Node) -> dict[str, str]:
    """What the page says about reuse: a licence, a reservation of text and data mining, `noai`."""
    robots = " ".join(tags.get("robots", [])).lower()
    said = {
        "licence": _link(tree, "license") or next(iter(strings(node.get("license"))), None),
        "tdm_reservation": _first(tags, "tdm-reservation"),
        "noai": "noai" if "noai" in robots else None,
        "holder": next(iter(strings(node.get("copyrightHolder"))), None),
    }
    return {key: value for key, value in said.items() if value}
