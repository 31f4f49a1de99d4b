"""Writes docs/reference.md from the program itself: commands, config, sources, topic files, tables.

python docs/generate.py            write it
python docs/generate.py --check    exit 1 when it is not up to date
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import click
import msgspec

import wirewatch
from corpus.config import Config
from corpus.schema import MIGRATIONS
from corpus.toml import Duration, field_notes
from crawler.sources import Source
from pipelines.topic_format import Concept, Direction, Example, Head, Other, Rule, Thresholds, Trap

REFERENCE = Path(__file__).with_name("reference.md")

HEAD = """# Reference

Written by `python docs/generate.py` from the program itself; a test fails when it is not up to date.
What the words mean and how to work with all this is in the [manual](manual.md).

- [Commands](#commands)
- [config.toml](#configtoml)
- [sources.toml](#sourcestoml)
- [Topic files](#topic-files)
- [Tables of corpus.db](#tables-of-corpusdb)
"""

TOPIC_TABLES: dict[str, type[msgspec.Struct]] = {
    "At the top": Head,
    "[thresholds]": Thresholds,
    "[[concept]]": Concept,
    "[[rule]]": Rule,
    "[[other]]": Other,
    "[[direction]]": Direction,
    "[[trap]]": Trap,
    "[[example]]": Example,
}


def reference() -> str:
    """The whole page."""
    parts = [HEAD, "## Commands\n"]
    parts += [f"### {path}\n\n```text\n{text}\n```\n" for path, text in helps()]
    parts += ["## config.toml\n\nIn the data folder. All fields may be left out.\n", _fields(Config)]
    parts += ["## sources.toml\n\nIn the data folder. Each source is one `[[source]]`.\n", _fields(Source)]
    parts += ["## Topic files\n\nIn the folder `topics` of the data folder, one file for each topic.\n"]
    for title, kind in TOPIC_TABLES.items():
        parts += [f"### {title}\n\n{(kind.__doc__ or '').strip()}\n", _fields(kind)]
    tables = "\n\n".join(script.strip() for script in MIGRATIONS.values())
    parts += [f"## Tables of corpus.db\n\nTables first, then views.\n\n```sql\n{tables}\n```\n"]
    return "\n".join(parts)


def helps() -> Iterator[tuple[str, str]]:
    """Each command and subcommand as it is typed, with its help page."""
    # A width of our own, or the page would change with the terminal it is written in.
    root = click.Context(
        wirewatch.cli, info_name="wirewatch", help_option_names=["-h", "--help"],
        terminal_width=100, max_content_width=100,
    )  # fmt: skip
    for command, context in commands(wirewatch.cli, root):
        yield context.command_path, command.get_help(context).strip()


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Each command of a group and, after it, those below it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = click.Context(command, parent=context, info_name=name)
        yield command, below
        if isinstance(command, click.Group):
            yield from commands(command, below)


def _fields(kind: type[msgspec.Struct]) -> str:
    made = {info.name for info in msgspec.structs.fields(kind) if _is_computed(info)}
    choices = _choices(kind)
    rows = ["| field | what it says | left out | example |", "|---|---|---|---|"]
    for note in field_notes(kind).values():
        left_out = "computed" if note.name in made else _default(note.default)
        meaning = " ".join(filter(None, (note.meaning, choices.get(note.name))))
        examples = " or ".join(f"`{line}`" for line in note.examples if _is_toml(line))
        rows.append(f"| `{note.name}` | {_escaped(meaning)} | {left_out} | {_escaped(examples)} |")
    return "\n".join(rows) + "\n"


def _choices(kind: type[msgspec.Struct]) -> dict[str, str]:
    """For each field that takes one of a few values: which."""
    hints = get_type_hints(kind)
    known = {name: get_args(hint) for name, hint in hints.items() if get_origin(hint) is Literal}
    return {name: f"One of {', '.join(map(_toml, values))}." for name, values in known.items()}


def _is_computed(info: msgspec.structs.FieldInfo) -> bool:
    """Whether the default depends on the machine; an empty dict or list does not."""
    return info.default_factory not in (msgspec.NODEFAULT, dict, list)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _is_toml(line: str) -> bool:
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _default(value: object) -> str:
    if value is msgspec.NODEFAULT:
        return "must be there"
    if value is None or value in ("", (), {}):
        return "none"
    if isinstance(value, msgspec.Struct):
        return "see below"
    return f"`{_toml(value)}`"


def _toml(value: object) -> str:
    if isinstance(value, Duration):
        return f'"{_span(value)}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return msgspec.json.encode(value).decode() if isinstance(value, str | bool | int) else f"{value:g}"


def _span(duration: Duration) -> str:
    """As people write it: the largest unit that fits without a rest."""
    seconds = int(duration.total_seconds())
    units = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
    return next(f"{seconds // size}{unit}" for unit, size in units if seconds % size == 0)


def main() -> None:
    """Write the page, or say that it is stale."""
    text = reference()
    if sys.argv[1:] == ["--check"]:
        if not REFERENCE.is_file() or REFERENCE.read_text(encoding="utf-8") != text:
            sys.exit("docs/reference.md is not up to date; run: python docs/generate.py")
    else:
        REFERENCE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
