"""When a page says that its article appeared and was changed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.pipelines.claiming import ld, meta, read

KYIV = timezone(timedelta(hours=3))


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


@pytest.mark.parametrize(
    "raw",
    ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "2026-02-31", "yesterday", "-62135596800"],
)
def test_a_date_that_cannot_be_right_is_none_and_kept_as_the_page_writes_it(raw):
    found = read(head=ld(**{"@type": "NewsArticle"}, dateModified=raw) + meta(article_published_time=raw))

    assert (found.published, found.modified) == (None, None)
    assert found.found["published"] == found.found["modified"] == {"method": "not believed", "raw": raw}


def test_the_date_of_the_page_stands_in_for_one_that_the_article_lacks():
    head = ld(**{"@type": "WebPage"}, datePublished="2023-05-28T14:02:00+03:00")

    found = read(head + ld(**{"@type": "NewsArticle"}, headline="Drones")).published

    assert found is not None
    assert found.at == datetime(2023, 5, 28, 14, 2, tzinfo=KYIV)


def test_the_date_next_to_the_title_is_taken_before_those_of_other_articles():
    others = "<p>1 May 2020</p><p>A line about another article that readers may like.</p>" * 3

    found = read(
        body=f"{others}<p>28 May 2023</p><h1>Drones</h1><p>{'Words of the text. ' * 20}</p>{others}"
    ).published

    assert found is not None
    assert found.raw == "28 May 2023"


def test_a_date_called_publication_is_taken_before_a_nearer_one_and_one_of_a_change_never():
    body = "<h1>Drones</h1><p>Updated 30 May 2023</p><p>29 May 2023</p><p>Originally published on 28 May 2023 by us</p>"

    found = read(body=body).published

    assert found is not None
    assert found.at == datetime(2023, 5, 28, tzinfo=UTC)
    assert read(body="<h1>Drones</h1><p>Последнее обновление: 30 мая 2023</p>").published is None


def test_one_date_in_both_fields_for_machines_gives_way_to_the_one_shown_as_publication():
    both = ld(
        **{"@type": "NewsArticle"},
        datePublished="2025-11-29T12:28:31-05:00",
        dateModified="2025-11-29T12:28:31-05:00",
    )
    shown = '<p>Published <time pubdate datetime="2025-08-13">August 13, 2025</time></p>'

    found = read(both, shown)

    assert (found.published.raw, found.modified.raw) == ("2025-08-13", "2025-11-29T12:28:31-05:00")
    assert read(both).published.raw == "2025-11-29T12:28:31-05:00"


def test_one_date_in_both_fields_for_machines_gives_way_to_an_earlier_one_beside_the_title():
    both = ld(
        **{"@type": "NewsArticle"}, datePublished="2025-11-29T02:28:31Z", dateModified="2025-11-29T02:28:31Z"
    )
    far = f"<p>{'Words of the text. ' * 30}</p>"

    assert read(both, "<h1>Drones</h1><div>13 August 2025</div>").published.raw == "13 August 2025"
    for kept in (
        "<div>28 November 2025</div>",
        "<div>30 November 2025</div>",
        f"{far}<div>13 August 2025</div>",
    ):
        assert read(both, f"<h1>Drones</h1>{kept}").published.raw == "2025-11-29T02:28:31Z"


def test_a_date_beside_the_title_that_machines_are_told_too_outweighs_a_claim_that_stands_alone():
    first = ld(**{"@type": "NewsArticle"}, datePublished="2024-08-29T10:00:00Z")
    second, shown = meta(date="November 25, 2025"), "<h1>Drones</h1><span>Nov 25, 2025 5:00 am PST</span>"
    changed = meta(article_modified_time="2025-11-25T13:00:00Z")

    assert read(first + second, shown).published.raw == "November 25, 2025"
    for head in (first, first + second + changed):
        assert read(head, shown).published.raw == "2024-08-29T10:00:00Z"
    assert read(first + second, "<h1>Drones</h1>").published.raw == "2024-08-29T10:00:00Z"


@pytest.mark.parametrize("style", ["hero relative", "mr-[--sidebar-container-width] flex"])
def test_the_words_of_a_layout_do_not_make_a_date_that_of_another_article(style):
    found = read(body=f'<div class="{style}"><h5>January 23, 2025</h5><h1>Drones</h1></div>').published

    assert found is not None
    assert found.raw == "January 23, 2025"


def test_a_date_behind_a_dot_is_a_date():
    found = read(
        body="<h1>Drones</h1><p>by Anna · Dec 20, 2025</p><p>· Dec 20, 2025 at 3:00 am ·</p>"
    ).published

    assert found is not None
    assert found.at == datetime(2025, 12, 20, tzinfo=UTC)
