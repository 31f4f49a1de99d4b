"""OPML as feed readers write it becomes sources, and what we write reads back the same."""

from pathlib import Path

import pytest

from corpus.errors import ConfigError
from crawler.opml import opml, read_opml
from crawler.own_sources import append
from crawler.sources import Source, load_sources

NESTED = """<?xml version="1.0" encoding="windows-1251"?>
<opml version="1.0"><head><title>mine</title></head><body>
<outline text="Россия"><outline text="Газеты">
  <outline text="Новая Волна" title="Новая Волна" type="rss" xmlUrl="https://volna.example/rss" htmlUrl="https://volna.example/"/>
</outline></outline>
<outline text="A &amp; B" type="rss" XMLURL="http://ab.example/feed?a=1&amp;b=2"/>
<outline text="Nowhere" type="rss" xmlUrl=""/>
<outline text="No address" type="rss"/>
<outline text="Known" type="rss" xmlUrl="https://www.known.example/rss/"/>
<outline text="Twice" type="rss" xmlUrl="http://ab.example/feed?a=1&amp;b=2"/>
</body></opml>"""


def made(name: str, *feeds: str, title: str | None = None) -> Source:
    """A source with these feeds."""
    return Source(name=name, title=title or name.title(), home=f"http://{name}.example/", feeds=feeds)


def test_nested_outlines_become_sources_and_bad_ones_are_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.opml"
    file.write_bytes(NESTED.encode("windows-1251"))

    read = read_opml(file, {"known": made("known", "http://known.example/rss")})

    assert [(one.name, one.title, one.home, one.feeds) for one in read.sources] == [
        ("volna-example", "Новая Волна", "https://volna.example/", ("https://volna.example/rss",)),
        ("a-b", "A & B", "http://ab.example/", ("http://ab.example/feed?a=1&b=2",)),
    ]
    assert read.left_out == (
        "'Nowhere': '' is no web address",
        "'No address': it has no xmlUrl",
        "'Known': https://www.known.example/rss/ is listed already, in the source known",
        "'Twice': http://ab.example/feed?a=1&b=2 is listed already, in the source a-b",
    )


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("FEED:http://a.example/rss", "http://a.example/rss"),
    ],
)
def test_a_feed_address_is_taken_as_one_of_the_web(tmp_path: Path, written: str, taken: str) -> None:
    file = tmp_path / "mine.opml"
    file.write_text(f'<opml version="2.0"><body><outline text="A" xmlUrl="{written}"/></body></opml>')

    assert [one.feeds for one in read_opml(file, {}).sources] == [(taken,)]


def test_what_we_write_reads_back_the_same(tmp_path: Path) -> None:
    sources = [
        made("alpha", "http://alpha.example/1.xml", "http://alpha.example/2.xml"),
        Source(
            name="volna-example", title='Волна "Запад" & <Юг>', home="http://volna.example/", language="ru",
            feeds=("http://volna.example/rss?a=1&b=2",),
        ),
    ]  # fmt: skip
    file = tmp_path / "out.opml"
    file.write_text(opml([*sources, made("only-sections")]), encoding="utf-8")

    assert list(read_opml(file, {}).sources) == sources


def test_the_entries_it_makes_are_sound_and_leave_the_file_as_it_was(tmp_path: Path) -> None:
    append(tmp_path, [made("first", "http://first.example/rss")], "Mine")
    before = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    odd = made("odd", "http://odd.example/rss", title='A "quoted" \\ title\x7f of — dashes')

    append(tmp_path, [odd], "Imported")

    assert (tmp_path / "sources.toml").read_text(encoding="utf-8").startswith(before)
    assert [one.title for one in load_sources(tmp_path / "sources.toml")] == [
        "First",
        'A "quoted" \\ title of — dashes',
    ]


def test_an_entry_with_a_taken_name_leaves_the_file_untouched(tmp_path: Path) -> None:
    append(tmp_path, [made("first", "http://first.example/rss")], "Mine")
    before = (tmp_path / "sources.toml").read_bytes()

    with pytest.raises(ConfigError, match=r"sources\.toml.*the name is taken"):
        append(tmp_path, [made("first", "http://other.example/rss")], "Again")

    assert (tmp_path / "sources.toml").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]


@pytest.mark.parametrize("content", [b"", b"<html><body></body></html>", b"\x00\x01", b"<rss/>"])
def test_what_is_no_opml_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.opml"
    file.write_bytes(content)

    with pytest.raises(ConfigError, match="this is not OPML"):
        read_opml(file, {})
