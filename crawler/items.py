"""What the spider hands to the pipeline."""

from dataclasses import dataclass, field

from corpus.types import Page
from crawler.visits import Errand


@dataclass(slots=True, kw_only=True)
class Fetched:
    """A page and the errand it was fetched on."""

    page: Page = field(repr=False)
    errand: Errand = field(repr=False)
