"""Addresses inside our own network are not the web: a link, or a name that points there, is refused."""

import logging
from collections.abc import Sequence
from ipaddress import ip_address

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

logger = logging.getLogger(__name__)


class PublicResolver(CachingThreadedResolver):
    """Resolves names to public addresses only, but for hosts that the user named.

    The address that is checked is the one that is connected to, so a name cannot change its mind in between.
    It sees literal addresses too, in every spelling (`0x7f.1`). Scrapy asks it on the Twisted reactor only:
    without one, or behind a proxy, there is no guard.
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, private_hosts: Sequence[str]
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.private_hosts = frozenset(private_hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "PublicResolver":
        """A resolver as the settings want it; `WIREWATCH_PRIVATE_HOSTS` are the hosts that may be private."""
        settings = crawler.settings
        hosts = settings.getlist("WIREWATCH_PRIVATE_HOSTS")
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), hosts)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """The address of a host; an error when it is not public. The name is Twisted's."""
        found = super().getHostByName(name, timeout)
        if name not in self.private_hosts:
            found.addCallback(_public, name)
        return found


def _public(address: str, name: str) -> str:
    if ip_address(address).is_global:
        return address
    # Twisted 26 tells the crawl only that the lookup failed; the reason is for the log.
    logger.warning("%s is %s, which is not public: refused; its source may set allow_private", name, address)
    raise DNSLookupError(
        f"{name} is {address}, which is not public"
    )  # any other error Twisted prints on stderr
