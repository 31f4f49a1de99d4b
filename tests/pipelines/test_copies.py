"""The labelled set through the real settling: every reprint with its report, no two stories in one group."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from corpus.store import Corpus
from corpus.types import Article, Judged, Page, Reading
from pipelines.desk import Desk
from pipelines.duplicates import fingerprint
from pipelines.settle import Ask, settle
from tests.pipelines.reprints import Labelled, look_alikes, reports, reprints

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ORDERS = ("reports first", "reprints first", "shuffled")


def in_order(order: str) -> list[Labelled]:
    everything = [*reports(), *reprints(), *look_alikes()]
    if order == "reprints first":
        return everything[::-1]
    return random.Random(7).sample(everything, len(everything)) if order == "shuffled" else everything


def settled(corpus: Corpus, texts: Sequence[Labelled]) -> Iterator[tuple[Labelled, int]]:
    """Each text at an outlet of its own, a minute after the last, and the article of the group where it ended."""
    desk = Desk(corpus=corpus, rechecks=())
    ids = []
    for at, one in enumerate(texts):
        url, moment = f"https://outlet{at}.example/{at}", NOON + timedelta(minutes=at)
        article = Article(
            url=url, title=one.title, text=one.text, published_at=moment, published_precision="instant"
        )
        page = Page(requested_url=url, url=url, fetched_at=moment, body=b"%d" % at)
        judged = Judged(article=article, fingerprint=fingerprint(one.title, one.text))
        outcome = settle(desk, Reading(page=page, judged=judged, whole=True))
        assert not isinstance(outcome, Ask)
        assert outcome.document_id is not None
        ids.append(outcome.document_id)
    lead = {
        row["id"]: row["lead"]
        for row in corpus.rows("SELECT id, coalesce(copy_of, id) AS lead FROM documents")
    }
    return ((one, lead[document_id]) for one, document_id in zip(texts, ids, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("order", ORDERS)
def test_every_reprint_is_found_and_no_two_stories_are_made_one(corpus, order):
    groups: dict[int, list[Labelled]] = defaultdict(list)
    article: dict[str, int] = {}
    made: dict[str, list[tuple[Labelled, int]]] = defaultdict(list)
    for one, lead in settled(corpus, in_order(order)):
        groups[lead].append(one)
        made[one.kind].append((one, lead))
        if one.kind == "report":
            article[one.story] = lead

    mixed = [stories for group in groups.values() if len(stories := {one.story for one in group}) > 1]
    found = {
        kind: sum(lead == article[one.story] for one, lead in held) / len(held)
        for kind, held in made.items()
        if held[0][0].story in article
    }
    print(
        f"\n{order}: {sum(map(len, made.values()))} texts, {len(groups)} groups; {len(mixed)} of two stories"
    )
    for kind, share in found.items():
        print(f"  {kind}: {share:.1%} of {len(made[kind])} found")
    assert mixed == []
    assert min(found.values()) >= 0.98
