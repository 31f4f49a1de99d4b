"""How the links of a source are met: one reader for each kind of entry.

They are pure functions of bytes, so that a worker process can run them and a saved file can test them.
A feed may be RSS, Atom or JSON Feed, a search feed of Google News or Bing, or a list that GDELT answers with.
"""

from collections.abc import Mapping
from typing import Protocol

from crawler.feeds import links_from_feed
from crawler.listings import Discovered
from crawler.sections import links_from_section
from crawler.sitemaps import links_from_sitemap
from crawler.sources import EntryKind

__all__ = ["DISCOVERERS", "Discovered", "Discoverer"]


class Discoverer(Protocol):
    """Reads what one entry of a source answered."""

    def __call__(self, body: bytes, url: str, charset: str | None = None) -> Discovered:
        """The links in it; `url` is where it was found, `charset` what its HTTP header names."""
        ...


DISCOVERERS: Mapping[EntryKind, Discoverer] = {
    "feed": links_from_feed,
    "sitemap": links_from_sitemap,
    "section": links_from_section,
}
