"""A small world of articles that change, and observers who look at it now and then: what each of them would export."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.site_pages import stories_of

START = datetime(2026, 2, 1, tzinfo=UTC)
HOURS = 60
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An article and what it said from which hour on."""

    url: str
    title: str
    states: Sequence[tuple[int, str]]


def world(chance: random.Random) -> list[Told]:
    """Two to four articles at three sites, some of them cuts of one story, edited up to twice."""
    return [_told(chance, number) for number in range(chance.randint(2, 4))]


def observed(chance: random.Random, articles: Sequence[Told]) -> list[Line]:
    """The lines that an observer exports who looked at three in four of them, each up to four times."""
    return [_line(chance, one) for one in articles if chance.random() < 0.75]


def _told(chance: random.Random, number: int) -> Told:
    stories = stories_of("world.example", 6)
    story = chance.choice(stories[:3])
    paragraphs = list(story.paragraphs)
    if chance.random() < 0.4:
        paragraphs = paragraphs[chance.randrange(2) : chance.randrange(3, 7)]
    hour, states = chance.randrange(20), []
    for _ in range(chance.randint(1, 3)):
        states.append((hour, "\n".join(paragraphs)))
        hour += chance.randrange(1, 15)
        paragraphs = chance.choice(
            [
                [f"{paragraphs[0]} It was case {chance.randrange(99)}.", *paragraphs[1:]],
                [*paragraphs, chance.choice(stories[5].paragraphs)],
                paragraphs[:2],
                list(chance.choice(stories[3:5]).paragraphs),
                states[0][1].split("\n"),
            ]
        )
    return Told(f"https://{chance.choice('abc')}.example/{number}", story.title, states)


def _line(chance: random.Random, one: Told) -> Line:
    seen: list[Line] = []
    first = one.states[0][0]
    for hour in sorted({chance.randrange(first, HOURS) for _ in range(chance.randint(1, 4))}):
        text = next(text for since, text in reversed(one.states) if since <= hour)
        if not seen or seen[-1]["text"] != text:
            seen.append({"title": one.title, "text": text, "published_at": _moment(first)})
        seen[-1]["last_seen_at"] = _moment(hour)
        seen[-1].setdefault("first_seen_at", _moment(hour))
    *others, current = seen
    return {
        "url": one.url,
        **current,
        "first_seen_at": seen[0]["first_seen_at"],
        "version_first_seen_at": current["first_seen_at"],
        "version_last_seen_at": current["last_seen_at"],
        "versions": others,
    }


def _moment(hour: int) -> str:
    return (START + timedelta(hours=hour)).isoformat()
