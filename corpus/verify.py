"""Whether a corpus is whole, and whether two corpora hold the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from corpus.account import OPEN, sums
from corpus.store import Corpus
from corpus.types import Verdict

MOST = 20
"""Examples named of each fault; the rest is counted."""

INVARIANTS = {
    "document without its current version": """
      SELECT d.url FROM documents AS d WHERE d.state <> 'forgotten'
      AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.document_id = d.id AND v.n = d.version)""",
    "forgotten document that still has a text": """
      SELECT d.url FROM documents AS d WHERE d.state = 'forgotten'
      AND (EXISTS (SELECT 1 FROM versions AS v WHERE v.document_id = d.id)
        OR EXISTS (SELECT 1 FROM documents_fts AS f WHERE f.rowid = d.id))""",
    "document whose own address is not among its addresses": """
      SELECT d.url FROM documents AS d WHERE NOT EXISTS (
        SELECT 1 FROM addresses AS a WHERE a.url_key = d.url_key AND a.document_id = d.id AND a.ref = d.ref)""",
    "document that full-text search does not know": """
      SELECT d.url FROM documents AS d WHERE d.state <> 'forgotten'
      AND NOT EXISTS (SELECT 1 FROM documents_fts AS f WHERE f.rowid = d.id)""",
    "full-text entry without a document": """
      SELECT f.rowid FROM documents_fts AS f
      WHERE NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.id = f.rowid)""",
    "copy of what is no article": """
      SELECT d.url FROM documents AS d JOIN documents AS a ON a.id = d.copy_of
      WHERE a.copy_of IS NOT NULL OR a.state = 'forgotten'""",
    "copy that does not say what it is to its article, or article that does": """
      SELECT url FROM documents WHERE (copy_of IS NULL) <> (copy_kind IS NULL)
      OR (copy_of IS NULL) <> (similarity IS NULL)""",
    "link that is kept without a document": """
      SELECT url FROM links WHERE verdict IN ('stored', 'alias') AND document_id IS NULL""",
    "link that is kept and leads to another document than its address": """
      SELECT l.url FROM links AS l JOIN addresses AS a ON a.url_key = l.url_key
      WHERE l.verdict IN ('stored', 'alias') AND l.document_id <> a.document_id""",
    "document of whose links not exactly one is `stored`": """
      SELECT d.url FROM links AS l JOIN documents AS d ON d.id = l.document_id
      WHERE l.verdict IN ('stored', 'alias') GROUP BY d.id HAVING sum(l.verdict = 'stored') <> 1""",
    "visit whose links met are not new + known before": """
      SELECT 'run ' || run_id || ', ' || source FROM visits
      WHERE links_met <> links_new + links_known""",
}
"""What must never be found, and the query that would find it."""


def faults(corpus: Corpus) -> list[str]:
    """What is wrong with a corpus, in words; empty when it is whole."""
    found = [f"file: {row[0]}" for row in corpus.rows("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"reference: a row of {row['table']} points at a row of {row['parent']} that is not there"
        for row in corpus.rows("PRAGMA foreign_key_check")
    ]
    for claim, sql in INVARIANTS.items():
        found += _capped([f"{claim}: {row[0]}" for row in corpus.rows(sql)], claim)
    found += [f"sum: {one.claim}: {one.left} is not {one.right}" for one in sums(corpus) if not one.holds]
    return found


ASPECTS = ("documents", "versions", "groups", "labels", "verdicts")
"""What is compared of two corpora, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which two corpora differ, and where."""

    aspect: str
    """One of ASPECTS."""
    what: str
    places: tuple[str, ...] = field(repr=False)
    """The addresses that differ so; of a link its url_key, of a group with the two articles that lead it."""


def differences(here: Corpus, there: Corpus) -> list[Difference]:
    """How two corpora differ, each way once; empty when they hold the same.

    Compared are documents (matched by any of their addresses), versions (title, text, order), groups with the
    same article, labels and verdicts; `stored` and `alias` count as one, for which address came first is a
    moment we looked. Ids, runs and moments are not compared.
    """
    ours, theirs = _contents(here), _contents(there)
    pairs = {one: _matches(ours, one, theirs) for one in ours.documents}
    back = {one: _matches(theirs, one, ours) for one in theirs.documents}
    found: dict[tuple[str, str], list[str]] = {}
    for aspect, what, place in (
        *_unmatched(ours, pairs, "here", "there"),
        *_unmatched(theirs, back, "there", "here"),
        *_unlike(ours, theirs, pairs),
        *_verdicts(ours.verdicts, theirs.verdicts),
    ):
        found.setdefault((aspect, what), []).append(place)
    unlike = [Difference(aspect, what, tuple(places)) for (aspect, what), places in found.items()]
    return sorted(unlike, key=lambda one: (ASPECTS.index(one.aspect), -len(one.places)))


@dataclass(slots=True, kw_only=True)
class _Held:
    """What is compared of one document."""

    url: str
    article: int
    versions: list[bytes] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """What is compared of one corpus."""

    documents: dict[int, _Held]
    addresses: dict[str, int]
    by_document: dict[int, list[str]]
    verdicts: dict[str, str]


def _contents(corpus: Corpus) -> _Contents:
    documents = {
        row["id"]: _Held(url=row["url"], article=row["article"])
        for row in corpus.execute("SELECT id, url, coalesce(copy_of, id) AS article FROM documents")
    }
    for row in corpus.execute("SELECT document_id, title, text FROM versions ORDER BY document_id, n"):
        digest = sha256(f"{row['title']}\0{row['text']}".encode()).digest()
        documents[row["document_id"]].versions.append(digest)
    for row in corpus.execute(
        "SELECT d.id, l.topic, l.label FROM documents AS d JOIN labels AS l ON l.url_key = d.url_key"
    ):
        documents[row["id"]].labels[row["topic"]] = row["label"]
    addresses: dict[str, int] = {}
    by_document: dict[int, list[str]] = {one: [] for one in documents}
    for row in corpus.execute("SELECT url_key, document_id FROM addresses"):
        addresses[row["url_key"]] = row["document_id"]
        by_document[row["document_id"]].append(row["url_key"])
    verdicts = {row["url_key"]: _standing(row["verdict"]) for row in corpus.execute(_LINKS)}
    return _Contents(documents=documents, addresses=addresses, by_document=by_document, verdicts=verdicts)


_LINKS = "SELECT url_key, verdict FROM links"


def _standing(verdict: str | None) -> str:
    return Verdict.STORED.value if verdict == Verdict.ALIAS else verdict or OPEN


def _matches(ours: _Contents, one: int, theirs: _Contents) -> set[int]:
    """The documents there that share an address with one of ours."""
    return {theirs.addresses[key] for key in ours.by_document[one] if key in theirs.addresses}


_Found = tuple[str, str, str]
"""Aspect, what differs, and where."""


def _unmatched(ours: _Contents, pairs: Mapping[int, set[int]], here: str, there: str) -> Iterator[_Found]:
    for one, matches in pairs.items():
        url = ours.documents[one].url
        if not matches:
            yield "documents", f"only {here}", url
        elif len(matches) > 1:
            yield "documents", f"one {here}, {len(matches)} {there}", url


def _unlike(ours: _Contents, theirs: _Contents, pairs: Mapping[int, set[int]]) -> Iterator[_Found]:
    """How documents that are one differ."""
    for one, matches in pairs.items():
        if len(matches) != 1:
            continue
        [other] = matches
        left, right = ours.documents[one], theirs.documents[other]
        if left.versions != right.versions:
            yield "versions", _versions(left.versions, right.versions), left.url
        if left.labels != right.labels:
            yield "labels", f"{_labels(left.labels)} here, {_labels(right.labels)} there", left.url
        if right.article not in pairs[left.article]:
            article, others = ours.documents[left.article].url, theirs.documents[right.article].url
            yield "groups", "led by another article", f"{left.url} (by {article} here, by {others} there)"


def _versions(left: Sequence[bytes], right: Sequence[bytes]) -> str:
    if len(left) != len(right):
        return f"{len(left)} here, {len(right)} there"
    if set(left) == set(right):
        return "in another order"
    place = next(n for n, (a, b) in enumerate(zip(left, right, strict=True), start=1) if a != b)
    return f"title or text of version {place}"


def _labels(labels: Mapping[str, str]) -> str:
    return ", ".join(f"{topic} {label}" for topic, label in sorted(labels.items())) or "none"


def _verdicts(left: Mapping[str, str], right: Mapping[str, str]) -> Iterator[_Found]:
    for key in sorted(left.keys() | right.keys()):
        here, there = left.get(key, "never met"), right.get(key, "never met")
        if here != there:
            yield "verdicts", f"{here} here, {there} there", key


def _capped(found: Sequence[str], what: str) -> list[str]:
    """The first of many lines, and how many more there are."""
    more = len(found) - MOST
    return [*islice(found, MOST), *([f"{what}: {more} more"] if more > 0 else [])]
