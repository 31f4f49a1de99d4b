"""A page as an article: its text without what stands around it, or why there is none."""

import json
from datetime import datetime as moment_of
from datetime import timedelta, timezone
from importlib.metadata import version
from unicodedata import normalize

import pytest

from corpus.types import Article, Cut, Unreadable
from pipelines.extract import EXTRACTOR, extract, extract_article
from tests.pipelines.stories import STORY

URL = "https://news.example/war/drones?utm_source=feed"
PERSIAN = "پدافند هوایی شب گذشته سی پهپاد را بر فراز شهر سرنگون کرد و شهردار می‌گوید یک نفر کشته شده است."
RUSSIAN = "Ночью над городом сбили тридцать беспилотников, сообщил мэр. Обломки подожгли склад у реки, один погибший."
TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en">Sirens again tonight. <a href="https://t.co/x">pic.twitter.com/abc'
    '</a></p>&mdash; Some One (@someone) <a href="https://t.co/y">May 28, 2023</a></blockquote>'
)


def page(*paragraphs, title="Thirty drones downed over the city", head="", tail="", lang="en"):
    text = "".join(block if block.startswith("<") else f"<p>{block}</p>" for block in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title} | Example News</title>{head}</head><body>'
        f'<nav><a href="/">Home</a></nav><article><h1>{title}</h1>{text}</article>{tail}</body></html>'
    )


def test_a_page_becomes_an_article():
    head = (
        '<meta property="og:site_name" content="Example News"><meta property="og:description" content="A short night.">'
        '<link rel="canonical" href="/war/drones"><script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "NewsArticle",
                "headline": "Thirty drones downed over the city",
                "author": {"@type": "Person", "name": "Jane Roe"},
                "datePublished": "2023-05-28T14:02:00+03:00",
            }
        )
        + "</script>"
    )

    assert extract_article(page(*STORY, head=head).encode(), URL) == Article(
        url=URL,
        canonical_url="https://news.example/war/drones",
        title="Thirty drones downed over the city",
        text="\n".join(STORY),
        authors=("Jane Roe",),
        published_at=moment_of(2023, 5, 28, 14, 2, tzinfo=timezone(timedelta(hours=3))),
        published_precision="instant",
        language="en",
        site_name="Example News",
        description="A short night.",
        wire="Reuters",
        cuts=(Cut(rule="own title", block=0, text="Thirty drones downed over the city"),),
        details={
            "title": {"method": "h1"},
            "authors": {"method": "json-ld", "raw": ["Jane Roe"]},
            "published": {"method": "json-ld", "raw": "2023-05-28T14:02:00+03:00"},
            "canonical_url": {"method": "link"},
            "dateline": ["KYIV, May 28 (Reuters)"],
            "text": {"method": "learned", "readings": 2},
        },
        confidence=0.97,
    )


def test_the_extractor_is_named_with_its_library():
    name, _, library = EXTRACTOR.partition(", ")

    assert (name, library) == (
        "wirewatch 2",
        f"trafilatura {version('trafilatura')}, resiliparse {version('resiliparse')}",
    )


def test_an_ending_with_comments_tweets_and_video_lines_leaves_the_story():
    html = page(
        *STORY[:2],
        "(Video: YouTube)",
        STORY[2],
        TWEET,
        *STORY[3:],
        "<h3>Comment</h3>",
        "Our comments are moderated by the newsroom, and we remove insults and spam without any notice to the author.",
        "Thank you for reading and for keeping the evening a friendly one for all of us, dear readers of the paper.",
    )

    article = extract_article(html.encode(), URL)

    assert article is not None
    assert article.text == "\n".join(STORY)
    assert article.details["embeds"] == [
        {
            "author": "Some One",
            "handle": "someone",
            "date": "May 28, 2023",
            "text": "Sirens again tonight. pic.twitter.com/abc",
        }
    ]


def test_the_title_is_not_repeated_in_the_text():
    html = page("<h2>Thirty drones downed over the city</h2>", *STORY)

    article = extract_article(html.encode(), URL)

    assert article is not None
    assert article.text == "\n".join(STORY)


def test_headlines_of_other_articles_are_cut_and_recorded():
    line = '<p>Read also: <a href="/1">Ten drones were downed over Sumy</a></p>'

    article = extract_article(page(*STORY[:3], line, *STORY[3:]).encode(), URL)

    assert article is not None
    assert article.text == "\n".join(STORY)
    assert article.cuts[1:] == (
        Cut(rule="read also", block=4, text="Read also: Ten drones were downed over Sumy"),
    )
    assert article.details["related"] == ["Read also: Ten drones were downed over Sumy"]


def test_the_persian_joiner_survives_and_the_soft_hyphen_does_not():
    html = page(
        *[f"{PERSIAN} این {n} بار است که چنین می\u200cشود و خبر\u00adها می\u200cرسد." for n in range(4)],
        lang="fa",
    )

    article = extract_article(html.encode(), URL)

    assert article is not None
    assert (article.language, article.text.count("می\u200c"), "\u00ad" in article.text) == ("fa", 12, False)


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
def test_a_russian_page_reads_the_same_in_every_charset(charset):
    html = page(
        *[f"{RUSSIAN} Это случилось в {n} раз за месяц." for n in range(5)], title="Сбиты дроны", lang="ru"
    )

    article = extract_article(html.encode(charset), URL)

    assert article is not None
    assert (article.title, article.language) == ("Сбиты дроны", "ru")
    assert article.text.startswith(RUSSIAN)


def test_the_header_names_the_charset_that_the_page_does_not():
    html = page(*[PERSIAN.replace("ی", "ي").replace("ک", "ك").replace("\u200c", " ")] * 4, lang="fa")

    result = extract(html.encode("windows-1256"), URL, "windows-1256")

    assert isinstance(result, Article)
    assert "پهپاد" in result.text


def test_a_page_without_a_date_has_none():
    article = extract_article(page(*[block.replace("May 28", "night") for block in STORY]).encode(), URL)

    assert article is not None
    assert (article.published_at, article.published_precision) == (None, None)


def test_a_year_without_a_day_is_no_date():
    html = page(*[block.replace("May 28", "night") for block in STORY], tail="<div>© 2026 Example News</div>")

    article = extract_article(html.encode(), URL)

    assert article is not None
    assert article.published_at is None


def test_an_agency_signs_where_no_person_does():
    signed = '<meta name="author" content="The Associated Press">'
    plain = [STORY[0].removeprefix("KYIV, May 28 (Reuters) - "), *STORY[1:]]

    article = extract_article(page(*plain, head=signed).encode(), URL)
    credited = extract_article(page(*plain, "(Reporting by Jane Roe)", head=signed).encode(), URL)

    assert article is not None
    assert (article.authors, article.wire) == (("The Associated Press",), "AP")
    assert credited is not None
    assert (credited.authors, credited.wire) == (("Jane Roe",), "AP")


def test_a_date_that_only_people_can_read_is_a_day():
    html = page("Published on 28 May 2023", *STORY[1:])

    article = extract_article(html.encode(), URL)

    assert article is not None
    assert article.published_at is not None
    assert (article.published_at.isoformat(), article.published_precision) == (
        "2023-05-28T00:00:00+00:00",
        "day",
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no text"),
        (b" \n\t ", "no text"),
        (b"\0" * 4000, "not html"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj <p>", "not html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>', "not html"),
        (b'{"title": "News"}', "not html"),
        (b"just words", "not html"),
        (b"<html><head><title>x</title></head><body></body></html>", "no text"),
        (bytes(range(256)) * 40 + b"<p>", "not html"),
    ],
    ids=["empty", "blank", "nul", "pdf", "png", "rss", "json", "plain", "bodyless", "binary"],
)
def test_what_is_no_page_says_why(body, reason):
    assert extract(body, URL) == Unreadable(reason=reason)
    assert extract_article(body, URL) is None


@pytest.mark.parametrize("url", ["", "no address", "http://[broken", "https://news.example"])
def test_an_address_that_cannot_be_read_costs_nothing(url):
    assert isinstance(extract(page(*STORY).encode(), url), Article)


@pytest.mark.parametrize(
    "damage",
    [
        lambda html: html.replace("over", "o\0ver"),
        lambda html: html.replace('<html lang="en">', '<html lang="en" />'),
        lambda html: '<?xml version="1.0" encoding="utf-8"?>' + html,
        lambda html: html[: html.index("</article>")],
        lambda html: html.replace(
            "<head>",
            '<head><script type="application/ld+json">{"@type": ["NewsArticle"], "author": 7</script>',
        ),
        lambda html: html.replace(
            "<head>", '<head><script type="application/ld+json">' + "[" * 9000 + "</script>"
        ),
        lambda html: html.replace(
            "<head>",
            '<head><script type="application/ld+json">{"@type":"Article","author":'
            + "[" * 600
            + "]" * 600
            + "}</script>",
        ),
    ],
    ids=["nul", "closed root", "xml declaration", "cut", "broken json", "deep json", "deep author"],
)
def test_a_damaged_page_is_still_read(damage):
    result = extract(damage(page(*STORY)).encode(), URL)

    assert isinstance(result, Article)
    assert STORY[1] in result.text


def test_the_same_page_reads_the_same_every_time():
    html = page(*STORY).encode()

    assert extract(html, URL) == extract(html, URL) == extract(html, URL)


def test_a_control_character_beside_a_joiner_costs_neither_the_page_nor_the_joiner():
    odd = PERSIAN.replace("می‌گوید", "می‌گ&#1;&#8;وید")

    article = extract_article(
        page(*[odd] * 3, *[PERSIAN + f" {n}" for n in range(3)], lang="fa").encode(), URL
    )

    assert article is not None
    assert "می‌گوید" in article.text.split("\n")[0]


def test_letters_and_accents_that_a_page_writes_apart_are_one_in_the_text():
    apart = normalize(
        "NFD",
        "Der Bürgermeister erklärte, die Störung dürfte länger dauern, als man annahm, und bat um Geduld.",
    )

    article = extract_article(page(*[f"{apart} {n}" for n in range(6)], lang="de").encode(), URL)

    assert article is not None
    assert article.text == normalize("NFC", article.text)
    assert "Bürgermeister" in article.text
