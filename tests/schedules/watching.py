"""A data folder that watches the sites of a box and nothing else, and the daemon as a person starts it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from corpus.store import Corpus, open_corpus
from crawler.sources import FILE, load_sources

PATIENCE = 60.0
"""Seconds after which what did not happen will not."""


def name_of(host: str) -> str:
    """What the source of a host is called."""
    return host.partition(".")[0]


def prepare(data: Path, hosts: Mapping[str, str], *, proxy: str, **config: object) -> Path:
    """A data folder with these hosts as its only sources, each with its interval; they are reached by the proxy."""
    data.mkdir(parents=True, exist_ok=True)
    entries = [
        _entry(name_of(host), f"http://{host}/", feeds=[f"http://{host}/rss.xml"], every=every)
        for host, every in hosts.items()
    ]
    entries += [_entry(source.name, source.home, enabled=False) for source in load_sources()]
    (data / FILE).write_text("\n".join(entries), encoding="utf-8")
    settings = {
        "contact": "desk@wirewatch.example",
        "delay_seconds": 0,
        "workers": 1,
        "proxy": proxy,
    } | config
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (data / "config.toml").write_text("\n".join(lines), encoding="utf-8")
    return data


def run(data: Path, command: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    line = [sys.executable, "-m", "wirewatch", command, *options, "--data", str(data)]
    return subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, check=False)


@contextlib.contextmanager
def daemon(data: Path, *, tick: float = 0.2, grace: float = 10.0) -> Iterator[subprocess.Popen[str]]:
    """The daemon while it is needed; killed at the end when it still runs, with the crawl that it started."""
    line = [sys.executable, "-m", "wirewatch", "daemon", "--data", str(data)]
    line += ["--tick", str(tick), "--grace", str(grace)]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
            for pid in _living_crawls(data):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)


def until(claim: Callable[[Corpus], object], data: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until something holds of the corpus, while a process works on it."""
    ends_at = time.monotonic() + PATIENCE
    while time.monotonic() < ends_at:
        if (data / "corpus.db").is_file():
            with open_corpus(data) as corpus:
                if claim(corpus):
                    return
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = process.wait(0.05)
            raise AssertionError(f"the process ended with status {status}")
    raise AssertionError("it never came to hold")


def visits(corpus: Corpus, source: str, states: Iterable[str] = ("ok", "unchanged")) -> int:
    """How many visits of a source ended in one of these states."""
    rows = corpus.rows("SELECT state FROM visits WHERE source = ?", [source])
    return sum(row["state"] in set(states) for row in rows)


def unfinished(corpus: Corpus) -> tuple[object, ...]:
    """What should be none once all has ended: open runs, open visits, leases."""
    return (
        corpus.value("SELECT count(*) FROM runs WHERE finished_at IS NULL"),
        corpus.value("SELECT count(*) FROM visits WHERE finished_at IS NULL"),
        corpus.value("SELECT count(*) FROM leases"),
    )


def log_of(data: Path) -> str:
    """What the daemon wrote down."""
    return (data / "logs" / "daemon.log").read_text(encoding="utf-8")


def _living_crawls(data: Path) -> list[int]:
    with open_corpus(data) as corpus:
        rows = corpus.rows("SELECT process FROM runs WHERE finished_at IS NULL")
    return [int(row["process"].rpartition(":")[2]) for row in rows]


def _entry(name: str, home: str, **fields: object) -> str:
    values = {"name": name, "title": name, "home": home} | fields
    lines = [f"{field} = {json.dumps(value)}" for field, value in values.items()]
    return "\n".join(["[[source]]", *lines, ""])
