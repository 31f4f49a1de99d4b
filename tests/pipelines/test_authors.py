"""Who signs an article."""

import pytest

from pipelines.agencies import agency
from pipelines.bylines import people
from pipelines.credit_lines import credited
from tests.pipelines.claiming import ld, meta, read


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["By Jane Roe and John Doe"], ("Jane Roe", "John Doe")),
        (["Jane Roe", "jane roe", "Roe"], ("Jane Roe",)),
        (["Staff", "Editorial Team", "admin", "https://example.example/jane", "desk@example.example"], ()),
        (["Jane Roe, senior correspondent", "Example News"], ("Jane Roe",)),
        (["Автор: Иван Петров и Анна Сидорова"], ("Иван Петров", "Анна Сидорова")),
        (["Іван Петренко, Укрінформ"], ("Іван Петренко",)),
        (["نویسنده: علی رضایی"], ("علی رضایی",)),
        (["Von Max Muster und Erika Beispiel"], ("Max Muster", "Erika Beispiel")),
        (["By the Gulf bureau", "Meridian Wire"], ()),
        (["By", "Nachrichtenagentur", "Quelle: dpa", "example.is", "Example staff reporter"], ()),
        (["Example News, Frankfurt, Germany", "Beispiel Welle (www.beispiel.example)"], ()),
        (["By Jane Roe, with reporting by Ann Poe, editing by Bo Low"], ("Jane Roe", "Ann Poe")),
        (["jroe", "jane.roe", "@jane", "jane_roe", "Jane Roe"], ("Jane Roe",)),
        (["kb/eb", "kb", "KB", "oprac.", "oprac. (kb)"], ()),
        (["oprac. Jan Kowal"], ("Jan Kowal",)),
        (["Onze redactie", "La rédaction", "Haber Merkezi", "Biuro prasowe", "Ufficio stampa"], ()),
        (["Пресс-служба", "Пресслужба порту", "Отдел новостей", "Адміністратор", "Webmaster"], ()),
        (["گروه سیاسی", "روابط عمومی", "هيئة التحرير", "محرر", "מערכת האתר"], ()),
        (["Jane Roe, Harbours Correspondent"], ("Jane Roe",)),
        (["Example News Jane ROE", "Max Poe Example News"], ("Jane ROE", "Max Poe")),
        (["سليم البحري ونادية الساحلي"], ("سليم البحري", "نادية الساحلي")),
        (["سليم وليد البحري"], ("سليم وليد البحري",)),
    ],
)
def test_authors_are_people(values, names):
    assert people(values, {"examplenews"}) == names


def test_an_agency_signs_beside_a_person_and_stands_apart_when_alone():
    both = ld(**{"@type": "NewsArticle"}, author=[{"name": "AFP"}, {"name": "Jane Roe"}])
    alone = ld(**{"@type": "NewsArticle"}, author={"@type": "Organization", "name": "AFP"})

    assert (read(both).authors, read(both).wire) == (("Jane Roe", "AFP"), "AFP")
    assert (read(alone).authors, read(alone).wire, read(alone).signed) == ((), "AFP", "AFP")


def test_authors_that_json_ld_names_elsewhere_are_looked_up():
    graph = [
        {"@type": "Person", "@id": "#p1", "name": "Jane Roe"},
        {"@type": "NewsArticle", "headline": "Drones", "author": {"@id": "#p1"}},
    ]

    assert read(ld(**{"@graph": graph})).authors == ("Jane Roe",)


@pytest.mark.parametrize(
    "name",
    ["Meridian Wire", "Reuters", "(AFP)", "dpa/AFP", "ТАСС", "Укрінформ", "ایرنا", "The Associated Press"],
)
def test_agencies_are_known_by_their_names(name):
    assert agency(name)


@pytest.mark.parametrize("name", ["Jane Roe", "apple", "Fars province governor", "a wire of copper", ""])
def test_other_names_are_no_agencies(name):
    assert agency(name) is None


def test_a_name_in_halves_is_put_together():
    author = {"@type": "Person", "givenName": "Anna Maria", "familyName": "Roe"}

    assert read(ld(**{"@type": "NewsArticle"}, author=[author])).authors == ("Anna Maria Roe",)


def test_the_outlet_signs_where_json_ld_calls_it_the_author_and_nobody_else_does():
    outlet = ld(**{"@type": "NewsArticle"}, author={"@type": "Organization", "name": "Пример Сегодня"})
    desk = ld(**{"@type": "NewsArticle"}, author={"@type": "Organization", "name": "Example staff"})

    assert (read(outlet).authors, read(outlet).signed, read(outlet).wire) == ((), "Пример Сегодня", None)
    assert read(desk).signed is None
    assert read(outlet, '<span class="byline">By Jane Roe</span>').authors == ("Jane Roe",)


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ("", '<span class="byline">By Jane Roe and John Doe</span>', ("Jane Roe", "John Doe")),
        ("", '<div class="article__author">Von Max Muster</div>', ("Max Muster",)),
        ("", '<p>von <a href="/autoren/name/max-muster">Dr. Max Muster</a></p>', ("Dr. Max Muster",)),
        ("", '<span itemprop="author">Іван Петренко</span>', ("Іван Петренко",)),
        (meta(twitter_label1="Written by", twitter_data1="Jane Roe"), "", ("Jane Roe",)),
        (meta(twitter_label1="Est. reading time", twitter_data1="Four Minutes"), "", ()),
        ("", '<div class="author">Jane Roe covers defence and the sea for us since 2014</div>', ()),
        ("", '<aside><span class="byline">By Jane Roe</span></aside>', ()),
        ("", f'<span class="byline">By{" " * 200}Jane Roe</span>', ("Jane Roe",)),
        ("", '<figure><span class="author">Jane Roe</span></figure>', ()),
        ("", '<div class="comments"><span class="author">Jane Roe</span></div>', ()),
        ("", '<p class="authority">Port Authority</p>', ()),
        ("", '<div class="author">Jane Roe, beekeeper and harbour pilot</div>', ("Jane Roe",)),
        ("", '<div class="author">about the harbour, since 12 March 2014</div>', ()),
        (meta(author="jroe"), "<p>Words: Jane Roe. Pictures: Max Poe</p>", ("Jane Roe",)),
        ("", "<p>Foto: Max Poe</p>", ()),
    ],
)
def test_a_byline_names_its_authors_and_other_places_do_not(head, body, authors):
    assert read(head, f"<h1>Drones over the city</h1>{body}").authors == authors


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<p class="byline">By the Newsdesk</p>'),
        (meta(author="news@example-news.example"), ""),
        (meta(author="La rédaction"), ""),
    ],
)
def test_the_outlet_does_not_sign_where_the_page_credits_a_desk(head, body):
    outlet = ld(**{"@type": "NewsArticle"}, author={"@type": "Organization", "name": "Example Herald"})

    assert read(outlet).signed == "Example Herald"
    assert read(outlet + head, body).signed is None


CREDITS = [
    ("Words: Jane Roe. Pictures: Max Poe.", ("Jane Roe",)),
    ("Interview by Jane Roe · Photography by Max Poe", ("Jane Roe",)),
    ("Text: Erika Beispiel | Fotos: Max Muster", ("Erika Beispiel",)),
    ("Das Gespräch führte Erika Beispiel", ("Erika Beispiel",)),
    ("Texte : Anne Exemple et Luc Modèle — Photos : Paul Image", ("Anne Exemple", "Luc Modèle")),
    ("Propos recueillis par Anne Exemple", ("Anne Exemple",)),
    ("Texto: Ana Ejemplo · Fotografías: Luis Muestra", ("Ana Ejemplo",)),
    ("A cura di Anna Esempio", ("Anna Esempio",)),
    ("Reportagem: Ana Exemplo", ("Ana Exemplo",)),
    ("Tekst: Anna Przykład, zdjęcia: Jan Wzór", ("Anna Przykład",)),
    ("Rozmawiała Anna Przykład", ("Anna Przykład",)),
    ("Röportaj: Ayşe Örnek", ("Ayşe Örnek",)),
    ("Текст: Анна Примерова. Фото: Пётр Образцов", ("Анна Примерова",)),
    ("Беседовала Анна Примерова", ("Анна Примерова",)),
    ("Спілкувалася Ганна Зразок", ("Ганна Зразок",)),
    ("گفت‌وگو: مینا نمونه | عکس: رضا مثال", ("مینا نمونه",)),
    ("إعداد: نادية الساحلي. تصوير: سليم البحري", ("نادية الساحلي",)),
    ("ראיינה דנה לדוגמה", ("דנה לדוגמה",)),
    ("Tekst: Anna Voorbeeld", ("Anna Voorbeeld",)),
    ("Аутор: Ана Пример", ("Ана Пример",)),
    ("Foto: Max Muster", ()),
    ("Text: our newsroom", ()),
    ("Report: Harbour lost ninety ships", ()),
    ("Text by 5 March 2026", ()),
    ("Беседовала она недолго", ()),
    ("Words: a list of all those that the harbour master used on Monday " * 3, ()),
]


@pytest.mark.parametrize(("line", "names"), CREDITS)
def test_a_line_of_credits_names_who_wrote(line, names):
    assert credited(line) == names
