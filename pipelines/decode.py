"""Bytes of a page as text: the charset is found, and what no reader ever sees is dropped."""

import codecs
import json
import re

from charset_normalizer import from_bytes

from pipelines.mojibake import repaired

# Labels that servers and old editors write for something wider, as browsers read them (WHATWG Encoding).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "koi8-r": "koi8-u",
}
# What a server says when nobody told it; believed only when the page itself says nothing.
_DEFAULT_LABELS = {"cp1252"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_LANG = re.compile(rb"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([a-z]{2})\b""", re.I)
_TAG = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>|[\x00-\x26\x28-\x3f]+", re.I | re.S)
_HEAD = 4096
"""Browsers look for a charset in the first 1024 bytes; pages with long comments above it are met daily."""
_SAMPLE = 20_000
"""Bytes of text that the guess looks at; more makes it slower, not better."""
_BROKEN_SHARE = 0.005
"""Share of bytes that may be broken in a page that is UTF-8 all the same (a cut end, one foreign comment)."""
_GUESSED = [
    "cp1251", "koi8_u", "cp866", "iso8859_5", "cp1256", "iso8859_6", "cp1252", "cp1250", "iso8859_2", "cp1253",
    "cp1254", "cp1255", "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
# Latin alphabets look alike to a guess by bytes; where the page names its language, that decides.
_BY_LANGUAGE = {
    **dict.fromkeys(["pl", "cs", "sk", "hu", "ro", "hr", "sl", "sq"], "cp1250"),
    **dict.fromkeys(["de", "fr", "es", "pt", "it", "nl", "en", "sv", "da", "nb", "no", "fi", "is"], "cp1252"),
    "tr": "cp1254",
}
_LATIN = {"cp1252", "cp1250", "iso8859_2", "cp1254"}
# In Latin-1 no word holds these; in the charsets of Central Europe they are its letters.
_SIGN_IN_WORD = re.compile(r"[^\W\d_](?:[³¿¹¶¼¾±¦©®»«¬·]|[œŸ](?=[rlnwmpt]))[^\W\d_]")
_SEVERAL = 3
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_ACCENTED_SHARE = 0.25
"""More accented letters than this among all letters, and the alphabet is not Latin."""
# C0 and C1 controls but tab, newline and return; soft hyphen, zero-width space, word joiner, BOM, the two
# noncharacters. ZWNJ and ZWJ stay: they are spelling in Persian and in Indic scripts.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""How JSON writes a half of a character beyond the first 65,536."""


def decode(body: bytes, charset: str | None = None) -> str:
    """The page as text, whatever its charset; `charset` is the HTTP header's. Never fails.

    A byte order mark is believed first, then bytes that are UTF-8 (no other charset produces them by
    chance), then the header, then the page's own label, then a guess. What was misread before it
    reached the page is put right where that can be told for certain.
    """
    return visible(repaired(_decoded(body, charset)))


def visible(text: str) -> str:
    """The text without controls and without characters that only break words (soft hyphen and its kin)."""
    return _DROPPED.sub("", sound(text))


def sound(text: str) -> str:
    """The text with U+FFFD for each half of a character: an emoji that a program cut in two, which no file can hold.

    Two halves that belong together are made whole.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def read_json(text: str | bytes) -> object:
    """What a JSON text says, all of its strings sound; ValueError for what is no JSON, or is nested too deep."""
    if isinstance(text, bytes):
        text = text.decode(json.detect_encoding(text), "surrogatepass")
    text = sound(text)
    try:
        value: object = json.loads(text, strict=False)
        if not _HALF.search(text):
            return value
        return json.loads(sound(json.dumps(value, ensure_ascii=False)), strict=False)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _decoded(body: bytes, charset: str | None) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    if wide := _wide(body):
        return body.decode(wide, errors="replace")
    labels = _labels(body, charset)
    if body.isascii():
        # Seven bits are UTF-8, unless the page says that they spell another script.
        stateful = next((name for name in labels if name.startswith(("iso2022", "hz"))), "ascii")
        return body.decode(stateful, errors="replace")
    if labels == ["cp1252"] and not _is_western(body):
        labels = []
    for name in ("utf-8", *labels):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _nearly_utf8(body) or body.decode(_guess(body), errors="replace")


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark, told by its markup, in which every second byte is zero; None for anything else."""
    head = body[: _HEAD // 2 * 2]
    low, high = head[1::2].count(0), head[::2].count(0)
    if max(low, high) * 4 <= len(head) // 2 or min(low, high) * 10 > max(low, high):
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _labels(body: bytes, charset: str | None) -> list[str]:
    """Codecs that header and page name, the more trustworthy first; UTF-8 is tried before them anyway."""
    found = _META.search(body[:_HEAD])
    named = [_codec(charset), _codec(found[1].decode("ascii")) if found else None]
    # What a page says in single bytes is not in UTF-16; browsers, too, do not believe it.
    known = [name for name in named if name and not name.startswith(("utf-8", "utf-16", "utf-32"))]
    return sorted(known, key=lambda name: name in _DEFAULT_LABELS)


def _codec(label: str | None) -> str | None:
    """Python's name for a charset label; None for one it does not know or that is no text."""
    if not label:
        return None
    label = label.strip().lower()
    label = (
        "cp949" if label.startswith("ks_c_5601") else label.replace("windows-874", "cp874").removeprefix("x-")
    )
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # The list of codecs that are no charsets (base64, rot13) is private in `codecs` but has been stable since 3.4.
    return _WIDER.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else None


def _nearly_utf8(body: bytes) -> str | None:
    """The text of a page that is UTF-8 but for a few bytes."""
    text = body.decode("utf-8", errors="replace")
    several_bytes = sum(1 for char in text if char > "\x7f") - (broken := text.count("\ufffd"))
    return text if broken <= len(body) * _BROKEN_SHARE and broken * 5 < several_bytes else None


def _guess(body: bytes) -> str:
    """The likeliest charset of the page's words: markup and ASCII, which all charsets share, are left out."""
    sample = _TAG.sub(b" ", body)[:_SAMPLE]
    language = _LANG.search(body[:_HEAD])
    usual = _BY_LANGUAGE.get(language[1].decode("ascii").lower()) if language else None
    if usual is None or not _is_plain(sample):
        best = from_bytes(sample, cp_isolation=_GUESSED, threshold=0.5).best() if sample.strip() else None
        name = best.encoding if best else "cp1252"
        if name not in _LATIN:
            return name
        usual = usual or _by_letters(sample, name)
    # The two charsets of Central Europe differ in a few letters, which Windows keeps where ISO has controls.
    return "iso8859_2" if usual == "cp1250" and not _WINDOWS_ONLY.search(sample) else usual


def _by_letters(sample: bytes, guess: str) -> str:
    """The Latin charset in which these words hold no sign and no letter that their language lacks."""
    western = sample.decode("cp1252", errors="replace")
    if len(_SIGN_IN_WORD.findall(western)) >= _SEVERAL:
        return "cp1250"
    if len(re.findall("[þðýÞÐÝ]", western)) >= _SEVERAL and not re.search("[áéíóúæ]", western):
        return "cp1254"
    if re.search("[øØ]", western) and re.search("[ìè]", western) and not re.search("[æåÆÅ]", western):
        return "cp1250"
    return "cp1252" if guess == "cp1250" and re.search("[àâèêîôûëïùœ]", western) else guess


def _is_western(body: bytes) -> bool:
    """Whether the page's words are of a language that Latin-1 serves: mostly plain letters, and no sign among them."""
    sample = _TAG.sub(b" ", body)[:_SAMPLE]
    return _is_plain(sample) and _by_letters(sample, "cp1252") == "cp1252"


def _is_plain(sample: bytes) -> bool:
    """Whether most letters are plain ones, as in every language of a Latin alphabet."""
    accented = sum(byte > 0x7F for byte in sample)
    return accented <= len(sample.replace(b" ", b"")) * _ACCENTED_SHARE
