"""Posts of social networks inside an article: evidence, but not the reporter's words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from corpus.words import fold

_CLASSES = re.compile(
    r"\b(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|reddit-embed)"
)
_LINK = re.compile(r"(?:pic\.twitter\.com/|https?://t\.co/)\w+")
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [^\W\d]{3,10}\.?,? \d{4}|\d{4}[-/.]\d\d?[-/.]\d\d?)"
_SIGNATURE = re.compile(
    rf"^(?P<text>.*?)\s*[—–-]\s?(?P<author>[^—–(@]{{1,80}}?)\s?\(@(?P<handle>\w{{1,20}})\)\s*(?P<date>{_DATE})\W*$"
)
_MOST_BLOCKS = 6
"""Paragraphs that one post is ever spread over."""
_LONGEST_BLOCK = 300
"""Characters of a post; what is longer is reporting."""
_SHORTEST = 2
"""Words: a single word that stands in a post may stand in the story as well."""


@dataclass(frozen=True, slots=True)
class Embed:
    """One embedded post."""

    author: str | None
    handle: str | None
    date: str | None
    text: str = field(repr=False)
    whole: str = field(repr=False)
    """Text and signature as the page shows them."""

    def as_details(self) -> dict[str, object]:
        """The post as `Article.details` keeps it."""
        return {"author": self.author, "handle": self.handle, "date": self.date, "text": self.text}


def embeds_in(tree: HtmlElement) -> tuple[Embed, ...]:
    """The posts that a page's markup marks as embedded."""
    marked = (quote for quote in tree.iter("blockquote") if _CLASSES.search(quote.get("class") or ""))
    found = (_embed(" ".join(" ".join(quote.itertext()).split())) for quote in marked)
    return tuple(embed for embed in found if embed.text)


def blocks_of_embeds(blocks: Sequence[str], embeds: Sequence[Embed]) -> tuple[set[int], tuple[Embed, ...]]:
    """Which paragraphs belong to embedded posts, and all posts found.

    Markup is the better witness; a signature line (`— Name (@handle) May 28, 2023`) tells of the others.
    """
    marked = [_compact(embed.whole) for embed in embeds]
    taken = {at for at, block in enumerate(blocks) if _is_within(block, marked)} if marked else set()
    signed: list[Embed] = []
    for at, block in enumerate(blocks):
        if at not in taken and (match := _SIGNATURE.match(block)):
            start = at if match["text"] else _start_of_post(blocks, at)
            signed.append(_embed(" ".join(blocks[start : at + 1])))
            taken |= set(range(start, at + 1))
    return taken, (*dict.fromkeys(embeds), *signed)


def _is_within(block: str, posts: Sequence[str]) -> bool:
    text = _compact(block) if len(block.split()) >= _SHORTEST else ""
    return bool(text) and any(text in post for post in posts)


def _start_of_post(blocks: Sequence[str], signature: int) -> int:
    """Where the post that a signature line ends begins: the nearest paragraph above that ends in its link.

    Without one, the single paragraph above if it is as short as a post; else the line alone. The first
    paragraph of a text is never taken for a post on the word of a line below it.
    """
    above = list(range(signature - 1, 0, -1))[:_MOST_BLOCKS]
    for at in above:
        if len(blocks[at]) > _LONGEST_BLOCK:
            break
        if _LINK.search(blocks[at]):
            return at
    return above[0] if above and len(blocks[above[0]]) <= _LONGEST_BLOCK else signature


def _embed(text: str) -> Embed:
    match = _SIGNATURE.match(text)
    if not match:
        return Embed(None, None, None, text, text)
    return Embed(match["author"].strip(), match["handle"], match["date"], match["text"] or text, text)


def _compact(text: str) -> str:
    return "".join(fold(text).split())
