"""What outlets say of their comments goes at the end of a text, however it is worded; news in the same words stays."""

from html import escape
from importlib.resources import files

import pytest

from pipelines.boilerplate import strip
from pipelines.extract import extract_article
from tests.pipelines.stories import REPORT, STORY


def written_in(name: str) -> list[list[str]]:
    """The fields of each line of a file beside this one."""
    written = files("tests.pipelines").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in written if line and not line.startswith("#")]


def lines_of(name: str) -> list[tuple[str, list[str]]]:
    """Language and paragraphs of each line."""
    return [(language, text.split(" ¶ ")) for language, text in written_in(name)]


ENDINGS = lines_of("endings.txt")
LOOKALIKES = lines_of("lookalikes.txt")
LONG = 250
PLACES = {"top": 0, "second": 1, "middle": len(STORY) // 2, "bottom": len(STORY)}


@pytest.mark.parametrize(
    ("language", "ending"), ENDINGS, ids=lambda value: value if isinstance(value, str) else value[-1]
)
def test_an_ending_about_comments_goes_whole(language, ending):
    # Of a shorter story a long policy would be too large a share to go.
    story = STORY * 3 if len("".join(ending)) > LONG else STORY

    result = strip([*story, *ending])

    assert result.text == "\n".join(story)
    assert [(cut.block, cut.text) for cut in result.cuts] == list(enumerate(ending, start=len(story)))


@pytest.mark.parametrize("heading", ["Discussion", "Forum", "Réagir", "Обсуждение", "Dyskusja"])
def test_what_stands_below_a_comment_heading_of_a_page_goes_whatever_it_says(heading):
    below = ["We open at eight and close at midnight.", "The dog at the door is friendly."]
    told = "".join(f"<p>{escape(text)}</p>" for text in STORY + REPORT)
    area = f"<h3>{heading}</h3>" + "".join(f"<p>{text}</p>" for text in below)
    page = (
        f"<html><body><nav><a href=/>Home</a></nav><article><h1>Raid</h1>{told}{area}</article></body></html>"
    )

    article = extract_article(page.encode(), "https://daily.example/raid")

    assert article is not None
    assert article.text.split("\n") == STORY + REPORT


def test_the_last_words_of_a_policy_go_with_it_and_the_last_words_of_a_story_stay():
    policy = "Comments with insults will be removed by our moderators."
    thanks, ending = "You know why, and we know that you know.", "Trains ran again by noon."

    assert strip([*STORY, policy, thanks]).text == "\n".join(STORY)
    assert strip([*STORY, policy, ending]).text == "\n".join([*STORY, policy, ending])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", sorted({language for language, _ in LOOKALIKES}))
def test_news_in_the_words_of_comment_areas_stays_at_every_place(language, place):
    at = PLACES[place]
    stories = [[*STORY[:at], *news, *STORY[at:]] for spoken, news in LOOKALIKES if spoken == language]

    changed = [story[at] for story in stories if strip(story).text != "\n".join(story)]

    assert changed == []


def test_the_lists_are_long_and_in_many_languages():
    assert len(ENDINGS) >= 800
    assert len(LOOKALIKES) >= 800
    assert len({language for language, _ in ENDINGS}) >= 12


def test_a_call_below_a_question_about_the_news_goes_and_the_question_alone_stays():
    call = "Was the court right to release the minister? Tell us in the comments below."
    question = "Was the court right to release the minister? Nobody in the village could tell."

    assert strip([*STORY, call]).text == "\n".join(STORY)
    assert strip([*STORY, question]).text == "\n".join([*STORY, question])
