"""How likely a paragraph speaks of the place for comments, by what its words mean together.

Combinations of concepts (`boilerplate.toml`) name what is certain; outlets word the rest as they like. So every concept
also weighs something, alone and beside another, as known endings and paragraphs of real reporting taught
(`benchmarks/train_comment_areas.py`). The weights know no language: what they say of one holds for all.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import log

from pipelines.concepts import Spoken
from pipelines.reporting import is_attributed, signs_of_report

CONCEPTS = (
    "comments", "debate", "offence", "sanction", "polite", "account", "closed", "invite", "disowns", "greeting",
    "address", "public",
)  # fmt: skip
_ASKED = frozenset(("debate", "offence", "sanction", "polite", "account", "closed", "invite", "disowns"))
_OF_SOMEBODY = frozenset(("address", "public", "invite"))
_MOST_NEWS = 3

Traits = Mapping[str, float]


def comment_score(spoken: Spoken) -> float:
    """The logit of a paragraph being of a comment area, in the language that fits best; -inf where nothing says so."""
    bias, weights = _learned()
    scores = (
        bias + sum(weights.get(name, 0.0) * value for name, value in traits.items())
        for traits in traits_of(spoken)
    )
    return max(scores, default=float("-inf"))


def traits_of(spoken: Spoken) -> list[Traits]:
    """What is weighed of a paragraph, once for each language in which it may be of a comment area.

    What tells of the past, in words of news or to nobody, is reporting, whatever else it speaks of.
    """
    several = [_traits(spoken, name) for name, found in spoken.places.items() if _may_be(found)]
    return [] if any(map(_reports, several)) else several


def _reports(traits: Traits) -> bool:
    return "past" in traits and (traits["news"] > 0 or "address" not in traits)


def _may_be(found: Mapping[str, object]) -> bool:
    """Whether it names comments, or something that is asked for there of somebody."""
    return "comments" in found or not (_ASKED.isdisjoint(found) or _OF_SOMEBODY.isdisjoint(found))


def _traits(spoken: Spoken, language: str) -> Traits:
    found, length = spoken.places[language], max(spoken.length, 1)
    said = [concept for concept in CONCEPTS if concept in found]
    news = len(found.get("news", frozenset()) - spoken.phrased)
    return {
        **dict.fromkeys(said, 1.0),
        **{f"share of {concept}": min(1.0, len(found[concept]) / length) for concept in said},
        **{f"{one} and {other}": 1.0 for one, other in combinations(said, 2)},
        **dict.fromkeys(signs_of_report(spoken.paragraph, language), 1.0),
        "attributed": float(is_attributed(spoken.paragraph)),
        "asks": float("?" in spoken.paragraph or "؟" in spoken.paragraph),
        "news": float(min(_MOST_NEWS, news)),
        "share of news": news / length,
        "share of all": spoken.share(language),
        "length": log(length + 1),
    }


@cache
def _learned() -> tuple[float, Mapping[str, float]]:
    """The bias and the weight of each trait."""
    learned = json.loads(files("pipelines").joinpath("comment_score.json").read_text(encoding="utf-8"))
    return learned["bias"], learned["weights"]
