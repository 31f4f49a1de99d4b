"""`wirewatch topics`: the list and one topic, for eyes and as JSON."""

import json

import pytest
from click.testing import CliRunner

from corpus.errors import ConfigError
from pipelines.cli.topic_choice import chosen_topics
from pipelines.cli.topics import topics
from pipelines.topics import load_topic
from tests.pipelines.topic_files import WITH_EXAMPLES


def run(*arguments: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(topics, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_names_each_topic_with_its_version(tmp_path):
    lines = run("list", "--data", str(tmp_path)).splitlines()

    assert [line.split()[0] for line in lines] == [
        "everything",
        "iran-russia-drones",
        "north-korea-russia-arms",
    ]
    assert load_topic("iran-russia-drones").version in lines[1]


def test_the_list_as_json_is_an_array(tmp_path):
    shown = json.loads(run("list", "--json", "--data", str(tmp_path)))

    assert [topic["name"] for topic in shown] == [
        "everything",
        "iran-russia-drones",
        "north-korea-russia-arms",
    ]
    assert shown[1]["aliases"] > 500
    assert {"ar", "de", "en", "fa", "he", "ru", "uk"} <= set(shown[1]["languages"])


def test_the_list_counts_a_users_topic(tmp_path):
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "all.toml").write_text('name = "all"\ntitle = "All"\nkeeps_everything = true\n')

    assert run("list", "--data", str(tmp_path)).startswith("all ")


def test_a_topic_is_shown_with_its_words():
    shown = run("show", "iran-russia-drones")

    assert "  Iran, drones, and Russia or Ukraine: iran + drone + russia, on topic" in shown
    assert "    ru шахед, шахеда, шахеду" in shown
    assert "    en ? Shahed\n" in shown


def test_a_topic_as_json_is_one_object():
    shown = json.loads(run("show", "iran-russia-drones", "--json"))

    assert shown["rules"][0]["needs"] == ["iran", "drone", "russia"]
    assert shown["thresholds"] == {"on_topic": 0.6, "borderline": 0.35}


def test_the_topic_of_everything_says_so():
    assert "Every article is on topic." in run("show", "everything")


def test_an_unknown_topic_is_a_config_error():
    with pytest.raises(ConfigError, match="topic 'nope' is not known"):
        run("show", "nope")


def test_a_command_that_takes_the_topic_says_it_too(tmp_path, capsys):
    path = tmp_path / "canal.toml"
    path.write_text(WITH_EXAMPLES, encoding="utf-8")

    assert [topic.name for topic in chosen_topics([str(path)], tmp_path)] == ["canal"]

    assert capsys.readouterr().err == (
        "topic canal: example 2 (by another word): is off_topic with 0.00, must be on_topic\n"
    )


def test_an_unknown_topic_names_the_folder_that_was_looked_in(tmp_path):
    with pytest.raises(ConfigError, match=f"or a file of your own in {tmp_path / 'topics'}"):
        run("show", "nope", "--data", str(tmp_path))
