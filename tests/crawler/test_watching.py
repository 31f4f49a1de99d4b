"""Forty days of looking again: what is asked stays within the plan, and no edit is missed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.rechecks import RECHECKS
from tests.crawler.watched_site import articles, planned_visits, watch

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.slow
def test_in_forty_days_every_edit_is_found_with_the_requests_of_the_plan(tmp_path: Path) -> None:
    watched = articles(2, START, every=3 * DAY)
    visits = [*planned_visits(watched), START + 40 * DAY]

    for came in watch(tmp_path, watched, visits):
        one = came.watched
        assert one.edits
        assert came.versions == 1 + len(one.edits)
        assert came.requests <= 1 + len(RECHECKS) + (len(one.edits) if one.is_told else 0)
        assert came.copies_of_text == came.versions or one.is_restless
