"""When to look at an article again: soon at first, then ever more rarely."""

from collections.abc import Sequence
from datetime import datetime, timedelta

RECHECKS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 3 * 24, 7 * 24, 30 * 24))
"""After the first sight. Most corrections come within the first day, some after weeks."""
SHARE_OF_AGE = 8
"""A look that failed is made up for after this part of an article's age: soon for a new one, and never endlessly."""


def next_check(
    first_seen_at: datetime, now: datetime, plan: Sequence[timedelta] = RECHECKS
) -> datetime | None:
    """The next moment of the plan that still lies ahead; None when the plan is through."""
    ahead = (first_seen_at + step for step in sorted(plan))
    return next((moment for moment in ahead if moment > now), None)


def check_after_failure(
    first_seen_at: datetime, now: datetime, plan: Sequence[timedelta], first_retry: timedelta
) -> datetime | None:
    """When to look again after a look that failed: before the next moment of the plan, if there is time.

    The last look of the plan has one more chance; None when that has passed.
    """
    age = now - first_seen_at
    again = now + max(first_retry, age / SHARE_OF_AGE)
    ahead = next_check(first_seen_at, now, plan)
    if ahead is not None:
        return min(again, ahead)
    return again if plan and age <= max(plan) * (1 + 1 / SHARE_OF_AGE) else None
