"""The daemon over many sites for some minutes, disturbed on purpose: when each was visited, and what was lost.

    python benchmarks/daemon.py [--minutes 10] [--sites 40] [--tick 5]

The sites are invented and answer on loopback; each has an interval of one to three minutes and a feed that grows.
On the way a site stops answering until the crawl that asks it is killed, the daemon is stopped for a minute, another
`crawl --due` is started now and then as cron would, and at the end SIGTERM comes in the middle of a crawl.
"""

import argparse
import contextlib
import contextvars
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from corpus.clock import from_text
from corpus.store import Corpus, open_corpus
from corpus.verify import faults
from tests.schedules.watching import daemon, log_of, name_of, prepare, unfinished
from tests.site_box import SiteBox
from tests.site_pages import Story, news_site, rss, stories_of
from tests.site_replies import Answer, Asked, Reply, xml

STORIES = 60
FIRST_STORIES = 3
STORY_EVERY = 40.0
"""Seconds after which a feed lists one article more."""
CRAWL_LIMIT, GRACE = 20, 5
HANGS = "outlet-7.example"
BLOCKED_SECONDS = 60.0
RIVAL_EVERY = 45.0
_client: contextvars.ContextVar[int | None] = contextvars.ContextVar("client", default=None)


def main() -> None:
    """Run the daemon, disturb it, end it, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--tick", type=float, default=5)
    options = parser.parse_args()
    dice = random.Random(7)
    intervals = {f"outlet-{n}.example": f"{dice.randint(60, 180)}s" for n in range(options.sites)}
    with tempfile.TemporaryDirectory() as folder, Bench(intervals) as box:
        data = prepare(
            Path(folder), intervals, proxy=box.url, delay_seconds=0.3, workers=2,
            crawl_limit_seconds=CRAWL_LIMIT, download_timeout_seconds=120,
        )  # fmt: skip
        with daemon(data, tick=options.tick, grace=GRACE) as process:
            print(f"{options.sites} sites, {options.minutes:g} minutes, a look every {options.tick:g} s")
            _disturb(box, data, process, options.minutes * 60)
            _end(data, process)
        _report(data, box)
        _finish(data, box)


class Bench(SiteBox):
    """Sites whose feeds grow; remembers which process asked, and can stop to answer for one site."""

    def __init__(self, intervals: dict[str, str]) -> None:
        self.hosts = list(intervals)
        self.hangs: str | None = None
        self.by: list[tuple[Asked, int | None]] = []
        self.disturbed: list[tuple[datetime, datetime]] = []
        """When a crawl hung, and when the daemon was stopped."""
        self._began = time.monotonic()
        super().__init__(*(news_site(host, pages=self._pages(host)) for host in intervals))

    async def _serve(self, reader: object, writer: object) -> None:
        _client.set(_process_at(writer.get_extra_info("peername")[1]))  # type: ignore[attr-defined]
        await super()._serve(reader, writer)  # type: ignore[arg-type]

    def _enter(self, head: Sequence[str]) -> Asked:
        asked = super()._enter(head)
        self.by.append((asked, _client.get()))
        return asked

    def _pages(self, host: str) -> dict[str, Answer]:
        stories = stories_of(host, STORIES, on_topic=0.2)
        made = news_site(host, articles=STORIES, on_topic=0.2).pages
        articles = {path: answer for path, answer in made.items() if "/story-" in path}
        return articles | {"/rss.xml": lambda asked: self._feed(asked, stories)}

    def _feed(self, asked: Asked, stories: Sequence[Story]) -> Reply:
        if asked.host == self.hangs:
            return Reply(after=600)
        shown = FIRST_STORIES + int((time.monotonic() - self._began) / STORY_EVERY)
        return xml(rss(stories[-shown:]))


def _disturb(box: Bench, data: Path, process: "subprocess.Popen[str]", seconds: float) -> None:
    """Let time pass, with a hanging site after a quarter of it, and the daemon stopped after a half."""
    began = time.monotonic()
    with _rivals(data) as rival:
        _pass(process, began + seconds / 4, rival)
        box.hangs = HANGS
        began_at = datetime.now(UTC)
        _until(lambda: _count(data, "SELECT count(*) FROM runs WHERE error LIKE '%killed%'"), process)
        box.hangs = None
        _until(lambda: _row(data, HUNG)[-1], process)
        box.disturbed.append((began_at, datetime.now(UTC)))
        print(f"a crawl hung: {_row(data, HUNG)}")
        _pass(process, began + seconds / 2, rival)
    _until(lambda: _count(data, "SELECT count(*) FROM runs WHERE finished_at IS NULL") == 0, process)
    process.send_signal(signal.SIGSTOP)
    stopped_at = datetime.now(UTC)
    runs = _count(data, "SELECT max(id) FROM runs")
    _pass(process, time.monotonic() + BLOCKED_SECONDS)
    process.send_signal(signal.SIGCONT)
    due = _count(data, f"SELECT count(*) FROM sources WHERE next_due_at <= '{datetime.now(UTC).isoformat()}'")
    _until(
        lambda: _count(data, f"SELECT count(*) FROM runs WHERE id > {runs} AND finished_at NOT NULL"), process
    )
    box.disturbed.append((stopped_at, datetime.now(UTC)))
    print(f"the daemon was stopped for {BLOCKED_SECONDS:g} s; {due} became due; then one crawl made")
    print(f"  {_row(data, f'SELECT count(*), count(DISTINCT source) FROM visits WHERE run_id = {runs + 1}')}"
          " visits and sources, and the log says")  # fmt: skip
    print("  " + [line for line in log_of(data).splitlines() if " late by " in line][-1])
    with _rivals(data) as rival:
        _pass(process, began + seconds, rival)


HUNG = """
SELECT h.error, 'started', time(h.started_at), 'ended', time(h.finished_at), 'the next one started',
  time(min(n.started_at))
FROM runs AS h JOIN runs AS n ON n.id > h.id AND n.started_at >= h.finished_at WHERE h.error LIKE '%killed%'"""


def _end(data: Path, process: "subprocess.Popen[str]") -> None:
    """SIGTERM in the middle of a crawl."""
    asking = "SELECT count(*) FROM visits WHERE finished_at IS NULL AND run_id = (SELECT max(id) FROM runs)"
    _until(lambda: _count(data, asking) > 1, process)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    status = process.wait(60)
    print(f"SIGTERM in a crawl: status {status} after {time.monotonic() - began:.1f} s")
    with open_corpus(data) as corpus:
        last = corpus.row("SELECT finished_at, error FROM runs ORDER BY id DESC LIMIT 1")
        print(f"  open runs, visits, leases {unfinished(corpus)}; the crawl's row {tuple(last or ())}")
        print(
            f"  visits that were cut {corpus.value('SELECT count(*) FROM visits WHERE state = ?', ['cut'])}"
        )


def _report(data: Path, box: Bench) -> None:
    with open_corpus(data) as corpus:
        _print_lateness(corpus, box.disturbed)
    known = [(asked, pid) for asked, pid in box.by if pid is not None]
    known.sort(key=lambda one: (one[0].host, one[0].began))
    turns = Counter(turn for turn, _ in groupby(known, key=lambda one: (one[0].host, one[1])))
    mixed = [host for (host, _), number in turns.items() if number > 1]
    at_once = max(box.most_at_once(host) for host in box.hosts if host != HANGS)
    print(f"requests {len(box.by)} by {len({pid for _, pid in known})} processes; by whom is unknown of"
          f" {len(box.by) - len(known)}")  # fmt: skip
    print(
        f"  sites that two processes asked by turns: {len(mixed)}; most requests at once to one host: {at_once}"
    )


def _print_lateness(corpus: Corpus, disturbed: Sequence[tuple[datetime, datetime]]) -> None:
    rows = corpus.rows("SELECT source, started_at, due_at FROM visits")
    number = Counter(row["source"] for row in rows)
    print(f"visits {len(rows)}, {min(number.values())} to {max(number.values())} of a site")
    calm, late = [], []
    for row in rows:
        if row["due_at"] is not None:
            due_at, started_at = from_text(row["due_at"]), from_text(row["started_at"])
            late.append((started_at - due_at).total_seconds())
            if not any(begin <= started_at and due_at <= end for begin, end in disturbed):
                calm.append(late[-1])
    for name, found in (("all", late), ("while nothing was disturbed", calm)):
        found.sort()
        print(f"  started after they were due, {name} ({len(found)}): median {statistics.median(found):.0f} s,"
              f" 95 % {found[int(len(found) * 0.95)]:.0f} s, last {found[-1]:.0f} s")  # fmt: skip


def _finish(data: Path, box: Bench) -> None:
    """What was interrupted is taken up by the next crawl: nothing is lost, and nothing asked twice but that."""
    names = [name_of(host) for host in box.hosts]
    _crawl(data, *names).wait(120)
    with open_corpus(data) as corpus:
        asked = Counter(one.url for one in box.log if "/story-" in one.path and one.status == 200)
        known = {row["url"] for row in corpus.rows("SELECT url FROM links WHERE verdict IS NOT NULL")}
        print(f"one more crawl, then: articles answered {len(asked)}, without a verdict {len(asked.keys() - known)},"
              f" asked more than once {sum(number > 1 for number in asked.values())}")  # fmt: skip
        print(f"  open links {corpus.value('SELECT count(*) FROM links WHERE verdict IS NULL')},"
              f" faults {len(faults(corpus))}, {corpus.value('PRAGMA integrity_check')}")  # fmt: skip


@contextlib.contextmanager
def _rivals(data: Path) -> Iterator[Callable[[], None]]:
    """Starts a crawl of what is due now and then, as cron would."""
    started: list[tuple[float, subprocess.Popen[bytes]]] = []

    def start() -> None:
        if not started or time.monotonic() - started[-1][0] >= RIVAL_EVERY:
            started.append((time.monotonic(), _crawl(data, "--due")))

    yield start
    for _, crawl in started:
        crawl.wait(CRAWL_LIMIT * 10)


def _crawl(data: Path, *options: str) -> "subprocess.Popen[bytes]":
    line = [sys.executable, "-m", "wirewatch", "crawl", *options, "--data", str(data)]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _pass(process: "subprocess.Popen[str]", until: float, often: Callable[[], None] | None = None) -> None:
    """Let time pass while the daemon lives."""
    while (left := until - time.monotonic()) > 0:
        if often is not None:
            often()
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise SystemExit(f"the daemon ended with status {process.wait(min(left, 1.0))}")


def _until(claim: Callable[[], object], process: "subprocess.Popen[str]", seconds: float = 300) -> None:
    ends_at = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > ends_at:
            raise SystemExit("it never came to hold")
        _pass(process, time.monotonic() + 0.2)


def _count(data: Path, sql: str) -> int:
    with open_corpus(data) as corpus:
        return int(str(corpus.value(sql) or 0))


def _row(data: Path, sql: str) -> tuple[object, ...]:
    with open_corpus(data) as corpus:
        return tuple(corpus.row(sql) or ())


def _process_at(port: int) -> int | None:
    """The crawl that holds the client's end of a loopback connection."""
    inode = next(
        (columns[9] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
         if (columns := line.split())[1].endswith(f":{port:04X}") and columns[1].startswith("0100007F")),
        None,
    )  # fmt: skip
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"wirewatch\0crawl" in (folder / "cmdline").read_bytes() and _holds(
                folder / "fd", f"socket:[{inode}]"
            ):
                return int(folder.name)
    return None


def _holds(folder: Path, name: str) -> bool:
    for descriptor in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since it was listed
            if str(descriptor.readlink()) == name:
                return True
    return False


if __name__ == "__main__":
    main()
