"""Whether a paragraph reports something or speaks to whoever reads the page, as far as its form tells."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipelines.wording import all_texts, table

# Somebody speaks: a paragraph that opens with a quotation mark or a dash, or quotes three words or more.
_QUOTED = re.compile(r"^\s*[\"'«“„”‘—–]|[«“„\"]\s*\w+\W+\w+\W+\w+[^»”“\"]*[»”“\"]")
_PLATFORMS = (
    "Facebook|Telegram|Instagram|WhatsApp|Discord|Disqus|Google|Bluesky|YouTube|Twitter|Akismet|JavaScript"
)
_NAME = re.compile(
    rf"(?<=[\w,;] )(?!I\b|I'|E-|(?:{_PLATFORMS})\b)"
    r"[A-ZÀ-ÖØ-ÞĀŁŚŻŹĆĞİŞČŘŽА-ЯЁІЇЄҐ][\w’'-]*[a-zà-öø-ÿа-яёіїєґ]\w*"
)
_COUNT = re.compile(r"(?<![(\d])\b\d{3,}\b(?!\))")
_CAPITAL_NOUNS = ("de",)
"""Languages that write every noun with a capital: none of theirs tells a name."""


def quotes_somebody(paragraph: str) -> bool:
    """Whether somebody speaks in it."""
    return _QUOTED.search(paragraph) is not None


def is_attributed(paragraph: str) -> bool:
    """Whether it ends in who said it: `..., the army said in a statement.` No outlet asks its readers so."""
    return any(pattern.search(paragraph) for pattern in _patterns("attributed").values())


def looks_reported(paragraph: str, language: str) -> bool:
    """Whether it names somebody, gives a year or a number of many, or tells what has happened."""
    return next(signs_of_report(paragraph, language), None) is not None


def signs_of_report(paragraph: str, language: str) -> Iterator[str]:
    """What of a report is in it: a `count`, the `name` of somebody, a verb of the `past`."""
    if _COUNT.search(paragraph):
        yield "count"
    if language not in _CAPITAL_NOUNS and _NAME.search(paragraph):
        yield "name"
    past = _patterns("past").get(language)
    if past is not None and past.search(paragraph.lower()):
        yield "past"


def speaks_to_reader(paragraph: str, language: str) -> bool:
    """Whether it addresses the reader in words that only their capital tells from others."""
    addressed = _patterns("addressed").get(language)
    return addressed is not None and addressed.search(paragraph) is not None


@cache
def _patterns(kind: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of one part of the table by language, for text as it is written."""
    part = table("news.toml")[kind]
    if not isinstance(part, dict):
        raise TypeError(f"news.toml: {kind} is a table of languages")
    return {language: re.compile("|".join(all_texts(patterns))) for language, patterns in part.items()}
