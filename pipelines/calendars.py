"""Dates as newsrooms write them for people, in fifty languages and five calendars; nothing is guessed.

A day in digits whose order cannot be told (`03/12/2026`) and a time of day without its zone are not known.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from corpus.clock import YEARS
from corpus.words import fold
from pipelines.months import JALALI, MONTH, MONTHS, THAI

# RFC 822 names the zones of North America only, and newsrooms write their own. Letters that mean two zones
# (IST, AST, AMT) are missing on purpose: the date then is not known, rather than wrong by hours.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "mez": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "msd": 240, "trt": 180, "samt": 240,
    "gst": 240, "azt": 240, "get": 240, "irst": 210, "irdt": 270, "pkt": 300, "uzt": 300, "yekt": 300,
    "jst": 540, "kst": 540, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ndt": -150,
    "brt": -180, "art": -180, "uyt": -180, "clt": -240, "clst": -180, "bot": -240, "vet": -240, "pet": -300,
    "cot": -300, "selc": 120, "sec": 60, "oez": 120, "oesz": 180, "idt": 180, "sast": 120, "eat": 180, "wat": 60,
    "cat": 120, "aft": 270, "npt": 345, "hkt": 480, "sgt": 480, "pht": 480, "myt": 480, "ict": 420, "wib": 420,
    "wita": 480, "wit": 540, "awst": 480, "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720,
    "nzdt": 780, "omst": 360, "krat": 420, "irkt": 480, "yakt": 540, "vlat": 600, "kgt": 360, "tjt": 300, "tmt": 300,
}  # fmt: skip
_WORDS = frozenset(("art", "cat", "eat", "pet", "bot", "cot", "wit", "get", "sec", "west"))
"""Zones that are words too; they count in capitals."""
_OF_SCRIPT = (("ist", "\u0900-\u0dff", 330), ("cst", "\u3400-\u9fff", 480))
"""Letters that mean two zones, the script in which they mean but one, and its minutes."""
OFFSETS = {
    name.upper(): f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    for name, minutes in _ZONES.items()
}
"""The zones that have a name, as a number says them: `MSK` is `+0300`."""

_JALALI_YEARS = range(1369, 1430)
"""1990 to 2050; past that a year could as well be of the lunar calendar."""
_BUDDHIST = 543
"""Years that the calendar of Thailand is ahead of ours."""
_BUDDHIST_YEARS = range(2500, 2620)
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of the republic in Taiwan, and of the eras in Japan."""
_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
"""The leap years of each 33, as the calendar of Iran has them from 1865 to 2093."""

_PLACES = {
    "Europe/Moscow": "по московскому времени/московского времени/по москве/moscow time/за московським часом/"
    "به وقت مسکو/بتوقيت موسكو/moskauer zeit/heure de moscou/hora de moscú/czasu moskiewskiego/moskova saatiyle",
    "Europe/Kyiv": "по киевскому времени/по киеву/за київським часом/за києвом/kyiv time/kiev time/kiewer zeit/"
    "heure de kiev/heure de kyiv/hora de kiev/czasu kijowskiego/به وقت کی‌یف/بتوقيت كييف",
    "Asia/Tehran": "به وقت تهران/به وقت ایران/tehran time/по тегеранскому времени/بتوقيت طهران",
    "Asia/Riyadh": "بتوقيت مكة المكرمة/بتوقيت مكة/بتوقيت السعودية",
    "Asia/Jerusalem": "שעון ישראל/israel time/بتوقيت القدس",
    "Europe/London": "london time/uk time",
    "Europe/Berlin": "berlin time/ortszeit berlin/deutscher zeit/berliner zeit",
    "Europe/Paris": "paris time/heure de paris/pariser zeit",
    "Europe/Madrid": "hora peninsular/hora de madrid/hora española",
    "Europe/Rome": "ora italiana/ora di roma",
    "Europe/Warsaw": "czasu polskiego/czasu warszawskiego",
    "Europe/Bucharest": "ora româniei",
    "Europe/Athens": "ώρα ελλάδας/ώρα ελλάδος",
    "Europe/Minsk": "по минску/по минскому времени",
    "America/Sao_Paulo": "horário de brasília/hora de brasília",
    "America/Argentina/Buenos_Aires": "hora argentina/hora de argentina/hora de buenos aires",
    "Asia/Beirut": "بتوقيت بيروت",
    "Africa/Cairo": "بتوقيت القاهرة",
    "Asia/Baghdad": "بتوقيت بغداد",
    "Asia/Damascus": "بتوقيت دمشق",
    "Asia/Dubai": "بتوقيت الإمارات/بتوقيت أبوظبي/بتوقيت دبي",
    "Asia/Kabul": "به وقت کابل/به وقت افغانستان",
    "Asia/Shanghai": "北京时间/北京時間",
    "Asia/Taipei": "台北時間/臺北時間",
    "Asia/Tokyo": "日本時間",
    "Asia/Seoul": "한국시간/한국 시간",
    "Europe/Istanbul": "tsi/türkiye saatiyle/istanbul time",
    "America/New_York": "eastern time/et",
    "America/Los_Angeles": "pacific time/pt",
    "UTC": "بتوقيت غرينتش/بتوقيت جرينتش/greenwich mean time/по гринвичу/за гринвічем/به وقت گرینویچ/heure gmt",
}
"""Where the clock hangs that a time is read from, by what newsrooms call it; its zone knows summers."""
_ZONE_OF = {fold(name): zone for zone, names in _PLACES.items() for name in names.split("/")}
_SHORT = frozenset({"et", "pt"})
_PLACE = "|".join(sorted(map(re.escape, _ZONE_OF), key=len, reverse=True))

_BEFORE_NOON = "오전/上午/午前/早上/凌晨/öö"
_AFTER_NOON = "오후/下午/午後/晚上/ös"
"""What halves of the day are called before the hour; those behind it stand in `_TIME`."""
_HALF = "|".join(sorted(map(fold, f"{_BEFORE_NOON}/{_AFTER_NOON}".split("/")), key=len, reverse=True))
_CLOCK = (
    rf"(?<![\d:.+-])(?:(?P<before>{_HALF})\s*)?(?<![\d:.+])(?P<hour>\d{{1,2}})(?:[:時时]|\s?h\s?|\.(?=\d\d(?![.\d])))"
    r"(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+(?![.\d]))?分?\s*"
    r"(?P<half>(?:[ap]\.?\s?m|[πμ]\.?μ|[قب]\.?ظ|ص|م|ch|sa)(?!\w)\.?)?\s*,?\s*(?:(?:uhr|hrs?|hs|h|ч|год)(?!\w)\.?\s*)?"
)
_OFFSET = r"(?:gmt|utc)?\s*(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?(?!\d)"
_NAMED_PLACE = (
    rf"(?:{fold('بتوقيت')}|{fold('به وقت')}|hora|horario|heure|ora|по|за|local)(?!\w)"
    r"[^\d()]{0,40}(?=\((?:gmt|utc))"
)
"""A place whose zone only the brackets behind it tell."""
_TIME = re.compile(
    rf"{_CLOCK}(?:{_NAMED_PLACE})?\(?(?:(?P<place>{_PLACE})(?!\w)|{_OFFSET}|(?P<letters>[^\W\d_]+)(?!\w|\s?[+-]\d))"
)
_ALONE = re.compile(_CLOCK)
_ZONE_ALONE = re.compile(
    rf"\(?(?:(?:{_PLACE}|{'|'.join(sorted(_ZONES, key=len, reverse=True))})(?!\w)|{_OFFSET})"
)
_LED_BY_PLACE = re.compile(rf"\W*({_PLACE})")
_LATE = frozenset(map(fold, _AFTER_NOON.split("/")))
_YEAR_IN_TWO_DIGITS = re.compile(rf"(\d\d?[\s-]+(?:{MONTH})\.?[\s-]+)(\d\d)(?![\d:])")


def written_moment(text: str) -> datetime | None:
    """The moment that a written date names; None when its zone or its time of day is not told.

    Digits may be those of any script. Years of the Iranian calendar are understood. Raises ValueError for
    a day that does not exist.
    """
    written, text = text, _folded(text)
    time, zone = _time_of(text)
    if time is None or zone is None:
        return None
    letters = time.groupdict().get("letters")
    if letters in _WORDS and not any(
        word.isupper() and fold(word) == letters for word in re.findall(r"[^\W\d_]+", written)
    ):
        return None
    rest = f"{text[: time.start()]} {text[time.end() :]}"  # Java and Unix put the time between day and year
    day = written_day(_YEAR_IN_TWO_DIGITS.sub(r"\g<1>20\2", rest))
    if day is None or day.year not in YEARS:
        return None
    hour = int(time["hour"])
    if half := time["half"] or time["before"]:
        if hour > 12 and not _is_late(half):  # `18:40 a.m.`
            return None
        hour = hour % 12 + (12 if _is_late(half) else 0)
    leap = min(int(time["second"] or 0), 59)  # 60 is a leap second, which datetime does not know
    at = datetime(day.year, day.month, day.day, hour, int(time["minute"]), leap, tzinfo=zone)
    return at.replace(tzinfo=_offset("+", 0, int((at.utcoffset() or timedelta()).total_seconds() // 60)))


def _time_of(text: str) -> tuple[re.Match[str] | None, tzinfo | None]:
    """The time of day in a folded text, and its zone, which stands behind it or leads the whole (`北京时间`)."""
    time = _TIME.search(text)
    zone = None if time is None else _zone(time, text)
    if zone is None and (led := _LED_BY_PLACE.match(text)):
        return _ALONE.search(text), ZoneInfo(_ZONE_OF[led[1]])
    return time, zone


def _is_late(half: str) -> bool:
    return half[0] in "pμبم" or half.startswith("ch") or half in _LATE


def without_time(before: str) -> str:
    """What stands before a day, folded, without a time of day and its zone."""
    time = _ALONE.search(before)
    if time is None:
        return before
    rest = before[time.end() :]
    zone = _ZONE_ALONE.match(rest)
    return before[: time.start()] + (rest[zone.end() :] if zone else rest).lstrip(" ,-|·•)")


def written_day(text: str) -> date | None:
    """The first day that a text names with its year; None for none. ValueError for one that does not exist.

    >>> written_day("پنجشنبه، ۲۱ اسفند ۱۴۰۴")
    datetime.date(2026, 3, 12)
    """
    found = day_after(text)
    return found[1] if found else None


def day_after(text: str) -> tuple[str, date] | None:
    """What stands before the day that a text names, folded, and that day."""
    text = _folded(text)
    for pattern, read in _FORMS.items():
        if found := pattern.search(text):
            day = read(*found.groups())
            return (text[: found.start()], day) if day else None
    return None


def _folded(text: str) -> str:
    return fold(text).replace("،", ",")


def _zone(time: re.Match[str], text: str) -> tzinfo | None:
    if time["place"] in _SHORT and not time["half"]:  # `14h30 et` is French
        return None
    if time["place"]:
        return ZoneInfo(_ZONE_OF[time["place"]])
    if time["sign"]:
        return _offset(time["sign"], int(time["hours"]), int(time["minutes"] or 0))
    told = (
        offset
        for name, script, offset in _OF_SCRIPT
        if name == time["letters"] and re.search(f"[{script}]", text)
    )
    minutes = next(told, _ZONES.get(time["letters"]))
    return None if minutes is None else _offset("+", 0, minutes)


@cache
def _offset(sign: str, hours: int, minutes: int) -> timezone:
    offset = timedelta(hours=hours, minutes=minutes)
    if not offset:
        return UTC
    return timezone(offset if sign == "+" else -offset)


def numbered_day(year: str, month: str, day: str) -> date:
    """A day in numbers, of the calendar that its year belongs to; ValueError when there is no such day."""
    if int(year) in _JALALI_YEARS:
        return jalali_day(int(year), int(month), int(day))
    return date(int(year), int(month), int(day))


def _dotted(day: str, month: str, year: str) -> date:
    return numbered_day(year, month, day)


def _slashed(one: str, other: str, year: str) -> date | None:
    """`25/03/2026` and `03/25/2026`; nobody can tell which month `03/12/2026` means."""
    if int(year) in _JALALI_YEARS or int(one) > 12 or one == other:
        return numbered_day(year, other, one)
    return numbered_day(year, one, other) if int(other) > 12 else None


def _day_first(day: str, name: str, year: str) -> date | None:
    """The day of a month with a name; None when the name and the year are of two calendars."""
    if name in THAI and int(year) in _BUDDHIST_YEARS:
        return date(int(year) - _BUDDHIST, THAI[name], int(day))
    if name in JALALI:
        return jalali_day(int(year), JALALI[name], int(day)) if int(year) in _JALALI_YEARS else None
    return date(int(year), MONTHS[name], int(day))


def _of_era(era: str, year: str, rest: str) -> date | None:
    month, day = re.findall(r"\d+", rest)
    return date(_ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day))


def _month_first(name: str, day: str, year: str) -> date | None:
    return _day_first(day, name, year)


def _year_first(year: str, name: str, day: str) -> date | None:
    return _day_first(day, name, year)


_ERA_OF_YEAR = "|".join(re.escape(fold(era)) for era in ("พ.ศ.", "ค.ศ."))
_FORMS: Mapping[re.Pattern[str], Callable[[str, str, str], date | None]] = {
    re.compile(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年\s?(\d\d?\s?月\s?\d\d?)\s?日"): _of_era,
    re.compile(
        rf"(?<!\d)(\d{{4}})\s?(?:[-/.年]|{fold('년')})\s?(\d\d?)\s?(?:[-/.月]|{fold('월')})\s?(\d\d?)(?!\d)"
    ): numbered_day,
    re.compile(r"(?<!\d)(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)"): _dotted,
    re.compile(r"(?<!\d)(\d\d?)[/-](\d\d?)[/-](\d{4})(?!\d)"): _slashed,
    re.compile(
        r"(?<!\d)(\d\d?) thang (\d\d?),?(?: nam)? (\d{4})(?!\d)"
    ): _dotted,  # Vietnamese numbers its months
    re.compile(
        r"(?<!\d)(\d\d?)(?:st|nd|rd|th|er|e|o|a|°|-?го|-?е)?\.?[\s-]*(?:de |d'|of )?"
        rf"({MONTH})(?!\w)\.?(?: ?/ ?[^\W\d]+)?,?[\s-]*(?:(?:del?|{_ERA_OF_YEAR})\s)?\s*(\d{{4}})(?!\d|:)"
    ): _day_first,
    re.compile(rf"(?<!\w)({MONTH})\.?\s+(\d\d?)(?:st|nd|rd|th)?\.?,?\s+(\d{{4}})(?!\d|:)"): _month_first,
    re.compile(rf"(?<!\d)(\d{{4}})(?:\.| m\.)?\s+({MONTH})\.?\s+(\d\d?)(?!\d|:)"): _year_first,
}
"""How a day is written, and who reads it; the first form that a text holds is meant."""


def jalali_day(year: int, month: int, day: int) -> date:
    """The day that the Iranian calendar calls so; ValueError when it has no such day.

    >>> jalali_day(1404, 12, 21)
    datetime.date(2026, 3, 12)
    """
    longest = 31 if month <= 6 else 30 if month <= 11 or year % 33 in _LEAPS else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError(f"the Iranian calendar has no day {year}-{month}-{day}")
    before = 31 * (month - 1) - max(0, month - 7) + day - 1
    return date(2021, 3, 21) + timedelta(days=_days_before(year) - _days_before(1400) + before)


def _days_before(year: int) -> int:
    cycles, place = divmod(year, 33)
    return 365 * year + 8 * cycles + sum(1 for leap in _LEAPS if leap < place)
