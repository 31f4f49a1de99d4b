"""Who in the corpus says the same: finding the group of a text, and keeping each group in order."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from corpus import documents, groups, versions
from corpus.documents import Document
from corpus.store import Corpus
from corpus.types import Article, CopyKind, Fingerprint, Judged
from pipelines.duplicates import COPIES, Relation, compare, fingerprint, relation
from pipelines.groups import Match, Member, are_strangers, elect, holds, home, one_story
from pipelines.shingles import sample

NEARLY_ALL = 0.8
"""Of an item that stands in a round-up; a copy that lost more is a cut."""


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
    near = _without_round_ups(corpus, document_id, of, near)
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


def _without_round_ups(
    corpus: Corpus, document_id: int, of: Fingerprint, near: Sequence[Match]
) -> Sequence[Match]:
    """The matches without those that a new text shows to be round-ups: they hold it, and another story of their group.

    A round-up that came before its stories looks like the whole of the first of them; now it leaves that group.
    """
    shown = [one for one in near if _is_shown_as_round_up(corpus, one, of)]
    for one in shown:
        groups.relate(corpus, document_id, one.document_id, Relation.CONTAINS, one.likeness.jaccard)
        _expel(corpus, one.document_id)
    known = [one for one in near if one not in shown and _is_known_as_round_up(corpus, one, near)]
    return [_as_it_stands(corpus, one) for one in near if one not in shown and one not in known]


def _is_known_as_round_up(corpus: Corpus, match: Match, near: Sequence[Match]) -> bool:
    """Whether a document near to a new text is known to contain another one that is near to it too."""
    if match.relation is not Relation.NEAR or len(near) == 1:
        return False
    inside = set(groups.related(corpus, match.document_id, Relation.CONTAINS))
    return any(
        one.relation in COPIES
        and one.document_id in inside
        and one.fingerprint.words < match.fingerprint.words
        for one in near
    )


def _is_shown_as_round_up(corpus: Corpus, match: Match, of: Fingerprint) -> bool:
    """Whether a document holds a new text and another one, which have nothing to do with each other.

    Two cuts of one report have not either; but of a report there are other copies about as long.
    """
    whole = match.fingerprint
    if not holds(whole, of, NEARLY_ALL):
        return False
    inside = groups.related(corpus, match.document_id, Relation.CONTAINS)
    fellows = [
        one for one in (*groups.members(corpus, match.article_id), *inside) if one != match.document_id
    ]
    prints = [_current_print(corpus, one) for one in fellows]
    if any(its.words >= 0.7 * whole.words and compare(its, whole).containment >= 0.5 for its in prints):
        return False
    return any(holds(whole, its, NEARLY_ALL) and are_strangers(its, of) for its in prints)


def _expel(corpus: Corpus, document_id: int) -> None:
    """Make a member of a group an article of its own that contains the others' story."""
    article_id = documents.document(corpus, document_id).copy_of or document_id
    others = [one for one in groups.members(corpus, article_id) if one != document_id]
    if not others:
        return
    groups.lead(corpus, document_id)
    lead = article_id if article_id != document_id else others[0]
    groups.lead(corpus, lead)
    for one in others:
        if one != lead:
            groups.follow(corpus, one, lead, CopyKind.NEAR, 0)
    settle_group(corpus, lead, changed=lead)
    likeness = compare(_current_print(corpus, document_id), _current_print(corpus, lead))
    groups.relate(corpus, document_id, lead, Relation.CONTAINS, likeness.jaccard)


def _as_it_stands(corpus: Corpus, match: Match) -> Match:
    """A match after groups changed."""
    article_id = documents.document(corpus, match.document_id).copy_of or match.document_id
    return replace(match, article_id=article_id, article=_current_print(corpus, article_id))


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


def regroup(corpus: Corpus, before: Document, judged: Judged, *, without: Collection[int] = ()) -> None:
    """Put a document whose text changed where it belongs now: `before` is how it stood until then.

    Those `without` are as if they were not here.
    """
    if before.copy_of is not None and _is_apart(corpus, before, judged.fingerprint):
        groups.lead(corpus, before.id)
        likeness = compare(judged.fingerprint, _current_print(corpus, before.copy_of))
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


def _current_print(corpus: Corpus, document_id: int) -> Fingerprint:
    current = versions.version(corpus, document_id)
    return print_of(current.title, current.text)


@lru_cache(maxsize=512)
def print_of(title: str, text: str) -> Fingerprint:
    """The fingerprint of a stored text. About 100 KB each; a busy story is compared again and again."""
    return fingerprint(title, text)


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
