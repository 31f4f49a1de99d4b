"""The strings that a pattern cannot do without: a text that holds none of them need not be held against it.

The way in which engines that know many patterns screen them (Cox, "Regular Expression Matching with a Trigram Index",
2012). The tree of a pattern is read as `re` itself parses it.
"""

import re
from collections.abc import Iterator, Sequence
from re import _constants as kinds  # type: ignore[attr-defined]  # no public name for either; in 3.11 to 3.13 alike
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_FORMS = 60
"""Forms of one string that are told apart; what has more is left to the pattern."""
_SHORTEST = 3
"""Characters. Shorter strings stand in every text."""
_LONG_ENOUGH = 8
"""Characters. A longer string tells no more: that there are few of them counts then."""

_Part = tuple[object, Any]
"""Its kind, and what the parser tells of one of that kind."""
_Forms = frozenset[str]
_TEXT = "text"
_NONE: _Forms = frozenset()
_EMPTY: _Forms = frozenset(("",))


def required_literals(pattern: str) -> frozenset[str]:
    """Strings of which every text that the pattern matches holds at least one; empty where none is sure.

    `re.error` for a broken pattern.

    >>> sorted(required_literals(r"(?:our|the) (?:weekly )?newsletters?\\W.*"))
    ['our newsletter', 'our weekly newsletter', 'the newsletter', 'the weekly newsletter']
    """
    found = _required(parser.parse(pattern, re.DOTALL))
    return found if _telling(found)[0] >= _SHORTEST else _NONE


def _required(parts: Sequence[_Part]) -> _Forms:
    """Of the sets of strings that a sequence cannot do without, the one that tells most."""
    sets: list[_Forms] = []
    running = _EMPTY
    for part in _joined(parts):
        forms = _forms_of(part)
        if forms and len(running) * len(forms) <= _MOST_FORMS:
            running = _each_with_each(running, forms)
        else:
            sets += [running, _required_in(part)]
            running = forms or _EMPTY
    return max((*sets, running), key=_telling)


def _joined(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts of a sequence, characters in a row as one string."""
    text = ""
    for part in parts:
        if part[0] is kinds.LITERAL:
            text += chr(part[1])
        elif part[0] is not kinds.AT:  # a place has no width
            if text:
                yield _TEXT, text
                text = ""
            yield part
    if text:
        yield _TEXT, text


def _each_with_each(ones: _Forms, others: _Forms) -> _Forms:
    if ones == _EMPTY:
        return others
    return frozenset(one + other for one in ones for other in others)


def _telling(strings: _Forms) -> tuple[int, int]:
    """How much it tells that one of these is there: by the length of the shortest, then by how few they are."""
    return min(_LONG_ENOUGH, min(map(len, strings), default=0)), -len(strings)


def _required_in(part: _Part) -> _Forms:
    """What a part that has no plain form cannot do without."""
    kind, value = part
    if kind is kinds.BRANCH:
        several = [_required(one) for one in value[1]]
        return frozenset().union(*several) if all(_telling(one)[0] for one in several) else _NONE
    if kind in (kinds.SUBPATTERN, kinds.ASSERT):
        return _required(value[-1])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and value[0] > 0:
        return _required(value[2])
    return _NONE


def _forms(parts: Sequence[_Part]) -> _Forms:
    """All strings that a sequence matches, where they are few; else none."""
    forms = _EMPTY
    for part in _joined(parts):
        of_part = _forms_of(part)
        if not of_part or len(forms) * len(of_part) > _MOST_FORMS:
            return _NONE
        forms = _each_with_each(forms, of_part)
    return forms


def _forms_of(part: _Part) -> _Forms:
    kind, value = part
    if kind is _TEXT:
        return frozenset((value,))
    if kind is kinds.IN:
        return (
            frozenset(chr(one[1]) for one in value)
            if all(one[0] is kinds.LITERAL for one in value)
            else _NONE
        )
    if kind is kinds.BRANCH:
        several = [_forms(one) for one in value[1]]
        return frozenset().union(*several) if all(several) else _NONE
    if kind is kinds.SUBPATTERN:
        return _forms(value[-1])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and value[:2] == (0, 1):
        forms = _forms(value[2])
        return forms | _EMPTY if forms else _NONE
    return _NONE
