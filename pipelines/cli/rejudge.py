"""`wirewatch topics rejudge`: what a new or changed topic makes of what we hold."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import click

from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold
from corpus.judged import LeftOut, how_many_held
from corpus.lines import plain
from corpus.snippets import on_one_line
from pipelines.cli.progress import step, watched
from pipelines.cli.topic_choice import chosen_topics
from pipelines.rejudging import Change, Rejudged
from pipelines.rejudging import rejudge as rejudge_all
from pipelines.topics import Topic

SHOWN = 20
"""Lines of each kind on a screen; --json has all."""


@click.command()
@click.argument("name", metavar="TOPIC")
@click.option("--all-links", is_flag=True, help="Have all links asked for again that it has not looked at.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@common
def rejudge(session: Session, name: str, *, all_links: bool, dry_run: bool) -> None:
    """Judge what is held by a topic that is new or was changed: say what enters and what leaves.

    Nothing is fetched and nothing is erased: what leaves stays, as off_topic, and a person's label holds. Of the links
    that were left out before, those that may be wanted now are asked for again by the next crawl; `why --verdict
    off_topic` lists the others.

    \b
    Examples: wirewatch topics rejudge iran-russia-drones
              wirewatch topics rejudge data/topics/caspian-shipping.toml --dry-run
    """
    (topic,) = chosen_topics([name], session.data)
    with session.corpus() as corpus, watched("judging", how_many_held(corpus)) as progress:
        found = rejudge_all(
            corpus,
            topic,
            session.clock,
            keep=not dry_run,
            all_links=all_links,
            step=lambda: step(progress),
        )
    if session.as_json:
        print_json(_as_json(topic, found))
    else:
        click.echo("\n".join(_lines(found)))
    remark(_in_short(topic, found, dry_run=dry_run))


def _as_json(topic: Topic, found: Rejudged) -> dict[str, Any]:
    whole: dict[str, Any] = plain(
        {
            "topic": topic.name,
            "topic_version": topic.version,
            "documents": found.documents,
            "enter": [asdict(one) for one in found.changes if one.enters],
            "leave": [asdict(one) for one in found.changes if one.leaves],
            "other_changes": [asdict(one) for one in found.changes if not one.enters and not one.leaves],
            "asked_again": [asdict(one) for one in found.again],
            "passed_over": found.passed_over,
        }
    )
    return whole


def _lines(found: Rejudged) -> Iterator[str]:
    changes = found.changes
    yield from _section("Enter", (_change(one) for one in changes if one.enters))
    yield from _section("Leave", (_change(one) for one in changes if one.leaves))
    yield from _section(
        "Get another label", (_change(one) for one in changes if not one.enters and not one.leaves)
    )
    yield from _section("Links to ask for again", map(_link, found.again))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    several = list(lines)
    yield bold(f"{title}: {len(several)}")
    yield from (f"  {on_one_line(line)}" for line in several[:SHOWN])
    if len(several) > SHOWN:
        yield f"  and {len(several) - SHOWN} more; --json has all"


def _change(one: Change) -> str:
    person = f"; {one.person} by a person, which holds" if one.person else ""
    return f"{one.ref} {one.before or 'not judged'} → {one.after} {one.score:.2f} “{one.title}”{person}"


def _link(one: LeftOut) -> str:
    why = "never judged by this topic" if one.is_new else f"score {one.score or 0:.2f} before"
    return f"{one.url} “{one.title or 'without a title'}” ({why})"


def _in_short(topic: Topic, found: Rejudged, *, dry_run: bool) -> str:
    done = "would be judged" if dry_run else "judged"
    over = (
        f"; {amount(found.passed_over, 'link')} passed over that promise nothing" if found.passed_over else ""
    )
    return f"{amount(found.documents, 'document')} {done} by {topic.name} {topic.version}{over}"
