"""What its feed says of an article: the whole text for a page that is a wall or a stub, the time for one without."""

from dataclasses import replace
from datetime import timedelta
from html import escape

from corpus.types import FEED, Article, Link, Page
from pipelines.extract import extract

WRAPPED = (
    "<!doctype html><html{language}><head><title>{title}</title></head>"
    "<body><article><h1>{title}</h1>{text}</article></body></html>"
)


_CLOCKS = timedelta(hours=14)
"""So far apart from UTC are clocks on Earth: a day began that much earlier somewhere."""


def with_time_of_feed(article: Article, listed: Link | None) -> Article:
    """The article with the instant that its feed or sitemap gives, where its page names no date or only that day."""
    said = listed.published_at if listed else None
    if said is None or article.published_precision == "instant":
        return article
    day = article.published_at
    if day is not None and not day - _CLOCKS <= said < day + timedelta(days=1) + _CLOCKS:
        return article
    found = {"method": FEED, "raw": said.isoformat()}
    return replace(
        article,
        published_at=said,
        published_precision="instant",
        details={**article.details, "published": found},
    )


def from_feed(page: Page) -> Article | None:
    """The article that the feed of a page carries in full; None when it carries none, or too little to be one.

    Its text goes the way of any page's. That it is the feed's stands in `details` under `text`.
    """
    listed = page.listed
    if listed is None or not listed.text:
        return None
    language = f' lang="{escape(listed.language)}"' if listed.language else ""
    html = WRAPPED.format(language=language, title=escape(listed.title or ""), text=listed.text)
    article = extract(html.encode(errors="replace"), page.url, "utf-8", page.headers)
    if not isinstance(article, Article):
        return None
    return replace(
        article,
        title=listed.title or article.title,
        published_at=listed.published_at or article.published_at,
        published_precision="instant" if listed.published_at else article.published_precision,
        details={**article.details, "text": {"method": FEED}},
    )
