"""The strings that a pattern cannot do without."""

import re

import pytest

from pipelines.literals import required_literals

CASES = {
    r"our newsletter": {"our newsletter"},
    r".{0,80}\bsubscribe\b.*": {"subscribe"},
    r"(?:subscribe|sign up)(?: now)?": {"subscribe", "sign up", "subscribe now", "sign up now"},
    r"(?:the |our )?weekly .{3,9} newsletter": {" newsletter"},
    r"(?:letter.{2}a|paper.{2}b)\W*": {"letter", "paper"},
    r"(?=.*mail).{0,80}\d": {"mail"},
    r"(?:[^.]+ writes){1,3}": {" writes"},
    r"e-?mail": {"email", "e-mail"},
    r"gr[ae]y .": {"gray ", "grey "},
    # Nothing is sure of these.
    r"(?:newsletter)?": set(),
    r"(?:newsletter|.{3,9})": set(),
    r"(?:newsletter)*\W": set(),
    r"(?!newsletter)\w+": set(),
    r"ok|fine": set(),
    r"[a-z]{3}": set(),
    r"[^n]ewsletter?": {"ewslette", "ewsletter"},
}


@pytest.mark.parametrize("pattern", CASES)
def test_the_literals_of_a_pattern_are_those_that_every_match_holds_one_of(pattern):
    assert required_literals(pattern) == CASES[pattern]


def test_a_broken_pattern_is_told():
    with pytest.raises(re.error):
        required_literals("(?:newsletter")
