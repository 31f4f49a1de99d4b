"""Runs of short lines above or below a text that are the menu of its site: `Home`, `World`, `Business`, `Sport`."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.paragraphs import Paragraph, Places

_MOST_WORDS, _MOST_KNOWN, _MOST_CHARACTERS = 3, 6, 40
"""Words of an entry, of one that the table knows, and characters of either."""
_KNOWN = ((5, 0.5), (4, 0.75), (3, 1.0), (0, 2.0))
"""What share of a menu of at least so many lines the table has to know; fewer lines are none."""
_SECTIONS = 8
"""Lines of a menu that has nothing but the names of sections: a story may list a few of those."""


def menus(lines: Sequence[Paragraph], places: Places) -> Iterator[Paragraph]:
    """The lines of menus: short, one below the other, and known to the table as entries or sections."""
    for first, run in _runs(lines, places):
        if not _is_announced(lines, first) and _is_menu(run):
            yield from run


def _runs(lines: Sequence[Paragraph], places: Places) -> Iterator[tuple[int, list[Paragraph]]]:
    """Lines of the shape of entries that follow each other outside the story, with the place of the first."""
    above = range(places.first_real)
    below = range(places.last_real + 1, len(lines)) if places.last_real >= 0 else range(0)
    for part in (above, below):
        for is_run, found in groupby(part, key=lambda n: _is_entry(lines[n])):
            numbers = list(found)
            if is_run:
                yield numbers[0], [lines[n] for n in numbers]


def _is_entry(line: Paragraph) -> bool:
    """Whether it has the shape of an entry."""
    words = _MOST_KNOWN if _is_known(line) else _MOST_WORDS
    is_short = line.text.count(" ") < words and len(line.text) <= _MOST_CHARACTERS
    is_other = line.does("keep", "comments", "policy", "civil") and not line.does("menu", "section")
    return is_short and not line.is_sentence and not is_other


def _is_known(line: Paragraph) -> bool:
    """Whether the table knows it as part of a menu, or as something that goes anyway."""
    in_menu = any(rule.does in ("menu", "section") for rule in line.company)
    return in_menu or any(rule.does == "cut" for rule in line.rules)


def _is_announced(lines: Sequence[Paragraph], first: int) -> bool:
    """Whether the line above tells what the list is: `These worry voters most:`"""
    return first > 0 and lines[first - 1].text.rstrip().endswith(":")


def _is_menu(entries: Sequence[Paragraph]) -> bool:
    known = sum(map(_is_known, entries))
    sections = sum(line.does("section") for line in entries)
    if known == sections:  # nothing but sections
        return len(entries) >= _SECTIONS and known * 3 >= len(entries) * 2
    share = next(share for shortest, share in _KNOWN if len(entries) >= shortest)
    return known >= share * len(entries)
