"""Lines below a title or a text that credit its words to someone: `Words: Jane Roe. Pictures: John Doe`."""

import re
from collections.abc import Collection

from corpus.words import fold, tokens
from pipelines.bylines import is_full_name, people

_WORK = (
    "text/words/story/report/reporting/interview/written/analysis/essay/author/authors/byline",
    "текст/тексты/автор/авторы/автор текста/интервью/материал/репортаж",
    "тексти/автори/авторка/автор тексту/інтерв'ю/матеріал/текст і фото/текст та фото",
    "texte/interview/bericht/protokoll/autorin/autoren/reportage/gespräch",
    "textes/auteur/auteure/auteurs/récit/enquête/entretien/portrait/propos",
    "texto/textos/autora/autores/entrevista/crónica/reportaje/reportagem/autoria",
    "testo/testi/autore/autrice/intervista/servizio",
    "tekst/teksty/autorka/autorzy/rozmowa/wywiad/reportaż",
    "yazı/metin/haber/röportaj/söyleşi/yazan/yazar/hazırlayan/derleyen",
    "متن/گزارش/گفت‌وگو/گفتگو/گفت و گو/مصاحبه/نویسنده/خبرنگار/نوشته/تهیه و تنظیم",
    "نص/إعداد/كتابة/كتب/كتبت/تقرير/حوار/بقلم/الكاتب/الكاتبة/تحقيق",
    "מאת/טקסט/כתב/כתבה/ראיון",
    "tekst en interview/door/auteur/verslag",
    "rozhovor/reportáž/autoři/intervju/reportage/skribent/författare/av/interviu/reportaj/autoare",
    "аутор/ауторка/разговор/tekst i foto/autor teksta/κείμενο/συντάκτης/συντάκτρια/ρεπορτάζ/συνέντευξη",
)
"""What a colon follows, in the line that names who wrote."""
_DONE = (
    "interview by/words by/text by/story by/report by/reported by/written by/as told to/investigation by/essay by",
    "беседовал/беседовала/беседовали/записал/записала/подготовил/подготовила/подготовили/написала",
    "розмовляв/розмовляла/спілкувався/спілкувалася/спілкувалась/записав/підготував/підготувала/підготували/написала",
    "das gespräch führte/die fragen stellte/das interview führte/text von/protokoll von/interview von",
    "aufgezeichnet von/dokumentiert von",
    "propos recueillis par/recueilli par/recueillis par/entretien réalisé par/texte de/texte par/enquête de/récit de",
    "entrevista de/texto de/texto por/escrito por/crónica de/reportaje de/reportagem de",
    "a cura di/testo di/testi di/intervista di/servizio di",
    "rozmawiał/rozmawiała/rozmawiali/wysłuchał/wysłuchała/spisała/napisał/napisała/opracował/opracowała/tekst napisała",
    "گفت‌وگو از/گزارش از/نوشته‌ی/به قلم/حاوره/حاورته/حاورها/أجرى الحوار/أجرت الحوار/بقلم",
    "ראיין/ראיינה/כתבה וצילמה/tekst van/interview door/geschreven door/opgetekend door/rozhovor vedl/rozhovor vedla",
    "připravil/připravila/napsal/napsala/text av/intervju av/a consemnat/interviu realizat de/разговарао/разговарала",
)
"""What a name follows without one."""
_OTHERS = (
    "photo/foto/фото/світлин/фотограф/fotograf/fotogra/zdjęc/picture/image/illustr/иллюстр/ілюстр/bild/immagin/edit/"
    "редактор/редактура/redakt/video/відео/видео/عکس/تصویر/ویراست/تصوير/تحرير/צילום/צילם/fotó/beeld/görsel/grafi/графи"
)


def _any_of(*lines: str) -> str:
    phrases = sorted(
        {form for line in lines for said in line.split("/") for form in (said, fold(said))},
        key=len,
        reverse=True,
    )
    return "|".join(map(re.escape, phrases))


_CREDIT = re.compile(rf"\W*(?:(?:{_any_of(*_WORK)})\s*[:：]\s*|(?:{_any_of(*_DONE)})\s*:?\s+)(?=\w)")
_END = re.compile(rf"\s*(?:[|·•;/]|\s[-–—]\s|(?<=\w\w\w)\.(?:\s|$)|[,(]?\s*\b(?:{_any_of(_OTHERS)}))", re.I)
_FIRST_WORDS = frozenset(tokens(said)[0] for line in (*_WORK, *_DONE) for said in line.split("/"))
_WORD = re.compile(r"[^\s\u200c]+")
LONGEST_CREDIT = 120
"""Characters of a line of credits."""


def may_credit(beginning: str) -> bool:
    """Whether a line that begins so may be one of credits: a quick look before `credited` is asked."""
    return not _FIRST_WORDS.isdisjoint(tokens(beginning[:LONGEST_CREDIT])[:1])


def credited(text: str, sites: Collection[str] = ()) -> tuple[str, ...]:
    """Who wrote, by a line of credits; empty for a line that credits other work, or tells of something else.

    >>> credited("Words: Jane Roe and Max Poe. Pictures: John Doe")
    ('Jane Roe', 'Max Poe')
    """
    if len(text) > LONGEST_CREDIT:
        return ()
    start = _start(text)
    if start is None:
        return ()
    rest = text[start:]
    end = _END.search(rest)
    if len(rest[end.end() :] if end else "") > LONGEST_CREDIT // 2:
        return ()
    names = people([rest[: end.start()] if end else rest], sites)
    return names if all(map(is_full_name, names)) else ()


def _start(text: str) -> int | None:
    """Where the names begin in a line of credits."""
    match = _CREDIT.match(fold(text))
    if match is None:
        return None
    words = len(match.group().split())  # folding may change the length of a text, not how many words it has
    places = list(_WORD.finditer(text))
    if len(places) > words:
        return places[words].start()
    return None
