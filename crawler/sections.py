"""Links from a listing page: which of its addresses are articles. Rather one too few than a menu."""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from corpus.types import Link
from corpus.urls import site_of
from crawler.bodies import is_html, utf8
from crawler.dates import feed_date
from crawler.listings import Discovered, base_of, one_line, web_address
from crawler.pagination import next_pages
from pipelines.languages import two_letters

# Parts of a page that lead elsewhere on the site. A header inside an article is the article's own.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|footer|breadcrumbs?|sidebar|cookies?|consent|social|share|"
    r"sharing|pagination|pager|newsletter|subscribe|login|advert\w*|sponsored)"
    r"(?:$|[\s_-])",
    re.I,
)
_FURNITURE_TAGS = {
    "nav",
    "footer",
    "aside",
    "dialog",
    "script",
    "style",
    "noscript",
    "template",
    "select",
}
_KEPT = {"body", "main", "article"}
_FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu"}
# A step in a path that names a list, a person or a service, never one article.
_LISTS = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|people|profile|search|login|signin|register|subscribe|"
    r"subscriptions?|account|about(?:-us)?|contacts?|privacy(?:-policy)?|terms(?:-of-use)?|cookies|cookie-policy|"
    r"advertis(?:e|ing)|careers|jobs|help|faq|rss|feeds?|archives?|page|newsletters?|shop|donate|support|sitemap|"
    r"weather|horoscope|crossword)(?:/|\Z)",
    re.I,
)
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|m4a|webm|zip|xml|rss|json|css|js|ico|docx?|xlsx?)\Z", re.I
)
_DATED = re.compile(r"/(?:19|20)\d\d(?:[/-]?\d{1,2}|[/-][a-z]{3})(?:[/-]|\b)", re.I)
_NUMBERED = re.compile(r"\d{5,}")
_PAGE = re.compile(r"\.(?:s?html?|php|aspx?)\Z", re.I)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5"}
_CARDS = {"article", "li"}
_WORDS_OF_A_TITLE = 3
_CARD_DEPTH = 5
"""Steps from a link up to the card that it stands in; further up is the list itself."""


def links_from_section(body: bytes, url: str, charset: str | None = None) -> Discovered:
    """The articles of the page's own site that its main part lists, with the titles it gives them."""
    body = utf8(body, charset)
    if not body.strip():
        return Discovered(error="an empty answer where a listing page was expected")
    if not is_html(body) and re.match(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b", body):
        return Discovered(error="a feed where a listing page was expected; list it under feeds")
    try:
        page = html.document_fromstring(body, html.HTMLParser(encoding="utf-8"), ensure_head_body=True)
    except etree.ParserError:
        return Discovered(error="an empty page where a listing page was expected")
    language = two_letters(page.get("lang") or "")
    base = base_of(page, url)
    more = next_pages(page, base, url)
    _without_furniture(page)
    links = tuple(_articles(_main(page), base, url, language))
    return Discovered(links=links, more=more, error=None if links else "no links to articles on this page")


def _articles(part: html.HtmlElement, base: str, url: str, language: str | None) -> Iterator[Link]:
    """One link for each article: a card names it several times (picture, title, "read more")."""
    site = site_of(url)
    anchors: dict[str, list[html.HtmlElement]] = {}
    for anchor in part.iter("a"):
        address = web_address(anchor.get("href"), base)
        if address is not None and address != url and site_of(address) == site:
            anchors.setdefault(address, []).append(anchor)
    for address, named in anchors.items():
        title = max((_title(anchor) for anchor in named), key=len)
        if _is_article(address, title, any(_in_heading(anchor) for anchor in named)):
            dates = (_date_beside(anchor) for anchor in named)
            published_at = next((date for date in dates if date), None)
            yield Link(url=address, title=title or None, published_at=published_at, language=language)


def _is_article(address: str, title: str, in_heading: bool) -> bool:
    """Whether an address and what stands on it look like one article."""
    path = unquote(urlsplit(address).path)
    steps = [step for step in path.split("/") if step]
    if not steps or _FILES.search(path) or _LISTS.search(path):
        return False
    slug = _PAGE.sub("", steps[-1])
    speaks = _DATED.search(path) or _NUMBERED.search(path + urlsplit(address).query) or slug.count("-") >= 3
    words = len(title.split())
    if speaks:
        return words >= _WORDS_OF_A_TITLE
    # A short slug may be a section as well; a heading around a whole sentence tells.
    return in_heading and words > _WORDS_OF_A_TITLE and (slug != steps[-1] or "-" in slug or len(steps) > 1)


def _title(anchor: html.HtmlElement) -> str:
    """What a link is called: the heading in it, else its words, else what its picture or label says."""
    for element in anchor.iter(*_HEADINGS):
        if heading := one_line(element.text_content()):
            return heading
    said = (
        anchor.text_content(),
        anchor.get("aria-label"),
        anchor.get("title"),
        *anchor.xpath(".//img/@alt"),
    )
    return next((line for line in map(one_line, said) if line), "")


def _in_heading(anchor: html.HtmlElement) -> bool:
    """Whether the link is a heading, or holds one."""
    return next(anchor.iter(*_HEADINGS), None) is not None or any(
        parent.tag in _HEADINGS for parent, _ in zip(anchor.iterancestors(), range(3), strict=False)
    )


def _date_beside(anchor: html.HtmlElement) -> datetime | None:
    """When the card that the link stands in says it appeared; None when several dates could be meant."""
    for parent, _ in zip(anchor.iterancestors(), range(_CARD_DEPTH), strict=False):
        times = [element.get("datetime") for element in parent.iter("time") if element.get("datetime")]
        if times:
            return feed_date(times[0]) if len(set(times)) == 1 else None
        if parent.tag in _CARDS:
            return None
    return None


def _main(page: html.HtmlElement) -> html.HtmlElement:
    """The part that the page itself calls its main one, if that holds links; else all of it."""
    for part in page.xpath("//main | //*[@role='main']"):
        if sum(1 for _ in part.iter("a")) >= _WORDS_OF_A_TITLE:
            return part
    return page


def _without_furniture(page: html.HtmlElement) -> None:
    """Take menus, footers, side columns and forms out of the page."""
    for element in list(page.iter(etree.Element)):
        if element.getparent() is not None and element.tag not in _KEPT and _is_furniture(element):
            element.drop_tree()


def _is_furniture(element: html.HtmlElement) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    if element.tag == "header":
        return not any(parent.tag in {"article", "li", "main"} for parent in element.iterancestors())
    if element.tag == "form":  # some servers wrap the whole page in one
        return next(element.iter("article", "main", *_HEADINGS), None) is None
    if element.tag not in {"div", "section", "ul", "ol"}:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _FURNITURE.search(names) is not None and next(element.iter("article", "main"), None) is None
