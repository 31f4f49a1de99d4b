"""What a user may set in DATA/config.toml: who we are, how politely we crawl, and what we watch."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from corpus.toml import Duration, read_toml

FILE = "config.toml"

# Nothing is waited for without end: `inf` and slips of the hand (seconds meant as milliseconds) stop us here.
HOUR = 3600
DAY = 24 * HOUR
WEEK = 7 * DAY
GIBIBYTE = 1024**3

# Parentheses would end the comment in the user agent that a contact stands in.
Contact = Annotated[str, Meta(pattern=r"^(https?://[^\s/()]+\.[^\s()]+|[^\s@()]+@[^\s@()]+\.[^\s@()]+)$")]
ProxyAddress = Annotated[str, Meta(pattern=r"^https?://[^\s/]+/?$")]


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The user's choices. Every field may be left out."""

    contact: Annotated[
        Contact | None,
        Meta(
            description="Where a site can reach you: an e-mail or web address, sent with every request. "
            "Without one a crawl keeps to half the pace.",
            examples=["desk@news.example", "https://news.example/about"],
        ),
    ] = None
    user_agent_name: Annotated[
        str,
        Meta(
            description="The name that sites see and that robots.txt rules are looked up by.",
            examples=["Wirewatch"],
            pattern=r"^[A-Za-z][A-Za-z_-]*$",
        ),
    ] = "Wirewatch"
    topics: Annotated[
        tuple[str, ...],
        Meta(
            description="The topics to keep articles of, by name.",
            examples=[["iran-russia-drones"]],
            min_length=1,
        ),
    ] = ("iran-russia-drones",)
    every: Annotated[
        Duration,
        Meta(
            description="How long after a visit a source is due again that does not say so itself.",
            examples=["1h"],
        ),
    ] = Duration(hours=1)
    delay_seconds: Annotated[
        float,
        Meta(
            description="Seconds between two requests to one host; at most an hour, 3600.",
            examples=[2.0],
            ge=0,
            le=HOUR,
        ),
    ] = 2.0
    hosts_at_once: Annotated[
        int,
        Meta(description="How many hosts are asked at the same time.", examples=[32], ge=1, le=1000),
    ] = 32
    per_host: Annotated[
        int,
        Meta(description="How many requests to one host may be under way.", examples=[1], ge=1, le=16),
    ] = 1
    visit_limit_seconds: Annotated[
        float,
        Meta(
            description="Seconds after which a source's visit ends; what is left comes first next time. "
            "At most a day, 86400: a visit that hangs must end.",
            examples=[600],
            gt=0,
            le=DAY,
        ),
    ] = 600.0
    crawl_limit_seconds: Annotated[
        float,
        Meta(
            description="Seconds after which the daemon ends a crawl that it started; longer than a visit, "
            "at most a week, 604800.",
            examples=[1800],
            gt=0,
            le=WEEK,
        ),
    ] = 1800.0
    download_timeout_seconds: Annotated[
        float,
        Meta(
            description="Seconds in which an answer must be complete; at most an hour, 3600.",
            examples=[30],
            gt=0,
            le=HOUR,
        ),
    ] = 30.0
    max_body_bytes: Annotated[
        int,
        Meta(
            description="Bytes beyond which an answer is too large; at most 1 GiB, 1073741824: it is held in memory.",
            examples=[10485760],
            ge=1024,
            le=GIBIBYTE,
        ),
    ] = 10 * 1024 * 1024
    workers: Annotated[
        int,
        Meta(
            description="How many processes read pages; left out, one for each core.",
            examples=[2],
            ge=1,
            le=256,
        ),
    ] = msgspec.field(default_factory=lambda: os.cpu_count() or 1)
    page_limit_seconds: Annotated[
        float,
        Meta(
            description="Seconds that reading one page may take; at most an hour, 3600.",
            examples=[20],
            gt=0,
            le=HOUR,
        ),
    ] = 20.0
    rechecks: Annotated[
        tuple[Duration, ...],
        Meta(
            description="When an article is asked for again; each span counts from when it was first seen.",
            examples=[["1h", "6h", "1d", "3d", "7d", "30d"]],
        ),
    ] = tuple(Duration(hours=hours) for hours in (1, 6, 24, 3 * 24, 7 * 24, 30 * 24))
    rechecks_per_visit: Annotated[
        int,
        Meta(
            description="How many articles of a source one visit asks for again; the others wait for the next.",
            examples=[50],
            ge=0,
            le=10_000,
        ),
    ] = 50
    retry_after: Annotated[
        Duration,
        Meta(
            description="How long a failed address rests; the span doubles with each failure.",
            examples=["1h"],
        ),
    ] = Duration(hours=1)
    proxy: Annotated[
        ProxyAddress | None,
        Meta(
            description="The proxy for all requests; one that only the environment names is not used. "
            "Behind a proxy private addresses cannot be told from public ones.",
            examples=["http://proxy.example:3128"],
        ),
    ] = None

    def pace(self, delay_seconds: float | None = None) -> float:
        """Seconds between two requests to a host: a source's own delay or ours, doubled without a contact."""
        delay = self.delay_seconds if delay_seconds is None else delay_seconds
        return delay if self.contact else 2 * delay


def load_config(data: Path) -> Config:
    """The user's config in the data folder, or the defaults when there is none."""
    path = data / FILE
    return read_toml(path).as_one(Config) if path.is_file() else Config()
