"""What changed between two versions of a document: which two, and how it looks."""

from collections.abc import Callable

import click

from corpus.cli.tables import harmless, is_terminal
from corpus.diff import Piece, word_diff
from corpus.errors import NotFoundError
from corpus.record import Record, VersionRecord


def changed(before: VersionRecord, after: VersionRecord) -> dict[str, list[Piece]]:
    """What changed in title and text between two versions."""
    pieces = {
        "title": word_diff(before.title, after.title, context=None),
        "text": word_diff(before.text, after.text),
    }
    return {part: several for part, several in pieces.items() if any(piece.is_change for piece in several)}


def up_to(one: Record, n: int) -> tuple[VersionRecord, VersionRecord]:
    """A version and the one before it."""
    place = [version.n for version in one.versions].index(n)
    if place == 0:
        raise NotFoundError(f"{one.ref}: version {n} is its first, so nothing stood before it")
    return one.versions[place - 1], one.versions[place]


def between(one: Record, span: str) -> tuple[VersionRecord, VersionRecord]:
    """The versions that N..M names, or the last two; NotFoundError when there are no two such."""
    if len(one.versions) < 2:
        raise NotFoundError(f"{one.ref}: has one version, so nothing to compare")
    numbers = {str(version.n): version for version in one.versions}
    if not span:
        return one.versions[-2], one.versions[-1]
    first, _, last = span.partition("..")
    if first not in numbers or last not in numbers or first == last:
        raise NotFoundError(f"{one.ref}: --diff {span!r}; right would be N..M of {', '.join(numbers)}")
    return numbers[first], numbers[last]


def marked(pieces: list[Piece]) -> str:
    """A diff for eyes: red and green on a terminal, [-cut-] {+added+} in a pipe."""
    return "".join(_MARKED[piece.kind](harmless(piece.text)) for piece in pieces)


def _around(text: str, before: str, after: str, colour: str) -> str:
    """The text in brackets, or on a terminal in colour; the white space behind it stays outside."""
    bare = text.rstrip()
    coloured = click.style(bare, fg=colour) if is_terminal() else f"{before}{bare}{after}"
    return coloured + text[len(bare) :]


_MARKED: dict[str, Callable[[str], str]] = {
    "same": str,
    "left out": lambda text: "… ",
    "cut": lambda text: _around(text, "[-", "-]", "red"),
    "added": lambda text: _around(text, "{+", "+}", "green"),
}
