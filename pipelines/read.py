"""Page -> Reading: all that can be known from one page without the store. Pure CPU; runs in a worker process."""

from collections.abc import Sequence
from functools import lru_cache, partial

from corpus.types import NO_MEMORY, Article, Judged, Memory, Page, Reading, Relevance, Unreadable
from pipelines.duplicates import fingerprint
from pipelines.extract import EXTRACTOR, always, extract, never
from pipelines.extract_text import Wanted
from pipelines.feed_text import from_feed, with_time_of_feed
from pipelines.glance import glance
from pipelines.identify import sent_home
from pipelines.memory import lesson_of, teaches, without_repeated
from pipelines.plausible import with_doubts
from pipelines.prefilter import Prefilter
from pipelines.relevance import can_be_wanted, judge_all
from pipelines.topics import Topic

NO_TEXT = "no text"
NO_WORD = "no word of the topic in the page"


def read(page: Page, topics: Sequence[Topic], memory: Memory = NO_MEMORY, *, whole: bool = False) -> Reading:
    """What a page says: an article with what the topics think of it, or why there is none.

    With `whole` neither prefilter nor topic may set the page aside: it belongs to a document we hold. Where the page is
    a wall or a stub and its feed carried the text, that is read instead. What `memory` knows to be the site's goes.
    """
    reading = _read(page, topics, memory, whole=whole)
    if page.listed is None or page.listed.text is None or not _falls_short(reading):
        return reading
    instead = from_feed(page)
    if instead is None or (reading.article is not None and len(instead.text) <= len(reading.article.text)):
        return reading
    return _judged(page, instead, topics, memory, whole=whole)


def _read(page: Page, topics: Sequence[Topic], memory: Memory, *, whole: bool) -> Reading:
    unreadable = unreadable_answer(page)
    if unreadable is not None:
        return Reading(page=page, unreadable=unreadable, whole=whole, memory=memory)
    if not whole and not _prefilter(tuple(topics)).passes(page.body, page.charset):
        return _unwanted(page, memory)
    is_wanted = always if whole else partial(can_be_wanted, topics=topics)
    article = _extracted(page, is_wanted)
    if isinstance(article, Unreadable):
        return Reading(page=page, unreadable=article, whole=whole, extractor=EXTRACTOR, memory=memory)
    return _judged(page, article, topics, memory, whole=whole)


def _unwanted(page: Page, memory: Memory) -> Reading:
    """A page that no topic can want: looked at just enough to say whether it is one, or read for what it teaches."""
    unreadable = glance(page.body, page.url, page.charset)
    if unreadable is not None:
        return Reading(page=page, unreadable=unreadable, memory=memory)
    article = _extracted(page, never) if teaches(page, memory) else None
    lesson = lesson_of(without_repeated(article, memory), memory) if isinstance(article, Article) else None
    return Reading(page=page, off_topic=NO_WORD, memory=memory, lesson=lesson)


def _extracted(page: Page, is_wanted: Wanted) -> Article | Unreadable:
    return extract(page.body, page.url, page.charset, page.headers, is_wanted=is_wanted)


def _falls_short(reading: Reading) -> bool:
    if reading.unreadable is not None:
        return reading.unreadable.passing or reading.unreadable.reason == NO_TEXT
    return reading.article is not None and reading.article.truncated


def unreadable_answer(page: Page) -> Unreadable | None:
    """Why an answer cannot hold an article, as its envelope shows."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"):
        return Unreadable(reason=f"not html: {kind}")
    if sent_home(page):
        return Unreadable(reason="redirected to the home page")
    return None


def _judged(page: Page, article: Article, topics: Sequence[Topic], memory: Memory, *, whole: bool) -> Reading:
    article = with_doubts(with_time_of_feed(article, page.listed), page.fetched_at)
    judged = judged_by(without_repeated(article, memory), topics)
    wanted = any(one.wanted for one in judged.relevances)
    return Reading(
        page=page,
        judged=judged,
        off_topic=None if wanted else _why_not(judged.relevances),
        whole=whole,
        extractor=EXTRACTOR,
        memory=memory,
        lesson=lesson_of(judged.article, memory, judged.relevances),
    )


def judged_by(article: Article, topics: Sequence[Topic]) -> Judged:
    """An article with what it is compared by and what the topics say of it."""
    return Judged(
        article=article,
        fingerprint=fingerprint(article.title, article.text),
        relevances=judge_all(article.title, article.text, topics),
    )


def _why_not(relevances: Sequence[Relevance]) -> str:
    """The best score of any topic, in words; a stored page is also read when none of its topics is left."""
    if not relevances:
        return "no topic to judge it by"
    best = max(relevances, key=lambda one: one.score)
    return f"score {best.score:.2f} on {best.topic}"


@lru_cache(maxsize=4)
def _prefilter(topics: tuple[Topic, ...]) -> Prefilter:
    """Built once in a process: an automaton over all words takes a moment to make."""
    return Prefilter(topics)
