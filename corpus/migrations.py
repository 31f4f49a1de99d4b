"""Brings a corpus file up to date, each migration once and whole."""

from collections.abc import Callable

from sqlite_utils import Database, Migrations

from corpus.schema import MIGRATIONS

SET = "corpus"


def migrate(db: Database) -> None:
    """Apply what is pending; the caller holds the write lock, so that of several processes one does it."""
    migrations = Migrations(SET)
    for name, script in MIGRATIONS.items():
        migrations(name=name)(_applier(script))
    migrations.apply(db)


def _applier(script: str) -> Callable[[Database], None]:
    return lambda db: _run(db, script)


def _run(db: Database, script: str) -> None:
    # One statement at a time: executescript would commit the migration's transaction. Comments go first, since a
    # semicolon in one would part a statement.
    bare = "\n".join(line.partition("--")[0].rstrip() for line in script.splitlines())
    for statement in bare.split(";"):
        if statement.strip():
            db.conn.execute(statement)
