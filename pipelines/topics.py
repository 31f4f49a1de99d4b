"""What we watch for: topic files, as analysts write them, read and checked.

A topic names **sides** (who and what must come together), **concepts** with their aliases by
language, **rules** that say which sides make a text wanted, **traps** that look alike and do not
count, and **examples** that a test judges. `pipelines.topic_format` has every field.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.errors import ConfigError
from corpus.toml import TomlFile, read_toml
from corpus.types import Label
from corpus.words import fold
from pipelines.topic_format import Aliases, Concept, Example, Head, Rule, Thresholds, Trap
from pipelines.vocabulary import Term, Vocabulary, pattern

T = TypeVar("T", bound=msgspec.Struct)

SHORTEST_STEM = 3
"""Letters that a stem must have; fewer would match half a language."""
_FORMAT = 1
"""Part of every topic's version; raised when the judge comes to read the same file differently."""


@dataclass(frozen=True)
class Topic:
    """A topic, sound and ready to judge with; goes to worker processes."""

    name: str
    title: str
    version: str
    """Eight hex digits of what the file means; comments, descriptions and examples do not change them."""
    about: str = ""
    keeps_everything: bool = False
    sides: Mapping[str, str] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = field(default=(), repr=False)
    rules: tuple[Rule, ...] = field(default=(), repr=False)
    traps: tuple[Trap, ...] = field(default=(), repr=False)
    asides: tuple[str, ...] = field(default=(), repr=False)
    """Folded openings of paragraphs that do not count."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    examples: tuple[Example, ...] = field(default=(), repr=False)

    def label(self, score: float) -> Label:
        """What a score means."""
        if score >= self.thresholds.on_topic:
            return Label.ON_TOPIC
        return Label.BORDERLINE if score >= self.thresholds.borderline else Label.OFF_TOPIC

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All aliases and traps, ready to be looked for."""
        return Vocabulary((*_terms(self.concepts), *_trap_terms(self.traps)))

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "vocabulary"}


def load_topic(name_or_path: str | Path, data: Path | None = None) -> Topic:
    """The topic of that name (the user's in `data/topics` before ours), or the one in that file."""
    if isinstance(name_or_path, Path) or name_or_path.endswith(".toml"):
        if not Path(name_or_path).is_file():
            raise ConfigError(f"{name_or_path}: there is no such topic file")
        return _read(Path(name_or_path))
    found = _topic_files(data)
    if name_or_path not in found:
        raise ConfigError(
            f"topic {name_or_path!r} is not known; right would be one of {', '.join(sorted(found))}"
            + (f", or a file of your own in {data / 'topics'}" if data else "")
        )
    topic = _read(found[name_or_path])
    if topic.name != name_or_path:
        raise ConfigError(
            f"{found[name_or_path]}: name is {topic.name!r}; right would be {name_or_path!r}, as the file"
        )
    return topic


def topic_names(data: Path | None = None) -> list[str]:
    """The topics that ship and those in `data/topics`, by name."""
    return sorted(_topic_files(data))


def _topic_files(data: Path | None) -> dict[str, Path | Traversable]:
    shipped = (file for file in files("pipelines").joinpath("topic_files").iterdir())
    own = (data / "topics").glob("*.toml") if data else iter(())
    return {file.name.removesuffix(".toml"): file for file in (*shipped, *own) if file.name.endswith(".toml")}


def _read(path: Path | Traversable) -> Topic:
    file = read_toml(path)
    concepts = _entries(file, "concept", Concept)
    rules = _entries(file, "rule", Rule)
    traps = _entries(file, "trap", Trap)
    examples = _entries(file, "example", Example)
    lists = {"concept", "rule", "trap", "example"}
    head = replace(file, values={key: file.values[key] for key in file.values if key not in lists}).as_one(
        Head
    )
    _check(file, head, concepts, rules, traps)
    return Topic(
        name=head.name,
        title=head.title,
        version=_version(head, concepts, rules, traps),
        about=head.about,
        keeps_everything=head.keeps_everything,
        sides=head.sides,
        concepts=concepts,
        rules=rules,
        traps=traps,
        asides=tuple(fold(aside) for asides in head.asides.values() for aside in asides),
        thresholds=head.thresholds,
        examples=examples,
    )


def _entries(file: TomlFile, key: str, kind: type[T]) -> tuple[T, ...]:
    """All `[[key]]` tables of the file."""
    return tuple(replace(file, values={key: file.values.get(key, [])}).entries(key, kind))


def _check(
    file: TomlFile,
    head: Head,
    concepts: tuple[Concept, ...],
    rules: tuple[Rule, ...],
    traps: tuple[Trap, ...],
) -> None:
    """Refuse what each field allows and the whole does not."""
    if head.thresholds.borderline > head.thresholds.on_topic:
        raise ConfigError(
            f"{file.name}: thresholds: borderline is above on_topic; right would be at most as high"
        )
    if not rules and not head.keeps_everything:
        raise ConfigError(
            f"{file.name}: there is no [[rule]]; right would be one, or keeps_everything = true"
        )
    spoken = {side for concept in concepts for side in concept.sides}
    for place, concept in enumerate(concepts):
        problem = _unknown(head, (*concept.sides, *concept.needs_context)) or _concept_problem(concept)
        if problem:
            raise file.error("concept", place, problem)
    for place, rule in enumerate(rules):
        unspoken = [side for side in rule.needs if side not in spoken]
        problem = _unknown(head, (*rule.needs, *rule.against))
        if problem or unspoken:
            raise file.error("rule", place, problem or f"no concept has the side {unspoken[0]!r}")
    for place, trap in enumerate(traps):
        if problem := _alias_problem(trap.phrases):
            raise file.error("trap", place, problem)


def _unknown(head: Head, sides: tuple[str, ...]) -> str | None:
    for side in sides:
        if side not in head.sides:
            return f"side {side!r} is not known; right would be one of {', '.join(head.sides)}"
    return None


def _concept_problem(concept: Concept) -> str | None:
    if not concept.aliases and not concept.ambiguous:
        return 'there is no alias; right would be aliases.en = ["..."]'
    if concept.ambiguous and not concept.needs_context:
        return 'ambiguous words need needs_context = ["..."], the sides one of which must stand nearby'
    return _alias_problem(concept.aliases) or _alias_problem(concept.ambiguous)


def _alias_problem(aliases: Aliases) -> str | None:
    for alias in (alias for several in aliases.values() for alias in several):
        words = pattern(alias)
        if not words or "*" in alias.replace("* ", " ").removesuffix("*"):
            return f"alias {alias!r} has no word or a star inside one; right would be a star at a word's end"
        if any(word.endswith("*") and len(word) <= SHORTEST_STEM for word in words):
            return f"alias {alias!r} has a stem of fewer than {SHORTEST_STEM} letters; right would be words"
    return None


def _terms(concepts: tuple[Concept, ...]) -> Iterator[Term]:
    for concept in concepts:
        for aliases, context in ((concept.aliases, ()), (concept.ambiguous, concept.needs_context)):
            for words in _patterns(aliases):
                yield Term(concept.name, words, frozenset(concept.sides), concept.weight, frozenset(context))


def _trap_terms(traps: tuple[Trap, ...]) -> Iterator[Term]:
    for trap in traps:
        for words in _patterns(trap.phrases):
            yield Term(trap.name, words, is_trap=True)


def _patterns(aliases: Aliases) -> dict[tuple[str, ...], None]:
    """Each distinct pattern once, in the file's order."""
    return dict.fromkeys(pattern(alias) for several in aliases.values() for alias in several)


def _version(head: Head, *lists: tuple[msgspec.Struct, ...]) -> str:
    meaning = (
        _FORMAT,
        head.name,
        head.keeps_everything,
        sorted(head.sides),
        head.asides,
        head.thresholds,
        lists,
    )
    return hashlib.sha256(msgspec.json.encode(meaning, order="deterministic")).hexdigest()[:8]
