"""`wirewatch demo`: the whole job on the bundled newsroom, offline."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import click

from corpus.account import Stats, stats
from corpus.cli.find import as_lines
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import table
from corpus.query import Query
from corpus.query import search as find
from corpus.recent import Happening, happenings
from corpus.store import open_corpus
from crawler.demo import DemoCrawl, crawls, prepare

QUESTION = "Alabuga drones"


@click.command()
@click.option("--again", is_flag=True, help="Empty DATA/demo even of what no demo made.")
@common
def demo(session: Session, again: bool) -> None:
    """Crawl a bundled newsroom offline, twice, a day apart; leave a corpus to search in DATA/demo.

    Eight invented outlets in five languages answer from an archive, through the very spider and recipe that crawl
    the web. DATA/demo is emptied first, each time; when something of yours is in it, that is named and nothing is
    done. Your own corpus is never touched.

    \b
    Example: wirewatch demo
    """
    data = session.data / "demo"
    prepare(data, again=again)
    done: list[DemoCrawl] = []
    for crawl in crawls(data):
        done.append(crawl)
        _say_crawl(len(done), crawl)
    with open_corpus(data / "corpus.db", create=False) as corpus:
        counted = stats(corpus)
        hits = find(corpus, Query(text=QUESTION, limit=1))
        changed = list(happenings(corpus, done[-1].at))
    if session.as_json:
        print_json([{"at": crawl.at.isoformat(), "outcomes": crawl.outcomes()} for crawl in done])
        return
    click.echo("\nWhat the second crawl found changed:")
    table([(one.what, one.source, one.ref, one.title) for one in changed])
    _say_corpus(counted)
    click.echo(f'\n$ {quote(_program())} search "{QUESTION}" --limit 1 --data {quote(str(data))}')
    click.echo("\n\n".join(as_lines(hit) for hit in hits))
    say_next(session.data, data, hits[0].ref, changed)


def _say_crawl(number: int, crawl: DemoCrawl) -> None:
    remark(f"crawl {number} of 2, as of {crawl.at:%d %B %Y %H:%M} UTC: {_in_words(crawl.outcomes())}")
    remark(
        f"  {crawl.total('links_met')} links met, {crawl.total('links_new')} of them new;"
        f" {crawl.total('requests')} requests, {len(crawl.visits)} outlets"
    )


def _in_words(outcomes: Counter[str]) -> str:
    return ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in outcomes.most_common())


def _say_corpus(counted: Stats) -> None:
    click.echo(
        f"\n{counted.articles} articles, {counted.copies} copies of them at other outlets,"
        f" {counted.versions} versions. Left out, and why:"
    )
    left_out = Counter[tuple[str, str]]()
    for verdict, reason, number in counted.reasons:
        if verdict not in ("stored", "alias", "open"):
            left_out[verdict.replace("_", " "), reason or ""] += number
    table([(number, verdict, reason) for (verdict, reason), number in left_out.most_common()])


def say_next(own: Path, data: Path, ref: str, changed: Sequence[Happening]) -> None:
    """Print commands to try on a demo's corpus, as they can be copied into a shell."""
    forbidden = "http://www.harbour-post.example/members/2026/03/01/briefing-drone-parts/"
    program, at = quote(_program()), f"--data {quote(str(data))}"
    click.echo("\nTry next:")
    for words, what in (
        ("search шахед", "any language, any inflection"),
        (f"show {ref}", "a whole article; --evidence says why it is here, --provenance how it came"),
        *_sides(changed),
        (f"why {forbidden}", "why an address is kept or not"),
        ("stats", "how much there is, by source, language and verdict"),
        (f"export --format csv --out {quote(str(own / 'out'))}", "a dataset with its manifest"),
    ):
        click.echo(f"  {program} {words} {at}\n      {what}")
    click.echo(
        f"\n{data} is emptied by each demo: keep exports, and sources and topics of your own, elsewhere."
    )
    click.echo('And then the real web: README.md, "The first ten minutes with the real web".')


def _sides(changed: Sequence[Happening]) -> Iterator[tuple[str, str]]:
    """A document that has a side to show for each of them."""
    for what, option, meaning in (
        ("changed", "--diff", "what its site changed"),
        ("now the article", "--copies", "who else ran it, and what each cut or added"),
    ):
        one = next((one for one in changed if one.what.startswith(what)), None)
        if one is not None:
            yield f"show {one.ref} {option}", meaning


def _program() -> str:
    """How this program was called, unless it is on the path."""
    called = sys.argv[0]
    return "wirewatch" if shutil.which("wirewatch") == called or not called.endswith("wirewatch") else called
