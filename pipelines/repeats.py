"""What a site repeats over many different articles: boilerplate in any language and any wording. Pure functions.

At least 3 different articles must hold a paragraph, and 20 % of the recent ones. Two things look like boilerplate and
are none: what one story says at several addresses, and the background that a running story carries along.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from corpus.blocks import RECENT, SitePage

FEWEST_ARTICLES = 3
LEAST_SHARE = 0.2
EARLY_SHARE, EARLY_VOTES = 0.5, 6
"""Of a site's first dozen articles half must hold it: three updates of one story among ten pages are no furniture."""
SAME_STORY = 0.5
"""Of the shorter page: two pages that share so much of what is their own are one story, told twice."""
HOLLOW = 0.25
"""A page of which less is its own cannot be told from the story that shares the rest with it."""
ROUNDS = 5
"""What is a page's own depends on what is the site's, and that on which pages are one story; it settles in two."""
FEWEST_ELSEWHERE, VOTES_ELSEWHERE = 3, 2
"""From so many stories on that no topic wants, so many of them must hold a paragraph: else it is background."""

Story = list[SitePage]


def repeated(pages: Sequence[SitePage]) -> tuple[frozenset[str], frozenset[str]]:
    """The hashes of the paragraphs that recent pages of one site repeat: what is the site's, and what only seemed so.

    Of a site so young that no page was forgotten yet, what was taken for its own once and is repeated no more was
    none of it. Later it may be an old wording.
    """
    common, stories = _held_by_enough([[page] for page in pages]), [[page] for page in pages]
    for _ in range(ROUNDS if common else 0):
        stories = _stories(pages, common)
        found = _held_by_enough(stories)
        if found == common:
            break
        common = found
    background = frozenset(sha for sha in common if _may_be_background(sha, stories))
    if len(pages) < RECENT:
        background |= _taken(pages) - common
    return frozenset(common) - background, background


def _taken(pages: Sequence[SitePage]) -> set[str]:
    """What was known as the site's when one of its pages was read."""
    return {sha for page in pages for sha, block in page.blocks.items() if block.is_weighed}


def _held_by_enough(stories: Sequence[Story]) -> set[str]:
    number = len(stories)
    enough = max(FEWEST_ARTICLES, min(EARLY_SHARE * number, EARLY_VOTES), LEAST_SHARE * number)
    votes = Counter(sha for story in stories for sha in {sha for page in story for sha in page.blocks})
    return {sha for sha, count in votes.items() if count >= enough}


def _may_be_background(sha: str, stories: Sequence[Story]) -> bool:
    """Whether a paragraph may belong to what the topic's articles tell, and not to the site.

    What is the site's stands on pages that no topic wants, too. Where we know too few of those, words of the topic
    in the paragraph speak against it.
    """
    elsewhere = [story for story in stories if not any(page.is_wanted for page in story)]
    if len(elsewhere) >= FEWEST_ELSEWHERE:
        return sum(any(sha in page.blocks for page in story) for story in elsewhere) < VOTES_ELSEWHERE
    return any(sha in page.blocks and page.blocks[sha].is_telling for story in stories for page in story)


def _stories(pages: Sequence[SitePage], common: set[str]) -> list[Story]:
    """The pages, those together that tell the same story; `common` paragraphs do not count for that."""
    own = [_own(page, common) for page in pages]
    sizes = [sum(paragraphs.values()) for paragraphs in own]
    leader = list(range(len(pages)))
    for (one, other), shared in _shared(own).items():
        if shared > SAME_STORY * min(sizes[one], sizes[other]):
            first, second = sorted((_first(leader, one), _first(leader, other)))
            leader[second] = first
    stories: dict[int, Story] = defaultdict(list)
    for place, page in enumerate(pages):
        stories[_first(leader, place)].append(page)
    return list(stories.values())


def _own(page: SitePage, common: set[str]) -> dict[str, int]:
    """The size of each paragraph that is not common; of all, where those are nearly the whole page."""
    whole = {sha: block.size for sha, block in page.blocks.items()}
    own = {sha: size for sha, size in whole.items() if sha not in common}
    return own if sum(own.values()) >= HOLLOW * sum(whole.values()) else whole


def _shared(own: Sequence[Mapping[str, int]]) -> dict[tuple[int, int], int]:
    """How many characters each two pages share."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, paragraphs in enumerate(own):
        for sha in paragraphs:
            holders[sha].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for sha, places in holders.items():
        for pair in combinations(places, 2):
            shared[pair] += own[pair[0]][sha]
    return shared


def _first(leader: Sequence[int], place: int) -> int:
    while leader[place] != place:
        place = leader[place]
    return place
