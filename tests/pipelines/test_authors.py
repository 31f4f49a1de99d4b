"""Who signs an article."""

import pytest

from pipelines.agencies import agency
from pipelines.bylines import people
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
        ("", '<figure><span class="author">Jane Roe</span></figure>', ()),
        ("", '<div class="comments"><span class="author">Jane Roe</span></div>', ()),
        ("", '<p class="authority">Port Authority</p>', ()),
    ],
)
def test_a_byline_names_its_authors_and_other_places_do_not(head, body, authors):
    assert read(head, f"<h1>Drones over the city</h1>{body}").authors == authors
