"""The title of an article, elected among the places where its page writes one."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from corpus.words import tokens
from pipelines.claims import Claims
from pipelines.decode import visible
from pipelines.headings import is_the_title
from pipelines.sites import compact

_SEPARATOR = re.compile(r"\s+[|–—\-•·:»«/~]+\s+|\s*[|｜]+\s*|\s+::\s+|\s*--\s*|(?<=\w)_(?=\w)")
_LONGEST = 400
_KICKER = re.compile(
    r"kicker|over-?line|eyebrow|dachzeile|spitzmarke|sur-?titre|occhiello|antetitulo|volanta|"
    r"(?:^|[\s_-])(?:topline|rubri[ck])(?:$|[\s_-])",
    re.I,
)
"""What styles call the few words of topic before a title."""
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


def elect(claims: Claims, signers: Collection[str] = ()) -> Title:
    """The form of the title that most places agree on, without the site's name; or the heading that outweighs it.

    `signers` are those who sign, whose names some places put before the title.
    """
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
    heading = _only_heading(candidates, whole, words)
    if heading and is_the_title(
        heading.text,
        best.text,
        signers,
        claims.sites,
        is_settled=_is_settled(claims.tree, heading, best, words),
    ):
        best = heading
    with_kickers = (" ".join(visible(h1.text_content()).split()) for h1 in claims.tree.iter("h1"))
    forms = dict.fromkeys((*(text for _, text in written), *with_kickers))
    return Title(best.text, best.method, tuple(filter(None, forms)))


def _is_settled(
    tree: HtmlElement, heading: _Candidate, best: _Candidate, words: Mapping[_Candidate, tuple[str, ...]]
) -> bool:
    """Whether the vote stands: the heading was not alone in it, or readers see the elected form too."""
    others = (one for one in words if one.method != "h1")
    return any(words[one] == words[heading] for one in others) or _shown(tree, [best]) is not None


def _only_heading(
    candidates: Sequence[_Candidate],
    whole: Collection[tuple[str, ...]],
    words: Mapping[_Candidate, tuple[str, ...]],
) -> _Candidate | None:
    """The heading of the page, where it has one and no more."""
    headings = {words[one]: one for one in candidates if one.method == "h1" and words[one] in whole}
    return next(iter(headings.values())) if len(headings) == 1 else None


def _written(claims: Claims) -> Iterator[tuple[str, str]]:
    for heading in claims.tree.iter("h1"):
        yield "h1", _without_kicker(heading) or heading.text_content()
    for text in filter(None, [claims.said("headline") or claims.said("name")]):
        yield "json-ld", text
    for key in ("og:title", "twitter:title"):
        yield from ((key, text) for text in claims.tags.get(key, [])[:1])
    for title in claims.tree.iter("title"):
        if title.getparent() is not None and title.getparent().tag != "svg":
            yield "title", title.text_content()
            break


def _without_kicker(heading: HtmlElement) -> str:
    """The text of a heading without the piece in it that its style calls a kicker."""
    kickers = {
        inner
        for piece in heading.iterdescendants()
        if _KICKER.search(str(piece.get("class") or ""))
        for inner in piece.iter()
    }
    texts = [heading.text] + [
        text
        for piece in heading.iterdescendants()
        for text, place in ((piece.text, piece), (piece.tail, piece.getparent()))
        if isinstance(piece.tag, str) and place not in kickers
    ]
    return "".join(filter(None, texts))


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
