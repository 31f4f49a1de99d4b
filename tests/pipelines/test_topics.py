"""Topic files: the shipped ones are sound, a user's replaces ours, and errors say what would have been right."""

import pickle
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from pipelines.topics import load_topic, topic_names

SOUND = """
name = "canal"
title = "The canal"
[sides]
water = "canals"
money = "what they cost"
[[rule]]
name = "both"
needs = ["water", "money"]
[[concept]]
name = "canal"
sides = ["water"]
aliases.en = ["canal", "canals"]
[[concept]]
name = "toll"
sides = ["money"]
aliases.ru = ["пошлин*"]
"""


def written(folder: Path, text: str, name: str = "canal") -> Path:
    """A topic file of this text, where a user would put it."""
    path = folder / "topics" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_three_topics_ship():
    assert topic_names() == ["everything", "iran-russia-drones", "north-korea-russia-arms"]


@pytest.mark.parametrize("name", topic_names())
def test_a_shipped_topic_loads_under_its_file_name(name):
    assert load_topic(name).name == name


def test_the_shipped_topic_speaks_the_languages_it_promises():
    topic = load_topic("iran-russia-drones")

    for side in ("iran", "drone", "russia", "shahed"):
        spoken = {
            language for concept in topic.concepts if side in concept.sides for language in concept.aliases
        }
        assert {"en", "ru", "uk", "fa", "ar", "he", "de", "fr", "pl", "es"} <= spoken, side


def test_a_users_topic_stands_beside_ours(tmp_path):
    written(tmp_path, SOUND)

    assert topic_names(tmp_path) == ["canal", "everything", "iran-russia-drones", "north-korea-russia-arms"]
    assert load_topic("canal", tmp_path).title == "The canal"


def test_a_users_topic_replaces_ours_of_the_same_name(tmp_path):
    written(tmp_path, SOUND.replace('"canal"', '"everything"', 1), "everything")

    assert load_topic("everything", tmp_path).title == "The canal"


def test_a_path_loads_that_file(tmp_path):
    path = written(tmp_path, SOUND)

    assert load_topic(path) == load_topic(str(path)) == load_topic("canal", tmp_path)


def test_a_topic_survives_the_way_to_a_worker_process():
    topic = load_topic("iran-russia-drones")
    topic.vocabulary.find(("iran",))

    arrived = pickle.loads(pickle.dumps(topic))

    assert arrived == topic
    assert "vocabulary" not in vars(arrived)


def test_the_version_changes_with_the_meaning_and_with_nothing_else(tmp_path):
    first = load_topic(written(tmp_path, SOUND)).version
    example = '[[example]]\nname = "x"\nlabel = "off_topic"\ntitle = "Locks"\n'

    assert load_topic(written(tmp_path, "# a remark\n" + SOUND + example)).version == first
    assert load_topic(written(tmp_path, SOUND.replace("пошлин*", "пошлина"))).version != first
    assert load_topic(written(tmp_path, SOUND + "[thresholds]\non_topic = 0.7\n")).version != first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"both"', '"both'), "canal.toml: this is not TOML"),
        (('title = "The canal"', ""), "canal.toml: title is missing; right would be title ="),
        (("aliases.ru", "alias.ru"), "line 17: concept 'toll': alias is not known; right would be aliases"),
        (
            ('sides = ["money"]', 'sides = ["mony"]'),
            "concept 'toll': side 'mony' is not known; right would be one",
        ),
        (
            ('["water", "money"]', '["water", "ships"]'),
            "rule 'both': side 'ships' is not known; right would be one",
        ),
        (
            ("пошлин*", "по*"),
            "concept 'toll': alias 'по*' has a stem of fewer than 3 letters; right would be",
        ),
        (("пошлин*", "по*шлина"), "concept 'toll': alias 'по*шлина' has no word or a star inside one; right"),
        (("пошлин*", "—"), "concept 'toll': alias '—' has no word"),
        (('aliases.ru = ["пошлин*"]', ""), "concept 'toll': there is no alias; right would be aliases.en ="),
        (("aliases.ru", "ambiguous.ru"), "concept 'toll': ambiguous words need needs_context = "),
        (
            ("[[rule]]", '[[rule]]\nat_most = "fine"'),
            'rule \'both\': at_most is "fine"; right would be at_most = "on_',
        ),
        (
            ("[sides]", "[thresholds]\nborderline = 0.9\n[sides]"),
            "borderline is above on_topic; right would be",
        ),
        (('sides = ["water"]', 'sides = ["money"]'), "rule 'both': no concept has the side 'water'"),
    ],
)
def test_an_error_names_the_file_the_entry_and_what_would_be_right(tmp_path, change, said):
    path = written(tmp_path, SOUND.replace(*change))

    with pytest.raises(ConfigError) as caught:
        load_topic(path)

    assert "canal.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_file_without_a_rule_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"no \[\[rule\]\]; right would be one, or keeps_everything"):
        load_topic(written(tmp_path, 'name = "canal"\ntitle = "The canal"\n'))


def test_a_file_whose_name_is_not_its_own_is_refused(tmp_path):
    written(tmp_path, SOUND, "river")

    with pytest.raises(ConfigError, match="name is 'canal'; right would be 'river'"):
        load_topic("river", tmp_path)


@pytest.mark.parametrize("name", ["canal", "canal.toml", Path("topics/canal.toml")])
def test_an_unknown_topic_is_refused(name):
    with pytest.raises(
        ConfigError, match=r"canal.* is not known; right would be one of everything|no such topic file"
    ):
        load_topic(name)
