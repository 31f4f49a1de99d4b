"""The entries of an RSS or Atom document: what each says, in the words of whichever vocabulary."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import takewhile
from urllib.parse import urljoin

from lxml import etree

from crawler.bodies import local_name
from crawler.feed_terms import ABOUT, ENTRIES, LANG, ROLES
from crawler.feed_texts import full_text, whole_description
from crawler.listings import Said

_COUNTER = re.compile(
    r"https?://(?:feedproxy\.google\.com|feeds\d?\.feedburner\.com|[\w.-]*\.feedsportal\.com|[^/]+/~r)/", re.I
)
"""Addresses that count a reader and then lead on; those who run them leave, and the address is dead."""


def entries_of(
    root: etree._Element, url: str, tags: Collection[str], *, with_attributes: bool
) -> Iterator[Said]:
    """The entries in the feed's order.

    In one pass over the parts that matter: a pass over all parts of each entry takes twice as long.
    `with_attributes` says that parts may have a base address or a language of their own.
    """
    base = url if with_attributes else None
    entry: etree._Element | None = None
    said: dict[str, str | None] = {}
    for part in root.iter("{*}item", "{*}entry", *tags):
        role = ROLES.get(part.tag)
        if role is None:
            if entry is not None:
                yield _finished(entry, said, base)
            entry, said = part, {}
        elif entry is not None and part.getparent() is entry:
            _note(part, role, said, base)
    if entry is not None:
        yield _finished(entry, said, base)


def _finished(entry: etree._Element, said: dict[str, str | None], base: str | None) -> Said:
    """What an entry says, with what its own attributes say."""
    address = _address(said)
    if address is None:  # a tag that was never closed may have swallowed the others
        said = {}
        for part in takewhile(lambda part: local_name(part) not in ENTRIES, entry.iterdescendants()):
            if role := ROLES.get(part.tag):
                _note(part, role, said, base)
        address = _address(said) or entry.get(ABOUT)
    said["link"] = address
    if "text" not in said and "description" in said:
        said["text"] = said["description"]
    if base is not None and (language := entry.get(LANG)):
        said.setdefault("language", language)
    return said


def _note(part: etree._Element, role: str, said: dict[str, str | None], base: str | None) -> None:
    """Take down what a part says; the first of each role counts. `base` is the feed's, where parts may have others."""
    if role == "link":
        _note_link(part, said, base)
    elif role not in said:
        words = _PARTS[role](part) if role in _PARTS else part.text
        if words is not None:
            said[role] = words


def _note_link(part: etree._Element, said: dict[str, str | None], base: str | None) -> None:
    """Keep the address of a link that leads to the article: an RSS text, or Atom's alternate."""
    address = part.text
    if not address or address.isspace():
        address = part.get("href")
        if address is None or "link" in said or not _leads_to_article(part):
            return  # what RSS says outranks an Atom link beside it
    said["link"] = address if base is None else _absolute(address, urljoin(base, part.base or ""))


def _leads_to_article(part: etree._Element) -> bool:
    return part.get("rel", "alternate") == "alternate" and "html" in part.get("type", "html")


def _guid(part: etree._Element) -> str | None:
    """A guid that may be an address."""
    said = part.text
    return said if said and "://" in said and part.get("isPermaLink") != "false" else None


def _absolute(address: str, base: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:  # an IPv6 address that is none
        return address


def _address(found: dict[str, str | None]) -> str | None:
    """Where an entry leads: its own address rather than a counter's, and a guid only when it is one."""
    link = found.get("original") or found.get("link")
    if link is None or ("guid" in found and _COUNTER.match(link)):
        guid = found.get("guid")
        return guid if guid and not _COUNTER.match(guid.strip()) else link
    return link


def _title(part: etree._Element) -> str | None:
    """The words of a title, with those in its markup, but not those of parts it swallowed."""
    if len(part) == 0:
        return part.text
    words = [part.text or ""]
    for inner in part.iterdescendants():
        if inner.tag in ROLES:
            break
        words += [inner.text or "", inner.tail or ""]
    return "".join(words)


_PARTS: Mapping[str, Callable[[etree._Element], str | None]] = {
    "title": _title,
    "guid": _guid,
    "text": full_text,
    "description": whole_description,
}
"""The parts whose text is not simply what they say."""
