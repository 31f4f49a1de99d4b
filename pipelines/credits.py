"""Who wrote and who sent a text, as its own dateline, byline and credit lines tell."""

import re
from collections.abc import Sequence

from pipelines.agencies import agency
from pipelines.bylines import people

_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^()|]{1,60}?)[,.]?\s*\((?P<agency>[^()]{2,40})\)\s*(?:[-–—]+|\.\s?[-–—])\s*(?=\S)"
)
_BY = re.compile(r"\b(?:by|von|par)\s+([^;()]+)", re.I)
_PIECES = re.compile(r"[:,;()/]|\b(?:avec|by|von|from|with|mit|con|по материалам|за матеріалами)\b", re.I)


def dateline_of(paragraph: str) -> tuple[str, str] | None:
    """(`KYIV, June 9 (Reuters)`, `Reuters`) of a paragraph that begins so, with a dash; it stays in the text.

    The brackets hold an agency if it is a known one, or if a place in capitals and a date go before them.
    """
    match = _DATELINE.match(paragraph)
    if match is None:
        return None
    place, _, date = match["place"].partition(",")
    name = agency(match["agency"]) or (
        match["agency"] if place.isupper() and any(map(str.isdigit, date)) else None
    )
    return (match.group().rstrip(" -–—"), name) if name else None


def wire_of(credits: Sequence[str]) -> str | None:
    """The agency that a credit line names."""
    pieces = (piece for credit in credits for piece in _PIECES.split(credit))
    return next((name for piece in pieces if piece.strip() and (name := agency(piece))), None)


def authors_of(bylines: Sequence[str], credits: Sequence[str]) -> tuple[str, ...]:
    """The persons that byline lines name, else those of the first part of the credit lines."""
    written = [line for line in bylines if not any(char.isdigit() for char in line)]
    return people(written) or people(name for credit in credits for name in _BY.findall(credit)[:1])
