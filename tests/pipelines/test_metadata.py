"""What a page says of its article outside the text."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from pipelines.languages import language_of, two_letters
from pipelines.metadata import Metadata
from tests.pipelines.claiming import ld, meta, read

KYIV = timezone(timedelta(hours=3))


def test_a_full_page_is_read_whole():
    found = read(
        head=ld(
            **{"@type": "NewsArticle"},
            headline="Thirty drones downed over the city",
            author=[{"@type": "Person", "name": "Jane Roe"}, {"@type": "Organization", "name": "Reuters"}],
            datePublished="2023-05-28T14:02:00+03:00",
            dateModified="2023-05-28T16:00:00+03:00",
        )
        + meta(
            og_site_name="Example News",
            og_description="A short night.",
            og_title="Drones downed | Example News",
        )
        + '<link rel="canonical" href="/war/2023/05/28/drones-over-the-city">',
        body="<h1>Thirty drones downed over the city</h1>",
    )

    assert (found.title, found.authors, found.wire) == (
        "Thirty drones downed over the city",
        ("Jane Roe", "Reuters"),
        "Reuters",
    )
    assert found.published is not None
    assert found.published.at == datetime(2023, 5, 28, 14, 2, tzinfo=KYIV)
    assert found.published.at.utcoffset() == timedelta(hours=3)
    assert found.modified is not None
    assert found.modified.at == datetime(2023, 5, 28, 16, 0, tzinfo=KYIV)
    assert (found.language, found.site_name, found.description) == ("en", "Example News", "A short night.")
    assert found.canonical_url == "https://www.example-news.example/war/2023/05/28/drones-over-the-city"
    assert found.found == {
        "title": {"method": "h1"},
        "authors": {"method": "json-ld", "raw": ["Jane Roe", "Reuters"]},
        "published": {"method": "json-ld", "raw": "2023-05-28T14:02:00+03:00"},
        "modified": {"method": "json-ld", "raw": "2023-05-28T16:00:00+03:00"},
        "canonical_url": {"method": "link"},
    }


def test_a_page_that_says_nothing_gives_nothing():
    assert read(lang="") == Metadata(sites=read().sites)


def test_places_that_agree_elect_the_title():
    head = meta(og_title="Drones over the city") + "<title>Drones over the city - Example News</title>"

    assert read(head, "<h1>Our live page</h1>").title == "Drones over the city"


def test_a_title_is_never_cut_to_a_part_that_no_place_writes_alone():
    whole = "Crates on the Caspian - what the papers hide"

    assert (
        read(
            meta(og_title=whole + " from us"), f"<title>{whole} | Example News</title><h1>{whole}</h1>"
        ).title
        == whole
    )
    assert read("<title>港で木箱｜例新聞</title>" + meta(og_site_name="例新聞"), "").title == "港で木箱"


def test_the_site_name_is_never_the_title():
    head = "<title>Example News | Drones over the city</title>" + meta(og_site_name="Example News")

    assert read(head, "<h1>Example News</h1>").title == "Drones over the city"


def test_without_a_heading_the_title_is_what_an_element_shows():
    body = '<div class="logo">Example News</div><div class="h">Drones - what we know</div>'

    assert (
        read("<title>Drones - what we know - The Daily Example</title>", body).title
        == "Drones - what we know"
    )


def test_a_dash_inside_a_title_does_not_cut_it():
    title = "Drones - what we know so far"

    assert read(meta(og_title=title), f"<h1>{title}</h1>").title == title


def test_the_articles_of_a_list_are_not_the_article():
    other = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01T00:00:00Z"}
    head = ld(**{"@type": "ItemList"}, itemListElement=[other]) + ld(**{"@type": "WebPage"}, name="x")

    assert read(head).published is None


def test_the_address_falls_back_to_open_graph_and_nonsense_is_dropped():
    og = meta(og_url="https://www.example-news.example/a")

    assert read(og + '<link rel="canonical" href="">').canonical_url == "https://www.example-news.example/a"
    assert read('<link rel="canonical" href="javascript:void(0)">').canonical_url is None
    assert read('<link rel="canonical" href="https://[broken/">').canonical_url is None


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("en-GB", "en"),
        ("uk", "uk"),
        ("ru_RU", "ru"),
        ("fas", "fa"),
        ("English", "en"),
        ("x-default", None),
        ("", None),
    ],
)
def test_languages_are_two_letters(said, letters):
    assert two_letters(said) == letters


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Сбиты беспилотники, объявили в городе.", "en", "ru"),
        ("Збито безпілотники, її жителі в укритті.", "en", "uk"),
        ("Збито безпілотники, її жителі в укритті.", "ru", "ru"),
        ("پهپادها سرنگون شدند و گزارش کامل می‌آید", None, "fa"),
        ("أعلنت السلطات إسقاط الطائرات المسيرة في المدينة", "fr", "ar"),
        ("Drones were downed.", "en", "en"),
        ("Drones were downed.", "ru", None),
        ("Drones were downed.", None, None),
        ("12345", "en", "en"),
    ],
)
def test_letters_outvote_a_language_that_cannot_be(text, declared, language):
    assert language_of(text, declared) == language


def test_half_an_emoji_in_json_ld_is_one_character_that_can_be_stored():
    found = read(
        head=ld(
            **{"@type": "NewsArticle"},
            headline="Thirty drones \ud83d downed",
            author={"name": "Jane \udc00 Roe"},
            datePublished="2026-03-01T06:00:00Z \ud83d",
            publisher={"name": "The \ud83d Post"},
        )
    )

    assert found.title == "Thirty drones \ufffd downed"
    assert json.dumps([found.found, found.site_name, found.authors, found.node], ensure_ascii=False).encode()
