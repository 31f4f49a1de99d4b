"""The next pages of a listing: older articles of the same list, a few pages deep and no more."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from corpus.urls import site_of
from crawler.listings import one_line, web_address

MOST_PAGES = 3
"""Of one listing, with its first: what was published since the last visit is on them, or is lost to it."""

# Where the number of a page stands: ?page=2, ?PAGEN_1=2, /page/2/, /page-2, /seite-2.html
_NUMBER = re.compile(
    r"(?:[?&;](?:page|paged|pg|p|pagen_\d|pagenum|page_?num(?:ber)?|pageno|seite|strona|sayfa)=|"
    r"/(?:page|pagina|seite|stranica|storinka|strana|strona|sayfa|صفحه)[/_-]?)(\d{1,4})(?=[/&#.]|\Z)",
    re.I,
)
_NEXT = re.compile(
    r"(?:next|next page|older(?: (?:posts|entries|articles|news))?|дал(?:ее|ьше)|следующ(?:ая|ие)(?: страница)?|"
    r"вперед|вперёд|наступн(?:а|і)(?: сторінка)?|далі|بعدی|صفحه بعد|صفحه بعدی|قدیمی‌تر|"
    r"التالي|weiter|nächste(?: seite)?|suivant|następna|sonraki)?\s*[›»→>]*",
    re.I,
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)


def next_pages(page: html.HtmlElement, base: str, url: str) -> tuple[str, ...]:
    """The addresses of the pages that follow this one, in order; none when the page names none of its own site."""
    here = _number(url) or 1
    found: dict[int, str] = {}
    for anchor in page.iter("a", "link"):
        address = web_address(anchor.get("href"), base)
        if address is None or address == url or site_of(address) != site_of(url):
            continue
        number = _following(anchor, address, url, here)
        if number is not None and here < number < here + MOST_PAGES:
            found.setdefault(number, address)
    return tuple(found[number] for number in sorted(found))


def _following(anchor: html.HtmlElement, address: str, url: str, here: int) -> int | None:
    """The number of the page of this list that a link leads to; None when it leads to none."""
    if "next" in (anchor.get("rel") or "").lower().split():
        return _number(address) or here + 1
    if anchor.tag == "link" or (number := _number(address)) is None or _list(address) != _list(url):
        return None
    return number if str(number) in _words(anchor) or any(map(_says_next, _labels(anchor))) else None


def _number(address: str) -> int | None:
    found = _NUMBER.search(address)
    return int(found[1]) if found else None


def _list(address: str) -> str:
    """The path of a list, the same for all its pages."""
    path = urlsplit(_NUMBER.sub("", address)).path
    return re.sub(r"(?:/index|/)?(?:\.\w{3,5})?/?\Z", "", path)


def _words(anchor: html.HtmlElement) -> set[str]:
    """What stands on a link, its numbers in our digits."""
    words = (one_line(anchor.text_content()) or "").split()
    return {str(int(word)) if word.isdecimal() else word for word in words}


def _labels(anchor: html.HtmlElement) -> Iterator[str]:
    yield one_line(anchor.text_content()) or ""
    yield anchor.get("aria-label") or ""
    yield anchor.get("title") or ""
    yield "next" if _NEXT_CLASS.search(anchor.get("class") or "") else ""


def _says_next(label: str) -> bool:
    return bool(label.strip()) and _NEXT.fullmatch(label.strip()) is not None
