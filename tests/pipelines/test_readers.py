"""The pool of readers: what a page or a signal can do to it, and what that costs."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace

import pytest

from corpus.types import Page, Reading
from pipelines import learned, rules
from pipelines.readers import PAGES_A_WORKER, NoReaderError, Readers
from pipelines.topics import load_topic
from pipelines.worker import Worker
from tests.makers import page

EVERYTHING = (load_topic("everything"),)
PAGES = [page(f"https://a.example/{n}", title=f"Story {n}") for n in range(40)]
TITLES = [f"Story {n}" for n in range(40)]
# A page that takes any extractor seconds: tens of thousands of nested and repeated blocks.
HUGE = page(
    "https://a.example/huge",
    paragraphs=tuple(
        f"<div><span>Paragraph {n} of a page that goes on and on.</span></div>" for n in range(60_000)
    ),
)


class Deadly(bytes):
    """A body that has the kernel kill any process that takes it in, as one that eats all memory does."""

    def __reduce__(self) -> tuple[object, ...]:
        return signal.raise_signal, (signal.SIGKILL,)


DEADLY = replace(page("https://a.example/deadly"), body=Deadly())


def test_a_page_that_takes_too_long_is_unreadable_and_the_next_one_is_read() -> None:
    with Readers(EVERYTHING, workers=1, seconds=0.5) as readers:
        slow = readers.end(HUGE, readers.begin(HUGE))
        next_one = _read_in_time(readers)

    assert _reason(slow) == "time limit: not read in 0.5 s"
    assert next_one == "Crates on the Caspian"


def test_a_page_that_kills_every_reader_is_unreadable_and_all_others_are_read() -> None:
    pages = [*PAGES[:10], DEADLY, *PAGES[10:20], DEADLY, *PAGES[20:]]
    with Readers(EVERYTHING, workers=2, seconds=60) as readers:
        readings = _end(readers, pages, [readers.begin(one) for one in pages])

    assert [_reason(one) for one in (readings.pop(10), readings.pop(20))] == ["the page ended its reader"] * 2
    assert _titles(readings) == TITLES


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_all_readers_costs_no_page(number: signal.Signals) -> None:
    with Readers(EVERYTHING, workers=2, seconds=60) as readers:
        readings = [readers.begin(one) for one in PAGES]
        _await_done(readings, 6)
        for worker in multiprocessing.active_children():
            os.kill(_pid(worker), number)

        assert _titles(_end(readers, PAGES, readings)) == TITLES


def test_the_end_of_the_server_that_starts_readers_costs_no_page() -> None:
    with Readers(EVERYTHING, workers=2, seconds=60) as readers:
        server = readers.submit(os.getppid).result()
        readings = [readers.begin(one) for one in PAGES]
        _await_done(readings, 6)
        for process in (server, *map(_pid, multiprocessing.active_children())):
            os.kill(process, signal.SIGKILL)

        assert _titles(_end(readers, PAGES, readings)) == TITLES


def test_a_reader_that_has_read_its_share_is_replaced() -> None:
    with Readers(EVERYTHING, workers=1, seconds=60) as readers:
        workers = [readers.submit(os.getpid) for _ in range(PAGES_A_WORKER + 1)]
        *share, other = [one.result() for one in workers]

    assert len(set(share)) == 1
    assert other not in share


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise KeyError('shipment')", "'shipment'"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("lambda: 0", None),
    ],
)
def test_what_a_function_raises_reaches_who_asked_and_ends_no_reader(code: str, told: str | None) -> None:
    with Readers(EVERYTHING, workers=1, seconds=60) as readers:
        first = readers.submit(os.getpid).result()
        error = readers.submit(exec if told else eval, code).exception()

        assert isinstance(error, Exception)
        assert told is None or str(error) == told
        assert readers.submit(os.getpid).result() == first


def test_a_page_that_was_not_read_when_the_readers_stopped_has_no_reading() -> None:
    readers = Readers(EVERYTHING, workers=1, seconds=60)
    under_way, waiting = readers.begin(HUGE), readers.begin(page())
    readers.stop()

    for one in (under_way, waiting):
        with pytest.raises(NoReaderError):
            readers.end(HUGE, one)
    with pytest.raises(NoReaderError):
        readers.begin(page())


def test_pages_are_read_side_by_side_and_come_back_as_they_were_sent() -> None:
    async def read_all() -> list[Reading]:
        with Readers(EVERYTHING, workers=2, seconds=60) as readers:
            return await asyncio.gather(*(readers.read(one) for one in PAGES))

    readings = asyncio.run(read_all())

    assert [one.page.url for one in readings] == [one.url for one in PAGES]
    assert _titles(readings) == TITLES


def _read_in_time(readers: Readers) -> str | None:
    """The title of a plain page; a cold worker may need more than one try within a short limit."""
    for _ in range(10):
        reading = readers.end(page(), readers.begin(page()))
        if reading.article is not None:
            return reading.article.title
    return None


def _await_done(readings: Sequence["Future[Reading]"], count: int) -> None:
    """Until so many pages are read, which leaves the others in flight."""
    while sum(one.done() for one in readings) < count:
        wait([one for one in readings if not one.done()], timeout=60, return_when=FIRST_COMPLETED)


def _end(readers: Readers, pages: Sequence[Page], readings: Sequence["Future[Reading]"]) -> list[Reading]:
    wait(readings, timeout=60)
    return [readers.end(*one) for one in zip(pages, readings, strict=True)]


def _titles(readings: Sequence[Reading]) -> list[str | None]:
    """The title of each article, else why there is none."""
    return [one.article.title if one.article else _reason(one) for one in readings]


def test_a_new_process_has_what_reading_needs_before_it_is_told_what_to_read() -> None:
    with Readers(EVERYTHING, workers=1, seconds=60) as readers:
        _read_in_time(readers)
        worker = Worker()
        loaded = worker.run(_loaded, (), seconds=60)
        worker.kill()

    assert loaded == (1, 1)


def _loaded() -> tuple[int, int]:
    return learned.shipped.cache_info().currsize, rules.rules.cache_info().currsize


def _reason(reading: Reading) -> str | None:
    return reading.unreadable.reason if reading.unreadable else None


def _pid(process: multiprocessing.process.BaseProcess) -> int:
    assert process.pid is not None
    return process.pid
