"""What stands in a topic file: the tables an analyst writes, field by field."""

from typing import Annotated

import msgspec
from msgspec import Meta

from corpus.types import Label

Aliases = dict[str, tuple[str, ...]]
Share = Annotated[float, Meta(ge=0, le=1)]


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing, person, place or body, by whatever words it goes."""

    name: Annotated[str, Meta(description="What evidence calls it.", examples=["Mohajer-6"], min_length=1)]
    sides: Annotated[
        tuple[str, ...],
        Meta(description="The sides that it speaks for.", examples=[["iran", "drone"]], min_length=1),
    ]
    kind: Annotated[
        str,
        Meta(description="What sort of thing it is, for readers of the file.", examples=["weapon", "place"]),
    ] = ""
    weight: Annotated[
        int,
        Meta(
            description="1 for a common word, 2 for a name that says much, 3 for one that all but proves it.",
            examples=[1, 2, 3],
            ge=1,
            le=3,
        ),
    ] = 1
    aliases: Annotated[
        Aliases,
        Meta(
            description="Words for it by language; a star ends a stem (`шахед*`).",
            examples=[{"ru": ["шахед*"]}],
        ),
    ] = {}
    ambiguous: Annotated[
        Aliases,
        Meta(
            description="Words that also mean something else: they count only near `needs_context`.",
            examples=[{"en": ["Shahed"]}],
        ),
    ] = {}
    needs_context: Annotated[
        tuple[str, ...],
        Meta(
            description="The sides of which one must stand in the same paragraph as an ambiguous alias.",
            examples=[["drone", "russia"]],
        ),
    ] = ()


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sides that, standing together, make a text wanted."""

    name: Annotated[str, Meta(description="What it finds.", examples=["all three sides"], min_length=1)]
    needs: Annotated[
        tuple[str, ...],
        Meta(description="The sides that must come together.", examples=[["iran", "drone"]], min_length=1),
    ]
    weight: Annotated[
        Share, Meta(description="What the score of this rule is multiplied by.", examples=[1.0])
    ] = 1.0
    at_most: Annotated[
        Label, Meta(description="The best label that it can give.", examples=["on_topic", "borderline"])
    ] = Label.ON_TOPIC
    together: Annotated[
        tuple[str, ...],
        Meta(
            description="Sides that one sentence must name, or the text is a collection of other news;"
            " the first is the owner, the others what is owned.",
            examples=[["iran", "drone"]],
        ),
    ] = ()
    joined_by: Annotated[
        tuple[str, ...],
        Meta(
            description="Sides of which that sentence must name one, unless the words stand side by side;"
            " where one clause names all that the rule needs without it, three quarters of the score remain.",
            examples=[["supply", "sanction"]],
        ),
    ] = ()
    completed_by: Annotated[
        tuple[str, ...],
        Meta(
            description="Sides of which the lede must name one to give a title the one side that it lacks;"
            " that is never the last of `together`.",
            examples=[["supply"]],
        ),
    ] = ()
    told_by: Annotated[
        tuple[str, ...],
        Meta(
            description="Sides of which a title may name one to tie what the text says of the matter;"
            " the lede may then name the one side that the title lacks, with a side of `joined_by`.",
            examples=[["supply"]],
        ),
    ] = ()


class Other(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A story of another kind that uses the same words: what it does to the score."""

    name: Annotated[
        str, Meta(description="What kind of story it is.", examples=["strikes elsewhere"], min_length=1)
    ]
    needs: Annotated[
        tuple[str, ...],
        Meta(
            description="The sides that, standing in the title or the lede, show it.",
            examples=[["drone", "elsewhere"]],
            min_length=1,
        ),
    ]
    unless: Annotated[
        tuple[str, ...],
        Meta(
            description="Sides of which one, standing with them, shows our story after all.",
            examples=[["link"]],
        ),
    ] = ()
    only_in_title: Annotated[
        bool,
        Meta(description="True when only the title can show it, and excuse it.", examples=[True]),
    ] = False
    weight: Annotated[Share, Meta(description="What the score is multiplied by.", examples=[0.4])] = 0.4


class Direction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way that the matter can go: a text goes the way of which it speaks most."""

    name: Annotated[str, Meta(description="What evidence calls it.", examples=["to Russia"], min_length=1)]
    about: Annotated[str, Meta(description="What it means.", examples=["..."])] = ""
    phrases: Annotated[
        Aliases,
        Meta(
            description="What says so, by language; three dots stand for a few words.",
            examples=[{"en": ["drones ... to Russia"]}],
        ),
    ]


class Trap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Phrases that hold a word of the topic and mean something else: none of their words counts."""

    name: Annotated[str, Meta(description="What it is.", examples=["the medical journal"], min_length=1)]
    phrases: Annotated[Aliases, Meta(description="By language.", examples=[{"en": ["The Lancet"]}])]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text and the label that it must get."""

    name: Annotated[str, Meta(description="What it shows.", examples=["a plain case"], min_length=1)]
    label: Annotated[Label, Meta(description="What is right.", examples=["on_topic"])]
    title: Annotated[str, Meta(description="The title.", examples=["Drones arrive"])]
    text: Annotated[str, Meta(description="The text; one line is one paragraph.", examples=["..."])] = ""
    direction: Annotated[
        str | None,
        Meta(description="The direction that it must get, if that matters.", examples=["to Russia"]),
    ] = None


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """From which score on a text is on topic, and from which it is borderline."""

    on_topic: Share = 0.6
    borderline: Share = 0.35


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a topic file says once."""

    name: Annotated[
        str,
        Meta(
            description="What commands and the corpus call it: small letters, digits, hyphens.",
            examples=["iran-russia-drones"],
            pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        ),
    ]
    title: Annotated[str, Meta(description="What people call it.", examples=["Arms trade"], min_length=1)]
    about: Annotated[str, Meta(description="What it is, in a sentence.", examples=["..."])] = ""
    keeps_everything: Annotated[
        bool, Meta(description="True for a topic that wants every article.", examples=[True])
    ] = False
    sides: Annotated[
        dict[str, str],
        Meta(description="Each side and what it stands for.", examples=[{"drone": "unmanned aircraft"}]),
    ] = {}
    asides: Annotated[
        Aliases,
        Meta(
            description="How short paragraphs begin that do not count, beside the usual captions and links.",
            examples=[{"en": ["Tip of the day"]}],
        ),
    ] = {}
    thresholds: Annotated[
        Thresholds, Meta(description="The scores that part the labels.", examples=[{"on_topic": 0.6}])
    ] = Thresholds()
