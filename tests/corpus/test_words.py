"""Folding: what counts as the same word, and where it stands in the text as it was written."""

import pytest

from corpus.words import fold, index_text, tokens, words

SAME = [
    ("DRONES", "drones", "case"),
    ("Straße", "STRASSE", "sharp s"),
    ("ЗСУ України", "зсу україни", "Cyrillic case"),
    ("самолёт", "самолет", "yo"),
    ("ﬁre", "fire", "ligature"),
    ("Ｄｒｏｎｅ", "Drone", "full-width letters"),
    ("Müller", "Mu\u0308ller", "composed and decomposed"),
    ("Erdoğan", "Erdogan", "accent"),
    ("الطائرات", "الطايرات", "hamza on ya"),
    ("إيران", "ايران", "hamza under alef"),
    ("كشور", "کشور", "Arabic and Persian kaf"),
    ("ايراني", "ایرانی", "Arabic and Persian ya"),
    ("مُحَمَّد", "محمد", "vowel marks"),
    ("پهپاد‌ها", "پهپاد ها", "half space"),
    ("شاهـــد", "شاهد", "tatweel"),
    ("۱۴۰۳", "1403", "Persian digits"),
    ("٢٠٢٤", "2024", "Arabic digits"),
    ("Shahed–136", "Shahed-136", "dashes"),
    ("don’t", "don't", "apostrophes"),
    ("об’єкт", "об'єкт", "Ukrainian apostrophe"),
    ("ﾄﾞﾛｰﾝ", "ドローン", "half-width kana"),
    ("Gera\u00adnium", "Geranium", "soft hyphen"),
    ("ge\u200bran", "geran", "zero-width space"),
    ("10\u00a0000", "10 000", "no-break space"),
    ("\u200fپهپاد\u200e", "پهپاد", "direction marks"),
]
DIFFERENT = [
    ("мой", "мои", "short i is a letter"),
    ("їх", "іх", "yi is a letter"),
    ("ўсе", "усе", "Belarusian short u is a letter"),
    ("ドローン", "トローン", "voiced kana"),
    ("drone", "drones", "inflection is not folded here"),
    ("136", "131", "numbers"),
]
TEXTS = [
    "The Shahed-136 drone, called “Geran-2” in Russia, didn't stop.",
    "Беспилотник «Герань-2» сбили над Одессой; самолёт не пострадал.",
    "Об’єкт не пошкоджено — кажуть у ЗСУ.",
    "پهپاد‌های «شاهد» ایران در سال ۱۴۰۳ به روسیه رسید.",
    "طائرات مُسيَّرة إيرانية",
    "伊朗向俄羅斯提供無人機。第 136 批",
    "ドローンの部品が見つかった、ﾄﾞﾛｰﾝ",
    "โดรนของอิหร่าน ลำที่ 3",
    "Cafe\u0301 Müller ﬁre № 5 Ⅳ ½ km²",
    "a\u00adb\u200bc \ufeffd",
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "what"), SAME, ids=[what for *_, what in SAME])
def test_spellings_of_one_word_are_one(one, other, what):
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(("one", "other", "what"), DIFFERENT, ids=[what for *_, what in DIFFERENT])
def test_other_words_stay_apart(one, other, what):
    assert tokens(one) != tokens(other)


def test_punctuation_parts_words_and_an_apostrophe_inside_does_not():
    assert tokens("'Don't,' said O’Brien: Geran-2 (№5)…") == ["don't", "said", "o'brien", "geran", "2", "no5"]


def test_scripts_without_spaces_give_a_word_for_each_character():
    assert tokens("無人機136架") == ["無", "人", "機", "136", "架"]


def test_folding_twice_changes_nothing():
    for text in TEXTS:
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", TEXTS)
def test_words_with_places_are_the_words_without(text):
    assert [word.text for word in words(text)] == tokens(text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_word_is_found_where_it_is_said_to_stand(text):
    assert all(word.text in tokens(text[word.start : word.end]) for word in words(text))


def test_places_point_into_the_original():
    text = "Хто?  Об’єкт — Ge\u00adran-2"

    assert [text[word.start : word.end] for word in words(text)] == ["Хто", "Об’єкт", "Ge\u00adran", "2"]


def test_a_mark_at_the_end_of_a_word_belongs_to_it():
    text = "cafe\u0301, мо\u0438\u0306."

    assert [text[word.start : word.end] for word in words(text)] == ["cafe\u0301", "мо\u0438\u0306"]


def test_the_index_holds_the_words_alone():
    assert index_text("Пере­говоры: «Shahed»-136!") == "переговоры shahed 136"


def test_nothing_gives_nothing():
    assert tokens("") == tokens(" …—\u200b ") == []
    assert list(words("")) == []
