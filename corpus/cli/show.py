"""`wirewatch show`: one document, whole or from one side."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import click

from corpus.cli.change import between, changed, marked, up_to
from corpus.cli.copies import show_copies
from corpus.cli.evidence import evidence_lines, why_so
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold, date, harmless, table
from corpus.diff import Piece
from corpus.doubts import doubts_of_text
from corpus.family import Member, Relative, Rewriting, group, relatives, rewritings
from corpus.lines import line, plain
from corpus.lookup import locate
from corpus.record import Judgement, Record, VersionRecord, record
from corpus.snippets import on_one_line


@dataclass(frozen=True, slots=True)
class _Shown:
    """What every view is made from."""

    record: Record
    version: VersionRecord
    members: tuple[Member, ...]
    rewritings: tuple[Rewriting, ...] = ()
    """When copies were asked for."""
    relatives: tuple[Relative, ...] = ()


@click.command()
@common
@click.argument("name", metavar="REF|URL")
@click.option("--versions", is_flag=True, help="Its states, as its site showed them.")
@click.option(
    "--diff",
    "span",
    is_flag=False,
    flag_value="",
    metavar="[N..M]",
    help="What changed the last time, or up to the version of REF@MOMENT, or between two.",
)
@click.option("--copies", is_flag=True, help="Who ran it: the article and its copies.")
@click.option("--evidence", is_flag=True, help="The words that decided, and where they stand.")
@click.option("--cuts", is_flag=True, help="What was taken out of the page's text, by which rule.")
@click.option("--provenance", is_flag=True, help="How it was found, fetched and read.")
def show(session: Session, name: str, span: str | None, **views: bool) -> None:
    """Show a document by its ref or any of its addresses; REF@MOMENT is the version of that moment.

    Several options show several sides of it.

    \b
    Examples: wirewatch show jj7wfifkrw
              wirewatch show jj7wfifkrw --evidence --cuts
              wirewatch show jj7wfifkrw --diff 1..2
    """
    with session.corpus() as corpus:
        found = locate(corpus, name)
        one = record(corpus, found.document_id)
        id_ = found.document_id
        shown = _Shown(one, one.at(found.n), group(corpus, id_))
        if views["copies"]:
            shown = replace(shown, rewritings=rewritings(corpus, id_), relatives=relatives(corpus, id_))
    pieces: dict[str, list[Piece]] = {}
    if span is not None:
        at = found.of_a_moment and not span
        pieces = changed(*(up_to(one, found.n) if at else between(one, span)))
    if session.as_json:
        print_json(_as_json(shown, pieces))
    else:
        asked = [view for view in VIEWS if views.get(view)]
        _print(shown, asked, pieces if span is not None else None)


def _print(shown: _Shown, views: list[str], pieces: dict[str, list[Piece]] | None) -> None:
    """The views that were asked for, under their names when there are several; else the document itself."""
    number = len(views) + (pieces is not None)
    if pieces is not None:
        _head("diff", number)
        parts = [f"{bold(part)}\n{marked(several)}" for part, several in pieces.items()]
        click.echo("\n\n".join(parts) or "title and text read the same")
    for view in views if number else ["text"]:
        _head(view, number)
        VIEWS[view](shown)


def _head(view: str, number: int) -> None:
    if number > 1:
        click.echo(bold(f"== {view}"))


def _text(shown: _Shown) -> None:
    """Title, what is known, text."""
    version, one = shown.version, shown.record
    click.echo(bold(on_one_line(version.title)))
    table([[name, value] for name, value in _facts(shown) if value], indent="")
    for judgement in one.judgements:
        click.echo(on_one_line(_judged(judgement)))
    click.echo(f"\n{harmless(version.text)}")


def _facts(shown: _Shown) -> list[tuple[str, str | None]]:
    one, version = shown.record, shown.version
    modified = (
        f", modified {date(version.modified_at)}{_doubt(version, 'modified')}" if version.modified_at else ""
    )
    published = (date(version.published_at, version.published_precision) or "not said") + _doubt(
        version, "published"
    )
    return [
        ("source", f"{one.source} ({one.site})" if one.source else one.site),
        ("published", published + modified),
        ("seen", f"first {date(one.first_seen_at)}, checked {date(one.checked_at)}"),
        ("authors", ", ".join(version.authors)),
        ("wire", version.wire),
        ("language", version.language),
        ("state", one.state + (", only the beginning" if version.truncated else "")),
        ("in doubt", "; ".join(doubts_of_text(version.title, version.confidence, version.details))),
        ("version", _which(shown)),
        ("ref", one.ref),
        *(("address", address.url) for address in one.addresses),
        ("group", _group(shown)),
    ]


def _doubt(version: VersionRecord, key: str) -> str:
    """Why a date cannot well be right, in brackets; what the page writes where that tells no date."""
    found = version.details.get(key, {})
    if found.get("method") == "not believed":
        return f" (the page says {found['raw']!r})"
    return f" (doubtful: {found['implausible']})" if "implausible" in found else ""


def _which(shown: _Shown) -> str | None:
    """Which of its versions is shown; None when there is but one."""
    if len(shown.record.versions) == 1:
        return None
    place = f"{shown.version.n} of {len(shown.record.versions)}"
    current = " (current)" if shown.version.n == shown.record.version else ""
    return f"{place}{current}, {shown.record.ref}@{_moment(shown.version)}"


def _group(shown: _Shown) -> str | None:
    if shown.record.copy_of:
        return f"{shown.record.copy_kind} copy of {shown.record.copy_of}"
    copies = len(shown.members) - 1
    return f"{amount(copies, 'copy', 'copies')} (--copies)" if copies else None


def _judged(judgement: Judgement) -> str:
    by = "a person" if judgement.judged_by == "person" else f"topic version {judgement.topic_version}"
    score = "" if judgement.score is None else f" {judgement.score:.2f}"
    note = f": {judgement.note}" if judgement.note else ""
    return (
        f"{judgement.topic}: {judgement.label}{score}, by {by}{note}"
        f"{why_so(judgement.rule, judgement.direction)}"
    )


def _versions(shown: _Shown) -> None:
    rows: list[list[object]] = [["n", "first seen", "last seen", "words", "change", "cited as", "title"]]
    for version in shown.record.versions:
        current = "*" if version.n == shown.record.version else ""
        seen = [date(version.first_seen_at), date(version.last_seen_at)]
        cited = f"{shown.record.ref}@{_moment(version)}"
        rows.append([f"{version.n}{current}", *seen, version.words, version.change, cited, version.title])
    table(rows, indent="")


def _copies(shown: _Shown) -> None:
    show_copies(shown.members, shown.rewritings, shown.relatives)


def _evidence(shown: _Shown) -> None:
    for judgement in shown.record.judgements:
        click.echo(bold(on_one_line(_judged(judgement))))
        current = shown.record.current
        for word in evidence_lines(current.title, current.text, judgement.matched):
            click.echo(f"  {word}")


def _cuts(shown: _Shown) -> None:
    if not shown.version.cuts:
        remark("nothing was cut out of this text")
    for cut in shown.version.cuts:
        click.echo(
            f"{bold(on_one_line(cut.rule))}, paragraph {cut.block + 1} of the page:\n  {harmless(cut.text)}\n"
        )


def _provenance(shown: _Shown) -> None:
    fetch = shown.version.fetch
    rows: list[list[object]] = [["extractor", shown.version.extractor]]
    if fetch:
        run = (
            f"{fetch.run} of {date(fetch.run_started_at)}, wirewatch {fetch.wirewatch}" if fetch.run else None
        )
        rows += [
            ["requested", fetch.requested_url],
            ["found at", fetch.url],
            ["fetched", fetch.fetched_at.isoformat()],
        ]
        rows += [["origin", fetch.origin], ["status", fetch.status], ["sha256", fetch.sha256], ["run", run]]
        rows += [["bytes kept", "yes" if fetch.kept else "no"]]
        rows += [[f"header {name}", value] for name, value in fetch.headers.items()]
    rows += [[f"topic {said.topic}", f"version {said.topic_version}"] for said in shown.record.judgements]
    rows += [[f"address ({one.kind})", one.url] for one in shown.record.addresses]
    for seen in shown.record.sightings:
        rows.append(["met in", f"{seen.found_in} ({seen.source}), {date(seen.first_seen_at)}"])
    table(
        [[name, value if value is None else str(value)] for name, value in rows if value is not None],
        indent="",
    )


VIEWS: dict[str, Callable[[_Shown], None]] = {
    "text": _text,
    "versions": _versions,
    "copies": _copies,
    "evidence": _evidence,
    "cuts": _cuts,
    "provenance": _provenance,
}


def _as_json(shown: _Shown, pieces: dict[str, list[Piece]]) -> dict[str, Any]:
    """The line that an export writes, with the group and, when asked for, the diff."""
    extra: dict[str, Any] = {"group": [asdict(member) for member in shown.members]}
    if shown.rewritings or shown.relatives:
        extra["rewritings"] = [asdict(one) for one in shown.rewritings]
        extra["related"] = [asdict(one) for one in shown.relatives]
    if pieces:
        extra["diff"] = {part: [asdict(piece) for piece in changed] for part, changed in pieces.items()}
    written: dict[str, Any] = line(shown.record, shown.version.n) | plain(extra)
    return written


def _moment(version: VersionRecord) -> str:
    return f"{version.first_seen_at:%Y-%m-%dT%H:%M:%SZ}"
