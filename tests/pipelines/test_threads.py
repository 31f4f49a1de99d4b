"""What readers wrote below an article goes, from the first name to the last button; news with names and times stays."""

import pytest

from pipelines.boilerplate import strip
from pipelines.threads import names_writer, posts_in
from tests.pipelines.stories import REPORT, STORY

THREADS = {
    "en": [
        "Ann of Leeds, 3 hours ago",
        "About time.",
        "Reply · 12 likes · Report",
        "Bo, 2 hours ago",
        "Quite.",
        "Reply",
    ],
    "en, blog": ["Ann says (June 3, 2023 at 7:41 pm): Who measures the noise?", "Reply"],
    "de": ["Karl sagt:", "9. November 2022 um 18:54 Uhr", "Das hätte man sich sparen können.", "Antworten"],
    "fr": ["Odile, le 12/03/2024 à 22h15", "Toujours aussi optimiste.", "Répondre | Signaler un abus | 8 👍"],
    "es": ["Pepe · Hace 5 horas", "¿Y la autovía?", "Responder · Denunciar · 14 ↑ 3 ↓"],
    "ru": ["Гость Виктор 14.02.2023 в 11:37", "Третий год слышим.", "Ответить +18 −2"],
    "uk": ["Леся, 2 години тому", "А хто розгрібатиме?", "Відповісти · Поскаржитися · ❤ 41"],
    "pl": ["Ewa", "3 godz. temu", "Więcej takich.", "👍 34 Odpowiedz Udostępnij"],
    "fa": ["سارا", "۳ ساعت پیش", "فقط کاش عکس‌ها بزرگ‌تر بود", "پسندیدم (۵) پاسخ گزارش تخلف"],
    "tr": ["Vatandaş", "9 ay önce", "emekliye gelince para yok", "0 Yanıtla"],
    "ar": ["سمير · منذ 3 ساعات", "تحليل سطحي", "أعجبني · رد"],
}


@pytest.mark.parametrize("language", THREADS)
def test_a_thread_goes_whole_and_its_posts_are_counted(language):
    posts = THREADS[language]

    result = strip([*STORY, *posts])

    assert result.text == "\n".join(STORY)
    assert [(cut.rule, cut.text) for cut in result.cuts] == [("reader comments", post) for post in posts]
    assert result.details["reader_comments"] == [2 if language in ("en", "de") else 1]


def test_a_thread_goes_with_its_heading_and_with_the_buttons_below_it():
    below = ["Comments (2)", *THREADS["en"], "Load more", "Inline Feedbacks"]

    assert strip([*STORY, *below]).text == "\n".join(STORY)


def test_the_entries_of_a_live_blog_stay():
    entries = [
        "14 Feb, 09:12", REPORT[0], "Share", "Jane Roe, 2 hours ago", REPORT[1], "Share", "14 Feb, 08:55", REPORT[2],
    ]  # fmt: skip

    assert posts_in(entries) == range(0)
    assert "\n".join(REPORT[:3]) == "\n".join(
        line for line in strip([*STORY, *entries]).text.split("\n") if line in REPORT
    )


def test_a_byline_above_a_short_story_is_no_post():
    blocks = ["Jane Roe, 14 October 2025, 08:15", *STORY, *THREADS["en"]]

    assert strip(blocks).text.split("\n")[-len(STORY) :] == STORY


@pytest.mark.parametrize(
    "line",
    [
        "The ship left port about 3 hours ago and is now under way to the east.",
        "The army says:",
        "Drones hit the plant at 09:12 on 14 February, the governor said, and again two hours later.",
    ],
)
def test_news_that_tells_a_time_names_no_writer_or_stays_without_a_reply(line):
    assert strip([*STORY, line, REPORT[0]]).text == "\n".join([*STORY, line, REPORT[0]])
    assert not names_writer(line) or line.endswith(":")
