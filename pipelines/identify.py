"""Which addresses a page speaks for, and whether to believe what it says of itself."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.documents import Address
from corpus.types import Article, Page
from corpus.urls import is_http, site_of, url_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The addresses of one page, the one to know it by first."""

    addresses: tuple[Address, ...]
    syndicated_from: str | None = None
    """A canonical address at another outlet: where the text came from, not who this page is."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the addresses are known by, in the same order."""
        return tuple(address.key for address in self.addresses)


def claims(page: Page, article: Article | None) -> Claims:
    """The addresses of a page: its canonical one where that can be believed, where it was found, the way there."""
    canonical = article.canonical_url if article is not None else None
    way = [Address(url=page.url, kind="fetched")]
    way += [Address(url=url, kind="redirect") for url in (*page.redirects, page.requested_url)]
    if sent_home(page):
        way = way[1:]
    if canonical is not None and believable(canonical, page.url):
        way.insert(0, Address(url=canonical, kind="canonical"))
    elsewhere = canonical if canonical is not None and _elsewhere(canonical, page.url) else None
    return Claims(addresses=_once(way), syndicated_from=elsewhere)


def without_canonical(these: Claims) -> Claims:
    """The same page when its canonical address turned out to be somebody else's."""
    kept = tuple(address for address in these.addresses if address.kind != "canonical")
    return Claims(addresses=kept, syndicated_from=these.syndicated_from)


def believable(canonical: str, url: str) -> bool:
    """Whether a canonical address can be this page's own: same registered domain, and not the home page.

    Of 1,216 canonical addresses of real pages 21 lay on another domain and one was the home page.
    """
    if not is_http(canonical) or site_of(canonical) != site_of(url):
        return False
    return bool(_depth(canonical)) or not _depth(url)


def sent_home(page: Page) -> bool:
    """Whether an article's address led to the home page: what many sites do with articles they took down."""
    return bool(_depth(page.requested_url)) and not _depth(page.url)


def _elsewhere(canonical: str, url: str) -> bool:
    return is_http(canonical) and site_of(canonical) != site_of(url) and bool(_depth(canonical))


def _depth(url: str) -> str:
    parts = urlsplit(url)
    return parts.path.strip("/") + parts.query


def _once(addresses: list[Address]) -> tuple[Address, ...]:
    return tuple({url_key(address.url): address for address in reversed(addresses)}.values())[::-1]
