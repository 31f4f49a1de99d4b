"""Names of people out of bylines and author fields."""

import re
from collections.abc import Collection, Iterable

from corpus.words import fold
from pipelines.agencies import agency
from pipelines.sites import compact

_LEAD = re.compile(
    r"^(?:(?:with )?(?:(?:additional )?reporting |written |words |text |story |reported |report )?by|"
    r"view all posts by|(?:more )?posts by|more from|artikel von|text von|von|vom|par|por|auteure?s?|autore|"
    r"autor(?:in)?|author|автор|авторы|автори|авторка|аутор|ауторка|текст|написал|написав|نویسنده|گزارش|"
    r"بقلم|إعداد|كتب|كتبت|מאת|oprac|opr)\b\.?\s*:?\s+|"
    r"^(?:by|von|par|por|auteur|autor|author|автор|نویسنده)\s*:\s*",
    re.I,
)
_AND = "and|und|et|y|e|og|och|и|та|і|i|و|with|mit|avec"
_SPLIT = re.compile(rf"\s*(?:[;,|/•·&、\n](?:\s*(?:{_AND})\s)?|\s(?:{_AND})\s)\s*", re.I)
# Arabic writes `and` and the name behind it in one word; these names begin with that letter themselves.
_AND_IN_ARABIC = re.compile(
    r"(\w+ \w+)\s+و(?!(?:ليد|ائل|سام|سيم|جدي|جيه|فاء|فيق|حيد|ديع|داد|رد|ردة|ضاح|هيب|هبة|اصف|لاء|ئام|يسام)\s)"
    r"(?=[\u0621-\u064a]{3,} [\u0621-\u064a]+)"
)
_JOBS = ("writer", "editor", "reporter", "correspondent", "columnist", "contributor", "desk", "team", "staff")
_ROLES = frozenset(
    f"{' '.join(f'{job} {job}s' for job in _JOBS)} admin administrator editorial newsroom newsdesk webdesk redaktion "
    "rédaction redacción redazione redakcja редакция редакции редакція agency agencies agencia agence guest press "
    "news online digital tv radio magazine times post posted unknown anonymous follow no datum date author "
    "by von par nachrichtenagentur agence agenzia associate senior chief freelance special service wire wires bureau "
    "تحریریه خبرنگار سردبیر webmaster moderator root editors reporters oprac opr red redactie onze de la der die van "
    "redaktionen redaksjonen redaksjon redakce redactia redacția toimitus toimituskunta σύνταξη συντακτική ομάδα "
    "pressestelle pressedienst persdienst persbericht комунікації пресслужба прессслужба прес-служба пресс-служба "
    "админ администратор адміністратор корреспондент кореспондент корр редактор журналист журналіст новости новини "
    "محرر المحرر التحرير محررون مراسل مراسلنا وكالات مدير ادمین ادمن مدیر خبر גולש מערכת כתבי כתב editör muhabir "
    "haberler korrespondent korrespondenten redakteur redakteurin reporterin autor autorin rédacteur rédactrice "
    "correspondant correspondante redactor redactora corresponsal redattore giornalista corrispondente redator "
    "repórter correspondente redaktor dziennikarz korespondent redacteur verslaggever correspondente redaktör".split()
)
_DESK = re.compile(
    r"(?:^|\s)(?:пре(?:с|сс)[ -]?служб\w*|служба (?:новин|новостей)|відділ|отдел|прес-центр|пресс-центр|pressestelle|"
    r"pressedienst|service (?:de presse|politique|économie|monde|sports?)|gabinete de (?:prensa|comunicaci[oó]n)|"
    r"ufficio stampa|assessoria (?:de|da)|biuro prasowe|basın (?:bürosu|bülteni|servisi)|haber merkezi|"
    r"tiskov[éáý]\w* (?:oddělení|zpráva)|pressmeddelande|ledarredaktion\w*|onze (?:redactie|verslaggever\w*)|"
    r"van onze|notre (?:rédaction|correspondante?)|nuestra redacci[oó]n|nostra redazione|nossa reda[cç][aã]o|"
    r"reda[cç][aã]o|redactie|redaktionen|redaksjonen|redakce|redac[tț]ia|yazı işleri|"
    r"گروه|سرویس|روابط عمومی|دفتر|هیئت تحریریه|هيئة التحرير|أسرة التحرير|قسم|المكتب الإعلامي|"
    r"الدائرة الإعلامية|מערכת|דוברות|כתבי|συντακτική ομάδα)(?:$|\s)",
    re.I,
)
"""What in a credit says that a desk, a press service or a newsroom signs."""
_LAST_ROLES = frozenset(("bureau", *(word for job in _JOBS for word in (job, f"{job}s"))))
_INITIALS = re.compile(r"[A-Z]{1,4}|[a-zа-яіїєґ./]{1,3}|\w|\w{1,4}(?:[/|+]\w{1,4})+")
_LOGIN = re.compile(r"[a-zа-яіїєґ][a-zа-яіїєґ0-9]*(?:[._-][a-zа-яіїєґ0-9]+)*|@.*|.*\w_\w.*|\w*[a-z]\d+")
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
_ROLE_BEHIND = re.compile(r"\bstaff\b|\s(?:correspondent|reporter|editor)\s*$", re.I)
_HEAD = re.compile(
    r"^\S+-(?:experte|expertin|autor|autorin|redakteur|redakteurin|korrespondent|reporter) ", re.I
)
_OTHER_WORK = re.compile(
    r"^(?:edit|photo|translat|illustrat|fact-check|graphic|produc)\w* (?:by|von|par)\b", re.I
)
_SITE_IN_BRACKETS = re.compile(r"\((?:https?:|www\.)[^)]*\)", re.I)
_ADDRESS = re.compile(r"^\s*(?:https?:|www\.|//|@)|^\S+@\S+$", re.I)
_URL = re.compile(r"\s*(?:https?:|www\.|//)", re.I)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_LETTERS = re.compile(r"(?:[^\W\d_]|[.'’ʼ\u0300-\u036f\u200c -])+")
_PARTICLE = re.compile(r"[^\W\d]{1,3}|della|(?:al|el|ben|bin|d|l|abu)[-'’].+", re.I)
"""What stands in lower case within names."""
_TITLES = frozenset(("fr.", "hr.", "frau", "herr", "mr.", "mrs.", "ms.", "by", "von", "par", "de"))
_FEWEST_FULL, _MOST_FULL = 2, 4
"""Words of a name that no markup calls an author's."""
_LONGEST = 60
_MOST_WORDS = 6


def people(values: Iterable[str], sites: Collection[str] = ()) -> tuple[str, ...]:
    """The persons named in author fields, in order, once each: no roles, desks, agencies or addresses.

    `sites` are the names of the site itself (`pipelines.sites`), which many pages put in the author field.
    """
    values = [value for value in values if not _is_of_site(value, sites)]
    bare = (_without_site(_bare(piece), sites) for piece in pieces(values) if not agency(piece))
    names = [name for name in bare if is_person(name) and compact(name) not in sites]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return tuple(name for key, name in found.items() if not _is_part(key, found))


def pieces(values: Iterable[str]) -> list[str]:
    """The single credits in author fields, as written but for a `by` before them."""
    named = (_AND_IN_ARABIC.sub(r"\1;", value.strip()) for value in values if not _ADDRESS.search(value))
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
    if is_login(name) or _DESK.search(name):
        return False
    if _JUNK.search(name) or _ORGANISATION.search(name) or agency(name):
        return False
    return any(char.isalpha() for char in name)


def is_desk(credit: str) -> bool:
    """Whether a credit says that a desk, a newsroom or its letter box signs: `Herald Newsdesk`, `news@example.com`."""
    if _URL.match(credit):
        return False
    words = [word.strip(".,") for word in _LEAD.sub("", credit).lower().split() if word not in _TITLES]
    if words and all(word in _ROLES for word in words):
        return True
    return any(sign.search(credit) for sign in (_ORGANISATION, _DESK, _MAIL)) or bool(
        _INITIALS.fullmatch(credit)
    )


def is_full_name(name: str) -> bool:
    """Whether a text reads as the first and last name of a person, where no markup says so."""
    words = name.split()
    if (
        not _FEWEST_FULL <= len(words) <= _MOST_FULL
        or words[0].lower() in _TITLES
        or not _LETTERS.fullmatch(name)
    ):
        return False
    return not words[-1].islower() and not any(
        word[0].islower() and not _PARTICLE.fullmatch(word) for word in words
    )


def is_login(name: str) -> bool:
    """Whether a name is one that somebody logs in with, or a handle."""
    return _LOGIN.fullmatch(name) is not None


def _bare(piece: str) -> str:
    """A name without `by` before it and place, role or agency behind it."""
    whole = _LEAD.sub("", piece)
    name = _HEAD.sub("", _TAIL.sub("", whole))
    if name != whole and " " not in name.strip() and _ROLE_BEHIND.search(whole):
        return ""  # `Example staff reporter` is nobody called Example, and `Commodities Correspondent` nobody at all
    return name.strip(" .,:;-–—|*\"'")


def _without_site(name: str, sites: Collection[str]) -> str:
    """A name without that of the site, which some systems write before or behind each author's."""
    words = name.split()
    for count in range(len(words) - 2, 0, -1):
        if compact(" ".join(words[:count])) in sites and is_full_name(" ".join(words[count:])):
            return " ".join(words[count:])
        if compact(" ".join(words[-count:])) in sites and is_full_name(" ".join(words[:-count])):
            return " ".join(words[:-count])
    return name


def _is_part(key: str, names: Collection[str]) -> bool:
    """Whether a name is a shorter form of another one in the list (`Roe` beside `Jane Roe`)."""
    return any(key != other and f" {key} " in f" {other} " for other in names)
