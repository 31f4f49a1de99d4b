"""The words that decided a judgement, each in its place, for eyes."""

from collections.abc import Iterable, Iterator

from corpus.cli.tables import marks
from corpus.snippets import around
from corpus.types import Match


def evidence_lines(title: str, text: str, matched: Iterable[Match]) -> Iterator[str]:
    """A line for each word: its concept, where it stands, what it added, and the words about it."""
    for match in matched:
        whole = title if match.where == "title" else text
        passage = around(whole, match.start, match.end).marked(*marks())
        where = match.where if match.where == "title" else f"{match.where}, paragraph {match.paragraph}"
        added = f" {match.added:+.2f}" if match.added else ""
        yield f"{match.concept} ({where}){added}: {passage}"


def why_so(rule: str | None, direction: str | None, other_story: str | None = None) -> str:
    """What decided, to be put behind a label; empty when nothing did."""
    facts = [
        rule and f"rule “{rule}”",
        direction and f"direction {direction}",
        other_story and f"looks like “{other_story}”",
    ]
    return "".join(f"; {fact}" for fact in facts if fact)
