"""Makers that fill in what a test does not care about."""

from datetime import UTC, datetime

from corpus.types import Page

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When a test takes place unless it says otherwise."""

STORY = (
    "The freighter left Amirabad on Tuesday with forty crates that its papers call farm machinery.",
    "Two dock workers who saw the crates opened say they held engines of the kind that drives a Shahed drone.",
    "The port of Astrakhan has not answered questions; its night shift was sent home early on Friday.",
    "Insurers in three cities say they stopped covering the route in January, after letters from a ministry.",
    "Satellite pictures of the yard in Yelabuga show the same kind of crate, stacked beside a new hall.",
)


def page(
    url: str = "https://a.example/news/freighter",
    *,
    title: str = "Crates on the Caspian",
    paragraphs: tuple[str, ...] = STORY,
    head: str = "",
    at: datetime = NOON,
    requested_url: str | None = None,
    redirects: tuple[str, ...] = (),
    source: str | None = "a-example",
    published: str | None = "2026-03-01T08:00:00+02:00",
    headers: dict[str, str] | None = None,
) -> Page:
    """A page as a server would answer it, around a title and paragraphs."""
    date = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{date}{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav><article><h1>{title}</h1>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "</article><footer>All rights reserved</footer></body></html>"
    )
    return Page(
        requested_url=requested_url or url,
        url=url,
        redirects=redirects,
        headers={"content-type": "text/html; charset=utf-8"} | (headers or {}),
        fetched_at=at,
        body=body.encode(),
        source=source,
    )
