"""`wirewatch import`: articles as `export` writes them into the corpus."""

import sys
from collections import Counter
from pathlib import Path

import click

from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount
from corpus.config import load_config
from pipelines.cli.progress import kind_and_reason, reasons_table, show_table, step, watched
from pipelines.cli.topic_choice import chosen_topics, topic_option
from pipelines.importing import BadLine, Import, lines_in_order
from pipelines.intake import intake


@click.command("import")
@click.argument("files", metavar="FILE.jsonl...", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@topic_option
@common
def import_(session: Session, files: tuple[Path, ...], topic: tuple[str, ...]) -> None:
    """Take in articles, one JSON object a line: what `export --format jsonl` wrote, or anybody's.

    A line needs url, title and text. Versions, addresses, a person's labels and all else that `export` writes come
    with it. Of what is held already both corpora's knowledge stays; files can be imported in any order, and again.

    \b
    Example: wirewatch import articles.jsonl --topic everything
    """
    topics = chosen_topics(topic or load_config(session.data).topics, session.data)
    outcomes: Counter[tuple[str, str]] = Counter()
    bad: list[BadLine] = []
    with (
        session.corpus(create=True) as corpus,
        intake(corpus, "import", topics, session.clock) as run,
        lines_in_order(files) as (total, lines),
        watched("importing", total) as progress,
    ):
        taking = Import(run.desk, topics, session.now)
        for line in lines:
            step(progress)
            done = line if isinstance(line, BadLine) else taking.take_in(line)
            if isinstance(done, BadLine):
                bad.append(done)
                run.error = f"bad lines: {len(bad)}, the first {bad[0].origin}"
            else:
                outcomes[kind_and_reason(done)] += 1
        taking.finish()
    _report(session, outcomes, bad)


def _report(session: Session, outcomes: Counter[tuple[str, str]], bad: list[BadLine]) -> None:
    for line in bad:
        remark(f"{line.origin}: {line.why}")
    if session.as_json:
        rows = [
            {"outcome": kind, "reason": reason or None, "lines": n} for (kind, reason), n in outcomes.items()
        ]
        print_json({"lines": outcomes.total(), "bad_lines": len(bad), "outcomes": rows})
    else:
        show_table(reasons_table(outcomes, counted="lines"))
        remark(f"{amount(outcomes.total(), 'line')} imported, {len(bad)} could not be")
    if bad:
        sys.exit(1)
