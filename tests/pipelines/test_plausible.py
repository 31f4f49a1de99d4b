"""Dates that cannot well be right are kept and doubted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from corpus.types import Article
from pipelines.plausible import with_doubts

FETCHED = datetime(2026, 3, 12, 12, tzinfo=UTC)
ARTICLE = Article(
    url="https://a.example/2026/03/11/drones",
    title="Drones over the city",
    text="Thirty drones were downed.",
    published_at=FETCHED - timedelta(days=1),
    details={"published": {"method": "json-ld", "raw": "2026-03-11T12:00:00Z"}},
)


@pytest.mark.parametrize(
    ("change", "key", "doubt"),
    [
        ({"published_at": FETCHED + timedelta(days=2)}, "published", "after it was fetched"),
        ({"published_at": FETCHED - timedelta(days=400)}, "published", "the address says 2026-03-11"),
        ({"modified_at": FETCHED + timedelta(days=300)}, "modified", "after it was fetched"),
        ({"modified_at": FETCHED - timedelta(days=30)}, "modified", "before it was published"),
    ],
)
def test_a_date_that_cannot_well_be_right_is_kept_and_doubted(change, key, doubt):
    article = replace(ARTICLE, **change)

    found = with_doubts(article, FETCHED)

    assert found.details[key]["implausible"] == doubt
    assert (found.published_at, found.modified_at) == (article.published_at, article.modified_at)
    assert found.details["published"]["raw"] == "2026-03-11T12:00:00Z"


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"published_at": None},
        {"published_at": FETCHED + timedelta(hours=14)},  # already tomorrow there
        {"modified_at": FETCHED},
        {"url": "https://a.example/2026/13/45/drones"},
        {"url": "https://a.example/archive/2026/drones", "published_at": FETCHED - timedelta(days=4000)},
    ],
)
def test_a_date_that_can_be_right_is_not_doubted(change):
    article = replace(ARTICLE, **change)

    assert with_doubts(article, FETCHED) is article
