"""One SQLite file, opened: its connection, its transactions, its schema."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import StoreError
from corpus.schema import MIGRATIONS

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 30.0
"""How long a writer waits for another one; settling takes milliseconds, so this is a long queue."""

_ADVICE = {
    "file is not a database": "; name another --data, or move the file away",
    "database is locked": "; another process has been writing for too long: see whether a crawl hangs",
    "database disk image is malformed": "; restore a backup, or save what can be saved with the `.recover` of sqlite3",
    "attempt to write a readonly database": "; this user may not write it",
    "unable to open database file": "; this user may not write its folder: copy it to where you may",
    "database or disk is full": "; make room, then start again: nothing that was settled is lost",
}

Parameters = Sequence[object] | Mapping[str, object]


class Corpus:
    """An open corpus. Holds one connection; use it in the thread that opened it."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open the file, making or bringing up to date its tables; StoreError when it cannot be used."""
        if not create and not path.is_file():
            raise StoreError(f"{path}: no corpus here yet; `wirewatch crawl` or `wirewatch demo` makes one")
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            address, self.is_writable = _address(path)
            self._connection = sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, uri=True)
            self._connection.row_factory = sqlite3.Row
            self._prepare()
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreError(f"{path}: {error}{_ADVICE.get(str(error), '')}") from error

    @cached_property
    def db(self) -> "Database":
        """The same connection for sqlite-utils; imported when first used, as it costs more than a search."""
        from sqlite_utils import Database

        return Database(self._connection)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write transaction; takes the lock at its start, so that what is read in it stays true.

        A plain BEGIN would take the lock at the first write and fail when another writer came between.
        Inside a transaction that is already open it joins that one.
        """
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement; values are bound, never written into the SQL. StoreError when the file cannot serve."""
        with self._telling():
            return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Run one statement for many rows."""
        with self._telling():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query; columns by name."""
        with self._telling():
            return self.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found: sqlite3.Row | None = self.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> object:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found is not None else None

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say of a file that is locked, full or damaged which one it is; a broken rule of the schema is our own bug."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path}: {error}{_ADVICE.get(str(error), '')}") from error

    def _prepare(self) -> None:
        if self.is_writable:
            self.execute("PRAGMA journal_mode = WAL")
        self.execute("PRAGMA synchronous = NORMAL")  # with WAL a crash of the machine loses no consistency
        self.execute("PRAGMA foreign_keys = ON")
        self.execute("PRAGMA cache_size = -65536")
        applied = self._migrations()
        newer = applied - set(MIGRATIONS)
        if newer:
            raise StoreError(
                f"{self.path}: made by a newer Wirewatch ({', '.join(sorted(newer))}); update this one"
            )
        if applied != set(MIGRATIONS) and not self.is_writable:
            raise StoreError(
                f"{self.path}: made by an older Wirewatch, and this user may not bring it up to date; let one who may"
                " run `wirewatch stats`, or copy it to where you may write"
            )
        if applied != set(MIGRATIONS):
            from corpus.migrations import migrate

            with self.writing():  # of several processes that open a new file at once, one makes the tables
                migrate(self.db)

    def _migrations(self) -> set[str]:
        """The names of those that were applied to this file."""
        if self.value("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'") is None:
            return set()
        rows = self.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = 'corpus'")
        return {row["name"] for row in rows}


def open_corpus(path: str | Path, *, create: bool = True) -> Corpus:
    """The corpus in a file (or `corpus.db` in a folder), made when missing unless `create` is False."""
    path = Path(path)
    return Corpus(path / "corpus.db" if path.is_dir() else path, create=create)


def _address(path: Path) -> tuple[str, bool]:
    """How SQLite opens a file, and whether this user may write it.

    A reader of a file in WAL mode needs the log and its index beside it. Where it may not make them, it is told that
    nobody writes, which holds as long as there is no log.
    """
    address = path.absolute().as_uri()
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return address, True
    alone = not path.with_name(f"{path.name}-wal").exists() and not os.access(path.parent, os.W_OK)
    return f"{address}?{'immutable=1' if alone else 'mode=ro'}", False
