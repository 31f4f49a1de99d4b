"""What to do about what can go wrong between us and a source, in a sentence for who set the source up."""

import re

NETWORK = "is this machine on the network?"
NOT_IN_ARCHIVE = "not in the archive"

_ADVICE = (
    (
        NOT_IN_ARCHIVE,
        "the archive holds none of their feeds or listings: name the sources that it was made of,"
        " or take in its pages with `wirewatch backfill`",
    ),
    (
        r"CannotResolveHost|DNSLookup|no such host|not public",
        "check the spelling of the host and whether this machine is on the network; "
        "a site inside your own network needs allow_private = true",
    ),
    (
        r"robots\.txt: did not answer",
        "nothing may be asked until its robots.txt answers: try again later, and open it in a browser if that lasts",
    ),
    (
        r"forbidden by\s+robots\.txt",
        "the site does not want this to be fetched: list another way in, or ask the publisher",
    ),
    (r"asked to be left alone", "the site asks for rest: visit it less often (every, delay_seconds)"),
    (
        r"HTTP (?:429|503)",
        "the site is busy or finds us too fast: visit it less often (every, delay_seconds)",
    ),
    (r"HTTP (?:401|402)", "this address wants a login or a payment: list another one"),
    (
        r"HTTP (?:403|406|451)",
        "the site turns us away: name a `contact` in config.toml, or ask the publisher",
    ),
    (
        r"HTTP (?:404|410)",
        "the address has moved or gone: `wirewatch sources add HOME --dry-run` finds those of today",
    ),
    (r"HTTP 5\d\d", "the site has a fault of its own: try again later"),
    (
        r"HTTP 3\d\d|redirect",
        "the address redirects without end: open it in a browser and list where it leads",
    ),
    (
        r"timeout|TimeoutError|took longer",
        "the site was too slow: try again later, or raise download_timeout_seconds",
    ),
    (
        r"ConnectionRefused|ConnectError|NoRoute",
        "nothing listens at that host: check the address, try again later",
    ),
    (r"too large|more than", "the answer is too large: list a smaller way in, or raise max_body_bytes"),
    (
        r"certificate|\bSSL|\bTLS",
        "its certificate is not valid, so nobody can tell whose news that is: tell the publisher",
    ),
    (
        r"login page|HTML where",
        "a page for people stands there, a wall or a moved feed: `wirewatch sources add HOME --dry-run` finds others",
    ),
    (r"sitemap where a feed", "move the address from feeds to news_sitemaps"),
    (r"feed where a listing", "move the address from sections to feeds"),
    (
        r"no links to articles",
        "this page lists no articles that can be told from its menus: list a feed or another page",
    ),
    (
        r"lists nothing",
        "the outlet is quiet now, or fills this list no longer: compare it with the front page",
    ),
    (
        r"truncated|could be read|cannot be read|neither RSS",
        "the site's list is damaged: what could be had was had; tell it",
    ),
    (
        r"bot wall|consent wall|login wall",
        "the site shows a wall instead of its articles: nothing is done about that; ask the publisher",
    ),
    (
        r"no text|error page|not html",
        "its first article has no text to read: a film or a picture? try again later",
    ),
    (r"Connection|ResponseFailed|ResponseDataLoss|Download", "the connection broke: try again later"),
)
_ADDRESS = re.compile(r"https?://\S+")


def advice(problem: str) -> str:
    """What to do about a problem, as its words tell."""
    said = _ADDRESS.sub("", problem.replace("/robots.txt", " robots.txt"))  # an address may hold any word
    for pattern, todo in _ADVICE:
        if re.search(pattern, said, re.I):
            return todo
    return "open the address in a browser and compare; try again later"


def network_hint(problem: str) -> str:
    """What to append to a problem where nothing answered at all: what comes to mind first then."""
    if _OWN_NETWORK.search(problem):
        return "; an address inside your own network is refused, unless a source's entry says allow_private = true"
    return f"; {NETWORK}" if _NO_NETWORK.search(_ADDRESS.sub("", problem)) else ""


_OWN_NETWORK = re.compile(
    r"hostname lookup: (?:localhost|[\w.-]+\.local|[\d.]*\d|\[?[\da-f]*:[\da-f:]*\]?)\.?\)", re.I
)
"""A lookup that failed although there is nothing to look up: a public address would have been taken as it stands."""
_NO_NETWORK = re.compile(
    r"CannotResolveHost|DNSLookup|no such host|ConnectionRefused|ConnectError|NoRoute", re.I
)
