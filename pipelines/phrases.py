"""Commas and the small words that part, tie or separate an owner and a thing, by language, in `phrases.toml`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from corpus.toml import read_toml
from corpus.words import fold

_COMMAS = frozenset(",\u060c\uff0c\u3001")
"""In Latin and Cyrillic, Arabic and Persian, Chinese and Japanese."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parting: dict[str, tuple[str, ...]]
    tying: dict[str, tuple[str, ...]]
    separating: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SmallWords:
    """All kinds, folded."""

    parting: frozenset[str]
    """Behind an owner they begin something else."""
    tying: frozenset[str]
    """Only these may stand between a thing and the owner behind it."""
    separating: frozenset[str]
    """Behind these another clause or another item of a list begins."""


@cache
def small_words() -> SmallWords:
    """Those of all languages together."""
    file = read_toml(files("pipelines").joinpath("phrases.toml")).as_one(_File)
    return SmallWords(_folded(file.parting), _folded(file.tying), _folded(file.separating))


def has_comma(text: str) -> bool:
    """Whether a comma of some script stands in it."""
    return not _COMMAS.isdisjoint(text)


def _folded(words: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(fold(word) for several in words.values() for word in several)
