"""The place for comments at the end of a text: how far it reaches around a heading, a policy, or the posts of readers.

By neighbourhood, because the last sentence of a policy often only thanks the reader, and buttons hardly say anything.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.comment_score import comment_score
from pipelines.concepts import spoken_of, tells_news
from pipelines.paragraphs import Paragraph
from pipelines.reporting import looks_reported, quotes_somebody, signs_of_report
from pipelines.threads import names_writer, posts_in

_LONGEST_AREA = 4
"""Paragraphs below a comment heading that may go unread, at the end of a text."""
_MOST_QUIET, _QUIET_WORDS = 2, 15
"""Paragraphs that no rule knows below a comment policy, and the length of those that go with it."""
_LONGEST = 1500
"""Characters of a paragraph that may be of a comment area."""
_LEAST, _MOST_EVIDENCE = 1.25, 4.0
_OF_HEADING, _OF_POLICY, _OF_ADDRESS, _OF_UNKNOWN, _OF_NEWS, _OF_REPORT = 2.5, 2.0, -0.25, -1.0, -2.0, -3.0
"""Logits: what rules know, what nobody knows, and what reports bring in, and how much a comment area must have."""
_MOST_NAMES = 3
"""Labels above the posts of readers that go with them."""
_MOST_LABELS, _LABEL_WORDS = 8, 5
"""The same of labels and buttons, which end like no sentence: `Website`, `Already a subscriber? Log in`."""


def area_at_end(lines: Sequence[Paragraph], lead: int) -> Sequence[Paragraph]:
    """The last paragraphs below the lead that together speak of comments and of nothing else; none where few do.

    What speaks for it and against it is summed from the end upwards, and the best beginning taken: a policy carries
    with it a line that says nothing, and a line of reporting below it outweighs most of what a policy says.
    """
    if not any(line.does("policy", "comments") for line in lines[lead + 1 :]):
        return ()
    spoken = Counter(
        language for line in lines if len(line.text) <= _LONGEST for language in spoken_of(line.text).places
    )
    languages = [language for language, _ in spoken.most_common(1)]
    best, begin, total = _LEAST, len(lines), 0.0
    for n in range(len(lines) - 1, lead, -1):
        if lines[n].does("keep"):
            break
        evidence = _evidence(lines[n], languages)
        total += evidence
        if evidence > 0 and total >= best:
            best, begin = total, n
    area = lines[begin:]
    is_certain = any(line.does("policy", "comments") for line in area)
    return [*_labels_above(lines, begin, 1), *area] if is_certain else ()


def _evidence(line: Paragraph, languages: Iterable[str]) -> float:
    """How much a paragraph speaks for being of the comment area: about a logit."""
    if len(line.text) > _LONGEST:
        return _OF_REPORT
    score = max(-_MOST_EVIDENCE, min(_MOST_EVIDENCE, comment_score(spoken_of(line.text))))
    if line.does("policy", "comments"):
        return max(_OF_HEADING if line.does("comments") and not line.is_sentence else _OF_POLICY, score)
    if line.rules or _is_label(line):
        return max(0.0, score)
    return max(_unread(line, languages), score)


def _unread(line: Paragraph, languages: Iterable[str]) -> float:
    """What a paragraph of which no rule knows says against being of the area: less when it speaks to the reader."""
    spoken = spoken_of(line.text)
    speaks = any("address" in found for found in spoken.places.values())
    signs = {sign for language in languages for sign in signs_of_report(line.text, language)}
    if quotes_somebody(line.text) or signs:
        return _OF_REPORT / (2 if speaks else 1) / (1 if signs != {"count"} else 2)
    if spoken.tells_news:
        return _OF_NEWS / 4 if speaks else _OF_NEWS
    return (_OF_ADDRESS if speaks else _OF_UNKNOWN) * (1 if line.text.count(" ") < _QUIET_WORDS else 2)


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
    return [*_labels_above(lines, first, 1), *lines[first : n + 1], *below]


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
    above = _labels_above(lines, first, _MOST_NAMES)
    return [*above, *lines[first : last + 1], *(_quiet_below(lines, last) or ())]


def _labels_above(lines: Sequence[Paragraph], n: int, most: int) -> Sequence[Paragraph]:
    """The labels right above the nth paragraph: the heading of rules, a name without a time, how posts are sorted."""
    first = n
    while first > max(1, n - most) and _is_label(lines[first - 1]):
        first -= 1
    return lines[first:n]


def _quiet_below(lines: Sequence[Paragraph], n: int) -> list[Paragraph] | None:
    """What goes with a comment area that ends at the nth paragraph; None when a story goes on below it."""
    below = lines[n + 1 :]
    unknown = [line for line in below if not line.rules and not _is_label(line)]
    labels = sum(map(_is_label, below))
    languages = spoken_of(lines[n].text).places
    if (
        len(unknown) > _MOST_QUIET
        or labels > _MOST_LABELS
        or not all(_is_quiet(line, languages) for line in unknown)
    ):
        return None
    return [line for line in below if (not line.rules or line.does("civil")) and not line.does("keep")]


def _is_quiet(line: Paragraph, languages: Iterable[str]) -> bool:
    """Whether it may go with the policy above it: short, and it reports nothing in the languages of that."""
    spoken = spoken_of(line.text)
    if line.text.count(" ") >= _QUIET_WORDS or quotes_somebody(line.text) or spoken.tells_news:
        return False
    return spoken.speaks_to_reader or not any(looks_reported(line.text, language) for language in languages)


def _is_label(line: Paragraph) -> bool:
    """Whether it is no more than a label or a button, unknown to the rules."""
    return (
        not line.rules
        and not line.is_sentence
        and not line.text.startswith(("|", "- "))
        and line.text.count(" ") < _LABEL_WORDS
    )
