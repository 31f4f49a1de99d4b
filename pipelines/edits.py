"""What edits are told apart by: furniture that is no part of an article, notes of correction, slips of the hand."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.words import fold, tokens
from pipelines.months import MONTHS
from pipelines.wording import any_of, table

MOST_WORDS = 12
"""Of a line of furniture."""
CLOCK_AND_DAY = 4
"""Numbers of a moment: day, year, hour, minute."""
LONGEST_NOTE = 60
"""Words of a note of correction that speaks of its own article."""
SHORTEST = 4
"""Letters: shorter words differ by a letter and mean another thing (not, now; Iran, Iraq)."""


def said(text: str) -> list[str]:
    """The folded words of a text, without the lines that tell how old or how much read its page is."""
    words: list[str] = []
    for paragraph in text.split("\n"):
        of_paragraph = tokens(paragraph)
        if not is_furniture(of_paragraph):
            words += of_paragraph
    return words


def is_furniture(words: Sequence[str]) -> bool:
    """Whether the folded words of a paragraph say no more than when its page was touched, or a count of readers."""
    if not 0 < len(words) <= MOST_WORDS:
        return False
    telling, other = _furniture()
    if not all(word in telling or word in other or word[0].isdigit() for word in words):
        return False
    return any(word in telling for word in words) or _is_moment(words)


def _is_moment(words: Sequence[str]) -> bool:
    """Whether a day and an hour stand here: its number, the month, the year, two numbers of a clock."""
    return any(word in MONTHS for word in words) and sum(word.isdigit() for word in words) >= CLOCK_AND_DAY


def is_correction(paragraph: str) -> bool:
    """Whether a paragraph is a note that says what was corrected: by how it begins, or by speaking of itself."""
    folded = fold(paragraph).strip(" *_[(")
    begins, itself, mended = _correction()
    if begins.match(folded):
        return True
    is_note = (
        len(folded.split()) <= LONGEST_NOTE and "?" not in folded
    )  # "Found an error in the text?" asks readers
    return is_note and itself.search(folded) is not None and mended.search(folded) is not None


def is_slip(before: Sequence[str], after: Sequence[str], around: Sequence[str]) -> bool:
    """Whether one stretch of words is the other with slips of the hand: letters, spaces, a doubled or little word.

    `around` are the words on both sides. Another number, another name and a "not" are none.
    """
    if any(char.isdigit() for word in (*before, *after) for char in word):
        return False
    if "".join(before) == "".join(after):
        return True
    if not before or not after:
        return all(word in _little() or word in around for word in (*before, *after))
    return len(before) == len(after) and all(
        one == other or _is_misspelt(one, other) for one, other in zip(before, after, strict=True)
    )


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two words differ as a word and its misspelling do: within, by a letter, of a long word by two."""
    if (
        one[0] != other[0]
    ):  # what begins otherwise is another word: un-, Monday and Sunday, million and billion
        return False
    longer = max(len(one), len(other))
    distance = _distance(one, other)
    if sorted(one) == sorted(other) and distance == 1:
        return True
    if len(one) == len(other) and longer < 6:
        return False
    return longer >= SHORTEST and distance <= (2 if longer >= 10 else 1)


def _distance(one: str, other: str) -> int:
    """Letters to put in, take out, change or swap with the next one."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, start=1):
        row = [at]
        for place, its in enumerate(other, start=1):
            best = min(rows[-1][place] + 1, row[-1] + 1, rows[-1][place - 1] + (letter != its))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == its:
                best = min(best, rows[-2][place - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@cache
def _furniture() -> tuple[frozenset[str], frozenset[str]]:
    listed = table("edits.toml")["furniture"]
    assert isinstance(listed, dict)
    return _words(listed["telling"]), _words(listed["other"]) | _words(MONTHS)


@cache
def _little() -> frozenset[str]:
    listed = table("edits.toml")["little"]
    assert isinstance(listed, dict)
    return _words(listed["words"])


@cache
def _correction() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    listed = table("edits.toml")["correction"]
    assert isinstance(listed, dict)
    marks = [rf"(?:{mark})\s*(?:[:.\-()\[\]：]|\d|on\b|$)" for mark in listed["marks"]]
    about = [[rf"(?<!\w)(?:{words})(?!\w)" for words in listed[name]] for name in ("itself", "mended")]
    return any_of([*marks, *listed["phrases"]]), any_of(about[0]), any_of(about[1])


def _words(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in tokens(line))
