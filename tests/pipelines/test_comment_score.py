"""What the concepts of a paragraph weigh together tells endings from news, in each language."""

from math import inf

import pytest

from pipelines.boilerplate import strip
from pipelines.comment_score import comment_score
from pipelines.concepts import spoken_of
from tests.pipelines.stories import STORY


@pytest.mark.parametrize(
    ("ending", "news"),
    [
        (
            "Comments on the Northern Ledger are for paying readers, which keeps trolls out and our moderators sane.",
            "Moderators of the network deleted comments by the minister, who had insulted readers of the paper.",
        ),
        (
            "Комментарии под текстами Берегового обозрения могут оставлять только подписчики, оскорбления мы удаляем.",
            "Суд потребовал удалить комментарии с оскорблениями, которые оставили читатели газеты.",
        ),
        (
            "Unter Texten der Küstenpost gilt: Wer andere beleidigt, dessen Beiträge löschen unsere Moderatoren.",
            "Die Redaktion löschte nach dem Angriff alle Beiträge, in denen der Minister beleidigt wurde.",
        ),
    ],
)
def test_an_ending_weighs_more_than_nothing_and_news_in_its_words_less(ending, news):
    assert comment_score(spoken_of(ending)) > 0 > comment_score(spoken_of(news))


def test_a_paragraph_that_asks_nothing_of_anybody_weighs_nothing():
    assert comment_score(spoken_of("Stadium rules forbid insults.")) == -inf
    assert comment_score(spoken_of("")) == -inf


def test_a_line_that_says_nothing_goes_with_the_policy_around_it_and_a_report_stays():
    policy = "Please keep your comments civil: our moderators delete insults and close accounts."
    nothing, report = "It has worked for eleven years.", "The governor asked both towns for cranes on Monday."

    assert strip([*STORY, policy, nothing]).text == "\n".join(STORY)
    assert strip([*STORY, policy, report]).text == "\n".join([*STORY, policy, report])
