"""Several archives: what one of them breaks is named, and the others are taken in."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

import wirewatch
from corpus.store import open_corpus
from tests.makers import STORY
from tests.makers import page as made
from tests.pipelines.intakes import NOW, last_run
from tests.pipelines.test_archives import archive, page


def story(number: int) -> tuple[str, list[tuple[str, str]], bytes]:
    """A page of an archive with a story of its own."""
    paragraphs = tuple(f"Report {number}: {paragraph}" for paragraph in STORY[number % 3 :])
    return page(number, made(title=f"Crates, part {number}", paragraphs=paragraphs).body)


def take_in(folder: Path, *archives: Path) -> Result:
    """Run the command over archives."""
    words = ["backfill", *map(str, archives), "--data", str(folder), "--topic", "everything", "--json"]
    return CliRunner().invoke(wirewatch.cli, [*words, "--now", NOW])


def test_an_empty_and_a_foreign_file_and_a_cut_archive_are_named_and_the_rest_is_taken_in(tmp_path):
    (tmp_path / "empty.warc.gz").touch()
    (tmp_path / "letter.warc").write_text("<html>Dear reader</html>")
    cut = archive(tmp_path / "cut.warc.gz", story(1), story(2))
    cut.write_bytes(cut.read_bytes()[:-40])
    good = archive(tmp_path / "good.warc.gz", story(3))

    done = take_in(tmp_path, tmp_path / "empty.warc.gz", tmp_path / "letter.warc", cut, good)

    assert done.exit_code == 1, done.output
    assert json.loads(done.stdout)["damages"] == 3
    empty, letter, missing = done.stderr.splitlines()
    assert empty.endswith("empty.warc.gz: holds no record; right would be a WARC file, plain or gzip")
    assert "letter.warc: holds no record (Invalid WARC header); right would be" in letter
    assert "cut.warc.gz: damage after byte" in missing
    with open_corpus(tmp_path / "corpus.db") as corpus:
        urls = [row["url"] for row in corpus.rows("SELECT url FROM documents ORDER BY url")]
    assert urls == ["https://a.example/1", "https://a.example/3"]
    finished, error = last_run(tmp_path)
    assert finished == NOW
    assert error is not None
    assert error.startswith("damages: 3, the first in ")


def test_sound_archives_end_well(tmp_path):
    done = take_in(tmp_path, archive(tmp_path / "good.warc.gz", story(3)))

    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    assert last_run(tmp_path) == (NOW, None)


def test_a_backfill_with_nothing_new_prints_no_empty_table(tmp_path: Path) -> None:
    words = ["backfill", str(archive(tmp_path / "a.warc.gz", story(1))), "--data", str(tmp_path)]
    CliRunner().invoke(wirewatch.cli, words)

    done = CliRunner().invoke(wirewatch.cli, words)

    assert (done.stdout, done.stderr) == ("", "0 pages read, 1 taken in before\n")


def test_a_record_is_taken_in_once_under_the_same_topics_and_again_under_others(tmp_path: Path) -> None:
    whole = archive(tmp_path / "whole.warc.gz", story(1))
    words = ["backfill", str(whole), "--data", str(tmp_path), "--json", "--now", NOW]
    nothing, again, everything = (
        json.loads(CliRunner().invoke(wirewatch.cli, [*words, *more]).stdout)
        for more in (
            ["--topic", "iran-russia-drones"],
            ["--topic", "iran-russia-drones"],
            ["--topic", "everything"],
        )
    )

    assert [(one["pages"], one["taken_in_before"]) for one in (nothing, again, everything)] == [
        (1, 0),
        (0, 1),
        (1, 0),
    ]
    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM articles") == 1
