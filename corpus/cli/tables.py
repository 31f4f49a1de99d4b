"""How lists and tables are printed: for eyes on a terminal, for other programs in a pipe."""

import sys
from collections.abc import Sequence

import click
from click import style

from corpus.snippets import on_one_line

_PLAIN_MARKS = ("[", "]")


def bold(text: str) -> str:
    """The text in bold; click takes the bold away again in a pipe."""
    return style(text, bold=True)


def marks() -> tuple[str, str]:
    """What to put before and after a match: bold on a terminal, brackets elsewhere."""
    if not sys.stdout.isatty():
        return _PLAIN_MARKS
    before, _, after = style("|", bold=True).partition("|")
    return before, after


def table(rows: Sequence[Sequence[object]], indent: str = "  ") -> None:
    """Print columns as wide as their widest cell; numbers to the right. None is an empty cell."""
    cells = [["" if cell is None else on_one_line(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row, texts in zip(rows, cells, strict=True):
        aligned = [
            text.rjust(width) if isinstance(cell, int | float) else text.ljust(width)
            for cell, text, width in zip(row, texts, widths, strict=True)
        ]
        click.echo((indent + "  ".join(aligned)).rstrip())
