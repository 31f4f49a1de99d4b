from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpus.known import unknown
from corpus.query import Query
from corpus.store import Corpus

Add = Callable[..., int]
Run = Callable[..., Result]


def test_what_the_corpus_holds_is_known(corpus: Corpus, add_document: Add) -> None:
    add_document("https://news.post.example/1", source="harbour-post", language="uk", topic="drones")

    for query in (
        Query(),
        Query(source="harbour-post", language="UK", topic="drones"),
        Query(source="post.example"),
    ):
        assert unknown(corpus, query) == {}


def test_a_source_that_was_met_and_a_topic_that_was_asked_are_known_without_an_article(
    corpus: Corpus, add_document: Add, add_link: Callable[..., None]
) -> None:
    add_document("https://a.example/1")
    add_link("https://b.example/1", verdict="failed", source="quiet-post")
    corpus.execute(
        "INSERT INTO runs (kind, started_at, topics, wirewatch) VALUES ('crawl', 'x', '[\"ships@1a2b\"]', '1')"
    )

    assert unknown(corpus, Query(source="quiet-post", topic="ships")) == {}


def test_a_slip_of_the_hand_is_answered_with_the_nearest_names(corpus: Corpus, add_document: Add) -> None:
    add_document("https://www.harbour.example/1", source="harbour-post", language="uk")
    add_document("https://b.example/1", source="karaneh", language="fa")

    said = unknown(corpus, Query(source="harbor-post", language="ua", topic="drone"))

    assert said == {
        "source": "'harbor-post' is not known to this corpus; nearest: harbour-post, harbour.example, "
        "herald, karaneh, b.example",
        "topic": "'drone' is not known to this corpus; nearest: drones",
        "language": "'ua' is not known to this corpus; nearest: uk, fa",
    }


def test_in_an_empty_corpus_no_name_is_wrong(corpus: Corpus) -> None:
    assert unknown(corpus, Query(source="x", topic="y", language="zz")) == {}


@pytest.mark.parametrize("option", ["--source", "--topic", "--language"])
def test_search_and_export_stop_at_a_name_that_is_not_known(
    run: Run, add_document: Add, tmp_path: Path, option: str
) -> None:
    add_document("https://a.example/1")

    for command in (("search",), ("export", "--out", str(tmp_path / "out"))):
        done = run(*command, option, "nowhere")

        assert done.exit_code == 2
        assert f"Invalid value for '{option}': 'nowhere' is not known" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_known_and_finds_nothing_is_an_answer(run: Run, add_document: Add) -> None:
    add_document("https://a.example/1", source="herald", label="borderline")

    assert run("search", "--source", "herald").exit_code == 0
