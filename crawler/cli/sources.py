"""`wirewatch sources`: who is watched, how to add one from any address of it, and whether it answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold, date, table
from corpus.config import load_config
from corpus.errors import ConfigError, WirewatchError
from corpus.lines import plain
from corpus.runs import SourceState, source_states
from corpus.urls import is_http
from crawler.cli.opml import export_opml, import_opml
from crawler.own_sources import append, bare, entry, known_ways
from crawler.sources import Source, chosen_sources, registry
from pipelines.cli.topic_choice import topic_option

if TYPE_CHECKING:
    from crawler.surveying import Proposal


@click.group()
def sources() -> None:
    """Look after the sites that are watched.

    Those that ship are added to, or replaced, by your own in DATA/sources.toml.

    \b
    Example: wirewatch sources list
    """


@sources.command("list")
@common
def list_(session: Session) -> None:
    """List the sources: those that ship and your own, with their last visit.

    \b
    Example: wirewatch sources list
    """
    states = _states(session)
    rows = [_row(source, states.get(source.name)) for source in registry(session.data).values()]
    if session.as_json:
        print_json(plain(rows))
        return
    head = ("name", "title", "where", "language", "kind", "ways in", "is", "last visit", "last answer")
    table([head, *(_line(row) for row in rows)], indent="")
    remark(f"{sum(row['state'] == 'on' for row in rows)} of {len(rows)} are visited by `wirewatch crawl`")


@sources.command()
@common
@click.argument("name")
def show(session: Session, name: str) -> None:
    """Show one source: its entry, and how its visits went.

    \b
    Example: wirewatch sources show kyiv-independent
    """
    [source] = chosen_sources([name], session.data)
    state = _states(session).get(name)
    if session.as_json:
        print_json(plain(_row(source, state) | {"entry": msgspec.to_builtins(source)}))
        return
    click.echo(bold(source.title))
    click.echo(entry(source))
    if state is None:
        click.echo("It was never visited.")
        return
    table([[key, date(value)] for key, value in _moments(state).items() if value], indent="")
    if state.failures:
        click.echo(f"Without an answer in its last {state.failures} visits.")


@sources.command()
@common
@click.argument("url")
@click.option("--name", metavar="NAME", help="What to call it; left out, it is named after its title.")
@click.option("--dry-run", is_flag=True, help="Print the entry and write nothing.")
@click.option("--allow-private", is_flag=True, help="The site is inside your own network.")
def add(session: Session, url: str, name: str | None, dry_run: bool, allow_private: bool) -> None:
    """Find all ways into a site from any address of it, and write its entry to DATA/sources.toml.

    URL may be its home page, a feed, a sitemap or a page that lists articles. Feeds that list the same as another are
    left out, and sitemaps that are not of news. Exit status 1 when it is listed already or nothing was found.

    \b
    Examples: wirewatch sources add https://www.northern.example/
              wirewatch sources add https://www.northern.example/rss.xml --name northern --dry-run
    """
    from crawler.surveying import proposal, survey

    address = _address(url)
    known = registry(session.data)
    if owner := known_ways(known.values()).get(bare(address)):
        raise WirewatchError(
            f"{address}: listed already, in the source {owner}; `wirewatch sources show {owner}`"
        )
    found = survey(address, load_config(session.data), session.clock, allow_private=allow_private)
    made = proposal(found, known, name=name, allow_private=allow_private)
    path: Path | None = None
    if not dry_run:
        path = append(session.data, [made.source], f"Added {session.clock():%Y-%m-%d} from {address}")
    if session.as_json:
        print_json(_proposal_json(made, path))
    else:
        _say_proposal(made, path)


def _proposal_json(made: "Proposal", path: Path | None) -> dict[str, Any]:
    ways = [
        {"url": one.url, "kind": one.kind, "links": len(one.links), "left_out": one.left_out}
        for one in made.looked_at
    ]
    return {"entry": msgspec.to_builtins(made.source), "looked_at": ways, "written": path and str(path)}


def _say_proposal(made: "Proposal", path: Path | None) -> None:
    """What was looked at; then the entry itself, or where it was written."""
    rows = [[one.kind, one.url, one.left_out or f"{len(one.links)} links"] for one in made.looked_at]
    remark(f"{made.source.title}, {made.source.home}")
    table([[kind if "links" in said else f"({kind})", url, said] for kind, url, said in rows])
    if path is None:
        click.echo(f"\n{entry(made.source)}", nl=False)
    else:
        remark(f"written to {path}; next: wirewatch sources check {made.source.name}")


@sources.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Check all sources that a crawl visits.")
@topic_option
@common
def check(session: Session, names: tuple[str, ...], everything: bool, topic: tuple[str, ...]) -> None:
    """Check sources by a dry run that stores nothing: what each way in lists, and what one article gives.

    For that article: its fields, the judgement with its evidence, what robots.txt says, the rights that are stated. For
    what went wrong: what to do. Exit status 1 when one of the sources gave nothing.

    \b
    Examples: wirewatch sources check kyiv-independent
              wirewatch sources check --all --json
    """
    from crawler.cli.check import check_sources

    if everything == bool(names):
        raise click.UsageError("name the sources to check, or say --all")
    check_sources(session, chosen_sources(names, session.data), topic)


sources.add_command(import_opml)
sources.add_command(export_opml)


def _address(url: str) -> str:
    """An address as it was typed, with a scheme; ConfigError when it is none."""
    address = url if "://" in url else f"https://{url}"
    if not is_http(address):
        raise ConfigError(f"{url!r} is no web address; right would be https://www.northern.example/")
    return address


def _states(session: Session) -> Mapping[str, SourceState]:
    """How the sources stand in the corpus; nothing when there is none yet."""
    if not session.has_corpus:
        return {}
    with session.corpus() as corpus:
        return source_states(corpus)


def _row(source: Source, state: SourceState | None) -> dict[str, Any]:
    ways = {"feeds": source.feeds, "news_sitemaps": source.news_sitemaps, "sections": source.sections}
    return {
        "name": source.name,
        "title": source.title,
        "country": source.country,
        "language": source.language,
        "kind": source.kind,
        "home": source.home,
        "ways": {name: list(urls) for name, urls in ways.items() if urls},
        "state": "off" if not source.enabled else "discovery" if source.discovery else "on",
        **(_moments(state) if state else {"last_visit_at": None, "last_answer_at": None}),
        "failures": state.failures if state else 0,
    }


def _moments(state: SourceState) -> dict[str, Any]:
    return {
        "last_visit_at": state.last_visit_at,
        "last_answer_at": state.last_answer_at,
        "next_due_at": state.next_due_at,
    }


def _line(row: Mapping[str, Any]) -> tuple[object, ...]:
    ways = ", ".join(amount(len(urls), _singular(kind)) for kind, urls in row["ways"].items())
    facts = (row[key] for key in ("name", "title", "country", "language", "kind"))
    return (*facts, ways, row["state"], date(row["last_visit_at"]), date(row["last_answer_at"]))


def _singular(kind: str) -> str:
    """What one address of a kind is called: `sitemap` of `news_sitemaps`."""
    return kind.removeprefix("news_").removesuffix("s")
