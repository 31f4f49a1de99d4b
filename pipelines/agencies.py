"""News agencies by the names that credits, bylines and datelines give them."""

import re

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
    "SID": "sid|sport-informations-dienst",
    "SDA": "sda|keystone-sda",
    "KNA": "kna",
    "epd": "epd",
    "JIJI": "jiji|jiji press",
    "Yonhap": "yonhap|yonhap news agency",
}
_BY_NAME = {fold(name): agency for agency, names in _AGENCIES.items() for name in names.split("|")}


# An agency that is not in the table, by what it calls itself.
_CALLED_AGENCY = re.compile(
    r"(?:\w+ ){1,3}(?:news ?wire|wire|press agency|news agency|wire service)|"
    r"(?:агентство|агенція|خبرگزاری) \w+(?: \w+)?"
)


def agency(value: str) -> str | None:
    """The agency that a whole credit names (`Reuters`, `dpa/AFP`: the first); None for anything else."""
    bare = fold(value).strip(" .,()[]/-")
    for piece in (bare, *re.split(r"\s*[/,;&]\s*|\s+(?:and|und|et|и|та|with)\s+", bare)):
        if piece in _BY_NAME:
            return _BY_NAME[piece]
    return value.strip(" .,()[]/-") if _CALLED_AGENCY.fullmatch(bare) else None
