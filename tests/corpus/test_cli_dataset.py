"""`wirewatch export` and `wirewatch verify` as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from corpus.store import Corpus, open_corpus

Add = Callable[..., int]
Run = Callable[..., Result]


def test_export_writes_where_it_says_and_prints_no_data(run: Run, add_document: Add, tmp_path: Path) -> None:
    add_document("https://a.example/1")

    result = run("export", "--out", str(tmp_path / "out"))

    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 row in" in result.stderr
    assert (
        json.loads(run("export", "--out", str(tmp_path / "out"), "--json").stdout)["wirewatch"]["rows"] == 1
    )


def test_export_needs_a_known_format_and_a_folder(run: Run, corpus: Corpus, tmp_path: Path) -> None:
    assert run("export").exit_code == 2
    assert run("export", "--out", str(tmp_path / "out"), "--format", "xls").exit_code == 2


def test_verify_tells_a_whole_corpus_from_a_broken_one(run: Run, corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1")
    assert run("verify").exit_code == 0
    assert json.loads(run("verify", "--json").stdout) == {"whole": True, "faults": [], "differences": []}

    corpus.execute("DELETE FROM documents_fts")

    result = run("verify")
    assert result.exit_code == 1
    assert result.stdout == "document that full-text search does not know: https://a.example/1\n"


def test_verify_against_another_corpus_tells_where_they_differ(
    run: Run, add_document: Add, tmp_path: Path
) -> None:
    add_document("https://a.example/1")
    open_corpus(tmp_path / "other.db").close()

    assert run("verify", "--against", str(tmp_path / "corpus.db")).exit_code == 0
    result = run("verify", "--against", str(tmp_path / "other.db"))

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "documents: 1 differs",
        "  1  only here",
        "       https://a.example/1",
        "versions: the same",
        "groups: the same",
        "labels: the same",
        "verdicts: 1 differs",
        "  1  stored here, never met there",
        "       a.example/1",
    ]


def test_differences_are_counted_by_kind_with_three_examples(
    run: Run, add_link: Callable[..., None], tmp_path: Path
) -> None:
    open_corpus(tmp_path / "other.db").close()
    for number in range(5):
        add_link(f"https://a.example/{number}", verdict="off_topic")

    done = run("verify", "--against", str(tmp_path / "other.db"), "--json")

    assert json.loads(done.stdout)["differences"] == [
        {
            "aspect": "verdicts",
            "what": "off_topic here, never met there",
            "count": 5,
            "examples": ["a.example/0", "a.example/1", "a.example/2"],
        }
    ]
