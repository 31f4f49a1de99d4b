"""What one feed, sitemap or listing page was found to say: its links, and what is wrong with it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from corpus.types import Link
from crawler.dates import changed_on, feed_date
from pipelines.decode import visible
from pipelines.languages import two_letters

Said = Mapping[str, str | None]
"""What a list says of one entry, by our names: link, title, published, modified, language, text, outlet."""

_ONE_STAMP = 5
"""So many entries changed at one moment were not: it is when the list was made."""
_EXAMPLE = 60
_LONGEST_TITLE, _LONGEST_ADDRESS = 1000, 8000
"""Characters; a tag that was never closed swallows what comes after, and no server takes a longer address."""
_WEB = re.compile(r"https?://[^\s/?#]+", re.I)
_NO_SCHEME = re.compile(r"www\.[\w-]+\.", re.I)
_BREAKS = re.compile(r"[\r\n\t]+\s*")
_PLACE = re.compile(r"#(?!!).*\Z", re.S)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """The links that one answer lists, and what is wrong with it."""

    links: tuple[Link, ...] = ()
    more: tuple[str, ...] = ()
    """The sitemaps that an index names, the one changed last first, or the next pages of a listing."""
    error: str | None = None
    """What is broken, in words; there may be links all the same."""
    remarks: tuple[str, ...] = ()
    """What is odd and stays so, in words and counts: for who sets a source up, not for each visit."""


def discovered(
    entries: Iterable[Said],
    base: str,
    *,
    language: str | None = None,
    more: tuple[str, ...] = (),
    error: str | None = None,
) -> Discovered:
    """One link for each address, the first entry that has it, with what was odd counted.

    Addresses are relative to `base`; `language` is that of entries which name none.
    """
    links: dict[str, Link] = {}
    total, nowhere, untold = 0, 0, []
    for total, said in enumerate(entries, 1):  # noqa: B007  # the last number is the count
        address = web_address(said.get("link"), base)
        if address is None:
            nowhere += 1
        elif address not in links:
            link = links[address] = _link(said, address, language)
            if link.published_at is None and (date := said.get("published")):
                untold.append(date)
    if nowhere and not links:
        error = "; ".join(filter(None, (error, f"none of {total} entries leads to a web address")))
    remarks = _remarks(total, nowhere, total - nowhere - len(links), untold)
    if stamp := _one_stamp(links.values()):
        links = {address: replace(link, modified_at=None) for address, link in links.items()}
        remarks += (stamp,)
    return Discovered(links=tuple(links.values()), more=more, error=error, remarks=remarks)


def one_line(markup: str | None) -> str | None:
    """A title without tags, entities and line breaks; None when nothing is left."""
    if not markup:
        return None
    if "<" in markup or ("&" in markup and ";" in markup):
        markup = _without_markup(_without_markup(markup))  # feeds escape their markup once more
    if not markup.isprintable():
        markup = visible(markup)
    elif "  " not in markup and not markup.startswith(" ") and not markup.endswith(" "):
        return markup or None  # as nearly all are
    return " ".join(markup.split()) or None


def web_address(value: str | None, base: str) -> str | None:
    """The address as one can ask for it; None when it leads nowhere on the web."""
    if not value or len(value) > _LONGEST_ADDRESS:
        return None
    if _is_sound(value):
        return value
    value = _BREAKS.sub("", value.strip()).replace("&amp;", "&")
    try:
        url = urljoin(base, _with_scheme(value)) if value else ""
    except ValueError:  # an IPv6 address that is none
        return None
    return _PLACE.sub("", url).replace(" ", "%20") if _WEB.match(url) else None


def home_of(named: str | None, url: str) -> str:
    """What the addresses of a feed are relative to: its site's front page where another host serves the feed."""
    home = web_address(named, url)
    return home if home and urlsplit(home).netloc != urlsplit(url).netloc else url


def base_of(page: HtmlElement, url: str) -> str:
    """What the addresses of a page are relative to: its `<base>`, else where it was found."""
    named = page.find(".//base[@href]")
    return url if named is None else web_address(named.get("href"), url) or url


def _link(said: Said, address: str, language: str | None) -> Link:
    own = said.get("language")
    return Link(
        url=address,
        title=_title(said.get("title"), said.get("outlet")),
        published_at=feed_date(said.get("published")),
        modified_at=changed_on(said.get("modified")),
        language=(two_letters(own) or language) if own else language,
        text=said.get("text"),
    )


def _title(markup: str | None, outlet: str | None) -> str | None:
    """The title, without the name of the outlet that a search puts behind it."""
    title = one_line(markup)
    title = title.removesuffix(f" - {one_line(outlet)}") if title and outlet else title
    return title[:_LONGEST_TITLE] if title else title


def _without_markup(markup: str) -> str:
    markup = _TAG.sub("", markup) if "<" in markup else markup
    return _REFERENCE.sub(lambda found: unescape(found[0]), markup) if "&" in markup else markup


def _is_sound(address: str) -> bool:
    """Whether nothing has to be done to an address, as is the rule; told without a pattern, which costs more."""
    return (
        address.startswith(("https://", "http://"))
        and address.isprintable()
        and " " not in address
        and "#" not in address
        and "[" not in address
        and "&amp;" not in address
        and "///" not in address
        and len(address) > len("https://a.b")
    )


def _with_scheme(value: str) -> str:
    return f"https://{value}" if _NO_SCHEME.match(value) else value


def _remarks(total: int, nowhere: int, again: int, untold: list[str]) -> tuple[str, ...]:
    remarks = []
    if nowhere:
        remarks.append(f"{nowhere} of {total} entries lead to no web address")
    if again:
        remarks.append(f"{again} of {total} entries repeat an address")
    if untold:
        example = (one_line(untold[0]) or "")[:_EXAMPLE]
        remarks.append(f"{len(untold)} of {total} dates cannot be told without guessing, such as {example!r}")
    return tuple(remarks)


def _one_stamp(links: Collection[Link]) -> str | None:
    """What to say when all entries are said to have changed at one moment: then the list was made, no more."""
    first = next((link.modified_at for link in links), None)
    if len(links) < _ONE_STAMP or first is None or any(link.modified_at != first for link in links):
        return None
    return f"all {len(links)} entries are said to have changed at one moment, which is not believed"
