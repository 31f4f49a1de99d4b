"""What is known of a site when one of its pages is read: which paragraphs are the site's and no article's.

They go from new pages, and from what was stored before they were known (pipelines/recleaning.py). Never more than
40 % of a page goes, together with what the rules took.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count, islice
from zlib import crc32

from corpus import blocks
from corpus.blocks import SitePage
from corpus.store import Corpus
from corpus.types import Article, Block, Cut, Lesson, Memory, Page, Reading, Relevance
from corpus.urls import site_of, url_key
from corpus.words import tokens
from pipelines.boilerplate import MOST_CUT
from pipelines.repeats import repeated
from pipelines.rules import matching

RULE = "repeated on the site"
"""Under which name its cuts stand."""
UNCUT = "uncut"
"""The key of `details` that names the rules whose cuts would have taken too much."""
FIRST_PAGES = 30
EVERY = 50
"""So many pages of a site are read although no topic wants them, then one in so many: they teach. Where nearly all is
wanted, reading goes on until `ELSEWHERE` others are known."""
OFTEN = 3
"""Times in one text."""


class Memories:
    """What is known of each site, looked up once and again when the site has taught something. Of one thread."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Memory, list[str]]] = {}

    def of(self, corpus: Corpus, url: str) -> Memory:
        """What is known of the site of an address."""
        return self._look(corpus, site_of(url))[0]

    def stale(self, corpus: Corpus, url: str) -> list[str]:
        """The url_keys of its recent pages that were read when less, or something wrong, was known of it."""
        return self._look(corpus, site_of(url))[1]

    def learn(self, corpus: Corpus, reading: Reading) -> None:
        """Keep in mind what a page teaches; the caller holds the transaction."""
        if reading.lesson is not None:
            site = site_of(reading.page.url)
            blocks.keep_lesson(corpus, site, url_key(reading.page.url), reading.page, reading.lesson)
            self._known.pop(site, None)

    def weigh(self, corpus: Corpus, site: str, keys: Iterable[str], memory: Memory) -> None:
        """Note that these pages of a site stand as they must with what is known of it."""
        blocks.weigh(corpus, site, keys, memory)
        self._known.pop(site, None)

    def _look(self, corpus: Corpus, site: str) -> tuple[Memory, list[str]]:
        if site not in self._known:
            pages = blocks.pages_of(corpus, site)
            unwanted = sum(not page.is_wanted for page in pages)
            is_young = len(pages) < FIRST_PAGES or unwanted < blocks.ELSEWHERE
            memory = Memory(*repeated(pages), teaching=1 if is_young else EVERY)
            self._known[site] = memory, [page.url_key for page in pages if _is_stale(page, memory)]
        return self._known[site]


def _is_stale(page: SitePage, memory: Memory) -> bool:
    return any(
        sha in memory.background if block.is_weighed else sha in memory.repeated
        for sha, block in page.blocks.items()
    )


def teaches(page: Page, memory: Memory) -> bool:
    """Whether a page is to be read even if no topic wants it, for what it teaches of its site."""
    return memory.teaching > 0 and crc32(url_key(page.url).encode()) % memory.teaching == 0


def sha_of(paragraph: str) -> str | None:
    """The hash of a paragraph by its folded words, 16 hex digits; None for one without words."""
    words = " ".join(tokens(paragraph))
    return hashlib.sha256(words.encode()).hexdigest()[:16] if words else None


def lesson_of(article: Article, memory: Memory, relevances: Sequence[Relevance] = ()) -> Lesson | None:
    """What an article teaches of its site; None for one that is a stub, or whose feed stands in for its page."""
    if article.truncated or article.is_from_feed:
        return None
    wanted = [one for one in relevances if one.wanted and one.matched]
    telling = {match.paragraph - 1 for one in wanted for match in one.matched}  # the title is 0
    texts = article.text.split("\n")
    headings = _headings(texts)
    found = [
        _block(text, memory, is_telling=n in telling) for n, text in enumerate(texts) if text not in headings
    ]
    found += [_block(cut.text, memory, is_telling=False) for cut in article.cuts if cut.rule == RULE]
    return Lesson(
        blocks=tuple(one for one in found if one is not None),
        is_wanted=bool(wanted),
        found=tuple(name for name in FIELDS if getattr(article, name)),
        confidence=article.confidence,
    )


FIELDS = ("title", "authors", "published_at", "language")
"""Of an article; that a site's pages lack one that they used to have tells of a changed page."""


def _headings(texts: Iterable[str]) -> set[str]:
    """What stands so often in one text that it parts it, as `Pros` and `Cons` do in a review of ten things."""
    return {text for text, number in Counter(texts).items() if number >= OFTEN}


def _block(text: str, memory: Memory, *, is_telling: bool) -> Block | None:
    sha = sha_of(text)
    if sha is None:
        return None
    return Block(sha=sha, size=len(text), is_telling=is_telling, is_weighed=sha in memory.repeated)


def without_repeated(article: Article, memory: Memory) -> Article:
    """The article without the paragraphs of its site; equal to itself where nothing changes.

    Where they and the cuts of the rules would be more than `MOST_CUT` of the page, they stay, and `details["uncut"]`
    says so. Corrections and editor's notes stay. What an earlier memory took comes back only if it is known by now to
    be background: a site changes its wordings, and the memory goes by its recent pages.
    """
    former = {cut.block: cut.text for cut in article.cuts if cut.rule == RULE}
    by_rules = [cut for cut in article.cuts if cut.rule != RULE]
    lines = _lines(article, former)
    headings = _headings(lines.values())
    gone = {
        n: text
        for n, text in lines.items()
        if text not in headings and _goes(text, memory, was_taken=n in former)
    }
    taken = sum(len(cut.text) for cut in by_rules)
    whole = sum(map(len, lines.values())) + taken
    too_much = bool(gone) and sum(map(len, gone.values())) + taken > MOST_CUT * whole
    if too_much:
        gone = {}
    cuts = [*by_rules, *(Cut(rule=RULE, block=n, text=text) for n, text in gone.items())]
    return replace(
        article,
        text="\n".join(text for n, text in lines.items() if n not in gone),
        cuts=tuple(sorted(cuts, key=lambda cut: cut.block)),
        details=_flagged(article, too_much=too_much),
    )


def _lines(article: Article, former: Mapping[int, str]) -> dict[int, str]:
    """The paragraphs by their places in the text that was extracted, with those that a memory took."""
    others = {cut.block for cut in article.cuts}
    texts = article.text.split("\n")
    places = islice((n for n in count() if n not in others), len(texts))
    return dict(sorted([*zip(places, texts, strict=True), *former.items()]))


def _goes(text: str, memory: Memory, *, was_taken: bool) -> bool:
    if not was_taken and not memory.repeated:
        return False
    sha = sha_of(text)
    if was_taken:
        return sha not in memory.background
    return sha in memory.repeated and not any(rule.does == "keep" for rule in matching(text))


def _flagged(article: Article, *, too_much: bool) -> dict[str, object]:
    """The details with the rule among those that were not applied, or without it."""
    details = dict(article.details)
    said = details.pop(UNCUT, [])
    rules = [rule for rule in said if rule != RULE] if isinstance(said, list) else []
    if rules or too_much:
        details[UNCUT] = [*rules, *([RULE] if too_much else [])]
    return details
