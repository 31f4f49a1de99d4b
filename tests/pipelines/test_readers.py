"""The pool of readers: what a page can do to it, and what that costs."""

import asyncio
import os
import signal
from concurrent.futures import Future

from pipelines.readers import Readers
from pipelines.topics import load_topic
from tests.makers import page

EVERYTHING = (load_topic("everything"),)
# A page that takes any extractor seconds: tens of thousands of nested and repeated blocks.
HUGE = page(
    "https://a.example/huge",
    paragraphs=tuple(
        f"<div><span>Paragraph {n} of a page that goes on and on.</span></div>" for n in range(60_000)
    ),
)


def test_a_page_that_takes_too_long_is_unreadable_and_the_next_one_is_read() -> None:
    with Readers(EVERYTHING, workers=1, seconds=0.5) as readers:
        slow = readers.end(HUGE, readers.begin(HUGE))
        next_one = _read_in_time(readers)

    assert slow.unreadable is not None
    assert slow.unreadable.reason == "time limit: not read in 0.5 s"
    assert next_one == "Crates on the Caspian"


def test_a_reader_that_is_killed_costs_its_page_and_no_other() -> None:
    with Readers(EVERYTHING, workers=1, seconds=60) as readers:
        worker = readers.submit(os.getpid).result()
        doomed = readers.begin(HUGE)
        _kill_while_reading(worker, doomed)
        reading = readers.end(HUGE, doomed)
        next_one = readers.end(page(), readers.begin(page()))

    assert reading.unreadable is not None
    assert reading.unreadable.reason == "the page ended its reader"
    assert next_one.article is not None


def test_pages_are_read_side_by_side_and_come_back_as_they_were_sent() -> None:
    async def read_all() -> list[str]:
        with Readers(EVERYTHING, workers=2, seconds=60) as readers:
            pages = [page(f"https://a.example/{n}", title=f"Story {n}") for n in range(8)]
            readings = await asyncio.gather(*(readers.read(one) for one in pages))
        return [f"{one.page.url} {one.article.title if one.article else None}" for one in readings]

    assert asyncio.run(read_all()) == [f"https://a.example/{n} Story {n}" for n in range(8)]


def _read_in_time(readers: Readers) -> str | None:
    """The title of a plain page; a cold worker may need more than one try within a short limit."""
    for _ in range(10):
        reading = readers.end(page(), readers.begin(page()))
        if reading.article is not None:
            return reading.article.title
    return None


def _kill_while_reading(worker: int, reading: "Future[object]") -> None:
    """SIGKILL, as the kernel does when memory runs out, once the worker has taken the page."""
    while not reading.running():
        assert not reading.done()
    os.kill(worker, signal.SIGKILL)
