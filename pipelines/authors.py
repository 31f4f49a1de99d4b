"""Who signs an article: the persons its page names, with the agency beside them, and where it names them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.agencies import agency
from pipelines.bylines import is_desk, is_full_name, is_login, is_person, people, pieces
from pipelines.claims import Claims, Found, stands_elsewhere
from pipelines.credit_lines import LONGEST_CREDIT, credited, may_credit
from pipelines.jsonld import strings
from pipelines.sites import compact

_TAGS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_WRITTEN_BY = re.compile(r"\b(?:by|von|por|par|da|door|автор)\b", re.I)
_CALLED_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|autor(?:in|en|es)?|auteurs?|autore|verfasser|writer|podpis|podpys|potpis|signature)(?:$|[\s_-])",
    re.I,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|ka|zy)?|auteurs?|autori|avtory|journalists?)/[^/]+", re.I
)
_BY = re.compile(r"^(?:by|von|par|por|di|da|автор|текст|autor|auteur|od|door)\b[\s:]+", re.I)
_LONGEST_BYLINE = 120
_LONGEST_DESK = 60
"""Characters of a credit to a desk."""
_MOST_WORDS = 4
"""Of a name that stands in a byline without `by`; longer ones begin a biography."""
_PARTICLE = re.compile(r"de[lnr]?|della|d[aiu]|dos|l[ae]|te[nr]|van|von|zu|bin|ibn|[ae]l")
"""What stands in lower case within names."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs, as the page writes them."""

    authors: Found[tuple[str, ...]]
    """Persons and, beside them, agencies; empty when no person signs."""
    organisation: str | None
    """The first agency that stands where an author would; else the outlet, where the page calls it the author."""
    refused: frozenset[str] = frozenset()
    """What the page gives for an author and is none, each in one folded piece: logins, desks, roles."""


def signed(claims: Claims) -> Signed:
    """The persons whom the first telling place names: JSON-LD, meta tags, links to the author's page, the byline."""
    organisation = None
    for method, written in _PLACES.items():
        raw = written(claims)
        agencies = tuple(piece for piece in pieces(raw) if agency(piece))
        organisation = organisation or next(iter(agencies), None)
        if persons := people(raw, claims.sites):
            return Signed(Found((*persons, *dict.fromkeys(agencies)), method, raw), organisation)
    return Signed(Found(()), organisation or _outlet(claims), _refused(claims))


def _refused(claims: Claims) -> frozenset[str]:
    return frozenset(compact(raw) for raw in (*_in_json_ld(claims), *_in_meta_tags(claims)))


def _outlet(claims: Claims) -> str | None:
    """The organisation that JSON-LD calls the author; None where it calls nobody, a desk or an address so.

    Nor does the outlet sign where the page credits one of its desks, or a code.
    """
    authors = claims.node.get("author")
    if not authors or _credits_a_desk(claims):
        return None
    for one in authors if isinstance(authors, list) else [authors]:
        for name in strings(one):
            of_site = compact(name) in claims.sites
            in_one_word = of_site and name.isalnum() and is_login(name)  # `beispielblatt` in lower case
            # Else of a human length, no role, no address.
            if in_one_word or ((of_site or _is_organisation(one)) and is_person(name)):
                return name
    return None


def _credits_a_desk(claims: Claims) -> bool:
    shown = (_short_text(element, _LONGEST_DESK) for element in _bylines(claims))
    credits = (*_in_meta_tags(claims), *filter(None, shown))
    return any(is_desk(text) and compact(text) not in claims.sites and not agency(text) for text in credits)


def _is_organisation(author: object) -> bool:
    kinds = strings(author.get("@type")) if isinstance(author, Mapping) else []
    return any(kind.lower().endswith("organization") for kind in kinds)


def _in_json_ld(claims: Claims) -> list[str]:
    authors = claims.node.get("author")
    named = [(one, _whole_name(one)) for one in (authors if isinstance(authors, list) else [authors])]
    return [
        text for one, name in named for text in strings(name) if agency(text) or not _is_organisation(one)
    ]


def _whole_name(author: object) -> object:
    """An author object with its name, put together where it is given in halves."""
    if not isinstance(author, Mapping) or "name" in author:
        return author
    return " ".join(text for key in ("givenName", "familyName") for text in strings(author.get(key)))


def _in_meta_tags(claims: Claims) -> list[str]:
    labelled = [
        text
        for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))
        if _WRITTEN_BY.search(claims.tag(label) or "")
        for text in claims.tags.get(data, ())
    ]
    return [text for key in _TAGS for text in claims.tags.get(key, ())] + labelled


def _in_author_links(claims: Claims) -> list[str]:
    """The text of the first link that the markup calls the author's, and of those beside it."""
    links = list(claims.tree.iter("a"))
    marked = [link for link in links if "author" in (link.get("rel") or "").split()]
    marked = marked or [link for link in links if _AUTHOR_PAGE.search(link.get("href") or "")]
    marked = [link for link in marked if not stands_elsewhere(link)]
    beside = [link for link in marked if link.getparent() is marked[0].getparent()]
    return [_text(link) for link in beside]


def _in_byline(claims: Claims) -> list[str]:
    """What the first element says that the markup calls the byline: its links, or its text when that is a name."""
    found = (_names_in(element, claims) for element in _bylines(claims))
    return next(filter(None, found), [])


def _bylines(claims: Claims) -> Iterator[HtmlElement]:
    """The elements that the markup calls the byline."""
    for element in claims.tree.iter(
        "a", "address", "div", "span", "p", "li", "strong", "b", "em", "h3", "h4", "h5"
    ):
        called = _is_called_author(element.get("class"), element.get("itemprop"), element.get("id"))
        if called and not (stands_elsewhere(element) or _is_of_picture(element)):
            yield element


@lru_cache(maxsize=1 << 14)  # the elements of a page, and the pages of a site, bear the same names
def _is_called_author(*names: str | None) -> bool:
    return _CALLED_AUTHOR.search(" ".join(filter(None, names))) is not None


def _in_credit_line(claims: Claims) -> list[str]:
    """Whom the first line credits with the words, where no markup calls anybody the author."""
    for element in claims.tree.iter("p", "div", "span", "b", "strong", "em", "i", "li", "small"):
        if not may_credit(next((piece for piece in element.itertext() if not piece.isspace()), "")):
            continue
        text = _short_text(element, LONGEST_CREDIT)
        if (names := credited(text, claims.sites)) and not (
            stands_elsewhere(element) or _is_of_picture(element)
        ):
            return list(names)
    return []


def _names_in(element: HtmlElement, claims: Claims) -> list[str]:
    text = _short_text(element, _LONGEST_BYLINE)
    if not text:
        return []
    links = [_text(link) for link in element.iter("a")]
    written = [link for link in links if link] or [text]
    names = people(written, claims.sites)
    bare = all(map(_is_bare_name, names)) and not any(map(is_login, pieces(written)))
    if names and (bare or _BY.match(text)):
        return written
    first = text.split(",")[0]  # `Jane Roe, who keeps bees in Lowmouth`
    return [first] if first != text and is_full_name(first) and is_person(first) else []


def _is_bare_name(name: str) -> bool:
    """Whether every word of a short text begins as a name does; some scripts have but one case."""
    words = name.split()
    return len(words) <= _MOST_WORDS and not any(
        word[0].islower() and not _PARTICLE.fullmatch(word) for word in words
    )


def _is_of_picture(element: HtmlElement) -> bool:
    return any(ancestor.tag in ("figure", "figcaption", "picture") for ancestor in element.iterancestors())


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _short_text(element: HtmlElement, longest: int) -> str:
    """The text of an element; empty for one that holds more, of which no more is read."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        length += len(" ".join(piece.split()))
        if length > longest:
            return ""
        pieces.append(piece)
    text = " ".join("".join(pieces).split())
    return text if len(text) <= longest else ""


_PLACES: Mapping[str, Callable[[Claims], list[str]]] = {
    "json-ld": _in_json_ld,
    "meta": _in_meta_tags,
    "rel=author": _in_author_links,
    "byline": _in_byline,
    "credit": _in_credit_line,
}
"""Where pages name their authors, the most telling place first."""
