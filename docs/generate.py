"""Writes docs/reference.md from the program itself: every command, config field, source field and table.

python docs/generate.py            write it
python docs/generate.py --check    exit 1 when it is not up to date
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import click
import msgspec
from msgspec import Meta

import wirewatch
from corpus.config import Config
from corpus.schema import TABLES
from crawler.sources import Source

REFERENCE = Path(__file__).with_name("reference.md")

HEAD = """# Reference

Written by `python docs/generate.py` from the program itself; a test fails when it is not up to date.
"""


def reference() -> str:
    """The whole page."""
    parts = [HEAD, "## Commands\n", *_commands()]
    parts += ["## config.toml\n\nAll fields may be left out.\n", _fields(Config)]
    parts += ["## sources.toml\n\nEach source is one `[[source]]`.\n", _fields(Source)]
    parts += ["## Tables of corpus.db\n", f"```sql\n{TABLES.strip()}\n```\n"]
    return "\n".join(parts)


def _commands() -> Iterator[str]:
    context = click.Context(wirewatch.cli, info_name="wirewatch", terminal_width=100, max_content_width=100)
    for name in wirewatch.cli.list_commands(context):
        command = wirewatch.cli.get_command(context, name)
        assert command is not None
        yield from _help(
            command, click.Context(command, parent=context, info_name=name, max_content_width=100)
        )


def _help(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"### {context.command_path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _help(
                below, click.Context(below, parent=context, info_name=name, max_content_width=100)
            )


def _fields(struct: type[msgspec.Struct]) -> str:
    hints = get_type_hints(struct, include_extras=True)
    rows = ["| field | what it says | default | example |", "|---|---|---|---|"]
    for one in msgspec.structs.fields(struct):
        meta = _meta(hints[one.name])
        example = f"`{_toml(meta.examples[0])}`" if meta.examples else ""
        rows.append(f"| `{one.name}` | {meta.description} | {_default(one)} | {example} |")
    return "\n".join(rows) + "\n"


def _meta(hint: object) -> Meta:
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Meta) and extra.description:
                return extra
    raise SystemExit(f"{hint} has no description; give its field a Meta(description=...)")


def _default(one: msgspec.structs.FieldInfo) -> str:
    if one.required:
        return "required"
    if one.default is msgspec.NODEFAULT:
        return "computed"
    return f"`{_toml(one.default)}`" if one.default is not None else "none"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if type(value).__name__ == "Duration" else str(value)


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
