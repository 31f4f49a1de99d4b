"""Rows of titles of other articles that are no links: `Live: Ministers meet`, `Opinion: The price of patience`."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pipelines.paragraphs import Paragraph, Places

_LABELLED, _CAPITALISED, _POINTED = 2, 3, 3
"""Lines of a row; one `Analysis: ...` may head a part of the story, and two names in capitals may sign it."""
_POINTED_TITLE = re.compile(r"[▶►▸»›➤➜➡→👉]\W{0,2}(?:\S+ ){2,17}\S+")
"""A title behind a sign that points to it; what begins with a dash or a dot may be an item of the story's list."""
_WORD = r"[\"'“‘(]?(?:[A-Z][\w'’.-]*|[$€£]?\d[\w.%-]*)[\"'”’)]?"
_SMALL = r"(?:a|an|the|and|or|nor|but|for|of|in|on|at|to|by|as|up|off|over|from|with|into|vs|via|after|it|is)"
_TITLE_CASE = re.compile(
    rf"(?:[•▶►»] ?)?(?=(?:\S+ ){{3,15}}\S+$){_WORD}(?:[:?!]? (?:{_WORD}|{_SMALL}))+[?!]?"
)
_SMALL_WORD = re.compile(rf" {_SMALL} ")
"""English writes titles with capitals and sentences without; a small word among them tells them from names.

A comma parts a name from where its bearer works, and a dash begins an item of a list: neither is in these.
"""


def headlines(lines: Sequence[Paragraph], places: Places) -> Iterator[Paragraph]:
    """Titles in a row: each led by what it is; below the story also each in capitals, or pointed to."""
    for row in _rows(lines, range(len(lines)), lambda line: line.does("headline")):
        if len(row) >= _LABELLED:
            yield from row
    below = range(places.last_real + 1, len(lines)) if places.last_real >= 0 else range(0)
    for row in _rows(lines, below, lambda line: _TITLE_CASE.fullmatch(line.text) is not None):
        if len(row) >= _CAPITALISED and any(_SMALL_WORD.search(line.text) for line in row):
            yield from row
    for row in _rows(lines, below, _is_pointed_to):
        if len(row) >= _POINTED:
            yield from row


def _is_pointed_to(line: Paragraph) -> bool:
    return not line.is_sentence and _POINTED_TITLE.fullmatch(line.text) is not None


def _rows(
    lines: Sequence[Paragraph], part: range, is_wanted: Callable[[Paragraph], bool]
) -> Iterator[list[Paragraph]]:
    """Wanted lines that follow each other and are not announced: `The ministers named three aims:`"""
    for found, run in groupby(part, key=lambda n: is_wanted(lines[n]) and not lines[n].does("keep")):
        numbers = list(run)
        first = numbers[0]
        if found and not (first > 0 and lines[first - 1].text.rstrip().endswith(":")):
            yield [lines[n] for n in numbers]
