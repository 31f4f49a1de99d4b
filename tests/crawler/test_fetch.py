"""`wirewatch fetch`: one address through the manners and the recipe of a crawl, and what became of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import leases
from corpus.clock import utc_now
from corpus.runs import begin_run
from corpus.store import open_corpus
from corpus.urls import site_of
from tests.crawler.wirewatch_command import answer, behind, wirewatch
from tests.site_box import Site, SiteBox
from tests.site_pages import article, stories_of
from tests.site_replies import DROPPED, GONE, redirect

HOT, COLD = stories_of("a.example", 2, on_topic=0.5)[::-1]
FORBIDDEN = "http://a.example/private/1"
ASKED = [
    HOT.url,
    COLD.url,
    f"{HOT.url}?utm_source=mail",
    FORBIDDEN,
    "http://a.example/gone",
    "http://b.example/short",
    "http://silent.example/1",
]
SITES = (
    Site(
        "a.example",
        {
            HOT.url.removeprefix("http://a.example"): article(HOT),
            COLD.url.removeprefix("http://a.example"): article(COLD),
            "/gone": GONE,
        },
        robots="User-agent: *\nDisallow: /private/",
    ),
    Site("b.example", {"/short": redirect(COLD.url)}),
    Site("silent.example", robots=DROPPED, otherwise=DROPPED),
)


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What a fetch of all addresses says, by address; the data folder, the exit status and the server's log."""
    with SiteBox(*SITES) as box:
        data = behind(box, tmp_path_factory.mktemp("fetch"))
        done = wirewatch(data, "fetch", *ASKED, "--json")
        looks = {one["url"]: one for one in answer(done)}
        yield looks | {"data": data, "status": done.returncode, "urls": box.urls(), "box": box}


def test_an_article_on_topic_is_told_and_stored(fetched: dict[str, Any]) -> None:
    one = fetched[HOT.url]

    assert (one["outcome"], one["article"]["title"], one["judgements"][0]["label"]) == (
        "stored",
        HOT.title,
        "on_topic",
    )
    with open_corpus(fetched["data"] / "corpus.db") as corpus:
        rows = corpus.rows("SELECT d.ref, d.source, r.kind FROM documents AS d, runs AS r")
        assert [tuple(row) for row in rows] == [(one["ref"], None, "fetch")]
        assert corpus.value("SELECT count(*) FROM visits") == 0


def test_an_article_off_topic_is_told_and_not_stored(fetched: dict[str, Any]) -> None:
    one = fetched[COLD.url]

    assert (one["outcome"], one["article"]["title"], one["ref"]) == ("off_topic", COLD.title, None)


@pytest.mark.parametrize(
    ("url", "outcome", "reason"),
    [
        (FORBIDDEN, "forbidden", "forbidden by http://a.example/robots.txt"),
        ("http://a.example/gone", "failed", "HTTP 410"),
        ("http://silent.example/1", None, "http://silent.example/robots.txt: did not answer"),
    ],
)
def test_what_could_not_be_had_says_why(
    fetched: dict[str, Any], url: str, outcome: str | None, reason: str
) -> None:
    assert fetched[url]["outcome"] == outcome
    assert fetched[url]["reason"].startswith(reason)
    assert fetched[url]["article"] is None
    assert fetched["status"] == 1


def test_an_article_is_asked_for_once_whatever_leads_to_it(fetched: dict[str, Any]) -> None:
    assert fetched["urls"].count(HOT.url) == 1
    assert fetched["urls"].count(COLD.url) == 1
    assert FORBIDDEN not in fetched["urls"]
    assert fetched["http://b.example/short"]["outcome"] == "off_topic"


def test_an_article_we_hold_is_looked_at_again_and_what_was_forgotten_is_not_asked_for(
    fetched: dict[str, Any],
) -> None:
    data, box = fetched["data"], fetched["box"]
    again = wirewatch(data, "fetch", HOT.url)
    with open_corpus(data / "corpus.db") as corpus, corpus.writing():
        corpus.execute("UPDATE documents SET state = 'forgotten'")
    asked = len(box.log)

    forgotten = wirewatch(data, "fetch", HOT.url, "--json")

    assert again.returncode == 0, again.stderr
    assert "unchanged" in again.stdout
    assert forgotten.returncode == 1
    assert answer(forgotten)[0]["reason"] == "it was forgotten on request, so it is not asked for"
    assert len(box.log) == asked


def test_a_site_that_another_process_visits_is_left_alone(fetched: dict[str, Any]) -> None:
    data, asked = fetched["data"], len(fetched["box"].log)
    with open_corpus(data / "corpus.db") as corpus:
        run_id = begin_run(corpus, "crawl", [], utc_now())
        assert leases.take(corpus, run_id, [site_of(COLD.url)], utc_now()) is None

        done = wirewatch(data, "fetch", COLD.url, "--json")

    assert done.returncode == 1
    assert answer(done)[0]["reason"].startswith(f"a.example is being visited by run {run_id}")
    assert len(fetched["box"].log) == asked


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    done = wirewatch(tmp_path, "fetch", "a.example/1")

    assert done.returncode == 2
    assert "is no web address" in done.stderr


def test_topics_judge_asks_for_an_address_that_is_not_held_and_keeps_nothing(fetched: dict[str, Any]) -> None:
    data = behind(fetched["box"], fetched["data"] / "judging")

    done = wirewatch(data, "topics", "judge", HOT.url, FORBIDDEN, "--json")

    (said,) = answer(done)
    assert (said["title"], said["judgements"][0]["label"]) == (HOT.title, "on_topic")
    assert not (data / "corpus.db").exists()
