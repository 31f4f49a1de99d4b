"""What odd sites do to a crawl: every link ends with a verdict or stays open for a reason, and no other site pays."""

import time
from collections import Counter
from pathlib import Path

import pytest

from corpus.store import open_corpus
from corpus.verify import faults
from tests.crawler.wirewatch_command import behind, wirewatch
from tests.makers import STORY
from tests.site_box import Site, SiteBox
from tests.site_pages import Story, article, news_site, rss, stories_of
from tests.site_replies import NOT_FOUND, Answer, busy, html, redirect, xml

HOST = "odd.example"


def story(path: str) -> Story:
    return Story(url=f"http://{HOST}{path}", title=f"Story of {path}", paragraphs=STORY)


def odd(paths: dict[str, Answer], *, listed: list[str], robots: str | None = None) -> Site:
    """A site whose feed lists these addresses, as they stand, beside a sound article."""
    urls = [url if "://" in url else f"http://{HOST}{url}" for url in (*listed, "/sound")]
    feed = rss(Story(url=url, title=url, paragraphs=()) for url in urls)
    return Site(HOST, {"/feed": xml(feed), "/sound": article(story("/sound")), **paths}, robots=robots)


def sources(data: Path, *hosts: str) -> Path:
    entries = [
        f'[[source]]\nname = "{host.partition(".")[0]}"\ntitle = "{host}"\nhome = "http://{host}/"\n'
        f'feeds = ["http://{host}/{"feed" if host == HOST else "rss.xml"}"]\n'
        for host in hosts
    ]
    (data / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
    return data


def crawled(
    box: SiteBox, data: Path, *hosts: str, **config: object
) -> dict[str, tuple[str | None, str | None]]:
    """Each link with its verdict and reason, after a crawl that keeps every article."""
    sources(behind(box, data, **config), *hosts)
    done = wirewatch(data, "crawl", *(host.partition(".")[0] for host in hosts), "--topic", "everything")
    assert done.returncode == 0, done.stderr
    return standing(data)


def standing(data: Path) -> dict[str, tuple[str | None, str | None]]:
    with open_corpus(data / "corpus.db") as corpus:
        assert faults(corpus) == []
        rows = corpus.rows("SELECT url, verdict, reason FROM links")
    return {row["url"].removeprefix(f"http://{HOST}"): (row["verdict"], row["reason"]) for row in rows}


def test_redirect_loops_are_failures_and_cost_no_other_link(tmp_path: Path) -> None:
    ways = {"/a": redirect("/b"), "/b": redirect("/a"), "/self": redirect("/self"), "/in": redirect("/x"),
            "/x": redirect("/y"), "/y": redirect("/x")}  # fmt: skip
    with SiteBox(odd(ways, listed=["/a", "/b", "/self", "/in"])) as box:
        links = crawled(box, tmp_path, HOST)

    assert links.pop("/sound") == ("stored", None)
    assert {verdict for verdict, _ in links.values()} == {"failed"}
    assert {reason for _, reason in links.values()} <= {"redirect loop"}


def test_links_that_lead_into_one_chain_are_one_article_and_one_get(tmp_path: Path) -> None:
    ways = {"/1": redirect("/2"), "/2": redirect("/3"), "/3": article(story("/3"))}
    with SiteBox(odd(ways, listed=["/1", "/2", "/3"])) as box:
        links = crawled(box, tmp_path, HOST)
        asked = Counter(box.paths(HOST))

    assert sorted(str(links[path][0]) for path in ("/1", "/2", "/3")) == ["alias", "alias", "stored"]
    assert asked["/3"] == 1


def test_an_address_that_cannot_be_asked_costs_neither_its_source_nor_the_next_one(tmp_path: Path) -> None:
    other = news_site("other.example", articles=3)
    with SiteBox(odd({}, listed=["http://odd.example:abc/x-2"]), other) as box:
        first = crawled(box, tmp_path, HOST, "other.example")
        again = crawled(box, tmp_path, HOST, "other.example")

    verdicts = Counter(verdict for verdict, _ in first.values())
    assert verdicts["stored"] == 4
    assert verdicts[None] == 0
    assert again == first


def test_a_source_named_twice_is_visited_once(tmp_path: Path) -> None:
    with SiteBox(odd({}, listed=[])) as box:
        sources(behind(box, tmp_path), HOST)
        done = wirewatch(tmp_path, "crawl", "odd", "odd", "--topic", "everything")

        assert done.returncode == 0, done.stderr
        assert Counter(box.paths(HOST)) == {"/robots.txt": 1, "/feed": 1, "/sound": 1}


def test_a_visit_ends_in_time_and_what_it_did_not_reach_comes_first_next_time(tmp_path: Path) -> None:
    site = news_site("many.example", articles=40)
    with SiteBox(site) as box:
        began = time.monotonic()
        links = crawled(box, tmp_path, "many.example", delay_seconds=0.5, visit_limit_seconds=4)
        took = time.monotonic() - began

    verdicts = Counter(verdict for verdict, _ in links.values())
    assert 0 < verdicts["stored"] < 10
    assert verdicts[None] == 40 - verdicts["stored"]
    assert took < 15  # 40 articles at half a second would take 20
    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT state FROM visits") == "cut"


def test_a_crawl_delay_longer_than_the_visit_is_not_waited_for(tmp_path: Path) -> None:
    with SiteBox(odd({}, listed=["/b"], robots="User-agent: *\nCrawl-delay: 100000\n")) as box:
        links = crawled(box, tmp_path, HOST, visit_limit_seconds=30)

    assert {verdict for verdict, _ in links.values()} <= {None, "stored"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_a_rest_gets_it(tmp_path: Path, status: int) -> None:
    site = odd({"/busy": busy(3600, status)}, listed=["/busy", *(f"/later-{n}" for n in range(5))])
    with SiteBox(site) as box:
        links = crawled(box, tmp_path, HOST, delay_seconds=0.05)
        paths = box.paths(HOST)

    assert links["/busy"] == ("failed", f"HTTP {status}")
    assert paths[-1] == "/busy"
    assert {links[f"/later-{n}"][0] for n in range(5)} == {None}


def test_an_article_that_now_leads_to_another_held_one_is_asked_for_as_planned_and_no_more(
    tmp_path: Path,
) -> None:
    sites = {"/old": article(story("/old")), "/new": article(stories_of(HOST, 1)[0])}
    with SiteBox(odd(sites, listed=["/old", "/new"])) as box:
        crawled(box, tmp_path, HOST, rechecks=["1s"])
        box.add(odd(sites | {"/old": redirect("/new")}, listed=["/old", "/new"]))
        names = ("crawl", "odd", "--topic", "everything")
        wirewatch(tmp_path, *names, "--now", "2030-01-01T00:00:00Z")
        asked = len(box.log)
        wirewatch(tmp_path, *names, "--now", "2030-01-01T00:00:01Z")

        assert {one.path for one in box.log[asked:]} <= {"/feed", "/robots.txt"}


def test_an_address_of_3000_characters_ends_with_a_verdict(tmp_path: Path) -> None:
    long = "/" + "a" * 3000
    with SiteBox(odd({long: article(story("/long"))}, listed=[long])) as box:
        links = crawled(box, tmp_path, HOST)

    assert links[long][0] in ("stored", "alias")


@pytest.mark.parametrize("target", [NOT_FOUND, html("")], ids=["not found", "empty"])
def test_many_links_that_lead_to_one_unlisted_page_are_one_get_and_stand_as_it_does(
    tmp_path: Path, target: Answer
) -> None:
    links = [f"/go-{n}" for n in range(5)]
    with SiteBox(odd({"/off": target} | dict.fromkeys(links, redirect("/off")), listed=links)) as box:
        standing = crawled(box, tmp_path, HOST)
        asked = Counter(box.paths(HOST))

    assert asked["/off"] == 1
    assert len({standing[link] for link in links}) == 1
    assert standing["/go-0"][0] is not None


def test_a_feed_that_has_moved_for_good_is_read_where_it_is_and_the_move_is_kept(tmp_path: Path) -> None:
    feed = xml(rss([story("/sound")]))
    ways: dict[str, Answer] = {
        "/feed": redirect("/new-feed", 301),
        "/new-feed": feed,
        "/sound": article(story("/sound")),
    }
    with SiteBox(Site(HOST, ways)) as box:
        links = crawled(box, tmp_path, HOST)
        again = wirewatch(tmp_path, "crawl", "odd", "--topic", "everything")
        statuses = [asked.status for asked in box.asked(HOST) if asked.path == "/new-feed"]

    assert links == {"/sound": ("stored", None)}
    assert (again.returncode, statuses) == (0, [200, 304])
    with open_corpus(tmp_path / "corpus.db") as corpus:
        moved = corpus.rows("SELECT url, moved_to FROM feeds WHERE kind = 'feed'")
    assert [tuple(row) for row in moved] == [(f"http://{HOST}/feed", f"http://{HOST}/new-feed")]
