"""The options that say which documents: the same for every command that asks the corpus."""

import functools
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click

from corpus.cli.options import Instant
from corpus.known import unknown
from corpus.query import LABELS, SORTS, Query
from corpus.store import Corpus
from corpus.types import Label

MOST = 1_000_000_000
"""A --limit beyond this is a slip of the hand: no corpus holds as much."""


class Asking(click.Command):
    """A command that takes a query: `-word` there excludes a word and is no cluster of short options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, with `-word` spelled `NOT word`."""
        return super().parse_args(ctx, [re.sub(r"\A-(?=[^\W_]{2}|[\"“„«])", "NOT ", arg) for arg in args])


class LastInstant(Instant):
    """The end of a period: a day alone is its last moment, so that `--until 2026-03-31` includes the 31st."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The first moment after the period."""
        moment = super().convert(value, param, ctx)
        if not isinstance(value, str) or "T" in value:
            return moment
        try:
            return moment + timedelta(days=1)
        except OverflowError:
            self.fail(f"{value!r} is the last day there is; right would be a day before it", param, ctx)


_OPTIONS = (
    click.argument("text", metavar="[QUERY]", nargs=-1),
    click.option("--since", type=Instant(), help="From this day or moment on (published; else first seen)."),
    click.option("--until", type=LastInstant(), help="Until this day, inclusive, or before this moment."),
    click.option("--source", metavar="NAME", help="A source, or a site such as news.example."),
    click.option("--language", metavar="CODE", help="Two letters: en, ru, uk, fa ..."),
    click.option("--topic", metavar="NAME", help="Go by this topic; without it by the best of all."),
    click.option(
        "--label", type=click.Choice(LABELS), default=Label.ON_TOPIC.value, show_default=True,
        help="What the topic said of it.",
    ),
    click.option("--copies", is_flag=True, help="Every copy too; else one of each group of copies."),
    click.option("--review", is_flag=True, help="Only what waits for a person: borderline, or in doubt."),
    click.option(
        "--sort", type=click.Choice([name for name in SORTS if name != "first_seen"]),
        help="By relevance when there is a QUERY, else the newest first.",
    ),
    click.option("--limit", type=click.IntRange(1, MOST), help="At most so many."),
)  # fmt: skip


def check_names(corpus: Corpus, query: Query) -> None:
    """A usage error for a source, topic or language that the corpus never met: it would find nothing, in silence."""
    for name, said in unknown(corpus, query).items():
        raise click.BadParameter(said, param_hint=f"'--{name}'")


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options; the command gets what they say as `query`."""

    @functools.wraps(command)
    def with_query(*args: Any, text: tuple[str, ...], **kwargs: Any) -> Any:
        fields = {name: kwargs.pop(name) for name in tuple(kwargs) if name in Query.__dataclass_fields__}
        return command(*args, query=Query(text=" ".join(text), **fields), **kwargs)

    for option in reversed(_OPTIONS):
        with_query = option(with_query)
    return with_query
