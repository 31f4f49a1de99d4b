"""How one look at an address is told: the article's fields, the judgement, the rights, what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from corpus.cli.tables import date
from corpus.lines import plain
from corpus.snippets import on_one_line
from corpus.types import Article, Relevance
from crawler.looks import Look

_LEDE = 300
"""Characters of the text that are shown."""
_EVIDENCE = 6
"""Words of evidence that are shown."""


def look_json(look: Look) -> dict[str, Any]:
    """A look as JSON."""
    page = look.reading.page if look.reading is not None else None
    written = {
        "url": look.url,
        "found_at": page.url if page is not None else None,
        "status": page.status if page is not None else None,
        "article": _article(look.article) if look.article is not None else None,
        "judgements": [asdict(one) for one in look.relevances],
        "rights": dict(look.rights),
        "outcome": look.outcome.kind if look.outcome is not None else None,
        "reason": look.outcome.reason if look.outcome is not None else look.left_open,
        "ref": look.outcome.ref if look.outcome is not None else None,
    }
    as_json: dict[str, Any] = plain(written)
    return as_json


def look_lines(look: Look) -> Iterator[tuple[str, str]]:
    """A look as named facts."""
    if look.reading is not None and look.reading.page.url != look.url:
        yield "found at", look.reading.page.url
    if look.article is not None:
        yield from ((name, on_one_line(value)) for name, value in _facts(look.article) if value)
    for relevance in look.relevances:
        yield "judged", _judged(relevance)
    if look.reading is not None:
        yield "rights", rights_line(look.rights)
    yield "outcome", outcome_line(look)


def rights_line(rights: Mapping[str, object]) -> str:
    """What is stated about reuse, and where it stands."""
    found = rights.get("found")
    places = found if isinstance(found, Mapping) else {}
    said = [
        f"{name.replace('_', ' ')}: {', '.join(value) if isinstance(value, list) else value} ({places.get(name)})"
        for name, value in rights.items()
        if name in places
    ]
    return on_one_line("; ".join(said)) if said else "nothing is stated"


def outcome_line(look: Look) -> str:
    """What became of it, and why."""
    if look.outcome is None:
        return look.left_open or "nothing came"
    reason = f": {look.outcome.reason}" if look.outcome.reason else ""
    ref = f", {look.outcome.ref}" if look.outcome.ref else ""
    return f"{look.outcome.kind}{ref}{reason}"


def _article(article: Article) -> dict[str, Any]:
    fields = (
        "title", "authors", "published_at", "published_precision", "modified_at", "language", "site_name",
        "description", "canonical_url", "wire", "truncated",
    )  # fmt: skip
    counted = {"words": len(article.text.split()), "text": article.text[:_LEDE]}
    return {name: getattr(article, name) for name in fields} | counted


def _facts(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "title", article.title or "not said"
    yield "published", date(article.published_at, article.published_precision) or "not said"
    yield "authors", ", ".join(article.authors) or "not said"
    yield "language", article.language or "not known"
    yield "wire", article.wire
    yield "words", f"{len(article.text.split())}{', only the beginning' if article.truncated else ''}"
    yield "text", article.text[:_LEDE]


def _judged(relevance: Relevance) -> str:
    """A judgement with the words that decided."""
    words = dict.fromkeys(f"{match.term} ({match.where})" for match in relevance.matched)
    evidence = f": {', '.join(list(words)[:_EVIDENCE])}" if words else ""
    return on_one_line(f"{relevance.topic}: {relevance.label} {relevance.score:.2f}{evidence}")
