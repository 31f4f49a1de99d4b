"""Times of day as newsrooms write them, with the zone that they name; nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from corpus.words import fold

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
_UNSPACED = "[\u3040-\u9fff\uac00-\ud7af\u1100-\u11ff]"
_PLACE = "|".join(sorted(map(re.escape, _ZONE_OF), key=len, reverse=True))

_BEFORE_NOON = "오전/上午/午前/早上/凌晨/öö"
_AFTER_NOON = "오후/下午/午後/晚上/傍晚/ös"
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
_LED_BY_PLACE = re.compile(rf"\W*({'|'.join(name for name in _ZONE_OF if re.match(_UNSPACED, name))})")
_LATE = frozenset(map(fold, _AFTER_NOON.split("/")))


@dataclass(frozen=True, slots=True)
class ZonedTime:
    """A time of day with its zone, and where it stands in its text."""

    at: time
    zone: tzinfo
    start: int
    end: int


def zoned_time(text: str, written: str) -> ZonedTime | None:
    """The time of day in a folded text whose zone stands behind it or leads the whole (`北京时间`); None for none.

    `written` is the text before it was folded: zones that are words too count in capitals.
    """
    found = _TIME.search(text)
    zone = _zone(found, text, written) if found else None
    if zone is None and (led := _LED_BY_PLACE.match(text)):
        found, zone = _ALONE.search(text), ZoneInfo(_ZONE_OF[led[1]])
    if found is None or zone is None:
        return None
    hour = int(found["hour"])
    if half := found["half"] or found["before"]:
        if (hour > 12 and not _is_late(half)) or (hour == 12 and half == "晚上"):  # `18:40 a.m.`; midnight
            return None
        hour = hour % 12 + (12 if _is_late(half) else 0)
    second = min(int(found["second"] or 0), 59)  # 60 is a leap second, which `time` does not know
    return ZonedTime(time(hour, int(found["minute"]), second), zone, found.start(), found.end())


def without_time(before: str) -> str:
    """What stands before a day, folded, without a time of day and its zone."""
    found = _ALONE.search(before)
    if found is None:
        return before
    rest = before[found.end() :]
    zone = _ZONE_ALONE.match(rest)
    return before[: found.start()] + (rest[zone.end() :] if zone else rest).lstrip(" ,-|·•)")


def _is_late(half: str) -> bool:
    return half[0] in "pμبم" or half.startswith("ch") or half in _LATE


def _zone(found: re.Match[str], text: str, written: str) -> tzinfo | None:
    if found["place"] in _SHORT and not found["half"]:  # `14h30 et` is French
        return None
    if found["place"]:
        return ZoneInfo(_ZONE_OF[found["place"]])
    if found["sign"]:
        return offset_of(found["sign"], int(found["hours"]), int(found["minutes"] or 0))
    if found["letters"] in _WORDS and not _is_in_capitals(found["letters"], written):
        return None
    told = (
        offset
        for name, script, offset in _OF_SCRIPT
        if name == found["letters"] and re.search(f"[{script}]", text)
    )
    minutes = next(told, _ZONES.get(found["letters"]))
    return None if minutes is None else offset_of("+", 0, minutes)


def _is_in_capitals(letters: str, written: str) -> bool:
    return any(word.isupper() and fold(word) == letters for word in re.findall(r"[^\W\d_]+", written))


@cache
def offset_of(sign: str, hours: int, minutes: int) -> timezone:
    """The zone that is so far from UTC, all year."""
    offset = timedelta(hours=hours, minutes=minutes)
    if not offset:
        return UTC
    return timezone(offset if sign == "+" else -offset)
