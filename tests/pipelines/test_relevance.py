"""Judging: what the shipped topic calls on topic, borderline and off topic, where it looks, and what it shows."""

import json
import time
from pathlib import Path

import pytest

from corpus.types import Label, Match, Relevance
from pipelines.relevance import judge, judge_all
from pipelines.topics import load_topic, topic_names

TOPIC = load_topic("iran-russia-drones")
LABELLED = Path(__file__).parents[2].parent / "shared" / "topic" / "dev.jsonl"

WATER = "Repairs to the water mains will take another week at least, the town hall said, and crews worked on."
WAR = "Shells fell on a village near Kherson at dawn, and two people were hurt, the Ukrainian region's head said."
MATTER = (
    "The hall at Alabuga assembles Shahed-136 drones from kits that Iran shipped to Russia, the papers say."
)
CHARGE = "Western states accuse Iran of sending drones to Russia, which Tehran denied."


def label(title: str, *paragraphs: str) -> Label:
    """What the shipped topic says of a text of these paragraphs."""
    return judge(title, "\n".join(paragraphs), TOPIC).label


@pytest.mark.parametrize(
    ("topic", "example"),
    [(topic, example) for topic in map(load_topic, topic_names()) for example in topic.examples],
    ids=lambda value: value.name,
)
def test_an_example_of_a_topic_file_gets_its_label(topic, example):
    relevance = judge(example.title, example.text, topic)

    assert relevance.label == example.label, relevance.matched


def test_everything_wants_everything_and_shows_nothing():
    topic = load_topic("everything")

    assert judge("", "", topic) == Relevance(
        topic="everything", topic_version=topic.version, score=1.0, label=Label.ON_TOPIC
    )


def test_the_evidence_says_which_word_stands_where():
    title = "Шахеды над Одессой"
    text = "Иран отрицает поставки.\n\n  Их «Герань-2» – беспилотник."

    assert judge(title, text, TOPIC).matched == (
        Match("Shahed", "Шахеды", "title", 0, 0, 6, "ru", 0.3),
        Match("Ukrainian towns and regions", "Одессой", "title", 0, 11, 18, "ru", 0.25),
        Match("Iran", "Иран", "lede", 1, 0, 4, "ru", 0.217),
        Match("Geran", "Герань-2", "lede", 2, 31, 39, "ru,uk", 0.05),
        Match("drone", "беспилотник", "lede", 2, 43, 54, "ru", 0),
    )


def test_evidence_points_into_the_text_as_it_was_written():
    text = "پهپادهای شاهد‌١٣٦ ايران\u00a0در كي‌يف و Куп’янськ. ＩＲＡＮ shipped Sha\u00adhed-136s."

    for match in judge("", text, TOPIC).matched:
        assert match.term == text[match.start : match.end]
    assert {match.term for match in judge("", text, TOPIC).matched} >= {"ＩＲＡＮ", "Куп’янськ", "ايران"}


def test_a_long_article_that_returns_to_the_matter_is_on_topic_however_it_begins():
    assert label("They came to learn cooking", *[WATER] * 5, *[MATTER, WATER] * 5) is Label.ON_TOPIC


def test_a_passing_mention_in_a_long_live_blog_is_borderline():
    assert label("Ukraine live: the day", *[WAR] * 20, CHARGE, *[WAR] * 20) is Label.BORDERLINE
    assert label("Ukraine live: the day", WAR, CHARGE, *[WAR] * 38) is Label.BORDERLINE


def test_sides_that_never_meet_are_off_topic():
    paragraphs = [
        "Iran held an election.",
        *[WATER] * 4,
        "A drone filmed the parade.",
        *[WATER] * 4,
        "Russia won.",
    ]

    assert label("The week", *paragraphs) is Label.OFF_TOPIC


def test_one_shahed_in_a_long_report_of_the_war_is_off_topic():
    assert (
        label("Winter in the south", *[WAR] * 10, "A Shahed hit the market in Kherson.", *[WATER] * 10)
        is Label.OFF_TOPIC
    )


def test_another_war_of_iran_stays_off_topic_when_russia_comments():
    strike = "The drones came from Iran, and eleven were shot down over the Gulf, the Emirates said."

    comment = "Russia called the drones Iran's answer."

    assert label("Iranian drones hit Dubai", *[strike] * 9, comment, WATER) is Label.OFF_TOPIC
    assert label("Iranian drones hit Dubai", *[strike] * 3, comment) is Label.OFF_TOPIC
    assert label("Ukraine offers Dubai help against Iranian drones", strike, WAR) is Label.BORDERLINE


def test_a_strike_report_is_on_topic_once_it_names_the_origin():
    strike = "Уночі російські війська атакували Одесу шахедами, пошкоджено склад і два будинки."
    origin = "Усього Росія запустила 70 дронів іранського виробництва."

    assert label("Нічна атака: збито 40 шахедів", *[strike] * 6) is Label.BORDERLINE
    assert label("Нічна атака: збито 40 шахедів", *[strike] * 3, origin, *[strike] * 3) is Label.ON_TOPIC


def test_a_text_without_paragraphs_is_not_all_beginning():
    relevance = judge("The week", " ".join([WATER] * 20 + [CHARGE] + [WATER] * 20), TOPIC)

    assert relevance.label is Label.BORDERLINE
    assert {match.where for match in relevance.matched} == {"body"}


def test_bylines_and_links_do_not_use_up_the_lede():
    matches = judge("", "By Ann Example\n2 March\nSee all coverage\nShare\n" + CHARGE, TOPIC).matched

    assert {(match.where, match.paragraph) for match in matches} == {("lede", 5)}


def test_an_ambiguous_word_in_the_title_counts_when_the_first_paragraph_explains_it():
    assert (
        label("Shahed falls on a school", "Kyiv's mayor said that two people were hurt.") is Label.BORDERLINE
    )
    assert label("Shahed falls ill", "The singer's doctor said that she was tired.") is Label.OFF_TOPIC


def test_no_phrase_is_found_across_a_comma():
    assert (
        label("Iran greift Aserbaidschan mit Drohnen an, Russland mahnt zur Zurückhaltung") is Label.OFF_TOPIC
    )


def test_a_title_that_tells_of_arms_for_russia_is_completed_by_a_lede_that_names_drones():
    title = "Ships go dark in the Caspian as Iran-Russia arms trade grows"

    assert label(title, "Vessels thought to carry drones switch off their radios, used to track them.") is (
        Label.ON_TOPIC
    )
    assert label(title, "The weather over the sea has been bad, and drones were grounded.") is not (
        Label.ON_TOPIC
    )


def test_drones_over_the_town_of_the_plant_are_borderline_and_a_strike_on_the_plant_is_on_topic():
    assert label("Drones attacked Yelabuga overnight") is Label.BORDERLINE
    assert label("Drones struck the Alabuga drone factory overnight") is Label.ON_TOPIC


def test_a_title_alone_is_enough():
    assert label("Iranian drones for Russia: EU adds sanctions") is Label.ON_TOPIC


def test_an_empty_text_is_off_topic():
    assert judge("", "", TOPIC).score == 0


def test_several_topics_answer_as_each_would_alone():
    topics = [TOPIC, load_topic("everything"), TOPIC]

    together = judge_all("Drones", MATTER, topics)

    assert together == tuple(judge("Drones", MATTER, topic) for topic in topics)


def test_six_hundred_words_take_a_few_milliseconds():
    text = "\n".join([MATTER, WATER, WAR] * 12)
    assert 600 <= len(text.split()) <= 700
    judge("", text, TOPIC)

    best = min(_seconds(text) for _ in range(20))

    assert best < 0.006  # three times what it takes on an idle machine


def test_labelled_headlines_come_out_right():
    if not LABELLED.exists():
        pytest.skip(f"the labelled headlines are not here: {LABELLED.name}")
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    asked = [row for row in rows if row["label"] != "borderline"]
    kept = [row for row in asked if label(row["title"], row["text"]) is Label.ON_TOPIC]

    right = sum(row["label"] == "on_topic" for row in kept)

    assert right / len(kept) >= 0.97
    assert right / sum(row["label"] == "on_topic" for row in asked) >= 0.97


@pytest.mark.parametrize("name", ["topic_texts.jsonl", "fresh_texts.jsonl"])
def test_our_labelled_texts_come_out_right(name):
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["label"] != "borderline"]
    ranked = sorted(rows, key=lambda row: -judge(row["title"], row["text"], TOPIC).score)
    kept = [row for row in ranked if label(row["title"], row["text"]) is Label.ON_TOPIC]
    wanted = [place for place, row in enumerate(ranked, start=1) if row["label"] == "on_topic"]

    assert [row["title"] for row in kept if row["label"] != "on_topic"] == []
    assert len(kept) / len(wanted) >= 0.97
    assert sum(found / place for found, place in enumerate(wanted, start=1)) / len(wanted) >= 0.98


@pytest.mark.slow
def test_no_real_ordinary_page_is_kept():
    files = sorted(LABELLED.parents[1].glob("pages/*.truth.jsonl"))
    if not files:
        pytest.skip("the saved pages are not here")
    rows = [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").strip().split("\n")
    ]

    kept = [row["url"] for row in rows if judge(row.get("title") or "", _text(row), TOPIC).wanted]

    assert kept == []


def _seconds(text: str) -> float:
    start = time.process_time()
    judge("", text, TOPIC)
    return time.process_time() - start


def _text(row: dict[str, object]) -> str:
    return str(row.get("text") or "\n".join(map(str, row.get("with") or [])))
