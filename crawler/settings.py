"""Scrapy's settings: each default that is dangerous, impolite or of no use here is replaced, with the reason.

The names in capitals hold for every crawl, and for `scrapy shell` in a checkout; `crawl_settings` adds what
the user's config and the moment say.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.clock import to_text
from corpus.config import Config

_QUEUED_A_HOST = 3
"""Requests that wait in the pause of their host, on average: enough that no host runs dry, and no more, as all that may
wait are started in one go."""

BOT_NAME = "wirewatch"
USER_AGENT = f"Wirewatch/{version('wirewatch')}"
SPIDER_MODULES = ["crawler.spiders"]

# The reactor that Scrapy calls stable; without one, the address guard below would be passed over in silence.
TWISTED_REACTOR_ENABLED = True
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "crawler.guard.PublicResolver"
DNS_TIMEOUT = 20  # a minute for a dead name would hold one of the few resolver threads
REACTOR_THREADPOOL_MAXSIZE = 20  # names are resolved in threads; 32 hosts at once start with 32 names

# Nobody but the user steers a crawl: both of these listen on a port, and what they are sent is executed.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# A certificate that is not verified lets anybody on the way write the news that we keep.
DOWNLOAD_VERIFY_CERTIFICATES = True
# Only the web: a link must not read our disk, nor a bucket with our credentials.
DOWNLOAD_HANDLERS: dict[str, str | None] = {"file": None, "ftp": None, "s3": None, "data": None}
_BOUNDED = "crawler.transfers.BoundedHandler"
# A proxy that only the environment names is not used: the guard cannot see behind it.
HTTPPROXY_ENABLED = False
# Robots.txt is asked by our own middleware (unreachable means forbidden there). This is for `scrapy shell`.
ROBOTSTXT_OBEY = True

DOWNLOAD_WARNSIZE = 0  # a body is too large or it is not; half-way there is no news
DOWNLOAD_DELAY = 2.0
# The pace is a promise, and half of a random delay would break it; we have nothing to disguise.
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = False  # it would shorten a promised delay on a fast host
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# First asked, first fetched: within a host, what waited longest is not starved by what came last.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
JOBDIR = None  # loses what was queued when killed; the links that are open in the corpus are our queue

# Scrapy makes so many tasks for every answer; ours give one page each, and a hundred tasks cost more than to read it.
CONCURRENT_ITEMS = 1

RETRY_ENABLED = False  # what failed is tried again by a later crawl, with a growing rest in between
URLLENGTH_LIMIT = 0  # Scrapy drops longer addresses without a word; a link must end with a verdict
REDIRECT_MAX_TIMES = 5  # what browsers never need; a longer chain is a loop or a tracker
METAREFRESH_ENABLED = False  # news pages refresh themselves every few minutes; one article is one request
HTTPERROR_ALLOW_ALL = True  # the spider wants to know that a page is gone
COOKIES_ENABLED = False  # no session follows us from page to page
REFERRER_POLICY = "no-referrer"  # where we met a link is nobody's business
HTTPCACHE_ENABLED = False  # its freshness is a guess; we send ETag and Last-Modified ourselves

MEMUSAGE_ENABLED = False  # its limit is off by default, and it can mail
MEMDEBUG_ENABLED = False
LOGSTATS_INTERVAL = 0.0  # counts belong in the visit's row
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # Any language: asked for English, some outlets answer with another edition than the address names.
    "Accept-Language": "*",
}

_MIDDLEWARES: dict[str, int | None] = {
    "crawler.manners.MannersMiddleware": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # a collection leads to other sites
}


def crawl_settings(
    config: Config,
    *,
    now: datetime,
    archives: Sequence[Path] = (),
    private_hosts: Iterable[str] = (),
    hosts: int = 0,
    log_level: str = "WARNING",
) -> dict[str, Any]:
    """The settings of one crawl.

    `archives` answer every request instead of the network, as they were at `now`; `private_hosts` are those
    of sources with `allow_private`; `hosts` is how many there are to be asked side by side.
    """
    return {
        **{name: value for name, value in globals().items() if name.isupper() and name[0] != "_"},
        "ROBOTSTXT_OBEY": False,  # the first of our middlewares does
        "ITEM_PIPELINES": {"crawler.pipeline.IngestPipeline": 100},
        **_from_config(config, private_hosts, hosts),
        **(_replay(archives) if archives else {}),
        "WIREWATCH_NOW": to_text(now),
        "LOG_LEVEL": log_level,
    }


def user_agent(config: Config) -> str:
    """How we introduce ourselves: name, version and where to reach the user."""
    name = f"{config.user_agent_name}/{version('wirewatch')}"
    return f"{name} (+{config.contact})" if config.contact else name


def _from_config(config: Config, private_hosts: Iterable[str], hosts: int) -> dict[str, Any]:
    proxy_host = [urlsplit(config.proxy).hostname] if config.proxy else []
    via_proxy = {"crawler.proxy.ConfiguredProxy": 740} if config.proxy else {}
    return {
        "DOWNLOADER_MIDDLEWARES": {**_MIDDLEWARES, **via_proxy},
        "USER_AGENT": user_agent(config),
        "DOWNLOAD_DELAY": config.pace(),
        "CONCURRENT_REQUESTS": _QUEUED_A_HOST * max(hosts, config.hosts_at_once),
        "WIREWATCH_TRANSFERS": config.hosts_at_once * config.per_host,
        "CONCURRENT_REQUESTS_PER_DOMAIN": config.per_host,
        "DOWNLOAD_TIMEOUT": config.download_timeout_seconds,
        "DOWNLOAD_MAXSIZE": config.max_body_bytes,
        "HTTPPROXY_ENABLED": config.proxy is not None,
        "DOWNLOAD_HANDLERS": {**DOWNLOAD_HANDLERS, "http": _BOUNDED, "https": _BOUNDED},
        "WIREWATCH_PROXY": config.proxy,
        "WIREWATCH_PRIVATE_HOSTS": [*private_hosts, *proxy_host],
    }


def _replay(archives: Sequence[Path]) -> dict[str, Any]:
    handler = "crawler.replay.ReplayHandler"
    return {
        "DOWNLOAD_HANDLERS": {**DOWNLOAD_HANDLERS, "http": handler, "https": handler},
        "REPLAY_ARCHIVES": [str(path) for path in archives],
        "DOWNLOAD_DELAY": 0.0,  # an archive needs no rest
        "HTTPPROXY_ENABLED": False,
    }
