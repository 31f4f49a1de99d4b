"""`wirewatch topics check`: whether a topic file does what it says, and what people say."""

import click
import msgspec

from corpus.cli.options import Session, common, print_json
from corpus.cli.tables import amount
from corpus.errors import WirewatchError
from corpus.snippets import on_one_line
from pipelines.agreement import Agreement, agreement
from pipelines.examples import Miss, misses
from pipelines.topics import Topic, load_topic

SHOWN = 20
"""Disagreements on a screen; --json has all."""


@click.command()
@click.argument("name", metavar="TOPIC|FILE")
@common
def check(session: Session, name: str) -> None:
    """Check a topic file: is it sound, does each example get its label, does it agree with the people's labels.

    What is wrong with the file is said with its line and what would be right. The labels are those that `wirewatch
    label` gave in this corpus. Exit status 1 when an example gets another label than it must.

    \b
    Example: wirewatch topics check data/topics/caspian-shipping.toml
    """
    topic = load_topic(name, session.data)
    wrong = list(misses(topic))
    with_people = _with_people(session, topic)
    if session.as_json:
        print_json(_as_json(topic, wrong, with_people))
    else:
        click.echo("\n".join(map(on_one_line, _lines(topic, wrong, with_people))))
    if wrong:
        raise WirewatchError(
            f"topic {topic.name!r}: {len(wrong)} of {amount(len(topic.examples), 'example')} judged wrongly;"
            " add the words or rules that are lacking, or correct the example"
        )


def _with_people(session: Session, topic: Topic) -> Agreement:
    if not session.has_corpus:
        return Agreement()
    with session.corpus() as corpus:
        return agreement(corpus, topic)


def _as_json(topic: Topic, wrong: list[Miss], with_people: Agreement) -> dict[str, object]:
    return {
        "topic": topic.name,
        "topic_version": topic.version,
        "examples": len(topic.examples),
        "wrong_examples": [
            {"example": one.place, "name": one.example.name, "label": one.label, "score": one.score,
             "must_be": one.example.label}
            for one in wrong
        ],
        "labelled": with_people.labelled,
        "agreed": with_people.agreed,
        "precision": with_people.precision,
        "recall": with_people.recall,
        "disagreements": [msgspec.to_builtins(one) for one in with_people.disagreements],
    }  # fmt: skip


def _lines(topic: Topic, wrong: list[Miss], with_people: Agreement) -> list[str]:
    lines = [
        f"{topic.name}, version {topic.version}: the file is sound",
        f"{len(topic.examples) - len(wrong)} of {amount(len(topic.examples), 'example')} judged as they must be"
        if topic.examples
        else "it has no [[example]] yet: add texts that are wanted and texts that are not",
        *(f"  {one}" for one in wrong),
    ]
    if not with_people.labelled:
        return [*lines, "nobody has labelled an article on it yet: `wirewatch label REF on_topic`"]
    quality = ", ".join(
        f"{name} {value:.2f}"
        for name, value in (("precision", with_people.precision), ("recall", with_people.recall))
        if value is not None
    )
    lines.append(
        f"agrees with {with_people.agreed} of {amount(with_people.labelled, 'label')} that people gave"
        + (f"; on_topic: {quality}" if quality else "")
    )
    shown = with_people.disagreements[:SHOWN]
    lines += [
        f"  {one.ref or one.url} “{one.title or 'without a title'}”: says {one.said}"
        f"{'' if one.score is None else f' {one.score:.2f}'}, a person {one.label}"
        for one in shown
    ]
    more = len(with_people.disagreements) - len(shown)
    return [*lines, f"  and {more} more; --json has all"] if more else lines
