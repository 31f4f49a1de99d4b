"""Links from JSON: JSON Feed, and the lists that GDELT answers a search with."""

import json
import re
from collections.abc import Iterator

from crawler.feed_texts import paragraphs_of
from crawler.gdelt import is_gdelt, said_by_gdelt
from crawler.listings import Discovered, Said, discovered
from pipelines.languages import two_letters

Item = dict[str, object]

_LIST = re.compile(r'"(?:items|articles)"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_WRONG_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


def links_from_json(body: bytes, url: str) -> Discovered:
    """The items of a JSON Feed (version 1.0 or 1.1) or of a list by GDELT; the body is UTF-8."""
    # Not in the standard, but in what servers write: a backslash before any letter, a tab in a title.
    text = _WRONG_ESCAPE.sub(r"\\\\", body.decode())
    feed, error = {}, None
    try:
        feed = json.loads(text, strict=False)
    except ValueError as reason:
        items = list(_whole_items(text))
        if not items:
            return Discovered(error=f"JSON that cannot be read where a feed was expected: {reason}")
        error = f"truncated after {len(items)} entries"
    except RecursionError:
        return Discovered(error="JSON that cannot be read where a feed was expected: nested too deep")
    else:
        feed = feed if isinstance(feed, dict) else {}
        listed = feed.get("items", feed.get("articles"))
        if not isinstance(listed, list):
            return Discovered(error="JSON that is no JSON Feed: it has no items")
        items = [item for item in listed if isinstance(item, dict)]
    said = said_by_gdelt if any(map(is_gdelt, items)) else _said
    return discovered(
        map(said, items), url, language=two_letters(_text(feed.get("language")) or ""), error=error
    )


def _said(item: Item) -> Said:
    """What an item of a JSON Feed says."""
    identity = _text(item.get("id")) or ""
    return {
        "link": _text(item.get("url")) or (identity if "://" in identity else None),
        "title": _text(item.get("title")),
        "published": _text(item.get("date_published")),
        "modified": _text(item.get("date_modified")),
        "language": _text(item.get("language")),
        "text": _text(item.get("content_html"))
        or paragraphs_of(_text(item.get("content_text")) or "")
        or None,
    }


def _whole_items(text: str) -> Iterator[Item]:
    """The items of a list that was cut, up to the cut."""
    start, decoder = _LIST.search(text), json.JSONDecoder(strict=False)
    at = start.end() if start else len(text)
    while at < len(text):
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing as well
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(item, dict):
            yield item


def _text(value: object) -> str | None:
    """A JSON value that should be a text; None for any other."""
    return value if isinstance(value, str) else None
