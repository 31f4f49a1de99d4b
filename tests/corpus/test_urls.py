"""Addresses: which are one article, and what is said of each. The pairs are in `address_pairs.tsv`."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.urls import is_http, ref_of, site_of, url_key, without_credentials

LINES = (Path(__file__).parent / "address_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
PAIRS = [line.split("\t") for line in LINES]
ADDRESSES = sorted({address for _, *both, _ in PAIRS for address in both})
ODD = [
    "", " ", "http://", "https:///", "http://[::1", "http://[::1]:8000/x", "http://a b/", "%%%", "?", "#", "//",
    "/news/1", "http://a.example/%zz%", "http://\ud800/", "http://a.example/\ud800", "http://a.example:port/",
    "http://..../x", "mailto:desk@a.example", "javascript:void(0)", "data:text/html,x", "ftp://a.example/x",
    "http://a.example?x", "http://127.0.0.1:8000/x", "localhost:8000/x", "http://" + "a." * 300 + "example/",
    "https://a.example/" + "x/" * 5000, "https://www.google.com/url?url=", "https://l.facebook.com/l.php?u=http://",
    "http://\u202ea.example/", "https://ex\u00adample.example/1", "http://a.example/amp/print/amp/story-1/amp",
    "http://m.m.m.a.example/1", "http://www.www.a.example/1", "http://www.m.a.example/1/index.html/index.html",
]  # fmt: skip


def unescaped(address: str) -> str:
    return address.encode().decode("unicode_escape") if "\\" in address else address


@pytest.mark.parametrize(("verdict", "one", "other", "what"), PAIRS, ids=[f"{p[0]}: {p[3]}" for p in PAIRS])
def test_two_addresses_are_one_article_or_two(verdict, one, other, what):
    keys = url_key(unescaped(one)), url_key(unescaped(other))

    assert (keys[0] == keys[1]) is (verdict == "same"), keys


def test_the_table_is_large_enough_to_mean_something():
    assert len(PAIRS) >= 1000
    assert sum(verdict == "different" for verdict, *_ in PAIRS) >= 400


@pytest.mark.parametrize("address", [*ADDRESSES, *ODD])
def test_the_key_of_a_key_is_itself(address):
    key = url_key(unescaped(address))

    assert url_key(key) == key


def test_a_key_reads_like_an_address():
    assert url_key("http://www.A.example:80/News/Дрон/?utm_source=tg&id=5#top") == (
        "a.example/News/%D0%94%D1%80%D0%BE%D0%BD?id=5"
    )


def test_what_is_no_web_address_keeps_its_own_name():
    assert [url_key(odd) for odd in ("mailto:desk@a.example", " /news/1 ", "")] == [
        "mailto:desk@a.example",
        "/news/1",
        "",
    ]


def test_a_wrapper_that_wraps_itself_comes_to_an_end():
    address = "https://a.example/"
    for _ in range(12):
        address = "https://vk.com/away.php?to=" + address.replace("%", "%25").replace("&", "%26")

    assert url_key(address)


def test_references_are_ten_letters_that_stay():
    assert ref_of("a.example/news/1") == "ju4w2tgdft"
    assert ref_of("a.example/news/1") != ref_of("a.example/news/2")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.a.example/news/1", "a.example"),
        ("https://fa.m.a.example:8080/news/1", "a.example"),
        ("https://news.daily.co.uk/1", "daily.co.uk"),
        ("https://www.pravda.com.ua/news/1", "pravda.com.ua"),
        ("https://anna.blogspot.com/1", "anna.blogspot.com"),
        ("https://desk.anna.github.io/1", "anna.github.io"),
        ("http://новини.пример.рф/1", "xn--e1afmkfd.xn--p1ai"),
        ("http://127.0.0.1:8000/1", "127.0.0.1"),
        ("http://[::1]:8000/1", "[::1]"),
        ("http://localhost:8000/1", "localhost"),
        ("https://co.uk/1", "co.uk"),
        ("mailto:desk@a.example", ""),
        ("", ""),
    ],
)
def test_a_site_is_its_registered_domain(url, site):
    assert site_of(url) == site


@pytest.mark.parametrize("odd", ODD)
def test_odd_input_raises_nothing(odd):
    assert isinstance(site_of(odd), str)
    assert isinstance(is_http(odd), bool)
    assert len(ref_of(url_key(odd))) == 10


def test_only_http_with_a_host_can_be_asked_for():
    asked = ["http://a.example", "HTTPS://a.example/1", " https://127.0.0.1:8000/"]
    not_asked = [
        "//a.example/1",
        "a.example/1",
        "https:",
        "https://",
        "ftp://a.example",
        "file:///etc/hosts",
        "news:1",
        "",
    ]

    assert [url for url in asked + not_asked if is_http(url)] == asked


def test_a_key_costs_little():
    """30,000 a second of CPU time are asked for, 44,000 to 70,000 measured; a slow machine under load gets a fifth."""
    began = time.process_time()
    for at in range(2000):
        url_key(f"https://www.a.example/news/drones-{at}?utm_source=rss&id={at}#top")

    assert time.process_time() - began < 2000 / 6000


def test_keys_of_common_addresses_do_not_load_the_suffix_list():
    """A search must not pay for it."""
    code = "import sys, corpus.urls as u; u.url_key('https://www.a.example/1'); print('tldextract' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout == "False\n"


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("http://reader:secret@a.example/1?q=x", "http://a.example/1?q=x"),
        ("HTTPS://reader:se@cret@a.example:8080", "HTTPS://a.example:8080"),
        ("//reader@a.example/1", "//a.example/1"),
        ("http:\\\\reader:secret@a.example/1", "http:\\\\a.example/1"),
        ("http://a.example/@reader/1", "http://a.example/@reader/1"),
        ("http://a.example?to=b@a.example", "http://a.example?to=b@a.example"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
    ],
)
def test_credentials_are_no_part_of_an_address(url, bare):
    assert without_credentials(url) == bare
    assert url_key(bare) == url_key(url)
