"""One file, several processes: nothing is lost, nothing half done."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.ledger import tally
from corpus.meeting import meet
from corpus.store import Corpus, open_corpus
from corpus.types import Link
from tests.makers import NOON

WRITERS = 4
ROUNDS = 60


def test_four_processes_that_open_and_write_one_new_file_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(path, number)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)

    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    with open_corpus(path) as corpus:
        assert tally(corpus) == {
            "open": WRITERS * ROUNDS + ROUNDS
        }  # each its own links, and one shared a round
        assert corpus.value("PRAGMA integrity_check") == "ok"


def test_what_is_begun_and_fails_leaves_nothing(corpus: Corpus) -> None:
    with pytest.raises(RuntimeError), corpus.writing():
        meet(
            corpus, [Link(url="https://a.example/1")], source="a", found_in="https://a.example/feed", now=NOON
        )
        raise RuntimeError("the power went")

    assert tally(corpus) == {}


def test_a_reader_sees_the_last_state_while_another_writes(corpus: Corpus) -> None:
    with open_corpus(corpus.path) as other, corpus.writing():
        meet(
            corpus, [Link(url="https://a.example/1")], source="a", found_in="https://a.example/feed", now=NOON
        )

        assert tally(other) == {}


def test_a_file_that_is_no_corpus_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(b"this is a letter, not a database" * 100)

    with pytest.raises(StoreError, match=r"corpus\.db: file is not a database; name another --data"):
        open_corpus(path)


def test_a_damaged_file_is_named_with_what_can_be_done(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    open_corpus(path).close()
    sound = path.read_bytes()
    path.write_bytes(sound[:1000] + b"\xff" * (len(sound) - 1000))

    with pytest.raises(StoreError, match=r"corpus\.db: database disk image is malformed; restore a backup"):
        open_corpus(path)


def test_a_corpus_that_another_process_holds_is_named_with_what_to_look_at(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.BUSY_SECONDS", 0.05)
    with open_corpus(corpus.path) as other, corpus.writing():
        with pytest.raises(StoreError, match=r"corpus\.db: database is locked; another process"):
            other.execute("BEGIN IMMEDIATE")


def test_a_missing_corpus_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no corpus here yet"):
        open_corpus(tmp_path / "corpus.db", create=False)

    assert not (tmp_path / "corpus.db").exists()


def test_a_corpus_of_a_newer_wirewatch_is_refused(corpus: Corpus) -> None:
    corpus.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('corpus', 'from_tomorrow', '2030')"
    )

    with pytest.raises(StoreError, match="made by a newer Wirewatch"):
        open_corpus(corpus.path)


def test_the_schema_survives_a_dump(corpus: Corpus) -> None:
    copy = sqlite3.connect(":memory:")
    corpus.db.conn.backup(copy)

    assert copy.execute("SELECT count(*) FROM articles").fetchone() == (0,)


def _write_and_fail(corpus: Corpus) -> None:
    with corpus.writing():
        meet(
            corpus, [Link(url="https://a.example/1")], source="a", found_in="https://a.example/feed", now=NOON
        )
        raise RuntimeError("the power went")


def _write(path: Path, number: int) -> None:
    with open_corpus(path) as corpus:
        for at in range(ROUNDS):
            links = [Link(url=f"https://w{number}.example/{at}"), Link(url=f"https://shared.example/{at}")]
            meet(corpus, links, source=f"w{number}", found_in=f"https://w{number}.example/feed", now=NOON)
