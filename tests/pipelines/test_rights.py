"""What pages and servers say about reuse is recorded, wherever they say it."""

import dataclasses

import pytest

from pipelines.markup import parse
from pipelines.rights import rights_of, rights_of_page
from tests.makers import page

URL = "https://a.example/news/1"
CC = "https://creativecommons.org/licenses/by/4.0/"


def rights(head: str = "", headers: dict[str, str] | None = None, **more: object) -> dict[str, object]:
    """What a page with this head and these headers says."""
    text = f"<!doctype html><html><head>{head}</head><body><p>Text</p></body></html>"
    return rights_of(headers or {}, parse(text, text.encode()), URL, **more)  # type: ignore[arg-type]


def test_a_page_that_says_nothing_has_nothing() -> None:
    assert rights('<meta name="robots" content="index, follow, max-snippet:-1">') == {}
    assert rights_of({}) == {}


def test_a_reservation_may_stand_in_a_header_or_a_meta_tag() -> None:
    policy = "/tdm-policy.json"
    header = rights(headers={"tdm-reservation": "1", "tdm-policy": policy})
    meta = rights(f'<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="{policy}">')

    said = {"reserved": True, "tdm_reservation": "1", "tdm_policy": "https://a.example/tdm-policy.json"}
    assert header == said | {"found": {"tdm_reservation": "header", "tdm_policy": "header"}}
    assert meta == said | {"found": {"tdm_reservation": "meta", "tdm_policy": "meta"}}


@pytest.mark.parametrize(
    ("header", "meta", "reserved"),
    [("0", "0", False), ("0", "1", True), ("1", "0", True), ("yes", "2", None)],
)
def test_who_reserves_anywhere_has_reserved_and_a_mistake_says_nothing(
    header: str, meta: str, reserved: bool | None
) -> None:
    said = rights(f'<meta name="tdm-reservation" content="{meta}">', {"tdm-reservation": header})

    assert said.get("reserved") is reserved


@pytest.mark.parametrize(
    ("header", "directives"),
    [
        ("noai, noimageai", ["noai", "noimageai"]),
        ("noindex, NoAI", ["noai"]),
        ("otherbot: noai, noarchive", None),
        ("otherbot: noindex, wirewatch: noarchive", ["noarchive"]),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT, nosnippet", ["nosnippet"]),
        ("max-snippet: 50", None),
    ],
)
def test_an_x_robots_tag_counts_as_far_as_it_speaks_to_us(header: str, directives: list[str] | None) -> None:
    assert rights(headers={"x-robots-tag": header}).get("robots") == directives


def test_noai_reserves_and_noimageai_alone_does_not() -> None:
    assert rights('<meta name="robots" content="noai">')["reserved"] is True
    assert "reserved" not in rights('<meta name="robots" content="noimageai">')


@pytest.mark.parametrize(
    ("head", "headers", "where"),
    [
        (f'<link rel="license" href="{CC}">', {}, "link"),
        (f'<meta name="dcterms.license" content="{CC}">', {}, "meta"),
        ("", {"link": f'</style.css>; rel=preload, <{CC}>; title="x"; rel="license"'}, "header"),
    ],
)
def test_a_licence_may_stand_in_a_link_a_meta_tag_or_a_header(
    head: str, headers: dict[str, str], where: str
) -> None:
    assert rights(head, headers) == {"licence": CC, "found": {"licence": where}}


def test_json_ld_names_licence_holder_and_notice() -> None:
    node = {
        "license": {"url": CC, "name": CC},
        "copyrightHolder": {"name": "The A"},
        "copyrightNotice": "(c) The A",
    }

    assert rights(node=node) == {
        "licence": CC,
        "holder": "The A",
        "notice": "(c) The A",
        "found": {"licence": "json-ld", "holder": "json-ld", "notice": "json-ld"},
    }


def test_a_page_is_asked_whole_and_what_is_no_page_for_its_headers() -> None:
    node = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "license": "{CC}"}}</script>'
    headers = {"tdm-reservation": "1"}
    binary = dataclasses.replace(page(headers=headers), body=b"%PDF-1.4")

    assert rights_of_page(page(head=node, headers=headers))["licence"] == CC
    assert rights_of_page(binary) == {
        "reserved": True,
        "tdm_reservation": "1",
        "found": {"tdm_reservation": "header"},
    }


def test_a_broken_address_is_kept_as_it_stands() -> None:
    assert rights('<a rel="license" href="http://[broken">terms</a>')["licence"] == "http://[broken"
