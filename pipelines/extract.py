"""A page's bytes as an article: its text without boilerplate, and what the page says about it."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from unicodedata import normalize

from corpus.types import Article, Unreadable
from pipelines.boilerplate import Stripped
from pipelines.bylines import people
from pipelines.dates import Moment, moment
from pipelines.extract_candidates import told_to_library
from pipelines.extract_text import Opened, Text, Wanted, text_of
from pipelines.languages import language_of
from pipelines.learned import Model, shipped
from pipelines.markup import NotMarkupError
from pipelines.metadata import Metadata
from pipelines.rights import rights_of
from pipelines.sites import compact
from pipelines.walls import NOT_AN_ARTICLE, is_stub, wall

EXTRACTOR = f"wirewatch 2, trafilatura {version('trafilatura')}, resiliparse {version('resiliparse')}"
"""Who read a text; a reading by another extractor cannot be compared with it."""

_SHORTEST_TEXT = 80
"""Characters. Less is a caption or a leftover of the page's frame."""

logger = logging.getLogger(__name__)
_NEW_YEAR = (
    r"{0}[-/.]?0?1[-/.]?0?1\b|\b0?1[-/.]0?1[-/.]{0}|"
    r"\b1(?:st)?\W+[^\W\d]{{3,9}}\W+{0}|[^\W\d]{{3,9}}\W+1,?\W+{0}"
)

NO_HEADERS: Mapping[str, str] = {}


def extract_article(html: bytes, url: str) -> Article | None:
    """The article of a page; None when there is none to read."""
    result = extract(html, url)
    return result if isinstance(result, Article) else None


def always(title: str, text: str) -> bool:  # what `Wanted` asks for
    """Every page is worth reading well."""
    return True


def never(title: str, text: str) -> bool:
    """No page is worth more than a cheap reading."""
    return False


def extract(
    body: bytes,
    url: str,
    charset: str | None = None,
    headers: Mapping[str, str] = NO_HEADERS,
    *,
    is_wanted: Wanted = always,
    model: Model | None = None,
) -> Article | Unreadable:
    """The article of a page, or why there is none. Never raises for a page.

    `charset` is the HTTP header's; `headers`, by names in lower case, may state rights. A page that is not
    `is_wanted` by its title and a cheap reading of its text is given as that reading has it. Another `model` than the
    shipped one is for measuring.
    """
    try:
        return _read(Opened.of(body, url, charset), headers, is_wanted, model or shipped())
    except NotMarkupError:
        return Unreadable(reason="not html" if body.strip() else "no text")
    except (
        Exception
    ) as error:  # fed by the whole web; whatever a page breaks, the others are still to be read
        logger.warning("could not read %s: %r", url, error)
        return Unreadable(reason="extraction failed")


def _read(page: Opened, headers: Mapping[str, str], is_wanted: Wanted, model: Model) -> Article | Unreadable:
    text = text_of(page, model, is_wanted)
    metadata, stripped = page.metadata, text.stripped
    if found := wall(page.tree, text.raw, metadata, page.url):
        return found
    if stripped.is_listing:
        return NOT_AN_ARTICLE
    if len(stripped.text) < _SHORTEST_TEXT:
        return Unreadable(reason="no text")
    asked = _asked(page) if text.is_wanted else _Asked()
    return _article(page, text, asked, rights_of(headers, page.tree, page.url, metadata.node))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The two fields that the library is asked for where the page does not state them plainly."""

    authors: tuple[str, ...] = ()
    published: Moment | None = None


def _asked(page: Opened) -> _Asked:
    metadata = page.metadata
    if metadata.authors and metadata.published is not None:
        return _Asked()
    authors, day = told_to_library(page.tree, page.url, dates=metadata.published is None)
    names = people(authors.split("; "), metadata.sites)
    known = tuple(name for name in names if compact(name) not in metadata.refused)
    return _Asked(known, _told(moment(day), page.html))


def _told(day: Moment | None, html: str) -> Moment | None:
    """The library's day, unless it is the first of a year that the page names without a day."""
    if day is None or (day.at.month, day.at.day) != (1, 1):
        return day
    return day if re.search(_NEW_YEAR.format(day.at.year), html) else None


def _article(page: Opened, text: Text, asked: _Asked, rights: Mapping[str, object]) -> Article:
    metadata, stripped = page.metadata, text.stripped
    published = metadata.published or asked.published
    authors = metadata.authors or asked.authors or stripped.authors or tuple(filter(None, [metadata.signed]))
    return Article(
        url=page.url,
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
        confidence=None if text.confidence is None else round(text.confidence, 2),
        cuts=stripped.cuts,
        details={
            **_details(metadata, asked, stripped),
            "text": {"method": text.method, "readings": text.readings},
            **({"rights": rights} if rights else {}),
        },
    )


def _details(metadata: Metadata, asked: _Asked, stripped: Stripped) -> Mapping[str, object]:
    """How each field was found, and what was moved out of the text."""
    found = dict(metadata.found)
    if not metadata.authors and (asked.authors or stripped.authors or metadata.signed):
        found["authors"] = {
            "method": "trafilatura" if asked.authors else "text" if stripped.authors else "wire"
        }
    if metadata.published is None and asked.published is not None:
        found["published"] = {"raw": asked.published.raw, "method": "trafilatura"}
    return found | dict(stripped.details)
