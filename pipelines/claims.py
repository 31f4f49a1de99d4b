"""What a page claims about itself for machines: meta tags, JSON-LD, links with a meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from lxml.html import HtmlElement

from pipelines.decode import visible
from pipelines.jsonld import Node, described, strings
from pipelines.sites import names_of_site

T = TypeVar("T")

_OTHERS = re.compile(
    r"relat(?!ive\b)|recommend|sidebar|teaser|widget|popular|latest|comment|updat|modif", re.I
)
_MEASURES = re.compile(r"\[[^\]]*\]")
"""What stands in square brackets in the names of styles: widths and colours, not what a place is for."""
_NEAR = 6
"""Ancestors that are asked what a place is for; further up is the frame of the whole page."""


class Found(NamedTuple, Generic[T]):
    """A value, where it was found, and how it was written there."""

    value: T
    method: str | None = None
    raw: object = None

    def as_details(self) -> dict[str, object] | None:
        """How it was found, as `Article.details` keeps it; None when it was not."""
        if self.method is None:
            return None
        return {"method": self.method} | ({"raw": self.raw} if self.raw else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A parsed page with its claims."""

    tree: HtmlElement = field(repr=False)
    url: str
    tags: Mapping[str, list[str]] = field(repr=False)
    """Contents of the meta tags by lower-case property, name, itemprop or http-equiv."""
    node: Node = field(repr=False)
    """The JSON-LD object of the article; empty when there is none."""
    page: Node = field(repr=False)
    """The JSON-LD object of the page around it; empty when there is none."""
    site_name: str | None
    sites: frozenset[str]
    """The names of the site, each in one folded piece (`pipelines.sites`)."""

    def tag(self, *keys: str) -> str | None:
        """The first content of the first of these tags that the page has."""
        return next((self.tags[key][0] for key in keys if key in self.tags), None)

    def said(self, key: str) -> str | None:
        """The first text under a key of the article's JSON-LD object."""
        return next(iter(strings(self.node.get(key))), None)

    def link(self, relation: str) -> str | None:
        """The target of the first link with this relation, as written."""
        for link in self.tree.iter("link", "a"):
            if relation in (link.get("rel") or "").lower().split() and link.get("href"):
                return str(link.get("href"))
        return None


def claims_of(tree: HtmlElement, url: str) -> Claims:
    """The claims of a page."""
    tags, (node, page) = _meta_tags(tree), described(tree)
    names = (
        *tags.get("og:site_name", ()),
        *strings(node.get("publisher")),
        *tags.get("application-name", ()),
    )
    site_name = next(iter(names), None)
    return Claims(
        tree=tree,
        url=url,
        tags=tags,
        node=node,
        page=page,
        site_name=site_name,
        sites=names_of_site(site_name, url),
    )


def stands_elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to a list of other articles, to comments, or tells of an update."""
    near = [element, *(ancestor for ancestor, _ in zip(element.iterancestors(), range(_NEAR), strict=False))]
    return any(e.tag in ("aside", "footer") or _names_others(e.get("class") or "") for e in near)


@lru_cache(maxsize=1 << 14)  # the elements of a page, and the pages of a site, bear the same names
def _names_others(style: str) -> bool:
    return _OTHERS.search(_MEASURES.sub("", style)) is not None


def _meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = " ".join(visible(tag.get("content") or "").split())
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        if content and key:
            tags.setdefault(key.strip().lower(), []).append(content)
    return tags
