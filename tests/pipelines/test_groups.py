"""Groups: which one a text joins, and which document of a group is the article."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from pipelines.duplicates import Relation, compare, fingerprint
from pipelines.groups import Match, Member, elect, home, one_story

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def story(name: str, words: int = 200) -> str:
    return " ".join(f"{name}{at}" for at in range(words))


FULL = story("harbour")
HALF = " ".join(FULL.split()[:100])


def member(document_id: int, text: str = FULL, **what: object) -> Member:
    given = {
        "url_key": f"outlet-{document_id}.example/1",
        "published_at": NOON,
        "published_precision": "instant",
        "truncated": False,
        "fingerprint": fingerprint("", text),
    }
    return Member(document_id=document_id, **(given | what))


def elected(*members: Member) -> int:
    answers = {elect(order) for order in permutations(members)}
    assert len(answers) == 1, "the order of the members matters"
    return answers.pop()


def test_one_alone_is_the_article():
    assert elected(member(7)) == 7


def test_the_first_published_is_the_article():
    assert elected(member(1), member(2, published_at=NOON - timedelta(minutes=1)), member(3)) == 2


def test_an_unknown_date_comes_last():
    assert elected(member(1, published_at=None, published_precision=None), member(2)) == 2


def test_a_day_without_a_time_counts_as_its_end():
    day = member(1, published_at=NOON.replace(hour=0), published_precision="day")

    assert elected(day, member(2)) == 2
    assert elected(day, member(2, published_at=NOON.replace(hour=23, minute=59))) == 2
    assert elected(day, member(2, published_at=NOON + timedelta(days=1))) == 1
    assert elected(day, member(2, published_at=NOON.replace(day=11, hour=0))) == 1


def test_zones_are_compared_as_moments():
    tehran = datetime.fromisoformat("2026-03-10T15:00:00+03:30")

    assert elected(member(1), member(2, published_at=tehran)) == 2


def test_of_equals_the_address_decides():
    assert (
        elected(
            member(1, url_key="z.example/1"),
            member(2, url_key="b.example/1"),
            member(3, url_key="c.example/1"),
        )
        == 2
    )
    undated = {"published_at": None, "published_precision": None}
    assert (
        elected(member(1, url_key="z.example/1", **undated), member(2, url_key="b.example/1", **undated)) == 2
    )


def test_a_truncated_one_is_passed_over():
    assert elected(member(1, HALF, truncated=True, published_at=NOON - timedelta(hours=1)), member(2)) == 2


def test_if_all_are_truncated_the_first_of_all():
    stub = {"text": HALF, "truncated": True}

    assert elected(member(1, **stub), member(2, published_at=NOON - timedelta(hours=1), **stub)) == 2


def test_a_fuller_one_takes_over():
    assert elected(member(1, HALF, published_at=NOON - timedelta(hours=1)), member(2)) == 2


def test_a_third_more_is_much_more():
    assert (
        elected(member(1), member(2, FULL + " " + story("quay", 62), published_at=NOON + timedelta(hours=1)))
        == 2
    )


def test_of_several_fuller_ones_the_longest():
    longest = member(3, FULL + " " + story("quay", 30), published_at=NOON + timedelta(days=1))

    assert elected(member(1, HALF, published_at=NOON - timedelta(hours=1)), member(2), longest) == 3


def test_of_equally_long_ones_the_first():
    fuller = member(2), member(3, published_at=NOON - timedelta(minutes=5))

    assert elected(member(1, HALF, published_at=NOON - timedelta(hours=1)), *fuller) == 3


@pytest.mark.parametrize(
    "text",
    [FULL + " " + story("quay", 59), " ".join(FULL.split()[20:]) + " " + story("quay", 200)],
    ids=["less than 1.3 times the words", "without a tenth of it"],
)
def test_a_longer_one_that_is_not_fuller_does_not_take_over(text):
    assert elected(member(1), member(2, text, published_at=NOON + timedelta(hours=1))) == 1


def test_a_fuller_one_that_is_truncated_does_not_take_over():
    assert elected(member(1, HALF, published_at=NOON - timedelta(hours=1)), member(2, truncated=True)) == 1


def test_the_ends_of_time_are_dates_too():
    first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in ("0001-01-01", "9999-12-31"))

    assert (
        elected(member(1, published_at=last, published_precision="day"), member(2, published_at=first)) == 2
    )


def match(
    text: str, other: str, *, document_id: int = 1, article_id: int = 1, article: str | None = None
) -> Match:
    of, at = fingerprint("", text), fingerprint("", other)
    likeness = compare(of, at)
    kind = Relation.EXACT if likeness.exact else Relation.NEAR
    return Match(
        document_id=document_id,
        article_id=article_id,
        relation=kind,
        likeness=likeness,
        fingerprint=at,
        article=at if article is None else fingerprint("", article),
    )


def test_a_text_joins_the_group_of_its_best_match():
    far, near = match(FULL, HALF, document_id=1), match(FULL, FULL + " more", document_id=2, article_id=2)

    assert home(fingerprint("", FULL), [far, near]) == near


def test_an_exact_match_is_better_than_any():
    same = match(FULL, FULL, document_id=2, article_id=9, article=story("quay"))

    assert home(fingerprint("", FULL), [match(FULL, FULL + " more"), same]) == same


def test_without_a_match_a_text_is_an_article():
    assert home(fingerprint("", FULL), []) is None


def test_two_stories_of_one_round_up_do_not_become_one():
    other = story("market")
    digest = f"{FULL} {other}"

    assert (
        home(fingerprint("", other), [match(other, digest, document_id=2, article_id=1, article=FULL)])
        is None
    )


def test_a_round_up_joins_none_of_its_stories():
    market, roof = story("market"), story("roof")
    digest = f"{FULL} {market} {roof}"
    stories = [
        match(digest, text, document_id=at, article_id=at) for at, text in enumerate((FULL, market, roof), 1)
    ]

    assert home(fingerprint("", digest), stories) is None


def test_the_whole_joins_though_two_of_its_cuts_lead_groups():
    cuts = [" ".join(FULL.split()[:110]), " ".join(FULL.split()[80:])]
    matches = [match(FULL, text, document_id=at, article_id=at) for at, text in enumerate(cuts, 1)]

    assert home(fingerprint("", FULL), matches) == max(matches, key=lambda one: one.likeness.jaccard)


def test_two_cuts_of_a_story_become_one_group_when_a_third_is_near_both():
    words = FULL.split()
    cuts = [" ".join(words[:110]), " ".join([*words[:22], *words[105:]])]
    matches = [match(FULL, text, document_id=at, article_id=at) for at, text in enumerate(cuts, 1)]
    best = home(fingerprint("", FULL), matches)

    assert best is not None
    assert one_story(fingerprint("", FULL), matches, best) == {1, 2} - {best.article_id}


def test_a_text_near_two_stories_that_share_nothing_joins_them_not():
    roof = story("roof")
    both = f"{FULL} {roof}"
    near = [match(both, text, document_id=at, article_id=at) for at, text in enumerate((FULL, roof), 1)]

    assert one_story(fingerprint("", both), near, near[0]) == set()
