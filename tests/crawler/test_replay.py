"""Replay: a crawl gets from an archive what the web answered at its moment, and nothing else."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError

from crawler.replay import NotInArchiveError, ReplayHandler
from tests.crawler.wirewatch_command import wirewatch

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
Answer = tuple[str, datetime, int, dict[str, str], bytes]


def archive(path: Path, *answers: Answer) -> Path:
    """A web archive of these answers: address, moment, status, headers, body."""
    path.write_bytes(b"".join(record(*answer) for answer in answers))
    return path


def record(url: str, at: datetime, status: int, headers: dict[str, str], body: bytes) -> bytes:
    """One answer as it stands in a file."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    block = f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: {at:%Y-%m-%dT%H:%M:%SZ}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(url: str, at: datetime = NOON, body: bytes = b"<p>one", **headers: str) -> Answer:
    """A page that was answered well."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return url, at, 200, {"Content-Type": "text/html; charset=utf-8", **named}, body


def asked(path: Path, url: str, now: datetime = NOON, **headers: str):
    """What the archive answers."""
    handler = ReplayHandler([path], now, max_body_bytes=1000)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asyncio.run(handler.download_request(Request(url, headers=named)))


def test_the_answer_is_the_archived_one(tmp_path):
    path = archive(tmp_path / "a.warc", page("https://a.example/1", body="<p>Порт".encode(), etag='"x"'))

    response = asked(path, "https://a.example/1")

    assert (response.status, response.text, response.url) == (200, "<p>Порт", "https://a.example/1")
    assert response.headers["ETag"] == b'"x"'


@pytest.mark.parametrize(
    ("hours", "body"), [(-9, b"<p>one"), (0, b"<p>one"), (1, b"<p>one"), (3, b"<p>two"), (9, b"<p>six")]
)
def test_an_address_is_answered_as_it_last_was_by_now_else_as_it_first_was(tmp_path, hours, body):
    url = "https://a.example/1"
    path = archive(
        tmp_path / "a.warc",
        page(url, NOON + 6 * HOUR, b"<p>six"),
        page(url, NOON, b"<p>one"),
        page(url, NOON + 2 * HOUR, b"<p>two"),
    )

    assert asked(path, url, NOON + hours * HOUR).body == body


def test_the_very_address_outranks_its_like(tmp_path):
    path = archive(
        tmp_path / "a.warc",
        page("http://a.example/1", body=b"<p>plain"),
        page("https://a.example/1", NOON - HOUR, b"<p>safe"),
        page("http://a.example/2#top", body=b"<p>second"),
    )

    assert asked(path, "https://a.example/1").body == b"<p>safe"
    assert asked(path, "https://a.example/2").body == b"<p>second"
    with pytest.raises(NotInArchiveError, match="not in the archive"):
        asked(path, "https://a.example/1?page=2")


def test_an_address_in_other_letters_is_found(tmp_path):
    path = archive(tmp_path / "a.warc", page("https://a.example/новости/порт"))

    assert (
        asked(
            path, "https://a.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%BF%D0%BE%D1%80%D1%82"
        ).status
        == 200
    )


def test_a_robots_file_that_nobody_archived_is_not_there(tmp_path):
    path = archive(tmp_path / "a.warc", page("https://a.example/1"))

    assert asked(path, "https://a.example/robots.txt").status == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"If_None_Match": '"x"'}, 304),
        ({"If_None_Match": 'W/"y", W/"x"'}, 304),
        ({"If_None_Match": '"y"'}, 200),
        ({"If_None_Match": '"y"', "If_Modified_Since": "Mon, 02 Mar 2026 12:00:00 GMT"}, 200),
        ({"If_Modified_Since": "Mon, 02 Mar 2026 08:00:00 GMT"}, 304),
        ({"If_Modified_Since": "Mon, 02 Mar 2026 07:59:59 GMT"}, 200),
        ({"If_Modified_Since": "lately"}, 200),
    ],
)
def test_who_has_it_already_is_told_so(tmp_path, headers, status):
    validators = {"etag": '"x"', "last_modified": "Mon, 02 Mar 2026 08:00:00 GMT"}
    path = archive(tmp_path / "a.warc", page("https://a.example/1", **validators))

    response = asked(path, "https://a.example/1", **headers)

    assert response.status == status
    assert bool(response.body) == (status == 200)


def test_without_validators_nothing_is_known_already(tmp_path):
    path = archive(tmp_path / "a.warc", page("https://a.example/1"))

    assert (
        asked(
            path, "https://a.example/1", If_None_Match="", If_Modified_Since="Mon, 02 Mar 2026 08:00:00 GMT"
        ).status
        == 200
    )


def test_a_body_that_is_too_large_is_refused_as_it_is_on_the_web(tmp_path):
    path = archive(tmp_path / "a.warc", page("https://a.example/1", body=b"x" * 1001))

    with pytest.raises(DownloadCancelledError):
        asked(path, "https://a.example/1")


CRAWL = """
import json, sys, scrapy
from datetime import datetime
from pathlib import Path
from scrapy.crawler import AsyncCrawlerProcess
from corpus.config import Config
from crawler.settings import crawl_settings

class Asker(scrapy.Spider):
    name = "asker"
    async def start(self):
        for url in sys.argv[3:]:
            yield scrapy.Request(url, self.parse, errback=self.failed, cb_kwargs={"asked": url}, dont_filter=True)
    def parse(self, response, asked):
        print(json.dumps([asked, response.status, response.url, response.text]), flush=True)
    def failed(self, failure):
        print(json.dumps([failure.request.url, None, "", str(failure.value)]), flush=True)

settings = crawl_settings(Config(), now=datetime.fromisoformat(sys.argv[2]), archives=[Path(sys.argv[1])])
process = AsyncCrawlerProcess(settings | {"DOWNLOADER_MIDDLEWARES": {}, "ITEM_PIPELINES": {}})
process.crawl(Asker)
process.start()
"""


def test_a_crawl_from_an_archive_needs_no_network(tmp_path):
    path = archive(
        tmp_path / "a.warc",
        page("https://a.example/1", body="<p>کشتی".encode()),
        ("https://a.example/old", NOON, 301, {"Location": "/1"}, b""),
        ("https://a.example/gone", NOON, 410, {"Content-Type": "text/html"}, b"<p>gone"),
    )
    urls = [f"https://a.example/{name}" for name in ("1", "old", "gone", "missing")]

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CRAWL, str(path), NOON.isoformat(), *urls],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert sorted(json.loads(line) for line in done.stdout.splitlines()) == sorted(
        [
            [urls[0], 200, urls[0], "<p>کشتی"],
            [urls[1], 200, urls[0], "<p>کشتی"],
            [urls[2], 410, urls[2], "<p>gone"],
            [urls[3], None, "", "not in the archive"],
        ],
        key=lambda row: row[0],
    )
    assert "Error" not in done.stderr


def test_a_replay_of_what_is_no_archive_ends_before_it_begins(tmp_path: Path) -> None:
    letter = tmp_path / "letter.warc.gz"
    letter.write_bytes(b"Dear editor")

    done = wirewatch(tmp_path, "crawl", "kyiv-independent", "--replay", str(letter))

    assert done.returncode == 1
    assert done.stderr.startswith(f"wirewatch: {letter}: holds no record")
    assert len(done.stderr.splitlines()) == 1
