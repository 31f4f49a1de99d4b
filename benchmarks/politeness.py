"""Many sites in one crawl: how long it takes against what politeness alone asks for, and how much memory.

    python benchmarks/politeness.py [--sites 160] [--links 50] [--delay 2]

The sites are invented and answer on loopback; 3 % of their articles are on topic. Politeness alone: each host is asked
for robots.txt, its feed and its articles, one after the other, `delay` seconds apart, all hosts side by side.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.site_box import SiteBox
from tests.site_pages import news_site

SHARE_ON_TOPIC = 0.03


def main() -> None:
    """Crawl, twice, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sites", type=int, default=160)
    parser.add_argument("--links", type=int, default=50)
    parser.add_argument("--delay", type=float, default=2.0)
    options = parser.parse_args()
    hosts = [f"outlet-{number}.example" for number in range(options.sites)]
    sites = [news_site(host, articles=options.links, on_topic=SHARE_ON_TOPIC) for host in hosts]
    with tempfile.TemporaryDirectory() as folder, SiteBox(*sites) as box:
        data = _prepared(Path(folder), hosts, box.url, options.delay)
        wall = _crawl(data, hosts)
        first = len(box.log)
        gaps = [gap for host in hosts for gap in box.spacing(host)]
        articles = [asked for asked in box.log if "/rss" not in asked.path and "/robots" not in asked.path]
        again = _crawl(data, hosts)
        second = box.log[first:]
    alone = (options.links + 1) * options.delay
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{options.sites} sites, {options.links} links each, {options.delay:g} s between two requests to a host"
    )
    print(
        f"  wall time              {wall:8.1f} s   politeness alone {alone:.0f} s   ratio {wall / alone:.2f}"
    )
    print(f"  largest process        {usage.ru_maxrss / 1024:8.0f} MB")
    print(f"  CPU, all processes     {usage.ru_utime + usage.ru_stime:8.1f} s   for both crawls")
    print(f"  GETs per article       {len(articles) / (options.sites * options.links):8.2f}")
    print(f"  shortest pause         {min(gaps):8.2f} s")
    print(f"  second crawl           {again:8.1f} s   {len(second)} requests, {_counted(second)}")


def _prepared(data: Path, hosts: list[str], proxy: str, delay: float) -> Path:
    entries = [
        f'[[source]]\nname = "{host.partition(".")[0]}"\ntitle = "{host}"\nhome = "http://{host}/"\n'
        f'feeds = ["http://{host}/rss.xml"]\n'
        for host in hosts
    ]
    (data / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
    config = {"contact": "desk@wirewatch.example", "proxy": proxy, "delay_seconds": delay}
    (data / "config.toml").write_text(
        "\n".join(f"{key} = {json.dumps(value)}" for key, value in config.items())
    )
    return data


def _crawl(data: Path, hosts: list[str]) -> float:
    began = time.monotonic()
    names = [host.partition(".")[0] for host in hosts]
    command = [sys.executable, "-m", "wirewatch", "crawl", *names, "--data", str(data), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
    return time.monotonic() - began


def _counted(log: "list") -> str:  # type: ignore[type-arg]
    statuses = [asked.status for asked in log]
    return ", ".join(f"{statuses.count(status)} times {status}" for status in sorted(set(statuses)))


if __name__ == "__main__":
    main()
