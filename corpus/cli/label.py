"""`wirewatch label`: a person's word on an article, which outranks the topic file."""

from pathlib import Path

import click

from corpus.cli.filters import check_names
from corpus.cli.options import Session, common, print_json, remark
from corpus.config import load_config
from corpus.errors import NotFoundError
from corpus.labels import Place, is_asked_for, note_label, place, topics_of, withdraw
from corpus.query import Query
from corpus.snippets import on_one_line
from corpus.store import Corpus
from corpus.types import Label

NONE = "none"
"""What withdraws a label."""


@click.command()
@common
@click.argument("name", metavar="REF|URL")
@click.argument("said", metavar="LABEL", type=click.Choice([*(one.value for one in Label), NONE]))
@click.option(
    "--topic",
    metavar="NAME",
    help="On which topic; needed where several could be meant.",
)
@click.option("--by", metavar="WHO", help="Who says so.")
@click.option("--note", metavar="TEXT", help="Why.")
def label(
    session: Session, name: str, said: str, *, topic: str | None, by: str | None, note: str | None
) -> None:
    """Say yourself whether an article is on_topic, borderline or off_topic; `none` takes it back.

    Your word holds in search, export and counts, also when the topic file changes. Nothing is erased by it. For an
    address that was left out, the next crawl asks again and keeps it.

    \b
    Examples: wirewatch label jj7wfifkrw off_topic --note "a chess opening" --by ada
              wirewatch label https://news.example/2026/03/drones on_topic
    """
    with session.corpus() as corpus:
        at = place(corpus, name)
        on = _topic(corpus, at, topic, session.data)
        if said != NONE:
            note_label(corpus, at.key, on, Label(said), by=by, note=note, now=session.clock())
        elif not withdraw(corpus, at.key, on):
            raise NotFoundError(f"{name}: nobody has labelled it on {on}, so there is nothing to take back")
        asked_for = is_asked_for(corpus, at.key)
    _tell(session, at, on, said)
    if not at.is_kept and said in (Label.ON_TOPIC, Label.BORDERLINE):
        remark(_what_comes(at.url, asked_for=asked_for))


def _topic(corpus: Corpus, at: Place, topic: str | None, data: Path) -> str:
    """The topic that is meant: of an address that none has judged, the one that crawls go by."""
    judged = topics_of(corpus, at.key)
    known = judged or load_config(data).topics
    if topic is not None:
        if topic not in known:
            check_names(corpus, Query(topic=topic))
        return topic
    if len(known) == 1:
        return known[0]
    raise click.UsageError(
        f"say --topic: {len(judged)} topics have judged it; right would be one of {', '.join(known)}"
    )


def _tell(session: Session, at: Place, topic: str, said: str) -> None:
    if session.as_json:
        print_json({"ref": at.ref, "url": at.url, "topic": topic, "label": None if said == NONE else said})
        return
    what = "no person's label any more" if said == NONE else f"{said}, by a person"
    click.echo(on_one_line(f"{at.ref or at.url} “{at.title or 'without a title'}”: {topic}: {what}"))


def _what_comes(url: str, *, asked_for: bool) -> str:
    """What is to be expected of an address that a person wants and that is not kept."""
    if asked_for:
        return f"it is not kept yet: the next crawl of its source asks for it, or `wirewatch fetch {url}` now"
    return f"it is not kept, and no crawl asks for it; `wirewatch why {url}` says why"
