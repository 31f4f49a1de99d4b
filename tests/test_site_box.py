"""The site in a box does what its name promises: what a test sees of a crawl is what the crawl did."""

import contextlib
import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.site_box import Site, SiteBox
from tests.site_replies import DROPPED, GONE, Answer, Reply, busy, html, redirect, text, turns, xml

LATE = 1.0
"""Seconds in which a busy machine starts three requests."""


def pages() -> dict[str, Answer]:
    """One of each; fresh, as turns remember how often they were asked."""
    return {
        "/": html("<h1>Home</h1>"),
        "/rss": turns(busy(30), xml("<rss/>", modified=datetime(2026, 3, 1, tzinfo=UTC))),
        "/packed": html("word " * 1000, gzip=True),
        "/moved": redirect("http://b.example/", 301),
        "/gone": GONE,
        "/dropped": DROPPED,
        "/cut": Reply(body=b"x" * 1000, dropped_at=500),
        "/endless": Reply(body=b"y" * 65536, endless=True),
        "/silent": html("late", after=60.0),
        "/slow": html("z" * 5000, pause=0.001),
    }


@pytest.fixture
def box() -> Iterator[SiteBox]:
    """Two sites."""
    with SiteBox(
        Site("a.example", pages(), robots="User-agent: *\nDisallow: /closed"),
        Site("b.example", {}, otherwise=html("<p>b</p>")),
    ) as box:
        yield box


def ask(
    box: SiteBox, url: str, headers: dict[str, str] | None = None, *, limit: int | None = None
) -> tuple[int, dict[str, str], bytes]:
    """One request through the box as a proxy."""
    connection = http.client.HTTPConnection(urlsplit(box.url).netloc, timeout=5)
    try:
        connection.request("GET", url, headers=headers or {})
        response = connection.getresponse()
        body = response.read() if limit is None else response.read(limit)
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body
    finally:
        connection.close()


def test_it_plays_many_sites_as_a_proxy(box: SiteBox) -> None:
    assert ask(box, "http://a.example/")[2] == b"<h1>Home</h1>"
    assert ask(box, "http://b.example/anything?x=1")[2] == b"<p>b</p>"
    assert ask(box, "http://c.example/")[0] == 502
    assert box.urls() == ["http://a.example/", "http://b.example/anything?x=1", "http://c.example/"]


def test_it_answers_directly_under_its_own_address_and_others_of_the_loopback(box: SiteBox) -> None:
    box.add(Site(box.host, {"/": html("here")}), Site(f"127.0.0.2:{box.port}", {"/": html("there")}))
    opener = build_opener(ProxyHandler({}))

    with opener.open(f"{box.url}/") as here, opener.open(f"http://127.0.0.2:{box.port}/") as there:
        assert (here.read(), there.read()) == (b"here", b"there")


def test_a_host_header_names_a_site_too(box: SiteBox) -> None:
    assert ask(box, "/robots.txt", {"Host": "a.example"})[2].startswith(b"User-agent")


def test_what_is_known_is_answered_304(box: SiteBox) -> None:
    assert ask(box, "http://a.example/rss")[0] == 503
    status, headers, _ = ask(box, "http://a.example/rss")

    assert status == 200
    assert ask(box, "http://a.example/rss", {"If-None-Match": headers["etag"]})[0] == 304
    assert ask(box, "http://a.example/rss", {"If-None-Match": '"other"'})[0] == 200
    assert ask(box, "http://a.example/rss", {"If-Modified-Since": headers["last-modified"]})[0] == 304


def test_turns_come_one_after_the_other_and_the_last_stays(box: SiteBox) -> None:
    answers = [ask(box, "http://a.example/rss") for _ in range(3)]

    assert [answer[0] for answer in answers] == [503, 200, 200]
    assert answers[0][1]["retry-after"] == "30"


def test_it_packs_redirects_and_tells_what_is_gone(box: SiteBox) -> None:
    _, packed, body = ask(box, "http://a.example/packed")
    status, moved, _ = ask(box, "http://a.example/moved")

    assert packed["content-encoding"] == "gzip"
    assert len(body) < 200
    assert (status, moved["location"]) == (301, "http://b.example/")
    assert [ask(box, f"http://a.example{path}")[0] for path in ("/gone", "/none")] == [410, 404]


def test_it_drops_connections_before_and_in_the_middle_of_an_answer(box: SiteBox) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask(box, "http://a.example/dropped")
    with pytest.raises(http.client.IncompleteRead):
        ask(box, "http://a.example/cut")
    assert [one.status for one in box.log] == [None, 200]


def test_a_slow_body_comes_whole_and_an_endless_one_goes_on(box: SiteBox) -> None:
    assert ask(box, "http://a.example/slow")[2] == b"z" * 5000
    assert len(ask(box, "http://a.example/endless", limit=3_000_000)[2]) == 3_000_000


def test_it_stops_at_once_though_an_answer_is_still_due() -> None:
    box = SiteBox(Site("a.example", pages()))
    with ThreadPoolExecutor(1) as pool:
        box.__enter__()
        waiting = pool.submit(ask, box, "http://a.example/silent")
        while not box.log:
            with contextlib.suppress(TimeoutError):
                waiting.result(0.005)
        began = time.monotonic()
        box.__exit__(None, None, None)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            waiting.result(5)
        assert time.monotonic() - began < 2


def test_the_log_tells_when_and_how_many_at_once(box: SiteBox) -> None:
    box.add(Site("late.example", otherwise=text("so", after=LATE)))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda n: ask(box, f"http://late.example/{n}"), range(3)))
    ask(box, "http://late.example/last", {"User-Agent": "Somebody/1"})

    assert box.most_at_once("late.example") == 3
    assert box.log[-1].headers["user-agent"] == "Somebody/1"
    assert box.log[-1].ended is not None
    assert box.log[-1].ended - box.log[-1].began >= LATE
    assert box.spacing("late.example")[-1] >= LATE
