"""How long anything holds the event loop of a crawl: while it does, no answer is read and no pause ends.

    python benchmarks/reactor.py

Crawls a few invented sites on loopback, among them one whose feed has 10,000 entries and one with pages of 3 MB, with
every callback of the loop timed from outside, and prints the longest ones by CPU time of the process's main thread.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.crawler.wirewatch_command import behind
from tests.site_box import Site, SiteBox
from tests.site_pages import Story, article, news_site, rss
from tests.site_replies import xml

TIMER = """
import asyncio.events, atexit, heapq, json, os, sys, time

if "crawl" in sys.argv:
    longest, run, begun = [], asyncio.events.Handle._run, time.perf_counter()

    def timed(handle):
        wall, cpu = time.perf_counter(), time.thread_time()
        try:
            return run(handle)
        finally:
            took = round((time.thread_time() - cpu) * 1000, 1), round((time.perf_counter() - wall) * 1000, 1)
            if took[0] > 5:
                heapq.heappush(longest, (*took, round(wall - begun, 1)))
                del longest[:-20]

    asyncio.events.Handle._run = timed
    atexit.register(lambda: json.dump(sorted(longest)[::-1], open(os.environ["LONGEST"], "w")))
"""


def main() -> None:
    """Crawl and print."""
    many = [Story(url=f"http://many.example/{n}", title=f"Story {n}", paragraphs=()) for n in range(10_000)]
    long = Story(
        url="http://large.example/1", title="Large", paragraphs=("A line of a long page. " * 40,) * 3_000
    )
    large = Site("large.example", {"/rss.xml": xml(rss([long])), "/1": article(long)})
    sites = [Site("many.example", {"/rss.xml": xml(rss(many))}), large]
    sites += [news_site(f"outlet-{n}.example", articles=20, on_topic=0.2) for n in range(10)]
    with tempfile.TemporaryDirectory() as folder, SiteBox(*sites) as box:
        data = behind(box, Path(folder), visit_limit_seconds=20, workers=2)
        (data / "sitecustomize.py").write_text(TIMER, encoding="utf-8")
        names = [site.host.partition(".")[0] for site in sites]
        entries = [
            f'[[source]]\nname = "{name}"\ntitle = "{name}"\nhome = "http://{name}.example/"\n'
            f'feeds = ["http://{name}.example/rss.xml"]\n'
            for name in names
        ]
        (data / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
        surroundings = {**os.environ, "PYTHONPATH": folder, "LONGEST": str(data / "longest.json")}
        command = [sys.executable, "-m", "wirewatch", "crawl", *names, "--data", folder, "--json"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=surroundings)
        longest = json.loads((data / "longest.json").read_text())
        asked = len(box.log)
    print(
        f"{asked} requests; the longest callbacks of the loop: ms of CPU, ms of wall time, seconds after the start"
    )
    for cpu, wall, at in longest[:6]:
        print(f"  {cpu:7.1f} {wall:7.1f} {at:6.1f}")


if __name__ == "__main__":
    main()
