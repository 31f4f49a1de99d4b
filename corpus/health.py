"""How each source is doing, by what its visits and its pages tell: state, evidence, and what a person can do."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Row

from corpus.store import Corpus
from corpus.types import UNSURE

NEWEST = 10
"""Pages of a source whose fields are held against those of the pages before them."""
FEWEST_BEFORE = 10
_USUAL, _LOST = 0.8, 0.3
"""Share of pages on which a field stood before, and stands now, when its site has changed its template."""
_MANY = 0.2
"""Share of unsure texts that one looks into; one text in a hundred of ordinary pages is unsure."""
_FEWEST_TEXTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One thing to know of one source."""

    name: str
    state: str
    """`ok`, `failing`, `gap`, `fields lost` or `texts unsure`."""
    evidence: str
    action: str = ""
    """What a person can do; empty where nothing need be done."""


def health(corpus: Corpus) -> list[Health]:
    """A row for each thing to know of each source that was ever visited, by name; one that is well has the row `ok`."""
    found: list[Health] = []
    for row in corpus.rows(_SOURCES):
        troubles = [*_visits(row), *_pages(corpus, row["name"])]
        found += troubles or [Health(name=row["name"], state="ok", evidence=_well(row))]
    return found


def _well(row: Row) -> str:
    new = f"last new link {row['last_new_at'][:10]}" if row["last_new_at"] else "no new link yet"
    return f"answered {row['last_answer_at'][:16]}, {new}" if row["last_answer_at"] else "not visited yet"


def _visits(row: Row) -> Iterator[Health]:
    name = row["name"]
    if row["failures"]:
        last = f"last answer {row['last_answer_at'][:16]}" if row["last_answer_at"] else "it never answered"
        times = "the last visit" if row["failures"] == 1 else f"the last {row['failures']} visits"
        yield Health(
            name=name,
            state="failing",
            evidence=f"{times} failed: {row['error'] or 'no entry answered'}; {last}",
            action=f"wirewatch sources check {name}",
        )
    if row["gap"]:
        gap = json.loads(row["gap"])
        yield Health(
            name=name,
            state="gap",
            evidence=f"{gap['feed']} no longer listed {gap['since'][:16]} to {gap['until'][:16]}",
            action="visit it more often: a shorter schedule in its entry",
        )


def _pages(corpus: Corpus, name: str) -> Iterator[Health]:
    """What the source's recent pages tell of the extractor, newest first."""
    pages = corpus.rows(_PAGES, [name])
    lost = list(_lost([json.loads(page["found"]) for page in pages]))
    if lost:
        yield Health(
            name=name,
            state="fields lost",
            evidence="; ".join(lost),
            action=f"look at a page: wirewatch why {pages[0]['url']}",
        )
    sure = [page["confidence"] for page in pages if page["confidence"] is not None]
    unsure = sum(confidence < UNSURE for confidence in sure)
    if len(sure) >= _FEWEST_TEXTS and unsure >= _MANY * len(sure):
        yield Health(
            name=name,
            state="texts unsure",
            evidence=f"{unsure} of the last {len(sure)} texts",
            action=f'wirewatch search "" --review --source {name}',
        )


def _lost(found: Sequence[Iterable[str]]) -> Iterator[str]:
    """The fields that the newest pages lack and those before them had."""
    newest, before = found[:NEWEST], found[NEWEST:]
    if len(newest) < NEWEST or len(before) < FEWEST_BEFORE:
        return
    for field in sorted({name for names in before for name in names}):
        had, has = sum(field in names for names in before), sum(field in names for names in newest)
        if had >= _USUAL * len(before) and has <= _LOST * len(newest):
            yield f"{field} on {has} of the last {len(newest)} pages, on {had} of the {len(before)} before"


_SOURCES = """
SELECT s.name, s.failures, s.last_answer_at, s.last_new_at, v.gap, v.error
FROM sources AS s LEFT JOIN visits AS v ON v.source = s.name
  AND v.run_id = (SELECT max(run_id) FROM visits WHERE source = s.name)
ORDER BY s.name"""

_PAGES = """
SELECT DISTINCT p.id, p.found, p.confidence, l.url FROM site_pages AS p
JOIN sightings AS s ON s.url_key = p.url_key JOIN links AS l ON l.url_key = p.url_key
WHERE s.source = ? ORDER BY p.id DESC"""
