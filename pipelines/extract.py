"""A page's bytes as an article: its text without boilerplate, and what the page says about it."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from unicodedata import normalize

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from corpus.types import Article, Unreadable
from pipelines.boilerplate import Stripped, strip
from pipelines.bylines import people
from pipelines.dates import Moment, moment
from pipelines.decode import decode, visible
from pipelines.embeds import embeds_in
from pipelines.joiners import has_joiners, with_joiners_hidden, with_joiners_shown
from pipelines.languages import language_of
from pipelines.markup import NotMarkupError, links_in, parse
from pipelines.metadata import Metadata, read_metadata
from pipelines.rights import rights_of
from pipelines.walls import NOT_AN_ARTICLE, is_stub, wall

EXTRACTOR = f"wirewatch 1, trafilatura {version('trafilatura')}"
"""Who read a text; a reading by another extractor cannot be compared with it."""

_SHORTEST_TEXT = 80
"""Characters. Less is a caption or a leftover of the page's frame."""

logger = logging.getLogger(__name__)
_NEW_YEAR = (
    r"{0}[-/.]?0?1[-/.]?0?1\b|\b0?1[-/.]0?1[-/.]{0}|"
    r"\b1(?:st)?\W+[^\W\d]{{3,9}}\W+{0}|[^\W\d]{{3,9}}\W+1,?\W+{0}"
)
# The library tells of every page without text on its own log; we say it once, with the reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

NO_HEADERS: Mapping[str, str] = {}


def extract_article(html: bytes, url: str) -> Article | None:
    """The article of a page; None when there is none to read."""
    result = extract(html, url)
    return result if isinstance(result, Article) else None


def extract(
    body: bytes, url: str, charset: str | None = None, headers: Mapping[str, str] = NO_HEADERS
) -> Article | Unreadable:
    """The article of a page, or why there is none. Never raises for a page.

    `charset` is the HTTP header's; `headers`, by names in lower case, may state rights.
    """
    try:
        return _read(body, url, charset, headers)
    except NotMarkupError:
        return Unreadable(reason="not html" if body.strip() else "no text")
    except (
        Exception
    ) as error:  # fed by the whole web; whatever a page breaks, the others are still to be read
        logger.warning("could not read %s: %r", url, error)
        return Unreadable(reason="extraction failed")


def _read(body: bytes, url: str, charset: str | None, headers: Mapping[str, str]) -> Article | Unreadable:
    """The page is decoded and parsed once; every step reads the same tree and none changes it."""
    html = decode(body, charset)
    tree = parse(html, body)
    metadata = read_metadata(tree, url)
    raw = _read_text(with_joiners_hidden(tree) if has_joiners(html) else tree, url, metadata, html)
    if found := wall(tree, raw.text, metadata, url):
        return found
    stripped = strip(
        raw.text.split("\n"),
        titles=(metadata.title, *metadata.titles),
        embeds=embeds_in(tree),
        links=links_in(tree, url),
        authors=metadata.authors or raw.authors,
    )
    if stripped.is_listing:
        return NOT_AN_ARTICLE
    if len(stripped.text) < _SHORTEST_TEXT:
        return Unreadable(reason="no text")
    rights = rights_of(headers, tree, url, metadata.node)
    return _article(url, metadata, raw, stripped, rights)


@dataclass(frozen=True, slots=True)
class _Raw:
    """What the library reads: the text with its boilerplate, and the two fields we may lack."""

    text: str
    authors: tuple[str, ...] = ()
    published: Moment | None = None


def _date_search(*, thorough: bool) -> dict[str, object]:
    """How the library looks for the date. Its thorough search loads two hundred languages, for two seconds."""
    # The last date is fixed: by default it is today, and a page would read differently from one day to the next.
    return {"original_date": True, "extensive_search": thorough, "max_date": "2100-01-01"}


def _read_text(tree: HtmlElement, url: str, metadata: Metadata, html: str) -> _Raw:
    # The library's own search for metadata costs a third of its time: asked for only where ours came back
    # empty. It works on a copy of the tree. Not `deduplicate=`: its memory makes the text depend on order.
    ask = partial(
        bare_extraction,
        tree,
        url=url,
        include_comments=False,
        with_metadata=not metadata.authors or metadata.published is None,
        date_extraction_params=_date_search(thorough=metadata.published is None),
    )
    # The default mode finds nothing where a whole page stands inside a popup or an aside; recall mode does.
    document = ask() or ask(favor_recall=True)
    if not isinstance(document, Document):
        return _Raw("")
    lines = (" ".join(line.split()) for line in visible(with_joiners_shown(document.text or "")).split("\n"))
    return _Raw(
        text=normalize("NFC", "\n".join(line for line in lines if line)),
        authors=people(with_joiners_shown(document.author or "").split("; "), metadata.sites),
        published=_told(moment(document.date), html),
    )


def _told(day: Moment | None, html: str) -> Moment | None:
    """The library's day, unless it is the first of a year that the page names without a day."""
    if day is None or (day.at.month, day.at.day) != (1, 1):
        return day
    return day if re.search(_NEW_YEAR.format(day.at.year), html) else None


def _article(
    url: str, metadata: Metadata, raw: _Raw, stripped: Stripped, rights: Mapping[str, object]
) -> Article:
    published = metadata.published or raw.published
    authors = metadata.authors or raw.authors or stripped.authors or tuple(filter(None, [metadata.signed]))
    return Article(
        url=url,
        canonical_url=metadata.canonical_url,
        title=normalize("NFC", metadata.title),
        text=stripped.text,
        authors=authors,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        modified_at=metadata.modified.at if metadata.modified else None,
        language=language_of(stripped.text, metadata.language),
        site_name=metadata.site_name,
        description=normalize("NFC", metadata.description) if metadata.description else None,
        wire=metadata.wire or stripped.wire,
        truncated=stripped.truncated or is_stub(metadata.node, stripped.text),
        cuts=stripped.cuts,
        details={**_details(metadata, raw, stripped), **({"rights": rights} if rights else {})},
    )


def _details(metadata: Metadata, raw: _Raw, stripped: Stripped) -> Mapping[str, object]:
    """How each field was found, and what was moved out of the text."""
    found = dict(metadata.found)
    if not metadata.authors and (raw.authors or stripped.authors or metadata.signed):
        found["authors"] = {
            "method": "trafilatura" if raw.authors else "text" if stripped.authors else "wire"
        }
    if metadata.published is None and raw.published is not None:
        found["published"] = {"raw": raw.published.raw, "method": "trafilatura"}
    return found | dict(stripped.details)
