"""Two corpora of the newsroom make one, whichever is taken in first; and again changes nothing."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

import wirewatch
from corpus.store import open_corpus
from corpus.verify import differences, faults
from crawler.newsroom_site import MOMENTS, write_archive
from tests.crawler.crawling import NAMES, prepare

pytestmark = pytest.mark.slow
LATER = ("2026-03-05T00:00:00+00:00", "2026-03-06T00:00:00+00:00", "2026-03-07T00:00:00+00:00")
WATCHED = {
    "first day": (NAMES, (1,)),
    "second day": (NAMES, (2,)),
    "both days": (NAMES, (1, 2)),
    "some outlets": (NAMES[:4], (1, 2)),
    "others": (NAMES[4:], (1, 2)),
    "others, second day": (NAMES[4:], (2,)),
}
"""What each corpus watched: sources and days."""
PAIRS = [
    ("first day", "both days"),
    ("first day", "second day"),
    ("some outlets", "others"),
    ("some outlets", "second day"),
    ("some outlets", "others, second day"),
    ("even lines", "odd lines"),
    ("even lines", "first day"),
]

Import = Callable[[Sequence[Path]], Path]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What each corpus exported, and two files that share the lines of one export."""
    folder = tmp_path_factory.mktemp("watched")
    for moment in MOMENTS:
        write_archive(folder / f"{moment}.warc.gz", moment)
    found = {name: _watched(folder / name, folder, *what) for name, what in WATCHED.items()}
    lines = found["both days"].read_text(encoding="utf-8").splitlines(keepends=True)
    for name, part in (("even lines", lines[::2]), ("odd lines", lines[1::2])):
        found[name] = folder / f"{name}.jsonl"
        found[name].write_text("".join(part), encoding="utf-8")
    return found


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Take files into an empty corpus, each by a command of its own on a day of its own."""
    numbers = count()

    def take_in(files: Sequence[Path]) -> Path:
        data = tmp_path / str(next(numbers))
        for file, now in zip(files, LATER, strict=False):
            _run("import", str(file), "--data", str(data), "--now", now)
        return data / "corpus.db"

    return take_in


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_either_corpus_can_be_taken_in_first(
    exports: dict[str, Path], imported: Import, one: str, other: str
) -> None:
    there_first, here_first = (
        imported([exports[name] for name in order]) for order in ((one, other), (other, one))
    )

    with open_corpus(there_first) as here, open_corpus(here_first) as there:
        assert differences(here, there) == []
        assert faults(here) == faults(there) == []
        assert here.value("SELECT count(*) FROM copies") >= 1


def test_an_export_taken_in_is_the_corpus_it_came_from(exports: dict[str, Path], imported: Import) -> None:
    origin = exports["both days"].parents[1] / "corpus.db"

    with open_corpus(imported([exports["both days"]])) as here, open_corpus(origin) as there:
        unlike = differences(here, there)

    # An export holds documents: links that lead to none are not in it.
    assert {one.aspect for one in unlike} == {"verdicts"}
    assert all(one.what.startswith("never met here") and "stored" not in one.what for one in unlike)


def test_the_parts_of_a_corpus_make_the_whole(exports: dict[str, Path], imported: Import) -> None:
    parts = imported([exports["even lines"], exports["odd lines"]])

    with open_corpus(parts) as here, open_corpus(imported([exports["both days"]])) as there:
        assert differences(here, there) == []


def test_taken_in_again_nothing_changes(exports: dict[str, Path], imported: Import) -> None:
    file = exports["both days"]
    once, twice = imported([file]), imported([file, file, file])

    assert _dump(once) == _dump(twice)


def test_each_version_says_which_line_it_came_from(exports: dict[str, Path], imported: Import) -> None:
    lines = [json.loads(line) for line in exports["both days"].read_text(encoding="utf-8").splitlines()]
    expected = {
        (line["ref"], f"articles.jsonl:{number}, from {before['origin']}", before["sha256"])
        for number, line in enumerate(lines, start=1)
        for before in (version["provenance"] for version in (line, *line["versions"]))
    }

    with open_corpus(imported([exports["both days"]])) as corpus:
        rows = corpus.rows(
            "SELECT d.ref, p.origin, p.sha256 FROM versions AS v JOIN documents AS d ON d.id = v.document_id"
            " JOIN pages AS p ON p.id = v.page_id"
        )

    assert {tuple(row) for row in rows} == expected


def _watched(data: Path, archives: Path, sources: Sequence[str], moments: Sequence[int]) -> Path:
    data.mkdir()
    prepare(data)
    for moment in moments:
        command = [sys.executable, "-m", "wirewatch", "crawl", *sources, "--data", str(data)]
        command += ["--replay", str(archives / f"{moment}.warc.gz"), "--now", MOMENTS[moment].isoformat()]
        subprocess.run(command, check=True, capture_output=True)
    _run(
        "export",
        "--format",
        "jsonl",
        "--label",
        "any",
        "--copies",
        "--out",
        str(data / "out"),
        "--data",
        str(data),
    )
    return data / "out" / "articles.jsonl"


def _run(*words: str) -> None:
    done = CliRunner().invoke(wirewatch.cli, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output


def _dump(path: Path) -> list[str]:
    """All that a corpus holds, but when it was made and which runs wrote it."""
    with open_corpus(path) as corpus:
        return [line for line in corpus.db.conn.iterdump() if not line.startswith(_OF_RUNS)]


_OF_RUNS = ('INSERT INTO "runs"', 'INSERT INTO "_sqlite_migrations"')
