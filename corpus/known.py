"""What the corpus can be asked for by name: sources and sites, topics, languages. A slip of the hand is named."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from corpus.query import Query
from corpus.store import Corpus

NEAREST = 5
"""Names that are offered in place of one that is not known."""


def unknown(corpus: Corpus, query: Query) -> Mapping[str, str]:
    """The conditions of a query that name what the corpus never met, each with a sentence on what it knows.

    Empty for a query that is right, though it may find nothing. Where the corpus knows nothing of a kind yet,
    every name is right.
    """
    asked = {
        "source": query.source,
        "topic": query.topic,
        "language": query.language and query.language.lower(),
    }
    return {
        name: said
        for name, value in asked.items()
        if value is not None and (said := _wrong(corpus, name, value)) is not None
    }


def is_source(corpus: Corpus, name: str) -> bool:
    """Whether a name is that of a source or a site that the corpus has met."""
    return _wrong(corpus, "source", name) is None


def _wrong(corpus: Corpus, condition: str, value: str) -> str | None:
    """What to say of a name that the corpus never met."""
    # A right name is met in a moment; all names are gathered only for a wrong one.
    if corpus.value(f"SELECT 1 FROM ({_KNOWN[condition]}) WHERE name = ? LIMIT 1", [value]):
        return None
    known = [str(row[0]) for row in corpus.rows(f"SELECT DISTINCT name FROM ({_KNOWN[condition]})")]
    return (
        f"{value!r} is not known to this corpus; nearest: {', '.join(_nearest(value, known))}"
        if known
        else None
    )


def _nearest(name: str, known: list[str]) -> list[str]:
    """The known names most like one, the likest first; among equals those that begin as it does."""
    asked = name.lower()

    def unlikeness(one: str) -> tuple[float, bool, str]:
        return -SequenceMatcher(None, asked, one.lower()).ratio(), one[:1] != asked[:1], one

    return sorted(known, key=unlikeness)[:NEAREST]


_KNOWN = {
    "source": """
      SELECT name FROM sources UNION ALL SELECT source FROM sightings
      UNION ALL SELECT source FROM documents WHERE source IS NOT NULL UNION ALL SELECT site FROM documents""",
    "topic": """
      SELECT topic AS name FROM judgements
      UNION ALL SELECT substr(value, 1, instr(value || '@', '@') - 1) FROM runs, json_each(runs.topics)""",
    "language": "SELECT language AS name FROM versions WHERE language IS NOT NULL",
}
"""For each condition, the names that may stand in it."""
