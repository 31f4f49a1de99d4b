"""Which addresses a run asks for: each once, whoever listed it; and which errands wait for one another."""

from corpus.urls import url_key
from crawler.visits import Errand

REDIRECT_LOOP = "redirect loop"
"""Why an address fails that leads back to itself."""


class Errands:
    """The errands of a run. A redirect to an address that another errand asks for waits for that one."""

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        """At most so many articles are asked for; None: all."""
        self._asked: set[str] = set()
        self._owner: dict[str, Errand] = {}
        """Of each address under way."""
        self._keys: dict[Errand, set[str]] = {}
        """The same the other way round: an errand has one address, and those that redirects led it to."""
        self._led_by: dict[str, str] = {}
        self._waiting: dict[Errand, list[tuple[Errand, str]]] = {}
        """Those that wait for an errand, and the address that led them to it."""
        self._waits_for: dict[Errand, Errand] = {}

    def take(self, errand: Errand) -> bool:
        """Whether this run shall ask for an address: once, and within the limit."""
        key = url_key(errand.url)
        if key in self._asked:
            return False
        if self._limit is not None and len(self._asked) >= self._limit:
            errand.visit.cut = True
            return False
        self._own(errand, key)
        return True

    def is_asked(self, url: str) -> bool:
        """Whether this run has asked for an address, or is about to."""
        return url_key(url) in self._asked

    def lead(self, errand: Errand, target: str) -> None:
        """A redirect takes an errand to an address that nobody asks for: it is this errand's now."""
        self._own(errand, url_key(target))
        self._led_by[url_key(target)] = errand.url

    def led_by(self, url: str) -> str | None:
        """The link that was led to an address by a redirect; None when the address was listed itself."""
        return self._led_by.get(url_key(url))

    def owner(self, url: str) -> Errand | None:
        """The errand that an address is under way for."""
        return self._owner.get(url_key(url))

    def wait(self, errand: Errand, other: Errand, target: str) -> bool:
        """Have an errand wait for another one; False when that one waits for it, as in a loop of redirects."""
        at: Errand | None = other
        while at is not None:
            if at is errand:
                return False
            at = self._waits_for.get(at)
        self._waits_for[errand] = other
        self._waiting.setdefault(other, []).append((errand, target))
        return True

    def done(self, errand: Errand) -> list[tuple[Errand, str]]:
        """An errand came to its end; who waited for it, and the address that led each to it."""
        for key in self._keys.pop(errand, ()):
            del self._owner[key]
        waited = self._waiting.pop(errand, [])
        for one, _ in waited:
            del self._waits_for[one]
        return waited

    def _own(self, errand: Errand, key: str) -> None:
        self._asked.add(key)
        self._owner[key] = errand
        self._keys.setdefault(errand, set()).add(key)
