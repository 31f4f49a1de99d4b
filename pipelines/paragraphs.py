"""The paragraphs of an extracted text: which are reporting, and where each stands."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipelines.markup import SHORTEST_LINK
from pipelines.rules import Rule, matching
from pipelines.sites import compact

_REAL_WORDS = 20
"""A paragraph of this length that ends a sentence is reporting, unless a rule says otherwise."""
_REAL_UNSPACED = 60
"""The same in characters, for scripts that do not part their words."""
_BOTTOM = 2 / 3
_SHORTEST_LISTING = 3
_SENTENCE_END = re.compile(r"[.!?…。؟۔:;][\"'»”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its place in the extracted text, and what can be told of it alone."""

    at: int
    text: str
    rules: tuple[Rule, ...] = ()
    """The rules of the table that match it and hold alone, wherever it stands."""
    company: tuple[Rule, ...] = ()
    """Those that match it and hold only in company: a line of which nothing else is known may be anything."""
    is_link: bool = False
    """Whether the whole of it is a link of the page: the title of another article."""

    def does(self, *kinds: str) -> bool:
        """Whether a rule of one of these kinds matches."""
        return any(rule.does in kinds for rule in (*self.rules, *self.company))

    @property
    def is_sentence(self) -> bool:
        """Whether it ends like a sentence."""
        return _SENTENCE_END.search(self.text) is not None

    @property
    def is_long(self) -> bool:
        """Whether it has the length and the end of reporting."""
        unspaced = " " not in self.text and len(self.text) > _REAL_UNSPACED
        return (unspaced or self.text.count(" ") >= _REAL_WORDS) and self.is_sentence

    @property
    def is_real(self) -> bool:
        """Whether it is reporting, as far as length, end and rules tell."""
        return self.is_long and (not self.rules or self.does("keep"))


def paragraphs(blocks: Sequence[str], links: Collection[str] = ()) -> list[Paragraph]:
    """The paragraphs of a text; `links` are the page's link texts as `pipelines.markup.links_in` gives them."""
    return [_paragraph(at, block, links) for at, block in enumerate(blocks) if block.strip()]


def _paragraph(at: int, block: str, links: Collection[str]) -> Paragraph:
    if block.startswith("|"):  # a row of a table: its cells are headings and names, and part of the story
        return Paragraph(at, block)
    is_link = len(block.split()) >= SHORTEST_LINK and compact(block) in links
    found = matching(block)
    alone = tuple(rule for rule in found if not rule.needs_company)
    company = tuple(rule for rule in found if rule.needs_company)
    return Paragraph(at, block, alone, company, is_link)


def is_listing(lines: Sequence[Paragraph]) -> bool:
    """Whether a text is a list of other articles: no reporting, and every third line or more a link to one."""
    links = sum(line.is_link for line in lines)
    return links >= _SHORTEST_LISTING and links * 3 >= len(lines) and not any(line.is_real for line in lines)


class Places:
    """Where each of some paragraphs stands: above the first real one, in the middle, in the last third."""

    def __init__(self, lines: Sequence[Paragraph]) -> None:
        real = [n for n, line in enumerate(lines) if line.is_real]
        self.first_real = real[0] if real else len(lines)
        self.last_real = real[-1] if real else -1
        self.bottom = _start_of_bottom(lines)
        long = (n for n, line in enumerate(lines) if line.is_long)
        self.lead = self.first_real if real else next(long, -1)
        """The paragraph that no rule may take: the first real one, else the first that could be."""

    def allow(self, rule: Rule, n: int) -> bool:
        """Whether the nth paragraph stands where the rule holds."""
        if n == self.lead:
            return False
        if rule.where == "top":
            return n < self.first_real
        return rule.where == "any" or n >= self.bottom or n > self.last_real


def _start_of_bottom(lines: Sequence[Paragraph]) -> int:
    whole, seen = sum(len(line.text) for line in lines), 0
    for n, line in enumerate(lines):
        if seen >= whole * _BOTTOM:
            return n
        seen += len(line.text)
    return len(lines)
