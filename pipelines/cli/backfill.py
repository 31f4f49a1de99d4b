"""`wirewatch backfill`: web archives into the corpus."""

import sys
from collections import Counter
from pathlib import Path

import click

from corpus.cli.options import Session, common, print_json, remark
from corpus.config import load_config
from pipelines.archives import Damage
from pipelines.backfill import backfill as take_in
from pipelines.cli.progress import kind_and_reason, reasons_table, show_table, step, watched
from pipelines.cli.topic_choice import chosen_topics, topic_option
from pipelines.intake import intake
from pipelines.readers import Readers


@click.command()
@click.argument("archives", metavar="FILE.warc[.gz]...", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@topic_option
@common
def backfill(session: Session, archives: tuple[Path, ...], topic: tuple[str, ...]) -> None:
    """Take in every HTML page of web archives, as a crawl would have.

    A page counts as seen when its record was made. What was taken in before, under the same topics, is passed over, so
    an interrupted backfill can simply be started again. What is damaged is named and costs only itself.

    \b
    Example: wirewatch backfill 2026-03.warc.gz --topic everything
    """
    config = load_config(session.data)
    topics = chosen_topics(topic or config.topics, session.data)
    outcomes: Counter[tuple[str, str]] = Counter()
    damages: list[Damage] = []
    before = 0
    with (
        session.corpus(create=True) as corpus,
        intake(corpus, "backfill", topics, session.clock) as run,
        Readers(topics, workers=config.workers, seconds=config.page_limit_seconds) as readers,
        watched("reading archives") as progress,
    ):
        for taken in take_in(run.desk, archives, readers):
            step(progress)
            if isinstance(taken, Damage):
                damages.append(taken)
                run.error = f"damages: {len(damages)}, the first in {damages[0].origin}"
            elif taken.outcome is None:
                before += 1
            else:
                outcomes[kind_and_reason(taken.outcome)] += 1
    _report(session, outcomes, before, damages)


def _report(session: Session, outcomes: Counter[tuple[str, str]], before: int, damages: list[Damage]) -> None:
    for damage in damages:
        remark(f"{damage.origin}: {damage.why}")
    if session.as_json:
        rows = [
            {"outcome": kind, "reason": reason or None, "pages": n} for (kind, reason), n in outcomes.items()
        ]
        print_json({
            "pages": outcomes.total(), "taken_in_before": before, "damages": len(damages), "outcomes": rows,
        })  # fmt: skip
    else:
        show_table(reasons_table(outcomes))
        remark(f"{outcomes.total()} pages read, {before} taken in before")
    if not outcomes and not before:
        remark("no HTML page in these archives")
    if damages or not (outcomes or before):
        sys.exit(1)
