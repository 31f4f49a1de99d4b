"""What becomes of articles that their site changes, shortens, takes down and brings back, by real crawls of a site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Corpus, open_corpus
from corpus.verify import faults
from tests.crawler.wirewatch_command import answer, behind, wirewatch
from tests.makers import STORY
from tests.site_box import Site, SiteBox
from tests.site_pages import LATEST, Story, article, rss
from tests.site_replies import GONE, NOT_FOUND, Answer, Reply, html, xml

pytestmark = pytest.mark.slow
HOST, OTHER = "herald.example", "wire.example"
DAYS = [f"2026-03-0{day}T06:00:00Z" for day in (2, 3, 4)]
SUBJECTS = {
    "/edited": ("Crates on the Caspian", STORY),
    "/unchanged": (
        "Bakery turns a hundred",
        (
            "The bakery on Mill Street has kept its oven burning for a hundred years without a single day off.",
            "Its third owner says the sourdough is older than the town hall, and that nobody has the recipe.",
            "On Saturday the street will be closed for a long table; the brass band will not play too early.",
        ),
    ),
    "/dated": (
        "Voters choose a harbour master",
        (
            "Voters in the river towns go to the polls on Sunday to choose a harbour master for seven years.",
            "Both candidates promise a new crane; neither has said where the money for it is to come from.",
            "The last election was decided by eleven votes, and by a ferry that could not sail in the fog.",
        ),
    ),
    "/walled": (
        "Museum opens its cellars",
        (
            "The museum of the old mint opens its cellars this week, for the first time since the great flood.",
            "Visitors will see the presses that made the last silver coins, and the forgeries that fooled a king.",
            "The director expects long queues, and has asked the tram company for a carriage more on Sundays.",
        ),
    ),
    "/vanished": (
        "Lighthouse goes dark",
        (
            "The lighthouse on the northern cape went dark on Thursday after a hundred and sixty years of service.",
            "Its keeper carried the last lamp down the stairs himself and handed it to the village school.",
            "Ships have steered by satellites for a long time, but fishermen signed a petition all the same.",
        ),
    ),
    "/back": (
        "Glaciologists lose a probe",
        (
            "A probe that glaciologists had lowered into the ice was lost on Monday at a depth of two kilometres.",
            "The team believes that the cable was cut by a shift of the glacier that nobody had seen coming.",
            "A second probe is to follow in summer, with a cable twice as thick and a camera on its tip.",
        ),
    ),
}  # fmt: skip
EDIT = "The port of Astrakhan said on Wednesday that it had opened an inquiry of its own."
FULLER = (
    "Two more freighters of the same owner are on their way, the harbour office said, with papers of the same hand.",
    "A broker in the free port, who asked not to be named, had been offered the engines as pumps for greenhouses.",
    "The ministry of trade promised a list of all such shipments since January, and a hearing before the summer.",
)


def page(path: str, *, paragraphs: tuple[str, ...] = (), age: str = "5 minutes", head: str = "") -> Reply:
    """An article with a line that says how old it is."""
    title, story = SUBJECTS[path]
    told = Story(
        url=f"http://{HOST}{path}", title=title, paragraphs=paragraphs or (*story, f"Updated {age} ago")
    )
    return article(told, head=head)


def walled() -> Reply:
    """The article behind a paywall: its beginning, and an offer."""
    title, story = SUBJECTS["/walled"]
    wall = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
        f' "headline": "{title}", "isAccessibleForFree": false, "wordCount": 900}}</script>'
    )
    offer = f"<p>{story[0]}</p><p>Subscribe to continue reading.</p>"
    return html(
        f'<html lang="en"><head><title>{title}</title>{wall}</head>'
        f"<body><article><h1>{title}</h1>{offer}</article></body></html>"
    )


def herald(changes: dict[str, Answer], *, age: str) -> Site:
    """The outlet with these of its pages changed."""
    pages: dict[str, Answer] = {path: page(path) for path in SUBJECTS}
    pages["/dated"] = page("/dated", age=age)
    listed = [
        Story(url=f"http://{HOST}{path}", title=title, paragraphs=()) for path, (title, _) in SUBJECTS.items()
    ]
    return Site(HOST, pages | {"/rss.xml": xml(rss(listed))} | changes)


def wire(paragraphs: tuple[str, ...] | None) -> Site:
    """Another outlet: empty, or with a report of the freighter."""
    url, title = f"http://{OTHER}/1", "Engines under farm tools"
    told = Story(url=url, title=title, paragraphs=paragraphs or (), published_at=LATEST)
    pages: dict[str, Answer] = {"/rss.xml": xml(rss([told] if paragraphs else []))}
    return Site(OTHER, pages | ({"/1": article(told)} if paragraphs else {}))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus after three days: pages change on the second, some of them again on the third."""
    data = tmp_path_factory.mktemp("revised")
    edited = page("/edited", paragraphs=(*STORY, EDIT))
    second: dict[str, Answer] = {
        "/edited": edited, "/walled": walled(), "/vanished": GONE, "/back": NOT_FOUND,
    }  # fmt: skip
    days = [
        (herald({}, age="5 minutes"), wire(None)),
        (herald(second, age="1 day"), wire(None)),
        (herald({**second, "/back": page("/back")}, age="2 days"), wire((*STORY, EDIT, *FULLER))),
    ]  # fmt: skip
    with SiteBox(*days[0]) as box:
        behind(box, data, rechecks=["1h", "1d", "2d"])
        names = [
            f'[[source]]\nname = "{host.partition(".")[0]}"\ntitle = "{host}"\nhome = "http://{host}/"\n'
            f'feeds = ["http://{host}/rss.xml"]\n'
            for host in (HOST, OTHER)
        ]
        (data / "sources.toml").write_text("\n".join(names), encoding="utf-8")
        for now, sites in zip(DAYS, days, strict=True):
            box.add(*sites)
            done = wirewatch(data, "crawl", "herald", "wire", "--topic", "everything", "--now", now)
            assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def corpus(data: Path) -> Iterator[Corpus]:
    with open_corpus(data / "corpus.db") as opened:
        yield opened


def states(corpus: Corpus, path: str) -> list[tuple[object, ...]]:
    """The versions of the document at a path: number, change, words."""
    return [
        (row["n"], row["change"], row["truncated"])
        for row in corpus.rows(
            "SELECT v.n, v.change, v.truncated FROM versions AS v JOIN documents AS d ON d.id = v.document_id"
            " WHERE d.url = ? ORDER BY v.n",
            [f"http://{HOST}{path}"],
        )
    ]


def standing(corpus: Corpus, path: str) -> tuple[str, str]:
    """How the document at a path stands, and its current text."""
    row = corpus.row(
        "SELECT d.state, v.text FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version"
        " WHERE d.url = ?",
        [f"http://{HOST}{path}"],
    )
    assert row is not None
    return row["state"], row["text"]


def test_an_edited_page_is_one_document_with_two_versions(corpus: Corpus) -> None:
    assert states(corpus, "/edited") == [(1, None, 0), (2, "substantive", 0)]
    assert faults(corpus) == []


@pytest.mark.parametrize("path", ["/unchanged", "/dated"])
def test_an_unchanged_page_and_one_whose_age_moved_have_one_version(corpus: Corpus, path: str) -> None:
    assert states(corpus, path) == [(1, None, 0)]


def test_a_page_that_becomes_a_paywall_stub_keeps_its_whole_text(corpus: Corpus) -> None:
    state, text = standing(corpus, "/walled")

    assert (state, states(corpus, "/walled")) == ("truncated", [(1, None, 0)])
    assert SUBJECTS["/walled"][1][2] in text


def test_a_page_that_vanishes_is_gone_and_keeps_its_text(corpus: Corpus) -> None:
    state, text = standing(corpus, "/vanished")

    assert (state, states(corpus, "/vanished")) == ("gone", [(1, None, 0)])
    assert SUBJECTS["/vanished"][1][2] in text


def test_a_page_that_comes_back_is_live_again(corpus: Corpus) -> None:
    assert (standing(corpus, "/back")[0], states(corpus, "/back")) == ("live", [(1, None, 0)])


def test_a_fuller_copy_becomes_the_article_and_nothing_of_the_first_is_lost(corpus: Corpus) -> None:
    rows = corpus.rows(
        "SELECT d.url, a.url AS article FROM documents AS d JOIN documents AS a ON a.id = d.copy_of"
    )

    assert [tuple(row) for row in rows] == [(f"http://{HOST}/edited", f"http://{OTHER}/1")]
    assert [n for n, *_ in states(corpus, "/edited")] == [1, 2]


def test_the_old_ref_and_the_new_one_both_answer(data: Path, corpus: Corpus) -> None:
    urls = [f"http://{HOST}/edited", f"http://{OTHER}/1"]
    refs = [corpus.value("SELECT ref FROM documents WHERE url = ?", [url]) for url in urls]

    shown = [answer(wirewatch(data, "show", str(ref), "--json")) for ref in refs]

    assert [one["url"] for one in shown] == urls
    assert {len(one["group"]) for one in shown} == {2}


def test_the_difference_reads_as_words_that_came_and_went(data: Path) -> None:
    shown = wirewatch(data, "show", f"http://{HOST}/edited", "--diff", "1..2")

    assert shown.returncode == 0
    assert f"{{+{EDIT}+}}" in shown.stdout
    assert "\x1b[" not in shown.stdout
    pieces = answer(wirewatch(data, "show", f"http://{HOST}/edited", "--diff", "1..2", "--json"))["diff"]
    assert [piece["text"] for piece in pieces["text"] if piece["kind"] == "added"] == [EDIT]


def test_what_goes_through_import_is_told_likewise(data: Path, tmp_path: Path, corpus: Corpus) -> None:
    out = tmp_path / "out"
    wirewatch(data, "export", "--format", "jsonl", "--label", "any", "--copies", "--out", str(out))
    wirewatch(tmp_path, "import", str(out / "articles.jsonl"), "--topic", "everything")

    with open_corpus(tmp_path / "corpus.db") as other:
        paths = list(SUBJECTS)
        assert [states(other, path) for path in paths] == [states(corpus, path) for path in paths]
        assert [standing(other, path) for path in paths] == [standing(corpus, path) for path in paths]
