"""The words of the field as types: what the steps of the recipe hand to each other (DESIGN: words and data's way).

Frozen values only. `None` means "not known"; times are aware.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

FEED = "feed"
"""How a text was found that stands in for the page's: `details["text"]["method"]`."""


UNSURE = 0.6
"""A text in which we have less confidence should be looked at by a person."""


class Verdict(StrEnum):
    """How a link stands, for good, until something new is known. No verdict (NULL) means open."""

    STORED = "stored"
    ALIAS = "alias"
    OFF_TOPIC = "off_topic"
    UNREADABLE = "unreadable"
    FORBIDDEN = "forbidden"
    FAILED = "failed"
    FORGOTTEN = "forgotten"


class Label(StrEnum):
    """What a topic, or a person, says of one text."""

    ON_TOPIC = "on_topic"
    BORDERLINE = "borderline"
    OFF_TOPIC = "off_topic"


class State(StrEnum):
    """How a document stood at its outlet when we last looked."""

    LIVE = "live"
    TRUNCATED = "truncated"
    GONE = "gone"
    FORGOTTEN = "forgotten"


class CopyKind(StrEnum):
    """What a copy is to the article of its group."""

    EXACT = "exact"
    NEAR = "near"
    UPDATE = "update"


class OutcomeKind(StrEnum):
    """What one fetch did."""

    STORED = "stored"
    COPY = "copy"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    GONE = "gone"
    ALIAS = "alias"
    OFF_TOPIC = "off_topic"
    UNREADABLE = "unreadable"
    FORBIDDEN = "forbidden"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address we met, with what the place we met it in says of it."""

    url: str
    title: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str | None = None
    text: str | None = field(default=None, repr=False)
    """The article's body as the place itself carries it, in HTML: a stand-in where its page is a wall or a stub."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What was fetched: one answer of a server, a record of an archive, or an imported line."""

    requested_url: str
    url: str
    """Where it was found in the end, after redirects."""
    redirects: tuple[str, ...] = ()
    """The addresses on the way, the requested one first; empty when there was no redirect."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Names in lower case."""
    fetched_at: datetime
    body: bytes = field(repr=False)
    """Without transfer and content encoding, in the page's own charset."""
    origin: str | None = None
    """The file and record or line it came from; None when we fetched it."""
    source: str | None = None
    """The name of the source whose entry led here."""
    listed: Link | None = None
    """The link that led here, as its feed lists it."""
    imported: bool = False
    """True for a line of an import: its bytes are no web page that could be read again, and are not kept."""

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the body."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def charset(self) -> str | None:
        """The charset that the HTTP header names, in lower case."""
        return charset_of(self.headers)


def charset_of(headers: Mapping[str, str]) -> str | None:
    """The charset that a Content-Type names, in lower case; header names are in lower case."""
    _, _, value = headers.get("content-type", "").lower().partition("charset=")
    return value.split(";")[0].strip(" \"'") or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A block that was taken out of a text, and the rule that took it."""

    rule: str
    block: int
    """Its place among the paragraphs of the extracted text, from 0."""
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as its page shows it, without boilerplate."""

    url: str
    """Where it was fetched, after redirects."""
    canonical_url: str | None = None
    """What the page says its address is, made absolute; settle decides whether to believe it."""
    title: str = ""
    text: str = field(repr=False)
    """Body without boilerplate, NFC, paragraphs parted by one newline."""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    """Aware, with the page's own offset. None when the page does not say; never guessed from the fetch time."""
    published_precision: str | None = None
    """`instant`, or `day` when the page names only a day (then 00:00 UTC of that day); None without a date."""
    modified_at: datetime | None = None
    language: str | None = None
    """Two letters (ISO 639-1)."""
    site_name: str | None = None
    description: str | None = field(default=None, repr=False)
    wire: str | None = None
    """The agency that the page credits."""
    truncated: bool = False
    """True when the page shows only the beginning (paywall stub, teaser)."""
    confidence: float | None = None
    """How far the readings of the page agreed, 0..1; below `UNSURE` a person should look. None: there was but one."""
    cuts: tuple[Cut, ...] = field(default=(), repr=False)
    details: Mapping[str, object] = field(default_factory=dict, repr=False)
    """What else is worth keeping, as JSON: raw dates, how each field was found, embeds, corrections, rights."""

    @property
    def is_from_feed(self) -> bool:
        """Whether its text is what its feed carried, the page being a wall or a stub."""
        return self.details.get("text") == {"method": FEED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why a page gave no article."""

    reason: str
    """A short constant: `no text`, `bot wall`, `consent wall`, `login wall`, `error page`, `not html`, ..."""
    passing: bool = False
    """True for what may be gone next time (a wall): the link is tried again like a failed one."""


@dataclass(frozen=True, slots=True)
class Match:
    """One piece of evidence: a word of a concept of the topic, and where it stands."""

    concept: str
    term: str
    """As it stands in the text."""
    where: str
    """`title`, `lede` (the first three paragraphs) or `body`."""
    paragraph: int
    """0 in the title; paragraphs of the text count from 1."""
    start: int
    """Characters from the start of the title, or of the text."""
    end: int
    language: str = ""
    """The language, or the languages, under which the topic file lists the word: `ru`, or `ru,uk`."""
    added: float = 0.0
    """What it added to the score, before the rule's weight and limits; below 0 where it speaks for another story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """What one topic says of one text, and why."""

    topic: str
    topic_version: str
    score: float
    """0..1."""
    label: Label
    rule: str | None = None
    """The rule of the topic that decided; None when none did."""
    direction: str | None = None
    """Which way the matter goes, as the topic file names it; None when the text does not say."""
    other_story: str | None = None
    """The kind of other story that the text looks like, when that lowered the score."""
    matched: tuple[Match, ...] = field(default=(), repr=False)

    @property
    def wanted(self) -> bool:
        """Whether this is reason enough to store the text."""
        return self.label is not Label.OFF_TOPIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a text is compared by."""

    text_sha: str
    """sha256 (hex) of the folded text: equal for texts that differ in case, quotes, dashes and spacing only."""
    shingles: frozenset[int] = field(repr=False)
    """64-bit signed hashes of every three words in a row."""
    opening: frozenset[int] = field(repr=False)
    """Those of the first third."""
    closing: frozenset[int] = field(repr=False)
    """Those of the last third."""
    numbers: frozenset[str] = field(repr=False)
    facts: Mapping[int, int] = field(repr=False, hash=False)
    """Names and numbers: the hash of each with the two words before it, and the hash of those two."""
    others: Mapping[int, int] = field(repr=False, hash=False)
    """The same of all other words; empty of a long text."""
    words: int
    """A character of a script without spaces counts as a part of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article with what it is compared by and what the topics say of it."""

    article: Article
    fingerprint: Fingerprint
    relevances: tuple[Relevance, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a site when one of its pages is read."""

    repeated: frozenset[str] = frozenset()
    """Hashes of the paragraphs that are the site's and no article's."""
    background: frozenset[str] = frozenset()
    """Of those that were, or would be, taken for that: what turned out to belong to the articles."""
    teaching: int = 0
    """One page in so many is read although no topic wants it, for what it teaches of the site; 0: none."""


NO_MEMORY = Memory()
"""Of a site of which nothing is known and nothing is to be learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of a page, as far as it is kept in mind."""

    sha: str
    """Of its folded words."""
    size: int
    """Characters."""
    is_telling: bool = False
    """Whether words of the topic stand in it, on a page that the topic wants."""
    is_weighed: bool = False
    """Whether the page was read knowing that the site repeats it; it was cut then, or had to stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a page teaches of its site: of its text only hashes, whether a topic wants it, and what could be read."""

    blocks: tuple[Block, ...] = field(repr=False)
    is_wanted: bool
    """Whether a topic wants it for its words; a topic that keeps everything says nothing here."""
    found: tuple[str, ...]
    """The fields that the page has, of title, authors, published_at, language."""
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that can be known from one page without the store: an article, or why there is none."""

    page: Page
    judged: Judged | None = None
    unreadable: Unreadable | None = None
    off_topic: str | None = None
    """Why the page was left unread or is unwanted: no word of a topic in its bytes, or the judgement."""
    whole: bool = False
    """True when prefilter and topic were not asked (a page of a document we hold)."""
    extractor: str | None = None
    memory: Memory = field(default=NO_MEMORY, repr=False)
    """What was known of the site; the former page is read with the same, so that like is compared with like."""
    lesson: Lesson | None = field(default=None, repr=False)
    """What the page teaches of its site; None where it shows no whole article."""

    @property
    def article(self) -> Article | None:
        """The article, if there is one."""
        return self.judged.article if self.judged is not None else None

    @property
    def relevances(self) -> tuple[Relevance, ...]:
        """What the topics say of it; empty when nothing was judged."""
        return self.judged.relevances if self.judged is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one fetch: an ordinary end, whichever it is."""

    kind: OutcomeKind
    reason: str | None = None
    document_id: int | None = None
    ref: str | None = None
    copy_of: int | None = None
    version: int | None = None
