"""robots.txt: whose rules count, and what an answer without rules means."""

import pytest

from crawler.robots import MAX_BYTES, Robots

PAGE = "https://a.example/news/1"
RULES = """\
User-agent: *
Disallow: /

User-agent: Wirewatch
User-agent: otherbot
Disallow: /members/
Allow: /members/free/
Disallow: /*.pdf$
Crawl-delay: 7
Request-rate: 1/10
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/news/1", True),
        ("/members/", False),
        ("/members/2026/a", False),
        ("/members/free/a", True),
        ("/report.pdf", False),
        ("/report.pdf?page=2", True),
        ("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8", True),
    ],
)
def test_our_own_group_counts_and_the_longest_rule_in_it(path, allowed):
    assert Robots(200, RULES.encode()).allows(f"https://a.example{path}", "Wirewatch") is allowed


def test_the_group_for_all_counts_for_those_without_their_own():
    assert not Robots(200, RULES.encode()).allows(PAGE, "Neverheard")


def test_the_longer_of_two_delays_is_kept():
    assert Robots(200, RULES.encode()).delay("Wirewatch") == 10
    assert Robots(200, b"User-agent: *\nCrawl-delay: 2.5").delay("Wirewatch") == 2.5
    assert Robots(200, b"User-agent: *\nDisallow: /x").delay("Wirewatch") is None


@pytest.mark.parametrize("status", [301, 401, 403, 404, 410, 429])
def test_without_rules_everything_is_allowed(status):
    robots = Robots(status, b"User-agent: *\nDisallow: /")

    assert robots.allows(PAGE, "Wirewatch")
    assert robots.open
    assert robots.delay("Wirewatch") is None


@pytest.mark.parametrize("status", [None, 500, 503, 599])
def test_a_host_that_cannot_say_is_left_alone(status):
    robots = Robots(status, b"User-agent: *\nAllow: /")

    assert not robots.allows(PAGE, "Wirewatch")
    assert robots.unreachable
    assert robots.delay("Wirewatch") is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Home</title>",
        b"\xff\xfe\x00",
        b"Disallow: /news",
        b"User-agent: *\nDisallow:",
    ],
)
def test_what_forbids_nothing_allows_everything(body):
    assert Robots(200, body).allows(PAGE, "Wirewatch")


def test_a_byte_order_mark_hides_no_rule():
    assert not Robots(200, "\ufeffUser-agent: *\nDisallow: /".encode()).allows(PAGE, "Wirewatch")


def test_what_follows_the_limit_is_not_read():
    body = b"User-agent: *\n" + b"#" * MAX_BYTES + b"\nDisallow: /"

    assert Robots(200, body).allows(PAGE, "Wirewatch")
