"""Hosts that asked to be left alone for a while (429 or 503, Retry-After): nothing more is asked of them till then."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

TOO_MANY = 429
UNAVAILABLE = 503
UNSAID = timedelta(minutes=10)
"""How long a host rests that says "too many requests" and not for how long."""
LONGEST = timedelta(hours=24)
"""A longer rest is asked for by mistake; the visit after it finds out."""


class Rests:
    """Which hosts rest, and until when."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def note(self, host: str, status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
        """Take in an answer; how long the host wants to rest, None when it does not say so."""
        rest = asked_rest(status, headers, now)
        if rest is not None:
            until = time.monotonic() + rest.total_seconds()
            self._until[host] = max(until, self._until.get(host, 0.0))
        return rest

    def left(self, host: str) -> float:
        """Seconds for which a host still rests; 0 when it does not."""
        return max(0.0, self._until.get(host, 0.0) - time.monotonic())


def asked_rest(status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The rest that an answer asks for (RFC 9110, 10.2.3: seconds or a date); names of headers in lower case."""
    if status not in (TOO_MANY, UNAVAILABLE):
        return None
    said = headers.get("retry-after", "").strip()
    rest = _seconds(said) or _until(said, now)
    if rest is None:
        return UNSAID if status == TOO_MANY else None
    return min(rest, LONGEST)


def _seconds(said: str) -> timedelta | None:
    return timedelta(seconds=int(said)) if said.isdecimal() and len(said) < 10 else None


def _until(said: str, now: datetime) -> timedelta | None:
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(moment - now, timedelta()) if moment.tzinfo is not None else None
