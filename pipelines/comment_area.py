"""The place for comments at the end of a text: how far it reaches around a heading, a policy, or the posts of readers.

By neighbourhood, because the last sentence of a policy often only thanks the reader, and buttons hardly say anything.
"""

from collections.abc import Sequence

from pipelines.concepts import spoken_of, tells_news
from pipelines.paragraphs import Paragraph
from pipelines.threads import names_writer, posts_in

_LONGEST_AREA = 4
"""Paragraphs below a comment heading that may go unread, at the end of a text."""
_MOST_QUIET, _QUIET_WORDS = 2, 15
"""Paragraphs that no rule knows below a comment policy, and the length of those that go with it."""
_MOST_LABELS, _LABEL_WORDS = 8, 5
"""The same of labels and buttons, which end like no sentence: `Website`, `Already a subscriber? Log in`."""


def policy_and_around(lines: Sequence[Paragraph], n: int) -> Sequence[Paragraph]:
    """A comment policy at the end, with greeting and buttons below it and what else is asked of the reader above it.

    It speaks for itself only there: in front of reporting it may be reporting.
    """
    below = _quiet_below(lines, n)
    if below is None:
        return ()
    first = n
    while first > 1 and lines[first - 1].does("civil") and not lines[first - 1].does("keep"):
        first -= 1
    if first > 1 and _is_label(lines[first - 1]):
        first -= 1
    return [*lines[first : n + 1], *below]


def heading_and_below(lines: Sequence[Paragraph], n: int) -> Sequence[Paragraph]:
    """A comment heading and all that follows, if a policy or a form is among it, or next to nothing and no news."""
    following = lines[n + 1 :]
    telling = (at for at, line in enumerate(following[:4]) if _is_of_area(line))
    first = next(telling, len(following))
    if any(line.is_real for line in following[:first]):
        return ()
    if first == len(following) and (
        first > _LONGEST_AREA or any(tells_news(line.text) for line in following)
    ):
        return ()
    return [lines[n], *(line for line in following if not line.does("keep"))]


def _is_of_area(line: Paragraph) -> bool:
    return line.does("policy", "comments", "civil") or names_writer(line.text)


def posts_and_below(lines: Sequence[Paragraph], lead: int) -> Sequence[Paragraph]:
    """What readers wrote below the lead paragraph and its buttons, and what little stands below at the end."""
    posts = posts_in([line.text for line in lines[lead + 1 :]])
    if not posts:
        return ()
    first, last = lead + 1 + posts.start, lead + posts.stop
    return [*lines[first : last + 1], *(_quiet_below(lines, last) or ())]


def _quiet_below(lines: Sequence[Paragraph], n: int) -> list[Paragraph] | None:
    """What goes with a comment area that ends at the nth paragraph; None when a story goes on below it."""
    below = lines[n + 1 :]
    unknown = [line for line in below if not line.rules and not _is_label(line)]
    labels = sum(map(_is_label, below))
    if len(unknown) > _MOST_QUIET or labels > _MOST_LABELS or not all(map(_is_quiet, unknown)):
        return None
    return [line for line in below if (not line.rules or line.does("civil")) and not line.does("keep")]


def _is_quiet(line: Paragraph) -> bool:
    """Whether it may go with the policy above it: short, it says something to the reader, and reports nothing."""
    return line.text.count(" ") < _QUIET_WORDS and spoken_of(line.text).speaks_to_reader


def _is_label(line: Paragraph) -> bool:
    """Whether it is no more than a label or a button, unknown to the rules."""
    return (
        not line.rules
        and not line.is_sentence
        and not line.text.startswith(("|", "- "))
        and line.text.count(" ") < _LABEL_WORDS
    )
