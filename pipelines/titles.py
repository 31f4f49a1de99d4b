"""The title of an article, elected among the places where its page writes one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from corpus.words import tokens
from pipelines.claims import Claims
from pipelines.decode import visible
from pipelines.sites import compact

_SEPARATOR = re.compile(r"\s+[|–—\-•·:»«/~]+\s+|\s*[|｜]+\s*|\s+::\s+|\s*--\s*|(?<=\w)_(?=\w)")
_LONGEST = 400
_SHOWING = ("div", "span", "td", "h2", "h3", "b", "strong", "font", "p", "a")
_ORDER = ("h1", "json-ld", "og:title", "twitter:title", "title")
"""Who wins a tie: what readers see first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    method: str
    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """The elected title, where it was found, and every form that the page writes."""

    text: str = ""
    method: str | None = None
    written: tuple[str, ...] = ()
    """As the page has them: with the site's name, with a kicker before it."""


def elect(claims: Claims) -> Title:
    """The form of the title that most places agree on, without the site's name."""
    written = [(method, " ".join(visible(raw).split())) for method, raw in _written(claims)]
    candidates = [
        _Candidate(method, text)
        for method, whole in written
        for text in _forms(whole, claims.sites)
        if 0 < len(text) < _LONGEST and compact(text) not in claims.sites
    ]
    if not candidates:
        return Title()
    words = {candidate: tuple(tokens(candidate.text)) for candidate in candidates}
    whole = {tuple(tokens(_forms(text, claims.sites)[0])) for _, text in written}
    standing = [candidate for candidate in candidates if words[candidate] in whole]
    best = max(standing or candidates, key=lambda candidate: _votes(candidate, words))
    if (
        best.method == "title"
    ):  # nothing but the window's title: without a heading, some element still shows it
        best = _shown(claims.tree, candidates) or best
    return Title(best.text, best.method, tuple(dict.fromkeys(text for _, text in written if text)))


def _written(claims: Claims) -> Iterator[tuple[str, str]]:
    for heading in claims.tree.iter("h1"):
        yield "h1", heading.text_content()
    for text in filter(None, [claims.said("headline") or claims.said("name")]):
        yield "json-ld", text
    for key in ("og:title", "twitter:title"):
        yield from ((key, text) for text in claims.tags.get(key, [])[:1])
    for title in claims.tree.iter("title"):
        if title.getparent() is not None and title.getparent().tag != "svg":
            yield "title", title.text_content()
            break


def _forms(text: str, sites: frozenset[str]) -> list[str]:
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


def _is_site(part: str, sites: frozenset[str]) -> bool:
    return compact(part) in sites


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


def _shown(tree: HtmlElement, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The candidate that an element of the page shows, alone and in full."""
    by_text = {candidate.text: candidate for candidate in candidates}
    shown = (" ".join(visible(element.text).split()) for element in tree.iter(*_SHOWING) if element.text)
    return next((by_text[text] for text in shown if text in by_text), None)


def _nearly(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    common = len(set(one) & set(other))
    return common * 10 >= 7 * max(len(set(one)), len(set(other)), 1)
