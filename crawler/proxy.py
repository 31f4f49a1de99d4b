"""The proxy of the user's config, for every request; what the environment names plays no part."""

from scrapy import Request
from scrapy.crawler import Crawler


class ConfiguredProxy:
    """Names the proxy before Scrapy's own middleware looks for one."""

    def __init__(self, proxy: str) -> None:
        self.proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ConfiguredProxy":
        """The proxy that the settings name in `WIREWATCH_PROXY`."""
        return cls(str(crawler.settings["WIREWATCH_PROXY"]))

    def process_request(self, request: Request) -> None:
        """Send a request through the proxy."""
        request.meta["proxy"] = self.proxy
