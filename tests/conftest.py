"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Corpus, open_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty corpus in a file."""
    with open_corpus(tmp_path / "corpus.db") as opened:
        yield opened
