"""What a page says of its article outside the text: title, authors, dates, language, address, site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from corpus.urls import without_credentials
from pipelines.agencies import agency
from pipelines.authors import signed
from pipelines.claims import Claims, Found, claims_of
from pipelines.dates import Moment
from pipelines.jsonld import Node, strings
from pipelines.kinds import kind_of
from pipelines.languages import two_letters
from pipelines.timestamps import modified_in, published_in
from pipelines.titles import elect

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The page's own word on its article; None and empty where it says nothing."""

    title: str = ""
    titles: tuple[str, ...] = ()
    """Every form of the title that the page writes, with kicker or site name."""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    canonical_url: str | None = None
    site_name: str | None = None
    sites: frozenset[str] = frozenset()
    description: str | None = None
    wire: str | None = None
    signed: str | None = None
    """The agency, or else the outlet, that stands where an author would, as the page writes it."""
    refused: frozenset[str] = frozenset()
    """What the page gives for an author and is none."""
    found: Mapping[str, object] = field(default_factory=dict, repr=False)
    """For each field found its raw value and the method; where stated `syndication` and what `kind_of` tells."""
    node: Node = field(default_factory=dict, repr=False)
    """The JSON-LD object of the article."""


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """All that the page says of its article for machines, and of its title and times for people."""
    claims = claims_of(tree, url)
    by = signed(claims)
    title = elect(claims, by.authors.value)
    published, modified, address = published_in(claims), modified_in(claims), _canonical(claims)
    found = {
        "title": Found(title.text, title.method).as_details(),
        "authors": by.authors.as_details(),
        "published": published.as_details(),
        "modified": modified.as_details(),
        "canonical_url": address.as_details(),
        "syndication": _syndication(claims),
        **kind_of(claims),
    }
    return Metadata(
        title=title.text,
        titles=title.written,
        authors=by.authors.value,
        published=published.value,
        modified=modified.value,
        language=_language(claims),
        canonical_url=address.value,
        site_name=claims.site_name,
        sites=claims.sites,
        description=claims.tag("og:description", "description") or claims.said("description"),
        wire=agency(by.organisation) if by.organisation else None,
        signed=by.organisation,
        refused=by.refused,
        found={key: value for key, value in found.items() if value},
        node=claims.node,
    )


def _canonical(claims: Claims) -> Found[str | None]:
    for method, raw in (("link", claims.link("canonical")), ("og:url", claims.tag("og:url"))):
        if raw and (address := _absolute(raw, claims.url)):
            return Found(address, method)
    return Found(None)


def _absolute(raw: str, url: str) -> str | None:
    try:
        address = without_credentials(urljoin(url, raw.strip()))
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc and " " not in address else None


def _language(claims: Claims) -> str | None:
    html = claims.tree
    said = [
        html.get("lang") or html.get(_XML_LANG) or html.get("xml:lang"),
        claims.said("inLanguage"),
        claims.tag("og:locale", "content-language", "language"),
    ]
    return next((language for value in said if value and (language := two_letters(value))), None)


def _syndication(claims: Claims) -> list[str]:
    """Addresses and names that the page gives as the origin of its article."""
    tags = (claims.tags.get(key, []) for key in ("syndication-source", "original-source", "source"))
    return [text for texts in (*tags, strings(claims.node.get("sourceOrganization"))) for text in texts]
