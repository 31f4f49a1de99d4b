"""`wirewatch label`: a person's word on an article, which outranks the topic file."""

import click

from corpus.cli.filters import check_names
from corpus.cli.options import Session, common, print_json, remark
from corpus.errors import NotFoundError
from corpus.labels import Place, note_label, place, topics_of, withdraw
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
@click.option("--topic", metavar="NAME", help="On which topic; needed where several have judged it.")
@click.option("--by", metavar="WHO", help="Who says so.")
@click.option("--note", metavar="TEXT", help="Why.")
def label(
    session: Session, name: str, said: str, *, topic: str | None, by: str | None, note: str | None
) -> None:
    """Say yourself whether an article is on_topic, borderline or off_topic; `none` takes it back.

    Your word holds in search, export and counts, also when the topic file changes. Nothing is erased by it. For an
    address that was left out, the next crawl asks again and keeps it.

    \b
    Examples: wirewatch label 9a363910dc off_topic --note "a chess opening" --by ada
              wirewatch label https://news.example/2026/03/drones on_topic
    """
    with session.corpus() as corpus:
        at = place(corpus, name)
        on = _topic(corpus, at, topic)
        if said != NONE:
            note_label(corpus, at.key, on, Label(said), by=by, note=note, now=session.clock())
        elif not withdraw(corpus, at.key, on):
            raise NotFoundError(f"{name}: nobody has labelled it on {on}, so there is nothing to take back")
    _tell(session, at, on, said)


def _topic(corpus: Corpus, at: Place, topic: str | None) -> str:
    """The topic that is meant."""
    if topic is not None:
        check_names(corpus, Query(topic=topic))
        return topic
    known = topics_of(corpus, at.key)
    if len(known) == 1:
        return known[0]
    right = f"one of {', '.join(known)}" if known else "the name of a topic, such as iran-russia-drones"
    raise click.UsageError(f"say --topic: {len(known)} topics have judged it; right would be {right}")


def _tell(session: Session, at: Place, topic: str, said: str) -> None:
    if session.as_json:
        print_json({"ref": at.ref, "url": at.url, "topic": topic, "label": None if said == NONE else said})
        return
    what = "no person's label any more" if said == NONE else f"{said}, by a person"
    click.echo(on_one_line(f"{at.ref or at.url} “{at.title or 'without a title'}”: {topic}: {what}"))
    if at.ref is None and said in (Label.ON_TOPIC, Label.BORDERLINE):
        remark(
            f"it is not kept yet: the next crawl of its source asks for it, or `wirewatch fetch {at.url}` now"
        )
