"""What readers wrote below an article: from the first name with its time to the last button that asks for a reply.

The words are not the outlet's, so they tell nothing; what stands around each post does. News puts names and times above
its entries too, as live blogs do, but asks for no reply to them. `threads.toml` has the words.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.words import fold
from pipelines.months import MONTH
from pipelines.wording import all_texts, table

_LONGEST_POST = 8
"""Paragraphs between the name above a post and the button below it."""
_LONGEST_SHOWN = 3
"""The same between two names: a post without a button."""
_LONGEST_LINE = 120
"""Characters; what a longer paragraph goes on with is not read."""
_LONGEST_BUTTONS = 80
"""Characters of a row of buttons, perhaps behind a name and a time."""
_FEWEST_REPORTED = 2
"""Buttons to report a post that show a thread; one could be to report an error of the story."""
_LONGEST_NAME = 6
"""Words that may stand beside the time of a post: a name, a town, a badge."""
_CLOCK = r"(?:(?!\d)\w{1,4} )?\d{1,2}[:.h]\d\d(?: ?(?:[ap]\.?m\b\.?|uhr))?"
_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|"
    rf"\d{{1,2}}\.? (?:{MONTH})\.?(?:,? \d{{4}})?|(?:{MONTH})\.? \d{{1,2}}(?:,? \d{{4}})?)"
)
_DATED = rf"{_DAY}\W{{1,3}}{_CLOCK}|{_CLOCK}\W{{1,3}}{_DAY}"
_BY_NAME = re.compile(r"(?:[^\W\d_][\w.'-]*\s){1,4}\(?")
_WORD = re.compile(r"[^\W\d_]+")
_GAPS = r"[\W\d_]|(?<=\d)k\b"


def posts_in(paragraphs: Sequence[str]) -> range:
    """The places of the posts among the paragraphs below the beginning of a story; an empty range for none."""
    lines = list(map(_line, paragraphs))
    answered = [n for n, line in enumerate(lines) if _asks_for_reply(line)]
    reported = [n for n, line in enumerate(lines) if _asks_for_report(line)]
    if len(reported) >= _FEWEST_REPORTED:
        answered = sorted({*answered, *reported})
    if not answered:
        return range(0)
    first = (
        answered[0] if _names_writer(lines[answered[0]]) else _name_above(lines, answered[0], _LONGEST_POST)
    )
    while (above := _name_above(lines, first, _LONGEST_SHOWN)) < first:
        first = above
    last = answered[-1]
    while last + 1 < len(lines) and _wording().buttons.fullmatch(lines[last + 1]):
        last += 1
    return range(first, last + 1)


def names_writer(paragraph: str) -> bool:
    """Whether it tells who wrote a post and when: `Gisela P., vor 3 Stunden`, `Karl sagt:`."""
    return _names_writer(_line(paragraph))


@lru_cache(maxsize=4_000)  # the readings of one page hold the same paragraphs
def _line(paragraph: str) -> str:
    """The beginning of a paragraph, folded, as far as a name, a time and buttons can reach."""
    return " ".join(fold(paragraph[:_LONGEST_LINE]).split())


def _name_above(lines: Sequence[str], n: int, within: int) -> int:
    """The nearest line above the nth that names a writer, among so many; n itself when there is none."""
    above = range(n - 1, max(-1, n - 1 - within), -1)
    return next((at for at in above if _names_writer(lines[at])), n)


@lru_cache(maxsize=4_000)
def _names_writer(line: str) -> bool:
    when, buttons = _wording().when, _wording().buttons
    if (
        (dated := when.search(line))
        and _BY_NAME.fullmatch(line, 0, dated.start())
        and line[dated.end() :][:2].rstrip() in (":", "):")
    ):
        return True  # `Jane Roe says (June 3, 2023 at 7:41 pm): I was there.`
    rest = when.sub(" ", line, count=1)
    if rest == line or line.endswith((".", "!", "?")):
        return False
    names = [part for part in re.split(r"[·|•]", rest) if not buttons.fullmatch(part)]
    return sum(len(_WORD.findall(part)) for part in names) <= _LONGEST_NAME


@lru_cache(maxsize=4_000)
def _asks_for_reply(line: str) -> bool:
    """Whether it is a row of buttons with one for a reply, perhaps behind the name and time of the post."""
    wording = _wording()
    if len(line) > _LONGEST_BUTTONS or not wording.reply.search(line):
        return False
    return wording.buttons.fullmatch(line) is not None or ("·" in line and _names_writer(line))


@lru_cache(maxsize=4_000)
def _asks_for_report(line: str) -> bool:
    return len(line) <= _LONGEST_BUTTONS and _wording().report.fullmatch(line) is not None


class _Wording(NamedTuple):
    when: re.Pattern[str]
    """When a post was written."""
    buttons: re.Pattern[str]
    """A row of nothing but buttons."""
    reply: re.Pattern[str]
    """The button for a reply."""
    report: re.Pattern[str]
    """A line that only asks to report a post."""


@cache
def _wording() -> _Wording:
    """What `threads.toml` says, in all languages together."""
    words = {kind: all_texts(entry) for kind, entry in table("threads.toml").items()}
    replies, report = _any_of(words["replies"]), _any_of(words["report"])
    buttons = _any_of([*words["reply"], *words["replies"], *words["report"], *words["button"]])
    ago = "|".join(fold(text).replace("#", r"\d+") for text in words["ago"])
    says = f"{_any_of(words['says'])} ?:$"
    return _Wording(
        when=re.compile(rf"(?<!\w)(?:{ago}|{_DATED})(?!\w)|{says}"),
        buttons=re.compile(rf"(?:{_GAPS}|{buttons})+"),
        reply=re.compile(f"{_any_of(words['reply'])}|\\d+ {replies}|{replies} \\(\\d+\\)"),
        report=re.compile(rf"(?:{_GAPS}|{report})*{report}(?:{_GAPS}|{report})*"),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for these phrases, each of whole words."""
    longest_first = sorted(map(fold, phrases), key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
