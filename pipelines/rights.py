"""What a page and its server say about reuse: reservations of text and data mining, `noai`, licences.

Recorded with each version, never decided upon here. `reserved` is what a release of texts asks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

from lxml.html import HtmlElement

from corpus.types import Page
from pipelines.decode import decode
from pipelines.jsonld import Node, described, strings
from pipelines.markup import NotMarkupError, parse

_DIRECTIVES = ("noai", "noimageai", "noarchive", "nocache", "nosnippet")
"""What a robots tag says about keeping, quoting and learning; whether to index is between it and search engines."""
_FORBIDS_MINING = "noai"
_AGENT = re.compile(r"^\s*([a-z][\w-]*)\s*:\s*(?!//)", re.I)
_TAKES_A_VALUE = {"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"}
_ROBOTS_TAGS = {"robots", "wirewatch"}
_LICENCE_TAGS = {"dc.rights.license", "dcterms.license", "dcterms.rights.license", "license", "cc:license"}
_HOLDER_TAGS = {"dcterms.rightsholder", "copyright", "dc.rights", "dcterms.rights"}
_LINK_HEADER = re.compile(r"<([^>]*)>\s*((?:;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^;,\s]+)\s*)*)")
_TEXTS_KEPT = 300
"""Characters of a statement; some sites put their whole terms into a tag."""

NO_NODE: Node = {}


def rights_of(
    headers: Mapping[str, str], tree: HtmlElement | None = None, url: str = "", node: Node = NO_NODE
) -> dict[str, object]:
    """What is said, by `reserved`, `tdm_reservation`, `tdm_policy`, `robots`, `licence`, `holder`; empty for nothing.

    Header names are in lower case; `node` is the JSON-LD object of the article. `reserved` is True when the page or its
    server opts out of text and data mining, False when it says that mining is not reserved, else missing. `found` tells
    where each of the others stood: `header`, `meta`, `link` or `json-ld`.
    """
    said = [*_in_headers(headers, url), *(_in_page(tree, url) if tree is not None else ()), *_in_node(node)]
    rights: dict[str, object] = {}
    found: dict[str, str] = {}
    for key, value, where in said:
        if key == "robots":
            rights[key] = sorted({*strings(rights.get(key)), value})
        elif key == "tdm_reservation":  # whoever says 1 has reserved, whatever the others say
            rights[key] = max(str(rights.get(key, "0")), value)
        else:
            rights.setdefault(key, value)
        found.setdefault(key, where)
    if not rights:
        return {}
    return _reserved(rights) | rights | {"found": found}


def rights_of_page(page: Page) -> dict[str, object]:
    """What a fetched page and its headers say; also where there is no article to read."""
    try:
        tree = parse(decode(page.body, page.charset), page.body)
    except NotMarkupError:
        return rights_of(page.headers, url=page.url)
    return rights_of(page.headers, tree, page.url, described(tree)[0])


def _reserved(rights: Mapping[str, object]) -> dict[str, object]:
    if rights.get("tdm_reservation") == "1" or _FORBIDS_MINING in strings(rights.get("robots")):
        return {"reserved": True}
    return {"reserved": False} if rights.get("tdm_reservation") == "0" else {}


_Said = tuple[str, str, str]
"""What it is about, what is said, where."""


def _in_headers(headers: Mapping[str, str], url: str) -> Iterator[_Said]:
    yield from _reservation(headers.get("tdm-reservation", ""), "header")
    if policy := headers.get("tdm-policy", "").strip():
        yield "tdm_policy", _absolute(policy, url), "header"
    for directive in _directives(_for_us(headers.get("x-robots-tag", ""))):
        yield "robots", directive, "header"
    for target, parameters in _LINK_HEADER.findall(headers.get("link", "")):
        if re.search(r"rel\s*=\s*\"?[^\";]*\blicense\b", parameters, re.I):
            yield "licence", _absolute(target, url), "header"


def _in_page(tree: HtmlElement, url: str) -> Iterator[_Said]:
    for tag in tree.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip().lower()
        content = " ".join((tag.get("content") or "").split())
        if content:
            yield from _in_tag(name, content, url)
    for link in tree.iter("link", "a"):
        if "license" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield "licence", _absolute(link.get("href"), url), "link"


def _in_tag(name: str, content: str, url: str) -> Iterator[_Said]:
    if name == "tdm-reservation":
        yield from _reservation(content, "meta")
    elif name == "tdm-policy":
        yield "tdm_policy", _absolute(content, url), "meta"
    elif name in _ROBOTS_TAGS:
        for directive in _directives(content.split(",")):
            yield "robots", directive, "meta"
    elif name in _LICENCE_TAGS:
        yield "licence", content[:_TEXTS_KEPT], "meta"
    elif name in _HOLDER_TAGS:
        yield "holder", content[:_TEXTS_KEPT], "meta"


def _in_node(node: Node) -> Iterator[_Said]:
    for key, name in (("license", "licence"), ("copyrightHolder", "holder"), ("copyrightNotice", "notice")):
        for text in strings(node.get(key))[:1]:
            yield name, text[:_TEXTS_KEPT], "json-ld"


def _reservation(value: str, where: str) -> Iterator[_Said]:
    """0 or 1; anything else is a mistake and counts as not said, as the protocol has it."""
    for part in value.split(","):
        if part.strip() in ("0", "1"):
            yield "tdm_reservation", part.strip(), where


def _for_us(header: str) -> Iterator[str]:
    """The directives of an X-Robots-Tag that are for all, or for us: `otherbot: noai` binds that bot alone."""
    agent = ""
    for part in header.split(","):
        named = _AGENT.match(part)
        if named and named[1].lower() not in _TAKES_A_VALUE:
            agent, part = named[1].lower(), part[named.end() :]  # noqa: PLW2901  # the rest of the same part
        if agent in ("", "*", "robots", "wirewatch"):
            yield part


def _directives(parts: Iterable[str]) -> list[str]:
    said = {part.strip().lower() for part in parts}
    return [directive for directive in _DIRECTIVES if directive in said]


def _absolute(address: str, url: str) -> str:
    try:
        return urljoin(url, address.strip())
    except ValueError:  # an IPv6 address that is none
        return address.strip()
