"""What the documents tell a reader to type: their code blocks, and the commands in them."""

import re
import shlex
from pathlib import Path

import click
from click.testing import CliRunner, Result

import wirewatch

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md"))]


def blocks(path: Path, language: str) -> list[str]:
    """The code blocks of a document in one language, in their order."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", path.read_text(encoding="utf-8"), re.M | re.S)


def typed(path: Path, program: str) -> list[list[str]]:
    """The words of each line of the shell blocks that calls a program, without the program itself."""
    lines = [line.strip() for block in blocks(path, "sh") for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in lines]
    return [rest for first, *rest in filter(None, words) if first.rsplit("/", 1)[-1] == program]


def parse(words: list[str]) -> click.Context:
    """The command as click understands it, not run; a UsageError for a typo."""
    command: click.Command = wirewatch.cli
    context = click.Context(command, info_name="wirewatch")
    while isinstance(command, click.Group):
        name, *words = words
        found = command.get_command(context, name)
        assert found is not None, f"there is no command {name}"
        command = found
        if isinstance(command, click.Group):
            context = click.Context(command, parent=context, info_name=name)
    return command.make_context(command.name, words, parent=context)


def run(words: list[str]) -> Result:
    """The command, run in this process and in this folder."""
    return CliRunner().invoke(wirewatch.cli, words, catch_exceptions=False)
