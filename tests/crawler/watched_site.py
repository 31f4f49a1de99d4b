"""A site whose articles are edited after publication, visited for weeks of a clock that only says so."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from corpus.store import open_corpus
from pipelines.rechecks import RECHECKS
from tests.crawler.wirewatch_command import behind, wirewatch
from tests.site_box import Site, SiteBox
from tests.site_pages import Story, article, stories_of
from tests.site_replies import Answer, xml

HOST = "weekly.example"
A_MOMENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An article and what its site does to it."""

    story: Story
    edits: tuple[timedelta, ...]
    """How long after publication."""
    is_told: bool
    """Whether the feed names each edit."""
    is_restless: bool
    """Whether the page shows its age, so that its bytes are others at every request."""

    @property
    def path(self) -> str:
        """Where it stands."""
        return self.story.url.partition(HOST)[2]


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one article."""

    watched: Watched
    requests: int
    versions: int
    copies_of_text: int
    """Answers that carried the page again, for want of a 304."""


def articles(number: int, start: datetime, *, every: timedelta, seed: int = 1) -> list[Watched]:
    """Articles that appear one after the other, each edited by chance, at most once between two looks of the plan."""
    chance = random.Random(seed)
    spans = list(zip((timedelta(), *RECHECKS), RECHECKS, strict=False))
    return [
        Watched(
            story=replace(story, published_at=start + n * every),
            edits=tuple(
                since + (until - since) * chance.uniform(0.1, 0.9)
                for since, until in spans
                if chance.random() < 0.5
            ),
            is_told=n % 2 == 1,
            is_restless=n % 4 in (1, 2),
        )
        for n, story in enumerate(stories_of(HOST, number))
    ]


def planned_visits(watched: Iterable[Watched]) -> list[datetime]:
    """A visit soon after each article appears and at each look of the plan, and soon after each edit the feed names."""
    spans = (timedelta(), *RECHECKS)
    moments = {
        one.story.published_at + span + A_MOMENT * (2 if span else 1) for one in watched for span in spans
    }
    moments |= {
        one.story.published_at + edit + A_MOMENT for one in watched if one.is_told for edit in one.edits
    }
    return sorted(moments)  # fmt: skip


def watch(data: Path, watched: Sequence[Watched], visits: Iterable[datetime]) -> list[Came]:
    """Crawl the site at each of these moments, in a process of its own each time; what became of each article."""
    with SiteBox() as box:
        behind(box, data)
        entry = f'[[source]]\nname = "weekly"\ntitle = "Weekly"\nhome = "http://{HOST}/"\nfeeds = ["http://{HOST}/atom.xml"]\n'
        (data / "sources.toml").write_text(entry, encoding="utf-8")
        for now in visits:
            box.add(_site(watched, now))
            done = wirewatch(data, "crawl", "weekly", "--topic", "everything", "--now", now.isoformat())
            assert done.returncode == 0, done.stderr
        asked = box.asked(HOST)
    with open_corpus(data / "corpus.db") as corpus:
        versions = dict(map(tuple, corpus.rows(
            "SELECT d.url, count(*) FROM documents AS d JOIN versions AS v ON v.document_id = d.id GROUP BY d.id"
        )))  # fmt: skip
    return [
        Came(
            one,
            requests=sum(request.path == one.path for request in asked),
            versions=versions[one.story.url],
            copies_of_text=sum(request.path == one.path and request.status == 200 for request in asked),
        )
        for one in watched
    ]


def _site(watched: Iterable[Watched], now: datetime) -> Site:
    out = [one for one in watched if one.story.published_at <= now]
    pages: dict[str, Answer] = {one.path: article(_as_it_stands(one, now)) for one in out}
    return Site(HOST, {"/atom.xml": xml(_feed(out, now)), **pages})


def _as_it_stands(one: Watched, now: datetime) -> Story:
    age = now - one.story.published_at
    done = [edit for edit in one.edits if edit <= age]
    added = [
        f"{one.story.title}: the council was told of case {n} of its kind on day {edit.days}, and of no other."
        for n, edit in enumerate(done, 1)
    ]
    told = [f"Updated {int(age / timedelta(minutes=1))} minutes ago"] if one.is_restless else []
    return replace(one.story, paragraphs=[*told, *one.story.paragraphs, *added])


def _feed(out: Iterable[Watched], now: datetime) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Weekly</title>'
        + "".join(_entries(out, now))
        + "</feed>"
    )


def _entries(out: Iterable[Watched], now: datetime) -> Iterator[str]:
    for one in out:
        since = one.story.published_at
        edits = [since + edit for edit in one.edits if one.is_told and since + edit <= now]
        yield (
            f"<entry><title>{escape(one.story.title)}</title><id>{one.story.url}</id>"
            f'<link rel="alternate" href="{one.story.url}"/><published>{since.isoformat()}</published>'
            f"<updated>{max([since, *edits]).isoformat()}</updated></entry>"
        )
