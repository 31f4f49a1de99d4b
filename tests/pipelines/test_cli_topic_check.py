"""`wirewatch topics check`: the examples of a file, and its agreement with what people said."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.clock import utc_now
from corpus.errors import ConfigError, WirewatchError
from corpus.labels import note_label
from corpus.store import Corpus
from corpus.types import Label
from corpus.urls import url_key
from pipelines.cli.topics import topics
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import page
from tests.pipelines.topic_files import WITH_EXAMPLES


@pytest.fixture
def canal(tmp_path: Path) -> Path:
    path = tmp_path / "canal.toml"
    path.write_text(WITH_EXAMPLES, encoding="utf-8")
    return path


def test_an_example_that_is_judged_wrongly_is_said(canal, tmp_path):
    told = CliRunner().invoke(topics, ["check", str(canal), "--data", str(tmp_path / "none")])

    assert told.stdout.splitlines()[1:3] == [
        "1 of 2 examples judged as they must be",
        "  example 2 (by another word): is off_topic with 0.00, must be on_topic",
    ]
    assert isinstance(told.exception, WirewatchError)
    assert "1 of 2 examples judged wrongly" in str(told.exception)


def test_the_shipped_topics_pass(tmp_path):
    for name in ("iran-russia-drones", "north-korea-russia-arms", "everything"):
        told = CliRunner().invoke(topics, ["check", name, "--data", str(tmp_path)])

        assert told.exit_code == 0, told.output


def test_what_is_wrong_with_a_file_is_said_with_its_line(canal):
    canal.write_text(WITH_EXAMPLES.replace('needs = ["canal"]', 'needs = ["cannal"]'), encoding="utf-8")

    with pytest.raises(
        ConfigError, match=r"line 12: rule 'canal': side 'cannal'.*right would be one of canal"
    ):
        CliRunner().invoke(topics, ["check", str(canal)], catch_exceptions=False)


def test_the_agreement_with_peoples_labels_is_said(canal, corpus: Corpus, tmp_path):
    everything = [load_topic("everything")]
    told = {
        "https://a.example/1": ("Canal reopens", Label.ON_TOPIC),
        "https://a.example/2": ("Canal Street gets a bakery", Label.OFF_TOPIC),
        "https://a.example/3": ("The waterway freezes", Label.ON_TOPIC),
        "https://a.example/4": ("A cat was rescued", Label.OFF_TOPIC),
    }
    for url, (title, label) in told.items():
        ingest(page(url, title=title, paragraphs=(f"{title}, it was said. " * 9,)), everything, corpus)
        note_label(corpus, url_key(url), "canal", label, by=None, note=None, now=utc_now())

    found = json.loads(
        CliRunner().invoke(topics, ["check", str(canal), "--json", "--data", str(tmp_path)]).stdout
    )

    assert (found["labelled"], found["agreed"]) == (4, 2)
    assert (found["precision"], found["recall"]) == (0.5, 0.5)
    assert {(one["title"], one["label"], one["said"]) for one in found["disagreements"]} == {
        ("Canal Street gets a bakery", "off_topic", "on_topic"),
        ("The waterway freezes", "on_topic", "off_topic"),
    }
