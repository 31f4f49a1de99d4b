"""Names of people out of bylines and author fields."""

import re
from collections.abc import Collection, Iterable

from corpus.words import fold
from pipelines.agencies import agency
from pipelines.sites import compact

_LEAD = re.compile(
    r"^(?:(?:with )?(?:(?:additional )?reporting |written |words |text |story |reported |report )?by|"
    r"view all posts by|(?:more )?posts by|more from|artikel von|text von|von|vom|par|por|auteure?s?|autore|"
    r"autor(?:in)?|author|автор|авторы|автори|текст|написал|написав|نویسنده|گزارش)\b\s*:?\s+|"
    r"^(?:by|von|par|por|auteur|autor|author|автор|نویسنده)\s*:\s*",
    re.I,
)
_AND = "and|und|et|y|e|og|och|и|та|і|i|و|with|mit|avec"
_SPLIT = re.compile(rf"\s*(?:[;,|/•·&、\n](?:\s*(?:{_AND})\s)?|\s(?:{_AND})\s)\s*", re.I)
_JOBS = ("writer", "editor", "reporter", "correspondent", "columnist", "contributor", "desk", "team", "staff")
_ROLES = frozenset(
    f"{' '.join(f'{job} {job}s' for job in _JOBS)} admin administrator editorial newsroom newsdesk webdesk redaktion "
    "rédaction redacción redazione redakcja редакция редакции редакція agency agencies agencia agence guest press "
    "news online digital tv radio magazine times post posted unknown anonymous follow no datum date author "
    "by von par nachrichtenagentur agence agenzia associate senior chief freelance special service wire wires bureau "
    "تحریریه خبرنگار سردبیر".split()
)
_LAST_ROLES = frozenset(("bureau", *(word for job in _JOBS for word in (job, f"{job}s"))))
_INITIALS = re.compile(r"[A-Z]{1,4}|[a-zа-яіїєґ./]{1,3}|\w")
_ORGANISATION = re.compile(
    r"\b(?:staff|newsroom|news ?desk|web ?desk|redaktion|rédaction|redacción|redazione|redakcja|редакция|редакція|"
    r"news agency|press release|magazine|wire services?|editorial (?:board|team)|nachrichten|zeitung|developer)\b|"
    r"\w\.(?:com|org|net|ru|ua|de|fr|uk|ir|pl|es|it|at|ch|info|tv|live)\b",
    re.I,
)
_JUNK = re.compile(
    r"https?:|www\.|^\S+\.[a-z]{2,}$|^(?:quelle|source|источник|джерело|fuente|fonte|منبع)\b|[\w.+-]+@[\w-]+\.\w|[{}<>=\[\]]|\d{3}",
    re.I,
)
# Place, role and agency behind a name; a word in camel case before the role is the outlet's name.
_TAIL = re.compile(
    r"\s*(?:\([^)]*\)?|\bin \w[\w-]+(?: \w[\w-]+)?|\bim Gespräch|[-–—|,]\s.*|@\w+|"
    r"\s(?:the )?(?:associated press|reuters|afp)|"
    r"\s(?:(?-i:[A-Z][a-z]+[A-Z]\w+) )?(?:staff(?: writer| reporter| report)?|correspondent|reporter|editor))\s*$",
    re.I,
)
_STAFF = re.compile(r"\bstaff\b", re.I)
_HEAD = re.compile(
    r"^\S+-(?:experte|expertin|autor|autorin|redakteur|redakteurin|korrespondent|reporter) ", re.I
)
_OTHER_WORK = re.compile(
    r"^(?:edit|photo|translat|illustrat|fact-check|graphic|produc)\w* (?:by|von|par)\b", re.I
)
_SITE_IN_BRACKETS = re.compile(r"\((?:https?:|www\.)[^)]*\)", re.I)
_ADDRESS = re.compile(r"^\s*(?:https?:|www\.|//|@)|^\S+@\S+$", re.I)
_LONGEST = 60
_MOST_WORDS = 6


def people(values: Iterable[str], sites: Collection[str] = ()) -> tuple[str, ...]:
    """The persons named in author fields, in order, once each: no roles, desks, agencies or addresses.

    `sites` are the names of the site itself (`pipelines.sites`), which many pages put in the author field.
    """
    values = [value for value in values if not _is_of_site(value, sites)]
    bare = (_bare(piece) for piece in pieces(values) if not agency(piece))
    names = [name for name in bare if is_person(name) and compact(name) not in sites]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return tuple(name for key, name in found.items() if not _is_part(key, found))


def pieces(values: Iterable[str]) -> list[str]:
    """The single credits in author fields, as written but for a `by` before them."""
    named = (value.strip() for value in values if not _ADDRESS.search(value))
    return [piece for value in named for piece in _SPLIT.split(_LEAD.sub("", value)) if piece]


def _is_of_site(value: str, sites: Collection[str]) -> bool:
    """Whether a credit is the site's own: `example.com, Berlin, Germany`, `Example News (www.example.com)`."""
    first, *rest = _SPLIT.split(value.strip())
    return (bool(rest) and compact(first) in sites) or _SITE_IN_BRACKETS.search(value) is not None


def is_person(name: str) -> bool:
    """Whether a name can be a person's: letters, no address, no role, of a human length."""
    words = name.split()
    if not words or len(name) > _LONGEST or len(words) > _MOST_WORDS or _INITIALS.fullmatch(name):
        return False
    lower = [word.lower() for word in words]
    if lower[-1] in _LAST_ROLES or all(word in _ROLES for word in lower) or _OTHER_WORK.match(name):
        return False
    if _JUNK.search(name) or _ORGANISATION.search(name) or agency(name):
        return False
    return any(char.isalpha() for char in name)


def _bare(piece: str) -> str:
    """A name without `by` before it and place, role or agency behind it."""
    whole = _LEAD.sub("", piece)
    name = _HEAD.sub("", _TAIL.sub("", whole))
    if name != whole and " " not in name.strip() and _STAFF.search(whole):
        return ""  # `Example staff reporter` is nobody called Example
    return name.strip(" .,:;-–—|*\"'")


def _is_part(key: str, names: Collection[str]) -> bool:
    """Whether a name is a shorter form of another one in the list (`Roe` beside `Jane Roe`)."""
    return any(key != other and f" {key} " in f" {other} " for other in names)
