"""What a page says of itself in JSON-LD: the node of its article, and plain values out of it."""

import html
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from pipelines.decode import read_json

Node = Mapping[str, object]
"""One JSON object of a page; what stands in it is the page's word, of any type."""

_ARTICLE = re.compile(r"(article|newsarticle|blogposting|report|posting|webpage:article)$", re.I)
_PAGE = "WebPage"
_LISTS = {
    "itemlistelement",
    "relatedlink",
    "mentions",
    "haspart",
    "comment",
    "isbasedon",
    "citation",
    "video",
}
"""Keys under which pages name other articles."""
_DEPTH = 12
"""Levels of nesting that are looked into."""
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>)\s*$"
)


def described(tree: HtmlElement) -> tuple[Node, Node]:
    """The JSON-LD objects of the page's article and of the page itself; an empty one for what is not described."""
    nodes = [node for script in scripts(tree) for node in _walk(script, 0)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    articles = [node for node in nodes if is_article(node)]
    whole = (node for node in articles if node.get("headline") and node.get("datePublished"))
    article = next(whole, None) or next(iter(articles), {})
    page = next((node for node in nodes if _PAGE in strings(node.get("@type"))), {})
    return {key: _resolved(value, named) for key, value in article.items()}, page


def scripts(tree: HtmlElement) -> Iterator[object]:
    """The parsed content of each JSON-LD script; broken ones are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        text = _COMMENT.sub("", _COMMENT.sub("", script.text)).strip().rstrip(";")
        try:
            yield read_json(text)
        except ValueError:
            continue


def is_article(node: Node) -> bool:
    """Whether the object calls itself an article of any kind."""
    return any(_ARTICLE.search(name) for name in strings(node.get("@type")))


def strings(value: object, depth: int = 0) -> list[str]:
    """The texts in a value that may be one, a list of them, or objects with a name."""
    if isinstance(value, str):
        cleaned = " ".join(html.unescape(value).split())
        return [cleaned] if cleaned else []
    if depth > _DEPTH:
        return []
    if isinstance(value, list):
        return [text for item in value for text in strings(item, depth + 1)]
    if isinstance(value, dict):
        return strings(value.get("name") or value.get("@value"), depth + 1)
    return []


def _walk(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            if key.lower() not in _LISTS and isinstance(item, dict | list):
                yield from _walk(item, depth + 1)


def _resolved(value: object, named: Mapping[str, Node]) -> object:
    """A value with `{"@id": ...}` replaced by the named object of the page that it points at."""
    if isinstance(value, list):
        return [_resolved(item, named) if isinstance(item, dict) else item for item in value]
    if isinstance(value, dict) and "name" not in value and str(value.get("@id")) in named:
        return named[str(value["@id"])]
    return value
