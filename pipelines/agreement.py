"""How well a topic file agrees with what people said of the same articles."""

from dataclasses import dataclass

from corpus.labels import Labelled, labelled
from corpus.store import Corpus
from corpus.types import Label
from pipelines.relevance import judge
from pipelines.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """An article of which the topic says something else than a person."""

    url: str
    ref: str | None
    title: str | None
    label: Label
    """The person's."""
    said: Label
    """The topic's."""
    score: float | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All labels that people gave on a topic, against the topic file as it is now."""

    labelled: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    precision: float | None = None
    """Of what the topic calls on_topic and a person on_topic or off_topic, the share that is; None without any."""
    recall: float | None = None
    """Of what persons call on_topic, the share that the topic calls so; None without any."""

    @property
    def agreed(self) -> int:
        """Labels that both give."""
        return self.labelled - len(self.disagreements)


def agreement(corpus: Corpus, topic: Topic) -> Agreement:
    """Judge each labelled article from its stored text; one that is not kept stands as it was judged last."""
    pairs = [(one, *_said(one, topic)) for one in labelled(corpus, topic.name)]
    decided = [(one.label, said) for one, said, _ in pairs if one.label is not Label.BORDERLINE]
    kept = [label for label, said in decided if said is Label.ON_TOPIC]
    wanted = [said for label, said in decided if label is Label.ON_TOPIC]
    return Agreement(
        labelled=len(pairs),
        disagreements=tuple(
            Disagreement(
                url=one.url, ref=one.ref, title=one.title, label=one.label, said=said, score=score, note=one.note
            )
            for one, said, score in pairs
            if said is not one.label
        ),
        precision=kept.count(Label.ON_TOPIC) / len(kept) if kept else None,
        recall=wanted.count(Label.ON_TOPIC) / len(wanted) if wanted else None,
    )  # fmt: skip


def _said(one: Labelled, topic: Topic) -> tuple[Label, float | None]:
    if one.text is None:
        return one.said or Label.OFF_TOPIC, one.score
    relevance = judge(one.title or "", one.text, topic)
    return relevance.label, relevance.score
