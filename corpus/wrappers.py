"""Addresses that carry another one: share links, search results, AMP caches.

A redirector that does not carry its target (t.co, news.google.com) stands for itself until it is followed.
So do a translation and an archived copy, which are other texts.
"""

import re
from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Callable
from urllib.parse import unquote, unquote_plus

# Host, start of the path, and the parameters that may hold the target.
_IN_QUERY: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "adclick.g.doubleclick.net": (("/", ("adurl",)),),
    "api.whatsapp.com": (("/send", ("text",)),),
    "app.goo.gl": (("/", ("link",)),),
    "away.vk.com": (("/away.php", ("to",)),),
    "b.hatena.ne.jp": (("/add", ("url",)),),
    "bing.com": (("/news/apiclick.aspx", ("url",)),),
    "bsky.app": (("/intent/compose", ("text",)),),
    "c.pc.qq.com": (
        ("/middlem.html", ("pfurl",)),
        ("/ios.html", ("url",)),
        ("/android.html", ("url",)),
        ("/pc.html", ("url",)),
    ),
    "cc.naver.com": (("/cc", ("u",)),),
    "clickserve.dartsearch.net": (("/link/click", ("ds_dest_url",)),),
    "clicktime.symantec.com": (("/", ("u",)),),
    "connect.ok.ru": (("/offer", ("url",)),),
    "cr.naver.com": (("/", ("u",)),),
    "duckduckgo.com": (("/l/", ("uddg",)),),
    "dzen.ru": (("/away", ("to",)),),
    "exit.sc": (("/", ("url",)),),
    "facebook.com": (
        ("/l.php", ("u",)),
        ("/sharer", ("u",)),
        ("/share.php", ("u",)),
        ("/dialog/share", ("href",)),
        ("/flx/warn", ("u",)),
    ),
    "flipboard.com": (("/redirect", ("url",)),),
    "gate.sc": (("/", ("url",)),),
    "getpocket.com": (("/redirect", ("url",)), ("/edit", ("url",)), ("/save", ("url",))),
    "go.redirectingat.com": (("/", ("url",)),),
    "googleadservices.com": (("/pagead/aclk", ("adurl",)),),
    "googleweblight.com": (("/", ("lite_url", "u")),),
    "l.facebook.com": (("/l.php", ("u",)),),
    "l.instagram.com": (("/", ("u",)),),
    "l.messenger.com": (("/l.php", ("u",)),),
    "l.threads.net": (("/", ("u",)),),
    "l.workplace.com": (("/l.php", ("u",)),),
    "link.csdn.net": (("/", ("target",)),),
    "link.juejin.cn": (("/", ("target",)),),
    "link.naver.com": (("/bridge", ("url",)),),
    "link.zhihu.com": (("/", ("target",)),),
    "linkedin.com": (
        ("/redir/", ("url",)),
        ("/safety/go", ("url",)),
        ("/sharing/share-offsite", ("url",)),
        ("/sharearticle", ("url",)),
    ),
    "linkprotect.cudasvc.com": (("/url", ("a",)),),
    "lm.facebook.com": (("/l.php", ("u",)),),
    "lm.instagram.com": (("/", ("u",)),),
    "medium.com": (("/r/", ("url",)),),
    "news.google.com": (("/news/url", ("url",)),),
    "news.ycombinator.com": (("/submitlink", ("u",)),),
    "ok.ru": (("/dk", ("st.link",)),),
    "out.reddit.com": (("/", ("url",)),),
    "page.link": (("/", ("link",)),),
    "pinterest.com": (("/pin/create/", ("url",)),),
    "protect.fireeye.com": (("/", ("u",)),),
    "protect2.fireeye.com": (("/", ("u",)),),
    "reddit.com": (("/submit", ("url",)),),
    "redirect.viglink.com": (("/", ("u",)),),
    "safelinks.protection.outlook.com": (("/", ("url",)),),
    "service.weibo.com": (("/share/share.php", ("url",)),),
    "share.flipboard.com": (("/bookmarklet/", ("url",)),),
    "slack-redir.net": (("/link", ("url",)),),
    "social-plugins.line.me": (("/lineit/share", ("url",)),),
    "steamcommunity.com": (("/linkfilter", ("url", "u")),),
    "t.me": (("/iv", ("url",)), ("/share", ("url",))),
    "t.umblr.com": (("/redirect", ("z",)),),
    "telegram.me": (("/iv", ("url",)), ("/share", ("url",))),
    "threads.net": (("/intent/post", ("url", "text")),),
    "trendmicro.com": (("/wis/clicktime/", ("url",)),),
    "tumblr.com": (("/widgets/share/", ("canonicalurl", "url")), ("/share/link", ("url",))),
    "twitter.com": (("/intent/", ("url",)), ("/share", ("url",))),
    "vk.com": (("/away", ("to",)), ("/share.php", ("url",))),
    "wa.me": (("/", ("text",)),),
    "weibo.cn": (("/sinaurl", ("u",)),),
    "x.com": (("/intent/", ("url",)), ("/share", ("url",))),
    "yandex": (("/turbo", ("text",)), ("/clck/jsredir", ("url",))),
    "youtube.com": (("/redirect", ("q",)),),
    "zen.yandex.ru": (("/away", ("to",)),),
}
# What stands before the target's host and path, by the host of the cache.
_AMP_CACHE = re.compile(r"/(?:c|v|wp)/(?:s/)?([^/]+)(/.*)?")
_TURBO = re.compile(r"(?:/turbo)?/([^/]+)/s(/.*)")
_IN_PATH = {
    "amp.cloudflare.com": _AMP_CACHE,
    "bing-amp.com": _AMP_CACHE,
    "cdn.ampproject.org": _AMP_CACHE,
    "google": re.compile(r"/amp/(?:s/)?([^/]+)(/.*)?"),
    "turbopages.org": _TURBO,
    "yandex": _TURBO,
}
# The same thing at another host of its own service.
_ELSEWHERE = {
    "open.substack.com": (re.compile(r"/pub/([\w-]+)(/p/.+)"), r"https://\1.substack.com\2"),
    "youtu.be": (re.compile(r"/([\w-]{11})"), r"https://www.youtube.com/watch?v=\1"),
    "youtube.com": (
        re.compile(r"/(?:shorts|live|embed|v)/([\w-]{11})"),
        r"https://www.youtube.com/watch?v=\1",
    ),
}
# Redirectors whose whole query is the target.
_BARE_QUERY = frozenset({"anonym.to", "anonymz.com", "dereferer.me", "href.li", "nullrefer.com"})
_CUSTOMERS = (
    "amp.cloudflare.com",
    "app.goo.gl",
    "awstrack.me",
    "bing-amp.com",
    "cdn.ampproject.org",
    "page.link",
    "protection.sophos.com",
    "safelinks.protection.outlook.com",
    "trendmicro.com",
    "turbopages.org",
)
_GOOGLE, _YANDEX = re.compile(r"google(?:\.[a-z]{2,3}){1,2}"), re.compile(r"yandex(?:\.[a-z]{2,3}){1,2}")
_YAHOO = re.compile(r"/.*/RU=([^/]+)/.*")
_SES_PATH = re.compile(r"/L\d/([^/]+)/.*")
_CISCO_PATH = re.compile(r"/[^/]+/(https?%3A%2F%2F[^/]+)(?:/.*)?", re.IGNORECASE)
_SIGNED_PATH = re.compile(r"/l/[\w-]+\.([\w-]+)\.[\w-]+(?:/.*)?")
_LETTER_PATH = re.compile(r"/redirect/2/([\w-]+)(?:\.[\w-]+)?")
# "http" in base64, as a step of its own.
_ENCODED_STEP = re.compile(r"/(aHR0c[\w-]{12,})=*(?=/|\Z)")
# First labels of the hosts that count the clicks on letters.
_REDIRECTORS = frozenset({"click", "clicks", "redir", "redirect"})
_COUNTERS = _REDIRECTORS | {"e", "email", "ck", "link", "links", "track", "trk"}
_DEFENSE_2 = re.compile(r"-([0-9A-F]{2})")
_DEFENSE_3 = re.compile(r"/v3/__(https?:/+.+?)__;.*")


def carried(host: str, path: str, query: str) -> str | None:
    """The target that an address carries; None when it stands for itself."""
    host = _known_host(host.removeprefix("www."))
    if host == "google" and path in {"/url", "/news/url"}:
        return _in_query(query, ("url", "q"))
    if host in _BARE_QUERY:
        return _address(unquote(query)) or _address(query)
    if host in _ELSEWHERE and (match := _ELSEWHERE[host][0].fullmatch(path)):
        return match.expand(_ELSEWHERE[host][1]) + (
            f"&{query}" if query and "?" in _ELSEWHERE[host][1] else ""
        )
    if host in _ODD and (target := _ODD[host](path, query)):
        return target
    if "aHR0c" in path and (target := _click(host, path)):
        return target
    if host in _IN_PATH and (match := _IN_PATH[host].fullmatch(path)) and "." in match[1]:
        return f"https://{match[1]}{match[2] or ''}" + (f"?{query}" if query else "")
    for start, names in _IN_QUERY.get(host, ()):
        if path.lower().startswith(start):
            return _in_query(query, names)
    return _in_query(query, ("url", "u", "target")) if _counts(host, _REDIRECTORS) else None


def _known_host(host: str) -> str:
    """The name under which a host stands in the tables: caches and safe links give each customer a host."""
    if _GOOGLE.fullmatch(host) or host.endswith(".url.google.com"):
        return "google"
    if _YANDEX.fullmatch(host):
        return "yandex"
    if host.endswith(".search.yahoo.com"):
        return "search.yahoo.com"
    return next((service for service in _CUSTOMERS if host.endswith("." + service)), host)


def _in_query(query: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        for at, pair in enumerate(pairs := query.split("&")):
            given, _, value = pair.partition("=")
            if given.lower() != name:
                continue
            if "://" in value and "?" in value:  # pasted as it is: what follows may be the target's own
                return _address("&".join([value, *pairs[at + 1 :]]))
            if target := _address(value if "://" in value else unquote_plus(value)):
                return target
    return None


def _address(target: str) -> str | None:
    return target if target[:8].lower().startswith(("http://", "https://")) else None


def _decoded(text: str) -> str | None:
    return _address(_plain(text))


def _plain(text: str) -> str:
    """What stands in base64; empty where it is none, or no text."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (Error, ValueError):
        return ""


def _click(host: str, path: str) -> str | None:
    """The address in base64 that is a step of a path where clicks on letters are counted."""
    match = _ENCODED_STEP.search(path)
    return _decoded(match[1]) if match and (_counts(host, _COUNTERS) or path.startswith("/click/")) else None


def _counts(host: str, labels: frozenset[str]) -> bool:
    """Whether a host is somebody's counter by its first label; `link.example` is a name."""
    return host.count(".") > 1 and host.partition(".")[0] in labels


def _step(rule: re.Pattern[str]) -> Callable[[str, str], str | None]:
    """What reads the address that stands escaped as one step of a path."""

    def read(path: str, query: str) -> str | None:
        match = rule.fullmatch(path)
        return _address(unquote(match[1])) if match else None

    return read


def _record(rule: re.Pattern[str], name: str) -> Callable[[str, str], str | None]:
    """What reads the address out of the record, JSON in base64, that a letter's link holds."""
    pattern = re.compile(rf'"{name}":"(https?://[^"\\]+)"')

    def read(path: str, query: str) -> str | None:
        match = rule.fullmatch(path)
        target = pattern.search(_plain(match[1])) if match else None
        return target[1] if target else None

    return read


def _sophos(path: str, query: str) -> str | None:
    match = re.search(r"(?:^|&)u=([\w-]+)", query)
    return _decoded(match[1]) if match else None


def _bing(path: str, query: str) -> str | None:
    """`u=a1` and the address in base64, as search results have it."""
    match = re.search(r"(?:^|&)u=a1([\w-]+)", query)
    return _decoded(match[1]) if path.startswith("/ck/") and match else None


def _mail_defense(path: str, query: str) -> str | None:
    """The second edition writes %3A as -3A and a slash as _; the third keeps the address as it is."""
    if match := _DEFENSE_3.fullmatch(f"{path}?{query}".rstrip("?")):
        return re.sub(r"\A(https?):/+", r"\1://", match[1]) if "*" not in match[1] else None
    match = re.search(r"(?:^|&)u=([^&]+)", query)
    if not path.startswith("/v2/") or match is None:
        return None
    return _address(unquote(_DEFENSE_2.sub(r"%\1", match[1]).replace("_", "/")))


_ODD = {
    "awstrack.me": _step(_SES_PATH),
    "bing.com": _bing,
    "lnks.gd": _record(_SIGNED_PATH, "url"),
    "protection.sophos.com": _sophos,
    "search.yahoo.com": _step(_YAHOO),
    "secure-web.cisco.com": _step(_CISCO_PATH),
    "substack.com": _record(_LETTER_PATH, "e"),
    "urldefense.com": _mail_defense,
    "urldefense.proofpoint.com": _mail_defense,
}
