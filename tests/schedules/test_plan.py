"""When a source is due again."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import ConfigError
from corpus.toml import Duration
from crawler.sources import Source
from schedules.plan import LONGEST_REST, WIDEST, check, next_due
from tests.makers import NOON  # a Monday

DICE = 200


def source(every: str | None = None, cron: str | None = None) -> Source:
    """A source on that schedule."""
    interval = Duration.parse(every) if every is not None else None
    return Source(name="northern-post", title="Post", home="https://a.example/", every=interval, cron=cron)


def test_an_interval_counts_from_the_end_of_the_visit() -> None:
    assert next_due(source("30m"), NOON) == NOON + timedelta(minutes=30)


def test_a_source_that_says_nothing_keeps_the_interval_of_the_config() -> None:
    assert next_due(source(), NOON, every=timedelta(hours=2)) == NOON + timedelta(hours=2)


@pytest.mark.parametrize(
    ("every", "widest"), [("30m", timedelta(minutes=3)), ("1d", WIDEST)], ids=["tenth", "at most"]
)
def test_sources_that_start_together_do_not_stay_together(every: str, widest: timedelta) -> None:
    rng = random.Random(1)
    interval = source(every).every
    assert interval is not None

    found = {next_due(source(every), NOON, rng=rng) - NOON - interval for _ in range(DICE)}

    assert len(found) > DICE // 2
    assert -widest <= min(found) < -widest * 0.9
    assert widest * 0.9 < max(found) <= widest


def test_each_failure_in_a_row_but_the_first_doubles_the_rest_up_to_a_ceiling() -> None:
    waits = [next_due(source("30m"), NOON, failures=failures) - NOON for failures in (0, 1, 2, 3, 5, 6, 999)]

    hour = timedelta(hours=1)
    assert waits == [hour / 2, hour / 2, hour, 2 * hour, LONGEST_REST, LONGEST_REST, LONGEST_REST]


def test_a_daily_source_rests_no_longer_after_failures() -> None:
    assert next_due(source("1d"), NOON, failures=5) == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("*/20 * * * *", "2026-03-02 12:20"),
        ("0 12 * * *", "2026-03-03 12:00"),  # not now: now the visit ended
        ("15 5-22/6 * * *", "2026-03-02 17:15"),
        ("0 6 * * 0", "2026-03-08 06:00"),  # 0 and 7 are Sunday, as in every crontab
        ("0 6 * * 7", "2026-03-08 06:00"),
        ("0 6 * * 1-5", "2026-03-03 06:00"),
        ("0 6 * * fri-mon", "2026-03-06 06:00"),
        ("0 6 * * */3", "2026-03-04 06:00"),
        ("0 6 * * Sat,SUN", "2026-03-07 06:00"),
        ("0 6 1 * *", "2026-04-01 06:00"),
        ("0 6 10 * fri", "2026-03-06 06:00"),  # a day of the month or a day of the week: either will do
        ("0 6 4 * fri", "2026-03-04 06:00"),
        ("0 0 29 2 *", "2028-02-29 00:00"),
    ],
)
def test_a_cron_line_names_moments_of_utc_as_a_crontab_does(line: str, due: str) -> None:
    assert next_due(source(cron=line), NOON) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_a_cron_line_is_never_early_and_spread_by_a_part_of_its_gap() -> None:
    rng = random.Random(1)

    found = [next_due(source(cron="0 * * * *"), NOON, rng=rng) for _ in range(DICE)]

    assert NOON + timedelta(hours=1) <= min(found)
    assert max(found) <= NOON + timedelta(hours=1, minutes=6)


def test_after_failures_a_cron_line_leaves_out_moments() -> None:
    dues = [next_due(source(cron="*/20 * * * *"), NOON, failures=failures) for failures in (1, 2, 3, 99)]

    minute = timedelta(minutes=1)
    assert dues == [NOON + 20 * minute, NOON + 40 * minute, NOON + 80 * minute, NOON + LONGEST_REST]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("61 * * * *", "higher than"),
        ("0 6 * * tursday", "'tursday' is no day of the week"),
        ("0 6 * * 8", "'8' is no day of the week"),
        ("0 6 * * mon#2", "'mon#2' is no day of the week"),
        ("0 0 30 2 *", "it names no day that ever comes"),
    ],
)
def test_a_wrong_cron_line_is_named_with_what_would_be_right(line: str, problem: str) -> None:
    with pytest.raises(
        ConfigError, match=r"source 'northern-post': cron .*right would be minute, hour"
    ) as error:
        check([source("1h"), source(cron=line)])

    assert problem in str(error.value)
