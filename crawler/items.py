"""What the spider hands to the pipeline."""

from dataclasses import dataclass

from corpus.types import Page
from crawler.visits import Visit


@dataclass(slots=True, kw_only=True)
class Fetched:
    """A page and the visit it was fetched in."""

    page: Page
    visit: Visit
