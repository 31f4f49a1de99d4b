"""Bytes as text, in whatever charset, and strings that no file could hold made sound."""

import pytest

from pipelines.decode import decode, read_json, sound

RUSSIAN = (
    "Министерство сообщило в среду, что ночью над областью сбито тридцать беспилотников. Пострадавших нет."
)
UKRAINIAN = (
    "Міністерство повідомило в середу, що вночі над областю збито тридцять безпілотників. Її мешканці цілі."
)
PERSIAN = "وزارت دفاع روز چهارشنبه گفت سي پهپاد در شب گذشته سرنگون شده است و کسي آسيب نديده است"
POLISH = "Ministerstwo podało, że w nocy zestrzelono trzydzieści dronów. Źródło w Łodzi nie znało żadnych szczegółów."
GERMAN = "Das Ministerium erklärte, in der Nacht seien dreißig Drohnen über dem Gebiet abgeschossen worden."
JAPANESE = "国防省は水曜日、夜間に三十機の無人機を撃墜したと発表した。けが人はいないという。"


def page(text, *, lang="", meta=""):
    lang = f' lang="{lang}"' if lang else ""
    label = f'<meta charset="{meta}">' if meta else ""
    return f"<html{lang}><head>{label}<title>{text[:20]}</title></head><body><p>{text}</p><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "windows-1251"),
        (UKRAINIAN, "koi8-u"),
        (PERSIAN, "windows-1256"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
    ],
)
def test_a_page_comes_right_by_its_header_by_its_own_label_and_by_neither(text, charset):
    bare = page(text)
    labelled = page(text, meta=charset)

    assert decode(bare.encode(charset, "replace"), charset) == bare.encode(charset, "replace").decode(charset)
    assert decode(labelled.encode(charset, "replace")) == labelled.encode(charset, "replace").decode(charset)
    assert decode(bare.encode(charset, "replace")) == bare.encode(charset, "replace").decode(charset)


def test_bytes_that_are_utf8_are_read_so_whatever_the_server_says():
    html = page(PERSIAN)

    assert decode(html.encode(), "windows-1256") == html
    assert decode(html.encode(), "iso-8859-1") == html


def test_a_servers_default_label_does_not_outvote_the_page():
    html = page(RUSSIAN, meta="windows-1251")

    assert decode(html.encode("windows-1251"), "iso-8859-1") == html


def test_a_latin_label_on_cyrillic_bytes_is_not_believed():
    html = page(RUSSIAN)

    assert decode(html.encode("koi8-r"), "iso-8859-1") == html


def test_a_latin_label_is_read_as_browsers_read_it():
    html = page("„Keine Drohnen“ – so das Ministerium über die Lage, sagte ein Sprecher am Abend. " + GERMAN)

    assert decode(html.encode("cp1252"), "iso-8859-1") == html


@pytest.mark.parametrize(
    ("text", "language", "charset"),
    [(POLISH, "pl", "windows-1250"), (POLISH, "pl", "iso-8859-2"), (GERMAN, "de", "windows-1252")],
)
def test_the_language_of_a_page_decides_between_latin_alphabets(text, language, charset):
    html = page(text, lang=language)

    assert decode(html.encode(charset)) == html


def test_a_byte_order_mark_is_believed_first_and_dropped():
    html = page(UKRAINIAN)

    assert decode(b"\xef\xbb\xbf" + html.encode(), "windows-1251") == html
    assert decode(html.encode("utf-16")) == html


def test_seven_bit_bytes_can_spell_japanese_where_the_page_says_so():
    html = page(JAPANESE, meta="iso-2022-jp")

    assert decode(html.encode("iso-2022-jp")) == html


def test_a_cut_character_does_not_cost_a_page_its_encoding():
    body = page(RUSSIAN * 20).encode()[:-200]

    text = decode(body[: body.rindex("с".encode()) + 1])

    assert text.startswith("<html><head><title>Министерство")
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize("charset", ["base64", "utf-7x", "none", "", "rot13", "x" * 500])
def test_a_label_that_is_no_charset_is_passed_over(charset):
    html = page(RUSSIAN, meta="windows-1251")

    assert decode(html.encode("windows-1251"), charset) == html


def test_controls_and_soft_hyphens_go_and_the_persian_joiner_stays():
    assert decode("a\0b\x08c\u00add\ufeffe می\u200cخواهد\n\t".encode()) == "abcde می\u200cخواهد\n\t"


def test_any_bytes_are_decoded_to_something():
    assert decode(b"") == ""
    assert isinstance(decode(bytes(range(256)) * 20, "utf-8"), str)


def test_half_of_a_character_becomes_one_that_files_can_hold():
    assert sound("Drone \ud83d over\udc00") == "Drone \ufffd over\ufffd"
    assert sound("Drone \ud83d\ude80") == "Drone \U0001f680"
    assert decode(rb"Drone \ud83d over" + b" caf\xe9", "unicode_escape") == "Drone \ufffd over caf\xe9"


@pytest.mark.parametrize(
    "text",
    [
        r'{"\ud83d": ["a \uD83D b", {"c": "\ude80"}]}',
        b'{"\xed\xa0\xbd": ["a \xed\xa0\xbd b", {"c": "\xed\xba\x80"}]}',
    ],
)
def test_json_is_read_with_every_text_in_it_sound(text):
    assert read_json(text) == {"\ufffd": ["a \ufffd b", {"c": "\ufffd"}]}


def test_json_that_is_nested_too_deep_is_no_json():
    with pytest.raises(ValueError, match="nested too deep"):
        read_json("[" * 100_000)


def test_escapes_of_whole_characters_and_of_backslashes_stay_what_they_say():
    assert read_json(r'["\ud83d\ude80", "\\ud83d"]') == ["\U0001f680", r"\ud83d"]
