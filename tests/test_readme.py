"""The README's commands: what asks the demo is run, what asks the web is parsed, so that a typo fails."""

import re
from pathlib import Path

import pytest

from corpus.config import load_config
from crawler.sources import registry
from tests.demo_corpus import demo_folder
from tests.documents import ROOT, blocks, parse, run, typed

README = ROOT / "README.md"
COMMANDS = typed(README, "wirewatch")
ON_THE_DEMO = [words for words in COMMANDS if "data/demo" in words]
ON_THE_WEB = [words for words in COMMANDS if words not in ON_THE_DEMO]


@pytest.mark.slow
def test_the_commands_on_the_demo_answer(monkeypatch):
    monkeypatch.chdir(demo_folder())
    for words in ON_THE_DEMO:
        done = run(words)

        assert (words, done.exit_code) == (words, 0)
        assert done.output.strip()
        assert "nothing found" not in done.output


def test_there_are_commands_for_the_demo_and_for_the_web():
    assert len(ON_THE_DEMO) >= 4
    assert {words[0] for words in ON_THE_WEB} >= {"crawl", "why", "search", "stats"}


@pytest.mark.parametrize("words", ON_THE_WEB, ids=" ".join)
def test_a_command_for_the_web_is_one_that_wirewatch_understands(words, tmp_path):
    context = parse(words)

    if words[0] == "crawl":
        assert set(context.params["sources"]) <= registry(tmp_path).keys()


def test_the_config_that_it_writes_is_understood(tmp_path):
    [(text, name)] = re.findall(r"echo '(.*)' > data/(\S+)", "".join(blocks(README, "sh")))
    (tmp_path / name).write_text(text, encoding="utf-8")

    assert load_config(tmp_path).contact


def test_what_it_lets_make_do_the_makefile_has():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)

    assert {target for words in typed(README, "make") for target in words} <= set(targets)


def test_its_figures_of_the_newsroom_are_those_of_the_newsroom():
    outlets = [path for path in (ROOT / "crawler/newsroom").iterdir() if (path / "site.toml").is_file()]

    assert len(outlets) == 8
    assert "eight invented outlets" in README.read_text(encoding="utf-8")


def test_it_leads_to_every_page_of_the_documents():
    text = README.read_text(encoding="utf-8")

    assert [path.name for path in ROOT.glob("docs/*.md") if f"(docs/{path.name})" not in text] == []


def test_it_names_no_folder_of_the_machine_it_was_written_on():
    assert not re.search(r"(?<![\w.~])/(?:work|tmp|home|root|Users)/", _all_text())


def _all_text() -> str:
    return "\n".join(Path(path).read_text(encoding="utf-8") for path in [README, *ROOT.glob("docs/*.md")])
