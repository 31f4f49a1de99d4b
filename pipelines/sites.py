"""What a site is called: in its own words and by its address."""

from urllib.parse import urlsplit

from corpus.words import tokens


def names_of_site(site_name: str | None, url: str) -> frozenset[str]:
    """The names of a site without spaces and punctuation: `Example News`, `www.example.co.uk` give
    `examplenews`, `examplecouk`, `example`."""
    host = host_of(url).removeprefix("www.")
    labels = host.split(".")
    written = (site_name or "", host, labels[0], labels[-2] if len(labels) > 1 else "")
    return frozenset(name for text in written if (name := compact(text)))


def compact(text: str) -> str:
    """The folded words of a text in one piece."""
    return "".join(tokens(text))


def host_of(url: str) -> str:
    """The host of an address in lower case; empty for one that has none or cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
