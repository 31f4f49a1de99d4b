"""Addresses that carry another one: share links, search results, AMP caches.

A redirector that does not carry its target (t.co, news.google.com) stands for itself until it is followed.
"""

import re
from urllib.parse import unquote_plus

# Host, start of the path, and the parameters that may hold the target.
_IN_QUERY: dict[str, tuple[str, tuple[str, ...]]] = {
    "away.vk.com": ("/away.php", ("to",)),
    "bing.com": ("/news/apiclick.aspx", ("url",)),
    "duckduckgo.com": ("/l/", ("uddg",)),
    "exit.sc": ("/", ("url",)),
    "facebook.com": ("/l.php", ("u",)),
    "getpocket.com": ("/redirect", ("url",)),
    "l.facebook.com": ("/l.php", ("u",)),
    "l.instagram.com": ("/", ("u",)),
    "l.messenger.com": ("/l.php", ("u",)),
    "linkedin.com": ("/redir/", ("url",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "medium.com": ("/r/", ("url",)),
    "out.reddit.com": ("/", ("url",)),
    "safelinks.protection.outlook.com": ("/", ("url",)),
    "slack-redir.net": ("/link", ("url",)),
    "steamcommunity.com": ("/linkfilter", ("url", "u")),
    "t.me": ("/iv", ("url",)),
    "t.umblr.com": ("/redirect", ("z",)),
    "vk.com": ("/away.php", ("to",)),
    "yandex.ru": ("/turbo", ("text",)),
    "youtube.com": ("/redirect", ("q",)),
}
# What stands before the target's host and path, by the host of the cache.
_AMP_CACHE = re.compile(r"/(?:c|v|wp)/(?:s/)?([^/]+)(/.*)?")
_TURBO = re.compile(r"(?:/turbo)?/([^/]+)/s(/.*)")
_IN_PATH = {
    "bing-amp.com": _AMP_CACHE,
    "cdn.ampproject.org": _AMP_CACHE,
    "google": re.compile(r"/amp/(?:s/)?([^/]+)(/.*)?"),
    "turbopages.org": _TURBO,
    "yandex.ru": _TURBO,
}
_GOOGLE = re.compile(r"google(?:\.[a-z]{2,3}){1,2}")


def carried(host: str, path: str, query: str) -> str | None:
    """The target that an address carries; None when it stands for itself."""
    host = _known_host(host.removeprefix("www."))
    if host == "google" and path == "/url":
        return _in_query(query, ("url", "q"))
    if host in _IN_PATH and (match := _IN_PATH[host].fullmatch(path)) and "." in match[1]:
        return f"https://{match[1]}{match[2] or ''}" + (f"?{query}" if query else "")
    start, names = _IN_QUERY.get(host, ("", ()))
    return _in_query(query, names) if names and path.startswith(start) else None


def _known_host(host: str) -> str:
    """The name under which a host stands in the tables: caches and safe links give each customer a host."""
    if host.startswith("google.") and _GOOGLE.fullmatch(host):
        return "google"
    for service in (
        "cdn.ampproject.org",
        "bing-amp.com",
        "turbopages.org",
        "safelinks.protection.outlook.com",
    ):
        if host.endswith("." + service):
            return service
    return host


def _in_query(query: str, names: tuple[str, ...]) -> str | None:
    pairs = (pair.partition("=") for pair in query.replace("&amp;", "&").split("&"))
    given = {name: value for name, _, value in pairs}
    for name in names:
        target = unquote_plus(given.get(name, ""))
        if target[:8].lower().startswith(("http://", "https://")):
            return target
    return None
