"""Round-ups: documents that hold several stories, and must be taken for none of them."""

from collections.abc import Sequence
from dataclasses import replace

from corpus import documents, groups
from corpus.store import Corpus
from corpus.types import CopyKind, Fingerprint
from pipelines.duplicates import COPIES, Relation, compare
from pipelines.groups import Match, are_strangers, holds
from pipelines.membership import current_print, settle_group

NEARLY_ALL = 0.8
"""Of an item that stands in a round-up; a copy that lost more is a cut."""


def without_round_ups(
    corpus: Corpus, document_id: int, of: Fingerprint, near: Sequence[Match]
) -> Sequence[Match]:
    """The matches without those that a new text shows to be round-ups: they hold it, and another story of their group.

    A round-up that came before its stories looks like the whole of the first of them; now it leaves that group.
    """
    shown = [one for one in near if _is_shown_as_round_up(corpus, one, of, near)]
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


def _is_shown_as_round_up(corpus: Corpus, match: Match, of: Fingerprint, near: Sequence[Match]) -> bool:
    """Whether a document holds a new text and another one, which have nothing to do with each other.

    Two cuts of one report have not either; but of a report there are other copies about as long.
    """
    whole = match.fingerprint
    if not holds(whole, of, NEARLY_ALL):
        return False
    if any(one is not match and _is_whole_too(one.fingerprint, whole) for one in near):
        return False  # often so, and cheaper than looking at the whole group
    inside = groups.related(corpus, match.document_id, Relation.CONTAINS)
    fellows = (*groups.members(corpus, match.article_id), *inside)
    prints = [current_print(corpus, one) for one in fellows if one != match.document_id]
    if any(_is_whole_too(its, whole) for its in prints):
        return False
    return any(holds(whole, its, NEARLY_ALL) and are_strangers(its, of) for its in prints)


def _is_whole_too(text: Fingerprint, whole: Fingerprint) -> bool:
    return text.words >= 0.7 * whole.words and compare(text, whole).containment >= 0.5


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
    likeness = compare(current_print(corpus, document_id), current_print(corpus, lead))
    groups.relate(corpus, document_id, lead, Relation.CONTAINS, likeness.jaccard)


def _as_it_stands(corpus: Corpus, match: Match) -> Match:
    """A match after groups changed."""
    article_id = documents.document(corpus, match.document_id).copy_of or match.document_id
    return replace(match, article_id=article_id, article=current_print(corpus, article_id))
