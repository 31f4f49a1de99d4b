"""What hides a word from a search over bytes: entities, escapes, accents, letter forms, tags inside the word.

All bytes here are UTF-8 in small letters, as `bytes.lower` makes them: letters beyond ASCII keep their case.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from html.entities import html5
from itertools import chain

from corpus.words import fold
from pipelines.decode import visible

# Elements that a browser shows without a gap: they may stand inside a word (a drop cap, a soft break).
_INLINE = (
    rb"<(?:/?(?:[abisuq]|abbr|acronym|bdi|bdo|big|cite|code|del|dfn|em|font|ins|kbd|mark|nobr|ruby|small|span|strike"
    rb"|strong|su[bp]|tt|var|wbr)\b[^<>]*|!--.*?--)>"
)
_BARE = b"|".join(sorted((name.lower().encode() for name in html5 if name[-1] != ";"), reverse=True))
"""Names of entities that need no semicolon, the longest first; mostly the gap `&nbsp`."""
_ENTITY = rb"&(?:amp;)*(?:#x[0-9a-f]{1,8};?|#[0-9]{1,9};?|[a-z]{2,31}[0-9]{0,2};|(?:%b))" % _BARE
_ESCAPE = rb"\\u[0-9a-f]{4}"
_LETTER = rb"[a-z0-9\x80-\xff]"
_RUN = re.compile(
    rb"(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|%b+|%b|%b|%b)+" % (_LETTER, _ENTITY, _ESCAPE, _INLINE), re.DOTALL
)
_TAGS = re.compile(_INLINE, re.DOTALL)
_ROW = re.compile(rb"(?:%b)+" % _INLINE, re.DOTALL)
_WRITTEN = re.compile(
    rb"&(?:amp;)*(?:#x([0-9a-f]+);?|#([0-9]+);?|([a-z]+[0-9]*(?=;)|%b);?)|\\u([0-9a-f]{4})" % _BARE
)
_UNIT_BEFORE = re.compile(rb"(?:\\u[0-9a-f]{4}|\\[nrtbf]|&#?[a-z0-9]{2,31})\Z")
"""What ends in a letter or digit and is none: an escape, or an entity without its semicolon."""
_GAP = re.compile(b"&(?:%b)" % _BARE)
_LONGEST_UNIT = 33
NO_WORD_BEHIND = frozenset(b"ghijklmqsuvwxyz")
"""Letters with which no escape ends, and no entity of a gap or quote: behind one of them no word begins."""
_ALPHANUMERIC = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_WORD_BYTES = _ALPHANUMERIC | frozenset(range(0x80, 0x100))
_GOING_ON = _WORD_BYTES | frozenset(b"<&\\\x7f") | frozenset(range(0x20)) - frozenset(b"\t\n\r")
"""Bytes with which a word can go on behind a tag: a letter, another tag, an entity, an escape, a control character."""
_LONGEST_CLOSING = 12
_LONGEST_WORD = 60
"""Bytes that one looks back for the beginning of a word."""
_UNSPACED = "\u0e00"
"""From here on (Thai, ideographs, kana) a letter is no neighbour that would make a longer word."""
_PREFIXES = frozenset("\u0648\u0641\u0628\u06a9\u0627\u0644\u05d5\u05d4\u05d1\u05dc\u05de\u05e9\u05db")
"""Letters, folded, of the articles, prepositions and conjunctions that Arabic and Hebrew write onto a word."""
_RANGES = (
    range(0x01, 0x20), range(0x7F, 0x3400), range(0xA640, 0xABC0), range(0xF900, 0x10000), range(0x1D400, 0x1D800),
    range(0x1F100, 0x1F200),
)  # fmt: skip
"""Where characters stand that fold to others; Hangul is added where a word needs it."""
_HANGUL, _JAMO = range(0xAC00, 0xD7A4), range(0x1100, 0x1200)


def disguises(words: Collection[str]) -> list[bytes]:
    """All bytes that may stand in place of a letter of these words, or between two."""
    alphabet = frozenset(chain.from_iterable(words))
    folded = _folded(any(ord(char) in _JAMO for char in alphabet))
    hidden = {char for char, plain in folded if alphabet.issuperset(plain)}
    names = {name for name, shown in _NAMED.items() if alphabet.issuperset(fold(visible(shown)))}
    capitals = {char.upper() for char in alphabet if len(char.upper()) == 1}
    codes = {ord(char) for char in hidden | alphabet | capitals}
    written = {f"\\u{code:04x}" for code in codes if code <= 0xFFFF}
    references = {reference for code in codes for reference in _references(code)} | {"&#00000", "&#x00000"}
    references |= {f"&{name}" for name in names}
    doubly = {reference.replace("&", "&amp;", 1) for reference in references}  # as JSON in HTML often is
    return sorted(one.encode() for one in hidden | written | references | doubly)


def _references(code: int) -> Iterator[str]:
    """How a character is written by its number; a number of few digits must end, or it begins another one."""
    numbers = {f"&#{code:0{width}}" for width in (1, 4, 5)} | {f"&#x{code:0{width}x}" for width in (1, 4)}
    return (number + ";" if code < 0x80 else number for number in numbers)


def word_splits(words: Collection[str]) -> list[bytes]:
    """How these words look where a tag breaks them off."""
    return sorted({f"{word[:end]}<".encode() for word in words for end in range(1, len(word))})


def splits_word(text: bytes, start: int, end: int) -> bool:
    """Whether what looks like the beginning of a word before a tag is one, and goes on behind the tag."""
    if text.startswith(b"/", end):  # nearly every tag here closes a link or a paragraph, and a gap follows
        closed = text.find(b">", end, end + _LONGEST_CLOSING) + 1
        if closed and closed < len(text) and text[closed] not in _GOING_ON:
            return False
    return begins_word(text, start) and _goes_on(text, end - 1)


def run_at(text: bytes, at: int) -> tuple[bytes, int]:
    """The word in which this place is, with all that disguises it, and where it ends."""
    start = _word_start(text, at)
    run = _RUN.match(text, start)
    return (run[0], run.end()) if run else (b"", at + 1)


def undisguised(run: bytes) -> bytes:
    """The run as the judge would fold it."""
    text = _WRITTEN.sub(_letter, _TAGS.sub(b"", run)).decode(errors="replace")
    return fold(visible(text)).encode()


def begins_word(text: bytes, start: int) -> bool:
    """Whether nothing before this place would make a longer word."""
    if start == 0:
        return True
    before = text[start - 1]
    if before < 0x80:
        if before not in _ALPHANUMERIC:
            return True
        unit = text[max(0, start - _LONGEST_UNIT) : start]
        return (b"\\" in unit or b"&" in unit) and _UNIT_BEFORE.search(unit) is not None
    near = text[max(0, start - 4) : start].decode(errors="ignore")
    if not near or not _joins(near[-1]):
        return True
    plain = fold(near[-1])
    return not plain or plain[-1] in _PREFIXES


def ends_word(text: bytes, end: int) -> bool:
    """Whether nothing behind this place would make a longer word."""
    if end == len(text):
        return True
    if text[end] < 0x80:
        return text[end] not in _ALPHANUMERIC
    near = text[end : end + 4].decode(errors="ignore")
    return not near or not _joins(near[0])


@cache
def _folded(with_hangul: bool) -> tuple[tuple[str, str], ...]:
    """Characters that fold to another letter or digit, or to nothing, and what they fold to."""
    ranges = (*_RANGES, _HANGUL) if with_hangul else _RANGES
    pairs = ((chr(code), fold(visible(chr(code)))) for several in ranges for code in several)
    return tuple((char, plain) for char, plain in pairs if plain != char and (not plain or plain.isalnum()))


def _letter(unit: "re.Match[bytes]") -> bytes:
    """What an entity or escape stands for, in UTF-8; a space for what is no character."""
    hexadecimal, decimal, name, escaped = unit.groups()
    if name is not None:
        return _NAMED.get(name.decode(), " ").encode()
    code = int(decimal) if decimal else int(hexadecimal or escaped, 16)
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return b" "
    return chr(code).encode()


_NAMED = {name.removesuffix(";").lower(): shown for name, shown in sorted(html5.items(), reverse=True)}


def _goes_on(text: bytes, at: int) -> bool:
    """Whether inline tags begin here, one after the other, and a word goes on behind them."""
    run = _ROW.match(text, at)
    return run is not None and _RUN.match(text, run.end()) is not None


def _word_start(text: bytes, at: int) -> int:
    """Where the word begins in which this place is."""
    start = at
    furthest = max(0, at - _LONGEST_WORD)
    while start > furthest and text[start - 1] in _WORD_BYTES:
        start -= 1
    if start and start < at:
        if text[start - 1] == 0x5C:  # a backslash: \n or \u003e of JSON before the word
            return min(at, start + (5 if text[start] == 0x75 else 1))
        if text[start - 1] == 0x26 and (gap := _GAP.match(text, start - 1)) is not None:
            return min(at, gap.end())
    return start


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that sets no spaces, so that its neighbours say nothing of where it ends."""
    return word[0] >= _UNSPACED


def _joins(char: str) -> bool:
    return char.isalnum() and char < _UNSPACED
