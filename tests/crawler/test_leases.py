"""A run holds on to its sites while it lives, and learns when it has lost one."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from corpus.clock import utc_now
from corpus.config import Config
from corpus.leases import take
from corpus.runs import Tally, begin_run, begin_visit, end_visit
from corpus.store import Corpus
from crawler import leases
from crawler.leases import Leases
from crawler.run import CrawlRun, Job
from crawler.sources import Source
from crawler.writer import Writer
from pipelines.readers import Readers
from tests.makers import NOON
from wirewatch import LazySchedule

NORTH, SOUTH = (Source(name=name, title=name, home=f"https://{name}.example/") for name in ("north", "south"))
WORLD = Source(name="north-world", title="World", home="https://world.north.example/")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    """The writer of a run on a new corpus."""
    opened = Writer(tmp_path / "corpus.db")
    yield opened
    opened.close()


def run_of(writer: Writer) -> Leases:
    """A run with the two sites."""
    mine = Leases(writer.do_now(begin_run, "crawl", [], NOON), writer)
    mine.take(lambda _: [NORTH, WORLD, SOUTH])
    return mine


def leased(corpus: Corpus) -> set[str]:
    """The sites that any run has."""
    return {row["site"] for row in corpus.rows("SELECT site FROM leases")}


def test_a_site_is_given_back_with_the_last_visit_that_needs_it(writer: Writer) -> None:
    mine, sites = run_of(writer), []
    writer.do_now(mine.split, SOUTH, ["https://south.example/1", "https://linked.example/1"])
    for source in (NORTH, WORLD, SOUTH):
        asyncio.run(mine.give_back(source))
        sites.append(writer.do_now(leased))

    assert sites == [
        {"north.example", "south.example", "linked.example"},
        {"south.example", "linked.example"},
        {"linked.example"},  # other links may lead there, so it is kept to the end
    ]


def test_what_another_run_visited_since_we_looked_is_due_no_more(writer: Writer, tmp_path: Path) -> None:
    job = Job(
        sources=[NORTH, SOUTH], topics=[], config=Config(), data=tmp_path, clock=lambda: NOON,
        schedule=LazySchedule(), only_due=True,
    )  # fmt: skip
    other = writer.do_now(begin_run, "crawl", [], NOON)
    writer.do_now(begin_visit, other, "north", NOON)
    writer.do_now(end_visit, other, "north", Tally(), NOON, next_due=lambda _: NOON + timedelta(hours=1))

    with Readers([], workers=1, seconds=1) as readers:
        run = CrawlRun(job, writer, readers)
        assert run.take_leases() == {}

    assert list(run.job.sources) == [SOUTH]
    assert writer.do_now(leased) == {"south.example"}


def test_leases_are_renewed_while_the_event_loop_turns(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0.01)
    mine = run_of(writer)
    before = utc_now() + timedelta(seconds=1)
    writer.do_now(
        lambda corpus: corpus.execute("UPDATE leases SET until = '2026-01-01T00:00:00+00:00'").rowcount
    )

    lost = asyncio.run(_kept_until(mine, lambda: writer.do_now(_first_end) > before.isoformat()))

    assert lost == []


def test_a_source_whose_site_another_run_took_is_named(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0.01)
    mine = run_of(writer)
    rival = writer.do_now(begin_run, "crawl", [], NOON)
    writer.do_now(lambda corpus: take(corpus, rival, ["north.example"], utc_now() + timedelta(hours=1)))

    lost = asyncio.run(_kept_until(mine, lambda: False, enough=2))

    assert sorted(lost) == ["north", "north-world"]


async def _kept_until(mine: Leases, claim: Callable[[], bool], *, enough: int = 1) -> list[str]:
    """Keep the leases until something holds, or so many are lost; the names of the lost."""
    lost: list[str] = []
    mine.keep(lost.append)
    async with asyncio.timeout(10):
        while not claim() and len(lost) < enough:
            await asyncio.sleep(0)
    return lost


def _first_end(corpus: Corpus) -> str:
    return str(corpus.value("SELECT min(until) FROM leases"))
