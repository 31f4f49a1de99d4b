"""What the tests of files taken in share: the moment they take place, and the run that they leave behind."""

from pathlib import Path

from corpus.store import open_corpus

NOW = "2026-03-02T12:00:00+00:00"


def last_run(folder: Path) -> tuple[str | None, str | None]:
    """When the last run ended and what its row says of errors."""
    with open_corpus(folder / "corpus.db") as corpus:
        row = corpus.row("SELECT finished_at, error FROM runs ORDER BY id DESC")
    assert row is not None
    return row["finished_at"], row["error"]
