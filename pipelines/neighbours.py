"""Who in the corpus says the same: finding the group of a text, and keeping each group in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from corpus import documents, groups
from corpus.documents import Document, Version
from corpus.store import Corpus
from corpus.types import Article, CopyKind, Fingerprint
from pipelines.duplicates import Likeness, compare, fingerprint, relation, sample
from pipelines.groups import Member, elect

COPIES = ("exact", "near")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document whose text is like a given one."""

    document: Document
    kind: str
    """`exact`, `near`, `contains` or `template`."""
    similarity: float


def neighbours(corpus: Corpus, article: Article, of: Fingerprint) -> list[Neighbour]:
    """The documents that any version of makes copies of this text or relates to it, the most alike first."""
    found = [*groups.same_text(corpus, of.text_sha), *groups.candidates(corpus, sample(of.shingles))]
    near = (
        _nearest(corpus, documents.document(corpus, one), of, article.published_at)
        for one in dict.fromkeys(found)
    )
    return sorted((one for one in near if one is not None), key=_alike, reverse=True)


def join(corpus: Corpus, document_id: int, near: list[Neighbour]) -> int | None:
    """Put a document where its neighbours say it belongs; the article it copies, or None if it is one.

    It joins the group of its best match. Two groups are never made one by a document that is like both.
    """
    for one in near:
        if one.kind not in COPIES:
            groups.relate(corpus, document_id, one.document.id, one.kind, one.similarity)
    best = next((one for one in near if one.kind in COPIES), None)
    if best is None:
        return None
    article_id = best.document.copy_of or best.document.id
    groups.follow(corpus, document_id, article_id, CopyKind.NEAR, best.similarity)
    settle_group(corpus, article_id)
    return documents.document(corpus, document_id).copy_of


def settle_group(corpus: Corpus, article_id: int) -> None:
    """Choose the article of a group anew, and say of every other member what it is to that article."""
    ids = groups.members(corpus, article_id)
    if len(ids) == 1:
        return
    chosen = elect([_member(corpus, one) for one in ids])
    groups.lead(corpus, chosen)
    lead = documents.document(corpus, chosen)
    for one in ids:
        if one != chosen:
            kind, similarity = _towards(corpus, documents.document(corpus, one), lead)
            groups.follow(corpus, one, chosen, kind, similarity)


def leave_if_apart(corpus: Corpus, document: Document) -> bool:
    """A copy whose current version is near no version of its article any more leaves its group."""
    if document.copy_of is None:
        return False
    lead = documents.document(corpus, document.copy_of)
    current = documents.version(corpus, document.id)
    of = print_of(current.title, current.text)
    nearest = _nearest(corpus, lead, of, current.published_at)
    if nearest is not None and nearest.kind in COPIES:
        return False
    similarity = nearest.similarity if nearest is not None else 0.0
    groups.lead(corpus, document.id)
    groups.relate(corpus, document.id, lead.id, "diverged", similarity)
    return True


@lru_cache(maxsize=1024)
def print_of(title: str, text: str) -> Fingerprint:
    """The fingerprint of a stored text. About 30 KB each; a busy story is compared again and again."""
    return fingerprint(title, text)


def _nearest(
    corpus: Corpus, other: Document, of: Fingerprint, published_at: datetime | None
) -> Neighbour | None:
    """How a text is like a document: by whichever version of it is most alike."""
    found = [
        Neighbour(document=other, kind=kind, similarity=likeness.jaccard)
        for version, likeness in _likenesses(corpus, other.id, of)
        if (kind := relation(likeness, _days(published_at, version.published_at))) is not None
    ]
    return max(found, key=_alike, default=None)


def _days(one: datetime | None, other: datetime | None) -> float | None:
    return abs((one - other).total_seconds()) / 86400 if one is not None and other is not None else None


def _likenesses(corpus: Corpus, document_id: int, of: Fingerprint) -> Iterator[tuple[Version, Likeness]]:
    for version in documents.versions(corpus, document_id):
        yield version, compare(of, print_of(version.title, version.text))


def _alike(one: Neighbour) -> tuple[bool, float, int]:
    return one.kind in COPIES, one.similarity, -one.document.id


def _member(corpus: Corpus, document_id: int) -> Member:
    document, version = documents.document(corpus, document_id), documents.version(corpus, document_id)
    return Member(
        document_id=document_id,
        url_key=document.url_key,
        published_at=version.published_at,
        published_precision=version.published_precision,
        truncated=version.truncated,
        fingerprint=print_of(version.title, version.text),
    )


def _towards(corpus: Corpus, copy: Document, lead: Document) -> tuple[CopyKind, float]:
    current, leading = (documents.version(corpus, one.id) for one in (copy, lead))
    likeness = compare(*(print_of(one.title, one.text) for one in (current, leading)))
    if current.text_sha == leading.text_sha:
        return CopyKind.EXACT, 1.0
    return (CopyKind.UPDATE if copy.site == lead.site else CopyKind.NEAR), likeness.jaccard
