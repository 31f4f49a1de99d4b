"""A page's bytes as an article: its text without boilerplate, and what the page says about it."""

import logging
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import cast

import trafilatura
from lxml.html import HtmlElement

from corpus.types import Article, Unreadable
from pipelines.boilerplate import Stripped, strip
from pipelines.bylines import people
from pipelines.dates import Moment, moment
from pipelines.decode import decode, visible
from pipelines.embeds import embeds_in
from pipelines.languages import language_of
from pipelines.markup import NotMarkupError, parse
from pipelines.metadata import Metadata, read_metadata
from pipelines.walls import is_stub, wall

EXTRACTOR = f"wirewatch 1, trafilatura {version('trafilatura')}"
"""Who read a text; a reading by another extractor cannot be compared with it."""

_SHORTEST_TEXT = 80
"""Characters. Less is a caption or a leftover of the page's frame."""

# The library tells of every page without text on its own log; we say it once, with the reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract_article(html: bytes, url: str) -> Article | None:
    """The article of a page; None when there is none to read."""
    result = extract(html, url)
    return result if isinstance(result, Article) else None


def extract(body: bytes, url: str, charset: str | None = None) -> Article | Unreadable:
    """The article of a page, or why there is none; `charset` is the HTTP header's. Never raises for a page.

    The page is decoded and parsed once; every step reads the same tree and none changes it.
    """
    try:
        tree = parse(decode(body, charset), body)
    except NotMarkupError as error:
        return Unreadable(reason=error.reason)
    metadata = read_metadata(tree, url)
    raw = _read_text(tree, url, metadata)
    found = wall(tree, raw.text, metadata, url)
    if found:
        return found
    stripped = strip(raw.text.split("\n"), title=metadata.title, embeds=embeds_in(tree))
    if len(stripped.text) < _SHORTEST_TEXT:
        return Unreadable(reason="no text")
    return _article(url, metadata, raw, stripped)


@dataclass(frozen=True, slots=True)
class _Raw:
    """What the library reads: the text with its boilerplate, and the two fields we may lack."""

    text: str
    authors: tuple[str, ...] = ()
    published: Moment | None = None


def _read_text(tree: HtmlElement, url: str, metadata: Metadata) -> _Raw:
    # The library's own search for metadata costs a third of its time: asked for only where ours came back empty.
    incomplete = not metadata.authors or metadata.published is None
    try:
        document = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, with_metadata=incomplete
        )
    except Exception:  # a parser fed by the whole web; whatever it trips over, this page has no text
        logging.getLogger(__name__).info("the extractor failed on %s", url, exc_info=True)
        return _Raw("")
    if document is None:
        return _Raw("")
    lines = (" ".join(line.split()) for line in visible(document.text or "").split("\n"))
    text = unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
    authors = people((document.author or "").split("; "), besides=metadata.site_name)
    return _Raw(text, authors, moment(document.date))


def _article(url: str, metadata: Metadata, raw: _Raw, stripped: Stripped) -> Article:
    published = metadata.published or raw.published
    authors = metadata.authors or raw.authors or stripped.authors
    return Article(
        url=url,
        canonical_url=metadata.canonical_url,
        title=unicodedata.normalize("NFC", metadata.title),
        text=stripped.text,
        authors=authors,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        modified_at=metadata.modified.at if metadata.modified else None,
        language=language_of(stripped.text, metadata.language),
        site_name=metadata.site_name,
        description=metadata.description,
        wire=metadata.wire or stripped.wire,
        truncated=stripped.truncated or is_stub(metadata.node, stripped.text),
        cuts=stripped.cuts,
        details=_details(metadata, raw, stripped),
    )


def _details(metadata: Metadata, raw: _Raw, stripped: Stripped) -> Mapping[str, object]:
    """How each field was found, and what was moved out of the text."""
    found = dict(metadata.found)
    if not metadata.authors and (raw.authors or stripped.authors):
        found["authors"] = {"method": "trafilatura" if raw.authors else "text"}
    if metadata.published is None and raw.published is not None:
        found["published"] = {"raw": raw.published.raw, "method": "trafilatura"}
    return found | cast(dict[str, object], dict(stripped.details))
