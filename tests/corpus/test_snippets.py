"""The passage that answers a query, cut from the text as it was written."""

from corpus.snippets import WIDTH, snippet
from corpus.terms import index_words, parse
from corpus.words import words

FILLER = "Officials met in the capital and discussed trade, transport and the weather of the season. " * 20


def marked(text: str, query: str) -> str:
    return snippet(text, parse(query).wanted).marked()


def test_matches_are_marked_in_the_words_of_the_original() -> None:
    assert (
        marked("Передали «Шахед-136» и запчасти к Гераням.", "шахед-136 герань")
        == "Передали «[Шахед-136]» и запчасти к [Гераням]."
    )


def test_the_passage_with_most_of_the_terms_is_shown() -> None:
    text = f"A drone flew.\n{FILLER}\nThe drone plant in Alabuga is growing.\n{FILLER}"

    shown = snippet(text, parse("drone alabuga").wanted)

    assert "The [drone] plant in [Alabuga] is growing." in shown.marked()
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")
    assert len(shown.text) <= WIDTH + 4


def test_without_a_match_in_the_text_its_beginning_is_shown() -> None:
    assert marked("First words.\nSecond paragraph.", "title") == "First words. Second paragraph."
    assert marked("", "title") == ""


def test_a_passage_is_one_line_without_control_characters() -> None:
    assert marked("red \x1b[31m\u2028alert\r\n\tnow", "alert") == "red  [31m [alert]   now"


def test_joiners_of_a_script_stay() -> None:
    assert marked("پهپاد\u200cهای ایران", "ایران") == "پهپاد\u200cهای [ایران]"


def test_a_passage_of_a_script_without_spaces_is_cut_anywhere() -> None:
    shown = snippet("俄罗斯使用无人机攻击。" * 100, parse("无人机").wanted)

    assert shown.marked().startswith("俄罗斯使用[无人机]攻击。")
    assert len(shown.text) <= WIDTH + 4


def test_words_that_overlap_are_marked_once() -> None:
    assert marked("Iran’s drones fell", '"drones fell" drones iran') == "[Iran’s] [drones fell]"


def test_places_are_the_same_quickly_or_slowly_found() -> None:
    text = (
        "Straße, ﬁnal İstanbul\nо Шахед-136, и Є’вро об’єкт\n"
        "فولاد\u200cهای كشور ٣\nno\u00adbreak e\u0301t 한국 无人"
    )

    slowly = [(part, word.start, word.end) for word in words(text) for part in word.text.split("'")]

    assert index_words(text) == slowly
