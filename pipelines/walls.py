"""Pages that stand where an article should be: bot walls, consent walls, errors, and stubs of paid articles."""

import re
from functools import cache
from urllib.parse import urlsplit

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from corpus.types import Unreadable
from corpus.words import fold, tokens
from pipelines.concepts import spoken_in, spoken_of
from pipelines.jsonld import Node, is_article
from pipelines.metadata import Metadata
from pipelines.sites import host_of
from pipelines.wording import all_texts, any_of, table

BOT_WALL = Unreadable(reason="bot wall", passing=True)
CONSENT_WALL = Unreadable(reason="consent wall", passing=True)
ERROR_PAGE = Unreadable(reason="error page")
LOGIN_WALL = Unreadable(reason="login wall")
NOT_AN_ARTICLE = Unreadable(reason="not an article")

_LONGEST_WALL = 2500
"""Characters of all that a wall or an error page shows. With more there is an article, whatever the words."""
_LONGEST_CHECK = 800
"""Characters of a page that is nothing but the check whether one is a robot, or a form for a password."""
_LONGEST_EXCUSE = 300
"""Characters of a page that says that there is nothing, where its heading does not."""
_LEAST_SHARE = 0.2
"""Share of the words of a wall that are about the wall."""
_LEAST_SAID = 0.1
"""The same for a page of so few words that there is no article beside it."""
_LEAST_NEWS = 3
"""Words that report, in a text which is then an article, whatever its title plays with."""
_SHORTEST_ARTICLE = 250
"""Characters of text that make a page an article if it also calls itself one."""
_SHORTEST_WHOLE = 1200
"""Characters. A longer text of a paid article is its whole, as many sites send it to everyone."""
_SHARE_OF_WHOLE = 0.5
_LINK_SHARE = 0.4
"""A front page is made of links; a page at the root of a site that tells something itself is not."""
_CONSENT_EVERY = 400
"""Characters of a consent wall in which one of its words stands at least once."""
_UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "select", "iframe"}
_CONSENT_WORD = re.compile(
    r"cookie|consent|privacy|datenschutz|einwillig|confidentialit|privacidad|zgod|куки|персональн|partner|партнер|کوکی"
)
_CONSENT_HOST = re.compile(r"^(?:consent|cmp|guce|privacy|myprivacy)\b")


def wall(tree: HtmlElement, text: str, metadata: Metadata, url: str) -> Unreadable | None:
    """What stands here instead of an article; None when there may be one.

    Only pages that show little are asked: an article about captchas is an article.
    """
    if _CONSENT_HOST.match(host_of(url)):
        return CONSENT_WALL
    if _is_front(tree, metadata, url):
        return NOT_AN_ARTICLE
    if is_article(metadata.node) and len(text) >= _SHORTEST_ARTICLE:
        return None
    shown = _shown(tree)
    if len(shown) > _LONGEST_WALL:
        return None
    if len(text) >= _SHORTEST_ARTICLE and spoken_of(text).news >= _LEAST_NEWS:
        return None
    heads = [" ".join(head.split()) for head in (metadata.title, *_headings(tree))]
    return _known_wall([fold(head) for head in heads], fold(shown)) or _spoken_wall(heads, shown)


def is_stub(node: Node, text: str) -> bool:
    """Whether the page says that its article is paid for, and shows clearly less than it says there is."""
    if str(node.get("isAccessibleForFree", "")).strip().lower().rsplit("/", 1)[-1] != "false":
        return False
    told = str(node.get("wordCount", ""))
    if told.isdigit() and int(told):
        return len(tokens(text)) < int(told) * _SHARE_OF_WHOLE
    return len(text) < _SHORTEST_WHOLE


def _known_wall(heads: list[str], shown: str) -> Unreadable | None:
    """The wall that headings and words tell of, all of them folded."""
    bot, consent, error, notice, gate = map(_wording, ("bot", "consent", "error", "notice", "gate"))
    if any(bot.search(head) for head in heads) or (len(shown) < _LONGEST_CHECK and bot.search(shown)):
        return BOT_WALL
    if any(error.fullmatch(head) for head in heads):
        return ERROR_PAGE
    if len(shown) < _LONGEST_CHECK and (notice.search(shown) or any(map(notice.search, heads))):
        return ERROR_PAGE
    if len(shown) < _LONGEST_CHECK and (gate.search(shown) or any(map(gate.search, heads))):
        return LOGIN_WALL
    is_dense = len(_CONSENT_WORD.findall(shown)) * _CONSENT_EVERY > len(shown)
    if any(consent.search(head) for head in heads) or (is_dense and consent.search(shown)):
        return CONSENT_WALL
    return None


def _spoken_wall(heads: list[str], shown: str) -> Unreadable | None:
    """The wall that a page is, however it is worded: by what its headings, or most of its words, speak of."""
    spoken = spoken_in(shown, _CONCEPTS)
    least = _LEAST_SAID if len(shown) <= _LONGEST_EXCUSE else _LEAST_SHARE
    for kind, (end, longest) in _KINDS.items():
        said, headed = _combinations("says", kind), _combinations("heads", kind)
        is_headed = any(spoken_in(head, _CONCEPTS).heads(headed) for head in heads)
        if is_headed and len(shown) <= _LONGEST_CHECK:
            return end
        if len(shown) <= longest and spoken.share_of(said) >= least:
            return end
    return None


_CONCEPTS = ("wall_words.toml",)
_KINDS = {
    "bot": (BOT_WALL, _LONGEST_CHECK),
    "consent": (CONSENT_WALL, _LONGEST_WALL),
    "error": (ERROR_PAGE, _LONGEST_EXCUSE),
    "login": (LOGIN_WALL, _LONGEST_CHECK),
}
"""What each kind of wall ends as, and the longest page that is one, in characters."""


@cache
def _combinations(part: str, kind: str) -> tuple[frozenset[str], ...]:
    entries = table("walls.toml")[part]
    return (
        tuple(frozenset(said.split()) for said in all_texts(entries.get(kind)))
        if isinstance(entries, dict)
        else ()
    )


@cache
def _wording(kind: str) -> re.Pattern[str]:
    return any_of(all_texts(table("walls.toml")[kind]))


def _is_front(tree: HtmlElement, metadata: Metadata, url: str) -> bool:
    """Whether this is the front page of a site: its root address, and mostly links."""
    parts = urlsplit(url) if host_of(url) else None
    if parts is None or parts.path not in ("", "/") or parts.query or is_article(metadata.node):
        return False
    links = sum(len(" ".join(link.text_content().split())) for link in tree.iter("a"))
    return links > _LINK_SHARE * len(_shown(tree, most=None))


def _headings(tree: HtmlElement) -> list[str]:
    return [str(heading.text_content()) for heading in tree.iter("title", "h1", "h2")][:4]


def _shown(tree: HtmlElement, most: int | None = _LONGEST_WALL) -> str:
    """What a reader of the page sees; not much more of it than `most` characters."""
    pieces: list[str] = []
    length = 0
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        piece = element.text if event == "start" else element.tail
        if event == "start" and element.tag in _UNSEEN:
            walker.skip_subtree()
        elif piece and not piece.isspace():
            pieces.append(" ".join(piece.split()))
            length += len(pieces[-1])
        if most is not None and length > most:
            break
    return " ".join(pieces)
