"""A dataset holds what the query says, explains itself, and is the same each time."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import WirewatchError
from corpus.export import export
from corpus.query import Query
from corpus.store import Corpus, open_corpus
from corpus.urls import ref_of, url_key

Add = Callable[..., int]


def march(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=UTC)


def write(corpus: Corpus, out: Path, kind: str = "jsonl", **asked: Any) -> dict[str, Any]:
    return export(corpus, Query(**asked), out, kind, wirewatch="1.2")


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_line_holds_all_that_is_known(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    url, seen = "https://a.example/1", "2026-03-01T12:00:00+00:00"
    add_document(
        url,
        "Теперь.",
        title="New",
        authors=("Ann",),
        published_at=march(1),
        language="ru",
        earlier=(("Old", "Раньше."),),
    )

    write(corpus, tmp_path / "out")

    [line] = lines(tmp_path / "out")
    provenance = {
        "requested_url": url, "url": url, "origin": None, "status": 200, "headers": {"content-type": "text/html"},
        "fetched_at": seen, "sha256": sha256(url.encode()).hexdigest(), "kept": False, "run": None,
        "run_started_at": None, "wirewatch": None,
    }  # fmt: skip
    [old] = line.pop("versions")
    assert (old["title"], old["text"], old["first_seen_at"]) == ("Old", "Раньше.", seen)
    assert line == {
        "ref": ref_of(url_key(url)), "url": url, "source": "herald", "site": "a.example", "first_seen_at": seen,
        "addresses": [{"ref": ref_of(url_key(url)), "url": url, "kind": "fetched", "seen_at": seen}],
        "checked_at": seen, "state": "live", "copy_of": None, "copy_kind": None, "similarity": None,
        "syndicated_from": None, "version_first_seen_at": "2026-03-01T13:00:00+00:00", "version_last_seen_at": seen,
        "title": "New", "text": "Теперь.", "text_sha": sha256("теперь".encode()).hexdigest(), "authors": ["Ann"],
        "published_at": "2026-03-01T00:00:00+00:00", "published_precision": "instant", "modified_at": None,
        "language": "ru", "description": None, "words": 1, "wire": None, "truncated": False, "confidence": None,
        "change": "text", "details": {}, "extractor": "test 1", "provenance": provenance,
        "judgements": [{
            "topic": "drones", "topic_version": "1", "judged_by": "topic", "judged_at": seen, "score": 0.9,
            "label": "on_topic", "rule": None, "direction": None, "matched": [], "note": None,
        }],
        "sightings": [{
            "source": "herald", "found_in": "https://a.example/feed.xml", "url": url, "first_seen_at": seen,
            "last_seen_at": seen,
        }],
    }  # fmt: skip


def test_two_exports_are_the_same_bytes_in_the_order_first_seen(
    corpus: Corpus, add_document: Add, tmp_path: Path
) -> None:
    add_document("https://a.example/2", title="b", first_seen_at=march(2))
    add_document("https://a.example/1", title="c", first_seen_at=march(2))
    add_document("https://a.example/3", title="a", first_seen_at=march(1))

    for name in ("one", "two"):
        write(corpus, tmp_path / name)

    assert [line["url"][-1] for line in lines(tmp_path / "one")] == ["3", "1", "2"]
    for name in ("articles.jsonl", "README.md", "datapackage.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_an_article_stands_for_its_copies_unless_they_are_asked_for(
    corpus: Corpus, add_document: Add, tmp_path: Path
) -> None:
    article = add_document("https://a.example/1")
    add_document("https://b.example/1", copy_of=article)

    write(corpus, tmp_path / "one")
    write(corpus, tmp_path / "all", copies=True)

    assert [line["copy_of"] for line in lines(tmp_path / "one")] == [None]
    assert [line["copy_of"] for line in lines(tmp_path / "all")] == [
        None,
        ref_of(url_key("https://a.example/1")),
    ]


def test_the_filters_are_those_of_search(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        add_document(f"https://a.example/{day}", "a drone", published_at=march(day))
    add_document("https://a.example/off", "a drone", label="off_topic")

    write(corpus, tmp_path / "out", text="drones", until=march(3), limit=1)

    assert [line["url"] for line in lines(tmp_path / "out")] == ["https://a.example/2"]


def test_the_manifest_vouches_for_the_file(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    add_document("https://a.example/1", published_at=march(1))
    add_document("https://a.example/2", source="post")

    written = write(corpus, tmp_path / "out", since=march(1))

    content = (tmp_path / "out" / "articles.jsonl").read_bytes()
    assert json.loads((tmp_path / "out" / "datapackage.json").read_text()) == written
    assert written["resources"] == [
        {
            "name": "articles", "path": "articles.jsonl", "format": "jsonl", "mediatype": "application/jsonl",
            "encoding": "utf-8", "bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}",
        }
    ]  # fmt: skip
    assert written["wirewatch"] == {
        "version": "1.2",
        "query": {"since": "2026-03-01T00:00:00+00:00", "label": "on_topic"},
        "rows": 2,
        "copies": 0,
        "published": ["2026-03-01T00:00:00+00:00", "2026-03-01T00:00:00+00:00"],
        "undated": 1,
        "as_of": "2026-03-01T12:00:00+00:00",
        "topics": ["drones@1"],
        "sources": {"herald": 1, "post": 1},
        "gaps": [],
    }


def test_the_readme_names_the_use_and_the_gaps(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    add_document("https://a.example/1")
    corpus.execute(
        "INSERT INTO runs (id, kind, started_at, topics, wirewatch) VALUES (1, 'crawl', 'x', '[]', '1')"
    )
    corpus.execute(
        "INSERT INTO visits (run_id, source, started_at, state, error) VALUES (1, 'herald', ?, 'failed', 'HTTP 503')",
        ["2026-03-01T06:00:00+00:00"],
    )

    write(corpus, tmp_path / "out", kind="csv")

    text = (tmp_path / "out" / "README.md").read_text()
    assert "for your own research" in text
    assert "- herald, 2026-03-01T06:00:00+00:00: failed; HTTP 503" in text
    assert "apostrophe" in text


def test_the_readme_of_a_table_names_what_a_spreadsheet_cuts(
    corpus: Corpus, add_document: Add, tmp_path: Path
) -> None:
    add_document("https://a.example/1", "short")
    write(corpus, tmp_path / "out", kind="csv")
    assert "All texts here fit." in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")

    add_document("https://a.example/2", "я" * 32_768)
    write(corpus, tmp_path / "out", kind="csv")

    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "32,767 characters" in text
    assert f"Longer are the texts of {ref_of(url_key('https://a.example/2'))}." in text


def test_a_cell_of_a_table_is_no_formula(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    titles = ["=1+1", "+7 drones", "-5 degrees", "@home", "\tx", 'a "quoted", title', "Дрон"]
    for number, title in enumerate(titles):
        add_document(f"https://a.example/{number}", "one\ntwo", title=title)

    write(corpus, tmp_path / "out", kind="csv")

    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == [
        "'=1+1", "'+7 drones", "'-5 degrees", "'@home", "'\tx", 'a "quoted", title', "Дрон"
    ]  # fmt: skip
    assert {row["text"] for row in rows} == {"one\ntwo"}
    assert (rows[0]["label"], rows[0]["score"], rows[0]["published_at"]) == ("on_topic", "0.9", "")


def test_a_persons_label_stands_in_the_table(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    add_document("https://a.example/1", label="off_topic", person="on_topic")

    write(corpus, tmp_path / "out", kind="csv")

    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["label"], row["judged_by"]) for row in csv.DictReader(file)] == [("on_topic", "person")]


def test_only_a_former_export_of_the_same_format_is_replaced(
    corpus: Corpus, add_document: Add, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(corpus, out)
    add_document("https://a.example/1")

    write(corpus, out)

    assert len(lines(out)) == 1
    with pytest.raises(WirewatchError, match="holds a former export as jsonl"):
        write(corpus, out, kind="csv")
    (out / "notes.txt").write_text("mine")
    with pytest.raises(WirewatchError, match=r"notes\.txt"):
        write(corpus, out)


def test_a_former_export_of_another_format_is_called_what_it_is(corpus: Corpus, tmp_path: Path) -> None:
    write(corpus, tmp_path / "out")

    with pytest.raises(
        WirewatchError, match=r"holds a former export as jsonl; .* or --format jsonl replaces it"
    ):
        write(corpus, tmp_path / "out", kind="csv")


def test_a_folder_with_a_readme_of_its_own_is_left_alone(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "README.md").write_text("mine")

    with pytest.raises(WirewatchError, match="other files"):
        write(corpus, tmp_path / "project")


def test_an_export_that_fails_leaves_nothing_behind(
    corpus: Corpus, add_document: Add, tmp_path: Path
) -> None:
    out = tmp_path / "there" / "out"
    add_document("https://a.example/1")

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(corpus, Query(), out, "jsonl", wirewatch="1.2", watch=interrupt)

    assert list((tmp_path / "there").iterdir()) == []
    write(corpus, out)
    assert len(lines(out)) == 1


def test_a_crawl_may_write_while_an_export_reads(corpus: Corpus, add_document: Add, tmp_path: Path) -> None:
    for number in range(3):
        add_document(f"https://a.example/{number}")

    def forget_all(done: int, total: int) -> None:
        with open_corpus(tmp_path / "corpus.db") as other, other.writing():
            other.execute("UPDATE documents SET state = 'gone'")

    export(corpus, Query(), tmp_path / "out", "jsonl", wirewatch="1.2", watch=forget_all)

    assert [line["state"] for line in lines(tmp_path / "out")] == ["live"] * 3
