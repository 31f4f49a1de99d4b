"""From any address of a site all its ways in are found: by the very surveyor that `sources add` uses."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest

from corpus.errors import WirewatchError
from crawler.autodiscovery import front_of_page, kind_of
from crawler.robots import Robots
from crawler.survey import Answer as Answered
from crawler.survey import Survey, Surveyor
from tests.site_box import Site
from tests.site_pages import (
    alternate,
    listing,
    news_site,
    news_sitemap,
    rss,
    sitemap,
    sitemap_index,
    stories_of,
)
from tests.site_replies import Answer, Asked, Reply, busy, html, redirect, text, xml

HOST = "harbour-post.example"
STORIES = stories_of(HOST, 12)
ROOT = f"http://{HOST}"
ASKED: list[str] = []


def site(pages: Mapping[str, Answer], robots: str | None = None) -> Site:
    """A site with a front page that lists its articles and names nothing, and what else is given."""
    return Site(HOST, {"/": listing(STORIES[:5], title="Harbour Post | Home")} | dict(pages), robots=robots)


def survey(of: Site, path: str = "/", elsewhere: Mapping[str, Site] | None = None) -> Survey:
    """What is found from one address of a site."""
    sites = {of.host: of, **(elsewhere or {})}
    ASKED.clear()

    def reply(url: str) -> Reply:
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        ASKED.append(url)
        return sites[parts.netloc].reply(
            Asked(host=parts.netloc, path=path, method="GET", headers={}, began=0.0, at_once=1)
        )

    async def ask(url: str) -> Answered:
        answer = reply(url)
        while "Location" in answer.headers:
            url = answer.headers["Location"]
            answer = reply(url)
        error = None if answer.status == 200 else f"HTTP {answer.status}"
        return Answered(url=url, body=answer.body, error=error)

    async def sitemaps(url: str) -> tuple[str, ...]:
        answer = sites[urlsplit(url).netloc].reply(
            Asked(host=HOST, path="/robots.txt", method="GET", headers={}, began=0.0, at_once=1)
        )
        return Robots(answer.status, answer.body).sitemaps

    return asyncio.run(Surveyor(ask, sitemaps).survey(f"http://{of.host}{path}"))


def ways(found: Survey) -> list[tuple[str, str]]:
    """The ways in by kind and path."""
    return [(way.kind, way.url.removeprefix(ROOT)) for way in found.ways]


def left_out(found: Survey) -> dict[str, str | None]:
    """What was looked at in vain, and why."""
    return {way.url.removeprefix(ROOT): way.left_out for way in found.looked_at if way.left_out}


@pytest.mark.parametrize("path", ["/", "/rss.xml", "/atom.xml", "/news-sitemap.xml", "/news/"])
def test_any_address_of_a_site_leads_to_the_same_articles(path: str) -> None:
    found = survey(news_site(HOST, articles=10), path)

    articles = {url for way in found.ways for url in way.links}
    assert articles == {story.url for story in stories_of(HOST, 10)}
    assert [way.kind for way in found.ways] == ["feed", "sitemap"]
    assert (found.home, found.title, found.language) == (f"{ROOT}/", "The Harbour Post", "en")
    assert len(ASKED) == len(set(ASKED))


def test_a_feed_that_lists_the_same_as_another_is_left_out_with_the_reason() -> None:
    found = survey(news_site(HOST))

    assert ways(found) == [("feed", "/rss.xml"), ("sitemap", "/news-sitemap.xml")]
    assert left_out(found) == {"/atom.xml": f"it lists nothing that {ROOT}/rss.xml does not"}


def test_feeds_of_comments_and_podcasts_are_not_the_news() -> None:
    head = (
        alternate("/comments/feed/")
        + alternate("/podcast.xml")
        + '<link rel="alternate" type="application/rss+xml" title="Post » Comments Feed" href="/c.xml">'
        + '<link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="text/html" href="/m/">'
        + alternate("//harbour-post.example/feed")
    )
    front = front_of_page(html(f"<html><head>{head}</head><body>x</body></html>").body, f"{ROOT}/")

    assert front.feeds == (f"{ROOT}/feed",)


def test_the_usual_addresses_are_tried_only_when_the_pages_name_no_feed() -> None:
    unnamed = survey(site({"/rss.xml": xml(rss(STORIES))}))
    assert ways(unnamed) == [("feed", "/rss.xml")]
    assert f"{ROOT}/feed/" in ASKED

    named = site({"/": listing(STORIES, head=alternate("/own.xml")), "/own.xml": xml(rss(STORIES))})
    assert ways(survey(named)) == [("feed", "/own.xml")]
    assert len(ASKED) == 2


def test_a_listing_page_is_the_way_in_when_there_is_nothing_else() -> None:
    assert ways(survey(site({"/world/": listing(STORIES)}), "/world/")) == [("section", "/world/")]
    assert ways(survey(site({}))) == [("section", "/")]


def test_a_feed_on_another_host_leads_to_the_site_that_it_names() -> None:
    feed = rss(STORIES).replace("<link>/</link>", f"<link>{ROOT}/world</link>", 1)
    burner = Site("feeds.burner.example", {"/hp": xml(feed)})

    found = survey(burner, "/hp", {HOST: news_site(HOST, articles=12)})

    assert found.home == f"{ROOT}/"
    assert [way.url for way in found.ways] == ["http://feeds.burner.example/hp", f"{ROOT}/news-sitemap.xml"]


def test_of_the_sitemaps_in_robots_txt_only_those_of_news_count() -> None:
    robots = "".join(
        f"Sitemap: {ROOT}/{name}.xml\n"
        for name in ("archive", "index", "news-index", "gone", "pages", "empty-news")
    )
    found = survey(
        site(
            {
                "/archive.xml": xml(sitemap(f"{ROOT}/old/{n}" for n in range(50))),
                "/index.xml": xml(sitemap_index({f"{ROOT}/posts-1.xml": None, f"{ROOT}/news-1.xml": None})),
                "/posts-1.xml": xml(sitemap([f"{ROOT}/old/1"])),
                "/news-1.xml": xml(news_sitemap(STORIES[:3])),
                "/news-index.xml": xml(sitemap_index({f"{ROOT}/today.xml": None})),
                "/today.xml": xml(news_sitemap(STORIES[3:6])),
                "/pages.xml": html("<html><body>not here</body></html>"),
                "/empty-news.xml": xml(news_sitemap([])),
            },
            robots,
        )
    )

    assert ways(found) == [("sitemap", "/news-index.xml"), ("sitemap", "/news-1.xml")]
    assert left_out(found) == {
        "/archive.xml": "an archive, not a sitemap of news",
        "/gone.xml": "HTTP 404",
        "/pages.xml": "no sitemap is there",
        "/empty-news.xml": "it is empty",
    }


def test_a_plain_sitemap_that_the_user_gives_is_taken_unless_it_is_an_archive() -> None:
    small = {"/map.xml": xml(sitemap(story.url for story in STORIES))}
    large = {"/map.xml": xml(sitemap(f"{ROOT}/story-{n}" for n in range(1001)))}

    assert ways(survey(site(small), "/map.xml")) == [("sitemap", "/map.xml")]
    assert left_out(survey(site(large), "/map.xml")) == {"/map.xml": "an archive, not a sitemap of news"}


def test_a_redirect_is_followed_and_what_it_leads_to_is_written_down() -> None:
    found = survey(
        Site("old.example", otherwise=redirect(f"{ROOT}/rss.xml", 301)), "/feed", {HOST: news_site(HOST)}
    )

    assert ways(found)[0] == ("feed", "/rss.xml")
    assert found.home == f"{ROOT}/"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (busy(60), "HTTP 503"),
        (text("just words"), "neither a page nor a feed nor a sitemap"),
        (html("<html><body><p>Come back later.</p></body></html>"), "no way in was found"),
    ],
)
def test_where_nothing_is_found_the_error_says_what_was_tried(answer: Reply, said: str) -> None:
    with pytest.raises(WirewatchError, match=said):
        survey(Site(HOST, {"/": answer}))


def test_a_front_page_behind_a_wall_does_not_keep_a_feed_out() -> None:
    found = survey(
        Site(HOST, {"/rss": xml(rss(STORIES, title="Harbour Post - RSS Feed"))}, otherwise=Reply(status=403)),
        "/rss",
    )

    assert ways(found) == [("feed", "/rss")]
    assert (found.title, found.language) == ("Harbour Post", "en")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour Post | Home", "Harbour Post"),
        ("News, sport and opinion from the Harbour Post - HarbourPost", "HarbourPost"),
        ("Welcome", None),
    ],
)
def test_a_site_without_a_name_for_machines_is_called_as_its_title_and_host_agree(
    title: str, name: str | None
) -> None:
    page = f"<html lang='uk'><head><title>{title}</title></head><body>Слово і діло</body></html>"

    assert front_of_page(page.encode(), "https://www.harbour-post.example/").title == name


def test_an_answer_is_told_apart_by_what_it_is_not_by_what_it_is_called() -> None:
    answers = {
        "feed": rss(STORIES),
        "sitemap": news_sitemap(STORIES),
        "section": listing(STORIES).body.decode(),
        "nothing": '{"error": "no"}',
    }
    kinds = {
        name: known and known[0] for name, body in answers.items() for known in [kind_of(body.encode(), ROOT)]
    }

    assert kinds == {"feed": "feed", "sitemap": "sitemap", "section": "section", "nothing": None}
