"""What a site repeats over many different articles: boilerplate in any language and any wording.

A paragraph is known as the site's when at least 3 of its recent articles hold it, and 20 % of the last 50.
Copies of one story do not vote, or a story fetched twice would erase itself; and of no text more than 40 % goes.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from corpus import blocks
from corpus.blocks import Block
from corpus.store import Corpus
from corpus.types import Article, Cut, Page, Reading
from corpus.urls import site_of, url_key
from corpus.words import tokens

RULE = "repeated on the site"
"""Under which name its cuts stand."""
FEWEST_ARTICLES = 3
LEAST_SHARE = 0.2
MOST_CUT = 0.4
SAME_STORY = 0.5
"""Of the shorter page: two pages of one site that share so much of their characters are one story, told twice."""
FIRST_PAGES = 30
EVERY = 50
"""So many pages of a site are read although no topic wants them, then one in so many: they teach."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one site, as it was when a page was read."""

    blocks: frozenset[str] = frozenset()
    """Hashes of the paragraphs that are the site's, not an article's."""
    is_young: bool = False
    """Whether too few pages of the site were read to know it."""

    def wants(self, page: Page) -> bool:
        """Whether a page should be read even if no topic wants it, for what it teaches of its site."""
        return self.is_young or crc32(url_key(page.url).encode()) % EVERY == 0


NO_MEMORY = Memory()
"""Of a site that nothing is known of, or where nothing is to be learned."""


def sha_of(paragraph: str) -> str:
    """The hash of a paragraph by its folded words: 16 hex digits."""
    return hashlib.sha256(" ".join(tokens(paragraph)).encode()).hexdigest()[:16]


def without_repeated(article: Article, memory: Memory) -> Article:
    """The article without the paragraphs of its site; as it is where those are more than `MOST_CUT` of its text."""
    paragraphs = article.text.split("\n")
    repeated = {n for n, text in enumerate(paragraphs) if memory.blocks and sha_of(text) in memory.blocks}
    if not repeated or sum(len(paragraphs[n]) for n in repeated) > MOST_CUT * len(article.text):
        return article
    cuts = tuple(Cut(rule=RULE, block=n, text=paragraphs[n]) for n in sorted(repeated))
    left = [text for n, text in enumerate(paragraphs) if n not in repeated]
    return replace(article, text="\n".join(left), cuts=(*article.cuts, *cuts))


def learned(pages: Mapping[str, Mapping[str, int]]) -> frozenset[str]:
    """The paragraphs that the pages of one site share as boilerplate does; `pages` gives each paragraph's size."""
    stories = _stories(list(pages.values()))
    votes: dict[str, int] = {}
    for story in stories:
        for sha in story:
            votes[sha] = votes.get(sha, 0) + 1
    enough = max(FEWEST_ARTICLES, LEAST_SHARE * len(stories))
    return frozenset(sha for sha, count in votes.items() if count >= enough)


def _stories(pages: list[Mapping[str, int]]) -> list[set[str]]:
    """The paragraphs of each different story: pages that tell the same one vote together."""
    shared = {sha: sum(sha in page for page in pages) for page in pages for sha in page}
    stories: list[tuple[Mapping[str, int], set[str]]] = []
    for page in pages:
        own = {sha: size for sha, size in page.items() if shared[sha] > 1}
        told = next((told for other, told in stories if _is_same_story(page, own, other)), None)
        if told is None:
            stories.append((page, set(page)))
        else:
            told |= set(page)
    return [told for _, told in stories]


def _is_same_story(page: Mapping[str, int], own: Mapping[str, int], other: Mapping[str, int]) -> bool:
    common = sum(size for sha, size in own.items() if sha in other)
    return common > SAME_STORY * min(sum(page.values()), sum(other.values()))


def memory_of(corpus: Corpus, page: Page) -> Memory:
    """What is known of the site of a page."""
    pages = blocks.pages_of(corpus, site_of(page.url))
    return Memory(learned(pages), is_young=len(pages) < FIRST_PAGES)


def remember(corpus: Corpus, reading: Reading) -> None:
    """Keep in mind what a page consists of, whatever its topic; the caller holds the transaction."""
    article, page = reading.article, reading.page
    if article is None or article.truncated or article.is_from_feed or page.imported:
        return
    kept = [Block(sha_of(text), len(text), is_cut=False) for text in article.text.split("\n")]
    gone = [Block(sha_of(cut.text), len(cut.text), is_cut=True) for cut in article.cuts if cut.rule == RULE]
    blocks.keep_blocks(corpus, site_of(page.url), url_key(page.url), kept + gone, page.fetched_at)


def to_clean(corpus: Corpus, site: str) -> dict[str, Collection[str]]:
    """The recent pages of a site that were read before it was known what it repeats, by url_key; what it repeats."""
    known = learned(blocks.pages_of(corpus, site))
    return dict.fromkeys(blocks.not_cut(corpus, site, known), known)
