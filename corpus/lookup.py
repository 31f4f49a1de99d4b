"""The document that a person means by a ref, an address, or a ref with the moment of one of its versions."""

import re
from dataclasses import dataclass
from datetime import datetime

from corpus.clock import from_text, to_text
from corpus.errors import NotFoundError
from corpus.store import Corpus
from corpus.types import State
from corpus.urls import url_key


@dataclass(frozen=True, slots=True)
class Located:
    """A document, and the version that was asked for."""

    document_id: int
    n: int
    of_a_moment: bool = False
    """Whether that version was asked for by its moment."""


def locate(corpus: Corpus, name: str) -> Located:
    """The document under any of its refs or addresses, in its current version.

    REF@MOMENT gives the version that stood at that moment, which is how a version is cited: by its own
    first_seen_at. NotFoundError says what to do.
    """
    name = as_typed(name)
    ref = _REF.fullmatch(name.strip())
    column, value = ("ref", ref["ref"].lower()) if ref else ("url_key", url_key(name))
    row = corpus.row(
        "SELECT d.id, d.version, d.state FROM addresses AS a JOIN documents AS d ON d.id = a.document_id"
        f" WHERE a.{column} = ?",
        [value],
    )
    if row is None:
        raise NotFoundError(_unknown(corpus, name.strip(), is_ref=bool(ref)))
    if row["state"] == State.FORGOTTEN:
        raise NotFoundError(
            f"{name}: forgotten; its text was erased, `wirewatch why` with its address says why"
        )
    moment = ref["moment"] if ref else None
    if moment:
        return Located(row["id"], _standing_at(corpus, row["id"], moment, name), of_a_moment=True)
    return Located(row["id"], row["version"])


def as_typed(name: str) -> str:
    """A ref or address from the command line: a shell hands over bytes that are no UTF-8, too."""
    return name.encode(errors="replace").decode()


_REF = re.compile(r"(?P<ref>[a-zA-Z2-7]{10})(?:@(?P<moment>.+))?")


def _standing_at(corpus: Corpus, document_id: int, moment: str, name: str) -> int:
    """The number of the version that stood at a moment."""
    versions = corpus.rows(
        "SELECT n, first_seen_at FROM versions WHERE document_id = ? ORDER BY first_seen_at", [document_id]
    )
    at = to_text(_instant(moment, name))
    standing = [row["n"] for row in versions if row["first_seen_at"] <= at]
    if not standing:
        known = ", ".join(row["first_seen_at"] for row in versions)
        raise NotFoundError(f"{name}: no version is that old; there are {known}")
    return int(standing[-1])


def _instant(moment: str, name: str) -> datetime:
    try:
        return from_text(moment if "T" in moment else f"{moment}T23:59:59+00:00")
    except ValueError as error:
        raise NotFoundError(
            f"{name}: after @ goes a moment such as 2026-03-01T06:00:00Z, or a day"
        ) from error


def _unknown(corpus: Corpus, name: str, *, is_ref: bool) -> str:
    if is_ref:
        return f"{name}: no document has this ref; `wirewatch search` lists refs"
    if corpus.value("SELECT 1 FROM links WHERE url_key = ?", [url_key(name)]):
        return f"{name}: this address was met but is not kept; `wirewatch why {name}` says why"
    if "." not in name:
        return f"{name!r} is neither a ref of ten characters nor an address; `wirewatch search` lists refs"
    return f"{name}: no document has this address and it was never met; `wirewatch search` finds others"
