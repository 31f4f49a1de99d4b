"""GDELT's lists of documents: what its DOC 2.0 API answers a search with (`mode=artlist&format=json`).

They lead to other publishers. A date in them is when GDELT saw the page, rounded to a quarter of an hour, so it
is not taken for the date of publication.
"""

from crawler.listings import Said

# The API names languages in English; these are the ones it translates from or sees daily.
_LANGUAGES = {
    "albanian": "sq", "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "belarusian": "be", "bosnian": "bs",
    "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da",
    "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "french": "fr", "georgian": "ka",
    "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id",
    "italian": "it", "japanese": "ja", "kazakh": "kk", "korean": "ko", "latvian": "lv", "lithuanian": "lt",
    "macedonian": "mk", "norwegian": "no", "pashto": "ps", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovenian": "sl", "spanish": "es",
    "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "uzbek": "uz", "vietnamese": "vi",
}  # fmt: skip


def is_gdelt(item: dict[str, object]) -> bool:
    """Whether an item of a JSON list is one of GDELT's."""
    return "seendate" in item


def said_by_gdelt(item: dict[str, object]) -> Said:
    """What GDELT says of a document: its address, its title, its language."""
    url, title, language = (item.get(name) for name in ("url", "title", "language"))
    return {
        "link": url if isinstance(url, str) else None,
        "title": title if isinstance(title, str) else None,
        "language": _LANGUAGES.get(language.lower()) if isinstance(language, str) else None,
    }
