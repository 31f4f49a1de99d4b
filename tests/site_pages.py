"""What the sites in a box show: invented articles, and the feeds, sitemaps and listing pages that name them.

SiteBox(*(news_site(f"outlet-{n}.example", articles=50, on_topic=0.03) for n in range(160)))
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.site_box import Site
from tests.site_replies import Answer, Asked, Reply, html, xml

LATEST = datetime(2026, 3, 2, 5, tzinfo=UTC)
"""When the newest generated article appeared; each further one is an hour older."""
A_LISTING = 10
"""Articles on one page of a listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as its site tells it."""

    url: str
    title: str
    paragraphs: Sequence[str] = field(repr=False)
    published_at: datetime = LATEST
    language: str = "en"


def article(story: Story, *, head: str = "", site: str = "An Outlet", **more: object) -> Reply:
    """The page of a story; `head` comes into its head, `more` are other fields of a reply."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return html(
        f'<!doctype html><html lang="{story.language}"><head><meta charset="utf-8">'
        f"<title>{escape(story.title)} | {site}</title>"
        f'<meta property="og:site_name" content="{site}">'
        f'<meta property="article:published_time" content="{story.published_at.isoformat()}">{head}</head>'
        f'<body><nav><a href="/">Home</a></nav><article><h1>{escape(story.title)}</h1>{body}</article>'
        "<footer>All rights reserved</footer></body></html>",
        **more,
    )


def rss(stories: Iterable[Story], *, title: str = "An Outlet", language: str = "en") -> str:
    """An RSS 2.0 feed."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link><guid>{escape(one.url)}</guid>"
        f"<pubDate>{format_datetime(one.published_at)}</pubDate></item>"
        for one in stories
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>/</link><language>{language}</language>{items}</channel></rss>"
    )


def atom(stories: Iterable[Story], *, title: str = "An Outlet") -> str:
    """An Atom feed."""
    entries = "".join(
        f"<entry><title>{escape(one.title)}</title><id>{escape(one.url)}</id>"
        f'<link rel="alternate" href="{escape(one.url)}"/><published>{one.published_at.isoformat()}</published>'
        f"<updated>{one.published_at.isoformat()}</updated></entry>"
        for one in stories
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>{escape(title)}</title>{entries}</feed>"
    )


def news_sitemap(stories: Iterable[Story], *, site: str = "An Outlet") -> str:
    """A sitemap with Google's news tags."""
    urls = "".join(
        f"<url><loc>{escape(one.url)}</loc><news:news><news:publication><news:name>{site}</news:name>"
        f"<news:language>{one.language}</news:language></news:publication>"
        f"<news:publication_date>{one.published_at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(one.title)}</news:title></news:news></url>"
        for one in stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


def sitemap(urls: Iterable[str]) -> str:
    """A sitemap of addresses alone."""
    locations = "".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'


def sitemap_index(urls: Mapping[str, datetime | None]) -> str:
    """An index of sitemaps, each with when it changed."""
    entries = "".join(
        f"<sitemap><loc>{escape(url)}</loc>"
        + (f"<lastmod>{changed.isoformat()}</lastmod>" if changed is not None else "")
        + "</sitemap>"
        for url, changed in urls.items()
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'


def listing(
    stories: Iterable[Story], *, title: str = "News", head: str = "", next_page: str | None = None
) -> Reply:
    """A page that lists articles as cards, with the way to the next page."""
    cards = "".join(
        f'<article><h3><a href="{escape(one.url)}">{escape(one.title)}</a></h3>'
        f'<time datetime="{one.published_at.isoformat()}"></time></article>'
        for one in stories
    )
    further = f'<a rel="next" href="{next_page}">Older</a>' if next_page else ""
    return html(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/about">About us</a></nav><main>{cards}</main>{further}</body></html>'
    )


def alternate(url: str, kind: str = "application/rss+xml") -> str:
    """The element by which a page names its feed."""
    return f'<link rel="alternate" type="{kind}" href="{url}">'


def stories_of(host: str, number: int, *, on_topic: float = 0.0) -> list[Story]:
    """So many stories of a host, the newest first; that share of them, evenly spread, is on the default topic."""
    return [
        Story(
            url=f"http://{host}/2026/03/story-{n}-{_slug(host, n)}",
            title=_title(host, n, hot=_is_hot(n, on_topic)),
            paragraphs=_paragraphs(host, n, hot=_is_hot(n, on_topic)),
            published_at=LATEST - timedelta(hours=n),
        )
        for n in range(number)
    ]


def news_site(
    host: str,
    *,
    articles: int = 10,
    on_topic: float = 0.0,
    robots: Answer | str | None = None,
    latency: float = 0.0,
    pages: Mapping[str, Answer] | None = None,
    title: str | None = None,
) -> Site:
    """A site with a home page, an RSS and an Atom feed, a news sitemap, a listing in pages, and its articles.

    `/`, `/rss.xml`, `/atom.xml`, `/news-sitemap.xml`, `/news/` and `/news/2` ...; `pages` adds to them or replaces.
    The articles are made when they are asked for, the same each time.
    """
    title = title or f"The {host.partition('.')[0].replace('-', ' ').title()}"
    stories = stories_of(host, articles, on_topic=on_topic)
    feeds = alternate("/rss.xml") + alternate("/atom.xml", "application/atom+xml")
    named = f'<meta property="og:site_name" content="{title}">'
    made: dict[str, Answer] = {
        "/": listing(stories[:A_LISTING], title=title, head=named + feeds),
        "/rss.xml": xml(rss(stories, title=title)),
        "/atom.xml": xml(atom(stories, title=title)),
        "/news-sitemap.xml": xml(news_sitemap(stories, site=title)),
        **_listings(stories, named),
        **{story.url.partition(host)[2]: _lazily(story, title) for story in stories},
    }
    if robots is None:
        robots = f"User-agent: *\nDisallow: /private/\nSitemap: http://{host}/news-sitemap.xml\n"
    return Site(host, made | dict(pages or {}), robots=robots, latency=latency)


def _listings(stories: Sequence[Story], head: str) -> dict[str, Answer]:
    pages = [stories[at : at + A_LISTING] for at in range(0, len(stories), A_LISTING)] or [()]
    paths = ["/news/", *(f"/news/{n}" for n in range(2, len(pages) + 1))]
    following = [*paths[1:], None]
    return {
        path: listing(page, head=head, next_page=further)
        for path, page, further in zip(paths, pages, following, strict=True)
    }


def _lazily(story: Story, site: str) -> Callable[[Asked], Reply]:
    return lambda asked: article(story, site=site)


def _is_hot(n: int, share: float) -> bool:
    """Whether the n-th story is on topic: of any so many in a row, the share holds."""
    return int((n + 1) * share + 1e-9) > int(n * share + 1e-9)


_WORDS = {
    "who": "council harbour ministry bakery orchestra school ferry museum library hospital union brewery team farm",
    "does": "opens closes repairs paints sells buys moves counts measures praises forgets defends rents cleans",
    "what": "bridge archive roof garden market tunnel tower boat field kitchen choir wall clock road lamp pond",
    "how": "slowly gladly twice again quietly early late together alone cheaply carefully suddenly barely often",
    "where": "Aldermoor Brackwater Cressing Dunholt Eastmere Fallowby Garth Hollin Inverley Kestrel Larkfield",
}
_HOT = (
    "Russia assembles Shahed drones of Iranian design at its plant in Alabuga, according to the papers of lot {n}.",
    "The {who} says that engineers from Iran trained the Russian crews who build the Geran-2 drones in hall {n}.",
    "Customs papers show {n} crates of Iranian drone parts on their way over the Caspian Sea to Russia.",
)


def _chance(host: str, n: int) -> random.Random:
    return random.Random(f"{host} {n}")


def _slug(host: str, n: int) -> str:
    chance = _chance(host, n)
    return "-".join(_pick(chance, kind) for kind in ("who", "does", "what"))


def _title(host: str, n: int, *, hot: bool) -> str:
    chance = _chance(host, n)
    if hot:
        who, where = _pick(chance, "who"), _pick(chance, "where")
        return f"Iranian Shahed drones for Russia: what the {who} of {where} knows about lot {n}"
    said = " ".join(_pick(chance, kind) for kind in ("who", "does", "what", "how")).capitalize()
    return f"{said} in {_pick(chance, 'where')}"


def _paragraphs(host: str, n: int, *, hot: bool) -> list[str]:
    chance = _chance(host, n)
    paragraphs = [" ".join(_sentence(chance) for _ in range(5)) for _ in range(6)]
    if not hot:
        return paragraphs
    told = [line.format(n=chance.randrange(100, 9999), who=_pick(chance, "who")) for line in _HOT]
    return [" ".join(told), *paragraphs[:3], told[1], *paragraphs[3:]]


def _sentence(chance: random.Random) -> str:
    who, where, how, does, what = (_pick(chance, kind) for kind in ("who", "where", "how", "does", "what"))
    return f"The {who} of {where} {how} {does} the {what} after {chance.randrange(2, 990)} days."


def _pick(chance: random.Random, kind: str) -> str:
    return chance.choice(_WORDS[kind].split())
