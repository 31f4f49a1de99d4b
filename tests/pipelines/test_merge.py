"""What two corpora know of one document: states in order of time, addresses, words of persons; in either order."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from corpus.record import AddressRecord, Fetch, Judgement, Record, VersionRecord
from corpus.urls import ref_of, site_of, url_key
from pipelines.duplicates import fingerprint
from pipelines.merge import has_better_claim, same_document, shared_addresses, together, without_address
from pipelines.timeline import timeline
from tests.makers import NOON, STORY

A, B = "https://a.example/news/freighter", "https://a.example/world/9"
HOUR = timedelta(hours=1)
WHOLE = "\n".join(STORY)
EDITED = WHOLE.replace("forty", "sixty")
REWRITTEN = (
    "The bakery on Mill Street has kept its oven burning for a hundred and four years without a day off."
)


def state(text: str = WHOLE, since: int = 0, until: int | None = None, **other: object) -> VersionRecord:
    """A state that was seen from one hour after noon to another."""
    url = str(other.pop("url", A))
    sha = str(other.pop("sha", f"{text} {since}"))
    of = fingerprint("Crates", text)
    fetch = Fetch(
        requested_url=url, url=url, origin=None, status=200, headers={}, fetched_at=NOON + since * HOUR, sha256=sha,
        kept=False, run=None, run_started_at=None, wirewatch=None,
    )  # fmt: skip
    made = VersionRecord(
        n=0, first_seen_at=NOON + since * HOUR, last_seen_at=NOON + (since if until is None else until) * HOUR,
        title="Crates", text=text, text_sha=of.text_sha, authors=(), published_at=None, published_precision=None,
        modified_at=None, language="en", description=None, words=of.words, wire=None, truncated=False,
        confidence=None, change=None, details={}, extractor="test 1", fetch=fetch,
    )  # fmt: skip
    return replace(made, **other)


def document(
    *states: VersionRecord, url: str = A, kinds: dict[str, str] | None = None, **other: object
) -> Record:
    """A record with these states and addresses."""
    versions = timeline([states])
    kinds = {url: "fetched"} | (kinds or {})
    made = Record(
        id=0, ref=ref_of(url_key(url)), url=url, url_key=url_key(url), site=site_of(url), source=None,
        first_seen_at=versions[0].first_seen_at, copy_of=None, copy_kind=None, similarity=None, syndicated_from=None,
        version=versions[-1].n, state="live", checked_at=versions[-1].last_seen_at, next_check_at=None,
        addresses=tuple(
            AddressRecord(ref=ref_of(url_key(at)), url=at, kind=kind, seen_at=versions[0].first_seen_at)
            for at, kind in kinds.items()
        ),
        versions=versions, judgements=(), sightings=(),
    )  # fmt: skip
    return replace(made, **other)


def texts(one: Record) -> list[str]:
    return [version.text for version in one.versions]


def both_ways(one: Record, other: Record) -> Record:
    """What the two make, having seen that the order does not matter."""
    made = together(one, other)
    assert replace(together(other, one), id=made.id) == made
    return made


def test_states_of_two_corpora_stand_in_order_of_time() -> None:
    made = both_ways(
        document(state(since=0, until=2), state(REWRITTEN, since=6)), document(state(EDITED, since=3))
    )

    assert [(one.n, one.text, one.change) for one in made.versions] == [
        (1, WHOLE, None), (2, EDITED, "substantive"), (3, REWRITTEN, "rewrite"),
    ]  # fmt: skip
    assert made.version == 3


def test_a_state_that_both_saw_is_one_from_its_first_moment_to_its_last() -> None:
    made = both_ways(document(state(since=0, until=2)), document(state(since=1, until=5)))

    assert [(one.first_seen_at, one.last_seen_at) for one in made.versions] == [(NOON, NOON + 5 * HOUR)]


def test_a_site_that_went_back_to_a_former_state_shows_it_twice() -> None:
    made = both_ways(document(state(since=0, until=9)), document(state(EDITED, since=3, until=4)))

    assert texts(made) == [WHOLE, EDITED, WHOLE]


def test_a_stub_seen_after_the_whole_text_is_no_state() -> None:
    stub = state(STORY[0], since=5, truncated=True)
    made = both_ways(document(state()), document(stub, state="truncated"))

    assert texts(made) == [WHOLE]
    assert made.state == "truncated"


def test_a_stub_seen_before_the_whole_text_stays_and_does_not_stand() -> None:
    made = both_ways(document(state(since=5)), document(state(STORY[0], since=0, truncated=True)))

    assert (texts(made), made.version) == ([STORY[0], WHOLE], 2)


def test_two_readings_of_the_same_bytes_are_one_state() -> None:
    left_in = state(f"{WHOLE}\nSign up for our newsletter", since=1, sha="same bytes", extractor="test 0")
    made = both_ways(document(state(since=0, sha="same bytes")), document(left_in))

    assert texts(made) == [WHOLE]


def test_what_another_extractor_read_from_other_bytes_cannot_be_compared() -> None:
    made = both_ways(document(state()), document(state(EDITED, since=1, extractor="test 2")))

    assert [one.change for one in made.versions] == [None, "unclear"]


def test_a_print_twin_of_another_text_makes_no_version() -> None:
    twin = "https://a.example/print/freighter"
    printed = document(state(EDITED, since=1, url=twin), url=twin, kinds={A: "canonical"})

    assert texts(both_ways(document(state()), printed)) == [WHOLE]


def test_two_addresses_of_a_site_with_one_text_are_one_document_that_moved() -> None:
    first, second = document(state()), document(state(since=1, url=B), url=B)

    assert same_document(first, second)
    assert same_document(second, first)
    kinds = {one.url: one.kind for one in both_ways(first, second).addresses}
    assert kinds == {A: "fetched", B: "moved"}


def test_one_text_at_two_sites_is_two_documents() -> None:
    assert not same_document(document(state()), document(state(since=1), url="https://b.example/1"))


def test_an_address_that_was_claimed_goes_to_who_was_found_there() -> None:
    claimer = document(state(REWRITTEN), kinds={B: "canonical"})
    owner = document(state(since=1, url=B), url=B)

    assert not same_document(claimer, owner)
    [(mine, its)] = shared_addresses(claimer, owner)
    assert not has_better_claim(mine, claimer, its, owner)
    assert has_better_claim(its, owner, mine, claimer)
    assert [at.url for at in without_address(claimer, url_key(B)).addresses] == [A]


def test_a_document_known_by_an_address_it_loses_is_known_by_where_it_was_found() -> None:
    claimer = replace(document(state(), kinds={B: "canonical"}), url=B, url_key=url_key(B))

    left = without_address(claimer, url_key(B))

    assert (left.url, left.url_key, left.ref) == (A, url_key(A), ref_of(url_key(A)))


def said(by: str, label: str, at: datetime, note: str | None = None) -> Judgement:
    return Judgement(
        topic="drones", topic_version="1", judged_by=by, judged_at=at, score=0.5, label=label, rule=None,
        direction=None, matched=(), note=note,
    )  # fmt: skip


def test_the_latest_word_of_a_person_holds() -> None:
    early, late = said("person", "on_topic", NOON), said("person", "off_topic", NOON + HOUR)
    made = both_ways(document(state(), judgements=(late,)), document(state(), judgements=(early,)))

    assert made.judgements == (late,)


def test_a_person_who_said_the_same_twice_said_it_last() -> None:
    words = [
        said("person", label, NOON + hours * HOUR)
        for label, hours in (("off_topic", 0), ("off_topic", 2), ("on_topic", 1))
    ]
    first, second, third = (document(state(), judgements=(word,)) for word in words)

    assert together(both_ways(first, second), third).judgements == (words[1],)


def test_of_a_topic_the_word_holds_that_was_said_of_the_text_that_stands() -> None:
    of_the_edit, of_the_first = said("topic", "off_topic", NOON), said("topic", "on_topic", NOON + 9 * HOUR)
    made = both_ways(
        document(state(), judgements=(of_the_first,)),
        document(state(EDITED, since=1), judgements=(of_the_edit,)),
    )

    assert made.judgements == (of_the_edit,)


def test_what_is_said_again_was_said_the_first_time() -> None:
    first, again = said("topic", "on_topic", NOON), said("topic", "on_topic", NOON + HOUR)
    made = both_ways(document(state(), judgements=(again,)), document(state(), judgements=(first,)))

    assert made.judgements == (first,)


@pytest.mark.parametrize("later", [1, 0])
def test_how_it_stands_is_what_the_later_look_saw(later: int) -> None:
    looks = [
        document(state(), checked_at=NOON + (3 if place == later else 2) * HOUR, state=("live", "gone")[place])
        for place in (0, 1)
    ]  # fmt: skip

    assert both_ways(*looks).state == ("live", "gone")[later]
