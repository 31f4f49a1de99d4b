"""Dates that a page gives and that cannot well be right: they are kept as they stand, with the reason for the doubt."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from corpus.types import Article

DOUBT = "implausible"
"""Under which key of `details["published"]` and `details["modified"]` the reason stands."""

_ZONES = timedelta(hours=26)
"""What is tomorrow for one clock on Earth can still be yesterday for another."""
_SLACK = timedelta(days=3)
"""Between the day in an address and the date of the page: drafts wait, and pages are renamed."""
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_-]|$)")


def with_doubts(article: Article, fetched_at: datetime) -> Article:
    """The article with each doubt about its dates beside how they were found; itself where there is none."""
    doubts = {"published": _of_publication(article, fetched_at), "modified": _of_change(article, fetched_at)}
    told = {key: {**_found(article, key), DOUBT: doubt} for key, doubt in doubts.items() if doubt}
    return replace(article, details={**article.details, **told}) if told else article


def _found(article: Article, key: str) -> Mapping[str, object]:
    found = article.details.get(key)
    return found if isinstance(found, Mapping) else {}


def _of_publication(article: Article, fetched_at: datetime) -> str | None:
    published = article.published_at
    if published is None:
        return None
    if published > fetched_at + _ZONES:
        return "after it was fetched"
    day = _day_in_address(article.url)
    if day is not None and abs(published.astimezone(UTC).date() - day) > _SLACK:
        return f"the address says {day}"
    return None


def _of_change(article: Article, fetched_at: datetime) -> str | None:
    published, modified = article.published_at, article.modified_at
    if modified is None:
        return None
    if modified > fetched_at + _ZONES:
        return "after it was fetched"
    return "before it was published" if published is not None and modified < published - _ZONES else None


def _day_in_address(url: str) -> date | None:
    found = _DAY_IN_ADDRESS.search(url)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
