"""`wirewatch sources`: from any address to an entry over a real socket, lists, and exchange with feed readers."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from corpus.runs import Tally, begin_run, begin_visit, end_visit
from corpus.store import open_corpus
from crawler.discovery import DISCOVERERS
from crawler.sources import load_sources
from tests.crawler.sources_command import run, source
from tests.crawler.wirewatch_command import answer, begin, behind, end, wirewatch
from tests.makers import NOON
from tests.site_box import Site, SiteBox
from tests.site_pages import news_site, stories_of
from tests.site_replies import GONE, Reply

HOST = "harbour-post.example"
ROOT = f"http://{HOST}"
ENTRANCES = ["/", "/rss.xml", "/atom.xml", "/news-sitemap.xml", "/news/"]
MOVED = Site("moved.example", {"/rss.xml": GONE})
POST = news_site(HOST, articles=10)


@pytest.fixture(scope="module")
def box() -> Iterator[SiteBox]:
    """All sites of this file."""
    with SiteBox(POST, MOVED) as box:
        yield box


@pytest.fixture
def data(tmp_path: Path, box: SiteBox) -> Path:
    """A data folder behind the box."""
    return behind(box, tmp_path / "data")


# --- add ---


def test_a_site_given_in_five_ways_becomes_entries_that_list_the_same_articles(
    box: SiteBox, tmp_path: Path
) -> None:
    folders = [behind(box, tmp_path / str(place)) for place, _ in enumerate(ENTRANCES)]
    commands = [
        begin(folder, "sources", "add", ROOT + path) for folder, path in zip(folders, ENTRANCES, strict=True)
    ]
    done = [end(command) for command in commands]
    assert [one.returncode for one in done] == [0] * len(ENTRANCES), [one.stderr for one in done]

    entries = [load_sources(folder / "sources.toml")[0] for folder in folders]

    assert {(one.name, one.title, one.home, one.language) for one in entries} == {
        ("harbour-post", "The Harbour Post", f"{ROOT}/", "en")
    }
    for one in entries:
        met = {
            link.url
            for kind, url in one.entries()
            for link in DISCOVERERS[kind](_body(url.removeprefix(ROOT)), url).links
        }
        assert met == {story.url for story in stories_of(HOST, 10)}


def _body(path: str) -> bytes:
    answer = POST.pages[path]
    assert isinstance(answer, Reply)
    return answer.body


def test_an_entry_is_complete_and_what_stood_in_the_file_stays(data: Path) -> None:
    before = "# mine\n" + source("other").replace("feeds", "# a remark\nfeeds")
    (data / "sources.toml").write_text(before, encoding="utf-8")

    done = wirewatch(data, "sources", "add", f"{ROOT}/rss.xml", "--name", "the-post", "--now", "2026-03-02")

    assert done.returncode == 0, done.stderr
    written = (data / "sources.toml").read_text(encoding="utf-8")
    assert written.startswith(before)
    assert f"# Added 2026-03-02 from {ROOT}/rss.xml\n[[source]]\n" in written
    assert tomllib.loads(written)["source"][1] == {
        "name": "the-post",
        "title": "The Harbour Post",
        "home": f"{ROOT}/",
        "language": "en",
        "kind": "newspaper",
        "feeds": [f"{ROOT}/rss.xml"],
        "news_sitemaps": [f"{ROOT}/news-sitemap.xml"],
        "sections": [],
        "paywall": "no",
    }
    assert '# country = "GB"' in written


def test_what_is_listed_already_is_refused_without_a_request_and_by_another_way_with_one(
    data: Path, box: SiteBox
) -> None:
    (data / "sources.toml").write_text(source("harbour-post"), encoding="utf-8")
    before = (data / "sources.toml").read_bytes()
    asked = len(box.log)

    same = wirewatch(data, "sources", "add", f"https://www.{HOST}/rss.xml/")
    assert len(box.log) == asked
    twin = wirewatch(data, "sources", "add", f"{ROOT}/atom.xml")

    assert (same.returncode, twin.returncode) == (1, 1)
    assert "listed already, in the source harbour-post" in same.stderr
    assert "all that was found is listed already, in the source harbour-post" in twin.stderr
    assert (data / "sources.toml").read_bytes() == before


def test_a_dry_run_prints_the_entry_and_writes_nothing(data: Path) -> None:
    done = wirewatch(data, "sources", "add", f"{ROOT}/news/", "--dry-run", "--json")

    made = answer(done)
    assert made["written"] is None
    assert made["entry"]["feeds"] == [f"{ROOT}/rss.xml"]
    assert {one["url"]: one["left_out"] is None for one in made["looked_at"]} == {
        f"{ROOT}/rss.xml": True,
        f"{ROOT}/atom.xml": False,
        f"{ROOT}/news-sitemap.xml": True,
    }
    assert not (data / "sources.toml").exists()


def test_an_address_inside_our_network_is_refused_unless_the_user_says_so(
    box: SiteBox, tmp_path: Path
) -> None:
    box.add(news_site(box.host, articles=3))
    data = behind(box, tmp_path / "data", proxy=None)

    refused = wirewatch(data, "sources", "add", box.url)
    allowed = wirewatch(data, "sources", "add", box.url, "--allow-private", "--name", "inside")

    assert refused.returncode == 1
    assert allowed.returncode == 0, allowed.stderr
    assert load_sources(data / "sources.toml")[0].allow_private


def test_where_nothing_is_found_the_error_says_so(data: Path) -> None:
    done = wirewatch(data, "sources", "add", "http://moved.example/rss.xml")

    assert done.returncode == 1
    assert "http://moved.example/rss.xml: HTTP 410; right would be" in done.stderr


def test_what_is_no_address_and_a_file_that_is_broken_stop_before_the_first_request(
    data: Path, box: SiteBox
) -> None:
    asked = len(box.log)
    assert isinstance(run(data, "add", "ftp://a.example/").exception, ConfigError)
    (data / "sources.toml").write_text("[[source]]\nname = 1", encoding="utf-8")
    assert isinstance(run(data, "add", ROOT).exception, ConfigError)
    assert len(box.log) == asked


# --- list and show ---


def test_the_list_has_each_source_with_its_last_visit_and_answer(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(source("rights"), encoding="utf-8")
    with open_corpus(tmp_path / "corpus.db") as corpus:
        run_id = begin_run(corpus, "crawl", [], NOON)
        begin_visit(corpus, run_id, "rights", NOON)
        end_visit(corpus, run_id, "rights", Tally(answers=1), NOON)

    rows = json.loads(run(tmp_path, "list", "--json").stdout)
    shown = run(tmp_path, "list")

    assert rows[-1] == {
        "name": "rights",
        "title": "Rights",
        "country": None,
        "language": None,
        "kind": "newspaper",
        "home": "http://rights.example/",
        "ways": {"feeds": ["http://rights.example/rss.xml"]},
        "state": "on",
        "last_visit_at": "2026-03-02T12:00:00+00:00",
        "last_answer_at": "2026-03-02T12:00:00+00:00",
        "next_due_at": None,
        "failures": 0,
    }
    assert {"on", "discovery"} <= {row["state"] for row in rows}
    [line] = [line for line in shown.stdout.splitlines() if line.startswith("rights ")]
    assert " ".join(line.split()) == "rights Rights newspaper 1 feed on 2026-03-02 12:00 2026-03-02 12:00"


def test_a_source_is_shown_as_its_entry_with_its_visits(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(source("rights"), encoding="utf-8")

    shown = run(tmp_path, "show", "rights").stdout

    assert 'feeds = ["http://rights.example/rss.xml"]' in shown
    assert "It was never visited." in shown
    assert json.loads(run(tmp_path, "show", "rights", "--json").stdout)["entry"]["name"] == "rights"
    assert isinstance(run(tmp_path, "show", "nobody").exception, ConfigError)


# --- OPML ---


def test_feeds_come_in_from_opml_and_go_out_again(tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="News"><outline type="rss" text="The Alpha" xmlUrl="http://a.example/rss"/>'
        '<outline type="rss" text="Bad" xmlUrl="feed"/></outline></body></opml>',
        encoding="utf-8",
    )

    done = run(tmp_path, "import-opml", str(file), "--json")
    again = run(tmp_path, "import-opml", str(file))
    out = run(tmp_path, "export-opml", "alpha")

    assert json.loads(done.stdout) == {"added": ["alpha"], "left_out": ["'Bad': 'feed' is no web address"]}
    assert again.exit_code == 1
    assert 'xmlUrl="http://a.example/rss"' in out.stdout
