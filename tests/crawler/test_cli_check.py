"""`wirewatch sources check`: dry runs that name what is wrong and what to do, over a real socket."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import ConfigError
from tests.crawler.sources_command import run, source
from tests.crawler.wirewatch_command import answer, behind, wirewatch
from tests.site_box import Site, SiteBox
from tests.site_pages import article, news_site, rss, stories_of
from tests.site_replies import DROPPED, GONE, Reply, busy, html, redirect, xml

HOST = "harbour-post.example"
HOT = stories_of("rights.example", 1, on_topic=1.0)
WALL = "<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"


def feed_of(host: str) -> Reply:
    """A feed of three articles of a host."""
    return xml(rss(stories_of(host, 3)))


SITES = (
    news_site(HOST, articles=10),
    Site(
        "rights.example",
        {
            "/rss.xml": xml(rss(HOT)),
            HOT[0].url.removeprefix("http://rights.example"): article(
                HOT[0],
                head='<link rel="license" href="/terms"><meta name="robots" content="noai">',
                headers={"TDM-Reservation": "1", "X-Robots-Tag": "noimageai"},
            ),
        },
        robots="User-agent: *\nCrawl-delay: 0.05",
    ),
    Site(
        "forbids.example",
        {"/rss.xml": feed_of("forbids.example")},
        robots="User-agent: Wirewatch\nDisallow: /2026/",
    ),
    Site("silent.example", robots=DROPPED, otherwise=DROPPED),
    Site("faulty.example", {"/rss.xml": feed_of("faulty.example")}, robots=Reply(status=503)),
    Site("moved.example", {"/rss.xml": GONE}),
    Site("walled.example", {"/rss.xml": html(WALL)}),
    Site("tired.example", {"/rss.xml": busy(3600, 429)}),
    Site("loops.example", {"/rss.xml": redirect("http://loops.example/rss.xml")}),
    Site("empty.example", {"/rss.xml": xml(rss([]))}),
    Site(
        "textless.example",
        {"/rss.xml": feed_of("textless.example")},
        otherwise=html("<html><body></body></html>"),
    ),
)
BROKEN = {
    "forbids": ("forbidden by http://forbids.example/robots.txt", "does not want this to be fetched"),
    "silent": ("http://silent.example/robots.txt: did not answer", "until its robots.txt answers"),
    "faulty": ("http://faulty.example/robots.txt: did not answer (HTTP 503)", "until its robots.txt answers"),
    "moved": ("HTTP 410", "the address has moved or gone"),
    "walled": ("HTML where a feed was expected", "a page for people stands there"),
    "tired": ("HTTP 429", "visit it less often"),
    "loops": ("redirect", "redirects without end"),
    "empty": ("it answers, and lists nothing", "compare it with the front page"),
    "textless": ("no text", "no text to read"),
}
"""What is said of each, and what to do, as far as it is the point."""


@pytest.fixture(scope="module")
def box() -> Iterator[SiteBox]:
    """All sites of this file."""
    with SiteBox(*SITES) as box:
        yield box


@pytest.fixture
def data(tmp_path: Path, box: SiteBox) -> Path:
    """A data folder behind the box."""
    return behind(box, tmp_path / "data")


@pytest.fixture(scope="module")
def checked(box: SiteBox, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a check says of each source of the box, with the exit status and what was left in the data folder."""
    data = behind(box, tmp_path_factory.mktemp("check"))
    names = [site.host.partition(".")[0] for site in SITES]
    (data / "sources.toml").write_text("\n".join(map(source, names)), encoding="utf-8")
    done = wirewatch(data, "sources", "check", *names, "--json")
    left = sorted(path.name for path in data.iterdir())
    return {one["name"]: one for one in answer(done)} | {"status": done.returncode, "left": left}


def test_a_check_tells_the_fields_the_judgement_the_robots_answer_and_the_rights(
    checked: dict[str, Any],
) -> None:
    one = checked["rights"]

    assert one["gave"]
    assert one["problems"] == []
    assert one["robots"] == [
        {"url": "http://rights.example/robots.txt", "status": 200, "delay": 0.05, "forbids": []}
    ]
    assert one["ways"] == [
        {"url": "http://rights.example/rss.xml", "kind": "feed", "links": 1, "newest": HOT[0].title, "error": None,
         "remarks": []}
    ]  # fmt: skip
    found = one["article"]
    assert (found["article"]["title"], found["article"]["published_at"]) == (
        HOT[0].title,
        "2026-03-02T05:00:00+00:00",
    )
    assert (found["outcome"], found["judgements"][0]["label"]) == ("stored", "on_topic")
    assert {"Shahed drones", "Russia"} <= {match["term"] for match in found["judgements"][0]["matched"]}
    assert found["rights"] == {
        "reserved": True,
        "tdm_reservation": "1",
        "robots": ["noai", "noimageai"],
        "licence": "http://rights.example/terms",
        "found": {"tdm_reservation": "header", "robots": "header", "licence": "link"},
    }


@pytest.mark.parametrize("name", BROKEN)
def test_a_check_names_what_is_wrong_and_what_to_do(checked: dict[str, Any], name: str) -> None:
    said, todo = BROKEN[name]

    assert not checked[name]["gave"]
    assert [(said in one["said"], todo in one["todo"]) for one in checked[name]["problems"]] == [(True, True)]


def test_a_check_asks_for_one_article_stores_nothing_and_fails_when_a_source_gave_nothing(
    checked: dict[str, Any], box: SiteBox
) -> None:
    articles = [one.path for one in box.asked(HOST) if "/story-" in one.path]

    assert checked["harbour-post"]["gave"]
    assert articles == [stories_of(HOST, 1)[0].url.removeprefix(f"http://{HOST}")]
    assert checked["status"] == 1
    assert checked["left"] == ["config.toml", "sources.toml"]


def test_a_check_is_told_to_people_line_by_line(data: Path) -> None:
    (data / "sources.toml").write_text(source("rights") + source("moved"), encoding="utf-8")

    done = wirewatch(data, "sources", "check", "rights")

    assert done.returncode == 0, done.stderr
    for line in (
        "rights: Rights",
        "allows what we ask for, asks for 0.05 s between requests",
        "1 links; first: Iranian Shahed drones",
        "iran-russia-drones: on_topic",
        "tdm reservation: 1 (header); robots: noai, noimageai (header); licence: http://rights.example/terms (link)",
    ):
        assert line in done.stdout


def test_a_check_needs_names_or_all(data: Path) -> None:
    assert run(data, "check").exit_code == 2
    assert run(data, "check", "x", "--all").exit_code == 2
    assert isinstance(run(data, "check", "nobody").exception, ConfigError)


@pytest.mark.slow
def test_without_a_network_a_check_of_all_ends_every_source_with_its_reason(tmp_path: Path) -> None:
    data = behind("http://127.0.0.1:9", tmp_path / "data")  # where nothing listens

    done = wirewatch(data, "sources", "check", "--all", "--json")

    checks = answer(done)
    assert done.returncode == 1
    assert len(checks) > 100
    assert all("did not answer" in one["problems"][0]["said"] for one in checks)
