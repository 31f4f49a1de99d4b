"""`wirewatch why` and `wirewatch stats`: the ledger in plain sentences, the corpus in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby, islice

import click

from corpus import account
from corpus.account import OPEN, Account, SourceStats, Stats, Sum
from corpus.cli.evidence import why_so
from corpus.cli.filters import MOST, check_names
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold, date, table
from corpus.errors import NotFoundError
from corpus.family import Member
from corpus.lines import plain
from corpus.query import Query
from corpus.record import Judgement
from corpus.snippets import on_one_line
from corpus.standing import LISTED, Standing, standings
from corpus.types import Verdict
from corpus.urls import is_http

_MEANING = {
    Verdict.STORED: "it is kept",
    Verdict.ALIAS: "it is another address of a document that is kept",
    Verdict.OFF_TOPIC: "it was read and no topic wants it",
    Verdict.UNREADABLE: "its page gave no article",
    Verdict.FORBIDDEN: "its site's robots.txt forbids to fetch it",
    Verdict.FAILED: "it could not be fetched",
    Verdict.FORGOTTEN: "it was kept, and forgotten on request",
}
_TODO = {
    Verdict.OFF_TOPIC: "If it should be kept, add the words or rules that are lacking to your topic.",
    Verdict.UNREADABLE: "Look at the page in a browser: what the reason names may be a wall, a film or a file.",
    Verdict.FORBIDDEN: "Ask the outlet, or read it by hand.",
    Verdict.FAILED: "It is given up: look in a browser whether the address still works.",
}
"""What one can do about a link that is left out for good."""


LIMIT = 20
"""Links on a screen, unless asked for more."""


@click.command()
@common
@click.argument("url", required=False)
@click.option(
    "--verdict", type=click.Choice(LISTED), help="List the links that stand so, instead of one URL."
)
@click.option("--source", metavar="NAME", help="With --verdict: only those met in this source.")
@click.option("--limit", type=click.IntRange(1, MOST), help=f"With --verdict: at most so many, else {LIMIT}.")
def why(
    session: Session, url: str | None, verdict: str | None, source: str | None, limit: int | None
) -> None:
    """Say what became of one address, or of all that were left out.

    Of one address: where it was met, its verdict and reason, and what was judged. With --verdict: the links that
    stand so, the newest first, each with its reason. Exit status 1 when the address was never met.

    \b
    Examples: wirewatch why https://news.example/2026/03/drones
              wirewatch why --verdict off_topic --source kyiv-independent
    """
    if (url is None) == (verdict is None):
        raise click.UsageError("name one address, or say --verdict for a list")
    if verdict is not None:
        _list(session, verdict, source, limit or LIMIT)
    elif source or limit:
        raise click.UsageError("--source and --limit go with --verdict")
    else:
        _tell(session, url or "")


def _tell(session: Session, url: str) -> None:
    """What became of one address."""
    with session.corpus() as corpus:
        found = account.why(corpus, url)
    if found is None:
        raise NotFoundError(_never_met(url))
    if session.as_json:
        print_json(plain(asdict(found)))
    else:
        for sentence in _sentences(found):
            click.echo(on_one_line(sentence))


def _never_met(name: str) -> str:
    """What it means that nothing is known of a name."""
    address = name if "://" in name else f"https://{name}"
    if not is_http(address) or "." not in name:
        return f"{name}: is no address and no ref that the corpus knows; right would be https://... or a ref"
    return (
        f"{name}: never met; no source listed it and nothing was imported under it. Its source may have no entry"
        f" for the place where it is listed, or it was off that list before we looked; `wirewatch fetch {address}`"
        " looks at it now"
    )


def _list(session: Session, verdict: str, source: str | None, limit: int) -> None:
    """The links that stand so."""
    with session.corpus() as corpus:
        check_names(corpus, Query(source=source))
        found = standings(corpus, verdict, source=source, limit=limit)
    if session.as_json:
        print_json([plain(asdict(one)) for one in found.links])
    else:
        click.echo("\n\n".join(map(_standing, found.links)), nl=bool(found.links))
    if found.total > len(found.links):
        remark(f"\n{len(found.links)} of {found.total}; --limit {found.total} shows all")
    elif not found.links:
        remark(f"no link is {verdict}; `wirewatch stats` says how all stand")


def _standing(one: Standing) -> str:
    """Three lines: title, address, and why and when."""
    facts = [
        *_verdict_and_reason(one.verdict, one.reason),
        one.ref and f"another address of {one.ref}",
        one.source,
        f"met {date(one.first_seen_at)}",
        one.next_try_at and f"next try {date(one.next_try_at)}",
    ]
    told = " · ".join(on_one_line(fact) for fact in facts if fact)
    return "\n  ".join([bold(on_one_line(one.title or "without a title")), on_one_line(one.url), told])


@click.command()
@common
def stats(session: Session) -> None:
    """Count what the corpus holds and how every link stands.

    \b
    Example: wirewatch stats --json
    """
    with session.corpus() as corpus:
        counted = account.stats(corpus)
    if session.as_json:
        print_json(plain(asdict(counted)))
    else:
        _print_stats(counted)


def _sentences(found: Account) -> Iterator[str]:
    yield found.url
    if found.title:
        yield f"Listed as: {found.title}"
    for seen in found.sightings:
        period = f"first {date(seen.first_seen_at)}, last {date(seen.last_seen_at)}"
        yield f"Met in {seen.found_in} ({seen.source}), {period}."
    if found.verdict is not None and not found.sightings:
        yield f"Met first {date(found.first_seen_at)}, not through a source."
    yield _verdict(found)
    if found.attempts:
        again = f"; next try {date(found.next_try_at)}" if found.next_try_at else ""
        yield f"Tried {amount(found.attempts, 'time')} in vain{again}."
    if found.document:
        yield f"It is the {found.address_kind} address of {_named(found.document)}."
    if found.article and found.document:
        likeness = f"{found.document.kind}, {found.document.similarity:.2f}"
        yield f"That is a copy ({likeness}) of {_named(found.article)}."
    for judgement in found.judgements:
        yield _judged(judgement)
    yield from _to_do(found)


def _to_do(found: Account) -> Iterator[str]:
    """What one can do now."""
    if found.document:
        yield f"To read it: wirewatch show {found.document.ref}"
    elif found.verdict == OPEN:
        yield "The next crawl of its source asks for it."
    elif found.next_try_at:
        yield "Nothing need be done: it is tried again."
    elif found.verdict in _TODO:
        yield _TODO[Verdict(found.verdict)]


def _verdict(found: Account) -> str:
    if found.verdict is None:
        return "No source ever listed this address; a page we read named it."
    if found.verdict == OPEN:
        return "Open: it was not fetched yet."
    if found.reason and found.reason.startswith("forbidden by "):
        return f"Verdict forbidden: {found.reason.removeprefix('forbidden by ')} does not allow it."
    reason = f" ({found.reason})" if found.reason else ""
    return f"Verdict {found.verdict}: {_MEANING[Verdict(found.verdict)]}{reason}."


def _verdict_and_reason(verdict: str, reason: str | None) -> tuple[str, ...]:
    """What stands and why; one of them where the reason says it all, as in `forbidden by ...`."""
    if not reason:
        return (verdict,)
    return (reason,) if reason.startswith(verdict) else (verdict, reason)


def _named(member: Member) -> str:
    return f"{member.ref} “{member.title}”, {member.source or member.site}, {member.state}"


TERMS = 12
"""Words of the evidence that `why` names; `show --evidence` has them all, in their places."""


def _judged(judgement: Judgement) -> str:
    by = "a person" if judgement.judged_by == "person" else f"version {judgement.topic_version}"
    score = "" if judgement.score is None else f" with {judgement.score:.2f}"
    terms = dict.fromkeys(f"{match.term} ({match.where})" for match in judgement.matched)
    named = list(islice(terms, TERMS))
    more = f" and {len(terms) - TERMS} more" if len(terms) > TERMS else ""
    evidence = f"; words: {', '.join(named)}{more}" if terms else ""
    note = f"; {judgement.note}" if judgement.note else ""
    why = why_so(judgement.rule, judgement.direction)
    return f"Topic {judgement.topic}: {judgement.label}{score}, by {by}{why}{evidence}{note}."


def _print_stats(counted: Stats) -> None:
    click.echo(f"{counted.articles} articles, {counted.copies} copies, {counted.versions} versions")
    click.echo(f"published {_span(counted.first_published_at, counted.last_published_at)}")
    click.echo(f"first seen {_span(counted.first_seen_at, counted.last_seen_at)}")
    _section("Documents", counted.states.items())
    _section("Articles by language", counted.languages.items())
    _section("Articles by topic and label", counted.labels)
    _section("On topic by direction", ((topic, way or "not said", n) for topic, way, n in counted.directions))
    _section("On topic by concept", _most_named(counted.concepts))
    _section("Links by verdict and reason", counted.reasons)
    _section("Sources", _source_rows(counted.sources))
    _section("What the documents of a source lack", _lacks(counted.sources))
    _section("Runs", counted.runs.items())
    _section("Sums", map(_sum, counted.sums))


CONCEPTS = 15
"""Of a topic, shown on a screen; --json has all."""


def _most_named(concepts: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str, int]]:
    """The concepts that the most articles name, by topic."""
    for _, of_topic in groupby(concepts, key=lambda one: one[0]):
        yield from islice(of_topic, CONCEPTS)


def _section(title: str, rows: Iterable[Sequence[object]]) -> None:
    """A titled table; nothing when it has no rows."""
    cells = [list(row) for row in rows]
    if cells:
        click.echo(f"\n{bold(title)}")
        table(cells)


def _span(first: datetime | None, last: datetime | None) -> str:
    return f"{date(first)} to {date(last)}" if first and last else "unknown"


def _sum(one: Sum) -> tuple[str, str]:
    return one.claim, f"{one.left} = {one.right}" if one.holds else f"{one.left} ≠ {one.right}: broken"


def _source_rows(sources: Sequence[SourceStats]) -> Iterator[Sequence[object]]:
    if sources:
        yield "source", "links", "articles", "copies", "last answer", "last new", "failures"
    for one in sources:
        moments = date(one.last_answer_at), date(one.last_new_at)
        yield one.name, one.links, one.articles, one.copies, *moments, one.failures


def _lacks(sources: Sequence[SourceStats]) -> Iterator[Sequence[object]]:
    """Of each source with documents, the share that lacks something, or whose text is unsure."""
    held = [one for one in sources if one.articles + one.copies]
    if held:
        yield "source", "unsure text", "no title", "no author", "no date"
    for one in held:
        lacks = (one.unsure, one.untitled, one.unsigned, one.undated)
        yield one.name, *(f"{number / (one.articles + one.copies):.0%}" for number in lacks)
