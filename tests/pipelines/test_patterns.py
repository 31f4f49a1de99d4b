"""Many patterns at once tell what each of them alone would tell."""

import re
from pathlib import Path

import pytest

from corpus.words import fold
from pipelines.patterns import Patterns
from pipelines.rules import rules
from pipelines.wording import any_of

_HERE = Path(__file__).parent
_FILES = ("endings.txt", "lookalikes.txt", "walls.txt")


@pytest.fixture(scope="module")
def lines():
    written = [line for name in _FILES for line in (_HERE / name).read_text("utf-8").splitlines()]
    told = [text for rule in rules() for text in (*rule.cut, *rule.kept)]
    return sorted({" ".join(fold(line).split()) for line in (*written, *told)})


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.patterns], ids=lambda rule: rule.name)
def test_a_rule_covers_what_its_patterns_cover_one_by_one(rule, lines):
    whole, patterns = any_of(rule.patterns), Patterns({rule.name: rule.patterns})
    for line in lines:
        assert patterns.covering(line, [rule.name]) == ({rule.name} if whole.fullmatch(line) else set()), line


def test_only_the_names_that_are_asked_for_are_found():
    patterns = Patterns({"post": ["our newsletter.*"], "any": [r"\W*\w+ \w+\W*"], "other": ["our paper"]})

    assert patterns.covering("our newsletter", ["post", "any", "other"]) == {"post", "any"}
    assert patterns.covering("our newsletter", ["other"]) == set()
    assert patterns.covering("our newsletter", ["any"]) == {"any"}


def test_a_broken_pattern_is_told_when_the_table_is_read():
    with pytest.raises(re.error):
        Patterns({"post": ["our (newsletter"]})
