"""Groups of documents that came whole: each is put where its texts say, and in one order however they arrived."""

from collections.abc import Collection, Iterable, Iterator

from corpus import documents, groups, versions
from corpus.store import Corpus
from corpus.types import Article, Judged
from corpus.versions import Version
from pipelines.duplicates import COPIES
from pipelines.groups import Match
from pipelines.membership import print_of
from pipelines.neighbours import join, neighbours, regroup
from pipelines.shingles import sample


def place(corpus: Corpus, document_id: int, *, without: Collection[int] = ()) -> bool:
    """Put a document that is in no group where its texts say it belongs, from its first version to its last.

    Those `without` are as if they were not here. True when one that says the same was here although it was first
    seen later: `arrange` makes up for that.
    """
    first, *later = _states(corpus, document_id)
    near = [_others(corpus, document_id, version) for version in (first, *later)]
    add_to_index(corpus, document_id)
    of_first = [one for one in near[0] if one.document_id not in without]
    join(corpus, document_id, print_of(first.title, first.text), of_first)
    for version in later:
        regroup(corpus, documents.document(corpus, document_id), _judged(version), without=without)
    alike = {one.document_id for several in near for one in several if one.relation in COPIES}
    group = groups.members(corpus, documents.document(corpus, document_id).copy_of or document_id)
    mine = _order(corpus, document_id)
    return any(_order(corpus, one) > mine for one in alike.union(group))


def place_anew(corpus: Corpus, document_id: int) -> None:
    """Put a document that says more than it did where its current text belongs."""
    current = versions.version(corpus, document_id)
    regroup(corpus, documents.document(corpus, document_id), _judged(current))


def add_to_index(corpus: Corpus, document_id: int) -> None:
    """Make a document findable by the words of every version."""
    groups.add_shingles(corpus, document_id, _sampled(corpus, document_id))


def take_from_index(corpus: Corpus, document_id: int) -> None:
    """Have nobody find a document by its words."""
    groups.remove_shingles(corpus, document_id, _sampled(corpus, document_id))


def arrange(corpus: Corpus, ids: Iterable[int]) -> None:
    """Make the groups around these documents as if all their members had come in the order they were first seen."""
    done: set[int] = set()
    for one in ids:
        if one in done:
            continue
        with corpus.writing():
            family = _family(corpus, one)
            done |= family
            groups.take_apart(corpus, family)
            for member in family:
                take_from_index(corpus, member)
            waiting = sorted(family, key=lambda other: _order(corpus, other))
            while waiting:
                place(corpus, waiting.pop(0), without=waiting)


def _family(corpus: Corpus, document_id: int) -> set[int]:
    """All documents that are linked to one by saying the same, directly or by others."""
    family: set[int] = set()
    waiting = {document_id}
    while waiting:
        one = waiting.pop()
        family.add(one)
        waiting |= _kin(corpus, one) - family
    return family


def _kin(corpus: Corpus, document_id: int) -> set[int]:
    """The documents that say the same as one in any version, and its group."""
    article_id = documents.document(corpus, document_id).copy_of or document_id
    near = (
        one.document_id
        for version in _states(corpus, document_id)
        for one in _others(corpus, document_id, version)
        if one.relation in COPIES
    )
    return {*near, *groups.members(corpus, article_id)}


def _order(corpus: Corpus, document_id: int) -> tuple[object, str]:
    held = documents.document(corpus, document_id)
    return held.first_seen_at, held.url_key


def _sampled(corpus: Corpus, document_id: int) -> set[int]:
    return {
        shingle
        for version in _states(corpus, document_id)
        for shingle in sample(print_of(version.title, version.text).shingles)
    }


def _states(corpus: Corpus, document_id: int) -> Iterator[Version]:
    return iter(sorted(versions.versions(corpus, document_id), key=lambda one: one.n))


def _others(corpus: Corpus, document_id: int, version: Version) -> list[Match]:
    """The other documents that have to do with a version."""
    near = neighbours(corpus, _article(version), print_of(version.title, version.text))
    return [one for one in near if document_id not in (one.document_id, one.article_id)]


def _article(version: Version) -> Article:
    return Article(url="", title=version.title, text=version.text, published_at=version.published_at)


def _judged(version: Version) -> Judged:
    return Judged(article=_article(version), fingerprint=print_of(version.title, version.text))
