"""The language of a text in two letters: what the page says, unless its letters say otherwise."""

import re
from functools import lru_cache

_THREE = {
    "eng": "en", "rus": "ru", "ukr": "uk", "fas": "fa", "per": "fa", "ara": "ar", "heb": "he", "deu": "de", "ger": "de",
    "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "pol": "pl", "por": "pt", "tur": "tr", "ell": "el", "gre": "el",
}  # fmt: skip
_NAMES = {
    "english": "en",
    "russian": "ru",
    "ukrainian": "uk",
    "persian": "fa",
    "farsi": "fa",
    "german": "de",
    "ua": "uk",
}
_SCRIPTS = {
    "cyrillic": (
        re.compile("[\u0400-\u04ff]"),
        [
            "ru",
            "uk",
            "be",
            "bg",
            "sr",
            "mk",
            "kk",
            "ky",
            "tg",
            "mn",
            "uz",
            "tt",
            "os",
            "ab",
            "ce",
            "cv",
            "ba",
            "sah",
        ],
    ),
    "arabic": (re.compile("[\u0600-\u06ff]"), ["fa", "ar", "ur", "ps", "ku", "ckb", "ug", "sd", "az"]),
    "hebrew": (re.compile("[\u05d0-\u05ea]"), ["he", "yi", "iw"]),
    "greek": (re.compile("[\u0370-\u03ff]"), ["el"]),
    "latin": (re.compile("[A-Za-z\u00c0-\u024f]"), None),
}
_SAMPLE = 3000


def language_of(text: str, declared: str | None) -> str | None:
    """The declared language, if the text is written in its script; else what the letters tell; None for no idea.

    Templates forget to change `lang`: an English site's Russian edition often still says "en".
    """
    counts = {name: len(letters.findall(text[:_SAMPLE])) for name, (letters, _) in _SCRIPTS.items()}
    script = max(counts, key=counts.__getitem__)
    if not counts[script]:
        return declared
    if script == "latin":
        others = {language for _, languages in _SCRIPTS.values() for language in languages or ()}
        return declared if declared not in others - {"sr", "az", "uz", "ku", "kk", "mn", "tt"} else None
    languages = _SCRIPTS[script][1] or []
    return declared if declared in languages else _by_letters(text[:_SAMPLE], script)


@lru_cache(maxsize=256)
def two_letters(said: str) -> str | None:
    """`en` for `en-GB`, `en_US`, `eng` or `English`; None for anything that is not a language."""
    word = re.split(r"[-_;, ]", said.strip().lower(), maxsplit=1)[0]
    word = _NAMES.get(word) or _THREE.get(word) or word
    return word if len(word) == 2 and word.isascii() and word.isalpha() else None


def _by_letters(text: str, script: str) -> str | None:
    if script == "cyrillic":
        ukrainian, russian = len(re.findall("[іїєґ]", text)), len(re.findall("[ыэъё]", text))
        if "ў" in text and ukrainian > russian / 2:
            return "be"
        return "uk" if ukrainian > russian else "ru" if russian else None
    if script == "arabic":
        return "fa" if len(re.findall("[پچژگیک]", text)) > len(re.findall("[يةىك]", text)) else "ar"
    return {"hebrew": "he", "greek": "el"}[script]
