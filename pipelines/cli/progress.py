"""What a person sees while work goes on, and the table at its end."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from corpus.types import Outcome

ORDER = (
    "stored", "copy", "updated", "unchanged", "alias", "gone", "off_topic", "unreadable", "forbidden", "failed",
)  # fmt: skip
"""Outcomes from the most welcome to the least."""
WIDTH = 200
"""Characters of a line in a pipe."""


@contextmanager
def watched(what: str, total: int | None = None) -> Iterator[Progress]:
    """A progress bar on stderr when a person looks on; silent in a pipe or under cron."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty(), transient=True) as progress:
        progress.add_task(what, total=total)
        yield progress


def step(progress: Progress, what: str | None = None) -> None:
    """One thing more is done; `what` names it in place of the work as a whole."""
    if progress.task_ids:
        progress.update(progress.task_ids[0], advance=1, description=what)


def show_table(table: Table) -> None:
    """A table on stdout, as wide as it needs to be where no terminal bounds it; nothing when it has no row."""
    if not table.row_count:
        return
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


def tally_table(rows: Iterable[tuple[Sequence[str], Counter[str]]], *, heads: Sequence[str]) -> Table:
    """Named cells, then outcomes, with only those outcomes as columns that have a number."""
    rows = list(rows)
    kinds = [kind for kind in ORDER if any(counts[kind] for _, counts in rows)]
    table = Table(box=None, pad_edge=False)
    table.add_column(heads[0])
    for head in (*heads[1:], *kinds):
        table.add_column(head, justify="right")
    for cells, counts in rows:
        table.add_row(*cells, *(str(counts[kind] or "·") for kind in kinds))
    return table


def reasons_table(outcomes: Counter[tuple[str, str]], *, counted: str = "pages") -> Table:
    """How often each outcome came about, and why."""
    table = Table(box=None, pad_edge=False)
    for column in ("outcome", "reason"):
        table.add_column(column)
    table.add_column(counted, justify="right")
    for (kind, reason), number in sorted(
        outcomes.items(), key=lambda item: (ORDER.index(item[0][0]), -item[1])
    ):
        table.add_row(kind, reason, str(number))
    return table


def kind_and_reason(outcome: Outcome) -> tuple[str, str]:
    """What an outcome is counted under: scores of single pages are not told apart."""
    reason = outcome.reason or ""
    return outcome.kind, "the topic does not want it" if reason.startswith("score ") else reason
