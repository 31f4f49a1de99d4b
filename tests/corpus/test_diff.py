"""A difference reads as words that went and words that came, in any script."""

from corpus.diff import word_diff


def shown(before: str, after: str, context: int | None = None) -> str:
    marks = {"same": "{}", "cut": "[-{}-]", "added": "{{+{}+}}", "left out": "…"}
    return "".join(marks[piece.kind].format(piece.text) for piece in word_diff(before, after, context))


def test_one_word_for_another() -> None:
    assert shown("It held forty crates of engines.", "It held sixty crates of engines.") == (
        "It held [-forty -]{+sixty +}crates of engines."
    )


def test_a_paragraph_that_came() -> None:
    assert shown("One line.", "One line.\nAnother line.") == "One line.\n{+Another line.+}"


def test_a_change_in_a_script_without_spaces_is_of_its_characters() -> None:
    assert shown("货轮载有四十箱发动机。", "货轮载有六十箱发动机。") == "货轮载有[-四-]{+六+}十箱发动机。"


def test_a_rewritten_sentence_is_not_chopped_at_words_that_stayed_by_chance() -> None:
    before = (
        "A spokesman for the harbour office declined to name the owner or the port of origin of the load."
    )
    after = "Neither buyer nor seller could be reached, and the broker who arranged it has since left the country."

    assert shown(before, after).count("[-") <= 2


def test_two_small_edits_beside_each_other_stay_two() -> None:
    assert shown("He sold one boat and two cars.", "He sold three boat and four cars.") == (
        "He sold [-one -]{+three +}boat and [-two -]{+four +}cars."
    )


def test_what_stayed_far_from_a_change_is_left_out() -> None:
    words = " ".join(f"word{n}" for n in range(40))

    assert shown(f"{words} end", f"{words} stop", context=2) == "…word38 word39 [-end-]{+stop+}"
