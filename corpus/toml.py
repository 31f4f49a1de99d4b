"""TOML files as values of our types.

What does not fit is named by file, line and field, with what would be right.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Self, TypeVar, get_args, get_type_hints

import msgspec

from corpus.errors import ConfigError

T = TypeVar("T", bound=msgspec.Struct)

_MARK = "\ufeff"
"""The byte order mark, which some editors write at the beginning of a file."""
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Duration(timedelta):
    """A span as people write it: `90s`, `30m`, `6h`, `1d`."""

    @classmethod
    def parse(cls, value: object) -> Self:
        """The span that a text names; ValueError for anything else."""
        found = re.fullmatch(r"(\d{1,6})([smhd])", value) if isinstance(value, str) else None
        if found is None:
            raise ValueError("not a duration")
        return cls(**{_UNITS[found[2]]: int(found[1])})


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One file that was read and is sound TOML."""

    name: str
    text: str = field(repr=False)
    values: dict[str, Any] = field(repr=False)

    def as_one(self, kind: type[T]) -> T:
        """The whole file as one value."""
        return self._filled(kind, self.values, key=None, place=0, owner="")

    def entries(self, key: str, kind: type[T]) -> Iterator[T]:
        """Each `[[key]]` of the file as a value; nothing else may stand in the file."""
        for unknown in self.values.keys() - {key}:
            raise ConfigError(f"{self._at(unknown)}: {unknown} is not known; right would be [[{key}]]")
        tables = self.values.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise ConfigError(f"{self._at(key)}: right would be [[{key}]], in double brackets")
        for place, table in enumerate(tables):
            owner = f"{key} {table.get('name', f'number {place + 1}')!r}: "
            yield self._filled(kind, table, key=key, place=place, owner=owner)

    def error(self, key: str, place: int, message: str, field_name: str | None = None) -> ConfigError:
        """What is wrong with one entry, with the file and the line of that field, or of the entry's header."""
        name = self.values[key][place].get("name")
        return ConfigError(f"{self._at(field_name, key, place)}: {key} {name!r}: {message}")

    def top_error(self, name: str, message: str) -> ConfigError:
        """What is wrong with a table or a field of the top level, with the file and its line."""
        return ConfigError(f"{self._at(name)}: {name}: {message}")

    def _filled(
        self, kind: type[T], table: Mapping[str, Any], *, key: str | None, place: int, owner: str
    ) -> T:
        try:
            return msgspec.convert(table, kind, dec_hook=_custom)
        except msgspec.ValidationError as error:
            name, problem = _problem(kind, table, str(error))
            raise ConfigError(f"{self._at(name, key, place)}: {owner}{problem}") from error

    def _at(self, name: str | None, key: str | None = None, place: int = 0) -> str:
        line = _line(self.text, name, key, place)
        return f"{self.name}, line {line}" if line else self.name


def read_toml(path: Path | Traversable) -> TomlFile:
    """The file, parsed; ConfigError says in which line and column it is no TOML."""
    name = str(path) if isinstance(path, Path) else path.name
    try:
        text = path.read_text(encoding="utf-8").removeprefix(_MARK)
        return TomlFile(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: this is not TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(
            f"{name}: nested too deep; right would be lists and tables of a few levels"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{name}: byte {error.start} is not UTF-8; right would be a file saved as UTF-8"
        ) from error


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What the manual and the errors say of one field."""

    name: str
    meaning: str
    examples: tuple[str, ...]
    """Lines as they would stand in the file."""
    default: object
    """`msgspec.NODEFAULT` when the field must be there."""

    @property
    def right(self) -> str:
        """What would have been right, for an error."""
        return f"{' or '.join(self.examples)} ({self.meaning})"


def field_notes(kind: type[msgspec.Struct]) -> dict[str, FieldNote]:
    """Each field of a type by name, in its order, as the manual shows it."""
    hints = get_type_hints(kind, include_extras=True)
    notes = {}
    for info in msgspec.structs.fields(kind):
        # An inner annotation may hold a pattern; the one with a description is the field's own.
        metas = [
            arg for arg in get_args(hints[info.name]) if isinstance(arg, msgspec.Meta) and arg.description
        ]
        meta = metas[0] if metas else msgspec.Meta(description="", examples=[])
        examples = tuple(f"{info.name} = {_shown(example)}" for example in meta.examples or ())
        default = info.default if info.default_factory is msgspec.NODEFAULT else info.default_factory()
        notes[info.name] = FieldNote(info.name, meta.description or "", examples, default)
    return notes


def _custom(kind: type, value: object) -> object:
    """What msgspec cannot build by itself: our own types, from what the file says."""
    return kind.parse(value)  # type: ignore[attr-defined]  # every type of ours in a struct has `parse`


def _problem(kind: type[msgspec.Struct], table: Mapping[str, Any], said: str) -> tuple[str | None, str]:
    """The field that is wrong and a sentence on it, from what msgspec said of a table."""
    notes = field_notes(kind)
    if found := re.search(r"unknown field `(.+?)`", said):
        close = difflib.get_close_matches(found[1], notes, n=1)
        right = close[0] if close else f"one of {', '.join(notes)}"
        return found[1], f"{found[1]} is not known; right would be {right}"
    if found := re.search(r"missing required field `(.+?)`", said):
        return None, f"{found[1]} is missing; right would be {notes[found[1]].right}"
    path = re.search(r"at `\$\.(\w+)((?:\[\d+\])*)", said)
    if path is None:
        return None, said
    value = table[path[1]]
    for place in re.findall(r"\d+", path[2]):
        value = value[int(place)]
    return path[1], f"{path[1]}{path[2]} is {_shown(value)}; right would be {notes[path[1]].right}"


def _shown(value: object) -> str:
    """A value as TOML writes it."""
    return msgspec.json.encode(value).decode() if isinstance(value, str | bool | list) else str(value)


def _line(text: str, name: str | None, key: str | None, place: int) -> int | None:
    """Where a field of the n-th `[[key]]`, or of the top level, stands; else the line of the header."""
    lines = text.splitlines()
    start, stop = 0, len(lines)
    if key is not None:
        headers = [number for number, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]
        start, stop = [*headers, len(lines)][place : place + 2]
    for number in range(start, stop) if name else ():
        if re.match(rf"\s*\[*\s*[\"']?{re.escape(name or '')}\b", lines[number]):
            return number + 1
    return start + 1 if key is not None else None
