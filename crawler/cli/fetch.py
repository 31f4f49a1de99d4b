"""`wirewatch fetch`: one address now, whatever the sources."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import bold, table
from corpus.config import load_config
from corpus.errors import ConfigError
from corpus.types import OutcomeKind
from corpus.urls import is_http
from crawler.advice import network_hint
from crawler.sources import registry
from pipelines.cli.topic_choice import chosen_topics, topic_option

if TYPE_CHECKING:
    from crawler.looks import Look

_IN_VAIN = {OutcomeKind.FAILED, OutcomeKind.FORBIDDEN, OutcomeKind.UNREADABLE, OutcomeKind.GONE}


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@topic_option
@common
def fetch(session: Session, urls: tuple[str, ...], topic: tuple[str, ...]) -> None:
    """Look at an article now: ask for its address, say what it is, and keep it if it is on topic.

    robots.txt is obeyed and the sites' pace is kept, as in a crawl. Exit status 1 when one could not be had.

    \b
    Example: wirewatch fetch https://www.northern.example/2026/03/drones --topic everything
    """
    from crawler.cli.look import look_json, look_lines
    from crawler.fetching import fetch as fetch_all
    from crawler.run import Job

    if wrong := [url for url in urls if not is_http(url)]:
        raise ConfigError(
            f"{wrong[0]!r} is no web address; right would be https://www.northern.example/article"
        )
    config = load_config(session.data)
    job = Job(
        sources=tuple(registry(session.data).values()),
        topics=chosen_topics(topic or config.topics, session.data),
        config=config,
        data=session.data,
        clock=session.clock,
        kind="fetch",
    )
    looks = fetch_all(urls, job)
    if session.as_json:
        print_json([look_json(look) for look in looks])
    else:
        for look in looks:
            click.echo(bold(look.url))
            table(list(look_lines(look)))
            click.echo()
    _end(looks)


def _end(looks: "Sequence[Look]") -> None:
    """Name what could not be had, which is the exit status too; why stands with each already."""
    in_vain = [look for look in looks if look.outcome is None or look.outcome.kind in _IN_VAIN]
    for look in in_vain:
        why = (look.outcome.reason if look.outcome else look.left_open) or ""
        remark(f"{look.url}: could not be had{network_hint(why)}")
    if in_vain:
        sys.exit(1)
