"""Runs `wirewatch` in a process of its own, against a site in a box."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.config_file import write_config
from tests.site_box import SiteBox

LIMIT = 60
"""Seconds that a command may take."""


def behind(box: SiteBox | str, data: Path, **config: object) -> Path:
    """A data folder whose config names the box, or an address, as the proxy and asks for no pause."""
    proxy = box if isinstance(box, str) else box.url
    fields = {"proxy": proxy, "delay_seconds": 0, "contact": "desk@wirewatch.example", "workers": 1} | config
    write_config(data, **fields)
    return data


def begin(data: Path, *words: str) -> "subprocess.Popen[str]":
    """The command, started; hand it to `end`."""
    # A proxy that only the environment names plays no part.
    surroundings = {**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    return subprocess.Popen(
        [sys.executable, "-m", "wirewatch", *words, "--data", str(data)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings,
    )  # fmt: skip


def end(command: "subprocess.Popen[str]") -> "subprocess.CompletedProcess[str]":
    """What it printed, and its exit status."""
    said, remarks = command.communicate(timeout=LIMIT)
    return subprocess.CompletedProcess(command.args, command.returncode, said, remarks)


def wirewatch(data: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command from its start to its end."""
    return end(begin(data, *words))


def answer(done: "subprocess.CompletedProcess[str]") -> Any:
    """The JSON that it printed."""
    assert done.stdout, done.stderr
    return json.loads(done.stdout)
