"""The corpus gives account: how much there is, how every link stands, and why one address is kept or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from corpus.family import Member, group
from corpus.ledger import tally
from corpus.lookup import as_typed
from corpus.record import Judgement, Sighting, columns, judgement
from corpus.store import Corpus
from corpus.types import UNSURE, Verdict
from corpus.urls import url_key

OPEN = "open"
"""How a link without a verdict is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the ledger says of one address."""

    url: str
    """As it was met first; as it was asked for when it never was met as a link."""
    verdict: str | None
    """A Verdict, `open`, or None when the address was never met as a link."""
    reason: str | None
    title: str | None
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    attempts: int
    next_try_at: datetime | None
    sightings: tuple[Sighting, ...]
    judgements: tuple[Judgement, ...] = field(repr=False)
    document: Member | None
    """The document that has this address."""
    address_kind: str | None
    """How the document came by it."""
    article: Member | None
    """The article of its group, when the document is a copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStats:
    """What came from one source."""

    name: str
    links: int
    """Addresses met there; one met in two sources counts in both."""
    articles: int
    copies: int
    last_answer_at: datetime | None
    last_new_at: datetime | None
    failures: int
    """Visits in a row without an answer."""
    unsure: int
    """Documents whose current text a person should look at, as the readings of its page did not agree."""
    untitled: int
    unsigned: int
    """Documents without an author."""
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Two counts that must be equal, or something was dropped in silence."""

    claim: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether they are."""
        return self.left == self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How much there is; forgotten documents count in `states` only."""

    articles: int
    copies: int
    versions: int
    states: Mapping[str, int]
    verdicts: Mapping[str, int]
    reasons: tuple[tuple[str, str | None, int], ...]
    """Verdict, reason and number of links, the most frequent first."""
    labels: tuple[tuple[str, str, int], ...]
    """Topic, label and number of articles."""
    directions: tuple[tuple[str, str | None, int], ...]
    """Topic, direction and number of articles that are on topic; None where the text does not say."""
    concepts: tuple[tuple[str, str, int], ...]
    """Topic, concept and number of articles on topic that name it, the most frequent first."""
    languages: Mapping[str, int]
    """Articles; `unknown` where the page does not say."""
    sources: tuple[SourceStats, ...]
    runs: Mapping[str, int]
    first_published_at: datetime | None
    last_published_at: datetime | None
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    sums: tuple[Sum, ...]


def stats(corpus: Corpus) -> Stats:
    """The whole corpus in numbers."""
    numbers = dict(corpus.rows(_NUMBERS)[0])
    return Stats(
        **numbers,
        states=_counts(corpus, _STATES),
        verdicts=tally(corpus),
        reasons=tuple((row[0], row[1], row[2]) for row in corpus.rows(_REASONS)),
        labels=tuple((row[0], row[1], row[2]) for row in corpus.rows(_LABELS)),
        directions=tuple((row[0], row[1], row[2]) for row in corpus.rows(_DIRECTIONS)),
        concepts=tuple((row[0], row[1], row[2]) for row in corpus.rows(_CONCEPTS)),
        languages=_counts(corpus, _LANGUAGES),
        sources=tuple(SourceStats(**columns(row)) for row in corpus.rows(_SOURCES)),
        runs=_counts(corpus, "SELECT kind, count(*) FROM runs GROUP BY kind ORDER BY kind"),
        **columns(corpus.rows(_MOMENTS)[0]),
        sums=sums(corpus),
    )


def sums(corpus: Corpus) -> tuple[Sum, ...]:
    """The two sums that show that nothing was dropped in silence."""
    verdicts = tally(corpus)
    links = corpus.value("SELECT count(*) FROM links")
    met, counted = corpus.rows(_MET)[0]
    return (
        Sum(
            claim="links = sum over verdicts + open",
            left=int(str(links)),
            right=sum(verdicts.get(name, 0) for name in (*Verdict, OPEN)),
        ),
        Sum(claim="links met in all visits = new + known before", left=met, right=counted),
    )


def why(corpus: Corpus, name: str) -> Account | None:
    """What became of an address, or of that which has this ref; None when it was never met."""
    name = as_typed(name)
    by_ref = corpus.value("SELECT url_key FROM addresses WHERE ref = ?", [name.strip().lower()])
    key = str(by_ref or url_key(name))
    link = corpus.row(_LINK, [key])
    address = corpus.row(_ADDRESS, [key])
    if link is None and address is None:
        return None
    members = group(corpus, address["document_id"]) if address else ()
    document = next((member for member in members if address and member.ref == address["ref"]), None)
    return Account(
        **columns(link) if link else _NEVER_MET | {"url": address["url"] if address else name},
        sightings=tuple(Sighting(**columns(row)) for row in corpus.rows(_SIGHTINGS, [key])),
        judgements=tuple(judgement(row) for row in corpus.rows(_JUDGEMENTS, {"key": key})),
        document=document,
        address_kind=address["kind"] if address else None,
        article=members[0] if document and document.kind else None,
    )


_LINK = """
SELECT url, coalesce(verdict, 'open') AS verdict, reason, title, first_seen_at, last_seen_at, attempts,
  next_try_at
FROM links WHERE url_key = ?"""

_NEVER_MET = {"attempts": 0} | dict.fromkeys(
    ("verdict", "reason", "title", "first_seen_at", "last_seen_at", "next_try_at")
)

_ADDRESS = """
SELECT a.url, a.kind, a.document_id, d.ref
FROM addresses AS a JOIN documents AS d ON d.id = a.document_id WHERE a.url_key = ?"""

_SIGHTINGS = """
SELECT s.source, s.found_in, l.url, s.first_seen_at, s.last_seen_at
FROM sightings AS s JOIN links AS l ON l.url_key = s.url_key
WHERE s.url_key = ? ORDER BY s.first_seen_at, s.source, s.found_in"""

_JUDGEMENTS = """
SELECT topic, topic_version, judged_by, judged_at, score, label, rule, direction, matched, note FROM judgements
WHERE url_key = coalesce((SELECT d.url_key FROM addresses AS a JOIN documents AS d ON d.id = a.document_id
                          WHERE a.url_key = :key), :key)
ORDER BY topic, judged_by"""

_NUMBERS = """
SELECT count(*) FILTER (WHERE copy_of IS NULL) AS articles,
  count(*) FILTER (WHERE copy_of IS NOT NULL) AS copies,
  (SELECT count(*) FROM versions) AS versions
FROM documents WHERE state <> 'forgotten'"""

_MOMENTS = """
SELECT min(v.published_at) AS first_published_at, max(v.published_at) AS last_published_at,
  min(d.first_seen_at) AS first_seen_at, max(d.first_seen_at) AS last_seen_at
FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
WHERE d.state <> 'forgotten'"""

_STATES = "SELECT state, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"

_LANGUAGES = """
SELECT coalesce(v.language, 'unknown'), count(*)
FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
WHERE d.copy_of IS NULL AND d.state <> 'forgotten' GROUP BY 1 ORDER BY 2 DESC, 1"""

_REASONS = """
SELECT coalesce(verdict, 'open'), CASE WHEN reason LIKE 'score %' THEN 'the topic does not want it' ELSE reason END,
count(*) FROM links GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"""

_LABELS = """
SELECT l.topic, l.label, count(*) FROM labels AS l JOIN documents AS d ON d.url_key = l.url_key
WHERE d.copy_of IS NULL AND d.state <> 'forgotten' GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"""

_ON_TOPIC = """
FROM labels AS l JOIN documents AS d ON d.url_key = l.url_key
JOIN judgements AS t ON t.url_key = l.url_key AND t.topic = l.topic AND t.judged_by = 'topic'
"""

_WHICH = "WHERE l.label = 'on_topic' AND d.copy_of IS NULL AND d.state <> 'forgotten'"

_DIRECTIONS = (
    f"SELECT t.topic, t.direction, count(*) {_ON_TOPIC} {_WHICH} GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
)

_CONCEPTS = f"""
SELECT t.topic, json_extract(m.value, '$.concept') AS concept, count(DISTINCT d.id)
{_ON_TOPIC}, json_each(t.matched) AS m {_WHICH} AND concept NOT LIKE 'direction: %'
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"""

_SOURCES = f"""
WITH named AS (
  SELECT name FROM sources UNION SELECT source FROM sightings
  UNION SELECT source FROM documents WHERE source IS NOT NULL)
SELECT n.name,
  (SELECT count(DISTINCT url_key) FROM sightings WHERE source = n.name) AS links,
  count(d.id) FILTER (WHERE d.copy_of IS NULL) AS articles,
  count(d.id) FILTER (WHERE d.copy_of IS NOT NULL) AS copies,
  s.last_answer_at, s.last_new_at, coalesce(s.failures, 0) AS failures,
  count(*) FILTER (WHERE v.confidence < {UNSURE}) AS unsure, count(*) FILTER (WHERE v.title = '') AS untitled,
  count(*) FILTER (WHERE v.authors = '[]') AS unsigned,
  count(*) FILTER (WHERE v.document_id IS NOT NULL AND v.published_at IS NULL) AS undated
FROM named AS n LEFT JOIN sources AS s ON s.name = n.name
LEFT JOIN documents AS d ON d.source = n.name AND d.state <> 'forgotten'
LEFT JOIN versions AS v ON v.document_id = d.id AND v.n = d.version
GROUP BY n.name ORDER BY n.name"""

_MET = "SELECT coalesce(sum(links_met), 0), coalesce(sum(links_new + links_known), 0) FROM visits"


def _counts(corpus: Corpus, sql: str) -> dict[str, int]:
    return {row[0]: row[1] for row in corpus.rows(sql)}
