"""The option `--topic` and the topics it stands for."""

from collections.abc import Iterable
from pathlib import Path

import click

from corpus.cli.options import remark
from pipelines.examples import misses
from pipelines.topics import Topic, load_topic

topic_option = click.option(
    "--topic", multiple=True, metavar="T",
    help="Keep what this topic wants (a name or a file; may be given again). `everything` keeps every article."
    " Default: the topics of your config.",
)  # fmt: skip


def chosen_topics(names: Iterable[str], data: Path) -> tuple[Topic, ...]:
    """The topics by name, each once; ConfigError for a name that is none. Examples judged wrongly are said."""
    topics = tuple(load_topic(name, data) for name in dict.fromkeys(names))
    for topic in topics:
        for miss in misses(topic):
            remark(f"topic {topic.name}: {miss}")
    return topics
