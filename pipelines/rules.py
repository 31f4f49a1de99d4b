"""The kinds of boilerplate that are known, and which of them a paragraph is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import inf

from corpus.words import fold
from pipelines.comment_score import comment_score
from pipelines.concepts import Spoken, spoken_of
from pipelines.patterns import Patterns
from pipelines.reporting import is_attributed, quotes_somebody
from pipelines.wording import all_texts, table

DOES = ("cut", "list", "comments", "policy", "civil", "stub", "keep", "menu", "section", "headline")
WHERE = ("any", "top", "bottom")
_LONGEST_WORD = 25
"""Characters; it bounds a paragraph without spaces, which counts as one word."""
_AFTER_QUESTIONS = re.compile(r"[^.!?؟\n]{5,200}[?؟](?: [^.!?؟\n]{5,200}[?؟])* (\S.*)", re.DOTALL)
"""What is asked of the reader after a question: `Was the court right? Tell us in the comments.` is about comments."""
_NAMED = re.compile(r"\W[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĠĢĪĮİŁŃŅŇŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐ]|[\u0590-\u06ff]")
_FEWEST_WORDS = 3
"""What a shorter line says is a heading, which news has too, and no policy."""
_FIELDS = {
    "name",
    "does",
    "where",
    "words",
    "as",
    "says",
    "states",
    "heads",
    "score",
    "beside",
    "names",
    "cut",
    "kept",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of boilerplate; `pipelines/boilerplate.toml` explains the fields."""

    name: str
    does: str
    where: str
    words: int
    """Longest paragraph, in words, that may be of this kind."""
    kept_as: str | None = None
    patterns: tuple[str, ...] = field(default=(), repr=False)
    """For folded text, each of the whole paragraph."""
    says: tuple[frozenset[str], ...] = ()
    """Combinations of concepts; a paragraph that speaks of one of them is of this kind, however it is worded."""
    states: tuple[frozenset[str], ...] = ()
    """Such combinations as news speaks of too: they count where nothing else looks like a report."""
    heads: tuple[frozenset[str], ...] = ()
    """Combinations that make a heading when it says hardly anything else."""
    score: float | None = None
    """The least `comment_score` that makes a paragraph of this kind."""
    beside: tuple[str, ...] = ()
    """The rules next to whose paragraphs this one holds; empty for one that needs no neighbour."""
    names: bool = False
    """Whether a word after the first has to begin with a capital, as names do."""
    cut: tuple[str, ...] = field(default=(), repr=False)
    kept: tuple[str, ...] = field(default=(), repr=False)

    @property
    def needs_company(self) -> bool:
        """Whether it tells nothing of a paragraph alone."""
        return bool(self.beside) or self.does in ("menu", "section", "headline")


@cache
def rules() -> tuple[Rule, ...]:
    """The shipped rules, in the order of the table: the first that holds is the one recorded."""
    entries = table("boilerplate.toml")["rule"]
    return tuple(_rule(entry) for entry in entries) if isinstance(entries, list) else ()


@lru_cache(maxsize=2_000)  # the readings of one page hold the same paragraphs
def matching(paragraph: str) -> tuple[Rule, ...]:
    """The rules that a paragraph is wholly covered by, wherever it stands."""
    words = paragraph.count(" ") + 1
    short = _at_least(max(words, len(paragraph) // _LONGEST_WORD + 1))
    if not short:
        return ()
    folded = " ".join(fold(paragraph).split())
    if not folded:
        return ()
    told = _told_by(spoken_of(paragraph))
    if ("?" in paragraph or "؟" in paragraph) and (call := _AFTER_QUESTIONS.match(paragraph)):
        told |= _told_by(spoken_of(call[1]))
    told |= _patterns().covering(folded, short.keys())
    found = tuple(rule for name, rule in short.items() if name in told) if told else ()
    if any(rule.names for rule in found) and _NAMED.search(paragraph) is None:
        found = tuple(rule for rule in found if not rule.names)
    if any(rule.does == "stub" for rule in found):
        # A call to pay shares its words with a call to log in and comment.
        found = tuple(rule for rule in found if rule.score is None)
    if found and (is_attributed(paragraph) or quotes_somebody(paragraph)):
        found = tuple(rule for rule in found if not rule.says)
    return found


def _told_by(spoken: Spoken) -> set[str]:
    """The names of the rules whose combinations are spoken of."""
    possible = (rule for concepts in spoken.places.values() for rule in _possible(frozenset(concepts)))
    told = {rule.name for rule in possible if _speaks_of(rule, spoken)}
    score = comment_score(spoken) if spoken.length >= _FEWEST_WORDS else -inf
    return told.union(rule.name for rule in _scored() if rule.score is not None and score >= rule.score)


@cache
def _scored() -> tuple[Rule, ...]:
    """The rules that a score can tell."""
    return tuple(rule for rule in rules() if rule.score is not None)


@lru_cache(maxsize=1_000)
def _at_least(words: int) -> Mapping[str, Rule]:
    """The rules for paragraphs of so many words, by their names."""
    return {rule.name: rule for rule in rules() if words <= rule.words}


@cache
def _patterns() -> Patterns:
    return Patterns({rule.name: rule.patterns for rule in rules()})


def heads_comments(paragraph: str) -> bool:
    """Whether it is a heading of a comment area, such as `Comments (12)`."""
    return any(rule.does == "comments" for rule in matching(paragraph))


@lru_cache(maxsize=20_000)
def _possible(concepts: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that have a combination of these concepts."""
    return tuple(
        rule
        for rule in rules()
        if any(concepts >= wanted for wanted in (*rule.says, *rule.states, *rule.heads))
    )


def _speaks_of(rule: Rule, spoken: Spoken) -> bool:
    return (
        (bool(rule.says) and spoken.says(rule.says))
        or (bool(rule.states) and spoken.states(rule.states))
        or (bool(rule.heads) and spoken.heads(rule.heads))
    )


def _rule(entry: Mapping[str, object]) -> Rule:
    name, does, where = str(entry["name"]), str(entry["does"]), str(entry.get("where", "any"))
    if does not in DOES or where not in WHERE:
        raise ValueError(f"boilerplate.toml: rule {name!r}: does is one of {DOES}, where one of {WHERE}")
    return Rule(
        name=name,
        does=does,
        where=where,
        words=int(str(entry["words"])),
        says=_combinations(entry.get("says")),
        states=_combinations(entry.get("states")),
        heads=_combinations(entry.get("heads")),
        score=float(str(entry["score"])) if "score" in entry else None,
        names=bool(entry.get("names")),
        beside=tuple(all_texts(entry.get("beside", []))),
        kept_as=str(entry["as"]) if "as" in entry else None,
        patterns=tuple(all_texts({key: value for key, value in entry.items() if key not in _FIELDS})),
        cut=tuple(all_texts(entry.get("cut"))),
        kept=tuple(all_texts(entry.get("kept"))),
    )


def _combinations(entry: object) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(said.split()) for said in all_texts(entry))
