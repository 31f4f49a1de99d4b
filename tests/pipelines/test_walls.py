"""Walls, error pages, front pages and stubs are known for what they are, and articles are not taken for them."""

import pytest

from corpus.types import Article, Unreadable
from pipelines.extract import extract
from pipelines.walls import BOT_WALL, CONSENT_WALL, ERROR_PAGE, NOT_AN_ARTICLE, is_stub
from tests.pipelines.test_comment_areas import written_in

URL = "https://news.example/war/drones"
SENTENCE = "Air defences shot down thirty drones over the city in the night to Sunday, the mayor said in a statement."


def read(title, *paragraphs, head="", url=URL):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return extract(
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><main>{text}</main></body></html>".encode(),
        url,
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", "Checking your browser before accessing the site. This process is automatic."),
        ("Attention Required! | Guard", "Please complete the security check to access this site."),
        ("Access denied", "You do not have permission to view this page. Reference 18.2"),
        (
            "news.example",
            "Please enable JavaScript and disable any ad blocker. We must verify that you are human.",
        ),
        ("Проверка браузера", "Подтвердите, что вы не робот, и вы попадёте на сайт."),
        ("Перевірка браузера", "Підтвердьте, що ви не робот, і ви потрапите на сайт."),
        ("بررسی مرورگر", "لطفا تایید کنید که ربات نیستید."),
    ],
)
def test_a_check_for_robots_is_a_wall_that_may_pass(title, text):
    assert read(title, text) == BOT_WALL
    assert (BOT_WALL.reason, BOT_WALL.passing) == ("bot wall", True)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Before you continue",
            "We use cookies and data to deliver services. Accept all Reject all More options",
        ),
        (
            "news.example",
            "We and our 812 partners store cookies on your device. Accept all to continue. Privacy policy.",
        ),
        (
            "Datenschutz",
            "Wir verwenden Cookies und brauchen Ihre Einwilligung. Alle akzeptieren. Mit Werbung weiterlesen.",
        ),
        ("news.example", "Мы и наши партнёры обрабатываем файлы cookie. Принять все или настроить."),
    ],
)
def test_a_question_for_consent_is_a_wall_that_may_pass(title, text):
    assert read(title, text) == CONSENT_WALL


def test_a_consent_host_is_a_wall_however_much_it_shows():
    assert (
        read("Your choices", *[SENTENCE] * 40, url="https://consent.news.example/collect?x=1") == CONSENT_WALL
    )


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 503",
        "Page not found",
        "This article is no longer available",
        "Страница не найдена",
        "Сторінку не знайдено",
        "صفحه مورد نظر یافت نشد",
        "Seite nicht gefunden",
        "Page introuvable",
    ],
)
def test_an_error_page_is_called_one(title):
    assert read(title, "Try the front page or the search.") == ERROR_PAGE


@pytest.mark.parametrize(("reason", "title", "text"), written_in("walls.txt"))
def test_a_wall_is_named_however_it_is_worded(reason, title, text):
    result = read(title, *text.split(" ¶ "))

    assert isinstance(result, Unreadable)
    assert result.reason == reason
    assert result.passing == (reason in ("bot wall", "consent wall"))


@pytest.mark.parametrize(("language", "ending"), written_in("stubs.txt"))
def test_a_text_that_ends_in_a_call_to_pay_is_cut_short(language, ending):
    result = read(
        "Thirty drones downed", SENTENCE.replace("thirty", "30"), SENTENCE.replace("thirty", "40"), ending
    )

    assert isinstance(result, Article)
    assert result.truncated
    assert ending not in result.text


PLAYFUL = [
    "Just a moment of peace: a town under drones",
    "Access denied: inspectors turned away at the plant",
    "404 days under siege",
    "Page found in archive names the drone maker",
    "How websites check that you are not a robot",
    "We use cookies, and so do spies",
    "How a captcha farm in Hanoi solves puzzles for bots",
    "Log in with Russia: the portal that sells passports",
    "Access denied to inspectors at the drone plant",
    "Page not found: how records of the deal vanished",
    "Cookies, privacy and the war: what browsers tell armies",
    "Before you continue to buy drones, read this",
    "Sign in please: conscripts register online",
    "Too many requests for visas, embassy says",
    "404 soldiers came home",
    "Something went wrong at the plant, workers say",
    "Gone: the village behind the dam",
    "Subscribe to the war bond, ministry urges",
    "Verification of the ceasefire begins",
    "Paywall for war news divides publishers",
    "Вход воспрещён: как охраняют завод",
    "Доступ к архиву ограничен",
    "Seite gelöscht: Behörde entfernt Dokumente",
    "Maintenance crews return to the reactor",
    "Not available in Crimea: banks leave",
    "Are you human? Robots on the front line",
    "Una verificación que tardó un año",
    "Hasło dnia: drony",
    "Just a moment, says the pilot",
    "We lost this page of history",
    "Content removed from a museum",
    "Password of the general was 1234",
    "Members area of parliament searched",
    "Cookie notice law splits ministers",
    "Nothing here but mud",
    "The request was rejected: how Kyiv lost a battery",
    "Robots deliver bread under fire",
    "One moment in Bucha",
    "Personal data of soldiers leaked",
]


@pytest.mark.parametrize("paragraphs", [3, 20])
@pytest.mark.parametrize("title", PLAYFUL)
def test_an_article_about_such_things_is_an_article(title, paragraphs):
    result = read(
        title,
        *[f"{SENTENCE} It was the {n}th night in a row. {title}, people say." for n in range(paragraphs)],
    )

    assert isinstance(result, Article)
    assert not result.truncated


def test_a_front_page_of_links_is_no_article_and_a_page_of_text_at_the_root_is():
    links = [
        f'<a href="/{n}">Minister number {n} speaks of drones and of the budget for the year</a>'
        for n in range(60)
    ]
    prose = [f"{SENTENCE} It was night {n}." for n in range(9)]

    assert read("News", *links, url="https://news.example/") == NOT_AN_ARTICLE
    assert isinstance(read("An essay", *prose, url="https://essay.example/"), Article)


def test_a_page_of_a_few_words_has_no_text():
    assert read("Photo of the day", "By the river.") == Unreadable(reason="no text")


def test_a_short_text_that_is_not_free_is_a_stub():
    paid = {"isAccessibleForFree": "False"}

    assert is_stub(paid, SENTENCE * 3)
    assert is_stub({"isAccessibleForFree": False, "wordCount": 900}, SENTENCE * 20)
    assert not is_stub({"isAccessibleForFree": False, "wordCount": 400}, SENTENCE * 20)
    assert not is_stub(paid, SENTENCE * 20)
    assert not is_stub({"isAccessibleForFree": True}, SENTENCE)
    assert not is_stub({}, SENTENCE)


def test_a_stub_page_is_an_article_that_says_it_is_cut():
    result = read(
        "Thirty drones downed",
        *[SENTENCE.replace("thirty", n) for n in ("30", "40")],
        "Subscribe to continue reading.",
    )

    assert isinstance(result, Article)
    assert result.truncated
    assert "Subscribe" not in result.text
