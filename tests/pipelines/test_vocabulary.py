"""Finding a topic's words: whole words in every script, inflected where the file says so."""

import pytest

from corpus.words import tokens
from pipelines.vocabulary import Term, Vocabulary, pattern


def found(aliases: tuple[str, ...], text: str, traps: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """Where aliases of one concept stand in a text, in words."""
    terms = [Term("it", pattern(alias)) for alias in aliases]
    terms += [Term("trap", pattern(trap), is_trap=True) for trap in traps]
    return [(one.first, one.last) for one in Vocabulary(tuple(terms)).find(tokens(text))]


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("Iran", "IRAN’S answer"),
        ("Iran", "l’Iran répond"),
        ("İran", "İRAN'ın yanıtı"),
        ("иран*", "Иранских"),
        ("шахед*", "«Шахедами»"),
        ("Куп'янськ*", "Куп’янська"),
        ("Geran-2", "Geran–2"),
        ("геран* 2", "«Герани-2»"),
        ("شاهد ۱۳۶", "شاهد‌١٣٦"),
        ("روسیه", "روسيه"),
        ("كي‌يف", "کی‌یف"),
        ("إيران*", "والإيرانية"),
        ("مسيرات", "بالمسيّرات"),
        ("איראני*", "האיראניים"),
        ('מל"ט', "במל״ט"),
        ("Zełensk*", "ZEŁENSKI"),
        ("Irán", "Ira\u0301n"),
        ("drone", "dro\u00adne"),
    ],
)
def test_an_alias_is_found_as_its_language_writes_it(alias, text):
    assert found((alias,), text)


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("иран*", "Тирана, пиранья, стиральная"),
        ("дрон*", "Андронаки"),
        ("Iran", "Iranian"),
        ("Rus", "virus Russell"),
        ("Shahed-136", "Shahed 13 6"),
        ("شاهد ۱۳۶", "شاهد عيان"),
        ("روسی", "روسری"),
        ("Geran 2", "Geran"),
    ],
)
def test_an_alias_is_not_found_inside_another_word(alias, text):
    assert not found((alias,), text)


def test_the_longest_alias_of_a_concept_counts_once():
    assert found(("Shahed", "Shahed-136"), "a Shahed-136 and a Shahed") == [(1, 2), (5, 5)]


def test_no_word_of_a_trap_counts():
    assert found(("Lancet",), "The Lancet on the Lancet-3", traps=("The Lancet on",)) == [(4, 4)]
