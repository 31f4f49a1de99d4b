"""Articles of anybody's making: what is wrong with a line is said with its place, and the rest goes in."""

import gzip
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import wirewatch
from corpus.store import Corpus, open_corpus
from corpus.verify import faults
from pipelines.import_format import RIGHT as FIELDS
from pipelines.import_format import BadLineError, line_of
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
            json.dumps(GOOD | {"title": "café"}, ensure_ascii=False).encode("latin-1"),
            "is not UTF-8; right would be a file saved as UTF-8",
        ),
        (GOOD | {"language": "English"}, "right would be two letters such as en, or null"),
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


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (gzip.compress(json.dumps(GOOD).encode()), "this is packed by gzip: unpack it first"),
        (json.dumps(GOOD).encode("utf-16"), "this is UTF-16: save it as UTF-8"),
        (b"PK\x03\x04\x00\x00 a zip\n\x00\n", "this is no text"),
    ],
    ids=["gzip", "utf-16", "zip"],
)
def test_a_file_of_another_kind_is_said_once(tmp_path: Path, body: bytes, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(body)

    (bad,) = read_lines(path)

    assert isinstance(bad, BadLine)
    assert bad.why == f"{said}; import takes JSONL, one object a line, as `export` writes it"


def test_half_an_emoji_costs_one_character(take_in: Import, tmp_path: Path) -> None:
    done = take_in(
        GOOD | {"title": "Crates \ud83d\x00", "text": GOOD["text"] + " \ude00", "authors": ["A \udc00"]}
    )

    assert done.exit_code == 0, done.output
    with open_corpus(tmp_path / "corpus.db") as corpus:
        version = corpus.row("SELECT title, text, authors FROM versions")
    assert version is not None
    assert tuple(version) == ("Crates \ufffd", GOOD["text"] + " \ufffd", '["A \ufffd"]')


def test_names_come_without_what_does_not_show(take_in: Import, tmp_path: Path) -> None:
    odd = {
        "authors": ["Anna\x1b[31m\nRoe", "\x00"],
        "source": "a\tb\x07",
        "wire": "W\x00",
        "description": "d\x1b",
    }

    assert take_in(GOOD | odd).exit_code == 0

    with open_corpus(tmp_path / "corpus.db") as corpus:
        [version] = corpus.rows("SELECT authors, wire, description FROM versions")
        assert corpus.value("SELECT source FROM documents") == "a b"
    assert tuple(version) == ('["Anna[31m Roe"]', "W", "d")


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


def test_versions_come_with_a_line_and_stand_in_order_of_time(take_in: Import, tmp_path: Path) -> None:
    later = "2026-02-02T00:00:00+00:00"
    line = GOOD | {
        "title": "Crates, again",
        "first_seen_at": "2026-02-01T00:00:00+00:00",
        "version_first_seen_at": later,
        "versions": [{"title": "Crates", "text": GOOD["text"], "first_seen_at": "2026-02-01T00:00:00+00:00"}],
    }

    assert take_in(line).exit_code == 0

    with open_corpus(tmp_path / "corpus.db") as corpus:
        rows = corpus.rows("SELECT n, title, change, first_seen_at FROM versions ORDER BY n")
    assert [tuple(row) for row in rows] == [
        (1, "Crates", None, "2026-02-01T00:00:00+00:00"),
        (2, "Crates, again", "headline", later),
    ]


def test_a_persons_label_comes_with_a_line_and_outranks_the_topic(take_in: Import, tmp_path: Path) -> None:
    word = {
        "topic": "iran-russia-drones", "label": "on_topic", "judged_by": "person", "note": "seen by hand",
        "judged_at": "2026-02-01T00:00:00+00:00",
    }  # fmt: skip
    bakery = GOOD | {"text": "The bakery on Mill Street has kept its oven burning for a hundred years."}

    done = take_in(bakery | {"judgements": [word]}, options=("--topic", "iran-russia-drones"))

    assert done.exit_code == 0, done.output
    with open_corpus(tmp_path / "corpus.db") as corpus:
        [row] = corpus.rows("SELECT label, judged_by, note FROM labels WHERE topic = 'iran-russia-drones'")
    assert tuple(row) == ("on_topic", "person", "seen by hand")


def test_what_no_topic_wants_is_left_out_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps(GOOD | {"text": "The bakery on Mill Street opens."}), encoding="utf-8"
    )

    CliRunner().invoke(wirewatch.cli, ["import", str(tmp_path / "a.jsonl"), "--data", str(tmp_path)])

    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM documents") == 0
        [row] = corpus.rows("SELECT verdict, reason FROM links")
    assert tuple(row) == ("off_topic", "import: the topic does not want it")


def test_lines_are_settled_by_when_they_were_first_seen_not_by_where_they_stand(
    take_in: Import, tmp_path: Path
) -> None:
    later, earlier = (GOOD | {"url": f"https://{host}.example/1", "first_seen_at": f"2026-02-0{day}T00:00:00Z"}
                      for host, day in (("a", 2), ("b", 1)))  # fmt: skip

    take_in(later, earlier)

    with open_corpus(tmp_path / "corpus.db") as corpus:
        urls = corpus.rows("SELECT url FROM documents ORDER BY id")
    assert [row["url"] for row in urls] == [earlier["url"], later["url"]]


def test_a_line_without_a_moment_taken_in_again_another_day_is_no_version(
    take_in: Import, tmp_path: Path
) -> None:
    take_in(GOOD)

    done = take_in(GOOD, options=("--now", "2026-04-01T00:00:00Z", "--json"))

    assert json.loads(done.stdout)["outcomes"][0]["outcome"] == "unchanged"
    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM versions") == 1


def test_a_file_that_comes_through_a_pipe_is_taken_in(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=(json.dumps(GOOD),))
    writer.start()

    words = ["import", str(tmp_path / "pipe"), "--data", str(tmp_path), "--topic", "everything"]
    done = CliRunner().invoke(wirewatch.cli, words)
    writer.join()

    assert done.exit_code == 0, done.output
    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT origin FROM pages") == "pipe:1"


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["2026-02-01T00:00:00Z", "https://a.example/1", "on_topic", "person", "live", "", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FIELDS)), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(odd=st.dictionaries(st.sampled_from(sorted(FIELDS)), ODD, min_size=1, max_size=6))
def test_no_value_of_any_field_breaks_the_reading_of_a_line(odd: dict[str, object]) -> None:
    said = ""
    try:
        line_of(json.dumps(GOOD | odd).encode())
    except BadLineError as wrong:
        said = str(wrong)

    assert "; right would be " in said or not said


def test_whatever_a_line_holds_the_next_one_is_taken_in(take_in: Import, tmp_path: Path) -> None:
    moment = "2026-02-01T00:00:00Z"
    odd = [
        {"details": {"cuts": [{"rule": "x", "block": 10**30, "text": "y"}], "published": {"raw": None}}},
        {"addresses": [{"url": "https://b.example/2026/crates#x", "kind": "\x00"}], "authors": ["", "\x00"]},
        {"versions": [{"title": "", "text": "x", "first_seen_at": moment}] * 3},
        {"judgements": [{"topic": "t", "label": "off_topic", "judged_by": "topic", "judged_at": moment}] * 2},
        {"sightings": [{"source": "", "found_in": "", "url": f"https://b.example/{'x' * 5000}", "first_seen_at": moment,
                        "last_seen_at": "2020-01-01T00:00:00Z"}]},
        {"state": "gone", "checked_at": "1999-01-01T00:00:00Z", "language": "x" * 999, "source": ""},
    ]  # fmt: skip
    lines = [GOOD | one | {"url": f"https://b.example/{n}"} for n, one in enumerate(odd)]

    take_in(*lines, GOOD)

    with open_corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.value("SELECT count(*) FROM addresses WHERE url = ?", [GOOD["url"]]) == 1
        assert faults(corpus) == []
    assert (
        CliRunner().invoke(wirewatch.cli, ["search", "", "--data", str(tmp_path), "--label", "any"]).exit_code
        == 0
    )
