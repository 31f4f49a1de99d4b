"""Dates as pages write them, for machines and for people, read without guessing a zone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from corpus.clock import YEARS
from corpus.words import fold
from pipelines.calendars import day_after, numbered_day, written_moment
from pipelines.clocks import without_time

_ISO = re.compile(
    r"(\d{4})[-/.]?(\d\d?)[-/.]?(\d\d?)"
    r"(?:[T ,]+(\d\d?)[:.h]?(\d\d)(?:[:.]?(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+\-−]\d\d?(?::?\d\d)?)?)?",
    re.I,
)
_EPOCH = re.compile(r"1\d{9}(\d{3})?")
_LONGEST = 150
"""Characters in which a date can be, with what leads to it."""


def _any_of(*phrases: str) -> str:
    """A pattern for the folded phrases of these lists, which are parted by a slash."""
    longest_first = sorted("/".join(phrases).split("/"), key=len, reverse=True)
    return "|".join(re.escape(fold(phrase)) for phrase in longest_first)


_LEAD = re.compile(
    r"(?<!\w)(?:this (?:article|story|post) was )?(?:originally |first )?(?:"
    + _any_of(
        "publishing date/publish date/published/posted/created/date of publication/date/release date/released",
        "veröffentlicht/erstellt/stand/publié/publiée/mis en ligne/publicado/publicada/pubblicato/opublikowano",
        "data publikacji/publikováno/gepubliceerd/yayınlanma tarihi/yayınlanma/опубликовано/дата публикации/дата",
        "размещено/опубліковано/дата публікації/تاریخ انتشار/زمان انتشار/منتشر شده/تاریخ/تاريخ النشر/نشر/פורסם",
        "date published/published online/posted online/опубликована/опубликован/размещена/добавлено/создано",
        "дата и время публикации/оприлюднено/розміщено/додано/створено/erschienen/publiziert/online seit/paru/parue",
        "date de publication/créé/publicación/fecha de publicación/fecha/data de publicação/data di pubblicazione",
        "pubblicata/inserito/dodano/data dodania/utworzono/giriş tarihi/giriş/yayın tarihi/yayım tarihi/yayınlanma",
        "eklenme tarihi/oluşturulma tarihi/haber giriş/tarih/زمان مخابره/تاریخ درج/درج شده/نشرت/نشر الخبر/تم النشر",
        "النشر/أضيف/تاريخ الإضافة/تاريخ/كتب/פורסם לראשונה/תאריך פרסום/תאריך/gepubliceerd/geplaatst/publicatiedatum",
        "vydáno/zveřejněno/datum vydání/publikované/zverejnené/publicerad/publicerat/publicerades/publiceret/publisert",
        "julkaistu/megjelent/közzétéve/publicat/publicată/data publicării/postat/postat la/objavljeno/објављено",
        "објављена/публикувано/публикувана/публикуван/δημοσίευση/δημοσιεύθηκε/δημοσιεύτηκε/ημερομηνία δημοσίευσης",
        "dərc olunub/yayımlanma tarihi/გამოქვეყნებულია/გამოქვეყნდა/հրապարակվել է/հրապարակված է/प्रकाशित/發布時間",
        "发布时间/发布日期/发布于/发表于/发表时间/发布/公開日/公開/掲載/掲載日/投稿日/配信/입력/등록/게재",
        "ngày đăng/đăng ngày/đăng lúc",
        "ngày xuất bản/เผยแพร่/เผยแพร่เมื่อ/วันที่เผยแพร่/วันที่/diterbitkan/dipublikasikan/diposting/tayang",
    )
    + r")(?!\w)(?: (?:"
    + _any_of("on/am/le/el/il/dnia/at/در/في/em/la/op/på/den/dne/بتاريخ/ב/בתאריך/στις/vom")
    + r"))?\s*[:|-]*\s*"
)
"""How a page leads to the date of publication."""
_CHANGED = re.compile(
    _any_of(
        "updat/modif/last/edit/review/geändert/aktualisiert/zuletzt/mis à jour/actualiz/aggiorn/aktualiz/обновл",
        "измен/оновл/به روز/بروز/آخرین/تحديث/עודכן/güncel/uppdater/ändrad/opdater/oppdater/endret/päivitet/muokattu",
        "frissít/módosít/обнов/актуализ/ажурир/ažurir/змінен/внесено зміни/ενημερωθ/ενημέρωσ/τροποποι/تعديل/آخر/ویرایش",
        "روزآمد/עדכון/atualiz/alterad/bijgewerkt/gewijzigd/laatst/geüpdatet/değiştir/düzenle/zmodyfik/zmian/změn/aktuali",
        "更新/修改/修订/改訂/수정/업데이트/최종/cập nhật/อัปเดต/อัพเดท/แก้ไข/ปรับปรุง/diperbarui/განახლ/թարմաց",
        "yenilən/अपडेट/korrigiert/überarbeitet",
    )
)
# A weekday before the day, in one word or in two (`سه شنبه`, `Thứ Ba`), and the like; perhaps behind a bar or a dot.
# The day of the Jewish calendar may stand between (`שבת, כ״ה באדר תשפ״ו, 14/03/2026`).
_BEFORE_DAY = re.compile(
    r"[·•|]?\s*(?:on )?(?:[^\W\d]+(?:['.][^\W\d]+)*(?:[ -][^\W\d]+)?(?:[,.|]{0,2}|\s[-|·•])\s*)?"
    r"""(?:[א-ת]{1,2}["״׳']?[א-ת]? ב?[א-ת]+(?: [אב]['׳])? (?:ה['׳])?[א-ת]+["״][א-ת],?\s*[-|]?\s*)?"""
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a page names: an instant where it gives a zone, else the day as written at 00:00 UTC."""

    at: datetime
    precision: str
    raw: str


def moment(raw: object) -> Moment | None:
    """What a date for machines says; None for anything that cannot be told without guessing.

    >>> moment("2023-05-28T14:02:00+03:00").at.isoformat()
    '2023-05-28T14:02:00+03:00'
    >>> moment("2023-05-28 14:02").precision  # two in the afternoon, but where?
    'day'
    """
    if not isinstance(raw, str | int) or not (text := str(raw).strip()) or len(text) > _LONGEST:
        return None
    found = [one for read in (_epoch, _iso, _rfc822, _with_zone) if (one := _tried(read, text))]
    return next((one for one in found if one.precision == "instant"), next(iter(found), None))


def written(raw: object) -> Moment | None:
    """The date that a text for people begins with: `March 27, 2025`, `Published: 27.03.2025 14:02`, `۲۱ اسفند ۱۴۰۴`.

    None for a text that begins with anything else, and for one that tells of a change.
    """
    text = raw.strip() if isinstance(raw, str) else ""
    return (_tried(_with_zone, text) or _tried(_day, text)) if 0 < len(text) <= _LONGEST else None


def tells_of_publication(text: str) -> bool:
    """Whether a text leads to its date as that of publication (`Published on`, `Опубликовано:`)."""
    return _LEAD.search(fold(text)) is not None


def _tried(read: Callable[[str], Moment | None], text: str) -> Moment | None:
    try:
        found = read(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return found if found and found.at.year in YEARS else None


def _epoch(text: str) -> Moment | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    seconds = int(text) / (1000 if match[1] else 1)
    return Moment(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0), "instant", text)


def _iso(text: str) -> Moment | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None or zone is None:
        return _whole_day(numbered_day(year, month, day), text)
    midnight = datetime.combine(date(int(year), int(month), int(day)), time(), _zone(zone))
    if (hours := int(hour)) > 24 or int(minute) > 59:  # 24:00 is the end of the day
        return None
    return Moment(
        midnight + timedelta(hours=hours, minutes=int(minute), seconds=min(int(second or 0), 59)),
        "instant",
        text,
    )


def _zone(text: str) -> timezone:
    """`Z`, `+03:00`, `+0300`, `+03` or `+3`."""
    if text[0] not in "+-−":
        return UTC
    hours, _, minutes = text[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(offset if text[0] == "+" else -offset)


def _rfc822(text: str) -> Moment | None:
    """`Sun, 28 May 2023 14:02:00 +0300`; of one without a zone, or with one in letters, only the day is known."""
    at = parsedate_to_datetime(text)
    return Moment(at, "instant", text) if at.tzinfo else _whole_day(at.date(), text)


def _with_zone(text: str) -> Moment | None:
    """`28 мая 2023, 14:02 МСК`."""
    at = written_moment(text)
    return Moment(at, "instant", text) if at and _leads(text) else None


def _day(text: str) -> Moment | None:
    found = day_after(text)
    return _whole_day(found[1], text) if found and _leads(text) else None


def _leads(text: str) -> bool:
    """Whether nothing but a weekday, or words for a publication, stand before the day in a text."""
    found = day_after(text)
    before = found[0] if found else fold(text)
    bare = without_time(before[lead.end() :] if (lead := _LEAD.search(before)) else before)
    return not _CHANGED.search(before) and _BEFORE_DAY.fullmatch(bare) is not None


def _whole_day(day: date, text: str) -> Moment:
    return Moment(datetime.combine(day, time(), UTC), "day", text)
