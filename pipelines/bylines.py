"""Names of people out of bylines and author fields, and the agencies among them."""

import re
from collections.abc import Iterable

from corpus.words import fold

# Agencies by the names that credits give them. Only whole credits are compared, never words of the text.
_AGENCIES = {
    "Reuters": "reuters|thomson reuters|рейтер|рейтерс|رویترز|رويترز",
    "AP": "ap|the associated press|associated press|ассошиэйтед пресс|آسوشیتدپرس",
    "AFP": "afp|agence france-presse|agence france presse|афп|خبرگزاری فرانسه",
    "dpa": "dpa|dpa international|deutsche presse-agentur",
    "TASS": "tass|itar-tass|тасс|итар-тасс|تاس",
    "Interfax": "interfax|интерфакс|interfax-ukraine|интерфакс-украина|інтерфакс-україна",
    "RIA Novosti": "ria novosti|ria|риа новости|риа",
    "Ukrinform": "ukrinform|укринформ|укрінформ",
    "UNIAN": "unian|униан|уніан",
    "PAP": "pap",
    "EFE": "efe|agencia efe",
    "ANSA": "ansa",
    "APA": "apa",
    "Xinhua": "xinhua|синьхуа",
    "Anadolu": "anadolu|anadolu agency|aa",
    "IRNA": "irna|ирна|ایرنا",
    "ISNA": "isna|ایسنا",
    "Tasnim": "tasnim|tasnim news|тасним|تسنیم",
    "Fars": "fars|fars news|фарс|فارس",
    "Mehr": "mehr|mehr news|мехр|مهر",
    "UPI": "upi|united press international",
    "Bloomberg": "bloomberg|bloomberg news",
    "Kyodo": "kyodo|kyodo news",
    "Yonhap": "yonhap|yonhap news agency",
}
_BY_NAME = {fold(name): agency for agency, names in _AGENCIES.items() for name in names.split("|")}
_LEAD = re.compile(
    r"^(?:by|von|par|por|di|door|av|autor(?:in)?|author|автор|текст|written by|words by|story by|reported by|"
    r"report by|oleh|нaписал|за|نویسنده|گزارش)\b\s*:?\s+|^(?:by|von|par|por|autor|author|автор|نویسنده)\s*:\s*",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:;|,|\||/|•|·|&|\n|\s(?:and|und|et|y|e|и|та|і|i|و|with|mit|avec)\s)\s*", re.I)
_ROLE = re.compile(
    r"(?:staff|admin(?:istrator)?|editors?|editorial|newsroom|news ?desk|web ?desk|desk|redaktion|r[ée]daction|"
    r"redacci[oó]n|redazione|redakcja|редакци[яи]|редакція|correspondents?|reporters?|writers?|contributors?|"
    r"agenc(?:y|ies|ia|e)|team|guest|press|news|online|digital|tv|radio|magazine|times|post|unknown|anonymous|"
    r"author|associate|senior|chief|freelance|columnist|special|service|wires?|bureau|تحریریه|خبرنگار|سردبیر)",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:staff|newsroom|news ?desk|web ?desk|redaktion|rédaction|redacción|redazione|redakcja|редакция|редакція|"
    r"news agency|press release|magazine|wire services?|editorial (?:board|team)|\.com|\.org|\.net|\.ru|\.ua)\b",
    re.I,
)
_JUNK = re.compile(r"https?:|www\.|[\w.+-]+@[\w-]+\.\w|[{}<>=\[\]]|\d{3}", re.I)
_TAIL = re.compile(r"\s*(?:\((?:[^)]*)\)?|\bin [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?|[-–—|,]\s.*|@\w+)\s*$")
_LONGEST = 60
_MOST_WORDS = 6


def people(values: Iterable[str], *, besides: str | None = None) -> tuple[str, ...]:
    """The persons named in author fields, in order, once each: no roles, desks, agencies or addresses.

    `besides` is the name of the site itself, which many pages put in the author field.
    """
    site = fold(besides or "")
    found: dict[str, str] = {}
    for value in values:
        for piece in _SPLIT.split(_LEAD.sub("", value.strip())):
            name = _TAIL.sub("", piece).strip(" .,:;-–—|*\"'")
            if is_person(name) and fold(name) != site:
                found.setdefault(fold(name), name)
    return tuple(
        name
        for key, name in found.items()
        if not any(key != other and f" {key} " in f" {other} " for other in found)
    )


def agency(value: str) -> str | None:
    """The agency that a whole credit names (`Reuters`, `dpa/AFP`: the first); None for anything else."""
    bare = fold(value).strip(" .,()[]/-")
    for piece in (bare, *re.split(r"\s*[/,;&]\s*|\s+(?:and|und|et|и|та|with)\s+", bare)):
        if piece in _BY_NAME:
            return _BY_NAME[piece]
    return None


def is_person(name: str) -> bool:
    """Whether a name can be a person's: letters, no address, no role, of a human length."""
    words = name.split()
    if not words or len(name) > _LONGEST or len(words) > _MOST_WORDS or len(name) < 3:
        return False
    if _JUNK.search(name) or _ORGANISATION.search(name) or agency(name):
        return False
    return any(char.isalpha() for char in name) and not all(_ROLE.fullmatch(word) for word in words)
