"""The table of readers: each answers anything with a value, and none needs the crawler's framework."""

import json
import random
import subprocess
import sys
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from corpus.types import Link
from crawler.discovery import DISCOVERERS, Discovered
from crawler.sources import EntryKind

FOLDER = Path(__file__).parent / "discovery"
SAVED = sorted(path for path in FOLDER.iterdir() if path.is_file())
EXPECTED = ".links.json"
KINDS: dict[str, EntryKind] = {"feeds": "feed", "sitemaps": "sitemap", "listings": "section"}
ODD = sorted(
    path
    for folder in KINDS
    for path in (FOLDER / folder).iterdir()
    if path.suffix != ".json" or not path.name.endswith(EXPECTED)
)


def told(link: Link) -> dict[str, Any]:
    """What is known of a link, as the files of what is expected write it."""
    known = {name: value for name, value in asdict(link).items() if value is not None}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in known.items()
    }


@pytest.mark.parametrize("path", ODD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_odd_answer_gives_exactly_what_can_be_had_and_says_what_is_wrong(path):
    expected = json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))

    found = DISCOVERERS[KINDS[path.parent.name]](path.read_bytes(), expected["url"], expected.get("charset"))

    assert [told(link) for link in found.links] == expected["links"]
    assert found.error == expected.get("error")
    assert list(found.more) == expected.get("more", [])
    assert list(found.remarks) == expected.get("remarks", [])


def test_there_are_enough_odd_answers_and_each_says_what_is_expected_of_it():
    names = {path.name for folder in KINDS for path in (FOLDER / folder).glob("*")}

    assert len(ODD) >= 60
    assert names == {path.name for path in ODD} | {path.name + EXPECTED for path in ODD}
    assert {field.name for field in fields(Link)} == {
        name
        for path in ODD
        for link in json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))["links"]
        for name in link
    }


def test_every_kind_of_entry_has_a_reader():
    assert set(DISCOVERERS) == set(get_args(EntryKind))


def test_one_site_given_five_ways_gives_the_same_articles():
    home, sitemap = "https://www.northern.example", "http://www.sitemaps.org/schemas/sitemap/0.9"
    articles = {f"{home}/2026/03/{day}/story-of-the-day": f"The story of day {day}" for day in range(10, 20)}

    def each(markup: str) -> bytes:
        return "".join(markup.format(url=url, title=title) for url, title in articles.items()).encode()

    rss = each("<item><title>{title}</title><link>{url}</link></item>")
    atom = each('<entry><title>{title}</title><link href="{url}"/></entry>')
    news = each("<url><loc>{url}</loc><news:news><news:title>{title}</news:title></news:news></url>")
    json_feed = {"items": [{"id": url, "title": title} for url, title in articles.items()]}
    ways: list[tuple[EntryKind, bytes]] = [
        ("feed", b"<rss><channel>%b</channel></rss>" % rss),
        ("feed", b'<feed xmlns="http://www.w3.org/2005/Atom">%b</feed>' % atom),
        ("feed", json.dumps(json_feed).encode()),
        ("sitemap", b'<urlset xmlns="%b">%b</urlset>' % (sitemap.encode(), news)),
        ("section", b"<html><main>%b</main></html>" % each('<h2><a href="{url}">{title}</a></h2>')),
    ]

    for kind, body in ways:
        found = DISCOVERERS[kind](body, f"{home}/list")
        assert {link.url: link.title for link in found.links} == articles


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", DISCOVERERS)
def test_no_answer_makes_a_reader_fail(kind, path):
    body, dice = path.read_bytes(), random.Random(path.name)

    for _ in range(40):
        start, stop = sorted(dice.randrange(len(body)) for _ in range(2))
        damaged = body[:start] + dice.randbytes(stop - start if dice.random() < 0.2 else 3) + body[stop:]
        found = DISCOVERERS[kind](
            damaged, "https://a.example/list", dice.choice([None, "utf-8", "cp1251", "x-no"])
        )

        assert isinstance(found, Discovered)
        assert all(link.url.startswith(("http://", "https://")) for link in found.links)


def test_a_worker_process_pays_for_no_framework():
    asked = (
        "import sys, crawler.discovery; print(sorted({'scrapy', 'twisted', 'feedparser'} & set(sys.modules)))"
    )

    printed = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert printed.stdout.strip() == "[]"
