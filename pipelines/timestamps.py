"""When an article appeared and was changed, in the words of its page, never guessed."""

import math
import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipelines.claims import Claims, Found, stands_elsewhere
from pipelines.dates import Moment, moment, tells_of_publication, written

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
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST_DATE, _LONGEST_CALLED = 60, 150
"""Characters of a line that gives the date, perhaps with the author behind it; of one that calls it by its name."""
_BESIDE = 400
"""Characters between the title and a date that is shown beside it."""
_NAMED = re.compile(r"publish|posted|entry-date|post-date|pubdate|created|date-?time", re.I)
_UNSHOWN = frozenset(("script", "style", "title", "option", "noscript", "template", "textarea", "head"))


def published_in(claims: Claims) -> Found[Moment | None]:
    """When the article appeared and how that was found.

    JSON-LD first, then meta tags, then `<time>`; else the day in a short text that begins with one. What people are
    shown beside the title outweighs a claim that is only that of the last change, or that another claim contradicts.
    """
    claimed = list(_published(claims))
    said = _best(claimed)
    if said.value is None:
        shown = _best(("text", text) for text in _dated_texts(claims.tree))
        return shown if shown.value else said
    return _original(claims, said.value) or _confirmed(claims, claimed, said) or said


def modified_in(claims: Claims) -> Found[Moment | None]:
    """When the article was last changed and how that was found."""
    tags = (("meta", claims.tags[key][0]) for key in _MODIFIED if key in claims.tags)
    said = (("json-ld", node.get("dateModified")) for node in (claims.node, claims.page))
    return _best([*said, *tags])


def _published(claims: Claims) -> Iterator[tuple[str, object]]:
    yield "json-ld", claims.node.get("datePublished")
    yield from (("meta", claims.tags[key][0]) for key in _PUBLISHED if key in claims.tags)
    yield "json-ld", claims.page.get("datePublished")
    yield from (("time", raw) for raw in _times(claims.tree))
    yield "json-ld", claims.node.get("dateCreated")


def _original(claims: Claims, said: Moment) -> Found[Moment | None] | None:
    """The date shown as that of publication, where the one for machines is but that of the last change.

    Systems that know one date write it into both fields, to the same second. People are then told beside the title.
    """
    changed = modified_in(claims).value
    if changed is None or changed.precision == "day" or changed.at != said.at:
        return None
    named = _best(("time", raw) for raw in _named_times(claims.tree))
    shown = named if named.value else _best(("text", text) for text in _dated_texts(claims.tree, _BESIDE))
    return shown if shown.value and _days(shown.value, said) < -1 else None


def _confirmed(
    claims: Claims, claimed: Iterable[tuple[str, object]], said: Found[Moment | None]
) -> Found[Moment | None] | None:
    """The date beside the title, where a claim of its day contradicts the first and it is not that of a change."""
    if said.value is None or said.method == "time":
        return None
    told = [(method, found) for method, raw in claimed if (found := _moment(method, raw))]
    if all(abs(_days(found, said.value)) <= 1 for _, found in told):
        return None
    shown = _best(("text", text) for text in _dated_texts(claims.tree, _BESIDE)).value
    if shown is None or abs(_days(shown, said.value)) <= 1:
        return None
    changed = modified_in(claims).value
    if changed is not None and abs(_days(shown, changed)) <= 1:
        return None
    same = _best((method, found.raw) for method, found in told if found.at.date() == shown.at.date())
    return same if same.value else None


def _days(one: Moment, other: Moment) -> int:
    """Days from one to another; with one between them, both can be the same instant on two calendars."""
    return (one.at.date() - other.at.date()).days


def _dated_texts(tree: HtmlElement, within: float = math.inf) -> list[str]:
    """What stands for a date to people only: short texts with a year, but for those of other articles.

    First those that call it the date of publication, and of these, as of the others, the one next to the title; all
    within so many characters of it.
    """
    dated = [
        text
        for text, place in _next_to_title(tree, within)
        if _YEAR.search(text)
        and (len(text) <= _LONGEST_DATE or (len(text) <= _LONGEST_CALLED and tells_of_publication(text)))
        and not stands_elsewhere(place)
    ]
    return sorted(dated, key=lambda text: not tells_of_publication(text))


def _next_to_title(tree: HtmlElement, within: float = math.inf) -> list[tuple[str, HtmlElement]]:
    """Each piece of text that a page shows and the element it stands in, by the characters between it and the title."""
    texts: list[tuple[int, str, HtmlElement]] = []
    heading = next(tree.iter("h1"), None)
    title = set(heading.iter()) if heading is not None else set()
    at, title_at = 0, None if title else 0
    for text, place in _texts(tree):
        if title_at is None and place in title:
            title_at = at
        at += len(text)
        texts.append((at, text, place))
        if title_at is not None and at > title_at + within:
            break
    near = [(abs(end - (title_at or 0)), text, place) for end, text, place in texts]
    near.sort(key=lambda one: one[0])
    return [(text, place) for distance, text, place in near if distance <= within]


def _texts(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Each piece of text that a page shows, with the element in which it stands."""
    for element in tree.iter(etree.Element):
        text, tail = element.text, element.tail
        if element.tag not in _UNSHOWN:
            if text and not text.isspace():
                yield " ".join(text.split()), element
            elif text := element.get("datetime"):
                yield text, element
        if tail and not tail.isspace():
            yield " ".join(tail.split()), element.getparent()


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
    return moment(raw) or (written(raw) if method != "json-ld" else None)


def _says_more(other: Moment, first: Moment) -> bool:
    if other.precision != "instant":
        return False
    if first.precision == "day":
        return other.at.date() == first.at.date()
    # Systems write UTC, editors the time on their wall: the same instant, but only one knows the day.
    return not first.at.utcoffset() and bool(other.at.utcoffset()) and other.at == first.at


def _times(tree: HtmlElement) -> Iterator[str]:
    """Times that the markup names as the article's; after those, the one next to the title."""
    yield from _named_times(tree)
    if next(tree.iter("time"), None) is None:
        return
    times = [(place, raw) for _, place in _next_to_title(tree) if (raw := place.get("datetime"))]
    yield from [raw for place, raw in times if place.tag == "time" and not stands_elsewhere(place)][:1]


def _named_times(tree: HtmlElement) -> list[str]:
    """Times that the markup names as those of publication, first those below the title."""
    title_seen = False
    named = []
    for element in tree.iter("h1", "time", "span", "div", "p", "abbr"):
        title_seen = title_seen or element.tag == "h1"
        raw = element.get("datetime") or element.get("content")
        if raw and _is_named(element) and not stands_elsewhere(element):
            named.append((not title_seen, raw))
    return [raw for _, raw in sorted(named, key=lambda one: one[0])]


def _is_named(element: HtmlElement) -> bool:
    """Whether an element is called the time of publication."""
    if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
        return True
    return element.tag == "time" and _NAMED.search(element.get("class") or "") is not None
