"""What the end of a text says of its author: `Jane Roe covers defence for Example.`"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from corpus.words import fold
from pipelines.paragraphs import Paragraph
from pipelines.wording import all_texts, any_of, table

_LONGEST = 80
"""Words; what is longer tells a story."""
_HEADING_WORDS = 6
_MOST = 4
"""Authors that the end of one text tells of."""
_CASELESS = re.compile(r"[\u0590-\u06ff]")
"""Hebrew, Arabic and Persian, which write names like other words."""
_PARTICLE = re.compile(r"d[aei]|de[lnr]|d[ou]s|du|la|van|von|zu|el|al|bin|ben|y|e|dr\.|prof\.|mag\.", re.I)
_ARTICLE = ("The", "Der", "Die", "Das", "Les", "Los", "Las", "Gli")
_NAME_WORDS = (2, 3, 4)
_APART = re.compile(r"(?:\s*\([^)]{1,60}\))?(?:\s*[,،][^,،.]{1,60}[,،])?\s*[,،]?\s*")
"""What may stand between a name and what it does: `, born in 1984,`"""


def biographies(lines: Sequence[Paragraph], authors: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs on authors, and the headings over them, with which a text ends; never one of the first two.

    `authors` are those whom the page names. Others are known by what is said of them.
    """
    names = [fold(author) for author in authors if " " in author]
    found: list[int] = []
    for n in range(len(lines) - 1, 1, -1):
        line = lines[n]
        if line.does("keep") or len(found) == _MOST:
            return
        below_heading = _heads(lines[n - 1]) and n > 2
        if _heads(line) or _tells_of(line.text, names, below_heading=below_heading):
            found.append(n)
            yield line
        elif line.is_real:
            return


def _heads(line: Paragraph) -> bool:
    is_short = line.text.count(" ") < _HEADING_WORDS
    return is_short and _pattern("heading").fullmatch(fold(line.text).strip(" :.-|")) is not None


def _tells_of(text: str, names: Sequence[str], *, below_heading: bool) -> bool:
    """Whether a paragraph is on an author: one whom the page names, or somebody said to write."""
    folded = " ".join(fold(text).split())
    if any(folded.startswith(name) and _works(folded[len(name) :]) for name in names):
        return True
    if text.count(" ") >= _LONGEST or _pattern("never").search(folded):
        return False
    author = _pattern("author").match(folded)
    if below_heading:
        return author is not None or any(_after_name(text))
    if _pattern("untitled").fullmatch(folded) or (author and _is_bare_author(folded[author.end() :])):
        return True
    return any(_writes(rest) for rest in _after_name(text))


def _after_name(text: str) -> Iterator[str]:
    """What follows the name that a paragraph begins with, folded: one way or, without capitals, several."""
    words = text.split()
    if _CASELESS.match(text):
        lengths = [length for length in _NAME_WORDS if length < len(words)]
    else:
        length = next((n for n, word in enumerate(words) if not _is_of_name(word)), len(words))
        first_comma = next((n + 1 for n, word in enumerate(words[:length]) if word.endswith(",")), length)
        lengths = [first_comma] if first_comma in (*_NAME_WORDS, 5) and words[0] not in _ARTICLE else []
    for length in lengths:
        tail = "," if words[length - 1].endswith((",", "،")) else ""
        yield f"{tail} {fold(' '.join(words[length:]))}"


def _is_of_name(word: str) -> bool:
    return word[0].isupper() or _PARTICLE.fullmatch(word) is not None


def _works(rest: str) -> bool:
    return _pattern("works").fullmatch(rest.lstrip(" ,،")) is not None


def _is_bare_author(rest: str) -> bool:
    """Whether `The author` goes on with what an author is."""
    return any(
        _of(kind, language).fullmatch(rest.lstrip(" ,،"))
        for kind in ("journalist", "expert")
        for language in _languages()
    )


def _writes(rest: str) -> bool:
    """Whether what follows a name says that it writes, and for whom or on what."""
    apart = _APART.match(rest)
    starts = {0, apart.end() if apart else 0}
    return any(
        _of(kind, language).fullmatch(rest[start:].lstrip(" ,،")) and _of(needs, language).search(rest)
        for kind, needs in (("journalist", "cue"), ("expert", "book"))
        for language in _languages()
        for start in starts
    )


@cache
def _languages() -> tuple[str, ...]:
    return tuple(_table()["author"])


@cache
def _of(kind: str, language: str) -> re.Pattern[str]:
    """The patterns of one part of the table in one language."""
    return any_of(_table()[kind][language])


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """The patterns of one part of the table, in any language."""
    texts = all_texts(_table()[kind])
    return any_of(f"(?:{text})\\b" for text in texts) if kind == "author" else any_of(texts)


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    kinds = table("biographies.toml")
    return {kind: part for kind, part in kinds.items() if isinstance(part, dict)}
