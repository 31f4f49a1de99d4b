"""Each paragraph of a kind that outlets put around their articles goes, or is kept, as its kind says."""

import pytest

from pipelines.boilerplate import strip
from tests.pipelines.stories import REPORT
from tests.pipelines.test_comment_areas import written_in

PLACES = {"top": 0, "middle": 2, "bottom": len(REPORT)}


@pytest.mark.parametrize(
    ("place", "action", "text"), [*written_in("furniture.txt"), *written_in("links.txt")]
)
def test_a_paragraph_of_furniture_ends_as_its_kind_says(place, action, text):
    at = PLACES[place]
    whole = [*REPORT[:at], text, *REPORT[at:]]

    result = strip(whole)

    kind, _, key = action.partition(":")
    if kind == "keep":
        assert result.text == "\n".join(whole)
    else:
        assert result.text == "\n".join(REPORT)
        assert [(cut.block, cut.text) for cut in result.cuts] == [(at, text)]
    assert result.truncated == (kind == "stub")
    assert not key or result.details[key]
