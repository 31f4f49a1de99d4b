"""`wirewatch due`: what is visited next, and when."""

import sys

import click
from rich.console import Console
from rich.table import Table

from corpus import clock
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import date
from corpus.store import open_corpus
from crawler.sources import registry
from schedules.due import Due, agenda
from schedules.plan import check


@click.command()
@common
def due(session: Session) -> None:
    """List when each source is visited next, and why then; what is due now comes first.

    \b
    Examples: wirewatch due
              wirewatch due --json
    """
    entries = agenda_of(session)
    now = session.clock()
    if session.as_json:
        print_json([_row(one) for one in entries])
        return
    table = Table("source", "due", "why", box=None)
    for one in entries:
        table.add_row(one.source.name, "now" if one.by(now) else date(one.next_due_at), one.why)
    Console(width=None if sys.stdout.isatty() else 200).print(table)
    remark(f"{sum(one.by(now) for one in entries)} of {len(entries)} sources are due")


def agenda_of(session: Session) -> list[Due]:
    """When each source that a crawl without names would visit is due."""
    sources = [one for one in registry(session.data).values() if one.enabled and not one.discovery]
    check(sources)
    path = session.data / "corpus.db"
    if not path.is_file():
        return agenda(sources, None)
    with open_corpus(path) as corpus:
        return agenda(sources, corpus)


def _row(one: Due) -> dict[str, str | None]:
    moment = clock.to_text(one.next_due_at) if one.next_due_at is not None else None
    return {"name": one.source.name, "next_due_at": moment, "why": one.why}
