"""Texts that somebody hands over to be judged: a saved page, a plain text, or many of them as JSON lines."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from msgspec import Meta

from pipelines.decode import decode
from pipelines.extract import extract_article


class _Line(msgspec.Struct, frozen=True):
    """One JSON line; whatever else it holds is passed over."""

    title: str = ""
    text: str = ""
    url: str | None = None
    id: Annotated[str, Meta(min_length=1)] | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text and where it stood."""

    place: str
    """The file, with the line where it holds many."""
    title: str
    text: str = field(repr=False)
    url: str | None = None
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class NotGiven:
    """What could not be read, and what would have been right."""

    place: str
    why: str


def given(name: str, body: bytes) -> Iterator[Given | NotGiven]:
    """The texts in a file; what it is shows in its first character: `{` JSON lines, `<` a page, else plain text."""
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{":
        yield from _lines(name, body)
    elif start == b"<":
        yield _page(name, body)
    elif not start:
        yield NotGiven(name, "is empty; right would be a text, a page or JSON lines")
    elif b"\0" in body and not body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield NotGiven(name, "is no text; right would be a text, a page or JSON lines")
    else:
        title, _, text = decode(body, None).lstrip("\ufeff \r\n").partition("\n")
        yield Given(place=name, title=title.strip(), text=text.strip())


def _page(name: str, body: bytes) -> Given | NotGiven:
    article = extract_article(body, f"file:///{name}")
    if article is None:
        return NotGiven(name, "no article was found in the page; right would be the html of one article")
    return Given(place=name, title=article.title, text=article.text, url=article.canonical_url)


def _lines(name: str, body: bytes) -> Iterator[Given | NotGiven]:
    for number, line in enumerate(body.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            one = msgspec.json.decode(line, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield NotGiven(place, f'{error}; right would be {{"title": "...", "text": "..."}}')
            continue
        if not (one.title or one.text):
            yield NotGiven(
                place, 'has neither title nor text; right would be {"title": "...", "text": "..."}'
            )
            continue
        yield Given(place=place, title=one.title, text=one.text, url=one.url, id=one.id)
