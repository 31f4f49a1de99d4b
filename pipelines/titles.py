"""The title of an article, elected among the places where its page writes one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.words import fold, tokens
from pipelines.decode import visible
from pipelines.jsonld import Node, strings

_SEPARATOR = re.compile(r"\s+[|–—\-•·:»«/~]+\s+|\s*\|+\s*|\s+::\s+")
_LONGEST = 400
_ORDER = ("h1", "json-ld", "og:title", "twitter:title", "title")
"""Who wins a tie: what readers see first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    method: str
    text: str


def elect(
    tree: HtmlElement, tags: Mapping[str, list[str]], node: Node, site_name: str | None, url: str
) -> tuple[str, str | None]:
    """(title, method): the form that most places agree on, without the site's name; ('', None) for none."""
    sites = _names_of_site(site_name, url)
    candidates = [
        _Candidate(method, text)
        for method, raw in _written(tree, tags, node)
        for text in _forms(" ".join(visible(raw).split()), sites)
        if 0 < len(text) < _LONGEST and fold(text) not in sites
    ]
    if not candidates:
        return "", None
    words = {candidate: tuple(tokens(candidate.text)) for candidate in candidates}
    best = max(candidates, key=lambda candidate: _votes(candidate, words))
    return best.text, best.method


def _written(tree: HtmlElement, tags: Mapping[str, list[str]], node: Node) -> Iterator[tuple[str, str]]:
    for heading in tree.iter("h1"):
        yield "h1", heading.text_content()
    for text in strings(node.get("headline"))[:1] or strings(node.get("name"))[:1]:
        yield "json-ld", text
    for key in ("og:title", "twitter:title"):
        yield from ((key, text) for text in tags.get(key, [])[:1])
    for title in tree.iter("title"):
        if title.getparent() is not None and title.getparent().tag != "svg":
            yield "title", title.text_content()
            break


def _forms(text: str, sites: set[str]) -> list[str]:
    """A text as it stands or, where a site's name leads or ends it, without that; both when one cannot tell."""
    parts = list(_SEPARATOR.finditer(text))
    if not parts:
        return [text]
    last, first = parts[-1], parts[0]
    if _is_site(text[last.end() :], sites):
        return _forms(text[: last.start()].strip(), sites)
    if _is_site(text[: first.start()], sites):
        return _forms(text[first.end() :].strip(), sites)
    return [text, text[: last.start()].strip(), text[: first.start()].strip()]


def _is_site(part: str, sites: set[str]) -> bool:
    name = "".join(tokens(part))
    return bool(name) and any(name == "".join(tokens(site)) for site in sites)


def _names_of_site(site_name: str | None, url: str) -> set[str]:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    labels = host.split(".")
    names = {site_name or "", host, labels[0], labels[-2] if len(labels) > 1 else ""}
    return {fold(name) for name in names if name}


def _votes(candidate: _Candidate, words: Mapping[_Candidate, tuple[str, ...]]) -> tuple[float, bool, int]:
    """How many places write the same words, then whether it is whole, then whose form it is."""
    mine = words[candidate]
    agree = {
        other.method for other, theirs in words.items() if theirs == mine and other.method != candidate.method
    }
    near = {
        other.method
        for other, theirs in words.items()
        if other.method not in agree and other.method != candidate.method and _nearly(mine, theirs)
    }
    return len(agree) + len(near) / 2, len(mine) > 2, -_ORDER.index(candidate.method)


def _nearly(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    common = len(set(one) & set(other))
    return common * 10 >= 7 * max(len(set(one)), len(set(other)), 1)
