"""When to look at an article again: soon at first, then ever more rarely."""

from collections.abc import Sequence
from datetime import datetime, timedelta

RECHECKS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""After the first sight. Most corrections come within the first day."""


def next_check(
    first_seen_at: datetime, now: datetime, plan: Sequence[timedelta] = RECHECKS
) -> datetime | None:
    """The next moment of the plan that still lies ahead; None when the plan is through."""
    ahead = (first_seen_at + step for step in sorted(plan))
    return next((moment for moment in ahead if moment > now), None)
