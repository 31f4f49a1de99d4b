"""The reviewed table of boilerplate wording, compiled: which rules match a paragraph."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus.words import fold

DOES = ("cut", "list", "comments", "policy", "stub", "keep")
WHERE = ("any", "top", "bottom")
_FIELDS = {"name", "does", "where", "words", "as", "cut", "kept"}
_PIECES = re.compile(r"(\\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of boilerplate; `pipelines/boilerplate.toml` explains the fields."""

    name: str
    does: str
    where: str = "any"
    words: int
    """Longest paragraph, in words, that may be one of its kind."""
    kept_as: str | None = None
    pattern: re.Pattern[str] = field(repr=False)
    cut: tuple[str, ...] = field(default=(), repr=False)
    kept: tuple[str, ...] = field(default=(), repr=False)

    def matches(self, folded: str) -> bool:
        """Whether a folded paragraph is wholly of this kind."""
        return folded.count(" ") < self.words and self.pattern.fullmatch(folded) is not None


@cache
def rules() -> tuple[Rule, ...]:
    """The shipped rules, in the order of the table."""
    table = tomllib.loads(files("pipelines").joinpath("boilerplate.toml").read_text(encoding="utf-8"))
    return tuple(_rule(entry) for entry in table["rule"])


def matching(paragraph: str) -> tuple[Rule, ...]:
    """The rules that a paragraph matches, wherever it stands."""
    folded = " ".join(fold(paragraph).split())
    return tuple(rule for rule in rules() if rule.matches(folded))


def _rule(entry: Mapping[str, object]) -> Rule:
    name, does, where = str(entry["name"]), str(entry["does"]), str(entry.get("where", "any"))
    if does not in DOES or where not in WHERE:
        raise ValueError(f"boilerplate.toml: rule {name!r}: does is one of {DOES}, where one of {WHERE}")
    written = [pattern for key, value in entry.items() if key not in _FIELDS for pattern in _texts(value)]
    return Rule(
        name=name,
        does=does,
        where=where,
        words=int(str(entry["words"])),
        kept_as=str(entry["as"]) if "as" in entry else None,
        pattern=re.compile("|".join(f"(?:{_folded(pattern)})" for pattern in written), re.DOTALL),
        cut=_texts(entry.get("cut")),
        kept=_texts(entry.get("kept")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def _folded(pattern: str) -> str:
    r"""A pattern folded like the text it is for, but for its escapes: `\W` must not become `\w`."""
    return "".join(piece if piece.startswith("\\") else fold(piece) for piece in _PIECES.split(pattern))
