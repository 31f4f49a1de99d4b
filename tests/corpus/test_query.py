"""A query finds what it says, in its order, and never fails whatever its text is."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corpus.query import Query, answer, search
from corpus.store import Corpus
from corpus.types import UNSURE

Add = Callable[..., int]


def titles(corpus: Corpus, text: str = "", **fields: object) -> list[str]:
    return [hit.title for hit in search(corpus, Query(text=text, **fields))]  # type: ignore[arg-type]


def march(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Иран поставляет беспилотники", "беспилотников"),
        ("заявил об Иране", "Иран"),
        ("атака дронами на порт", "дроны"),
        ("цены выросли", "цена"),
        ("Зеленый свет", "зелёный"),
        ("ударних безпілотників", "безпілотник"),
        ("the drones fell", "drone"),
        ("one drone fell", "drones"),
        ("two companies", "company"),
        ("Russia’s plant", "russia"),
        ("in Persia's gulf", "persia's"),
        ("پهپادهای ایرانی", "پهپاد"),
        ("ارتش كشور", "کشور"),
        ("俄罗斯使用无人机攻击", "无人机"),
        ("a Shahed-136 drone", "Shahed-136"),
        ("a “Shahed 136” drone", '"shahed 136"'),
        ("Alabuga’s plant", "alab*"),
        ("the STRASSE", "straße"),
    ],
)
def test_a_word_is_found_in_the_form_it_was_written(
    corpus: Corpus, add_document: Add, written: str, asked: str
) -> None:
    add_document("https://a.example/1", text=written)

    [hit] = search(corpus, Query(text=asked))

    assert hit.snippet.marks, "and the snippet shows where"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("a shipment of Shahed", "shahed plant"),
        ("136 of the Shahed", "Shahed-136"),
        ("the drones fell", '"drone"'),
        ("новые дроны", "«дрон»"),
        ("новый центр", "цена"),
        ("drone factory", "drone -factory"),
        ("drone factory", "drone NOT factories"),
        ("drone factory", 'drone -"drone factory"'),
        ("机人无", "无人机"),
        ("anything", "?"),
        ("anything", "-"),
    ],
)
def test_a_query_finds_no_more_than_it_says(
    corpus: Corpus, add_document: Add, written: str, asked: str
) -> None:
    add_document("https://a.example/1", text=written)

    assert titles(corpus, asked) == []


def test_or_joins_its_two_neighbours_only(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", "shahed plant", title="shahed")
    add_document("https://a.example/2", "geran plant", title="geran")
    add_document("https://a.example/3", "shahed ship", title="ship")

    assert sorted(titles(corpus, "shahed OR geran plant")) == ["geran", "shahed"]


def test_a_query_may_only_exclude(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", "shahed plant", title="plant")
    add_document("https://a.example/2", "shahed ship", title="ship")

    assert titles(corpus, "-plant") == ["ship"]


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "'", "*", "-", "NOT", "OR", "OR OR", "a OR", "NOT NOT a", "AND", "(", "a)", "title:a",
        "a^2", "a + b", "NEAR(a b)", '"a', 'a"b"c', "{a b}: c", "-*", '-"', "a:*", "%", "a;DROP TABLE links",
        "l'État", "''", "\x00", "a\x00b", "\ud800", "🚀", "٣", "ß*", "\u200b", "नमस्ते", "ﷺ", "-" * 500,
        "é" * 5000, "a OR " * 300, "цена " * 300,
        " ".join(f"a{n}" for n in range(2000)), " OR ".join(f"a{n}" for n in range(2000)),
    ],
)  # fmt: skip
def test_whatever_is_typed_is_a_query(corpus: Corpus, add_document: Add, text: str) -> None:
    add_document("https://a.example/1", "a b c")

    search(corpus, Query(text=text))


def test_a_title_counts_more_than_a_mention(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", "talks about grain and, at the end, a drone", title="mention")
    add_document("https://a.example/2", "talks about grain and, at the end, nothing", title="drone")

    assert titles(corpus, "drone") == ["drone", "mention"]


def test_the_newest_come_first_and_the_undated_stand_where_they_were_first_seen(
    corpus: Corpus, add_document: Add
) -> None:
    add_document("https://a.example/1", title="old", published_at=march(2), first_seen_at=march(9))
    add_document("https://a.example/2", title="undated", first_seen_at=march(5))
    add_document("https://a.example/3", title="new", published_at=march(8), first_seen_at=march(8))

    assert titles(corpus) == ["new", "undated", "old"]
    assert titles(corpus, sort="oldest") == ["old", "undated", "new"]
    assert titles(corpus, since=march(5), until=march(8)) == ["undated"]


def test_filters_hold_all_at_once(corpus: Corpus, add_document: Add) -> None:
    add_document("https://www.a.example/1", title="one", source="alpha", language="ru")
    add_document("https://b.example/2", title="two", source="alpha", language="en")

    assert titles(corpus, source="alpha", language="RU") == ["one"]
    assert titles(corpus, source="b.example") == ["two"]
    assert titles(corpus, source="alpha", language="fa") == []


def test_only_what_is_on_topic_shows_unless_asked(corpus: Corpus, add_document: Add) -> None:
    for label in ("on_topic", "borderline", "off_topic"):
        add_document(f"https://a.example/{label}", title=label, label=label)
    add_document("https://a.example/none", title="not judged", label=None)

    assert titles(corpus) == ["on_topic"]
    assert titles(corpus, label="borderline") == ["borderline"]
    assert titles(corpus, label="off_topic") == ["off_topic"]
    assert sorted(titles(corpus, label="any")) == ["borderline", "not judged", "off_topic", "on_topic"]


def test_a_persons_label_outranks_the_topics(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", title="down", label="on_topic", person="off_topic")
    add_document("https://a.example/2", title="up", label="off_topic", person="on_topic")

    assert [(hit.title, hit.label) for hit in search(corpus, Query())] == [("up", "on_topic")]


def test_review_lists_what_waits_for_a_person(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", title="waits", label="borderline")
    add_document("https://a.example/2", title="done", label="borderline", person="off_topic")
    add_document("https://a.example/3", title="clear", label="on_topic")

    assert titles(corpus, review=True) == ["waits"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("confidence", 0.41, "text unsure (0.41)"),
        ("details", '{"uncut": ["repeated on the site"]}', "too much of it looks like boilerplate"),
        ("details", '{"published": {"raw": "x", "implausible": "after it was fetched"}}',
         "date doubtful: after it was fetched"),
        ("details", '{"modified": {"implausible": "before it was published"}}',
         "last change doubtful: before it was published"),
        ("details", '{"published": {"raw": "0001-01-01", "method": "not believed"}}',
         "date not believed: '0001-01-01'"),
    ],
)  # fmt: skip
def test_review_lists_what_is_kept_and_in_doubt_with_the_doubt(
    corpus: Corpus, add_document: Add, column: str, value: object, said: str
) -> None:
    add_document("https://a.example/1", title="doubtful", label="on_topic")
    add_document("https://a.example/2", title="seen by a person", label="on_topic", person="on_topic")
    add_document("https://a.example/3", title="not kept for a topic", label="off_topic")
    corpus.execute(f"UPDATE versions SET {column} = ?", [value])
    add_document("https://a.example/4", title="clear", label="on_topic")

    found = search(corpus, Query(review=True))

    assert [(hit.title, hit.doubts) for hit in found] == [("doubtful", (said,))]


def test_a_text_that_is_sure_enough_needs_no_review(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", title="sure", label="on_topic")
    corpus.execute("UPDATE versions SET confidence = ?", [UNSURE])

    assert titles(corpus, review=True) == []


def test_one_topic_can_be_asked_for(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", title="drones", topic="drones")
    add_document("https://a.example/2", title="grain", topic="grain")

    assert titles(corpus, topic="grain") == ["grain"]
    assert titles(corpus, topic="grain", label="any") == ["grain"]


def test_a_group_is_one_hit_the_article_or_the_best_copy_that_matches(
    corpus: Corpus, add_document: Add
) -> None:
    article = add_document("https://a.example/1", "drone shipment", title="article")
    add_document("https://b.example/1", "shipment shipment tonight", title="copy b", copy_of=article)
    add_document("https://c.example/1", "shipment tonight tonight", title="copy c", copy_of=article)

    assert [(hit.title, hit.copies, hit.copy_of) for hit in search(corpus, Query(text="shipment"))] == [
        ("article", 2, None)
    ]
    [hit] = search(corpus, Query(text="tonight"))
    assert (hit.title, hit.copies) == ("copy c", 2)
    assert hit.copy_of == search(corpus, Query(text="drone"))[0].ref
    assert sorted(titles(corpus, "shipment", copies=True)) == ["article", "copy b", "copy c"]


def test_what_was_forgotten_never_shows(corpus: Corpus, add_document: Add) -> None:
    article = add_document("https://a.example/1", title="kept")
    add_document("https://b.example/1", title="forgotten", state="forgotten", copy_of=article)

    [hit] = search(corpus, Query(label="any", copies=True))

    assert (hit.title, hit.copies) == ("kept", 0)


def test_only_the_current_version_counts(corpus: Corpus, add_document: Add) -> None:
    add_document("https://a.example/1", "now", title="new title", earlier=(("old title", "then"),))

    [hit] = search(corpus, Query())

    assert (hit.title, hit.snippet.text) == ("new title", "now")


def test_a_limit_cuts_the_list_and_not_the_count(corpus: Corpus, add_document: Add) -> None:
    for number in range(5):
        add_document(f"https://a.example/{number}")

    found = answer(corpus, Query(limit=2))

    assert (len(found.hits), found.total) == (2, 5)


def test_a_query_that_cannot_be_meant_is_refused_with_what_would_be_right() -> None:
    with pytest.raises(ValueError, match="on_topic, borderline, off_topic, any"):
        Query(label="ontopic")
    with pytest.raises(ValueError, match="relevance, newest, oldest"):
        Query(sort="age")
