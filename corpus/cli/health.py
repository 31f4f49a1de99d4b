"""`wirewatch health`: which sources need a person, why, and what to do."""

from dataclasses import asdict

import click

from corpus import health as watched
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold
from corpus.health import Health
from corpus.snippets import on_one_line


@click.command()
@common
def health(session: Session) -> None:
    """Say which sources fail, left gaps, lost fields or give unsure texts, and what to do.

    A quiet source is well; --json has a row for those, too.

    \b
    Example: wirewatch health
    """
    with session.corpus() as corpus:
        rows = watched.health(corpus)
    if session.as_json:
        print_json([asdict(row) for row in rows])
        return
    ill = [row for row in rows if row.state != "ok"]
    for row in ill:
        click.echo(_told(row))
    well = len({row.name for row in rows} - {row.name for row in ill})
    remark(f"{amount(well, 'source')} well" if rows else "no source was visited yet; `wirewatch crawl` does")


def _told(row: Health) -> str:
    """Two or three lines: name and state, evidence, action."""
    lines = [f"{bold(on_one_line(row.name))}  {row.state}", on_one_line(row.evidence)]
    return "\n  ".join([*lines, f"-> {on_one_line(row.action)}"] if row.action else lines)
