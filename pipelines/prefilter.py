"""Whether a page's bytes can hold what a topic wants: most pages are left unread by this.

It never loses a page that `judge` would keep. Bytes become text the way the extractor reads them, the text
is folded as the judge folds it, with entities, escapes and tags inside words undone; and a page passes
when for some rule every side has an alias whose words stand in it, anywhere, even in a menu.
"""

import codecs
import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from corpus.words import fold
from pipelines.decode import decode
from pipelines.topics import Topic

_ESCAPE = re.compile(r"\\(?:u(?!d[89a-f])([0-9a-f]{4})|[nrt])", re.IGNORECASE)
"""What JSON writes for a letter or a gap; half of a surrogate pair is no letter of ours."""
# Elements that a browser shows without a gap: they may stand inside a word (a drop cap, a soft break). Matched
# in small letters and from a plain "<": ignoring case, or a group around it, makes the search 15 times slower.
_INLINE = re.compile(
    rb"<(?:/?(?:[abisu]|abbr|bdi|big|cite|em|font|ins|mark|nobr|small|span|strong|su[bp]|wbr)\b[^<>]*|!--.*?--)>",
    re.DOTALL,
)
_LETTER = re.compile(rb"[a-z0-9\x80-\xff]")
_UNSPACED = "\u0e00"
"""From here on (Thai, ideographs, kana) a letter is no neighbour that would make a longer word."""
_PREFIXED = re.compile("[\u0590-\u06ff]")
"""Scripts that write article, preposition and conjunction onto a word."""


class Prefilter:
    """The words of all topics in one automaton; built once per process."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._passes_all = any(topic.keeps_everything for topic in topics)
        self._rules = {
            frozenset((topic.name, side) for side in rule.needs) for topic in topics for rule in topic.rules
        }
        self._aliases = {
            (_telling(term.words), (topic.name, side))
            for topic in topics
            for term in topic.vocabulary.terms
            for side in term.sides
        }
        self._words = sorted({word for words, _ in self._aliases for word in words})
        plain = [word.removesuffix("*").encode() for word in self._words]
        self._automaton = BytesAhoCorasick(plain, implementation=Implementation.DFA)

    def passes(self, body: bytes, charset: str | None) -> bool:
        """Whether the page is worth reading; `charset` is what the HTTP header names."""
        if self._passes_all:
            return True
        text = _folded(decode(body, charset))
        return self._holds(text) or (_has_split_word(text) and self._holds(_INLINE.sub(b"", text)))

    def _holds(self, text: bytes) -> bool:
        found: set[str] = set()
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._words[index]
            if word not in found and _is_word(word, text, start, end):
                found.add(word)
        sides = {side for words, side in self._aliases if words <= found}
        return any(rule <= sides for rule in self._rules)


def _telling(words: Iterable[str]) -> frozenset[str]:
    """The words of an alias that a page must hold: not the "of" and "2" of every page, if others tell more."""
    telling = frozenset(word for word in words if len(word) > 2)
    return telling if any(not word.isdigit() for word in telling) else frozenset(words)


def _is_word(word: str, text: bytes, start: int, end: int) -> bool:
    """Whether what was found is a word, as the judge parts words, or for a stem the beginning of one."""
    is_whole = word.endswith("*") or not _is_letter(text, end, end + 4, 0)
    return is_whole and (not _is_letter(text, start - 4, start, -1) or bool(_PREFIXED.match(word)))


def _is_letter(text: bytes, start: int, end: int, place: int) -> bool:
    """Whether the first or last character of a stretch would make a longer word of its neighbour."""
    near = text[max(0, start) : end]  # four bytes hold at least the nearest character
    if not near or near[place] < 0x80:
        return near[place : place + 1 or None].isalnum()
    char = near.decode(errors="ignore")[place]
    return char.isalnum() and char < _UNSPACED


def _has_split_word(text: bytes) -> bool:
    """Whether a tag, or several in a row, stands between two letters."""
    row_starts = row_ends = 0
    for tag in _INLINE.finditer(text):
        if tag.start() != row_ends:
            row_starts = tag.start()
        row_ends = tag.end()
        if _LETTER.match(text, row_ends) and row_starts and _LETTER.match(text, row_starts - 1):
            return True
    return False


def _folded(text: str) -> bytes:
    """The text as the judge would fold it, with escapes and entities undone, in UTF-8."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    if "&" in text:
        text = html.unescape(text)
    if "&#" in text:  # JSON-LD inside HTML is often escaped twice
        text = html.unescape(text)
    return text.encode("ascii", errors=_FOLDING).lower()


def _fold_error(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return _folded_run(error.object[error.start : error.end]), error.end


@lru_cache(maxsize=1 << 16)
def _folded_run(run: str) -> bytes:
    # Words repeat: looking one up costs a tenth of folding it.
    return fold(run).encode(errors="replace")


# Markup is ASCII. Encoding to ASCII passes over it at the speed of C and hands us the rest, run by run: a tenth
# of the time that a regular expression takes.
_FOLDING = "wirewatch.fold"
codecs.register_error(_FOLDING, _fold_error)
