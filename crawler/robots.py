"""What a host's robots.txt lets us ask for (RFC 9309)."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from protego import Protego

MAX_BYTES = 500 * 1024
"""How much of a robots.txt is read; the least that RFC 9309 asks for, and more is no robots.txt."""


def robots_url(url: str) -> str:
    """Where the robots.txt stands that speaks for an address."""
    return "{0.scheme}://{0.netloc}/robots.txt".format(urlsplit(url))


@dataclass(frozen=True)
class Robots:
    """The rules of one host, as its robots.txt answered."""

    status: int | None
    """The HTTP status; None when there was no answer at all."""
    body: bytes = field(default=b"", repr=False)

    @property
    def unreachable(self) -> bool:
        """True when the host could not say: then nothing may be asked until it can (RFC 9309, 2.3.1.4)."""
        return self.status is None or self.status >= 500

    @property
    def open(self) -> bool:
        """True when there are no rules to keep: a 4xx, or redirects that led nowhere (RFC 9309, 2.3.1.3)."""
        return self.status is not None and 300 <= self.status < 500

    def allows(self, url: str, agent: str) -> bool:
        """Whether a crawler of this name may ask for an address."""
        if self.unreachable:
            return False
        return self.open or bool(self._rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float | None:
        """Seconds between two requests, as the host asks by Crawl-delay or Request-rate; None if it does not."""
        if self.unreachable or self.open:
            return None
        rate = self._rules.request_rate(agent)
        asked = [
            self._rules.crawl_delay(agent),
            rate.seconds / rate.requests if rate and rate.requests else None,
        ]
        return max((float(seconds) for seconds in asked if seconds is not None), default=None)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names, each once."""
        return () if self.unreachable or self.open else tuple(dict.fromkeys(self._rules.sitemaps))

    @cached_property
    def _rules(self) -> Protego:
        # Broken bytes stand in a comment or in one path; the other rules are none the worse for it.
        return Protego.parse(self.body[:MAX_BYTES].decode("utf-8-sig", errors="replace"))
