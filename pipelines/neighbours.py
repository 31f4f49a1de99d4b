"""Who in the corpus says the same: finding the group of a text, new or changed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from corpus import documents, groups, versions
from corpus.documents import Document
from corpus.store import Corpus
from corpus.types import Article, CopyKind, Fingerprint, Judged
from pipelines.duplicates import COPIES, compare, relation
from pipelines.groups import Match, home, one_story
from pipelines.membership import current_print, print_of, settle_group
from pipelines.round_ups import without_round_ups
from pipelines.shingles import sample


def neighbours(corpus: Corpus, article: Article, of: Fingerprint) -> list[Match]:
    """The documents some version of which is equal, near or otherwise related to this text."""
    alike = groups.candidates(corpus, sample(of.shingles), of.words)
    found = [*groups.same_text(corpus, of.text_sha), *alike]
    matches = (_nearest(corpus, one, of, article.published_at) for one in dict.fromkeys(found))
    return [one for one in matches if one is not None]


def join(corpus: Corpus, document_id: int, of: Fingerprint, near: Sequence[Match]) -> int | None:
    """Put a new document where its neighbours say it belongs; the article it copies, or None if it is one.

    It joins the group of its best match; other groups that it shows to be of the same story join with it.
    """
    near = without_round_ups(corpus, document_id, of, near)
    best = home(of, near)
    for one in near:
        if one.relation not in COPIES:
            groups.relate(corpus, document_id, one.document_id, one.relation, one.likeness.jaccard)
    if best is None:
        return None
    groups.follow(corpus, document_id, best.article_id, CopyKind.NEAR, best.likeness.jaccard)
    united = one_story(of, near, best)
    for article_id in united:
        for member in groups.members(corpus, article_id):
            groups.follow(corpus, member, best.article_id, CopyKind.NEAR, best.likeness.jaccard)
    settle_group(corpus, best.article_id, changed=best.article_id if united else document_id)
    return documents.document(corpus, document_id).copy_of


def regroup(corpus: Corpus, before: Document, judged: Judged, *, without: Collection[int] = ()) -> None:
    """Put a document whose text changed where it belongs now: `before` is how it stood until then.

    Those `without` are as if they were not here.
    """
    if before.copy_of is not None and _is_apart(corpus, before, judged.fingerprint):
        groups.lead(corpus, before.id)
        likeness = compare(judged.fingerprint, current_print(corpus, before.copy_of))
        groups.relate(corpus, before.id, before.copy_of, "diverged", likeness.jaccard)
        settle_group(corpus, before.copy_of, changed=before.copy_of)  # those who stay choose anew
    article_id = documents.document(corpus, before.id).copy_of or before.id
    if len(groups.members(corpus, article_id)) > 1:
        settle_group(corpus, article_id, changed=before.id)
        return
    near = neighbours(corpus, judged.article, judged.fingerprint)
    join(
        corpus,
        before.id,
        judged.fingerprint,
        [
            one
            for one in near
            if before.id not in (one.document_id, one.article_id) and one.document_id not in without
        ],
    )


def _is_apart(corpus: Corpus, copy: Document, of: Fingerprint) -> bool:
    """Whether a copy belongs to its group no more: near no version of its article.

    One that was never near the article, and joined by a fellow copy, stays as long as it is near any of them.
    """
    assert copy.copy_of is not None
    if _is_near(corpus, copy.copy_of, of):
        return False
    former = [print_of(one.title, one.text) for one in versions.versions(corpus, copy.id)[1:]]
    if any(_is_near(corpus, copy.copy_of, one) for one in former):
        return True
    fellows = [one for one in groups.members(corpus, copy.copy_of) if one not in (copy.id, copy.copy_of)]
    return not any(_is_near(corpus, one, of) for one in fellows)


def _is_near(corpus: Corpus, other: int, of: Fingerprint) -> bool:
    match = _nearest(corpus, other, of, None)
    return match is not None and match.relation in COPIES


def _nearest(corpus: Corpus, other: int, of: Fingerprint, published_at: datetime | None) -> Match | None:
    """How a text is like a document: by whichever version of it is most alike."""
    held = documents.document(corpus, other)
    found = []
    for version in versions.versions(corpus, other):
        its = print_of(version.title, version.text)
        likeness = compare(of, its)
        what = relation(likeness, _days(published_at, version.published_at))
        if what is not None:
            found.append((what in COPIES, likeness.jaccard, what, likeness, its))
    if not found:
        return None
    _, _, what, likeness, its = max(found, key=lambda one: one[:2])
    lead = versions.version(corpus, held.copy_of or held.id)
    return Match(
        document_id=other, article_id=lead.document_id, relation=what, likeness=likeness, fingerprint=its,
        article=print_of(lead.title, lead.text),
    )  # fmt: skip


def _days(one: datetime | None, other: datetime | None) -> float | None:
    return abs((one - other).total_seconds()) / 86400 if one is not None and other is not None else None
