"""`wirewatch show --copies`: who ran a story, when, under which title, and what each cut or added."""

from collections.abc import Sequence

import click

from corpus.cli.change import marked
from corpus.cli.options import remark
from corpus.cli.tables import bold, date, table
from corpus.diff import Piece
from corpus.family import Member, Relative, Rewriting, appeared, first_publisher

LONGEST = 40
"""Words of a stretch that was cut or added; of a longer one the beginning and the end are printed."""


def show_copies(
    members: Sequence[Member], rewritings: Sequence[Rewriting], related: Sequence[Relative]
) -> None:
    """Print the group of a document, what became of the text, what is related, and who was first."""
    changed = {one.ref: one for one in rewritings}
    rows: list[list[object]] = [
        [
            "ref",
            "kind",
            "similarity",
            "words",
            "cut",
            "added",
            "published",
            "first seen",
            "source",
            "credits",
            "title",
        ]
    ]
    for member in members:
        one = changed.get(member.ref)
        rows.append([
            member.ref, member.kind or "article",
            None if member.similarity is None else f"{member.similarity:.2f}",
            member.words, one and one.words_cut, one and one.words_added,
            date(member.published_at, member.published_precision), date(member.first_seen_at), member.name,
            member.wire, member.title,
        ])  # fmt: skip
    table(rows, indent="")
    for member in members:
        if member.ref in changed:
            click.echo(f"\n{bold(f'{member.ref} ({member.name}) against the article')}")
            click.echo("\n".join(f"  {place}" for place in _places(changed[member.ref])))
    if related:
        click.echo(f"\n{bold('Related, and articles of their own')}")
        table([[one.ref, one.kind, f"{one.similarity:.2f}", one.words,
                date(one.published_at, one.published_precision), one.source or one.site, one.title]
               for one in related], indent="")  # fmt: skip
    if len(members) > 1:
        for said in _who_was_first(members):
            remark(said)


def _places(one: Rewriting) -> list[str]:
    """Only what changed, a line for each place of the text."""
    places: list[list[Piece]] = [[]]
    for piece in one.pieces:
        if piece.is_change:
            places[-1].append(Piece(piece.kind, _shortened(piece.text)))
        elif places[-1]:
            places.append([])
    return [marked(place).rstrip() for place in places if place]


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) > LONGEST:
        words = [*words[: LONGEST // 2], f"… {len(words) - LONGEST} words …", *words[-LONGEST // 2 :]]
    return " ".join(words) + " "


def _who_was_first(members: Sequence[Member]) -> list[str]:
    """Why the first of a group is its article, who published first, whom they credit, and whom we met first."""
    article = members[0]
    said = [_why_the_article(members)]
    first = first_publisher(members)
    if first is not None and first is not article:
        when = date(first.published_at, first.published_precision)
        said.append(f"{first.ref} ({first.name}) says that it published first, {when}")
    credited = sorted({one.wire for one in members if one.wire})
    for wire in credited:
        crediting = [one.ref for one in members if one.wire == wire]
        own = next((one.ref for one in members if _is_of(wire, one)), "none of these")
        if crediting != [own]:  # an agency that signs its own text tells nothing
            said.append(f"{wire} is credited by {', '.join(crediting)}; its own: {own}")
    met = min(members, key=lambda one: (one.first_seen_at, one.ref))
    if met is not first:
        said.append(f"{met.ref} ({met.name}) is the one met first here, {date(met.first_seen_at)}")
    return said


def _why_the_article(members: Sequence[Member]) -> str:
    """In the words of the rule that chose it."""
    article, *copies = members
    if any(appeared(copy) < appeared(article) for copy in copies):
        return f"{article.ref} is the article, though not published first: its text is the fullest"
    if article.published_at is None:
        return (
            f"{article.ref} is the article: none of them says when it was published, so the address decides"
        )
    return f"{article.ref} is the article: it was published first"


def _is_of(wire: str, member: Member) -> bool:
    """Whether a document stands at the agency itself, as far as the names of its source and site tell."""
    agency = _letters(wire)
    names = _letters(member.source or ""), _letters(member.site.partition(".")[0])
    return len(agency) > 1 and any(
        name == agency or (len(agency) > 3 and name.startswith(agency)) for name in names
    )


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
