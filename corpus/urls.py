"""Addresses: the key under which an article is known, its short reference, and the site that published it.

Two addresses of one article have one key; different articles never share one, and that matters more.
So nothing is dropped that is not known to be noise: the tables are in `noise.py`, those of single sites in
`habits.py`; what a path means is in `paths.py`, share links and AMP caches in `wrappers.py`.
"""

import re
from base64 import b32encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_plus

from corpus import habits, noise
from corpus.paths import escaped, key_path, names_article
from corpus.wrappers import carried

if TYPE_CHECKING:
    from tldextract import TLDExtract


@lru_cache(maxsize=16_384)
def url_key(url: str) -> str:
    """The name of the article behind an address: `host/path?query` without scheme and noise.

    It tells articles apart and is not for fetching. The key of a key is itself; what is no web address
    is its own key.
    """
    target = _split(url)
    if target is None:
        return url.strip()
    host = _key_host(target.host)
    while inner := _split(carried(host, target.path, target.query) or ""):  # a share link of a share link
        target, host = inner, _key_host(inner.host)
    port = "" if target.port in {"", "80", "443"} else f":{target.port}"
    path, query = _mended(target)
    path = key_path(path, host)
    return f"{host}{port}{path}{_key_query(query, host, path)}{_route(target.fragment)}"


def ref_of(key: str) -> str:
    """The short reference people cite: 10 base32 characters of the key's sha256."""
    return b32encode(sha256(key.encode("utf-8", "surrogatepass")).digest())[:10].decode().lower()


@lru_cache(maxsize=16_384)
def site_of(url: str) -> str:
    """The registered domain that published an address; the host itself where it has none (an IP).

    Blogs of one hosting service are sites of their own (`a.blogspot.com`). Empty when there is no host.
    """
    parts = _split(url)
    return _registered(parts.host) or parts.host if parts else ""


def is_http(url: str) -> bool:
    """Whether an address is one a crawler can ask for: http or https, with a host."""
    return url.lstrip()[:8].lower().startswith(("http://", "https://")) and _split(url) is not None


def without_credentials(url: str) -> str:
    """The address without `user:password@`, which is not ours to send or to keep."""
    return _CREDENTIALS.sub(r"\1", url) if "@" in url else url


class _Parts(NamedTuple):
    host: str
    port: str
    path: str
    query: str
    fragment: str


_SCHEME = re.compile(r"(?:https?:)?//+", re.IGNORECASE)
_BARE = re.compile(r"(?:(?:[\w-]+\.)+[\w-]+\.?|localhost|\[[\da-fA-F:.]+\])(?::\d+)?(?:[/?#]|\Z)")
# By hand after RFC 3986: urlsplit raises on what people paste, and takes three times as long.
_PARTS = re.compile(
    r"(?:[^/?#]*@)?(?P<host>\[[\da-fA-F:.]+\]|[^/?#:@\[\]]+)(?::(?P<port>\d*))?(?=[/?#]|\Z)"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_CREDENTIALS = re.compile(r"\A(\s*(?:https?:)?[/\\]{2,})[^/?#\\]*@", re.IGNORECASE)
_UNSEEN = re.compile(r"[\t\r\n]+")
_BLANK = " \t\r\n\f\v\u00a0\u200b\u2060\ufeff"
_AMPERSAND = re.compile(r"&(?:amp(?:;|%3B)|#0*38;|#x0*26;)(?:amp;|#0*38;)*", re.IGNORECASE)
_AMPERSAND_LOST = re.compile(r"(?<=\?)amp(?:;|%3B)", re.IGNORECASE)


def _split(url: str) -> _Parts | None:
    """The parts of a web address, the host in lower-case ASCII; `host/path` will do. Else None."""
    url = _UNSEEN.sub("", url.strip(_BLANK))
    if "&" in url:
        url = _AMPERSAND.sub("&", url)  # feeds escape once or twice; `&#038;` would end the query
    url = _AMPERSAND_LOST.sub("", url)  # what is left where a program took the first parameter off
    if "\\" in url:  # browsers read it as a slash
        head, mark, query = url.partition("?")
        url = head.replace("\\", "/") + mark + query
    scheme = _SCHEME.match(url)
    if scheme is None and _BARE.match(url) is None:
        return None
    match = _PARTS.fullmatch(url, scheme.end() if scheme else 0)
    if match is None:
        return None
    host, *rest = match.groups(default="")
    host = _ascii_host(host)
    return _Parts(host, *rest) if host else None


@lru_cache(maxsize=4096)
def _ascii_host(host: str) -> str:
    host = host.strip(" .").lower()
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            return ""
    return host if re.fullmatch(r"[\w.:\[\]-]+", host, re.ASCII) else ""


# --- host ---


@lru_cache(maxsize=4096)
def _key_host(host: str) -> str:
    while (plain := _without_device(_without_www(host))) != host:
        host = plain
    return habits.SAME_HOST.get(host, host)


def _without_www(host: str) -> str:
    return host.removeprefix("www.") if host.count(".") > 1 else host


def _without_device(host: str) -> str:
    """The host without its label for phones or AMP: `m.site.example`, `en.m.site.example`."""
    labels = host.split(".")
    for place in (0, 1):
        if len(labels) > place + 2 and labels[place] in noise.DEVICES:
            rest = ".".join(labels[:place] + labels[place + 1 :])
            # m.co.uk and amp.github.io are names under a public suffix, not somebody's page for phones.
            return rest if _registered(rest) == _registered(host) else host
    return host


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    """The registered domain of a host; empty for an IP address, a bare name or a public suffix itself."""
    parts = _suffixes()(host)
    if parts.suffix or parts.ipv4 or parts.ipv6:
        return parts.top_domain_under_public_suffix
    # The public suffix list says that an unknown last label (`.example`) is a suffix; the library leaves it out.
    return ".".join(host.split(".")[-2:]) if "." in host else ""


@lru_cache(maxsize=1)
def _suffixes() -> "TLDExtract":
    # Imported when a host needs it: a search must not pay for it. It never asks the net for a newer list.
    from tldextract import TLDExtract

    return TLDExtract(
        suffix_list_urls=(),
        cache_dir=None,
        include_psl_private_domains=True,
        extra_suffixes=sorted(habits.BLOG_HOSTS),
    )


# --- query and fragment ---


def _mended(target: _Parts) -> tuple[str, str]:
    """Path and query: as they are, or after the rules for what software leaves in both."""
    if not target.query and "&" not in target.path:
        return target.path, ""
    both = f"{target.path}?{target.query}"
    for broken, mended in noise.MENDS:
        both = broken.sub(mended, both)
    path, _, query = both.partition("?")
    return path, query


def _key_query(query: str, host: str, path: str) -> str:
    if not query:
        return ""
    kept = []
    site_noise, beside_article = _site_noise(host), names_article(path)
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        said = unquote_plus(name).lower()
        if pair and not (_is_noise(said, value, site_noise) or (beside_article and _is_beside(said, value))):
            kept.append(escaped(pair.replace("+", "%20")))
    kept.sort(key=lambda pair: pair.partition("=")[0])  # several values of one name keep their order
    return "?" + "&".join(kept) if kept else ""


def _is_noise(name: str, value: str, site_noise: frozenset[str]) -> bool:
    if name in noise.TRACKING or name in noise.SESSIONS or name in site_noise:
        return True
    if name.startswith("sf") and noise.TRACKING_NUMBERS.fullmatch(name):
        return True
    if name.startswith(noise.TRACKING_PREFIXES) or value.lower() in noise.VIEWS.get(name, ()):
        return True
    if name in noise.SHAPED and noise.SHAPED[name].fullmatch(value):
        return True
    return name in noise.CHANNEL_NAMES and _names_a_channel(value)


_WORD = re.compile(r"[A-Za-z]{3}")


def _is_beside(name: str, value: str) -> bool:
    """Whether a parameter says nothing where the path has named the article."""
    return name in noise.COMMENTS or (
        name in noise.BESIDE_ARTICLES and (not value or _WORD.search(value) is not None)
    )


def _names_a_channel(value: str) -> bool:
    said = set(re.split(r"[\W_]+", unquote_plus(value).lower())) - {""}
    return not said.isdisjoint(noise.CHANNELS) and all(
        word in noise.CHANNEL_WORDS or (word.isdigit() and len(word) < 3) for word in said
    )


@lru_cache(maxsize=4096)
def _site_noise(host: str) -> frozenset[str]:
    labels = host.split(".")
    names = (".".join(labels[at:]) for at in range(len(labels)))
    return frozenset().union(*(habits.SITE_NOISE.get(name, ()) for name in names))


def _route(fragment: str) -> str:
    """The fragment where it is a page of its own (`#!/news/1`, `#/news/1`); a place on the page is none."""
    return "#" + escaped(fragment) if fragment.startswith(("!", "/")) and fragment.strip("!/") else ""
