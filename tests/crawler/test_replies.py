"""What Scrapy answers, in our words: over a real socket, as its exceptions change from release to release."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import open_corpus
from crawler.sources import FILE
from tests.crawler.wirewatch_command import behind, wirewatch
from tests.permissions import bound_by_permissions
from tests.site_box import Site, SiteBox
from tests.site_pages import article, stories_of
from tests.site_replies import Reply, html, redirect, xml

LIMIT = 100_000
"""Bytes that an answer may have here."""
ONE, TWO = stories_of("a.example", 2)
SECRET = "http://reader:secret@a.example"
BOMB = html("<p>drone</p>" * 100_000, gzip=True)
"""A megabyte in a few kilobytes."""


def path_of(url: str) -> str:
    """Where it stands at its site."""
    return url.removeprefix("http://a.example")


def site(**pages: Reply) -> Site:
    """An outlet with one sound article, one behind credentials, a redirect to credentials, and these pages."""
    listed = [ONE.url, TWO.url.replace("http://a.example", SECRET), "http://a.example/moved-1"]
    listed += [f"http://a.example/{name}-1" for name in pages]
    items = "".join(f"<item><title>A title</title><link>{url}</link></item>" for url in listed)
    return Site(
        "a.example",
        {
            "/rss": xml(f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>'),
            path_of(ONE.url): article(ONE),
            path_of(TWO.url): article(TWO),
            "/moved-1": redirect(f"{SECRET}/away-2"),
            "/away-2": html("<p>Nothing to read here.</p>"),
            **{f"/{name}-1": reply for name, reply in pages.items()},
        },
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, SiteBox]]:
    """A data folder after a crawl of an outlet with a bomb and other oddities, and the server."""
    with SiteBox(site(bomb=BOMB, huge=html("<p>drone</p>" * 100_000))) as box:
        data = behind(box, tmp_path_factory.mktemp("replies"), max_body_bytes=LIMIT, topics=["everything"])
        (data / FILE).write_text(
            '[[source]]\nname = "a"\ntitle = "A"\nhome = "http://a.example/"\nfeeds = ["http://a.example/rss"]\n',
            encoding="utf-8",
        )
        done = wirewatch(data, "crawl", "a")
        assert done.returncode == 0, done.stderr
        yield data, box


@pytest.mark.parametrize("name", ["bomb", "huge"])
def test_what_is_too_large_is_unreadable_for_good_packed_or_not(
    crawled: tuple[Path, SiteBox], name: str
) -> None:
    data, _ = crawled
    with open_corpus(data / "corpus.db") as corpus:
        row = corpus.row(
            "SELECT verdict, reason, next_try_at FROM links WHERE url = ?", [f"http://a.example/{name}-1"]
        )

    assert tuple(row or ()) == ("unreadable", "too large", None)


def test_credentials_of_a_link_are_neither_sent_nor_kept(crawled: tuple[Path, SiteBox]) -> None:
    data, box = crawled

    assert {TWO.url, "http://a.example/away-2"} <= set(box.urls())
    assert not [asked for asked in box.log if "secret" in asked.url or "authorization" in asked.headers]
    with open_corpus(data / "corpus.db") as corpus:
        assert corpus.value("SELECT url FROM documents WHERE url LIKE ?", [f"%{path_of(TWO.url)}"]) == TWO.url
    assert not [path for path in data.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]


def test_the_log_holds_what_happened_and_not_how_scrapy_is_set_up(crawled: tuple[Path, SiteBox]) -> None:
    data, _ = crawled
    lines = (data / "logs" / "crawl.log").read_text(encoding="utf-8").splitlines()

    assert any("visit of a ended" in line for line in lines)
    assert [line for line in lines if "scrapy" in line.lower() or "enabled" in line.lower()] == []
    assert len(lines) < 20


def test_a_log_that_cannot_be_written_comes_to_stderr(tmp_path: Path) -> None:
    with SiteBox(site()) as box:
        data = behind(box, tmp_path, topics=["everything"])
        (data / FILE).write_text(
            '[[source]]\nname = "a"\ntitle = "A"\nhome = "http://a.example/"\nfeeds = ["http://a.example/rss"]\n',
            encoding="utf-8",
        )
        (data / "logs").mkdir(mode=0o555)
        done = subprocess.run(
            [sys.executable, "-m", "wirewatch", "crawl", "a", "--data", str(data)],
            preexec_fn=bound_by_permissions, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    assert done.returncode == 0, done.stderr
    log = data / "logs" / "crawl.log"
    assert f"WARNING {log} cannot be written: the log comes here instead" in done.stderr
    assert "visit of a ended" in done.stderr
    assert "Traceback" not in done.stderr
