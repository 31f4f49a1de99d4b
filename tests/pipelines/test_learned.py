"""The learned reading: trees say the same however they are run, and the shipped model finds the story of a page."""

from itertools import product
from math import exp

from lxml.html import document_fromstring

from pipelines.learned import Forest, Looked, mean, shipped
from pipelines.pieces import pieces_of
from tests.pipelines.stories import REPORT, STORY

TITLE = "Thirty drones downed over the city"
TREES = [-0.5, [0, 0.5, -1.0, [1, 2.0, 0.25, 1.5]], [1, 1.0, 0.125, -0.25]]


def _walked(row):
    logit = 0.0
    for tree in TREES:
        at = tree
        while isinstance(at, list):
            at = at[2] if row[at[0]] <= at[1] else at[3]
        logit += at
    return 1 / (1 + exp(-logit))


def test_a_forest_gives_what_walking_its_trees_gives():
    forest = Forest(TREES)

    for row in product((0.0, 0.5, 1.0), (0.0, 1.0, 2.0, 3.0)):
        assert forest.chance(list(row)) == _walked(row)


def test_a_chance_stays_between_nought_and_one():
    assert 0 < Forest([-1e6]).chance([]) < Forest([1e6]).chance([]) <= 1


def _looked(body: str) -> Looked:
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    return Looked(pieces_of(tree), TITLE, "", shipped())


def _page(*paragraphs: str) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    teasers = "".join(
        f'<li class="teaser"><a href="/{n}"><h3>{line.split(",")[0]}</h3></a><p>{line[:90]}</p></li>'
        for n, line in enumerate(REPORT)
    )
    return (
        '<header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header><main>'
        f'<h1>{TITLE}</h1><div class="article__body">{story}</div></main><aside class="related"><h2>More stories</h2>'
        f"<ul>{teasers}</ul></aside><footer><p>About us</p><p>All rights reserved</p></footer>"
    )


def test_the_story_is_read_and_the_teasers_of_others_are_not():
    looked = _looked(_page(*STORY))

    assert looked.lines(looked.alone()) == [TITLE, *STORY]


def test_a_vote_of_the_library_is_heard():
    looked = _looked(_page(*STORY))

    assert looked.lines(looked.beside(STORY)) == [TITLE, *STORY]
    assert sum(looked.beside(STORY)) > sum(looked.beside([]))


def test_a_paragraph_that_stands_twice_is_shown_once():
    looked = _looked(_page(*STORY, STORY[2]))

    assert looked.lines(looked.alone()) == [TITLE, *STORY]


def test_two_readings_together_are_their_mean():
    assert mean([0.0, 0.5], [1.0, 0.5]) == [0.5, 0.5]
