"""What a person should look at in a text that we hold: one in which we have little confidence, or a field in doubt."""

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.types import UNSURE

IN_DOUBT = f"""
  (v.confidence < {UNSURE} OR v.title = '' OR v.details -> '$.uncut' IS NOT NULL
   OR v.details ->> '$.published.implausible' IS NOT NULL OR v.details ->> '$.modified.implausible' IS NOT NULL
   OR v.details ->> '$.published.method' = 'not believed')"""
"""The condition in SQL, on a row `v` of versions."""


def doubts(title: str, confidence: float | None, details: Mapping[str, Any]) -> Iterator[str]:
    """Why a person should look at a version, in words; nothing where no doubt is known."""
    yield from doubts_of_text(title, confidence, details)
    for name, what in (("published", "date"), ("modified", "last change")):
        told = details.get(name, {})
        if told.get("method") == "not believed":
            yield f"{what} not believed: {told.get('raw')!r}"
        elif "implausible" in told:
            yield f"{what} doubtful: {told['implausible']}"


def doubts_of_text(title: str, confidence: float | None, details: Mapping[str, Any]) -> Iterator[str]:
    """The same without what is doubtful about dates."""
    if confidence is not None and confidence < UNSURE:
        yield f"text unsure ({confidence:.2f})"
    if "uncut" in details:
        yield "too much of it looks like boilerplate"
    if not title:
        yield "no title"
