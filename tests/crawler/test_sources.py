"""Source entries: what ships, what a user adds, and errors that name the file, the entry and the field."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.errors import ConfigError
from corpus.toml import field_notes
from crawler.sources import Source, load_sources, registry

POST = """
[[source]]
name = "northern-post"
title = "The Northern Post"
home = "https://www.northern.example/"
feeds = ["https://www.northern.example/rss.xml"]
"""

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "crawler" / "registry"
SHIPPED = load_sources()
COUNTRIES = {
    "AE", "AT", "BE", "BH", "CH", "CN", "CZ", "DE", "EU", "FR", "GB", "IL", "IR", "LB", "LT", "LV", "NL", "PL",
    "QA", "RU", "SA", "TR", "UA", "UN", "US",
}  # fmt: skip
"""The codes in use, looked up in ISO 3166; a new one is looked up and added here."""
LANGUAGES = {"ar", "de", "en", "fa", "fr", "he", "lt", "pl", "ru", "tr", "uk"}


def written(folder: Path, text: str) -> Path:
    """A sources.toml of this text."""
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def addresses(source: Source) -> list[str]:
    """All places where a source's links are met."""
    return [url for _, url in source.entries()]


def test_an_entry_becomes_a_source(tmp_path):
    (source,) = load_sources(written(tmp_path, POST))

    assert source == Source(
        name="northern-post",
        title="The Northern Post",
        home="https://www.northern.example/",
        feeds=("https://www.northern.example/rss.xml",),
    )
    assert source.host == "www.northern.example"


def test_entries_name_each_address_once_with_the_way_to_read_it():
    source = Source(
        name="a",
        title="A",
        home="https://a.example/",
        feeds=("https://a.example/rss", "https://a.example/rss"),
        news_sitemaps=("https://a.example/map.xml",),
        sections=("https://a.example/world", "https://a.example/rss"),
    )

    assert list(source.entries()) == [
        ("feed", "https://a.example/rss"),
        ("sitemap", "https://a.example/map.xml"),
        ("section", "https://a.example/world"),
    ]


def test_confidence_is_one_word_for_all_addresses_or_a_table_for_those_that_differ(tmp_path):
    rss, news = "https://www.northern.example/rss.xml", "https://www.northern.example/news"
    more = f'sections = ["{news}"]\nconfidence = {{ "{news}" = "believed" }}\n'
    (seen,) = load_sources(written(tmp_path, POST))
    (believed,) = load_sources(written(tmp_path, POST + 'confidence = "believed"'))
    (mixed,) = load_sources(written(tmp_path, POST + more))

    assert [source.confidence_in(rss) for source in (seen, believed, mixed)] == ["seen", "believed", "seen"]
    assert mixed.confidence_in(news) == "believed"
    assert len({seen, mixed}) == 2


def test_a_users_entry_adds_to_those_that_ship(tmp_path):
    written(tmp_path, POST)

    assert registry(tmp_path).keys() - registry(tmp_path / "nowhere").keys() == {"northern-post"}


def test_a_users_entry_replaces_one_that_ships_whole(tmp_path):
    shipped = load_sources()[0]
    written(tmp_path, POST.replace("northern-post", shipped.name))

    assert registry(tmp_path)[shipped.name].home == "https://www.northern.example/"
    assert len(registry(tmp_path)) == len(load_sources())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            POST.replace("feeds", "feed"),
            "line 6: source 'northern-post': feed is not known; right would be feeds",
        ),
        (POST.replace("https://www.northern.example/r", "r"), "line 6: source 'northern-post': feeds[0] is"),
        (
            POST.replace("home", "#home"),
            "line 2: source 'northern-post': home is missing; right would be home = ",
        ),
        (POST.replace('name = "northern-post"', ""), "line 2: source 'number 1': name is missing"),
        (POST + POST, "line 8: source 'northern-post': the name is taken in"),
        (
            POST.replace("feeds", "#feeds"),
            "line 2: source 'northern-post': it has no place to look for links",
        ),
        (
            POST + 'kind = "newspapr"',
            "line 7: source 'northern-post': kind is \"newspapr\"; right would be kind",
        ),
        (
            POST + POST.replace("n-post", "n-two") + "every = 30",
            "line 13: source 'northern-two': every is 30;",
        ),
        (
            POST + 'confidence = { "https://www.northern.example/atom.xml" = "believed" }',
            "line 2: source 'northern-post': confidence rates https://www.northern.example/atom.xml; right",
        ),
        (POST + 'confidence = "sure"', 'confidence is "sure"; right would be confidence = "seen" or'),
        (
            POST + "delay_seconds = inf",
            "delay_seconds is inf; right would be delay_seconds = 5.0 (Seconds between",
        ),
        (POST + "delay_seconds = 1e300", "too few; at most an hour, 3600.)"),
        (
            POST.replace("https://www", "https://reader:secret@www"),
            'home is "https://reader:secret@www.northern.example/"; right would be',
        ),
        (POST + 'language = "eng"', 'language is "eng"; right would be language = "en"'),
        ("[source]\nname = 'a'", "line 1: right would be [[source]], in double brackets"),
        ("[[sources]]\nname = 'a'", "line 1: sources is not known; right would be [[source]]"),
    ],
)
def test_one_typo_stops_before_the_first_request(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        registry(written(tmp_path, text).parent)

    assert f"{tmp_path / 'sources.toml'}, " in str(error.value)
    assert said in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match="there is no such file"):
        load_sources(tmp_path / "none.toml")


@pytest.mark.parametrize("note", field_notes(Source).values(), ids=lambda note: note.name)
def test_every_field_says_what_it_is_for_and_gives_an_example_that_is_right(tmp_path, note):
    others = "".join(line + "\n" for line in POST.splitlines() if not line.startswith(f"{note.name} "))

    assert note.meaning.endswith(".")
    assert load_sources(written(tmp_path, others + note.examples[0]))


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.name)
def test_a_source_that_ships_can_be_visited_and_says_where_it_is_and_in_what_language_it_writes(source):
    assert source.title.strip() == source.title
    assert source.country in COUNTRIES
    assert source.language in LANGUAGES
    assert list(source.entries())
    assert source.discovery == (source.kind == "aggregator")
    assert not source.allow_private
    assert all(
        urlsplit(url).path.strip() and urlsplit(url).scheme in {"http", "https"} for url in addresses(source)
    )


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.name)
def test_a_source_that_ships_disabled_says_why_above_it(source):
    text = "".join(path.read_text(encoding="utf-8") for path in REGISTRY.glob("*.toml"))
    above = text.partition(f'[[source]]\nname = "{source.name}"\n')[0].splitlines()[-1]

    assert source.enabled or above.startswith("# ")


def test_no_address_is_listed_twice_in_all_the_registry():
    times = Counter(
        url.removeprefix("http://").removeprefix("https://").removeprefix("www.").rstrip("/")
        for source in SHIPPED
        for url in addresses(source)
    )

    assert [url for url, count in times.items() if count > 1] == []


def test_what_ships_is_enough_and_covers_every_language():
    visited = [source for source in SHIPPED if source.enabled and not source.discovery]

    assert len(visited) >= 120
    assert {source.language for source in visited} == LANGUAGES
    assert {source.language for source in SHIPPED if source.discovery} >= LANGUAGES - {"lt"}


def test_the_manual_counts_what_ships_and_its_example_is_right(tmp_path):
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    example = page.rpartition("```toml")[2].partition("```")[0]

    assert f"\n{len(SHIPPED)} of them ship" in page
    assert [source.name for source in load_sources(written(tmp_path, example))] == ["northern-post"]
