"""The joiners of Persian and Indic spelling, carried safely through an extractor that drops them."""

from copy import deepcopy

from lxml.html import HtmlElement

from pipelines.decode import visible

# trafilatura 2.3 keeps printable characters only and so writes two words of Persian as one. Letters that no
# page uses stand in for the joiners meanwhile; when it keeps U+200C by itself, this file can go.
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_STAND_INS = {_ZWNJ: "\ua7f7", _ZWJ: "\ua7fa"}
_WRITTEN = (_ZWNJ, _ZWJ, "&zwnj", "&zwj", "&#8204", "&#8205", "&#x200")
_SHOW = str.maketrans({stand_in: joiner for joiner, stand_in in _STAND_INS.items()})


def has_joiners(html: str) -> bool:
    """Whether a page holds joiners, as characters or as entities."""
    return any(written in html for written in _WRITTEN)


def with_joiners_hidden(tree: HtmlElement) -> HtmlElement:
    """A copy of the tree with letters in the place of joiners."""
    copy = deepcopy(tree)
    for element in copy.iter():
        if element.text and has_joiners(element.text):
            element.text = _hidden(element.text)
        if element.tail and has_joiners(element.tail):
            element.tail = _hidden(element.tail)
    return copy


def with_joiners_shown(text: str) -> str:
    """The text with the joiners in their places again."""
    return text.translate(_SHOW)


def _hidden(text: str) -> str:
    # Control characters that a page writes as entities are read by lxml, which then takes them from nobody else.
    # Not `translate`: it is slow on a script of a megabyte.
    return visible(text).replace(_ZWNJ, _STAND_INS[_ZWNJ]).replace(_ZWJ, _STAND_INS[_ZWJ])
