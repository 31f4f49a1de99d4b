"""Articles of anybody's making: what is wrong with a line is said with its place, and the rest goes in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import wirewatch
from corpus.store import Corpus, open_corpus
from pipelines.importing import BadLine, read_lines
from tests.makers import STORY
from tests.pipelines.intakes import NOW, last_run

GOOD = {"url": "https://b.example/2026/crates", "title": "Crates", "text": "\n".join(STORY)}
Import = Callable[..., Result]


@pytest.fixture
def take_in(tmp_path: Path) -> Import:
    """Import these lines, JSON values or raw bytes, from `a.jsonl`."""

    def invoke(*lines: object, options: tuple[str, ...] = ()) -> Result:
        raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        (tmp_path / "a.jsonl").write_bytes(b"\n".join(raw))
        words = ["import", str(tmp_path / "a.jsonl"), "--data", str(tmp_path), "--topic", "everything"]
        return CliRunner().invoke(wirewatch.cli, [*words, "--now", NOW, *options])

    return invoke


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[" * 100_000, "nested too deep; right would be an object with url, title and text"),
        (b'{"url":', "right would be an object with url, title and text"),
        (b"null", "Expected `object`, got `null`; right would be an object"),
        (b'{"url": ' + b"1" * 5000 + b"}", "right would be an object"),
        (GOOD | {"url": "javascript:1"}, "url 'javascript:1' is no address; right would be https://..."),
        (GOOD | {"title": None}, "title: Expected `str`, got `null`; right would be the title as a string"),
        (GOOD | {"text": " \n "}, "text is blank; right would be the body of the article"),
        (
            GOOD | {"truncated": float("nan")},
            "truncated: Expected `bool`, got `float`; right would be true or false",
        ),
        (GOOD | {"published_at": float("inf")}, "published_at: "),
        (GOOD | {"published_at": 10**40}, "published_at: "),
        (GOOD | {"published_at": "1 March 2026"}, "or a day, such as 2026-03-01"),
        (GOOD | {"published_at": "2026-02-30"}, "published_at: "),
        (
            GOOD | {"authors": "A. Reporter"},
            "authors: Expected `array`, got `str`; right would be a list of names",
        ),
        ({"url": GOOD["url"], "text": "x"}, "title: is missing; right would be the title as a string"),
        (
            GOOD | {"published_at": "2026-03-01T00:00:00"},
            "has no zone; a stored time must be aware; right would be a moment with its zone",
        ),
        (
            GOOD | {"published_at": "0001-01-01T00:00:00+05:00"},
            "published_at: 0001-01-01T00:00:00+05:00 is not within the years 1 to 9999 in UTC; right would be a moment",
        ),
        (
            GOOD | {"modified_at": "9999-12-31T23:59:59-05:00"},
            "modified_at: 9999-12-31T23:59:59-05:00 is not",
        ),
        (
            GOOD | {"first_seen_at": "9999-12-31T23:59:59+00:00"},
            "first_seen_at is in the year 9999; right would",
        ),
        (
            GOOD | {"published_precision": "week"},
            "published_precision: Invalid enum value 'week'; right would be instant or day",
        ),
    ],
)
def test_a_line_that_cannot_be_taken_in_says_what_would_be_right(tmp_path, line, said):
    path = tmp_path / "a.jsonl"
    path.write_bytes(line if isinstance(line, bytes) else json.dumps(line).encode())

    (bad,) = read_lines(path)

    assert isinstance(bad, BadLine)
    assert bad.origin == "a.jsonl:1"
    assert said in bad.why


def test_a_bad_line_is_named_and_the_others_are_taken_in(take_in: Import, tmp_path: Path) -> None:
    ancient = GOOD | {"url": "https://b.example/2", "published_at": "0001-01-01T00:00:00+05:00"}
    done = take_in(b"[" * 100_000, ancient, GOOD, options=("--json",))

    assert done.exit_code == 1
    assert json.loads(done.stdout)["lines"] == 1
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == ["a.jsonl:1", "a.jsonl:2"]
    assert last_run(tmp_path) == (NOW, "bad lines: 2, the first a.jsonl:1")


def test_a_day_without_a_time_is_taken_as_a_day(take_in: Import, tmp_path: Path) -> None:
    done = take_in(GOOD | {"published_at": "2026-03-01"})

    assert done.exit_code == 0, done.output
    with open_corpus(tmp_path / "corpus.db") as corpus:
        [version] = corpus.rows("SELECT published_at, published_precision FROM versions")
    assert tuple(version) == ("2026-03-01T00:00:00+00:00", "day")


@pytest.mark.parametrize("head", [b"\xef\xbb\xbfref,url,title,text", b"title;URL;text", b"url\ttitle\ttext"])
def test_a_table_is_recognised_once(take_in: Import, head: bytes) -> None:
    done = take_in(head, b"a,b,c,d", b"a,b,c,d")

    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == (
        "a.jsonl:1: this is a CSV; import takes JSONL, one object a line, as `export` writes it"
    )
    assert done.stderr.count("a.jsonl:") == 1


def test_half_an_emoji_costs_one_character(take_in: Import, tmp_path: Path) -> None:
    done = take_in(
        GOOD | {"title": "Crates \ud83d\x00", "text": GOOD["text"] + " \ude00", "authors": ["A \udc00"]}
    )

    assert done.exit_code == 0, done.output
    with open_corpus(tmp_path / "corpus.db") as corpus:
        version = corpus.row("SELECT title, text, authors FROM versions")
    assert version is not None
    assert tuple(version) == ("Crates \ufffd", GOOD["text"] + " \ufffd", '["A \ufffd"]')


def test_credentials_of_an_address_are_not_kept(take_in: Import, tmp_path: Path) -> None:
    take_in(GOOD | {"url": "https://reader:secret@b.example/2026/crates"})

    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT url FROM documents") == GOOD["url"]
        assert "secret" not in "\n".join(corpus.db.conn.iterdump())


def test_a_line_that_breaks_the_settling_costs_itself(
    take_in: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = {"https://b.example/2"}
    sound = Corpus.execute

    def execute(self: Corpus, sql: str, parameters: object = ()) -> object:
        if sql.startswith("INSERT INTO documents ") and fails & set(parameters):  # type: ignore[arg-type]
            raise RuntimeError("a fault of ours")
        return sound(self, sql, parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(Corpus, "execute", execute)
    done = take_in(GOOD | {"url": "https://b.example/2"}, GOOD)

    assert done.exit_code == 1
    assert "a.jsonl:1: https://b.example/2 could not be settled: RuntimeError: a fault of ours" in done.stderr
    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert [row["url"] for row in corpus.rows("SELECT url FROM documents")] == [GOOD["url"]]


def test_a_run_that_breaks_off_is_written_down_as_such(
    take_in: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelines.cli.importing.Import.take_in", stop)
    done = take_in(GOOD)

    assert done.exit_code == 1
    assert last_run(tmp_path) == (NOW, "broke off: KeyboardInterrupt: ")
