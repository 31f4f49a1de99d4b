"""Runs the real crawl command on the newsroom, as a person or cron would."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from crawler.newsroom_site import MOMENTS, newsroom_sources
from crawler.sources import FILE, load_sources
from tests.config_file import write_config

NAMES = [source.name for source in load_sources(newsroom_sources())]


def prepare(data: Path, **config: object) -> Path:
    """A data folder with the newsroom's sources and a config."""
    write_config(data, **config)
    (data / FILE).write_bytes(newsroom_sources().read_bytes())
    return data


def crawl_command(data: Path, *options: str, now: datetime = MOMENTS[1]) -> list[str]:
    """The command that crawls all outlets of the newsroom."""
    command = [sys.executable, "-m", "wirewatch", "crawl", *NAMES, "--data", str(data), "--json"]
    return [*command, "--now", now.isoformat(), *options]


def crawl(
    data: Path, *options: str, now: datetime = MOMENTS[1], env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Crawl to the end, with these variables added to the environment."""
    command = crawl_command(data, *options, now=now)
    surroundings = {**os.environ, **(env or {})}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=surroundings)
