"""A text without what outlets put around it, and a record of each paragraph that was taken out.

Whole paragraphs only. Where in doubt a paragraph stays: a false word costs less than a lost one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.types import Cut
from corpus.words import fold, tokens
from pipelines.bylines import agency, people
from pipelines.embeds import Embed, blocks_of_embeds
from pipelines.rules import Rule, matching

MOST_CUT = 0.4
"""Share of a text that may go. Beyond it the rules have misread the text, and all of it stays."""

_REAL_WORDS = 20
"""A paragraph of this length that ends a sentence is reporting, unless a rule for the top says otherwise."""
_BOTTOM = 2 / 3
_LONGEST_STUB = 3000
"""Characters. Longer texts with a call to subscribe are whole articles with a call to subscribe."""
_LIST_WORDS = 20
_LIST_LENGTH = 8
_SENTENCE_END = re.compile(r"[.!?…。؟۔:;][\"'»”’)\]]*$")
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^()|]{1,60}?)[,.]?\s*\((?P<agency>[^()]{2,40})\)\s*(?:[-–—]+|\.\s?[-–—])\s*(?=\S)"
)
_CREDITED = re.compile(r"\b(?:by|von|par)\s+([^;()]+)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """A text after the cuts, and what the cuts told."""

    text: str = field(repr=False)
    cuts: tuple[Cut, ...] = ()
    authors: tuple[str, ...] = ()
    wire: str | None = None
    truncated: bool = False
    details: Mapping[str, object] = field(default_factory=dict, repr=False)


def strip(blocks: Sequence[str], *, title: str = "", embeds: Sequence[Embed] = ()) -> Stripped:
    """The text of these paragraphs without boilerplate; stripping the result again changes nothing.

    When the cuts together would take more than `MOST_CUT` of the text, none is made and
    `details["uncut"]` says so.
    """
    lines = [_Line(at, block, matching(block)) for at, block in enumerate(blocks) if block.strip()]
    posts, found = blocks_of_embeds([line.text for line in lines], embeds)
    left, cuts = lines, dict[int, Cut]()
    first = {
        line.at: Cut(rule="embed", block=line.at, text=line.text)
        for n, line in enumerate(lines)
        if n in posts
    }
    fresh = first or _round(left, title)
    while fresh:
        cuts |= fresh
        left = [line for line in left if line.at not in fresh]
        fresh = _round(left, title)
    whole = sum(len(line.text) for line in lines)
    if sum(len(cut.text) for cut in cuts.values()) > whole * MOST_CUT:
        return Stripped(
            text="\n".join(line.text for line in lines),
            details={"uncut": sorted({cut.rule for cut in cuts.values()})},
        )
    return _stripped(left, tuple(cuts[at] for at in sorted(cuts)), lines, found)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, its place in the extracted text, and the rules it matches."""

    at: int
    text: str
    rules: tuple[Rule, ...]

    def rule(self, *does: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.does in does), None)

    @property
    def kept(self) -> bool:
        return self.rule("keep") is not None


def _round(lines: Sequence[_Line], title: str) -> dict[int, Cut]:
    """What the rules cut of these paragraphs as they stand; cuts may open the view for another round."""
    places = _Places(lines)
    cuts = {
        line.at: Cut(rule="own title", block=line.at, text=line.text) for line in _own_title(lines, title)
    }
    for n, line in enumerate(lines):
        if line.at in cuts or line.kept:
            continue
        for rule in line.rules:
            reach = _reach(rule, lines, n) if places.allow(rule, n) else ()
            cuts |= {other.at: Cut(rule=rule.name, block=other.at, text=other.text) for other in reach}
            if reach:
                break
    return cuts


class _Places:
    """Where each paragraph stands: above the first real one, in the middle, in the last third."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        real = [n for n, line in enumerate(lines) if _is_real(line)]
        self.first_real = real[0] if real else len(lines)
        self.last_real = real[-1] if real else -1
        whole, seen = sum(len(line.text) for line in lines), 0
        self.bottom = len(lines)
        for n, line in enumerate(lines):
            if seen >= whole * _BOTTOM:
                self.bottom = n
                break
            seen += len(line.text)

    def allow(self, rule: Rule, n: int) -> bool:
        if rule.where == "top":
            return n < self.first_real
        return rule.where == "any" or n >= self.bottom or n > self.last_real


def _is_real(line: _Line) -> bool:
    if line.rules and not line.kept:
        return False
    long_enough = line.text.count(" ") >= _REAL_WORDS or (
        " " not in line.text and len(line.text) > 3 * _REAL_WORDS
    )
    return long_enough and _SENTENCE_END.search(line.text) is not None


def _reach(rule: Rule, lines: Sequence[_Line], n: int) -> Sequence[_Line]:
    """The paragraphs that go when this rule matches the nth; none when its company speaks against it."""
    if rule.does in ("cut", "stub"):
        return [lines[n]]
    if rule.does == "list":
        return [lines[n], *_headlines_after(lines, n)]
    if rule.does == "comments":
        return _comments(lines, n)
    if rule.does == "policy":
        # A policy speaks for itself only at the end: in front of reporting it may be reporting.
        return [lines[n]] if all(line.rules for line in lines[n + 1 :]) else ()
    return ()


def _comments(lines: Sequence[_Line], n: int) -> Sequence[_Line]:
    """A comment heading and all that follows, if a policy or a form is among it or nothing follows.

    By neighbourhood, because the last sentence of a policy often only thanks the reader.
    """
    following = lines[n + 1 :]
    if following and not any(line.rule("policy", "comments") for line in following[:4]):
        return ()
    return [lines[n], *(line for line in following if not line.kept)]


def _headlines_after(lines: Sequence[_Line], n: int) -> Iterator[_Line]:
    """The short lines without a full stop that follow a bare heading such as `Read also`."""
    if (
        len(tokens(lines[n].text)) > 4
        or lines[n].text.rstrip()[-1:] not in ":>"
        and len(lines) - n > _LIST_LENGTH
    ):
        return
    for line in lines[n + 1 : n + 1 + _LIST_LENGTH]:
        if line.kept or line.text.count(" ") >= _LIST_WORDS or _SENTENCE_END.search(line.text):
            return
        yield line


def _own_title(lines: Sequence[_Line], title: str) -> Iterator[_Line]:
    """The title where it is repeated above the first real paragraph, or as it."""
    wanted = tokens(title)
    for line in lines[:3] if wanted else ():
        if tokens(line.text) == wanted:
            yield line
            return
        if _is_real(line):
            return


def _stripped(
    left: Sequence[_Line], cuts: tuple[Cut, ...], lines: Sequence[_Line], posts: Sequence[Embed]
) -> Stripped:
    text = "\n".join(line.text for line in left)
    gone = {cut.block: cut.rule for cut in cuts}
    dateline = _DATELINE.match(left[0].text) if left else None
    details: dict[str, list[object]] = {"embeds": [post.as_details() for post in posts]}
    for line in lines:
        for rule in line.rules:
            if rule.kept_as and (gone.get(line.at) == rule.name or rule.does == "keep"):
                details.setdefault(rule.kept_as, []).append(line.text)
    if dateline and agency(dateline["agency"]):
        details["dateline"] = [dateline.group().rstrip(" -–—")]
    bylines = [str(value) for value in details.get("bylines", ())]
    credits = [str(value) for value in details.get("credits", ())]
    stubs = {rule.name for line in lines for rule in line.rules if rule.does == "stub"}
    return Stripped(
        text=text,
        cuts=cuts,
        authors=people(bylines)
        or people(name for credit in credits for name in _CREDITED.findall(credit)[:1]),
        wire=_wire(dateline["agency"] if dateline else "", credits),
        truncated=len(text) <= _LONGEST_STUB and any(rule in stubs for rule in gone.values()),
        details={key: value for key, value in details.items() if value},
    )


def _wire(dateline: str, credits: Sequence[str]) -> str | None:
    """The agency that the dateline or a credit line names."""
    pieces = [
        dateline,
        *(piece for credit in credits for piece in re.split(r"[:,;()/]| (?:avec|by|von|from|with) ", credit)),
    ]
    return next((name for piece in pieces if piece.strip() and (name := agency(piece))), None)
