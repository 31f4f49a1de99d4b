"""`wirewatch search` as it is typed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

Add = Callable[..., int]
Run = Callable[..., Result]


def test_a_list_tells_title_source_date_ref_and_passage(run: Run, add_document: Add) -> None:
    article = add_document(
        "https://a.example/1",
        "The plant makes drones.",
        title="Plant",
        published_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    )
    add_document("https://b.example/1", "The plant makes drones!", copy_of=article)
    add_document("https://c.example/1", "Drones again.", title="Again", label="borderline", source=None)

    result = run("search", "drones")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Plant",
        "  herald · 2026-03-02 09:00 · " + ref_in(result) + " · en · +1 copy",
        "  The plant makes [drones].",
    ]
    assert "borderline" in run("search", "drones", "--label", "any").stdout


def titles(result: Result) -> list[str]:
    return [part.splitlines()[0] for part in result.stdout.split("\n\n") if part]


def ref_in(result: Result) -> str:
    return next(part for part in result.stdout.split() if len(part) == 10 and part.isalnum())


def test_json_is_one_array_of_hits(run: Run, add_document: Add) -> None:
    add_document(
        "https://a.example/1", "A drone.", title="One", published_at=datetime(2026, 3, 2, tzinfo=UTC)
    )

    [hit] = json.loads(run("search", "drone", "--json").stdout)

    assert {"ref", "url", "title", "source", "published_at", "snippet", "label"} <= hit.keys()
    assert (hit["published_at"], hit["snippet"], hit["matches"]) == (
        "2026-03-02T00:00:00+00:00",
        "A drone.",
        [[2, 7]],
    )
    assert json.loads(run("search", "nothing", "--json").stdout) == []


def test_a_word_with_a_minus_is_left_out_and_no_option(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1", "drone house", title="House")
    add_document("https://a.example/2", "drone ship", title="Ship")

    assert titles(run("search", "drone", "-ship")) == ["House"]
    assert titles(run("search", "drone", "-house")) == ["Ship"], "-h asks for help only when it stands alone"
    assert run("search", "drone", "--limt", "1").exit_code == 2


def test_until_a_day_includes_it(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1", title="One", published_at=datetime(2026, 3, 2, 23, tzinfo=UTC))

    assert "One" in run("search", "--until", "2026-03-02").stdout
    assert "One" not in run("search", "--until", "2026-03-02T22:00:00Z").stdout


def test_what_the_limit_left_out_is_said_beside_the_list(run: Run, add_document: Add) -> None:
    for number in range(3):
        add_document(f"https://a.example/{number}")

    assert "2 of 3" in run("search", "--limit", "2").stderr


def test_nothing_found_is_an_answer(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1")

    result = run("search", "zeppelin")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing found" in result.stderr
    assert "spelling is not guessed: begin* " in result.stderr
    assert "spelling" not in run("search", "--label", "off_topic").stderr
    assert "--label any looks at everything kept" in result.stderr
    assert "--label any looks" not in run("search", "zeppelin", "--label", "any").stderr


def test_an_operator_without_its_word_is_said(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1", "drones")

    assert "NOT at the end does nothing: the word after it is missing" in run("search", "drones NOT").stderr
    for sound in ("drones", "drones NOT ships", '"drones OR"', ""):
        assert "missing" not in run("search", sound).stderr


def test_a_page_cannot_write_to_the_terminal(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1", "text \x1b]0;owned\x07", title="\x1b]0;title\x07", source="a\x1bb")

    assert "\x1b" not in run("search").stdout


def test_a_search_imports_no_crawler_and_no_extractor(tmp_path: Path) -> None:
    code = (
        "import sys, wirewatch; sys.argv = ['wirewatch', 'search', '--help']\n"
        "try: wirewatch.main()\n"
        "finally: print(sorted({'scrapy', 'twisted', 'trafilatura', 'lxml', 'rich'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, env=os.environ, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "options",
    [
        ("--since", "0001-01-01T00:00:00+05:00"),
        ("--until", "9999-12-31T23:00:00-05:00"),
        ("--until", "9999-12-31"),
        ("--limit", "99999999999999999999"),
        ("--limit", "0"),
        ("--now", "0001-01-01T00:00:00+05:00"),
    ],
)
def test_a_number_or_moment_that_cannot_be_meant_is_a_usage_error(run: Run, options: tuple[str, str]) -> None:
    done = run("search", "drone", *options)

    assert done.exit_code == 2
    assert f"Error: Invalid value for '{options[0]}'" in done.stderr
    assert "Traceback" not in done.stderr
