"""What `wirewatch demo` may empty, and what it says of it."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import wirewatch
from corpus.errors import WirewatchError
from corpus.recent import Happening
from crawler.cli.demo import say_next
from crawler.demo import MARK, not_of_a_demo, prepare
from tests.demo_corpus import demo_folder


def test_what_a_demo_leaves_the_next_one_may_empty(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    prepare(data)
    for name in ("corpus.db", "corpus.db-wal", "newsroom-1.warc.gz"):
        (data / name).touch()

    prepare(data)

    assert {path.name for path in data.iterdir()} == {MARK, "sources.toml"}


@pytest.mark.parametrize("name", ["out", "config.toml", "topics", "sources.toml"])
def test_what_is_of_the_reader_is_named_and_not_emptied(tmp_path: Path, name: str) -> None:
    data = tmp_path / "demo"
    prepare(data)
    (data / name).write_text("of the reader", encoding="utf-8")

    done = CliRunner().invoke(wirewatch.cli, ["demo", "--data", str(tmp_path)])

    assert isinstance(done.exception, WirewatchError)
    assert f"something of yours in it: {name};" in str(done.exception)
    assert (data / name).read_text(encoding="utf-8") == "of the reader"
    prepare(data, again=True)
    assert not_of_a_demo(data) == []


def test_a_folder_that_no_demo_made_is_never_emptied(tmp_path: Path) -> None:
    (tmp_path / "letters").touch()

    with pytest.raises(WirewatchError, match="not made by a demo"):
        prepare(tmp_path, again=True)


def test_a_command_to_try_next_can_be_copied_wherever_the_folder_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "my data"

    changed = [Happening(ref="jj7wfifkrw", title="A list", source="a", what="changed (typo)")]

    say_next(own, own / "demo", "546zfdebmp", changed)

    said = capsys.readouterr().out
    tried = [shlex.split(line) for line in said.splitlines() if "--data" in line]
    assert len(tried) == 6
    assert ["show", "jj7wfifkrw", "--diff"] in [words[1:4] for words in tried]
    assert {words[words.index("--data") + 1] for words in tried} == {str(own / "demo")}


@pytest.mark.slow
def test_a_whole_demo_leaves_nothing_that_the_next_one_would_refuse() -> None:
    assert not_of_a_demo(demo_folder() / "data" / "demo") == []
