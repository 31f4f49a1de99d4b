"""How lists and tables are printed: for eyes on a terminal, for other programs in a pipe."""

import re
import sys
from collections.abc import Sequence
from datetime import datetime

import click
from click import style

from corpus.snippets import on_one_line

_PLAIN_MARKS = ("[", "]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def bold(text: str) -> str:
    """The text in bold; click takes the bold away again in a pipe."""
    return style(text, bold=True)


def is_terminal() -> bool:
    """Whether a person looks on."""
    return sys.stdout.isatty()


def marks() -> tuple[str, str]:
    """What to put before and after a match: bold on a terminal, brackets elsewhere."""
    if not is_terminal():
        return _PLAIN_MARKS
    before, _, after = style("|", bold=True).partition("|")
    return before, after


def harmless(text: str) -> str:
    """A text of many lines without what could move a terminal's cursor or change its state."""
    return _CONTROLS.sub(" ", text)


def date(moment: datetime | None, precision: str | None = "instant") -> str:
    """A moment for eyes, in UTC; a day where only the day is known; empty when it is not known."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d}" if precision == "day" else f"{moment:%Y-%m-%d %H:%M}"


def amount(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun; `several` is the plural where an s is not enough."""
    return f"{number} {one if number == 1 else several or one + 's'}"


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
