"""`wirewatch search`: what the corpus holds on something, as a list to read or as JSON."""

import dataclasses

import click

from corpus.cli.filters import Asking, check_names, filters
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold, date, marks
from corpus.clock import text_if_known, to_text
from corpus.query import ANY, Hit, Query, answer
from corpus.snippets import on_one_line
from corpus.terms import dangling
from corpus.types import Label, State

LIMIT = 20
"""Hits on a screen, unless asked for more."""


@click.command(cls=Asking)
@common
@filters
def search(session: Session, query: Query) -> None:
    """Find articles by their words and by what is known of them; an empty QUERY lists.

    Words must all occur, in any inflection; "quotes" are exact; OR joins two words, -word or NOT word
    excludes, begin* completes.

    \b
    Examples: wirewatch search 'shahed OR geran "alabuga plant"' --since 2026-01-01
              wirewatch search дрон -украина --language ru --json
    """
    query = dataclasses.replace(query, limit=query.limit or LIMIT)
    with session.corpus() as corpus:
        check_names(corpus, query)
        found = answer(corpus, query)
    if session.as_json:
        print_json([_as_json(hit) for hit in found.hits])
    else:
        click.echo("\n\n".join(map(as_lines, found.hits)), nl=bool(found.hits))
    if found.total > len(found.hits):
        remark(f"\n{len(found.hits)} of {found.total}; --limit {found.total} shows all")
    elif not found.hits:
        wider = "" if query.label == ANY or query.review else " --label any looks at everything kept,"
        remark(f"nothing found;{wider} `wirewatch why --verdict off_topic` lists what was not kept")
        if query.text.strip():
            remark("spelling is not guessed: begin* finds all words that begin so, a OR b finds either")
    if operator := dangling(query.text):
        remark(f"{operator} at the end does nothing: the word after it is missing")


def as_lines(hit: Hit) -> str:
    """Three lines: title; what, when and where; the passage."""
    facts = [
        on_one_line(hit.source or hit.site),
        _date(hit),
        hit.ref,
        hit.language or "",
        "" if hit.label == Label.ON_TOPIC else hit.label or "not judged",
        "" if hit.state == State.LIVE else hit.state,
        f"copy of {hit.copy_of}" if hit.copy_of else "",
        _copies(hit),
        *map(on_one_line, hit.doubts),
    ]
    return "\n  ".join(
        [bold(on_one_line(hit.title) or hit.url), " · ".join(filter(None, facts)), _passage(hit)]
    )


def _date(hit: Hit) -> str:
    if hit.published_at is None:
        return f"seen {hit.first_seen_at:%Y-%m-%d}, undated"
    return date(hit.published_at, hit.published_precision)


def _copies(hit: Hit) -> str:
    if not hit.copies or hit.copy_of:
        return ""
    return f"+{amount(hit.copies, 'copy', 'copies')}"


def _passage(hit: Hit) -> str:
    """Matches bold on a terminal, in [brackets] elsewhere."""
    return hit.snippet.marked(*marks())


def _as_json(hit: Hit) -> dict[str, object]:
    """A hit as other programs get it; `matches` are the places of the matches in the snippet."""
    fields = {item.name: getattr(hit, item.name) for item in dataclasses.fields(hit)}
    return fields | {
        "published_at": text_if_known(hit.published_at),
        "first_seen_at": to_text(hit.first_seen_at),
        "snippet": hit.snippet.text,
        "matches": hit.snippet.marks,
    }
