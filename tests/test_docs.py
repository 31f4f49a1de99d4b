"""The manual and the reference are true: nothing is missing, nothing is stale, everything shown works."""

import importlib.util
import re
import shlex
import sqlite3
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import click
import msgspec
import pytest

import wirewatch
from corpus.config import Config, load_config
from corpus.toml import field_notes
from corpus.types import CopyKind, Label, OutcomeKind, State, Verdict
from crawler.sources import Source, load_sources
from pipelines.relevance import judge
from pipelines.topics import load_topic
from tests.demo_corpus import demo_folder
from tests.documents import PAGES, ROOT, blocks, parse, run, typed
from tests.makers import page

MANUAL = ROOT / "docs" / "manual.md"
TEXT = MANUAL.read_text(encoding="utf-8")
VERBS = {
    "Check",
    "Count",
    "Crawl",
    "Find",
    "Judge",
    "List",
    "Look",
    "Read",
    "Say",
    "Show",
    "Take",
    "Visit",
    "Write",
}
"""How the help of a command may begin; add yours if it is one."""
ONLY_PARSED = {"backfill", "crawl", "demo", "fetch", "sources"}
"""They take seconds, or ask the web."""
_FILES = {".db", ".gz", ".html", ".jsonl", ".opml"}


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _commands() -> dict[str, click.Command]:
    root = click.Context(wirewatch.cli, info_name="wirewatch")
    return {below.command_path: command for command, below in _generate().commands(wirewatch.cli, root)}


def _section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


# --- the reference ---


def test_the_reference_is_up_to_date():
    # In a process of its own: click remembers help options, and other tests ask commands in other ways.
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_check_fails_for_a_stale_reference(monkeypatch, tmp_path):
    generate = _generate()
    monkeypatch.setattr(generate, "REFERENCE", tmp_path / "reference.md")
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    generate.REFERENCE.write_text("of yesterday", encoding="utf-8")

    with pytest.raises(SystemExit, match="not up to date"):
        generate.main()


@pytest.mark.parametrize("kind", [Config, Source])
def test_each_field_has_a_meaning_and_an_example_in_the_reference(kind: type[msgspec.Struct]):
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    for note in field_notes(kind).values():
        assert note.meaning, note.name
        assert note.examples, note.name
        assert f"| `{note.name}` | {note.meaning}" in reference


# --- the commands ---


def test_the_help_of_each_command_begins_with_a_verb():
    begins = {path: (command.help or "-").split()[0] for path, command in _commands().items()}

    assert {path: word for path, word in begins.items() if word not in VERBS} == {}


def test_the_help_of_each_command_has_an_example_that_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path, command in _commands().items():
        after = re.split(r"Examples?:", command.help or "", maxsplit=1)[1:]
        examples = re.findall(r"wirewatch (.+)", "".join(after))

        assert examples, f"{path} has no example"
        for example in examples:
            _parse_with_files(shlex.split(example))


def _parse_with_files(words: list[str]) -> None:
    """Parse a command where the files that it names are there."""
    for word in (word for word in words if Path(word).suffix in _FILES):
        Path(word).parent.mkdir(exist_ok=True)
        Path(word).touch()
    parse(words)


def test_the_manual_names_each_command():
    assert [path for path in _commands() if not re.search(rf"{path}\b", TEXT)] == []


def test_the_manual_names_no_option_that_is_not_there():
    known = {name for command in _commands().values() for one in command.params for name in one.opts}
    ours = re.sub(r"sqlite-utils.*", "", TEXT)

    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", ours)) - known <= {"--csv", "--table"}


@pytest.mark.slow
def test_each_command_of_the_manual_works(monkeypatch):
    monkeypatch.chdir(demo_folder())
    _write_what_the_manual_judges()
    for words in typed(MANUAL, "wirewatch"):
        _back_up_when_asked(words)
        parse(words)
        if words[0] in ONLY_PARSED:
            continue
        done = run(words)

        assert (words, done.exit_code) == (words, 0)
        assert done.output.strip()
        assert "nothing found" not in done.output


def _write_what_the_manual_judges() -> None:
    """Its topic, and texts for it."""
    Path("data/topics").mkdir(exist_ok=True)
    Path("data/topics/caspian-shipping.toml").write_text(blocks(MANUAL, "toml")[2], encoding="utf-8")
    Path("headlines.jsonl").write_text('{"title": "Missiles cross the Caspian"}\n', encoding="utf-8")
    Path("saved.html").write_bytes(page().body)


def _back_up_when_asked(words: list[str]) -> None:
    """Make the backup that the manual makes by sqlite-utils before it compares with it."""
    if "--against" in words:
        [backup] = [words for words in typed(MANUAL, "sqlite-utils") if "VACUUM" in words[1]]
        subprocess.run([sys.executable, "-m", "sqlite_utils", *backup], check=True, capture_output=True)


# --- the words ---


@pytest.mark.parametrize(
    ("words", "section"),
    [(Verdict, "Why, and the ledger"), (OutcomeKind, "Crawl"), (State, "Show a document")],
)
def test_the_manual_has_a_line_on_each_verdict_outcome_and_state(words: type[StrEnum], section):
    explained = re.findall(r"^\| `(\w+)` \| \w", _section(section), re.M)

    assert [word.value for word in words if word.value not in explained] == []


@pytest.mark.parametrize("words", [Label, CopyKind])
def test_the_manual_explains_each_label_and_kind_of_copy(words: type[StrEnum]):
    assert [word.value for word in words if f"`{word.value}`" not in TEXT] == []


# --- what can be copied out of it ---


def test_the_config_of_the_manual_is_understood(tmp_path):
    (tmp_path / "config.toml").write_text(blocks(MANUAL, "toml")[0], encoding="utf-8")

    assert load_config(tmp_path).contact == "you@your-newsroom.example"


def test_the_source_of_the_manual_is_understood(tmp_path):
    (tmp_path / "sources.toml").write_text(blocks(MANUAL, "toml")[1], encoding="utf-8")
    [source] = load_sources(tmp_path / "sources.toml")

    assert [kind for kind, _ in source.entries()] == ["feed", "sitemap", "section"]


def test_the_topic_of_the_manual_judges(tmp_path):
    (tmp_path / "caspian-shipping.toml").write_text(blocks(MANUAL, "toml")[2], encoding="utf-8")
    topic = load_topic(tmp_path / "caspian-shipping.toml")

    assert judge("Ракеты нашли на судне в Астрахани", "", topic).label is Label.ON_TOPIC
    assert judge("Crates of engines reach the port of Olya", "", topic).label is Label.ON_TOPIC
    assert judge("Crates of engines reach Rotterdam", "", topic).label is Label.OFF_TOPIC


@pytest.mark.slow
@pytest.mark.parametrize("sql", blocks(MANUAL, "sql"), ids=lambda sql: sql.split("\n", 1)[0])
def test_each_query_of_the_manual_has_an_answer(sql):
    corpus = sqlite3.connect(f"file:{demo_folder() / 'data/demo/corpus.db'}?mode=ro", uri=True)
    try:
        assert corpus.execute(sql).fetchall()
    finally:
        corpus.close()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_somewhere(page):
    broken = []
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            broken.append(target)

    assert broken == []


def _anchors(page: Path) -> set[str]:
    """The headings of a page as a browser links to them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
