"""`wirewatch topics`: what we can watch for, and what a topic file says."""

from collections import Counter
from collections.abc import Iterable, Mapping

import click
import msgspec

from corpus.cli.options import Session, common, print_json
from pipelines.cli.judge import judge
from pipelines.cli.rejudge import rejudge
from pipelines.cli.topic_check import check
from pipelines.topics import Topic, load_topic, topic_names


@click.group()
def topics() -> None:
    """Look at the topics: what decides which articles are kept.

    A file in DATA/topics replaces the shipped topic of the same name.

    \b
    Examples: wirewatch topics show iran-russia-drones
              wirewatch topics check data/topics/caspian-shipping.toml
    """


@topics.command("list")
@common
def list_(session: Session) -> None:
    """List the topics that `--topic` and the config may name.

    Example: wirewatch topics list
    """
    known = [load_topic(name, session.data) for name in topic_names(session.data)]
    if session.as_json:
        print_json([_summary(topic) for topic in known])
        return
    width = max(len(topic.name) for topic in known)
    for topic in known:
        click.echo(f"{topic.name:<{width}}  {topic.version}  {topic.title}")


@topics.command()
@common
@click.argument("name", metavar="TOPIC|FILE")
def show(session: Session, name: str) -> None:
    """Show what a topic wants and by which words it knows it.

    Example: wirewatch topics show iran-russia-drones
    """
    topic = load_topic(name, session.data)
    if session.as_json:
        print_json(_whole(topic))
    else:
        click.echo("\n".join(_lines(topic)))


def _summary(topic: Topic) -> dict[str, object]:
    return {
        "name": topic.name,
        "title": topic.title,
        "version": topic.version,
        "keeps_everything": topic.keeps_everything,
        "concepts": len(topic.concepts),
        "aliases": sum(_languages(topic).values()),
        "languages": sorted(_languages(topic)),
    }


def _whole(topic: Topic) -> dict[str, object]:
    return _summary(topic) | {
        "about": topic.about,
        "sides": dict(topic.sides),
        "thresholds": msgspec.to_builtins(topic.thresholds),
        "rules": msgspec.to_builtins(topic.rules),
        "concepts": msgspec.to_builtins(topic.concepts),
        "traps": msgspec.to_builtins(topic.traps),
        "examples": msgspec.to_builtins(topic.examples),
    }


def _languages(topic: Topic) -> Counter[str]:
    """How many aliases each language has."""
    return Counter(
        language
        for concept in topic.concepts
        for table in (concept.aliases, concept.ambiguous)
        for language, several in table.items()
        for _ in several
    )


def _lines(topic: Topic) -> Iterable[str]:
    yield f"{topic.title} ({topic.name}, version {topic.version})"
    if topic.about:
        yield topic.about
    if topic.keeps_everything:
        yield "Every article is on topic."
        return
    limits = topic.thresholds
    yield f"\nOn topic from a score of {limits.on_topic:g}, borderline from {limits.borderline:g}."
    yield "\nSides"
    yield from (f"  {side}: {meaning}" for side, meaning in topic.sides.items())
    yield "\nRules: what must come together"
    yield from (
        f"  {rule.name}: {' + '.join(rule.needs)}, {rule.at_most.replace('_', ' ')}" for rule in topic.rules
    )
    if topic.others:
        yield "\nStories of another kind, which count for less"
        yield from (f"  {other.name}: {' + '.join(other.needs)}" for other in topic.others)
    yield "\nConcepts and their words; a star ends a stem, words after ? count only near a telling side"
    for concept in topic.concepts:
        yield f"  {concept.name} ({', '.join(concept.sides)})"
        yield from _words(concept.aliases)
        yield from _words(concept.ambiguous, "? ")
    yield "\nTraps: phrases that do not count"
    for trap in topic.traps:
        yield f"  {trap.name}"
        yield from _words(trap.phrases)
    yield f"\n{len(topic.examples)} examples, {sum(_languages(topic).values())} aliases"


def _words(aliases: Mapping[str, Iterable[str]], mark: str = "") -> Iterable[str]:
    return (f"    {language} {mark}{', '.join(several)}" for language, several in aliases.items())


for command in (check, judge, rejudge):
    topics.add_command(command)
