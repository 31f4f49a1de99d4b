"""The table of readers: each answers anything with a value, and none needs the crawler's framework."""

import random
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from crawler.discovery import DISCOVERERS, Discovered
from crawler.sources import EntryKind

SAVED = sorted((Path(__file__).parent / "discovery").iterdir())


def test_every_kind_of_entry_has_a_reader():
    assert set(DISCOVERERS) == set(get_args(EntryKind))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", DISCOVERERS)
def test_no_answer_makes_a_reader_fail(kind, path):
    body, dice = path.read_bytes(), random.Random(path.name)

    for _ in range(40):
        start, stop = sorted(dice.randrange(len(body)) for _ in range(2))
        damaged = body[:start] + dice.randbytes(stop - start if dice.random() < 0.2 else 3) + body[stop:]
        found = DISCOVERERS[kind](
            damaged, "https://a.example/list", dice.choice([None, "utf-8", "cp1251", "x-no"])
        )

        assert isinstance(found, Discovered)
        assert all(link.url.startswith(("http://", "https://")) for link in found.links)


def test_a_worker_process_pays_for_no_framework():
    asked = (
        "import sys, crawler.discovery; print(sorted({'scrapy', 'twisted', 'feedparser'} & set(sys.modules)))"
    )

    printed = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert printed.stdout.strip() == "[]"
