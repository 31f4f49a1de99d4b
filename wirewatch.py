"""Wirewatch: watch news sites for one topic; keep each article once, with its provenance, in one SQLite file.

The console command, and the names for other programs: `import wirewatch` offers, loaded when first used,
open_corpus, Query, extract_article, url_key, load_topic, judge, ingest.
"""

import errno
import importlib
import io
import os
import random
import sys
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import ConfigError, WirewatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from corpus.query import Query
    from corpus.store import Corpus, open_corpus
    from corpus.types import Article
    from corpus.urls import url_key
    from crawler.sources import Source
    from pipelines.extract import extract_article
    from pipelines.ingest import ingest
    from pipelines.relevance import judge
    from pipelines.topics import load_topic

__version__ = "0.1.0"
__all__ = ["Query", "extract_article", "ingest", "judge", "load_topic", "open_corpus", "url_key"]

_NAMES = {
    "open_corpus": "corpus.store",
    "Query": "corpus.query",
    "url_key": "corpus.urls",
    "extract_article": "pipelines.extract",
    "load_topic": "pipelines.topics",
    "judge": "pipelines.relevance",
    "ingest": "pipelines.ingest",
}

COMMANDS = {
    "demo": "crawler.cli.demo:demo",
    "crawl": "crawler.cli.crawl:crawl",
    "fetch": "crawler.cli.fetch:fetch",
    "due": "schedules.cli.due:due",
    "daemon": "schedules.cli.daemon:daemon",
    "backfill": "pipelines.cli.backfill:backfill",
    "import": "pipelines.cli.importing:import_",
    "reextract": "pipelines.cli.reextract:reextract",
    "sources": "crawler.cli.sources:sources",
    "topics": "pipelines.cli.topics:topics",
    "search": "corpus.cli.find:search",
    "show": "corpus.cli.show:show",
    "label": "corpus.cli.label:label",
    "why": "corpus.cli.account:why",
    "stats": "corpus.cli.account:stats",
    "health": "corpus.cli.health:health",
    "export": "corpus.cli.dataset:export",
    "verify": "corpus.cli.dataset:verify",
}
"""Each command and where it is; it is imported when it runs, so that a search never pays for a crawler."""


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'wirewatch' has no attribute {name!r}")
    return getattr(importlib.import_module(_NAMES[name]), name)


class LazySchedule:
    """What `schedules` offers to the floor below it, imported when a crawl asks."""

    def check(self, sources: "Iterable[Source]") -> None:
        """Raise ConfigError for the first source whose schedule names no time."""
        from schedules.plan import check

        check(sources)

    def due(self, sources: "Iterable[Source]", corpus: "Corpus | None", now: "datetime") -> "list[Source]":
        """Those to be visited now."""
        from schedules.due import due

        return due(sources, corpus, now)

    def next_due(self, source: "Source", now: "datetime", *, failures: int, every: "timedelta") -> "datetime":
        """When a source is due again whose visit ended now."""
        from schedules.plan import next_due

        return next_due(source, now, failures=failures, rng=random.Random(), every=every)  # noqa: S311  # no secret


class LazyFloors(LazySchedule):
    """What the floors above a command's own offer to it."""

    def articles_at(
        self, urls: "Sequence[str]", data: "Path", clock: "Callable[[], datetime]"
    ) -> "Mapping[str, Article | str]":
        """The articles that sites show at these addresses now, or why there is none; once in a process."""
        from crawler.fetching import articles_at

        return articles_at(urls, data, clock)


class LazyCommands(click.Group):
    """A command group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a first day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wirewatch")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Watch news sites for one topic; keep each article once, with its provenance, in one SQLite file.

    First steps: `wirewatch demo`, then `wirewatch search "drone" --data data/demo`.
    """
    ctx.obj = LazyFloors()


_OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
"""Errors of a disk, wherever a command writes: no bug, and nothing that a command could mend."""


def main() -> None:
    """Run the command; errors are one sentence on stderr, and the exit status tells the truth."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console may lack the letters of a title
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        cli()
    except WirewatchError as error:
        click.echo(f"wirewatch: {error}", err=True)
        sys.exit(2 if isinstance(error, ConfigError) else 1)
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        click.echo(f"wirewatch: {error.filename or 'what was asked for'}: {error.strerror}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python writes once more what is left when it ends
        sys.exit(1)


if __name__ == "__main__":
    main()
