"""Runs the real crawl command on the newsroom, as a person or cron would."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from crawler.newsroom_site import MOMENTS, newsroom_sources
from crawler.sources import FILE, load_sources

NAMES = [source.name for source in load_sources(newsroom_sources())]


def prepare(data: Path, **config: object) -> Path:
    """A data folder with the newsroom's sources and a config."""
    data.mkdir(parents=True, exist_ok=True)
    (data / FILE).write_bytes(newsroom_sources().read_bytes())
    lines = [f"{name} = {json.dumps(value)}" for name, value in config.items()]
    (data / "config.toml").write_text("\n".join(lines), encoding="utf-8")
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
