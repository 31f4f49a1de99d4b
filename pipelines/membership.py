"""Each group in order: which member is its article, and what the others are to it."""

from functools import lru_cache

from corpus import documents, groups, versions
from corpus.documents import Document
from corpus.store import Corpus
from corpus.types import CopyKind, Fingerprint
from pipelines.duplicates import compare, fingerprint
from pipelines.groups import Member, elect


def settle_group(corpus: Corpus, article_id: int, *, changed: int) -> None:
    """Choose the article of a group anew after one member changed or came, and say what each copy is to it."""
    ids = groups.members(corpus, article_id)
    if len(ids) == 1:
        return
    chosen = elect([_member(corpus, one) for one in ids])
    groups.lead(corpus, chosen)
    lead = documents.document(corpus, chosen)
    # What the others are to the article changes only with the article.
    for one in ids if chosen != article_id or changed == article_id else [changed]:
        if one != chosen:
            kind, similarity = _towards(corpus, documents.document(corpus, one), lead)
            groups.follow(corpus, one, chosen, kind, similarity)


def current_print(corpus: Corpus, document_id: int) -> Fingerprint:
    """The fingerprint of a document as it stands."""
    current = versions.version(corpus, document_id)
    return print_of(current.title, current.text)


@lru_cache(maxsize=1024)
def print_of(title: str, text: str) -> Fingerprint:
    """The fingerprint of a stored text. About 80 KB each; a busy story is compared again and again."""
    return fingerprint(title, text)


def _member(corpus: Corpus, document_id: int) -> Member:
    document, version = documents.document(corpus, document_id), versions.version(corpus, document_id)
    return Member(
        document_id=document_id,
        url_key=document.url_key,
        published_at=version.published_at,
        published_precision=version.published_precision,
        truncated=version.truncated,
        fingerprint=print_of(version.title, version.text),
    )


def _towards(corpus: Corpus, copy: Document, lead: Document) -> tuple[CopyKind, float]:
    current, leading = (versions.version(corpus, one.id) for one in (copy, lead))
    likeness = compare(*(print_of(one.title, one.text) for one in (current, leading)))
    if likeness.exact:
        return CopyKind.EXACT, 1.0
    return (CopyKind.UPDATE if copy.site == lead.site else CopyKind.NEAR), likeness.jaccard
