"""A corpus that this user may read and not write: all that only asks works."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.store import open_corpus
from tests.permissions import bound_by_permissions

Add = Callable[..., int]


@pytest.fixture
def data(tmp_path: Path, into: Add) -> Iterator[Path]:
    """A data folder with one document that may be read and not written."""
    folder = tmp_path / "data"
    folder.mkdir()
    with open_corpus(folder / "corpus.db") as made:
        into(made, "https://a.example/1", "The plant makes drones.", title="Plant")
    _close(folder)
    yield folder
    folder.chmod(0o755)


@pytest.mark.parametrize(
    "words",
    [
        ("search", "drones"),
        ("stats",),
        ("why", "https://a.example/1"),
        ("show", "https://a.example/1"),
        ("verify",),
    ],
    ids=lambda words: words[0],
)
def test_whoever_may_only_read_is_answered(data: Path, words: tuple[str, ...]) -> None:
    done = _as_a_reader(*words, "--data", str(data))

    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr == "the corpus is whole\n"
    assert [path.name for path in data.iterdir()] == ["corpus.db"]


def test_whoever_may_only_read_can_export_to_another_place(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    done = _as_a_reader("export", "--data", str(data), "--out", str(out))

    assert done.returncode == 0, done.stderr
    assert (out / "articles.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_a_reader_sees_what_a_writer_who_is_still_there_wrote(data: Path, into: Add) -> None:
    with open_corpus(data / "corpus.db") as writer:
        into(writer, "https://b.example/1", "More drones.", title="More")
        for path in data.iterdir():
            path.chmod(0o444)

        done = _as_a_reader("search", "drones", "--data", str(data))

    assert done.returncode == 0, done.stderr
    assert {"Plant", "More"} <= set(done.stdout.splitlines())


def test_an_older_corpus_that_may_not_be_brought_up_to_date_says_what_to_do(data: Path) -> None:
    data.chmod(0o755)
    (data / "corpus.db").chmod(0o644)
    with open_corpus(data / "corpus.db") as corpus:
        corpus.execute(
            "DELETE FROM _sqlite_migrations WHERE name = (SELECT max(name) FROM _sqlite_migrations)"
        )
    _close(data)

    done = _as_a_reader("stats", "--data", str(data))

    assert done.returncode == 1
    assert (
        "made by an older Wirewatch, and this user may not bring it up to date; let one who may"
        in done.stderr
    )


def test_whoever_may_not_write_is_told_so_in_one_line(data: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"url": "https://c.example/1", "title": "A", "text": "B"}')

    done = _as_a_reader("import", str(tmp_path / "a.jsonl"), "--data", str(data))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"wirewatch: {data / 'corpus.db'}: attempt to write a readonly database; this user may not write it"
    ]


def _close(folder: Path) -> None:
    (folder / "corpus.db").chmod(0o444)
    folder.chmod(0o555)


def _as_a_reader(*words: str) -> subprocess.CompletedProcess[str]:
    """The command as somebody whom the permissions bind, as they do not bind root."""
    command = [sys.executable, "-m", "wirewatch", *words]
    return subprocess.run(
        command, preexec_fn=bound_by_permissions, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
