"""The demo newsroom holds what it promises, and its archives give exactly that."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urldefrag

import pytest
from fastwarc.warc import ArchiveIterator
from lxml import etree

from corpus.types import charset_of
from corpus.urls import url_key
from corpus.words import tokens
from crawler.discovery import DISCOVERERS
from crawler.newsroom_site import MOMENTS, Answer, answers, newsroom_sources, write_archive
from crawler.sources import load_sources

SOURCES = load_sources(newsroom_sources())
ANSWERS = {moment: {answer.url: answer for answer in answers(moment)} for moment in MOMENTS}
EXPECTED = tomllib.loads((Path(__file__).parent / "newsroom_expected.toml").read_text(encoding="utf-8"))
CONTROL_FEED = "http://www.dnipro-khvylia.example/rss.xml"


def charset(answer: Answer) -> str | None:
    return charset_of({name.lower(): value for name, value in answer.headers.items()})


def listed(moment: int) -> set[str]:
    """Every address that a feed, sitemap or section page lists, as it lists it."""
    found = set()
    for source in SOURCES:
        for kind, url in source.entries():
            answer = ANSWERS[moment][url]
            found |= {link.url for link in DISCOVERERS[kind](answer.body, url, charset(answer)).links}
    return found


def pages(moment: int) -> dict[str, Answer]:
    """The answers that are web pages, listings aside."""
    listings = {url for source in SOURCES for _, url in source.entries()}
    return {
        url: answer
        for url, answer in ANSWERS[moment].items()
        if answer.status == 200
        and answer.headers["Content-Type"].startswith("text/html")
        and url not in listings
    }


def page(address: str, moment: int = 1) -> str:
    answer = ANSWERS[moment][address]
    in_page = "windows-1251" if b"charset=windows-1251" in answer.body else "utf-8"
    return answer.body.decode(charset(answer) or in_page)


def body_words(address: str, moment: int) -> list[str]:
    """The words of its paragraphs, without credit line and furniture."""
    paragraphs = re.findall(r"<p>(.*?)</p>", page(address, moment), re.S)
    told = [tokens(text) for text in paragraphs if not text.startswith("(Reporting")]
    return [word for words in told if len(words) > 25 for word in words]


# --- the files ---


@pytest.mark.parametrize("moment", MOMENTS)
def test_each_address_is_answered_once(moment):
    urls = [answer.url for answer in answers(moment)]

    assert len(urls) == len(set(urls))


@pytest.mark.parametrize("moment", MOMENTS)
def test_whatever_is_listed_has_an_answer(moment):
    missing = {
        url for url in listed(moment) if quote(urldefrag(url).url, safe=":/?&=%") not in ANSWERS[moment]
    }

    # The fragment never reaches a server, so of the https spelling the bare address is there.
    assert missing == set()


def test_expectations_name_exactly_the_links_that_are_listed():
    expected = {url_key(link["url"]) for link in EXPECTED["link"]}

    assert expected == {url_key(url) for moment in MOMENTS for url in listed(moment)}


def test_expectations_of_the_first_crawl_name_exactly_what_was_listed_then():
    expected = {url_key(link["url"]) for link in EXPECTED["link"] if "first" in link}

    assert expected == {url_key(url) for url in listed(1)}


def test_newsroom_has_some_sixty_article_pages_in_five_languages():
    articles = {url_key(url) for moment in MOMENTS for url in pages(moment)}

    assert 55 <= len(articles) <= 70
    assert {source.language for source in SOURCES} == {"en", "ru", "uk", "fa", "de"}


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_page_says_that_it_is_invented(moment):
    silent = [
        url for url in pages(moment) if "An invented report of an invented outlet" not in page(url, moment)
    ]

    assert silent == []


@pytest.mark.parametrize("answer", [a for m in MOMENTS for a in ANSWERS[m].values()], ids=lambda a: a.url)
def test_headers_fit_the_answer(answer):
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert ("ETag" in answer.headers) == (answer.status == 200)
    assert ("Location" in answer.headers) == (answer.status == 301)


# --- its endings ---


def test_every_ending_is_there():
    ends = [link[crawl] for link in EXPECTED["link"] for crawl in ("first", "second") if crawl in link]

    verdicts = {end["verdict"] for end in ends}
    assert verdicts == {"stored", "held", "off_topic", "unreadable", "forbidden", "failed"}
    outcomes = {end.get("outcome") for end in ends} - {None}
    assert outcomes >= {
        "stored",
        "updated",
        "unchanged",
        "gone",
        "off_topic",
        "unreadable",
        "forbidden",
        "failed",
    }
    assert {end.get("label") for end in ends} >= {"on_topic", "borderline"}
    assert {end.get("state") for end in ends} >= {"live", "truncated", "gone"}
    assert {end.get("copy") for end in ends} >= {"exact", "near"}
    reasons = {end.get("reason", "") for end in ends}
    assert reasons >= {"bot wall", "consent wall", "not html", "HTTP 404", "HTTP 500"}


@pytest.mark.parametrize("crawl", ["first", "second"])
def test_totals_are_those_of_the_links(crawl):
    stands = [link for link in EXPECTED["link"] if crawl in link]
    totals = EXPECTED["totals"][crawl]
    held = [link for link in stands if link[crawl]["verdict"] in ("stored", "held")]
    # Two links lead to each document whose links are `held`; its own address is the one the document has.
    second_ways = sum(link[crawl]["verdict"] == "held" for link in held) // 2

    assert totals["links"] == len(stands) == sum(totals["verdicts"].values())
    assert totals["documents"] == len(held) - second_ways == totals["articles"] + totals["copies"]
    assert totals["copies"] == sum("copy" in link[crawl] for link in held)
    assert totals["articles"] == len({link[crawl]["article"] for link in held})


def test_five_spellings_of_one_address_have_one_key():
    night = next(link for link in EXPECTED["link"] if "night-shift" in link["url"])

    assert len(night["also"]) == 5
    assert {url_key(url) for url in night["also"]} == {url_key(night["url"])}


def test_the_fullest_wire_story_holds_the_first_whole():
    short = body_words("http://www.harbour-post.example/2026/03/01/drone-engines-landed-at-russian-port/", 2)
    full = body_words("http://www.meridian-wire.example/story/20260302-caspian-engines", 2)

    pairs = set(pairwise(short))
    assert len(pairs & set(pairwise(full))) / len(pairs) > 0.97
    assert len(full) > 1.3 * len(short)


def test_one_page_changes_nothing_but_its_updated_line():
    url = "http://www.northern-ledger.example/world/104389-air-force-shares-drone-count"
    before, after = page(url, 1).splitlines(), page(url, 2).splitlines()

    changed = [line.strip() for line, other in zip(before, after, strict=True) if line != other]
    assert [line[:12] for line in changed] == ['"dateModifie', '<p class="c-']


def test_a_comment_policy_ends_a_report_and_its_last_sentence_tells_nothing():
    report = page("http://www.harbour-post.example/2026/03/01/ministers-drone-ties-tehran-moscow/")

    body = report.partition('<div class="entry-content">')[2].partition("</div>")[0]
    last = re.findall(r"<(h3|p)>(.*?)</\1>", body)[-3:]
    assert last[0] == ("h3", "Comment")
    assert "moderators" in last[1][1]
    assert not re.search("comment|moderat|reserve|spam|tolerance", last[2][1], re.I)
    assert "pic.twitter.com" in body
    assert "(Video: YouTube)" in body


# --- its feeds and charsets ---


@pytest.mark.parametrize("moment", MOMENTS)
def test_feeds_are_well_formed_but_for_one_control_character(moment):
    broken = []
    for source in SOURCES:
        for kind, url in source.entries():
            if kind == "section":
                continue
            try:
                etree.fromstring(ANSWERS[moment][url].body)
            except etree.XMLSyntaxError:
                broken.append(url)

    assert broken == [CONTROL_FEED]
    etree.fromstring(ANSWERS[moment][CONTROL_FEED].body.replace(b"\x0b", b""))


@pytest.mark.parametrize("moment", MOMENTS)
def test_pages_in_windows_1251_are_that_and_say_so_in_one_place(moment):
    russian = {url: answer for url, answer in pages(moment).items() if "prikamye" in url}
    places = set()
    for answer in russian.values():
        assert "Вестник Прикамья" in answer.body.decode("windows-1251")
        with pytest.raises(UnicodeDecodeError):
            answer.body.decode("utf-8")
        in_header, in_page = charset(answer) == "windows-1251", b"charset=windows-1251" in answer.body
        assert in_header != in_page
        places.add(in_header)

    assert places == {True, False}


def test_robots_files_have_several_shapes():
    robots = {url: answer for url, answer in ANSWERS[1].items() if url.endswith("/robots.txt")}

    assert robots["http://prikamye.example/robots.txt"].status == 404
    assert b"Crawl-delay: 1" in robots["http://sahel-news.example/robots.txt"].body
    assert b"Disallow: /members/" in robots["http://www.harbour-post.example/robots.txt"].body
    hosts = {"/".join(url.split("/")[:3]) for url in ANSWERS[1]}
    assert {url.removesuffix("/robots.txt") for url in robots} == hosts


# --- its archive ---


@pytest.mark.parametrize("moment", MOMENTS)
def test_archive_holds_every_answer_as_it_is(tmp_path, moment):
    path = tmp_path / "newsroom.warc.gz"

    write_archive(path, moment)

    with path.open("rb") as stream:
        records = {
            record.headers["WARC-Target-URI"]: (
                record.record_date,
                record.http_headers.status_code,
                dict(record.http_headers.items()),
                record.reader.read(),
            )
            for record in ArchiveIterator(stream)
        }
    told = {a.url: (MOMENTS[moment], a.status, dict(a.headers), a.body) for a in ANSWERS[moment].values()}
    assert records == told


def test_archive_is_the_same_each_time(tmp_path):
    write_archive(tmp_path / "one.warc.gz", 1)
    write_archive(tmp_path / "two.warc.gz", 1)

    assert (tmp_path / "one.warc.gz").read_bytes() == (tmp_path / "two.warc.gz").read_bytes()
