"""A site whose articles end alike, in a language that nobody speaks: made anew from each seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from corpus.types import Page
from tests.makers import NOON, page

_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "kl", "st", "vr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")


class Language:
    """Words of an invented language, some as frequent as in any other."""

    def __init__(self, chance: random.Random, words: int = 2500) -> None:
        self._chance = chance
        self._words = ["".join(self._syllables()) for _ in range(words)]
        self._weights = [1 / (rank + 3) for rank in range(words)]

    def sentence(self, fewest: int = 8, most: int = 22) -> str:
        """A sentence of so many words."""
        words = self._chance.choices(self._words, self._weights, k=self._chance.randint(fewest, most))
        return " ".join(words).capitalize() + "."

    def paragraph(self, sentences: int) -> str:
        """So many sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def _syllables(self) -> Iterator[str]:
        for _ in range(self._chance.choice((1, 1, 2, 2, 2, 3))):
            yield self._chance.choice(_ONSETS) + self._chance.choice(_VOWELS)


@dataclass(frozen=True)
class Furniture:
    """What the site puts around its articles."""

    disclaimer: str
    """Above or below the text."""
    promo: str
    """Somewhere in the middle."""
    policy: tuple[str, ...]
    """At the end, in two paragraphs, of which the second only thanks the reader."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All of it."""
        return (self.disclaimer, self.promo, *self.policy)


@dataclass(frozen=True)
class Told:
    """One article of the site: what is its own, and its page with all the furniture."""

    own: tuple[str, ...]
    page: Page = field(repr=False)


class RepeatingSite:
    """Makes the articles of one site."""

    def __init__(self, seed: int, *, host: str = "gazette.example") -> None:
        self.chance = random.Random(seed)
        self.language = Language(self.chance)
        self.host = host
        self.furniture = self.new_furniture()
        self._at_top = self.chance.random() < 0.5
        self._number = 0

    def new_furniture(self) -> Furniture:
        """Other wordings of policy, promo and disclaimer."""
        say = self.language
        return Furniture(say.sentence(14, 24), say.sentence(7, 12), (say.paragraph(3), say.sentence(4, 8)))

    def tell(self, own: Sequence[str] | None = None, *, paragraphs: int | None = None) -> Told:
        """The next article; of these paragraphs when they are given."""
        number = paragraphs or self.chance.randint(6, 14)
        own = tuple(own or (self.language.paragraph(self.chance.randint(2, 4)) for _ in range(number)))
        self._number += 1
        title = self.language.sentence(5, 9).rstrip(".")
        url = f"https://{self.host}/{self.language.sentence(3, 4).rstrip('.').replace(' ', '-').lower()}-{self._number}"
        at = NOON + timedelta(minutes=20 * self._number)
        made = page(url, title=title, paragraphs=self._furnished(own), at=at, published=at.isoformat())
        return Told(own, made)

    def _furnished(self, own: tuple[str, ...]) -> tuple[str, ...]:
        middle = self.chance.randint(1, len(own) - 1)
        body = [*own[:middle], self.furniture.promo, *own[middle:], *self.furniture.policy]
        body.insert(0 if self._at_top else len(body), self.furniture.disclaimer)
        return tuple(body)
