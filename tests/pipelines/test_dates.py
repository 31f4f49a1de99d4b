"""Each form in which pages write a date, with the instant or the day that it tells, or nothing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from corpus.words import fold
from pipelines import months
from pipelines.dates import moment, written

MOSCOW, TEHRAN = timezone(timedelta(hours=3)), timezone(timedelta(hours=3, minutes=30))
NIGHT = datetime(2026, 3, 12, 22, 30, tzinfo=MOSCOW)
DAY = datetime(2026, 3, 12, tzinfo=UTC)

INSTANTS = [
    ("2026-03-12T22:30:00+03:00", NIGHT),
    ("2026-03-12T22:30:00.123+0300", NIGHT),
    ("2026-03-12T22:30+03", NIGHT),
    ("2026-03-12 22:30:00 +03", NIGHT),
    ("20260312T193000Z", NIGHT),
    ("2026/03/12 19:30 UTC", NIGHT),
    ("1773343800", NIGHT),
    ("1773343800000", NIGHT),
    ("Thu, 12 Mar 2026 22:30:00 +0300", NIGHT),
    ("Thu, 12 Mar 2026 19:30:00 GMT", NIGHT),
    ("Thu, 12 Mar 2026 22:30:00 MSK", NIGHT),
    ("2026-03-12 22:30 MSK", NIGHT),
    ("12.03.2026 22:30 (МСК)", NIGHT),
    ("12 марта 2026, 22:30 МСК", NIGHT),
    ("12 марта 2026 г. в 22:30 (мск)", NIGHT),
    ("12 березня 2026, 21:30 EET", NIGHT),
    ("12. März 2026, 20:30 Uhr MEZ", NIGHT),
    ("12. Mai 2026, 20:30 Uhr MESZ", datetime(2026, 5, 12, 18, 30, tzinfo=UTC)),
    ("March 12, 2026 3:30 p.m. EDT", datetime(2026, 3, 12, 19, 30, tzinfo=UTC)),
    ("پنجشنبه ۲۱ اسفند ۱۴۰۴ ساعت ۲۳:۰۰ +0330", NIGHT),
    ("1404-12-21T23:00:00+03:30", NIGHT),
    ("۱۴۰۴/۱۲/۲۱ ۲۳:۰۰ IRST", NIGHT),
    ("12 Mart 2026 22:30 TRT", NIGHT),
    ("الخميس، ١٢ مارس ٢٠٢٦ 19:30 GMT", NIGHT),
]

DAYS = [
    "2026-03-12",
    "2026-03-12T22:30",  # half past ten, but where?
    "2026.03.12",
    "20260312",
    "1404-12-21",
    "12.03.2026",
    "12. 3. 2026",
    "12.03.2026, 22:30 Uhr",
    "25/03/2026",
    "03/25/2026",
    "March 12, 2026",
    "Mar. 12, 2026",
    "Thursday, March 12th, 2026",
    "Published: March 12, 2026",
    "Posted on 12 March 2026 at 10:30pm",
    "12 Mar 2026 • 3 min read",
    "on Thursday March 12, 2026 @08:00PM",
    "12 марта 2026 г.",
    "Четверг, 12 марта 2026, 22:30",
    "Опубликовано: 12 марта 2026",
    "Дата публікації: 12 березня 2026",
    "12 бер. 2026",
    "12 сакавіка 2026",
    "12 marca 2026",
    "12 mars 2026",
    "le 12 mars 2026 à 22h30",
    "12 de marzo de 2026",
    "12 de março de 2026",
    "12 marzo 2026",
    "Donnerstag, 12. März 2026",
    "Veröffentlicht am 12. März 2026",
    "12 Mart 2026 Perşembe",
    "12 martie 2026",
    "12 maaliskuuta 2026",
    "12 Μαρτίου 2026",
    "12 במרץ 2026",
    "الخميس، ١٢ مارس ٢٠٢٦",
    "12 آذار 2026",
    "نشر في: 12 مارس 2026 الساعة 22:30",
    "پنجشنبه ۲۱ اسفند ۱۴۰۴ - ۲۲:۳۰",
    "پنج\u200cشنبه، ۲۱ اسفند ۱۴۰۴",
    "تاریخ انتشار: ۱۴۰۴/۱۲/۲۱",
    "۲۱ اسفند ۱۴۰۴",
    "۱۲ مارس ۲۰۲۶",
    "2026年3月12日 22:30",
    "2026년 3월 12일",
]

UNKNOWN = [
    "yesterday",
    "2 hours ago",
    "сегодня, 14:02",
    "14:02 MSK",
    "دیروز ۱۴:۰۲",
    "03/12/2026",  # the third of December, or the twelfth of March
    "02-12-2025",
    "March 2026",
    "12 March",
    "Updated March 12, 2026",
    "Обновлено: 12 марта 2026",
    "به روز شده در ۲۱ اسفند ۱۴۰۴",
    "By 2026 the plant will make 6000 drones a year.",
    "The deal of 12 March 2026 was denied",
    "2026-02-31",
    "31 февраля 2026",
    "30 اسفند 1404",  # no leap year
    "21 اسفند 2026",  # a month of one calendar, a year of another
    "1447-09-22",  # lunar
    "0001-01-01T00:00:00Z",
    "1970-01-01",
    "9999-12-31",
    "(800) 820-6962",
    "",
]


FURTHER = [
    ("2025-11-03T07:05:09Z", "2025-11-03T07:05:09+00:00"),
    ("2025-11-03T07:05:09.123456789Z", "2025-11-03T07:05:09+00:00"),
    ("2025-11-03T07:05:09,5+0200", "2025-11-03T05:05:09+00:00"),
    ("20251103T070509+0200", "2025-11-03T05:05:09+00:00"),
    ("2025-11-03 07:05:09 -0500", "2025-11-03T12:05:09+00:00"),
    ("2025-11-03T07:05:09 GMT", "2025-11-03T07:05:09+00:00"),
    ("Mon, 03 Nov 2025 07:05:09 EST", "2025-11-03T12:05:09+00:00"),
    ("Mon, 3 Nov 2025 07:05 +0530", "2025-11-03T01:35:00+00:00"),
    ("Mon, 03 Nov 2025 07:05:09 UT", "2025-11-03T07:05:09+00:00"),
    ("Mon, 03 Nov 2025 07:05:09 CET", "2025-11-03T06:05:09+00:00"),
    ("Mon, 03 Nov 2025 10:35:00 IRST", "2025-11-03T07:05:00+00:00"),
    ("03 Nov 25 07:05:09 +0000", "2025-11-03T07:05:09+00:00"),
    ("Monday, 03-Nov-25 07:05:09 GMT", "2025-11-03T07:05:09+00:00"),
    ("Mon Nov  3 07:05:09 2025 +0000", "2025-11-03T07:05:09+00:00"),
    ("Mon Nov 03 2025 07:05:09 GMT+0200 (Eastern European Standard Time)", "2025-11-03T05:05:09+00:00"),
    ("1762153509", "2025-11-03T07:05:09+00:00"),
    ("1762153509123", "2025-11-03T07:05:09+00:00"),
    ("November 3, 2025 at 7:05 AM EST", "2025-11-03T12:05:00+00:00"),
    ("Nov. 3, 2025, 2:05 p.m. GMT", "2025-11-03T14:05:00+00:00"),
    ("3 ноября 2025, 10:05 (МСК)", "2025-11-03T07:05:00+00:00"),
    ("3 ноября 2025 в 10:05 по московскому времени", "2025-11-03T07:05:00+00:00"),
    ("3. November 2025 um 08:05 Uhr (MEZ)", "2025-11-03T07:05:00+00:00"),
    ("3 novembre 2025 à 08h05 CET", "2025-11-03T07:05:00+00:00"),
    ("2025-11-03T07:05+01:00[Europe/Berlin]", "2025-11-03T06:05:00+00:00"),
    ("1404-08-12 10:35 +03:30", "2025-11-03T07:05:00+00:00"),
    ("۱۲ آبان ۱۴۰۴، ساعت ۱۰:۳۵ به وقت تهران", "2025-11-03T07:05:00+00:00"),
    ("2025-11-03T24:00:00Z", "2025-11-04T00:00:00+00:00"),
    ("2025-11-03T07:05:60Z", "2025-11-03T07:05:59+00:00"),
    ("3 novembre 2025 à 14h30 et encore", "2025-11-03"),
    ("Nov. 3, 2025, 2:05 p.m. ET", "2025-11-03T19:05:00+00:00"),
    ("July 3, 2025 2:05 PM ET", "2025-07-03T18:05:00+00:00"),
    ("3 липня 2025, 10:05 за київським часом", "2025-07-03T07:05:00+00:00"),
    ("3 листопада 2025, 10:05 за Києвом", "2025-11-03T08:05:00+00:00"),
    ("١٢ نوفمبر ٢٠٢٥ 10:05 بتوقيت غرينتش", "2025-11-12T10:05:00+00:00"),
    ("2025-11-03", "2025-11-03"),
    ("2025/11/03", "2025-11-03"),
    ("2025.11.03.", "2025-11-03"),
    ("03.11.2025 kl. 10:05", "2025-11-03"),
    ("3.11.2025 г.", "2025-11-03"),
    ("31.12.2025", "2025-12-31"),
    ("3 November 2025", "2025-11-03"),
    ("November 3rd, 2025", "2025-11-03"),
    ("Nov 3 2025", "2025-11-03"),
    ("3rd of November 2025", "2025-11-03"),
    ("Monday 3 November 2025 10.05", "2025-11-03"),
    ("Mon 3 Nov 2025", "2025-11-03"),
    ("3 ноября 2025", "2025-11-03"),
    ("понедельник, 3 ноября 2025 года", "2025-11-03"),
    ("03 ноя 2025, 10:05", "2025-11-03"),
    ("3 листопада 2025 р.", "2025-11-03"),
    ("Понеділок, 3 листопада 2025, 10:05", "2025-11-03"),
    ("03 лис 2025", "2025-11-03"),
    ("3 listopada 2025", "2025-11-03"),
    ("poniedziałek, 3 listopada 2025 r.", "2025-11-03"),
    ("3. listopadu 2025", "2025-11-03"),
    ("3. studenoga 2025", "2025-11-03"),
    ("3 novembre 2025", "2025-11-03"),
    ("lundi 3 novembre 2025", "2025-11-03"),
    ("Publié le 3 novembre 2025 à 10:05", "2025-11-03"),
    ("lunedì 3 novembre 2025", "2025-11-03"),
    ("lunes, 3 de noviembre de 2025", "2025-11-03"),
    ("3 nov 2025", "2025-11-03"),
    ("3 de novembro de 2025", "2025-11-03"),
    ("segunda-feira, 3 de novembro de 2025", "2025-11-03"),
    ("Montag, 3. November 2025", "2025-11-03"),
    ("3. Nov. 2025", "2025-11-03"),
    ("Stand: 03.11.2025, 10:05 Uhr", "2025-11-03"),
    ("3 Kasım 2025 Pazartesi", "2025-11-03"),
    ("03 Kas 2025", "2025-11-03"),
    ("3 noiembrie 2025", "2025-11-03"),
    ("2025. november 3.", "2025-11-03"),
    ("3 november 2025", "2025-11-03"),
    ("maandag 3 november 2025", "2025-11-03"),
    ("3. marraskuuta 2025", "2025-11-03"),
    ("3 Νοεμβρίου 2025", "2025-11-03"),
    ("3 نوفمبر 2025", "2025-11-03"),
    ("٣ نوفمبر ٢٠٢٥", "2025-11-03"),
    ("3 تشرين الثاني 2025", "2025-11-03"),
    ("الاثنين 3 تشرين الثاني/نوفمبر 2025", "2025-11-03"),
    ("٣ تشرين الثاني ٢٠٢٥", "2025-11-03"),
    ("3 نونبر 2025", "2025-11-03"),
    ("۱۲ آبان ۱۴۰۴", "2025-11-03"),
    ("دوشنبه ۱۲ آبان ۱۴۰۴", "2025-11-03"),
    ("۱۴۰۴/۰۸/۱۲", "2025-11-03"),
    ("1404/8/12", "2025-11-03"),
    ("دوشنبه ۱۲ آبان ۱۴۰۴ - ۱۰:۳۵", "2025-11-03"),
    ("۳ نوامبر ۲۰۲۵", "2025-11-03"),
    ("12 آبان 1404 ساعت 10:35", "2025-11-03"),
    ("3 בנובמבר 2025", "2025-11-03"),
    ("יום שני, 3 בנובמבר 2025", "2025-11-03"),
    ("2025年11月3日", "2025-11-03"),
    ("2025年11月3日(月) 10時05分", "2025-11-03"),
    ("2025년 11월 3일", "2025-11-03"),
    ("3 نومبر 2025", "2025-11-03"),
    ("3 नवंबर 2025", "2025-11-03"),
    ("ngày 3 tháng 11 năm 2025", "2025-11-03"),
    ("3 Tháng 11, 2025", "2025-11-03"),
    ("3 November 2025 | 10:05", "2025-11-03"),
    ("Published 3 Nov 2025 10:05", "2025-11-03"),
    ("3 Noyabr 2025", "2025-11-03"),
    ("3 лістапада 2025", "2025-11-03"),
    ("3 ноември 2025", "2025-11-03"),
    ("3. novembar 2025", "2025-11-03"),
    ("3. новембар 2025", "2025-11-03"),
    ("today 14:05", None),
    ("Today, 2:05 p.m.", None),
    ("сегодня в 14:05", None),
    ("вчера, 22:10", None),
    ("сьогодні 14:05", None),
    ("امروز ۱۴:۰۵", None),
    ("اليوم 14:05", None),
    ("منذ ساعتين", None),
    ("vor 2 Stunden", None),
    ("il y a 3 heures", None),
    ("hace 2 horas", None),
    ("2 godziny temu", None),
    ("לפני שעתיים", None),
    ("2 saat önce", None),
    ("just now", None),
    ("03/04/2024", None),
    ("04-03-2024", None),
    ("3.13.2025", None),
    ("2025-13-03", None),
    ("29 February 2025", None),
    ("۳۱ مهر ۱۴۰۴", None),
    ("32 ноября 2025", None),
    ("November 2025", None),
    ("2025", None),
    ("3 ноября", None),
    ("Nov 3", None),
    ("0000-00-00 00:00:00", None),
    ("1900-01-01", None),
    ("20251399", None),
    ("Invalid date", None),
    ("NaN", None),
    ("null", None),
    ("undefined", None),
    ("Last updated: 3 November 2025", None),
    ("Aktualisiert: 3.11.2025", None),
    ("Mis à jour le 3 novembre 2025", None),
    ("آخرین به روزرسانی: ۱۲ آبان ۱۴۰۴", None),
    ("Tel. +7 495 123-45-67", None),
    ("1700", None),
    ("17621535091", None),
    ("In 2025 3 drones fell", None),
    ("3 drones, 2025", None),
    ("3 lis 2025", None),  # November in Polish, October in Croatian
    ("3 พฤศจิกายน 2568", "2025-11-03"),
    ("๓ พ.ย. ๒๕๖๘", "2025-11-03"),
    ("วันจันทร์ที่ 3 พฤศจิกายน พ.ศ. 2568 เวลา 10.05 น.", "2025-11-03"),
    ("3 พฤศจิกายน 2025", "2025-11-03"),
    ("令和7年11月3日(月)", "2025-11-03"),
    ("平成元年11月3日", None),  # before any page of the web
    ("民國114年11月3日", "2025-11-03"),
    ("北京时间2025年11月3日15:05", "2025-11-03T07:05:00+00:00"),
    ("2025年11月3日 下午3:05 北京时间", "2025-11-03T07:05:00+00:00"),
    ("2025年11月3日 15:05 CST", "2025-11-03T07:05:00+00:00"),
    ("2025년 11월 3일 오후 4:05 KST", "2025-11-03T07:05:00+00:00"),
    ("7:05 a.m. GMT, November 3rd, 2025", "2025-11-03T07:05:00+00:00"),
    ("Published 2:05 AM EST, Mon November 3, 2025", "2025-11-03T07:05:00+00:00"),
    ("10:05, 3 ноября 2025 года", "2025-11-03"),
    ("10:05-3 نوفمبر 2025", "2025-11-03"),
    ("П'ятниця, 7 листопада 2025, 10:05", "2025-11-07"),
    ("03 лист. 2025 | 10:05", "2025-11-03"),
    ("Mo., 3. November 2025, 8.05 Uhr MEZ", "2025-11-03T07:05:00+00:00"),
    ("Veröffentlicht am 3. Jänner 2025", "2025-01-03"),
    ("lundi 3 novembre 2025 — 8 h 05 CET", "2025-11-03T07:05:00+00:00"),
    ("Publié le 1er févr. 2025 à 8 h 05 (UTC+1)", "2025-02-01T07:05:00+00:00"),
    ("Costaclara - 3 NOV 2025 - 08:05 CET", "2025-11-03T07:05:00+00:00"),
    ("Segunda-feira, 3 de novembro de 2025, 4:05 BRT", "2025-11-03T07:05:00+00:00"),
    ("3. listopadu 2025, 8:05 SEČ", "2025-11-03T07:05:00+00:00"),
    ("ma 3 mrt 2025, 10:05", "2025-03-03"),
    ("Δευτέρα 3 Νοε 2025 • 9:05 π.μ. EET", "2025-11-03T07:05:00+00:00"),
    ("Δευτέρα 3 Νοε 2025 • 9:05 μ.μ. EET", "2025-11-03T19:05:00+00:00"),
    ("Publicat: 03 nov. 2025, 09:05 EET", "2025-11-03T07:05:00+00:00"),
    ("Giriş Tarihi: 03.11.2025 10:05 Güncelleme: 04.11.2025 11:00", "2025-11-03"),
    ("۱۲ عقرب ۱۴۰۴", "2025-11-03"),
    ("3 تشرين الثاني 2025 الساعة 09:05 بتوقيت بيروت", "2025-11-03T07:05:00+00:00"),
    ("3 تشرين الثاني 2025 الساعة 09:05 بتوقيت صيدا (GMT+2)", "2025-11-03T07:05:00+00:00"),
    ("יום שני, י״ב בחשוון תשפ״ו, 03/11/2025", None),  # the third of November, or the eleventh of March
    ("יום שני, כ״ב בחשוון תשפ״ו, 13/11/2025", "2025-11-13"),
    ("ორშაბათი, 3 ნოემბერი 2025, 11:05 (GMT+4)", "2025-11-03T07:05:00+00:00"),
    ("3 նոյեմբերի, 2025, 11:05", "2025-11-03"),
    ("3 नवंबर 2025, 12:35 PM IST", "2025-11-03T07:05:00+00:00"),
    ("3 November 2025, 12:35 IST", "2025-11-03"),  # of India, Israel or Ireland
    ("3 November 2025, 10:05 MSK+2", "2025-11-03"),  # two hours after Moscow, or a slip
    ("3 November 2025, 10:05 pet show", "2025-11-03"),
    ("3 November 2025, 18:05 a.m. GMT", "2025-11-03"),
    ("Thứ hai, 3/11/2025, 2:05 CH (GMT+7)", None),
    ("Thứ năm, 13/11/2025, 2:05 CH (GMT+7)", "2025-11-13T07:05:00+00:00"),
    ("2025 m. lapkričio 3 d.", "2025-11-03"),
    ("Last modified on Mon 3 Nov 2025 07.05 GMT", None),
    ("Uppdaterad 2025-11-03 08:05 CET", None),
    ("Обновена 3 ноември 2025 г.", None),
    ("Actualizado el lunes, 3 de noviembre de 2025", None),
    ("Bijgewerkt: 3 november 2025", None),
    ("最終更新 2025年11月3日", None),
    ("Update 08:05 CET, 3 November 2025", None),
    ("3-4 November 2025", None),
    ("pt, 7 lis 2025", None),
    ("pt. 7 listopada 2025, 10:05", "2025-11-07"),  # Friday in Polish, not the Pacific
    ("3 November 2025, 5:05 sec", "2025-11-03"),
    ("2025-11-03T25:00:00Z", "2025-11-03"),
]


@pytest.mark.parametrize(("raw", "at"), INSTANTS)
def test_a_date_with_its_zone_is_an_instant(raw, at):
    found = moment(raw)

    assert found is not None
    assert (found.at, found.precision, found.raw) == (at, "instant", raw)


@pytest.mark.parametrize("raw", DAYS)
def test_a_date_without_its_zone_is_a_day(raw):
    found = moment(raw) or written(raw)

    assert found is not None
    assert (found.at.replace(day=12), found.precision, found.raw) == (DAY, "day", raw)
    assert found.at.day == (25 if "25" in raw else 12)


@pytest.mark.parametrize("raw", UNKNOWN)
def test_what_cannot_be_told_without_guessing_is_not_known(raw):
    assert moment(raw) is None
    assert written(raw) is None


@pytest.mark.parametrize(("raw", "said"), FURTHER)
def test_each_further_form_tells_its_instant_its_day_or_nothing(raw, said):
    found = moment(raw) or written(raw)

    told = None if found is None else found.at.astimezone(UTC).isoformat()
    precision = None if found is None else found.precision
    if said is None:
        assert found is None
    elif len(said) == len("2025-11-03"):
        assert (told, precision) == (f"{said}T00:00:00+00:00", "day")
    else:
        assert (told, precision) == (said, "instant")


@pytest.mark.parametrize(
    "lines", [months._NAMES, months._IRANIAN, months._THAI], ids=("ours", "Iranian", "Thai")
)
def test_no_name_means_two_months(lines):
    meant: dict[str, set[int]] = {}
    for line in lines:
        assert len(line.split()) == 12, line
        for month, name in enumerate(line.split(), 1):
            if name != "-":
                meant.setdefault(fold(name), set()).add(month)

    assert {name: found for name, found in meant.items() if len(found) > 1} == {}
