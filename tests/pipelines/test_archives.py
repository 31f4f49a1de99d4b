"""Web archives: each answer as it was given, and damage that costs one record."""

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from corpus.types import Page
from pipelines.archives import ArchiveError, Damage, page_of, read_archive, records

HTML = "<html><body><p>Судно пришло в порт.</p></body></html>".encode()
AT = datetime(2026, 3, 1, 10, tzinfo=UTC)


def archive(path: Path, *answers: tuple[str, list[tuple[str, str]], bytes], kind: str = "response") -> Path:
    """A web archive of these answers (address, headers, body as sent), gzip when its name says so."""
    blocks = [record("warcinfo", "", "application/warc-fields", b"software: a test\r\n")]
    for url, headers, body in answers:
        if kind == "resource":
            blocks.append(record(kind, url, dict(headers)["Content-Type"], body))
            continue
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        answer = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body
        blocks.append(record(kind, url, "application/http; msgtype=response", answer))
    path.write_bytes(
        b"".join(gzip.compress(block, mtime=0) if path.suffix == ".gz" else block for block in blocks)
    )
    return path


def record(kind: str, url: str, media_type: str, block: bytes) -> bytes:
    """One record as it stands in a file."""
    fields = {
        "WARC-Type": kind,
        "WARC-Date": "2026-03-01T10:00:00Z",
        "WARC-Target-URI": url,
        "Content-Type": media_type,
        "Content-Length": len(block),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value != "")
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def page(number: int, body: bytes = HTML) -> tuple[str, list[tuple[str, str]], bytes]:
    """An answer that is a page."""
    return f"https://a.example/{number}", [("Content-Type", "text/html; charset=utf-8")], body


def urls(path: Path) -> list[str]:
    """The addresses of all pages that can be read."""
    return [one.url for one in read_archive(path) if isinstance(one, Page)]


def damages(path: Path) -> list[Damage]:
    """What could not be read."""
    return [one for one in read_archive(path) if isinstance(one, Damage)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_answer_becomes_a_page(tmp_path, name):
    path = archive(tmp_path / name, page(1))

    (found,) = read_archive(path)

    assert found == Page(
        requested_url="https://a.example/1",
        url="https://a.example/1",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        fetched_at=AT,
        body=HTML,
        origin=f"{name}#2",  # the first record says who wrote the file
    )


def test_a_record_can_be_read_again_where_it_stands(tmp_path):
    path = archive(tmp_path / "a.warc.gz", page(1), page(2, b"<p>two"), page(3))

    assert [page_of(record) for record in records(path)] == list(read_archive(path))


def test_what_is_no_html_is_no_page_but_has_its_place(tmp_path):
    feed = ("https://a.example/rss", [("Content-Type", "application/rss+xml")], b"<rss/>")
    path = archive(tmp_path / "a.warc.gz", feed, page(1), ("https://a.example/x", [], b"\x89PNG"))

    assert urls(path) == ["https://a.example/1"]
    assert [page_of(record).body for record in records(path)] == [b"<rss/>", HTML, b"\x89PNG"]


def test_a_resource_is_a_page_without_an_http_head(tmp_path):
    path = archive(
        tmp_path / "a.warc", ("https://a.example/1", [("Content-Type", "text/html")], HTML), kind="resource"
    )

    (found,) = read_archive(path)

    assert (found.status, found.headers, found.body) == (200, {"content-type": "text/html"}, HTML)


def chunked(body: bytes) -> bytes:
    """The body in chunks of ten bytes."""
    parts = [body[start : start + 10] for start in range(0, len(body), 10)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(HTML, mtime=0)),
        ([("content-encoding", "X-GZIP")], gzip.compress(HTML, mtime=0)),
        ([("Content-Encoding", "deflate")], zlib.compress(HTML)),
        ([("Transfer-Encoding", "chunked")], chunked(HTML)),
        (
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
            chunked(gzip.compress(HTML, mtime=0)),
        ),
        ([("Content-Encoding", "gzip")], HTML),  # decoded by whoever wrote the archive
        ([("Transfer-Encoding", "chunked")], HTML),
        ([("Content-Encoding", "br")], HTML),
        ([("Content-Encoding", "identity")], HTML),
    ],
)
def test_the_body_is_what_a_reader_saw(tmp_path, headers, body):
    path = archive(
        tmp_path / "a.warc.gz", ("https://a.example/1", [("Content-Type", "text/html"), *headers], body)
    )

    (found,) = read_archive(path)

    assert found.body == HTML


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("damage", ["start", "middle", "garbage before"])
def test_a_damaged_record_never_costs_the_others(tmp_path, name, damage):
    path = archive(tmp_path / name, *(page(number, HTML * 20) for number in range(6)))
    bytes_ = bytearray(path.read_bytes())
    with path.open("rb") as file:
        third = [record.stream_pos for record in ArchiveIterator(file)][3]
    if damage == "start":
        bytes_[third : third + 6] = b"XXXXXX"
    elif damage == "middle":
        bytes_[third + 20 : third + 60] = b"\r\n\r\n" * 10
    else:
        bytes_[third:third] = b"neither gzip nor WARC\n" * 3
    path.write_bytes(bytes_)

    left = {"https://a.example/2"} - set(urls(path))

    assert sorted({*urls(path), *left}) == [f"https://a.example/{number}" for number in range(6)]
    assert (damage == "garbage before") == (not left)
    assert [one.origin for one in damages(path)] == [str(path)]


def test_garbage_before_the_first_record_is_named(tmp_path):
    path = archive(tmp_path / "a.warc", page(1))
    path.write_bytes(b"a line that somebody put here\n" + path.read_bytes())

    assert urls(path) == ["https://a.example/1"]
    assert [one.why for one in damages(path)] == ["damage after byte 0, record 0: Invalid WARC header"]


def test_a_cut_archive_gives_what_is_whole(tmp_path, caplog):
    path = archive(tmp_path / "a.warc.gz", *(page(number) for number in range(3)))
    path.write_bytes(path.read_bytes()[:-30])

    assert urls(path) == ["https://a.example/0", "https://a.example/1"]
    assert ["bytes are missing" in one.why for one in damages(path)] == [True]
    assert len(list(records(path))) == 3
    assert caplog.text == ""  # the length of the last record is right: only its body is not there


def test_a_wrong_length_does_not_swallow_the_next_records(tmp_path):
    path = archive(tmp_path / "a.warc", *(page(number) for number in range(4)))
    first, second, rest = path.read_bytes().split(b"Content-Length: ", 2)
    path.write_bytes(first + b"Content-Length: " + second + b"Content-Length: 9" + rest)

    assert urls(path) == [f"https://a.example/{number}" for number in range(1, 4)]


@pytest.mark.parametrize("date", [b"yesterday at supper.", b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z"])
def test_a_record_without_a_date_is_left_out_and_named(tmp_path, caplog, date):
    path = archive(tmp_path / "a.warc", page(1), page(2))
    path.write_bytes(path.read_bytes().replace(b"2026-03-01T10:00:00Z", date, 2))

    assert urls(path) == ["https://a.example/2"]
    assert "record 2 says no date" in caplog.text


@pytest.mark.parametrize(
    "content", [b"", b"<html>not an archive</html>", gzip.compress(b"nor this", mtime=0)]
)
def test_what_is_no_archive_says_so(tmp_path, content):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)

    with pytest.raises(ArchiveError, match="right would be a WARC file"):
        list(records(path))
    assert ["right would be a WARC file" in one.why for one in damages(path)] == [True]


def test_an_archive_that_is_not_there_says_so(tmp_path):
    path = tmp_path / "a.warc.gz"

    assert list(read_archive(path)) == [Damage(str(path), "No such file or directory")]


def test_a_record_that_is_gone_says_so(tmp_path):
    path = archive(tmp_path / "a.warc", page(1))
    (record,) = records(path)
    path.write_bytes(path.read_bytes()[: record.offset + 40])

    with pytest.raises(ArchiveError, match="record 2 cannot be read"):
        page_of(record)


def test_the_pages_of_the_benchmark_can_all_be_read():
    shared = Path(__file__).parents[2].parent / "shared" / "pages"
    if not shared.is_dir():
        pytest.skip("the benchmark pages are not here")

    assert sum(len(urls(path)) for path in shared.glob("*.warc.gz")) == 1373
