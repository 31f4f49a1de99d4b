"""Pages in each charset that newsrooms use, labelled or not, and text that was misread before it reached its page."""

import pytest

from pipelines.decode import decode
from pipelines.mojibake import repaired

TEXTS = {
    "ru": "Министерство обороны заявило в среду, что ночью над областью сбит"
    "о тридцать беспилотников. Пострадавших нет, но горел склад у реки.",
    "uk": "Міністерство оборони заявило в середу, що вночі над областю збито т"
    "ридцять безпілотників. Її мешканці цілі, але горів склад біля річки.",
    "fa": "وزارت دفاع روز چهارشنبه گفت سی پهپاد در شب گذشته سرنگو"
    "ن شده است و کسی آسیب ندیده است؛ انبار کنار رود می‌سوخت.",
    "ar": "قالت وزارة الدفاع يوم الأربعاء إنها أسقطت ثلاثين طائرة مسير"
    "ة فوق المنطقة ليلا ولم يصب أحد، لكن مستودعا احترق قرب النهر.",
    "he": "משרד הביטחון הודיע ביום רביעי כי שלושים מלטים יורטו ב"
    "לילה מעל האזור ואיש לא נפגע, אך מחסן עלה באש ליד הנהר.",
    "pl": "Ministerstwo podało w środę, że w nocy zestrzelono trzydzieści dronów. N"
    "ikt nie ucierpiał, ale płonął magazyn nad rzeką w Łodzi – „źródło” żółci.",
    "cs": "Ministerstvo ve středu uvedlo, že v noci bylo sestřeleno třicet dro"
    "nů. Nikdo nebyl zraněn, ale u řeky hořel sklad; příčinu šetří úřady.",
    "tr": "Bakanlık çarşamba günü yaptığı açıklamada gece bölgede otuz insansız hava aracının dü"
    "şürüldüğünü, kimsenin yaralanmadığını bildirdi; ırmak kıyısında şüpheli yangın çıktı.",
    "de": "Das Ministerium erklärte am Mittwoch, in der Nacht seien dreißig Drohnen über dem Geb"
    "iet abgeschossen worden. Verletzt wurde niemand, ein Lager am Fluß brannte – „völlig“.",
    "fr": "Le ministère a déclaré mercredi que trente drones avaient été abattus dans la nuit au-de"
    "ssus de la région. Personne n’a été blessé, mais un entrepôt a brûlé près de la rivière.",
    "el": "Το υπουργείο ανακοίνωσε την Τετάρτη ότι τριάντα μη επανδρωμένα αεροσκάφη "
    "καταρρίφθηκαν τη νύχτα πάνω από την περιοχή και κανείς δεν τραυματίστηκε.",
    "zh": "国防部星期三表示,夜间在该地区上空击落了三十架无人机,没"
    "有人受伤,但河边的一座仓库起火。当地官员说火势已被控制。",
    "zht": "國防部星期三表示,夜間在該地區上空擊落了三十架無人機,沒"
    "有人受傷,但河邊的一座倉庫起火。當地官員說火勢已被控制。",
    "ja": "国防省は水曜日、夜間に地域の上空で三十機の無人機を撃墜"
    "したと発表した。けが人はいないが、川沿いの倉庫が燃えた。",
    "ko": "국방부는 수요일 밤 사이 지역 상공에서 무인기 서른 대를 격"
    "추했다고 밝혔다. 다친 사람은 없지만 강가의 창고가 불탔다.",
}
CHARSETS = [
    ("ru", "windows-1251"),
    ("ru", "koi8-r"),
    ("ru", "iso-8859-5"),
    ("ru", "cp866"),
    ("uk", "windows-1251"),
    ("uk", "koi8-u"),
    ("ar", "windows-1256"),
    ("ar", "iso-8859-6"),
    ("he", "windows-1255"),
    ("he", "iso-8859-8"),
    ("pl", "windows-1250"),
    ("pl", "iso-8859-2"),
    ("cs", "windows-1250"),
    ("cs", "iso-8859-2"),
    ("tr", "windows-1254"),
    ("tr", "iso-8859-9"),
    ("de", "windows-1252"),
    ("de", "iso-8859-1"),
    ("de", "iso-8859-15"),
    ("fr", "windows-1252"),
    ("el", "windows-1253"),
    ("el", "iso-8859-7"),
    ("zh", "gb18030"),
    ("zh", "gb2312"),
    ("zht", "big5"),
    ("ja", "shift_jis"),
    ("ja", "euc-jp"),
    ("ko", "euc-kr"),
    ("ru", "utf-16"),
    ("ru", "utf-16-le"),
    ("ru", "utf-16-be"),
    ("fa", "utf-16-le"),
    ("de", "utf-16-be"),
    ("zh", "utf-16-le"),
    ("fa", "utf-8"),
]
MISREADINGS = ["cp1252", "latin-1", "cp1251", "cp1250", "cp1254", "cp1256"]
SOUND = [
    *TEXTS.values(),
    "Café naïve, Ã is a letter, Â too; the price is £5 – €6 «quoted»",
    "Ă și Â sunt litere; România",
    "« C’est l’allié », dit-il, un été passé…",
    "São Paulo, Ângela, MANHÃ…",
    "Ðorđe and þing: Íslenska er töluð á Íslandi",
    "Đà Nẵng Ãn â Â Ê",
    "Он сказал: «Р» и «С» — буквы. РФ, РЖД, Сёла",
    "Рік, Різдво, Сільрада: «В» – це літера",
    "NESCAFÉ® Gold, PODRÓŻE, Weiß\u00adwein",
    "25 °C, x²±½ µm, §5 ¶",
    "&quot;Ã¤&quot; instead of &quot;ä&quot;: the story of a broken page",
]


def page(text, *, lang="", meta=""):
    lang = f' lang="{lang}"' if lang else ""
    label = f'<meta charset="{meta}">' if meta else ""
    head = f"<head>{label}<title>News</title></head>"
    return f"<html{lang}>{head}<body><h1>News</h1><p>{text}</p><p>{text}</p></body></html>"


@pytest.mark.parametrize("told", ["header", "meta", "language", "default", "nothing"])
@pytest.mark.parametrize(("language", "charset"), CHARSETS)
def test_a_page_comes_right_in_its_charset_whoever_names_it(language, charset, told):
    html = page(
        TEXTS[language],
        lang=language[:2] if told == "language" else "",
        meta=charset if told == "meta" else "",
    )
    body = html.encode(charset, "ignore")

    text = decode(body, {"header": charset, "default": "iso-8859-1"}.get(told))

    assert text == body.decode(charset)


def misread(text, charset, times):
    """The text as it looks after it was read wrong so often; None where a byte of it is no letter of the charset."""
    try:
        for _ in range(times):
            text = text.encode().decode(charset)
    except UnicodeDecodeError:
        return None
    return text


WAYS = [*((charset, 1) for charset in MISREADINGS), ("cp1252", 2), ("latin-1", 2), ("latin-1", 3)]
MISREAD = [
    (language, broken)
    for language in TEXTS
    for charset, times in WAYS
    if (broken := misread(TEXTS[language], charset, times)) is not None
]


@pytest.mark.parametrize(("language", "broken"), MISREAD)
def test_text_that_was_misread_is_put_right(language, broken):
    assert decode(page(broken).encode()) == page(TEXTS[language])


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Itâ€™s over, he said: â€œnever againâ€\x9d.", "It’s over, he said: “never again”."),
        ("dronĂłw", "dronów"),
        ("Ð¿Ð¾", "по"),
        ("<p>CafÃ©</p><p>sound: é, «да»</p>", "<p>Café</p><p>sound: é, «да»</p>"),
        ('<meta content="MÃ¼nchen"><p>sound</p>', '<meta content="München"><p>sound</p>'),
    ],
)
def test_a_piece_is_put_right_alone(broken, whole):
    assert repaired(broken) == whole


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_touched(text):
    assert repaired(page(text)) == page(text)


def test_a_page_without_an_end_takes_no_longer():
    text = "Ð¿Ð¾" * 200_000

    assert repaired(text).startswith("попо")
