"""Weeks of feeds are full of Iran, drones, Russia and Ukraine in one line, and seldom of the topic."""

from corpus.types import Label
from pipelines.relevance import judge
from pipelines.topics import load_topic
from tests.pipelines.other_stories import helping_stories, other_stories

TOPIC = load_topic("iran-russia-drones")


def test_no_other_story_in_the_same_words_is_kept():
    stories = list(other_stories())

    kept = [story for story in stories if judge(*story, TOPIC).wanted]

    assert len(stories) > 3500
    assert kept == []


def test_ukraine_helping_others_against_irans_drones_is_at_most_borderline():
    assert [story for story in helping_stories() if judge(*story, TOPIC).label is Label.ON_TOPIC] == []
