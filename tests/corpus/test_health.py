"""How sources are doing: what makes a row, what it says, and that a source that is well has but one."""

import json
from collections.abc import Callable, Sequence

import pytest
from click.testing import Result

from corpus.clock import to_text
from corpus.health import Health, health
from corpus.store import Corpus
from corpus.urls import url_key
from tests.corpus.conftest import SEEN, insert

ALL = ("title", "authors", "published_at", "language")
GAP = {
    "feed": "https://a.example/feed.xml",
    "since": "2026-02-27T08:00:00+00:00",
    "until": "2026-02-28T09:30:00+00:00",
}

AddLink = Callable[..., None]


def _visited(corpus: Corpus, **visit: object) -> None:
    """The source `herald`, and its last visit in the second of two runs."""
    state = {name: visit.pop(name) for name in ("failures", "last_answer_at") if name in visit}
    insert(corpus, "sources", name="herald", **{"last_answer_at": to_text(SEEN), "failures": 0} | state)
    for _ in range(2):
        run = insert(corpus, "runs", kind="crawl", started_at=to_text(SEEN), topics="[]", wirewatch="0")
    insert(
        corpus,
        "visits",
        run_id=run - 1,
        source="herald",
        started_at=to_text(SEEN),
        gap=json.dumps(GAP),
        error="old",
    )
    insert(corpus, "visits", run_id=run, source="herald", started_at=to_text(SEEN), **visit)


def _taught(corpus: Corpus, add_link: AddLink, pages: Sequence[tuple[tuple[str, ...], float | None]]) -> None:
    """Pages of the source with the fields and the confidence that each had, the first read first."""
    for at, (found, confidence) in enumerate(pages):
        url = f"https://a.example/{at}"
        add_link(url, verdict="off_topic")
        insert(
            corpus, "site_pages", site="a.example", url_key=url_key(url), seen_at=to_text(SEEN), wanted=0,
            found=json.dumps(found), confidence=confidence,
        )  # fmt: skip


def test_a_source_that_answered_is_well(corpus: Corpus, add_link: AddLink) -> None:
    _visited(corpus)
    _taught(corpus, add_link, [(ALL, 0.99)] * 30)

    assert health(corpus) == [
        Health(name="herald", state="ok", evidence="answered 2026-03-01T12:00, no new link yet")
    ]


def test_a_source_that_fails_says_why_and_since_when(corpus: Corpus) -> None:
    _visited(corpus, failures=3, error="HTTP 503")

    assert health(corpus) == [
        Health(
            name="herald",
            state="failing",
            evidence="the last 3 visits failed: HTTP 503; last answer 2026-03-01T12:00",
            action="wirewatch sources check herald",
        )
    ]


def test_the_gap_of_the_last_visit_is_named(corpus: Corpus) -> None:
    _visited(corpus, gap=json.dumps(GAP))

    assert [(row.state, row.evidence) for row in health(corpus)] == [
        ("gap", "https://a.example/feed.xml no longer listed 2026-02-27T08:00 to 2026-02-28T09:30")
    ]


def test_a_field_that_the_newest_pages_lost_is_named_with_a_page_to_look_at(
    corpus: Corpus, add_link: AddLink
) -> None:
    _visited(corpus)
    _taught(corpus, add_link, [(ALL, None)] * 20 + [(("title", "language"), None)] * 9 + [(ALL, None)])

    assert [(row.state, row.evidence, row.action) for row in health(corpus)] == [
        (
            "fields lost",
            "authors on 1 of the last 10 pages, on 20 of the 20 before; "
            "published_at on 1 of the last 10 pages, on 20 of the 20 before",
            "look at a page: wirewatch why https://a.example/29",
        )
    ]


@pytest.mark.parametrize(
    "pages",
    [
        [(ALL, None)] * 9 + [(("title",), None)] * 10,
        [(ALL, None), (("title",), None)] * 10 + [(("title",), None)] * 10,
        [(ALL, None)] * 20 + [(("title",), None)] * 6 + [(ALL, None)] * 4,
    ],
    ids=["too few before", "seldom had it", "some still have it"],
)
def test_fields_are_not_called_lost_on_little_evidence(
    corpus: Corpus, add_link: AddLink, pages: Sequence[tuple[tuple[str, ...], float | None]]
) -> None:
    _visited(corpus)
    _taught(corpus, add_link, pages)

    assert [row.state for row in health(corpus)] == ["ok"]


def test_many_unsure_texts_are_named_and_one_is_not(corpus: Corpus, add_link: AddLink) -> None:
    _visited(corpus)
    _taught(corpus, add_link, [(ALL, 0.99)] * 6 + [(ALL, None)] * 3 + [(ALL, 0.3)])
    assert [row.state for row in health(corpus)] == ["ok"]

    corpus.execute("UPDATE site_pages SET confidence = 0.4 WHERE id = 1")
    assert [(row.state, row.evidence, row.action) for row in health(corpus)] == [
        ("texts unsure", "2 of the last 7 texts", 'wirewatch search "" --review --source herald')
    ]


def test_the_command_shows_those_that_need_somebody_and_counts_the_rest(
    corpus: Corpus, run: Callable[..., Result]
) -> None:
    _visited(corpus, failures=1, error="DNS")
    insert(corpus, "sources", name="echo", last_answer_at=to_text(SEEN))

    done = run("health")
    assert done.stdout.splitlines() == [
        "herald  failing",
        "  the last visit failed: DNS; last answer 2026-03-01T12:00",
        "  -> wirewatch sources check herald",
    ]
    assert done.stderr.strip() == "1 source well"
    assert [row["state"] for row in json.loads(run("health", "--json").stdout)] == ["ok", "failing"]
