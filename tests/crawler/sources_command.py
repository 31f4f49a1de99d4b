"""Entries of sources, and the commands on them that ask nobody."""

from pathlib import Path

from click.testing import CliRunner, Result

import wirewatch as program


def source(name: str) -> str:
    """An entry with a feed."""
    home = f"http://{name}.example/"
    return (
        f'[[source]]\nname = "{name}"\ntitle = "{name.title()}"\nhome = "{home}"\nfeeds = ["{home}rss.xml"]\n'
    )


def run(data: Path, *words: str) -> Result:
    """A command that asks nobody, in this process."""
    return CliRunner().invoke(program.cli, ["sources", *words, "--data", str(data)])
