"""What a page says of its article outside the text."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipelines.agencies import agency
from pipelines.bylines import people
from pipelines.dates import moment
from pipelines.languages import language_of, two_letters
from pipelines.markup import parse
from pipelines.metadata import Metadata, read_metadata

KYIV = timezone(timedelta(hours=3))
URL = "https://www.example-news.example/war/2023/05/28/drones-over-the-city?from=feed"


def read(head="", body="", lang=' lang="en"', url=URL):
    html = f"<html{lang}><head>{head}</head><body>{body}</body></html>"
    return read_metadata(parse(html, html.encode()), url)


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def meta(**contents):
    return "".join(
        f'<meta property="{key.replace("_", ":", 1)}" content="{value}">' for key, value in contents.items()
    )


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
        ("Jane Roe",),
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


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["By Jane Roe and John Doe"], ("Jane Roe", "John Doe")),
        (["Jane Roe", "jane roe", "Roe"], ("Jane Roe",)),
        (["Staff", "Editorial Team", "admin", "https://example.example/jane", "desk@example.example"], ()),
        (["Jane Roe, senior correspondent", "Example News"], ("Jane Roe",)),
        (["Автор: Иван Петров и Анна Сидорова"], ("Иван Петров", "Анна Сидорова")),
        (["Іван Петренко, Укрінформ"], ("Іван Петренко",)),
        (["نویسنده: علی رضایی"], ("علی رضایی",)),
        (["Von Max Muster und Erika Beispiel"], ("Max Muster", "Erika Beispiel")),
        (["By the Gulf bureau", "Meridian Wire"], ()),
        (["By Jane Roe, with reporting by Ann Poe, editing by Bo Low"], ("Jane Roe", "Ann Poe")),
    ],
)
def test_authors_are_people(values, names):
    assert people(values, {"examplenews"}) == names


def test_an_agency_is_no_person():
    both = ld(**{"@type": "NewsArticle"}, author=[{"name": "AFP"}, {"name": "Jane Roe"}])
    alone = ld(**{"@type": "NewsArticle"}, author={"@type": "Organization", "name": "AFP"})

    assert (read(both).authors, read(both).wire) == (("Jane Roe",), "AFP")
    assert (read(alone).authors, read(alone).wire, read(alone).signed) == ((), "AFP", "AFP")


def test_authors_that_json_ld_names_elsewhere_are_looked_up():
    graph = [
        {"@type": "Person", "@id": "#p1", "name": "Jane Roe"},
        {"@type": "NewsArticle", "headline": "Drones", "author": {"@id": "#p1"}},
    ]

    assert read(ld(**{"@graph": graph})).authors == ("Jane Roe",)


def test_the_articles_of_a_list_are_not_the_article():
    other = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01T00:00:00Z"}
    head = ld(**{"@type": "ItemList"}, itemListElement=[other]) + ld(**{"@type": "WebPage"}, name="x")

    assert read(head).published is None


@pytest.mark.parametrize(
    "name",
    ["Meridian Wire", "Reuters", "(AFP)", "dpa/AFP", "ТАСС", "Укрінформ", "ایرنا", "The Associated Press"],
)
def test_agencies_are_known_by_their_names(name):
    assert agency(name)


@pytest.mark.parametrize("name", ["Jane Roe", "apple", "Fars province governor", "a wire of copper", ""])
def test_other_names_are_no_agencies(name):
    assert agency(name) is None


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("2023-05-28T14:02:00+03:00", datetime(2023, 5, 28, 14, 2, tzinfo=KYIV), "instant"),
        ("2023-05-28T14:02:00.123+0300", datetime(2023, 5, 28, 14, 2, tzinfo=KYIV), "instant"),
        ("2023-05-28 14:02:00 +03", datetime(2023, 5, 28, 14, 2, tzinfo=KYIV), "instant"),
        ("20230528T110200Z", datetime(2023, 5, 28, 11, 2, tzinfo=UTC), "instant"),
        ("Sun, 28 May 2023 14:02:00 +0300", datetime(2023, 5, 28, 14, 2, tzinfo=KYIV), "instant"),
        ("1685271720", datetime(2023, 5, 28, 11, 2, tzinfo=UTC), "instant"),
        ("2023-05-28", datetime(2023, 5, 28, tzinfo=UTC), "day"),
        ("2023-05-28T14:02", datetime(2023, 5, 28, tzinfo=UTC), "day"),
        ("Sun, 28 May 2023 14:02:00 MSK", datetime(2023, 5, 28, 14, 2, tzinfo=KYIV), "instant"),
        ("Sun, 28 May 2023 14:02:00 IST", datetime(2023, 5, 28, tzinfo=UTC), "day"),
    ],
)
def test_a_date_says_no_more_than_it_says(raw, at, precision):
    found = moment(raw)

    assert found is not None
    assert (found.at, found.at.utcoffset(), found.precision) == (at, at.utcoffset(), precision)


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "2023-13-45", "0001-01-01T00:00:00Z", "1970-01-01", "9999-12-31", None, {}]
)
def test_what_is_no_date_is_none(raw):
    assert moment(raw) is None


def test_a_day_gives_way_to_an_instant_of_the_same_day_and_to_no_other():
    day = ld(**{"@type": "NewsArticle"}, datePublished="2023-05-28")
    same = read(day + meta(article_published_time="2023-05-28T14:02:00+03:00")).published
    other = read(day + meta(article_published_time="2023-05-30T14:02:00+03:00")).published

    assert same is not None
    assert (same.precision, same.at) == ("instant", datetime(2023, 5, 28, 14, 2, tzinfo=KYIV))
    assert other is not None
    assert (other.precision, other.at) == ("day", datetime(2023, 5, 28, tzinfo=UTC))


def test_the_outlets_own_offset_is_kept_where_a_system_wrote_utc():
    head = ld(**{"@type": "NewsArticle"}, datePublished="2023-05-27T22:04:00Z")
    found = read(head + meta(article_published_time="2023-05-28T01:04:00+03:00")).published

    assert found is not None
    assert found.at.isoformat() == "2023-05-28T01:04:00+03:00"


def test_a_time_below_the_title_is_the_articles_and_one_in_a_sidebar_is_not():
    mine = '<time datetime="2023-05-28T14:02:00+03:00">14:02</time>'
    other = '<div class="related-news"><time datetime="2020-01-01T00:00:00Z">x</time></div>'

    found = read(body=f"{other}<h1>Drones</h1>{other}{mine}").published

    assert found is not None
    assert found.raw == "2023-05-28T14:02:00+03:00"
    assert read(body=f"<h1>Drones</h1>{other}").published is None


def test_a_date_that_only_people_can_read_is_a_day():
    russian = read(
        body='<div class="dt">28 февраля 2026, 16:25 &nbsp; Алсу Каримова</div>', lang=' lang="ru"'
    ).published
    german = read(body="<p>28.02.2026, 16:25 Uhr</p>").published
    words = read(body="<p>© 2026 Example</p><p>By 2026 the plant will make 6000 drones a year.</p>").published

    assert russian is not None
    assert (russian.at, russian.precision) == (datetime(2026, 2, 28, tzinfo=UTC), "day")
    assert german is not None
    assert (german.at, german.raw) == (datetime(2026, 2, 28, tzinfo=UTC), "28.02.2026, 16:25 Uhr")
    assert words is None


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


@pytest.mark.parametrize(
    "raw",
    ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "2026-02-31", "yesterday", "-62135596800"],
)
def test_a_date_that_cannot_be_right_is_none_and_kept_as_the_page_writes_it(raw):
    found = read(head=ld(**{"@type": "NewsArticle"}, dateModified=raw) + meta(article_published_time=raw))

    assert (found.published, found.modified) == (None, None)
    assert found.found["published"] == found.found["modified"] == {"method": "not believed", "raw": raw}


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
