"""The floors hold: a floor imports lower floors only, and what answers fast imports little."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.store import open_corpus
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import page

ROOT = Path(__file__).parents[1]
HEAVY = {"scrapy", "twisted", "trafilatura", "lxml", "apscheduler", "sqlite_utils", "crawler", "pipelines"}
"""What no answer from the corpus needs."""
MOST_CPU_SECONDS = 0.3
HITS = 20
"""On a screen, unless asked for more."""


def test_a_floor_imports_only_lower_floors():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "module",
    ["wirewatch", "corpus.cli.find", "corpus.cli.show", "corpus.cli.account", "corpus.cli.dataset"],
)
def test_a_command_that_asks_the_corpus_imports_nothing_heavy(module):
    found = _modules_after(module)

    assert module in found
    assert {name.split(".")[0] for name in found} & HEAVY == set()


def test_the_scheduling_floor_never_imports_scrapy():
    assert {name.split(".")[0] for name in _modules_after("schedules")} & {"scrapy", "twisted"} == set()


def test_a_search_costs_less_than_a_third_of_a_second_of_cpu(tmp_path):
    with open_corpus(tmp_path / "corpus.db") as corpus:
        for number in range(30):
            ingest(page(f"https://a{number}.example/news"), [load_topic("everything")], corpus)

    assert min(_cpu_of_a_search(tmp_path) for _ in range(3)) < MOST_CPU_SECONDS


def _modules_after(module: str) -> set[str]:
    """What is imported in a fresh process once a module is."""
    asked = f"import {module}, sys; print(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", asked], cwd=ROOT, text=True).split())


def _cpu_of_a_search(data: Path) -> float:
    """CPU seconds of `wirewatch search`, from the start of Python to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "wirewatch", "search", "drone engines", "--copies", "--data"]
    found = subprocess.check_output([*command, str(data)], cwd=ROOT, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert found.count("Crates on the Caspian") == HITS
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
