"""Who ran a story: the documents that are one article, what each of them made of it, and what only looks like it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from corpus.diff import Piece, word_diff
from corpus.record import columns
from corpus.store import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One document of a group, as far as telling who ran a story needs."""

    ref: str
    url: str
    source: str | None
    site: str
    title: str
    published_at: datetime | None
    published_precision: str | None
    first_seen_at: datetime
    kind: str | None
    """What it is to the article; None for the article itself."""
    similarity: float | None
    words: int
    wire: str | None
    state: str

    @property
    def name(self) -> str:
        """Who ran it: the source whose entry led there, else the site."""
        return self.source or self.site


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A document that shares much with another one and is an article of its own, or a copy of another."""

    ref: str
    url: str
    source: str | None
    site: str
    title: str
    published_at: datetime | None
    published_precision: str | None
    kind: str
    """`contains`, `template` or `diverged`."""
    similarity: float
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """What a copy made of its article's text."""

    ref: str
    words_cut: int
    words_added: int
    pieces: tuple[Piece, ...] = field(repr=False)
    """In the order of reading; what stayed is shortened."""


def group(corpus: Corpus, document_id: int) -> tuple[Member, ...]:
    """The documents that are one article: the article, then its copies in the order they were published."""
    return tuple(Member(**columns(row)) for row in corpus.rows(_GROUP, {"id": document_id}))


def relatives(corpus: Corpus, document_id: int) -> tuple[Relative, ...]:
    """The documents that a document is related to, the most alike first."""
    return tuple(Relative(**columns(row)) for row in corpus.rows(_RELATIVES, {"id": document_id}))


def rewritings(corpus: Corpus, document_id: int) -> tuple[Rewriting, ...]:
    """What each copy cut from the article of a document's group and added to it; those that changed a word."""
    texts = [(row["ref"], row["text"]) for row in corpus.rows(_TEXTS, {"id": document_id})]
    (_, article), *copies = texts
    compared = ((ref, word_diff(article, text)) for ref, text in copies)
    return tuple(
        Rewriting(
            ref=ref,
            words_cut=_words(pieces, "cut"),
            words_added=_words(pieces, "added"),
            pieces=tuple(pieces),
        )
        for ref, pieces in compared
        if any(piece.is_change for piece in pieces)
    )


def first_publisher(members: Sequence[Member]) -> Member | None:
    """Who says that it published first; None when nobody says when, or two say the same."""
    dated = sorted((one for one in members if one.published_at is not None), key=appeared)
    if not dated or (len(dated) > 1 and appeared(dated[0]) == appeared(dated[1])):
        return None
    return dated[0]


def appeared(member: Member) -> datetime:
    """When it appeared at the latest; the end of time where that is not known."""
    if member.published_at is None:
        return datetime.max.replace(tzinfo=UTC)
    return member.published_at + timedelta(days=member.published_precision == "day")


def _words(pieces: Sequence[Piece], kind: str) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.kind == kind)


_MEMBERS = """
FROM documents AS d JOIN documents AS m
  ON m.id = coalesce(d.copy_of, d.id) OR m.copy_of = coalesce(d.copy_of, d.id)
JOIN versions AS v ON v.document_id = m.id AND v.n = m.version
WHERE d.id = :id AND m.state <> 'forgotten'
ORDER BY m.copy_of IS NOT NULL, v.published_at IS NULL, v.published_at, m.url_key"""

_GROUP = f"""
SELECT m.ref, m.url, m.source, m.site, v.title, v.published_at, v.published_precision, m.first_seen_at,
  m.copy_kind AS kind, m.similarity, v.words, v.wire, m.state {_MEMBERS}"""

_TEXTS = f"SELECT m.ref, v.text {_MEMBERS}"

_RELATIVES = """
SELECT m.ref, m.url, m.source, m.site, v.title, v.published_at, v.published_precision, r.kind, r.similarity, v.words
FROM related AS r JOIN documents AS m ON m.id = r.a + r.b - :id
JOIN versions AS v ON v.document_id = m.id AND v.n = m.version
WHERE :id IN (r.a, r.b) AND m.state <> 'forgotten'
ORDER BY r.similarity DESC, m.url_key"""
