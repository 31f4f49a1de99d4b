"""The path of an address as its key has it: one spelling of escapes, without what only makes it another view.

A session, an index file, a print or AMP view go; the rules of single sites are in `habits.ARTICLES`.
"""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

from corpus import habits, noise

_PLAIN = re.compile(r"[\w.~/:@!$'()*,;=&+-]*", re.ASCII)
_ODD = re.compile(r"%[0-9A-Fa-f]{2}|[^\w.~/:@!$'()*,;=&+-]", re.ASCII)
# Escapes that stand for the plain character. The others (/ ? # & = + ; %) may mean something else unescaped.
_UNESCAPED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@!$'()*,")
_LETTERS = re.compile(r"(?:%[89A-F][0-9A-F])+|[A-Za-z](?:%C[CD]%[89AB][0-9A-F])+")
_TWICE = re.compile(r"(?:%25[89A-Fa-f][0-9A-Fa-f]){2,}")
_BLANK_END = re.compile(r"(?:%20|%09|%0A|%0D|%C2%A0|%E2%80%8B|%EF%BB%BF)+\Z")

_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sessionid)=[^/;]*|/\((?:[AF]\([^()/]*\))*S\([a-z0-9]{24}\)\)", re.IGNORECASE
)
_INDEX = re.compile(
    r"(?i:index\.(?:x?html?|shtml|phtml|php\d?|aspx?|jspx?|cfm|cgi|pl)|default\.(?:aspx?|html?))"
)
_VIEW_ENDING = re.compile(r"(?i:(?:[.~!]amp|\.print|(?<=\d{6})[-_](?:amp|print))(?=(?:\.s?html?)?\Z))")
_AMP = frozenset({"amp", "amphtml", "google-amp"})
_VIEWS = _AMP | {
    "amp.html", "print", "print.html", "print.php", "printable", "printer-friendly", "printerfriendly",
    "print-version", "printversion",
}  # fmt: skip
_PLATFORMS = frozenset({"google", "platform"})
"""What some sites put before `amp`."""
_FRONT_DOOR = re.compile(r"(?i:index\.php\d?)")
# More than the name of a section: an identifier, escaped letters, a slug of three words.
_ARTICLE = re.compile(r"\d|[^-_.][-_][^-_].*[-_]")
_TWO_WORDS = re.compile(r"[^-_.\d]{3,}[-_][^-_.\d]{3,}")
_NUMBERED = re.compile(r"\d{6}")
"""A number that names one article wherever its page stands."""
_LONG_NUMBER = re.compile(
    r"(?<!\d)(?!(?:19|20)\d{4}(?:\d\d)?(?!\d))\d{6,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[A-Z2-7]{26}\b"
)
_SLUG = re.compile(r"[^\W\d_]{2,}(?:[-_][^\W\d_]{2,}|\.html?\Z)")
_DAY_FOLDER = re.compile(r"/(?:19|20)\d\d[/-](?:[01]?\d|[a-z]{3})(?:[/-][0-3]?\d)?(?:/|\Z)")
_WORDS = re.compile(r"[^\W\d_]{2,}[-_][^\W\d_]{2,}")
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cfm|cgi|pl|do)\Z", re.IGNORECASE)
_SLUG_AND_NUMBER = re.compile(r"[a-z]+-[a-z]+-.*\d{6}")
_YEAR, _MONTH_OR_DAY = re.compile(r"(?:19|20)\d\d"), re.compile(r"[0-3]?\d")


def key_path(path: str, host: str) -> str:
    """The path of a key, without a slash at its end; empty for a front page."""
    segments = _segments(_SESSION.sub("", _BLANK_END.sub("", escaped(path))))
    segments = _segments(_by_rule(segments, host))  # a site may have its own place for a view
    while (plain := _without_view(segments)) != segments:
        segments = plain
    return _by_rule(segments, host)


def names_article(path: str) -> bool:
    """Whether a path names one article by itself: a long number that is no day, or a slug in a folder of its day."""
    above, _, last = path.rpartition("/")
    if not noise.PARTED.isdisjoint(above.lower().split("/")):
        return False
    if _SCRIPT.search(last) and not _SLUG_AND_NUMBER.search(last):
        return False
    if _LONG_NUMBER.search(last):
        return True
    if _LONG_NUMBER.search(above.rpartition("/")[2]) and _SLUG.search(last):
        return True
    return bool(_DAY_FOLDER.search(above) and _WORDS.search(last))


def escaped(part: str) -> str:
    """One spelling of escapes: plain characters as they are, all others as upper-case escapes of composed UTF-8."""
    if _PLAIN.fullmatch(part):
        return part
    part = _TWICE.sub(_escaped_once, part)
    return _LETTERS.sub(_composed, _ODD.sub(_one_spelling, part))


def _segments(path: str) -> list[str]:
    """The parts between slashes, without empty ones and dots."""
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return segments


def _by_rule(segments: Sequence[str], host: str) -> str:
    """The path as the rule of its site has it; of several names for one host the longest decides."""
    path = "".join(f"/{segment}" for segment in segments)
    labels = host.split(".")
    for at in range(len(labels) - 1):
        for rule, plain in habits.ARTICLES.get(".".join(labels[at:]), ()):
            if match := rule.fullmatch(path):
                return match.expand(plain)
    return path


def _without_view(segments: list[str]) -> list[str]:
    """The path without what makes it an AMP page, a print page or the index of its folder."""
    if segments and _INDEX.fullmatch(segments[-1]):
        return segments[:-1]
    if len(segments) > 1 and _FRONT_DOOR.fullmatch(segments[0]):
        return segments[1:]
    if len(segments) > 1 and segments[-1].lower() in _VIEWS:
        return segments[:-1] if _is_article(segments[:-1]) or _is_deep(segments[:-1]) else segments
    plain = _without_folder(segments)
    if plain != segments:
        return plain
    return [*segments[:-1], _VIEW_ENDING.sub("", segments[-1])] if _is_article(segments) else segments


def _without_folder(segments: list[str]) -> list[str]:
    """The path without a folder that holds the AMP or print pages of others: near the start, or before a number."""
    for place, segment in enumerate(segments[:-1][:2]):
        plain = [*([] if segments[0] in _PLATFORMS else segments[:place]), *segments[place + 1 :]]
        if segment.lower() in _AMP and (_is_article(plain) or _is_deep(plain)):
            return plain
        if segment.lower() == "print" and place == 0 and _is_article(plain):
            return plain
    if len(segments) > 3 and segments[-2].lower() in _AMP and _NUMBERED.search(segments[-1]):
        return [*segments[:-2], segments[-1]]
    return segments


def _is_article(segments: Sequence[str]) -> bool:
    """Whether a path ends in what names one article: no section, no day, month or year of an archive."""
    if not segments:
        return False
    *above, last = segments
    dated = any(_YEAR.fullmatch(segment) for segment in above[-3:])
    if _YEAR.fullmatch(last) or (dated and _MONTH_OR_DAY.fullmatch(last)):
        return False
    if dated and above and _MONTH_OR_DAY.fullmatch(above[-1]):
        return True
    if _ARTICLE.search(last) or _VIEW_ENDING.search(last):
        return True
    return bool(_TWO_WORDS.fullmatch(last)) and _is_deep(segments)


def _is_deep(segments: Sequence[str]) -> bool:
    """Whether a path leads into a folder, and none on the way there lists pages on some subject."""
    if len(segments) < 2 or (not segments[-1].isalpha() and not _TWO_WORDS.fullmatch(segments[-1])):
        return False
    return len(segments[-1]) > 3 and noise.LISTS.isdisjoint(segment.lower() for segment in segments)


def _one_spelling(match: re.Match[str]) -> str:
    odd = match.group()
    if len(odd) == 3:
        char = chr(int(odd[1:], 16))
        return char if char in _UNESCAPED else odd.upper()
    return "".join(f"%{byte:02X}" for byte in odd.encode("utf-8", "surrogatepass"))


def _escaped_once(match: re.Match[str]) -> str:
    """Letters that were escaped twice, escaped once; whatever is no UTF-8 then stays."""
    once = match.group().replace("%25", "%")
    try:
        unquote_to_bytes(once).decode()
    except UnicodeDecodeError:
        return match.group()
    return once


def _composed(match: re.Match[str]) -> str:
    """Letters composed: some machines write й as и and a mark."""
    try:
        text = unquote_to_bytes(match.group()).decode()
    except UnicodeDecodeError:
        return match.group()
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return match.group()
    return "".join(char if char in _UNESCAPED else _bytes_of(char) for char in composed)


def _bytes_of(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())
