"""Which of several texts to believe: how far two agree, and which agrees most with all."""

import pytest

from pipelines.choice import agreement, middle, shingles

STORY = "The freighter left Amirabad on Tuesday with forty crates that its papers call farm machinery."


def test_equal_texts_agree_wholly_and_others_not_at_all():
    assert agreement(shingles(STORY), shingles(STORY)) == 1
    assert (
        agreement(shingles(STORY), shingles("Tickets for the fair are sold at the gate from nine o'clock."))
        == 0
    )
    assert agreement(shingles(""), shingles(STORY)) == 0


def test_a_text_with_rather_more_than_as_much_again_agrees_by_six_tenths():
    longer = f"{STORY} Tickets for the fair are sold at the gate from nine on, says the mayor of it."

    assert agreement(shingles(STORY), shingles(longer)) == pytest.approx(0.6, abs=0.05)


def test_scripts_without_spaces_are_compared_by_character():
    assert agreement(shingles("伊朗向俄罗斯提供无人机"), shingles("伊朗向俄罗斯提供零部件")) > 0.5


def test_the_text_in_the_middle_is_the_one_that_most_agree_with():
    texts = [
        "Nothing of all this stands in any of the others at all.",
        f"{STORY} Read more.",
        STORY,
        f"{STORY} Share.",
    ]

    assert middle([shingles(text) for text in texts]) == 2


def test_of_equals_the_first_is_taken():
    assert middle([shingles(STORY), shingles(STORY)]) == 0
