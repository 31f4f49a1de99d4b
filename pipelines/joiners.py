"""The joiners of Persian and Indic spelling, carried safely through an extractor that drops them."""

from copy import deepcopy

from lxml.html import HtmlElement

# trafilatura 2.3 keeps printable characters only and so writes two words of Persian as one. Letters that no
# page uses stand in for the joiners meanwhile; when it keeps U+200C by itself, this file can go.
_STAND_INS = {"\u200c": "\ua7f7", "\u200d": "\ua7fa"}
_HIDE = str.maketrans(_STAND_INS)
_SHOW = str.maketrans({stand_in: joiner for joiner, stand_in in _STAND_INS.items()})


def with_joiners_hidden(tree: HtmlElement) -> HtmlElement:
    """The tree, or where it holds joiners a copy with letters in their place."""
    if not any(_has_joiner(element.text) or _has_joiner(element.tail) for element in tree.iter()):
        return tree
    copy = deepcopy(tree)
    for element in copy.iter():
        if _has_joiner(element.text):
            element.text = element.text.translate(_HIDE)
        if _has_joiner(element.tail):
            element.tail = element.tail.translate(_HIDE)
    return copy


def with_joiners_shown(text: str) -> str:
    """The text with the joiners in their places again."""
    return text.translate(_SHOW)


def _has_joiner(text: str | None) -> bool:
    return text is not None and not text.isascii() and any(joiner in text for joiner in _STAND_INS)
