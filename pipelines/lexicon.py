"""Which concepts the words of a text mean, in which language: the tables of concepts, looked up word by word."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat

from corpus.words import fold, tokens
from pipelines.wording import all_texts, table

_PATTERNS = ("past", "addressed", "attributed")
"""Parts of the tables that hold patterns, not words; `pipelines/reporting.py` has them."""
_SHORTEST_STEM = 2
# Arabic and Hebrew write `and`, `the`, `in`, `for` at the front of a word.
_PREFIXES = ("وال", "بال", "لل", "ال", "فال", "کال", "و", "ب", "ل", "ف", "ה", "ו", "ב", "ל", "ש", "מ")
_SHORTEST_REST = 3
_MARKED = ("ar", "he")

Tables = tuple[str, ...]
"""Names of shipped tables of concepts."""

Meaning = tuple[str, str]
"""The language in which a word means a concept, and the concept."""

_Phrase = tuple[tuple[str, ...], bool, Meaning]
"""The words after the first, whether the last of them is a stem, and what they mean together."""

_Phrases = tuple[dict[str, list[_Phrase]], list[_Phrase]]
"""Phrases by their second word; those that have but a stem there."""

_Words = Mapping[str, list[Meaning]]


def meanings(words: Sequence[str], tables: Tables) -> Iterator[tuple[int, int, Meaning]]:
    """Where in these words each meaning that the tables give starts and ends."""
    for n, (alone, phrases) in enumerate(map(_meanings, words, repeat(tables))):
        for meaning in alone:
            yield n, n + 1, meaning
        if phrases and n + 1 < len(words):
            following, stems = phrases
            for rest, is_stem, meaning in (*following.get(words[n + 1], ()), *stems):
                end = n + 1 + len(rest)
                said = tuple(words[n + 1 : end])
                if said == rest or (is_stem and said[:-1] == rest[:-1] and said[-1].startswith(rest[-1])):
                    yield n, end, meaning


@lru_cache(maxsize=50_000)
def _meanings(word: str, tables: Tables) -> tuple[Sequence[Meaning], _Phrases | None]:
    """What a word means alone, and the phrases that begin with it."""
    whole, stems, phrases = _lexicon(tables)
    found = [*whole.get(word, ()), *_begins(word, stems)]
    elided = word.rpartition("'")[2]  # French and Italian write the article with its noun
    if elided != word:
        found += [*whole.get(elided, ()), *_begins(elided, stems, _SHORTEST_REST)]
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST_REST:
            meant = (*whole.get(rest, ()), *_begins(rest, stems, _SHORTEST_REST))
            found += [meaning for meaning in meant if meaning[0] in _MARKED]
    return tuple(dict.fromkeys(found)), phrases.get(word)


def _begins(
    word: str, stems: Mapping[str, Sequence[Meaning]], least: int = _SHORTEST_STEM
) -> Iterator[Meaning]:
    for length in range(least, len(word) + 1):
        yield from stems.get(word[:length], ())


@cache
def _lexicon(tables: Tables) -> tuple[_Words, _Words, Mapping[str, _Phrases]]:
    """Whole words, stems, and phrases by their first word, with the language and concept of each."""
    whole: dict[str, list[Meaning]] = {}
    stems: dict[str, list[Meaning]] = {}
    phrases: dict[str, _Phrases] = {}
    for written, meaning in _written(tables):
        is_stem = written.endswith("*")
        first, *rest = tokens(written.rstrip("*"))
        if rest:
            following, open_ended = phrases.setdefault(first, ({}, []))
            kept = open_ended if is_stem and len(rest) == 1 else following.setdefault(rest[0], [])
            kept.append((tuple(rest), is_stem, meaning))
        else:
            (stems if is_stem else whole).setdefault(first, []).append(meaning)
    return whole, stems, phrases


def _written(tables: Tables) -> Iterator[tuple[str, Meaning]]:
    for name in tables:
        for concept, languages in table(name).items():
            if concept in _PATTERNS or not isinstance(languages, dict):
                continue
            for language, words in languages.items():
                yield from ((fold(word), (language, concept)) for word in all_texts(words))
