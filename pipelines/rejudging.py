"""What we hold, judged again by a topic that is new or was changed: what enters, what leaves, what to ask for again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from corpus import judged, labels
from corpus.documents import note_judgements
from corpus.judged import Held, LeftOut
from corpus.store import Corpus
from corpus.types import Label, Relevance
from pipelines.relevance import judge
from pipelines.topics import Topic

AT_ONCE = 100
"""Documents that are judged between two short transactions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A document of which the topic says something else than before."""

    ref: str
    url: str
    title: str
    before: Label | None
    """None when the topic had not judged it."""
    after: Label
    score: float
    person: Label | None
    """What a person says of it, which holds whatever the topic says."""

    @property
    def enters(self) -> bool:
        """Whether it is wanted now and was not."""
        return self.before in (None, Label.OFF_TOPIC) and self.after is not Label.OFF_TOPIC

    @property
    def leaves(self) -> bool:
        """Whether it was wanted and is no more; it stays in the corpus, as off topic."""
        return self.before not in (None, Label.OFF_TOPIC) and self.after is Label.OFF_TOPIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """What came of it."""

    documents: int
    changes: tuple[Change, ...]
    again: tuple[LeftOut, ...]
    """The links that the next crawl asks for again."""
    passed_over: int
    """Links that this version has not seen either, and that promise nothing."""


def rejudge(
    corpus: Corpus,
    topic: Topic,
    clock: Callable[[], datetime],
    *,
    keep: bool = True,
    all_links: bool = False,
    step: Callable[[], None] = lambda: None,
) -> Rejudged:
    """Judge every document we hold, and choose the off-topic links to look at again; all of them with `all_links`.

    Without `keep` nothing is written. `step` is called for each document.
    """
    count, changes = 0, list[Change]()
    documents = judged.held(corpus, topic.name)
    while some := list(islice(documents, AT_ONCE)):
        said = [(one, judge(one.title, one.text, topic)) for one in some]
        if keep:
            _note(corpus, said, clock())
        changes += _changes(said)
        count += len(some)
        for _ in some:
            step()
    links = judged.left_out(corpus, topic.name, topic.version)
    again = tuple(one for one in links if all_links or _is_promising(one, topic))
    if keep:
        labels.look_again(corpus, [one.key for one in again], clock())
    return Rejudged(documents=count, changes=tuple(changes), again=again, passed_over=len(links) - len(again))


def _is_promising(link: LeftOut, topic: Topic) -> bool:
    """Whether a link is worth another request.

    One that no version of the topic looked at always is. Of the others, those whose title speaks of the topic, and
    those that an earlier version gave some score.
    """
    return link.is_new or bool(link.score) or judge(link.title or "", "", topic).score > 0


def _note(corpus: Corpus, said: Iterable[tuple[Held, Relevance]], now: datetime) -> None:
    with corpus.writing():
        for one, relevance in said:
            note_judgements(corpus, one.key, [relevance], now)


def _changes(said: Iterable[tuple[Held, Relevance]]) -> Iterator[Change]:
    for one, relevance in said:
        if relevance.label is not (one.said or Label.OFF_TOPIC):
            yield Change(
                ref=one.ref, url=one.url, title=one.title, before=one.said, after=relevance.label,
                score=relevance.score, person=one.person,
            )  # fmt: skip
