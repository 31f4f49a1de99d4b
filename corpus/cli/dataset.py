"""`wirewatch export` and `wirewatch verify`: take a dataset away, and see that the corpus is whole."""

import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import click

from corpus.cli.filters import Asking, check_names, filters
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount
from corpus.errors import WirewatchError
from corpus.export import FORMATS
from corpus.export import export as write
from corpus.manifest import README
from corpus.query import Query
from corpus.store import open_corpus
from corpus.verify import ASPECTS, Difference, differences, faults


@click.command(cls=Asking)
@common
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A new folder, or a former export's."
)
@filters
def export(session: Session, kind: str, out: Path, query: Query) -> None:
    """Write the articles that `search` would list, all of them, as a dataset with manifest and README.

    JSONL holds everything, and `wirewatch import` reads it; CSV is a table for spreadsheets. An article stands
    for its copies unless --copies is given.

    \b
    Example: wirewatch export --out exports/march --since 2026-03-01 --until 2026-03-31 --copies
    """
    with session.corpus() as corpus:
        check_names(corpus, query)
        manifest = write(corpus, query, out, kind, wirewatch=version("wirewatch"), watch=_show_progress)
    if session.as_json:
        print_json(manifest)
    else:
        rows = amount(manifest["wirewatch"]["rows"], "row")
        remark(f"{rows} in {out / FORMATS[kind].file_name}; {out / README} explains it")


@click.command()
@common
@click.option(
    "--against", metavar="OTHER", type=click.Path(exists=True, path_type=Path), help="Another corpus."
)
def verify(session: Session, against: Path | None) -> None:
    """Check that the corpus is whole; with --against, that another one holds the same.

    The same are documents, versions, groups, labels and verdicts; when we looked is not compared. What differs is
    counted by kind, with a few examples. Exit status 1 when something is wrong or differs.

    \b
    Example: wirewatch verify --against backup/corpus.db
    """
    with session.corpus() as corpus:
        wrong, unlike = faults(corpus), list[Difference]()
        if against is not None:
            with open_corpus(against, create=False) as other:
                unlike = differences(corpus, other)
    if session.as_json:
        print_json({"whole": not wrong, "faults": wrong, "differences": [_as_json(one) for one in unlike]})
    else:
        for line in (*wrong, *(_compared(unlike) if against else ())):
            click.echo(line)
    if wrong:
        raise WirewatchError(f"{session.data}: the corpus is damaged")
    if unlike:
        raise WirewatchError(f"{session.data} and {against} do not hold the same")
    remark("the corpus is whole" + (", and the other one holds the same" if against else ""))


EXAMPLES = 3
"""Addresses that are named of each way to differ."""


def _compared(unlike: Sequence[Difference]) -> Iterator[str]:
    """Each aspect: that it is the same, or how often it differs, in which way, and where for example."""
    for aspect in ASPECTS:
        found = [one for one in unlike if one.aspect == aspect]
        number = sum(len(one.places) for one in found)
        yield (
            f"{aspect}: {f'{number} differ' if number != 1 else '1 differs'}"
            if found
            else f"{aspect}: the same"
        )
        for one in found:
            yield f"  {len(one.places)}  {one.what}"
            yield from (f"       {place}" for place in one.places[:EXAMPLES])


def _as_json(one: Difference) -> dict[str, object]:
    return {
        "aspect": one.aspect,
        "what": one.what,
        "count": len(one.places),
        "examples": list(one.places[:EXAMPLES]),
    }


def _show_progress(done: int, total: int) -> None:
    """A counter for whoever looks on."""
    if sys.stderr.isatty() and (done % 500 == 0 or done == total):
        click.echo(f"\r{done} of {total}", err=True, nl=done == total)
