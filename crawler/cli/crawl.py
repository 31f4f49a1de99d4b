"""`wirewatch crawl`: visit sources, from the web or from an archive of it."""

import dataclasses
import sys
from collections import Counter
from pathlib import Path

import click

from corpus.cli.options import Session, common, print_json, remark
from corpus.config import Config, load_config
from corpus.runs import VisitReport
from corpus.types import Outcome
from crawler.advice import NETWORK, NOT_IN_ARCHIVE, advice
from crawler.run import Job
from crawler.schedule import Schedule
from crawler.sources import Source, chosen_sources
from crawler.visits import Visit
from pipelines.cli.progress import show_table, step, tally_table, watched
from pipelines.cli.topic_choice import chosen_topics, topic_option


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@topic_option
@click.option(
    "--replay", "archives", multiple=True, metavar="WARC", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answer every request from this web archive instead of the network; may be given again.",
)  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(min=0), metavar="N", help="Ask for at most N articles; the rest stay open."
)
@click.option("--due", "only_due", is_flag=True, help="Visit only what is due; cron and the daemon use this.")
@common
@click.pass_obj
def crawl(
    schedule: Schedule | None,
    session: Session,
    *,
    sources: tuple[str, ...],
    topic: tuple[str, ...],
    archives: tuple[Path, ...],
    limit: int | None,
    only_due: bool,
) -> None:
    """Visit sources: read their feeds, fetch what is new, look again at what is due, keep what is on topic.

    Without SOURCE all enabled sources are visited. A site that another process visits just now is left out.
    Exit status 1 when none of them answered; 0 when nothing was due.

    \b
    Examples: wirewatch crawl
              wirewatch crawl kyiv-independent --limit 20
              wirewatch crawl --due
    """
    config = load_config(session.data)
    chosen = chosen_sources(sources, session.data)
    if schedule is not None:
        schedule.check(chosen)
    if only_due and not _is_any_due(schedule, chosen, session):
        if sys.stderr.isatty():  # cron would mail this line every few minutes
            remark("nothing is due; `wirewatch due` says when something will be")
        if session.as_json:
            print_json([])
        return
    from crawler.crawl import (
        crawl as run_crawl,  # only now: a cron line that finds nothing due costs no Scrapy
    )

    if not archives:
        warn_without_contact(config)
    with watched("crawling") as progress:
        job = Job(
            sources=chosen,
            topics=chosen_topics(topic or config.topics, session.data),
            config=config,
            data=session.data,
            clock=session.clock,
            archives=archives,
            limit=limit,
            progress=lambda visit, outcome: step(progress, _said(visit, outcome)),
            schedule=schedule,
            only_due=only_due,
        )
        report = run_crawl(job)
    for name, holder in report.refused.items():
        remark(f"{name}: left out; {holder}")
    _report(session, report.visits)
    if report.refused and not report.visits and not only_due:
        sys.exit(1)


def warn_without_contact(config: Config) -> None:
    """Say what a crawl without a contact costs."""
    if config.contact is None:
        remark("no `contact` in your config.toml: sites cannot reach you, so this keeps to half the pace")


def _is_any_due(schedule: Schedule | None, chosen: list[Source], session: Session) -> bool:
    assert schedule is not None, "wirewatch.py hands one down"
    if not session.has_corpus:
        return bool(chosen)
    with session.corpus() as corpus:
        return bool(schedule.due(chosen, corpus, session.clock()))


def _said(visit: Visit, outcome: Outcome | None) -> str:
    return f"{visit.source.name}: {outcome.kind}" if outcome is not None else visit.source.name


def _report(session: Session, visits: list[VisitReport]) -> None:
    unanswered = bool(visits) and all(visit.state == "failed" for visit in visits)
    reasons = {advice(visit.error or "") for visit in visits}
    alike = unanswered and len(visits) > 1 and len(reasons) == 1
    if session.as_json:
        print_json([dataclasses.asdict(visit) for visit in visits])
    elif not alike:
        _print_table(visits)
    for visit in visits[:1] if alike else visits:
        if visit.error:
            remark(f"{visit.source}: {_first(visit.error) if alike else visit.error}")
    if alike:
        remark(f"and so for each of the {len(visits)} sources")
    if unanswered:
        remark(_without_answer(reasons))
        sys.exit(1)


def _first(error: str) -> str:
    """What went wrong at the first place of a source; the others went the same way."""
    return error.partition("; http")[0]


def _without_answer(reasons: set[str]) -> str:
    """What to do when no source answered, for these reasons."""
    of_an_archive = advice(NOT_IN_ARCHIVE)
    if reasons == {of_an_archive}:
        return f"nothing was found in the archive: {of_an_archive}"
    return f"no source answered; {NETWORK}"


def _print_table(visits: list[VisitReport]) -> None:
    rows = [
        (
            (visit.source, visit.state or "cut", str(visit.links_met), str(visit.links_new)),
            Counter(visit.outcomes),
        )
        for visit in visits
    ]
    show_table(tally_table(rows, heads=("source", "visit", "links", "new")))
