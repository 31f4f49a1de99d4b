"""What each field of a topic file allows and the whole does not: each error with file, line and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.errors import ConfigError
from corpus.toml import TomlFile
from pipelines.topic_format import Aliases, Concept, Direction, Head, Other, Rule, Trap
from pipelines.vocabulary import DOTS, pattern

SHORTEST_STEM = 3
"""Letters that a stem must have; fewer would match half a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The tables of a topic file, read one by one."""

    head: Head
    concepts: tuple[Concept, ...]
    rules: tuple[Rule, ...]
    others: tuple[Other, ...]
    directions: tuple[Direction, ...]
    traps: tuple[Trap, ...]


def check(file: TomlFile, parts: Parts) -> None:
    """Refuse a file whose parts do not fit each other."""
    head = parts.head
    if head.thresholds.borderline > head.thresholds.on_topic:
        raise file.top_error("thresholds", "borderline is above on_topic; right would be at most as high")
    if not parts.rules and not head.keeps_everything:
        raise ConfigError(
            f"{file.name}: there is no [[rule]]; right would be one, or keeps_everything = true"
        )
    for place, concept in enumerate(parts.concepts):
        _check_sides(file, head, "concept", place, sides=concept.sides, needs_context=concept.needs_context)
        _check_concept(file, place, concept)
    spoken = {side for concept in parts.concepts for side in concept.sides}
    for place, rule in enumerate(parts.rules):
        _check_sides(
            file,
            head,
            "rule",
            place,
            needs=rule.needs,
            together=rule.together,
            joined_by=rule.joined_by,
            completed_by=rule.completed_by,
            told_by=rule.told_by,
        )
        _check_spoken(file, "rule", place, rule.needs, spoken)
    for place, other in enumerate(parts.others):
        _check_sides(file, head, "other", place, needs=other.needs, unless=other.unless)
        _check_spoken(file, "other", place, other.needs, spoken)
    for place, direction in enumerate(parts.directions):
        _check_aliases(file, "direction", place, "phrases", direction.phrases)
    for place, trap in enumerate(parts.traps):
        _check_aliases(file, "trap", place, "phrases", trap.phrases)


def _check_sides(file: TomlFile, head: Head, key: str, place: int, **fields: tuple[str, ...]) -> None:
    for name, sides in fields.items():
        for side in sides:
            if side not in head.sides:
                right = ", ".join(head.sides) or "one that stands under [sides]"
                raise file.error(
                    key, place, f"side {side!r} is not known; right would be one of {right}", name
                )


def _check_spoken(file: TomlFile, key: str, place: int, needs: Iterable[str], spoken: set[str]) -> None:
    for side in needs:
        if side not in spoken:
            raise file.error(
                key, place, f'no concept has the side {side!r}; right would be a [[concept]] with sides = ["{side}"]',
                "needs",
            )  # fmt: skip


def _check_concept(file: TomlFile, place: int, concept: Concept) -> None:
    if not concept.aliases and not concept.ambiguous:
        raise file.error("concept", place, 'there is no alias; right would be aliases.en = ["..."]')
    if concept.ambiguous and not concept.needs_context:
        problem = 'ambiguous words need needs_context = ["..."], the sides one of which must stand nearby'
        raise file.error("concept", place, problem, "ambiguous")
    _check_aliases(file, "concept", place, "aliases", concept.aliases)
    _check_aliases(file, "concept", place, "ambiguous", concept.ambiguous)


def _check_aliases(file: TomlFile, key: str, place: int, field: str, aliases: Aliases) -> None:
    for language, several in aliases.items():
        for alias in several:
            if problem := _alias_problem(alias):
                raise file.error(key, place, f"alias {alias!r} {problem}", f"{field}.{language}")


def _alias_problem(alias: str) -> str | None:
    words = pattern(alias)
    if not words or "*" in alias.replace("* ", " ").removesuffix("*"):
        return "has no word or a star inside one; right would be a star at a word's end"
    if any(word.endswith("*") and len(word) <= SHORTEST_STEM for word in words):
        return f"has a stem of fewer than {SHORTEST_STEM} letters; right would be words"
    if alias.strip().startswith(DOTS) or alias.strip().endswith(DOTS):
        return "begins or ends with dots; right would be words on both sides of them"
    return None
