"""What we watch for: topic files, as analysts write them, read and checked.

A topic names **sides** (who and what must come together), **concepts** with their aliases by
language, **rules** that say which sides make a text wanted, **others** (stories of another kind in the
same words), **directions**, **traps** that look alike and do not count, and **examples** that a test
judges. `pipelines.topic_format` has every field.
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
from pipelines.asides import Asides, usual_asides
from pipelines.phrases import small_words
from pipelines.topic_checks import Parts, check
from pipelines.topic_format import (
    Aliases,
    Concept,
    Direction,
    Example,
    Head,
    Other,
    Rule,
    Thresholds,
    Trap,
)
from pipelines.vocabulary import Pattern, Term, Vocabulary, spellings

T = TypeVar("T", bound=msgspec.Struct)

_TABLES = {"concept", "rule", "other", "direction", "trap", "example"}
_FORMAT = 3
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
    others: tuple[Other, ...] = field(default=(), repr=False)
    directions: tuple[Direction, ...] = field(default=(), repr=False)
    traps: tuple[Trap, ...] = field(default=(), repr=False)
    asides: Asides = field(default_factory=usual_asides, repr=False)
    """How paragraphs look that do not count."""
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
        return Vocabulary(tuple(_terms(self)))

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
    examples = _entries(file, "example", Example)
    parts = Parts(
        head=replace(
            file, values={key: file.values[key] for key in file.values if key not in _TABLES}
        ).as_one(Head),
        concepts=_entries(file, "concept", Concept),
        rules=_entries(file, "rule", Rule),
        others=_entries(file, "other", Other),
        directions=_entries(file, "direction", Direction),
        traps=_entries(file, "trap", Trap),
    )
    check(file, parts)
    return _topic(parts, examples)


def _topic(parts: Parts, examples: tuple[Example, ...]) -> Topic:
    head = parts.head
    own = [aside for several in head.asides.values() for aside in several]
    return Topic(
        name=head.name,
        title=head.title,
        version=_version(parts),
        about=head.about,
        keeps_everything=head.keeps_everything,
        sides=head.sides,
        concepts=parts.concepts,
        rules=parts.rules,
        others=parts.others,
        directions=parts.directions,
        traps=parts.traps,
        asides=usual_asides().with_openings(own),
        thresholds=head.thresholds,
        examples=examples,
    )


def _entries(file: TomlFile, key: str, kind: type[T]) -> tuple[T, ...]:
    """All `[[key]]` tables of the file."""
    return tuple(replace(file, values={key: file.values.get(key, [])}).entries(key, kind))


def _terms(topic: "Topic") -> Iterator[Term]:
    for concept in topic.concepts:
        named = Term(concept.name, (), frozenset(concept.sides), concept.weight)
        yield from _spelled(named, concept.aliases)
        yield from _spelled(replace(named, needs_context=frozenset(concept.needs_context)), concept.ambiguous)
    for direction in topic.directions:
        yield from _spelled(
            Term(f"direction: {direction.name}", (), direction=direction.name), direction.phrases
        )
    for trap in topic.traps:
        yield from _spelled(Term(trap.name, (), is_trap=True), trap.phrases)


def _spelled(like: Term, aliases: Aliases) -> Iterator[Term]:
    """A term for each distinct spelling, in the file's order, with the languages that list it."""
    languages: dict[Pattern, list[str]] = {}
    for language, several in aliases.items():
        for alias in several:
            for spelling in spellings(alias):
                languages.setdefault(spelling, []).append(language)
    for spelling, listed in languages.items():
        language = ",".join(dict.fromkeys(listed))
        yield replace(
            like, words=spelling.words, gaps=spelling.gaps, is_list=spelling.is_list, language=language
        )


def _version(parts: Parts) -> str:
    head = parts.head
    meaning = (
        _FORMAT,
        head.name,
        head.keeps_everything,
        sorted(head.sides),
        head.asides,
        head.thresholds,
        (parts.concepts, parts.rules, parts.others, parts.directions, parts.traps),
        usual_asides(),
        [sorted(small_words().parting), sorted(small_words().tying), sorted(small_words().separating)],
    )
    return hashlib.sha256(msgspec.json.encode(meaning, order="deterministic")).hexdigest()[:8]
