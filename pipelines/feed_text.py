"""The article as its feed carried it, for a page that is a wall or a stub."""

from dataclasses import replace
from html import escape

from corpus.types import FEED, Article, Page
from pipelines.extract import extract

WRAPPED = (
    "<!doctype html><html{language}><head><title>{title}</title></head>"
    "<body><article><h1>{title}</h1>{text}</article></body></html>"
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
