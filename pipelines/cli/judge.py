"""`wirewatch topics judge`: what the topics say of texts that are handed over."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import click

from corpus.cli.evidence import evidence_lines, why_so
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import bold
from corpus.config import load_config
from corpus.errors import NotFoundError
from corpus.lines import plain
from corpus.lookup import locate
from corpus.snippets import on_one_line
from corpus.types import Article, Relevance
from corpus.urls import is_http
from corpus.versions import version
from pipelines.cli.topic_choice import chosen_topics, topic_option
from pipelines.given import Given, NotGiven, given
from pipelines.relevance import judge_all
from pipelines.topics import Topic


class Web(Protocol):
    """What the floor above offers: articles as their sites show them now."""

    def articles_at(
        self, urls: Sequence[str], data: Path, clock: Callable[[], datetime]
    ) -> Mapping[str, Article | str]:
        """The articles at these addresses, or why there is none; nothing of them is kept. Once in a process."""


@click.command()
@click.argument("names", metavar="FILE|URL|-...", nargs=-1, required=True)
@topic_option
@click.option("--jsonl", is_flag=True, help="Print one JSON object a line, as soon as it is judged.")
@common
@click.pass_obj
def judge(
    web: Web | None, session: Session, names: tuple[str, ...], topic: tuple[str, ...], *, jsonl: bool
) -> None:
    """Judge texts by hand: say the score, the label and the words that decided. Nothing is kept.

    A file is a saved page (html), a plain text whose first line is the title, or JSON lines with title and text; `-`
    is the same on standard input. A URL that the corpus holds is judged as it is held; another one is asked for.
    Exit status 1 when one could not be read.

    \b
    Examples: wirewatch topics judge saved.html
              wirewatch topics judge headlines.jsonl --jsonl --topic iran-russia-drones
              echo "Iran ships drones to Russia" | wirewatch topics judge -
    """
    topics = chosen_topics(topic or load_config(session.data).topics, session.data)
    failed, rows = False, list[dict[str, Any]]()
    for one in _texts(names, session, web):
        if isinstance(one, NotGiven):
            remark(f"{one.place}: {one.why}")
            failed = True
            continue
        said = judge_all(one.title, one.text, topics)
        if jsonl:
            click.echo(json.dumps(_row(one, said), ensure_ascii=False))
        elif session.as_json:
            rows.append(_row(one, said))
        else:
            click.echo("\n".join(_told(one, said, topics)))
    if session.as_json and not jsonl:
        print_json(rows)
    if failed:
        sys.exit(1)


def _texts(names: Sequence[str], session: Session, web: Web | None) -> Iterator[Given | NotGiven]:
    """All texts in the order in which they were named."""
    held = {name: _held(name, session) for name in names if is_http(name)}
    lacking = [name for name, one in held.items() if one is None]
    asked = web.articles_at(lacking, session.data, session.clock) if web and lacking else {}
    for name in names:
        if name == "-":
            yield from given("standard input", sys.stdin.buffer.read())
        elif is_http(name):
            yield held[name] or _from_web(name, asked.get(name, "the corpus does not hold it"))
        else:
            yield from _from_file(name)


def _from_file(name: str) -> Iterator[Given | NotGiven]:
    """The texts of a file, or of what comes through a pipe."""
    try:
        body = Path(name).read_bytes()
    except (FileNotFoundError, ValueError):  # ValueError: no name can hold a NUL
        yield NotGiven(name, "there is no such file; right would be a file, an address https://... or -")
    except OSError as error:
        yield NotGiven(name, f"cannot be read: {error.strerror or error}")
    else:
        yield from given(name, body)


def _held(url: str, session: Session) -> Given | None:
    if not session.has_corpus:
        return None
    with session.corpus() as corpus:
        try:
            current = version(corpus, locate(corpus, url).document_id)
        except NotFoundError:
            return None
    return Given(place=url, title=current.title, text=current.text, url=url)


def _from_web(url: str, article: Article | str) -> Given | NotGiven:
    if isinstance(article, str):
        return NotGiven(url, article)
    return Given(place=url, title=article.title, text=article.text, url=url)


def _row(one: Given, said: Sequence[Relevance]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "place": one.place,
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "judgements": [asdict(relevance) for relevance in said],
    }
    whole: dict[str, Any] = plain(row)
    return whole


def _told(one: Given, said: Sequence[Relevance], topics: Sequence[Topic]) -> Iterator[str]:
    """A text, then each topic with the words that it found."""
    yield bold(on_one_line(one.title or one.place))
    for relevance, topic in zip(said, topics, strict=True):
        why = why_so(relevance.rule, relevance.direction, relevance.other_story)
        yield on_one_line(f"  {topic.name}: {relevance.label} with {relevance.score:.2f}{why}")
        yield from (f"    {line}" for line in evidence_lines(one.title, one.text, relevance.matched))
