"""What every command takes: --data, --json and the hidden --now; and how results are printed."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from corpus import clock
from corpus.store import Corpus, open_corpus


@dataclass(frozen=True, slots=True)
class Session:
    """Where and when a command works."""

    data: Path
    now: datetime
    as_json: bool
    frozen: bool = False
    """True when --now set the clock of this process."""

    def clock(self) -> datetime:
        """The moment it is now, or that it shall be."""
        return self.now if self.frozen else clock.utc_now()

    @property
    def has_corpus(self) -> bool:
        """Whether there is a corpus in the data folder yet."""
        return self._file.is_file()

    def corpus(self, *, create: bool = False) -> Corpus:
        """The corpus in the data folder; StoreError when there is none and it shall not be made."""
        return open_corpus(self._file, create=create)

    @property
    def _file(self) -> Path:
        return self.data / "corpus.db"


class Instant(click.ParamType[datetime]):
    """A moment on the command line, in ISO 8601; a day alone is 00:00 UTC."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The aware moment; a usage error names what would be right."""
        if isinstance(value, datetime):
            return value
        try:
            return clock.from_text(value if "T" in value else f"{value}T00:00:00+00:00")
        except ValueError:
            self.fail(
                f"{value!r} is not an instant; right would be 2026-03-01 or 2026-03-01T06:00:00Z", param, ctx
            )


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the shared options; the command gets them as its first argument, a Session."""

    @click.option(
        "--data", type=click.Path(path_type=Path, file_okay=False), default=Path("data"), envvar="WIREWATCH_DATA",
        show_default=True, show_envvar=True, help="Folder of the corpus and of your own config.",
    )  # fmt: skip
    @click.option("--json", "as_json", is_flag=True, help="Print JSON: one array or object.")
    @click.option("--now", type=Instant(), hidden=True, default=None)
    @functools.wraps(command)
    def with_session(*args: Any, data: Path, as_json: bool, now: datetime | None, **kwargs: Any) -> Any:
        return command(Session(data, now or clock.utc_now(), as_json, now is not None), *args, **kwargs)

    return with_session


def print_json(value: object) -> None:
    """One JSON value on stdout, as people can read it."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def remark(text: str) -> None:
    """A line for the person, on stderr, so that stdout holds data only."""
    click.echo(text, err=True)
