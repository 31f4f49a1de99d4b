"""What a short paragraph speaks of, told from its words: comments and rules, a newsletter and how to get it.

Outlets word what they tell their readers in endless ways, but always of the same things.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from corpus.words import fold, tokens
from pipelines.wording import all_texts, table

_SHORTEST_STEM = 2
_OPENS_SPEECH = tuple(fold("\"'«“„”‘") + "-—–")
"""What a paragraph begins with that somebody speaks: the words of an editor on comments are news."""
# Arabic and Hebrew write `and`, `the`, `in`, `for` at the front of a word.
_PREFIXES = ("وال", "بال", "لل", "ال", "فال", "کال", "و", "ب", "ل", "ف", "ה", "ו", "ב", "ל", "ש", "מ")
_SHORTEST_REST = 3
_MARKED = ("ar", "he")

_NEAR = {"ru": ("uk",), "uk": ("ru",), "es": ("pt",), "pt": ("es",)}
"""Languages that share so many words that a paragraph of one seems to be of the other."""

_LEAST_SHARE = 0.15
"""Share of its words that a paragraph gives to what it speaks of. In a longer story they are met by chance."""

Spoken = Mapping[str, Mapping[str, float]]
"""The concepts of a paragraph by the language in which its words mean them, each with its share of the words."""


def spoken_of(paragraph: str) -> Spoken:
    """What a paragraph speaks of; nothing for one that somebody is quoted with."""
    if fold(paragraph.lstrip()[:1]).startswith(_OPENS_SPEECH):
        return {}
    words = tokens(paragraph)
    found: dict[str, dict[str, float]] = {}
    pairs = map(" ".join, pairwise(words))
    triples = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    for word in (*words, *pairs, *triples):
        for language, concept in _meanings(word):
            shares = found.setdefault(language, {})
            shares[concept] = shares.get(concept, 0) + (word.count(" ") + 1) / len(words)
    return found


def speaks(spoken: Spoken, combinations: Iterable[frozenset[str]]) -> bool:
    """Whether one of these combinations is spoken of in one language, and no news is told there."""
    several = list(combinations)
    return any(
        any(_is_about(shares, wanted) for wanted in several) and not _tells_news(spoken, language)
        for language, shares in spoken.items()
    )


def _is_about(shares: Mapping[str, float], wanted: frozenset[str]) -> bool:
    return wanted <= shares.keys() and sum(shares[concept] for concept in wanted) >= _LEAST_SHARE


def _tells_news(spoken: Spoken, language: str) -> bool:
    return any("news" in spoken.get(near, ()) for near in (language, *_NEAR.get(language, ())))


@lru_cache(maxsize=50_000)
def _meanings(word: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_found(word)))


def _found(word: str) -> Iterable[tuple[str, str]]:
    whole, stems = _lexicon()
    yield from whole.get(word, ())
    for length in range(max(word.rfind(" ") + 2, _SHORTEST_STEM), len(word) + 1):
        yield from stems.get(word[:length], ())
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST_REST:
            meant = (
                *whole.get(rest, ()),
                *(m for n in range(3, len(rest) + 1) for m in stems.get(rest[:n], ())),
            )
            yield from (meaning for meaning in meant if meaning[0] in _MARKED)


@cache
def _lexicon() -> tuple[Mapping[str, list[tuple[str, str]]], Mapping[str, list[tuple[str, str]]]]:
    """Whole words, and stems, with the language and concept of each."""
    whole: dict[str, list[tuple[str, str]]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for concept, languages in table("concepts.toml").items():
        for language, words in languages.items() if isinstance(languages, dict) else ():
            for word in all_texts(words):
                kind, written = (stems, word[:-1]) if word.endswith("*") else (whole, word)
                kind.setdefault(" ".join(tokens(written)), []).append((language, concept))
    return whole, stems
