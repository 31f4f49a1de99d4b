"""When an article appeared and was changed, in the words of its page, never guessed."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from pipelines.claims import Claims, Found, stands_elsewhere
from pipelines.dates import Moment, moment, written_day

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
NOT_BELIEVED = "not believed"
"""How a date was found that cannot be right or cannot be told without guessing."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST_DATE = 60
"""Characters of a line that gives the date, perhaps with the author behind it."""
_NAMED = re.compile(r"publish|posted|entry-date|post-date|pubdate|created|date-?time", re.I)


def published_in(claims: Claims) -> Found[Moment | None]:
    """When the article appeared and how that was found.

    JSON-LD first, then meta tags, then `<time>`; else the day in the first short element that begins with one.
    """
    said = _best(_published(claims))
    shown = said if said.value else _best(("text", text) for text in _dated_texts(claims.tree))
    return shown if shown.value else said


def modified_in(claims: Claims) -> Found[Moment | None]:
    """When the article was last changed and how that was found."""
    tags = (("meta", claims.tags[key][0]) for key in _MODIFIED if key in claims.tags)
    return _best([("json-ld", claims.node.get("dateModified")), *tags])


def _published(claims: Claims) -> Iterator[tuple[str, object]]:
    yield "json-ld", claims.node.get("datePublished")
    yield from (("meta", claims.tags[key][0]) for key in _PUBLISHED if key in claims.tags)
    yield from (("time", raw) for raw in _times(claims.tree))
    yield "json-ld", claims.node.get("dateCreated")


def _dated_texts(tree: HtmlElement) -> Iterator[str]:
    """What stands for a date to people only: short texts with a year, but for those of other articles."""
    for element in tree.iter("div", "span", "p", "td", "li", "small", "font", "b", "i", "time"):
        text = " ".join((element.text or "").split())
        if _YEAR.search(text) and len(text) <= _LONGEST_DATE and not stands_elsewhere(element):
            yield text


def _best(said: Iterable[tuple[str, object]]) -> Found[Moment | None]:
    """The first date said, or the same one said better: with its instant, or with the outlet's own offset.

    When none can be believed (the year 1, `yesterday`), there is none, and what the page writes is kept beside it.
    """
    said = [(method, raw) for method, raw in said if raw]
    named = [(found, method) for method, raw in said if (found := _moment(method, raw))]
    if not named:
        return Found(None, NOT_BELIEVED, said[0][1]) if said else Found(None)
    first = named[0][0]
    best, method = next((other for other in named[1:] if _says_more(other[0], first)), named[0])
    return Found(best, method, best.raw)


def _moment(method: str, raw: object) -> Moment | None:
    # Site builders write the day of the last upload into JSON-LD in words; elsewhere words are the editor's.
    return moment(raw) or (written_day(raw) if method != "json-ld" else None)


def _says_more(other: Moment, first: Moment) -> bool:
    if other.precision != "instant":
        return False
    if first.precision == "day":
        return other.at.date() == first.at.date()
    # Systems write UTC, editors the time on their wall: the same instant, but only one knows the day.
    return not first.at.utcoffset() and bool(other.at.utcoffset()) and other.at == first.at


def _times(tree: HtmlElement) -> Iterator[str]:
    """Times that the markup names as the article's; after those, the first one below the title."""
    below: list[str] = []
    title_seen = False
    for element in tree.iter("h1", "time", "span", "div", "p", "abbr"):
        title_seen = title_seen or element.tag == "h1"
        raw = element.get("datetime") or element.get("content")
        if not raw or stands_elsewhere(element):
            continue
        if _is_named(element):
            yield raw
        elif element.tag == "time" and title_seen:
            below.append(raw)
    yield from below[:1]


def _is_named(element: HtmlElement) -> bool:
    """Whether an element is called the time of publication."""
    if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
        return True
    return element.tag == "time" and _NAMED.search(element.get("class") or "") is not None
