"""What holds for the cuts of any text, whatever it is mixed of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.boilerplate import MOST_CUT, strip
from pipelines.rules import rules
from tests.pipelines.stories import STORY
from tests.pipelines.test_comment_areas import ENDINGS, LOOKALIKES

NEWS = [*STORY, *(text for _, news in LOOKALIKES for text in news)]
FURNITURE = [
    *(text for rule in rules() for text in rule.cut),
    *(text for _, ending in ENDINGS for text in ending),
]
WORDS = st.text("абвгд абвгд مي خواهد \u200cabc DEF,.!?«»\"'-—:|#@0123456789\u00ad", max_size=60)
PARAGRAPH = st.one_of(st.sampled_from(NEWS), st.sampled_from(FURNITURE), WORDS)
MIX = st.lists(PARAGRAPH, max_size=14)


@settings(max_examples=250, deadline=None)
@given(MIX)
def test_stripping_twice_changes_nothing(blocks):
    once = strip(blocks)

    twice = strip(once.text.split("\n"))

    assert twice.text == once.text


@settings(max_examples=250, deadline=None)
@given(MIX)
def test_what_is_left_and_what_was_cut_are_the_text(blocks):
    result = strip(blocks)
    left = [
        n for n in range(len(blocks)) if blocks[n].strip() and n not in {cut.block for cut in result.cuts}
    ]

    assert [cut.text for cut in result.cuts] == [blocks[cut.block] for cut in result.cuts]
    assert result.text == "\n".join(blocks[n] for n in left)


@settings(max_examples=250, deadline=None)
@given(MIX)
def test_no_more_than_its_share_of_a_text_is_cut(blocks):
    result = strip(blocks)

    assert sum(len(cut.text) for cut in result.cuts) <= MOST_CUT * sum(map(len, blocks))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(FURNITURE), max_size=3), st.lists(st.sampled_from(FURNITURE), max_size=3))
def test_a_story_loses_no_sentence_to_what_stands_around_it(above, below):
    result = strip([*above, *STORY, *below])

    assert [paragraph for paragraph in STORY if paragraph not in result.text.split("\n")] == []
