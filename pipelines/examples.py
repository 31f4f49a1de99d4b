"""Whether a topic judges its own examples as it says they must be judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.types import Label
from pipelines.relevance import judge
from pipelines.topic_format import Example
from pipelines.topics import Topic


@dataclass(frozen=True, slots=True)
class Miss:
    """An example that gets another label than it must."""

    place: int
    """Which `[[example]]` of the file it is, from 1."""
    example: Example
    label: Label
    """The one it gets."""
    score: float

    def __str__(self) -> str:
        return (
            f"example {self.place} ({self.example.name}): is {self.label} with {self.score:.2f},"
            f" must be {self.example.label}"
        )


def misses(topic: Topic) -> Iterator[Miss]:
    """The examples that a topic judges wrongly, in the order of its file."""
    for place, example in enumerate(topic.examples, start=1):
        said = judge(example.title, example.text, topic)
        if said.label is not example.label:
            yield Miss(place, example, said.label, said.score)
