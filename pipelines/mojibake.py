"""Text that was UTF-8 and was read as something else (`CafÃ©`, `Ð¿Ð¾`, `dronĂłw`), put right where it round-trips."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

_CODECS = ("cp1252", "latin-1", "cp1251", "cp1250", "cp1254", "cp1256")
"""What UTF-8 is read as by mistake; the last three for the outlets of Poland, Turkey and the Middle East."""
_MOST_TIMES = 3
"""How often one text may have been through it."""
_LEAST_WEIGHT = 2
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
"""A misread character looks like two or more."""
_EDGE = re.compile(r"[<>\"\n]")
_LONGEST_UNIT = 10_000
"""Characters to each side; so a page without markup takes no longer."""
_UNLIKELY = re.compile(
    r"[\u0250-\u036f\u0590-\u05bf\u0700-\u07ff]|[A-Za-z\u00c0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z\u00c0-\u024f]"
)
"""What no piece of news is made of: phonetic letters, two scripts in one word (`PODRÓŻE` would become one)."""
_ORDINARY = frozenset("\u00a0»«’”“…–—")
"""What follows a letter in sound text too: `allié »` happens to spell a Chinese character."""


def repaired(text: str) -> str:
    """A page with each piece of its text put right that reads whole as UTF-8 once its bytes are had back.

    A piece in which one letter speaks against it stays as it is: sound text in the same page is never touched.
    """
    for _ in range(_MOST_TIMES):
        better = _once_repaired(text)
        if better == text:
            break
        text = better
    return text


def _once_repaired(text: str) -> str:
    runs = list(_runs(text))
    all_runs = "\n".join({run for _, run in runs})
    for codec in _CODECS:
        misread = _misreading(codec)
        if not misread.sequence.search(all_runs):
            continue
        places = _units(text, [at for at, run in runs if misread.sequence.search(run)])
        meant = {place: better for place in places if (better := misread.meant(text[slice(*place)]))}
        if sum(misread.weight(text[slice(*place)]) for place in meant) >= _LEAST_WEIGHT:
            return _replaced(text, meant)
    return text


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Where something beyond ASCII stands, and what it is; most lines of most pages hold none, and cost little."""
    begin = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield from ((begin + run.start(), run[0]) for run in _RUN.finditer(line))
        begin += len(line) + 1


def _units(text: str, starts: Iterable[int]) -> list[tuple[int, int]]:
    """The pieces of text in which something starts at these places, each once."""
    units: list[tuple[int, int]] = []
    for at in starts:
        if not units or at >= units[-1][1]:
            units.append(_unit_around(text, at))
    return units


def _unit_around(text: str, at: int) -> tuple[int, int]:
    """Where the piece of text, or of an attribute, starts and ends that stands here."""
    first, last = max(0, at - _LONGEST_UNIT), min(len(text), at + _LONGEST_UNIT)
    before, after = _EDGE.search(text[first:at][::-1]), _EDGE.search(text, at, last)
    return at - before.start() if before else first, after.start() if after else last


def _replaced(text: str, meant: Mapping[tuple[int, int], str]) -> str:
    pieces, last = [], 0
    for (start, end), better in sorted(meant.items()):
        if start >= last:
            pieces += [text[last:start], better]
            last = end
    return "".join([*pieces, text[last:]])


@dataclass(frozen=True, slots=True)
class _Misreading:
    """How UTF-8 looks when it is read as another charset."""

    sequence: re.Pattern[str]
    """One character, as its two, three or four bytes look."""
    bytes_of: Mapping[int, int | None] = field(repr=False)
    """The byte of each character beyond ASCII, as latin-1 would write it."""

    def weight(self, unit: str) -> int:
        """How many characters say that this piece was misread: two for one that no sound text has."""
        weight = 0
        for found in self.sequence.finditer(unit):
            before, after = unit[found.start() - 1 : found.start()], unit[found.end() : found.end() + 1]
            in_word = before.isalpha() and after.isalpha() and not found[0].isalpha()
            # Alone it may be what an article shows of broken pages.
            if any(beside.isalpha() or beside > "\x7f" for beside in (before, after)):
                # A sign or a capital in the middle of a word, or three characters for one, is in no sound text.
                weight += 2 if in_word or before.islower() or len(found[0]) > 2 else 1
        return weight

    def meant(self, unit: str) -> str | None:
        """A piece as it was before it was misread; None for one that was not."""
        looks = self.sequence.findall(unit)
        if all(
            look[0].islower() and not _ORDINARY.isdisjoint(look[1:]) and look[:2] != "â€" for look in looks
        ):
            return None
        try:
            meant = unit.translate(self.bytes_of).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None
        return None if _UNLIKELY.search(meant) else meant


@cache
def _misreading(codec: str) -> _Misreading:
    looks = [_look(byte, codec) for byte in range(256)]
    following = _any(looks[0x80:0xC0])
    sequence = "|".join(
        _any(looks[first:last]) + following * more
        for first, last, more in ((0xC2, 0xE0, 1), (0xE0, 0xF0, 2), (0xF0, 0xF5, 3))
    )
    beyond = {ord(look): byte for byte, look in enumerate(looks) if byte > 0x7F}
    strangers = {
        byte: 0x100 for byte in range(0x80, 0x100) if byte not in beyond
    }  # no latin-1: the piece is sound
    return _Misreading(re.compile(sequence), {**strangers, **beyond})


def _look(byte: int, codec: str) -> str:
    """The character that a byte is read as; browsers read one that is none as the control of that number."""
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def _any(looks: list[str]) -> str:
    return "[" + "".join(map(re.escape, looks)) + "]"
