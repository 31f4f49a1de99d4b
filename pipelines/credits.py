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


def dateline_of(paragraph: str) -> str | None:
    """`KYIV, June 9 (Reuters)` of a paragraph that begins with it and a dash; it stays in the text."""
    match = _DATELINE.match(paragraph)
    return match.group().rstrip(" -–—") if match and agency(match["agency"]) else None


def wire_of(dateline: str | None, credits: Sequence[str]) -> str | None:
    """The agency that the dateline or a credit line names."""
    match = re.search(r"\(([^()]+)\)$", dateline or "")
    pieces = [match[1] if match else "", *(piece for credit in credits for piece in _PIECES.split(credit))]
    return next((name for piece in pieces if piece.strip() and (name := agency(piece))), None)


def authors_of(bylines: Sequence[str], credits: Sequence[str]) -> tuple[str, ...]:
    """The persons that byline lines name, else those of the first part of the credit lines."""
    written = [line for line in bylines if not any(char.isdigit() for char in line)]
    return people(written) or people(name for credit in credits for name in _BY.findall(credit)[:1])
