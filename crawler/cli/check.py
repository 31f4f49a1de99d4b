"""`wirewatch sources check`: a dry run, told source by source."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from corpus.cli.options import Session, print_json, remark
from corpus.cli.tables import bold, table
from corpus.config import load_config
from corpus.lines import plain
from corpus.snippets import on_one_line
from corpus.types import Outcome
from crawler.checks import UNASKED, Check, RobotsSaid, Way, check
from crawler.cli.crawl import warn_without_contact
from crawler.cli.look import look_json, look_lines
from crawler.sources import Source
from crawler.visits import Visit
from pipelines.cli.progress import step, watched
from pipelines.cli.topic_choice import chosen_topics


def check_sources(session: Session, sources: Sequence[Source], topic: Sequence[str]) -> None:
    """Check the sources and tell what came; the exit status is 1 when one of them gave nothing."""
    config = load_config(session.data)
    warn_without_contact(config)
    with watched("checking", total=len(sources)) as progress:
        done: set[str] = set()

        def show(visit: Visit, outcome: Outcome | None) -> None:
            if visit.source.name not in done:
                done.add(visit.source.name)
                step(progress, visit.source.name)

        topics = chosen_topics(topic or config.topics, session.data)
        checks = check(sources, topics, config, session.clock, show)
    if session.as_json:
        print_json([_as_json(one) for one in checks])
    else:
        for one in checks:
            _print(one)
    empty = [one.source.name for one in checks if not one.gave]
    remark(
        f"{len(checks) - len(empty)} of {len(checks)} sources gave links and an article; nothing was stored"
    )
    if empty:
        sys.exit(1)


def _print(one: Check) -> None:
    click.echo(bold(f"{one.source.name}: {one.source.title}"))
    rows = [("robots", *_robots(said)) for said in one.robots] + [(way.kind, *_way(way)) for way in one.ways]
    table(rows)
    if one.look is not None:
        click.echo(f"  article  {one.look.url}")
        table(list(look_lines(one.look)), indent="    ")
    for problem in one.problems:
        click.echo(f"  wrong    {on_one_line(problem.said)}\n  to do    {problem.todo}")
    click.echo()


def _way(way: Way) -> tuple[str, str]:
    return way.url, "; ".join(_said_of(way))


def _said_of(way: Way) -> Iterator[str]:
    if way.error is None or way.links:
        yield f"{way.links} links"
    if way.error is not None:
        yield "not asked" if UNASKED in way.error else way.error
    yield from way.remarks
    if way.newest:
        yield f"first: {on_one_line(way.newest)}"


def _robots(said: RobotsSaid) -> tuple[str, str]:
    if said.status is None or said.status >= 500:
        return said.url, "did not answer, so nothing may be asked of this host"
    if said.status >= 300:
        return said.url, f"HTTP {said.status}, so there are no rules to keep"
    delay = f", asks for {said.delay:g} s between requests" if said.delay else ""
    return said.url, (
        f"forbids {', '.join(said.forbids)}" if said.forbids else "allows what we ask for"
    ) + delay


def _as_json(one: Check) -> dict[str, Any]:
    written = {
        "name": one.source.name,
        "gave": one.gave,
        "robots": [asdict(said) for said in one.robots],
        "ways": [asdict(way) for way in one.ways],
        "article": look_json(one.look) if one.look is not None else None,
        "problems": [asdict(problem) for problem in one.problems],
    }
    as_json: dict[str, Any] = plain(written)
    return as_json
