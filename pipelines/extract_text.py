"""The text of a page: a cheap reading where that is sure of itself or of no use, else the best of six.

The cheap reading is the learned one, held against resiliparse's. The six are these two, the learned one with a vote
of the library, the mean of both learned ones, and the library's default and precise modes; each is cleaned, and the
one that agrees most with all others is believed. `docs/figures.md` tells what each step gains.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.boilerplate import Stripped, strip
from pipelines.choice import AGREED, Shingles, agreement, middle, shingles
from pipelines.decode import decode
from pipelines.embeds import embeds_in
from pipelines.extract_candidates import Candidate, by_library, by_resiliparse, in_node, in_scripts, lines_of
from pipelines.joiners import has_joiners, with_joiners_hidden
from pipelines.learned import Chances, Looked, Model, mean
from pipelines.markup import links_in, parse, unnested
from pipelines.metadata import Metadata, read_metadata
from pipelines.pieces import pieces_of

Wanted = Callable[[str, str], bool]
"""Whether a page can be worth more than a cheap reading, by its title and the text of that reading."""

_SHORTEST_SURE = 250
"""Characters. Two readings that agree on less may both have missed the article."""
_LONGER = 2
"""So many times the text that is shown must be in scripts, where the scripts are believed instead."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page, decoded and parsed once: every step reads the same tree and none changes it."""

    url: str
    html: str = field(repr=False)
    tree: HtmlElement = field(repr=False)
    metadata: Metadata = field(repr=False)

    @classmethod
    def of(cls, body: bytes, url: str, charset: str | None) -> "Opened":
        """The page of these bytes; NotMarkupError when they hold none."""
        html = unnested(decode(body, charset))
        tree = parse(html, body)
        return cls(url, html, tree, read_metadata(tree, url))


@dataclass(frozen=True, slots=True)
class Text:
    """One reading of a page's text, cleaned, and how far to trust it."""

    method: str
    """Who read it."""
    raw: str = field(repr=False)
    """With the boilerplate."""
    stripped: Stripped = field(repr=False)
    confidence: float | None = None
    """How far it agrees with the best of the readings that were made without it, between 0 and 1; None: not asked."""
    is_wanted: bool = True
    """Whether the page can be worth more than a cheap reading."""
    readings: int = 2
    """How many were compared."""


def text_of(page: Opened, model: Model, is_wanted: Wanted) -> Text:
    """The text of a page as well as it is worth it."""
    attempts = Attempts(page, model)
    first, second = attempts.cleaned(attempts.alone()), by_resiliparse(page.html)
    # The second reading holds too much rather than too little: what it does not tell stands nowhere on the page.
    wanted = any(is_wanted(page.metadata.title, text) for text in (first.text, "\n".join(second.lines)))
    if len(first.text) >= _SHORTEST_SURE:
        if not wanted:
            return first.told(None, is_wanted=False)
        sure = _agreement(attempts, first, second)
        if sure >= AGREED:
            return first.told(sure)
    return _rescued(page, attempts, best_of_six(attempts, first, attempts.cleaned(second)))


def _agreement(attempts: "Attempts", first: "Cleaned", second: Candidate) -> float:
    """How far the cheap readings agree; the second is cleaned only where that can decide."""
    uncut = shingles("\n".join(second.lines))
    sure = agreement(first.shingles, uncut)
    own = first.shingles.total()
    hits = sure * (own + uncut.total()) / 2
    could_be_sure = 2 * hits >= AGREED * (own + hits)  # if all else of the second went
    if sure >= AGREED or not could_be_sure:
        return sure
    return agreement(first.shingles, attempts.cleaned(second).shingles)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A reading without its boilerplate."""

    candidate: Candidate
    stripped: Stripped
    shingles: Shingles = field(repr=False)

    @property
    def text(self) -> str:
        """What is left."""
        return self.stripped.text

    def told(self, confidence: float | None, *, is_wanted: bool = True, readings: int = 2) -> Text:
        """It as the text of the page."""
        return Text(
            self.candidate.name,
            "\n".join(self.candidate.lines),
            self.stripped,
            confidence,
            is_wanted,
            readings,
        )


class Attempts:
    """The readings of one page, made and cleaned on demand."""

    def __init__(self, page: Opened, model: Model) -> None:
        self._page = page
        metadata = page.metadata
        self._titles = (metadata.title, *metadata.titles)
        self._embeds = embeds_in(page.tree)
        self._links = links_in(page.tree, page.url)
        self._looked = Looked(pieces_of(page.tree), metadata.title, metadata.description or "", model)
        self._alone = self._looked.alone()

    def cleaned(self, candidate: Candidate) -> Cleaned:
        """A reading without boilerplate."""
        stripped = strip(
            candidate.lines,
            titles=self._titles,
            embeds=self._embeds,
            links=self._links,
            authors=self._page.metadata.authors,
        )
        return Cleaned(candidate, stripped, shingles(stripped.text))

    def alone(self) -> Candidate:
        """The learned reading of the page alone."""
        return self._learned("learned", self._alone)

    def library(self) -> list[Candidate]:
        """The library's reading in two modes; in a third where both find nothing."""
        page = self._page
        tree = with_joiners_hidden(page.tree) if has_joiners(page.html) else page.tree
        found = [by_library(tree, page.url), by_library(tree, page.url, mode="favor_precision")]
        if not any(one.lines for one in found):
            # They find nothing where a whole page stands inside a popup or an aside; recall mode does.
            found = [by_library(tree, page.url, mode="favor_recall")]
        return found

    def with_vote(self, library: Candidate) -> list[Candidate]:
        """The learned reading where the library has a vote, and the mean of it and the one alone."""
        voted = self._looked.beside(library.lines)
        both = mean(voted, self._alone)
        return [
            self._learned("learned, mean", both),
            self._learned("learned, with trafilatura", voted),
        ]

    def _learned(self, name: str, chances: Chances) -> Candidate:
        return Candidate(name, lines_of("\n".join(self._looked.lines(chances))))


def best_of_six(attempts: Attempts, first: Cleaned, second: Cleaned) -> Text:
    """The reading that agrees most with all others, of the two cheap ones and four more."""
    library = attempts.library()
    made_by_others = [*map(attempts.cleaned, library), second]
    learned = [*map(attempts.cleaned, attempts.with_vote(library[0])), first]
    several = [one for one in (*learned, *made_by_others) if one.text] or [first]
    best = several[middle([one.shingles for one in several])]
    others = [agreement(best.shingles, one.shingles) for one in made_by_others if one is not best]
    return best.told(max(others, default=0.0), readings=len(several))


def _rescued(page: Opened, attempts: Attempts, text: Text) -> Text:
    """What the page's scripts carry, where almost nothing of it is shown."""
    shown = len(text.stripped.text)
    if shown >= _SHORTEST_SURE:
        return text
    hidden: Sequence[Candidate] = (in_node(page.metadata.node), in_scripts(page.tree))
    best = max(
        (attempts.cleaned(one) for one in hidden if one.lines), key=lambda one: len(one.text), default=None
    )
    if best is None or len(best.text) < _LONGER * shown:
        return text
    return best.told(0.0)
