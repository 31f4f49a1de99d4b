"""A text without what outlets put around it, and a record of each paragraph that was taken out.

Whole paragraphs only. Where in doubt a paragraph stays: a false word costs less than a lost one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.types import Cut
from corpus.words import tokens
from pipelines.biographies import biographies
from pipelines.comment_area import area_at_end, heading_and_below, policy_and_around, posts_and_below
from pipelines.credits import authors_of, dateline_of, wire_of
from pipelines.embeds import Embed, blocks_of_embeds
from pipelines.headlines import headlines
from pipelines.menus import menus
from pipelines.paragraphs import Paragraph, Places, is_listing, paragraphs
from pipelines.rules import Rule
from pipelines.sites import compact
from pipelines.threads import names_writer

MOST_CUT = 0.4
"""Share of a text that may go. Beyond it the rules have misread the text, and all of it stays."""

_LONGEST_STUB = 3000
"""Characters. A longer text with a call to subscribe is a whole article with a call to subscribe."""
_LIST_WORDS = 20
_LIST_LENGTH = 8
_BARE_WORDS = 4
"""A longer `Read also` line holds the title itself and leads no list."""
POSTS = "reader comments"
"""The rule by which posts of readers go; `details["reader_comments"]` has how many there were."""
_BIOGRAPHY = "author bio"
_KICKER = 60
"""Characters of a kicker that may stand before the title in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """A text after the cuts, and what the cuts told."""

    text: str = field(repr=False)
    cuts: tuple[Cut, ...] = ()
    authors: tuple[str, ...] = ()
    wire: str | None = None
    truncated: bool = False
    is_listing: bool = False
    """True for the text of a section page: titles of other articles and nothing of its own."""
    details: Mapping[str, object] = field(default_factory=dict, repr=False)


def strip(
    blocks: Sequence[str],
    *,
    titles: Sequence[str] = (),
    embeds: Sequence[Embed] = (),
    links: Collection[str] = (),
    authors: Sequence[str] = (),
) -> Stripped:
    """The text of these paragraphs without boilerplate; stripping the result again changes nothing.

    `titles` are all forms of the page's title, `embeds` the posts and `links` the link texts of its
    markup, `authors` those whom it names. When the cuts together would take more than `MOST_CUT` of
    the text, none is made and `details["uncut"]` names the rules.
    """
    lines = paragraphs(blocks, links)
    if is_listing(lines):
        return Stripped(text="\n".join(line.text for line in lines), is_listing=True)
    posts, found = blocks_of_embeds([line.text for line in lines], embeds)
    cuts = {line.at: _cut("embed", line) for n, line in enumerate(lines) if n in posts}
    left = [line for line in lines if line.at not in cuts]
    # What is cut moves the ends of the text, so another rule may hold: until nothing more goes.
    while fresh := _round(left, titles, authors):
        cuts |= fresh
        left = [line for line in left if line.at not in fresh]
    if sum(len(cut.text) for cut in cuts.values()) > MOST_CUT * sum(len(line.text) for line in lines):
        rules = sorted({cut.rule for cut in cuts.values()})
        return Stripped(text="\n".join(line.text for line in lines), details={"uncut": rules})
    return _stripped(left, tuple(cuts[at] for at in sorted(cuts)), lines, found)


def _cut(rule: str, line: Paragraph) -> Cut:
    return Cut(rule=rule, block=line.at, text=line.text)


def _round(lines: Sequence[Paragraph], titles: Sequence[str], authors: Sequence[str]) -> dict[int, Cut]:
    """What goes of these paragraphs as they stand now."""
    places = Places(lines)
    own = list(_own_titles(lines, titles))
    cuts = {line.at: _cut("own title", line) for line in own}
    cuts |= {line.at: _cut("above the title", line) for line in _above_title(lines, own)}
    cuts |= {line.at: _cut("link line", line) for line in _link_lines(lines, places)}
    cuts |= {line.at: _cut(_BIOGRAPHY, line) for line in biographies(lines, authors)}
    cuts |= {line.at: _cut("menu", line) for line in menus(lines, places)}
    cuts |= {line.at: _cut("headlines", line) for line in headlines(lines, places) if line.at not in cuts}
    cuts |= {line.at: _cut(POSTS, line) for line in posts_and_below(lines, places.lead)}
    for n, line in enumerate(lines):
        if line.at in cuts or line.does("keep"):
            continue
        for rule in line.rules:
            reach = _reach(rule, lines, n) if places.allow(rule, n) else ()
            cuts |= {other.at: _cut(rule.name, other) for other in reach if other.at not in cuts}
            if reach:
                break
    area = area_at_end(lines, places.lead)
    cuts |= {line.at: _cut("comment area", line) for line in area if line.at not in cuts}
    return _with_neighbours(lines, places, cuts)


def _with_neighbours(lines: Sequence[Paragraph], places: Places, cuts: dict[int, Cut]) -> dict[int, Cut]:
    """These cuts, and what goes only next to one of them: the length of a recording below `Listen`."""
    weak = [n for n, line in enumerate(lines) if line.company and not line.does("keep")] if cuts else []
    for n in (*weak, *reversed(weak)):
        line = lines[n]
        if line.at in cuts:
            continue
        beside = (other.at for other in (*lines[max(n - 1, 0) : n], *lines[n + 1 : n + 2]))
        near = {cuts[at].rule for at in beside if at in cuts}
        rules = (rule for rule in line.company if places.allow(rule, n) and not near.isdisjoint(rule.beside))
        if rule := next(rules, None):
            cuts[line.at] = _cut(rule.name, line)
    return cuts


def _reach(rule: Rule, lines: Sequence[Paragraph], n: int) -> Sequence[Paragraph]:
    """The paragraphs that go when this rule matches the nth; none when its company speaks against it."""
    if rule.does in ("cut", "stub"):
        return [lines[n]]
    if rule.does == "list":
        return [lines[n], *_titles_after(lines, n)]
    if rule.does == "comments":
        return heading_and_below(lines, n)
    return policy_and_around(lines, n) if rule.does == "policy" else ()


def _titles_after(lines: Sequence[Paragraph], n: int) -> Iterator[Paragraph]:
    """The list items, or at the end the short lines without a full stop, that follow a bare heading."""
    if len(tokens(lines[n].text)) > _BARE_WORDS:
        return
    is_last = len(lines) - n <= _LIST_LENGTH + 1
    for line in lines[n + 1 : n + 1 + _LIST_LENGTH]:
        is_item = line.text.startswith("- ") or line.is_link or (is_last and not line.is_sentence)
        if line.does("keep") or line.text.count(" ") >= _LIST_WORDS or not is_item:
            return
        yield line


def _link_lines(lines: Sequence[Paragraph], places: Places) -> Iterator[Paragraph]:
    """Titles of other articles: two links in a row, or links below the last real paragraph."""
    for n, line in enumerate(lines):
        beside = [*lines[max(n - 1, 0) : n], *lines[n + 1 : n + 2]]
        below = places.last_real >= 0 and n > places.last_real
        if line.is_link and not line.is_long and (below or any(other.is_link for other in beside)):
            yield line


def _own_titles(lines: Sequence[Paragraph], titles: Sequence[str]) -> Iterator[Paragraph]:
    """The title where it is repeated above the first real paragraph, alone or after its kicker."""
    wanted = {name for title in titles if (name := compact(title))}
    title = compact(titles[0]) if titles else ""
    for line in lines[:3]:
        name = compact(line.text)
        kicker = len(name) - len(title) if title and name.endswith(title) else -1
        if name in wanted or (0 <= kicker <= _KICKER and not line.is_sentence):
            yield line
        elif line.is_real:
            return


def _above_title(lines: Sequence[Paragraph], own: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """What stands above the title: the name of a section or of the outlet."""
    for line in lines:
        if not own or line.at >= own[0].at:
            return
        if not line.does("keep"):
            yield line


def _stripped(
    left: Sequence[Paragraph], cuts: tuple[Cut, ...], lines: Sequence[Paragraph], posts: Sequence[Embed]
) -> Stripped:
    text = "\n".join(line.text for line in left)
    taken = {cut.block: cut.rule for cut in cuts}
    details: dict[str, list[object]] = {"embeds": [post.as_details() for post in posts]}
    for line in lines:
        for rule in line.rules:
            if rule.kept_as and (taken.get(line.at) == rule.name or rule.does == "keep"):
                details.setdefault(rule.kept_as, []).append(line.text)
    bylines, credits = ([str(line) for line in details.get(key, ())] for key in ("bylines", "credits"))
    dateline = dateline_of(left[0].text) if left else None
    about = [cut.text for cut in cuts if cut.rule == _BIOGRAPHY]
    details["author_bio"] = [*details.get("author_bio", ()), *about]
    details["dateline"] = [dateline[0]] if dateline else []
    if posts_cut := sum(cut.rule == POSTS and names_writer(cut.text) for cut in cuts):
        details["reader_comments"] = [posts_cut]
    stubs = {rule.name for line in lines for rule in line.rules if rule.does == "stub"}
    return Stripped(
        text=text,
        cuts=cuts,
        authors=authors_of(bylines, credits),
        wire=dateline[1] if dateline else wire_of(credits),
        truncated=len(text) <= _LONGEST_STUB and not stubs.isdisjoint(taken.values()),
        details={key: value for key, value in details.items() if value},
    )
