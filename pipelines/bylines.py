"""Names of people out of bylines and author fields."""

import re
from collections.abc import Collection, Iterable

from corpus.words import fold
from pipelines.agencies import agency
from pipelines.sites import compact

_LEAD = re.compile(
    r"^(?:(?:with )?(?:(?:additional )?reporting |written |words |text |story |reported |report )?by|view all posts by|(?:more )?posts by|more from|"
    r"artikel von|text von|von|vom|par|por|auteure?s?|autore|autor(?:in)?|author|автор|авторы|текст|нaписал|"
    r"نویسنده|گزارش)\b\s*:?\s+|^(?:by|von|par|por|auteur|autor|author|автор|نویسنده)\s*:\s*",
    re.I,
)
_SPLIT = re.compile(
    r"\s*(?:(?:;|,|\||/|•|·|&|、|\n)(?:\s*(?:and|und|et|и|та)\s)?|\s(?:and|und|et|y|e|og|och|и|та|і|i|و|with|mit|avec)\s)\s*",
    re.I,
)
_ROLE = re.compile(
    r"(?:staff|admin(?:istrator)?|editors?|editorial|newsroom|news ?desk|web ?desk|desk|redaktion|r[ée]daction|"
    r"redacci[oó]n|redazione|redakcja|редакци[яи]|редакція|correspondents?|reporters?|writers?|contributors?|"
    r"agenc(?:y|ies|ia|e)|team|guest|press|news|online|digital|tv|radio|magazine|times|post|posted|unknown|anonymous|"
    r"follow|no|datum|date|author|associate|senior|chief|freelance|columnist|special|service|wires?|bureau|تحریریه|خبرنگار|سردبیر)",
    re.I,
)
_INITIALS = re.compile(r"[A-Z]{1,4}|[a-zа-яіїєґ./]{1,3}|\w")
_JOB = re.compile(r"(?:writer|editor|reporter|correspondent|columnist|contributor|desk|team|staff)s?", re.I)
_ORGANISATION = re.compile(
    r"\b(?:staff|newsroom|news ?desk|web ?desk|redaktion|rédaction|redacción|redazione|redakcja|редакция|редакція|"
    r"news agency|press release|magazine|wire services?|editorial (?:board|team)|nachrichten|zeitung|developer)\b|"
    r"\w\.(?:com|org|net|ru|ua|de|fr|uk|ir|pl|es|it|at|ch|info|tv|live)\b",
    re.I,
)
_JUNK = re.compile(r"https?:|www\.|[\w.+-]+@[\w-]+\.\w|[{}<>=\[\]]|\d{3}", re.I)
_TAIL = re.compile(
    r"\s*(?:\([^)]*\)?|\bin \w[\w-]+(?: \w[\w-]+)?|\bim Gespräch|[-–—|,]\s.*|@\w+|"
    r"\s(?:the )?(?:associated press|reuters|afp)|\s(?:(?-i:[A-Z][a-z]+[A-Z]\w+) )?(?:staff(?: writer| reporter| report)?|correspondent|reporter|editor))\s*$",
    re.I,
)
_HEAD = re.compile(
    r"^(?:\S+-(?:experte|expertin|autor|autorin|redakteur|redakteurin|korrespondent|reporter)) ", re.I
)
_OTHER_WORK = re.compile(
    r"^(?:edit|photo|translat|illustrat|fact-check|graphic|produc)\w* (?:by|von|par)\b", re.I
)
_ADDRESS = re.compile(r"^\s*(?:https?:|www\.|//|@)|^\S+@\S+$", re.I)
_LONGEST = 60
_MOST_WORDS = 6


def people(values: Iterable[str], sites: Collection[str] = ()) -> tuple[str, ...]:
    """The persons named in author fields, in order, once each: no roles, desks, agencies or addresses.

    `sites` are the names of the site itself (`pipelines.sites`), which many pages put in the author field.
    """
    found: dict[str, str] = {}
    for value in values:
        for piece in _SPLIT.split(_LEAD.sub("", value.strip())) if not _ADDRESS.search(value) else ():
            name = _HEAD.sub("", _TAIL.sub("", _LEAD.sub("", piece))).strip(" .,:;-–—|*\"'")
            if is_person(name) and compact(name) not in sites:
                found.setdefault(fold(name), name)
    return tuple(name for key, name in found.items() if not _is_part(key, found))


def is_person(name: str) -> bool:
    """Whether a name can be a person's: letters, no address, no role, of a human length."""
    words = name.split()
    if not words or len(name) > _LONGEST or len(words) > _MOST_WORDS or _INITIALS.fullmatch(name):
        return False
    if _OTHER_WORK.match(name) or _JOB.fullmatch(words[-1]) or all(_ROLE.fullmatch(word) for word in words):
        return False
    if _JUNK.search(name) or _ORGANISATION.search(name) or agency(name):
        return False
    return any(char.isalpha() for char in name)


def _is_part(key: str, names: Collection[str]) -> bool:
    """Whether a name is a shorter form of another one in the list (`Roe` beside `Jane Roe`)."""
    return any(key != other and f" {key} " in f" {other} " for other in names)
