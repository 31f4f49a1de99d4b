"""`wirewatch sources import-opml` and `export-opml`: feeds from and for feed readers."""

from pathlib import Path

import click

from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, table
from corpus.errors import WirewatchError
from crawler.opml import opml, read_opml
from crawler.own_sources import append
from crawler.sources import chosen_sources, registry


@click.command("import-opml")
@common
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_opml(session: Session, file: Path) -> None:
    """Take the feeds of an OPML file, as feed readers write it, into DATA/sources.toml.

    What cannot be added is named with the reason. Exit status 1 when nothing could be.

    \b
    Example: wirewatch sources import-opml subscriptions.opml
    """
    read = read_opml(file, registry(session.data))
    path = (
        append(session.data, read.sources, f"Imported {session.clock():%Y-%m-%d} from {file.name}")
        if read.sources
        else None
    )
    if session.as_json:
        print_json({"added": [one.name for one in read.sources], "left_out": list(read.left_out)})
    for said in read.left_out:
        remark(said)
    remark(f"{amount(len(read.sources), 'source')} added" + (f" to {path}" if path else ""))
    if not session.as_json:
        table(
            [[one.name, one.title, one.feeds[0]] for one in read.sources] or [["nothing was added"]],
            indent="",
        )
    if path is None:
        raise WirewatchError(f"{file}: no feed in it could be added")


@click.command("export-opml")
@common
@click.argument("names", metavar="[NAME]...", nargs=-1)
def export_opml(session: Session, names: tuple[str, ...]) -> None:
    """Write the feeds of the named sources, else of all that are visited, as OPML for feed readers.

    \b
    Example: wirewatch sources export-opml
    """
    chosen = chosen_sources(names, session.data)
    without = [one.name for one in chosen if not one.feeds]
    if without:
        remark(f"left out, as OPML holds feeds only: {', '.join(without)}")
    click.echo(opml(chosen))
