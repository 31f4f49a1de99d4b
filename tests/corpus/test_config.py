"""The user's config: defaults, the pace, and errors that name the file, the line and what would be right."""

from datetime import timedelta
from pathlib import Path

import pytest

from corpus.config import Config, load_config
from corpus.errors import ConfigError
from corpus.toml import field_notes


def written(folder: Path, text: str) -> Path:
    """A data folder with a config of this text."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_config(tmp_path) == Config()


def test_spans_are_written_as_people_write_them(tmp_path):
    config = load_config(written(tmp_path, 'rechecks = ["30m", "6h", "1d"]\nretry_after = "90s"\n'))

    assert config.rechecks == (timedelta(minutes=30), timedelta(hours=6), timedelta(days=1))
    assert config.retry_after == timedelta(seconds=90)


def test_without_a_contact_the_pace_is_half(tmp_path):
    assert load_config(tmp_path).pace() == 4.0
    assert load_config(tmp_path).pace(10) == 20
    assert load_config(written(tmp_path, 'contact = "desk@news.example"')).pace() == 2.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\ncontakt = 'desk@news.example'\n", "config.toml, line 2: contakt is not known; right would be co"),
        ("contact = 'call me'", 'line 1: contact is "call me"; right would be contact = "desk'),
        ("contact = 'a@b.example (ring)'", "line 1: contact is"),
        (
            "# slow\ndelay_seconds = 'two'",
            'line 2: delay_seconds is "two"; right would be delay_seconds = 2.0',
        ),
        (
            "delay_seconds = inf",
            "delay_seconds is inf; right would be delay_seconds = 2.0 (Seconds between two re",
        ),
        ("delay_seconds = 1e300", "delay_seconds is 1e+300; right would be"),
        ("delay_seconds = nan", "delay_seconds is nan; right would be"),
        (
            "visit_limit_seconds = inf",
            "visit_limit_seconds is inf; right would be visit_limit_seconds = 600 (",
        ),
        ("visit_limit_seconds = 86401", "At most a day, 86400"),
        ("crawl_limit_seconds = nan", "at most a week, 604800"),
        ("download_timeout_seconds = inf", "at most an hour, 3600"),
        ("page_limit_seconds = inf", "at most an hour, 3600"),
        ("max_body_bytes = 10000000000000", "at most 1 GiB"),
        ("workers = 0", "line 1: workers is 0; right would be workers = 2 ("),
        ("rechecks = [\n'1h', 'never']", 'line 1: rechecks[1] is "never"; right would be rechecks = ["1h"'),
        ("topics = []", "line 1: topics is []; right would be"),
        ("[proxy]\nhost = 1", "line 1: proxy is "),
        ("workers = \n", "config.toml: this is not TOML: Invalid value (at line 1, column 11)"),
    ],
)
def test_an_error_names_the_line_the_field_and_what_would_be_right(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        load_config(written(tmp_path, text))

    assert said in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_the_byte_order_mark_of_an_editor_does_not_matter(tmp_path):
    (tmp_path / "config.toml").write_text('contact = "a@b.example"', encoding="utf-8-sig")

    assert load_config(tmp_path).contact == "a@b.example"


def test_a_file_that_is_nested_too_deep_is_named(tmp_path):
    (tmp_path / "config.toml").write_text(f"topics = {'[' * 5000}{']' * 5000}", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"config.toml: nested too deep; right would be"):
        load_config(tmp_path)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "config.toml").write_bytes('user_agent_name = "Дозор"'.encode("cp1251"))

    with pytest.raises(ConfigError, match=r"config.toml: byte 19 is not UTF-8"):
        load_config(tmp_path)


@pytest.mark.parametrize("note", field_notes(Config).values(), ids=lambda note: note.name)
def test_every_field_says_what_it_is_for_and_gives_an_example_that_is_right(tmp_path, note):
    assert note.meaning.endswith(".")
    assert load_config(written(tmp_path, note.examples[0]))
