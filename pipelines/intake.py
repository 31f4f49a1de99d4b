"""A run that takes in files: written down from its beginning to its end, however it ends."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from corpus.errors import StoreError
from corpus.runs import begin_run, end_run
from corpus.store import Corpus
from pipelines.desk import Desk
from pipelines.topics import Topic


@dataclass(slots=True)
class Intake:
    """The run under way."""

    desk: Desk
    error: str | None = None
    """What its row shall say of what could not be taken in."""


@contextmanager
def intake(
    corpus: Corpus, kind: str, topics: Sequence[Topic], clock: Callable[[], datetime]
) -> Iterator[Intake]:
    """A run of kind `backfill` or `import` in this process; its row says when and how it ended."""
    run_id = begin_run(corpus, kind, [f"{one.name}@{one.version}" for one in topics], clock())
    run = Intake(Desk(corpus=corpus, run_id=run_id, rechecks=()))
    try:
        yield run
    except BaseException as error:
        with suppress(StoreError):  # a full disk is often why it broke off; what is told is the first error
            end_run(corpus, run_id, clock(), f"broke off: {type(error).__name__}: {error}")
        raise
    end_run(corpus, run_id, clock(), run.error)
