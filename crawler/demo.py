"""The demo: the bundled newsroom crawled twice, a day apart, by the very command that crawls the web."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.errors import WirewatchError
from crawler.newsroom_site import MOMENTS, newsroom_sources, write_archive
from crawler.sources import FILE, load_sources

MARK = ".made-by-wirewatch-demo"
"""Says that a folder may be emptied by the next demo."""
_MADE = (
    MARK,
    FILE,
    "corpus.db",
    "corpus.db-*",
    "logs",
    *(f"newsroom-{moment}.warc.gz" for moment in MOMENTS),
)
"""What a demo leaves in its folder."""


@dataclass(frozen=True, slots=True)
class DemoCrawl:
    """One of the two crawls."""

    at: datetime
    visits: tuple[Mapping[str, object], ...]

    def outcomes(self) -> Counter[str]:
        """What its fetches did, over all outlets."""
        total: Counter[str] = Counter()
        for visit in self.visits:
            counts = visit["outcomes"]
            assert isinstance(counts, dict)
            total.update(counts)
        return total

    def total(self, column: str) -> int:
        """The sum of a count over all outlets."""
        return sum(int(str(visit[column])) for visit in self.visits)


def prepare(data: Path, *, again: bool = False) -> None:
    """An emptied folder with the newsroom's sources.

    WirewatchError when no demo made the folder; and, unless `again`, when it holds what no demo made.
    """
    if data.exists() and any(data.iterdir()) and not (data / MARK).exists():
        raise WirewatchError(
            f"{data}: not made by a demo, so it is not emptied; move it away or name another --data"
        )
    if not again and (kept := not_of_a_demo(data)):
        raise WirewatchError(
            f"{data}: each demo empties it, and there is something of yours in it: {', '.join(kept)};"
            " move it away, or say `wirewatch demo --again` to lose it"
        )
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    (data / MARK).touch()
    (data / FILE).write_bytes(newsroom_sources().read_bytes())


def not_of_a_demo(data: Path) -> list[str]:
    """The names in a demo's folder that the demo did not make, or that were edited since."""
    if not data.exists():
        return []
    names = {path.name for path in data.iterdir() if not any(map(path.match, _MADE))}
    edited = (data / FILE).is_file() and (data / FILE).read_bytes() != newsroom_sources().read_bytes()
    return sorted(names | ({FILE} if edited else set()))


def crawls(data: Path) -> Iterator[DemoCrawl]:
    """Crawl the newsroom at each of its moments, each in a process of its own; what each did."""
    names = [source.name for source in load_sources(data / FILE)]
    for moment, at in MOMENTS.items():
        archive = data / f"newsroom-{moment}.warc.gz"
        write_archive(archive, moment)
        command = [sys.executable, "-m", "wirewatch", "crawl", *names, "--replay", str(archive)]
        command += ["--now", at.isoformat(), "--data", str(data), "--json"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own command
        if done.returncode != 0:
            raise WirewatchError(f"the crawl of the newsroom failed:\n{done.stderr.strip()}")
        yield DemoCrawl(at, tuple(json.loads(done.stdout)))
