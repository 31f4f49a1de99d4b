"""The reviewed tables of wording that ship with the code, compiled for folded text."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from corpus.words import fold

_ESCAPES = re.compile(r"(\\.)")


def table(name: str) -> dict[str, object]:
    """A shipped table as it is written."""
    return tomllib.loads(files("pipelines").joinpath(name).read_text(encoding="utf-8"))


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches what any of these does, in text that `corpus.words.fold` has folded."""
    return re.compile("|".join(f"(?:{folded_pattern(pattern)})" for pattern in patterns), re.DOTALL)


def all_texts(value: object) -> list[str]:
    """The texts in a table of languages, in a list, or in one value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in all_texts(item)]
    return [text for item in value for text in all_texts(item)] if isinstance(value, list) else []


def folded_pattern(pattern: str) -> str:
    r"""A pattern folded like the text it is for, but for its escapes: `\W` must not become `\w`."""
    return "".join(piece if piece.startswith("\\") else fold(piece) for piece in _ESCAPES.split(pattern))
