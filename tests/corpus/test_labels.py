"""A person's word on an article, as it is typed and as it holds."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from corpus.labels import labelled, place
from corpus.store import Corpus
from corpus.urls import ref_of, url_key

Add = Callable[..., int]
Run = Callable[..., Result]

URL = "https://a.example/1"
REF = ref_of(url_key(URL))


def test_a_persons_word_outranks_the_topics_in_search(run: Run, add_document: Add) -> None:
    add_document(URL, title="Gambit")

    done = run("label", REF, "off_topic", "--note", "a chess opening", "--by", "ada")

    assert done.stdout == f"{REF} “Gambit”: drones: off_topic, by a person\n"
    assert json.loads(run("search", "--json").stdout) == []
    assert [hit["label"] for hit in json.loads(run("search", "--label", "off_topic", "--json").stdout)] == [
        "off_topic"
    ]
    assert "Topic drones: off_topic, by a person; ada: a chess opening." in run("why", URL).stdout


def test_a_label_taken_back_leaves_what_the_topic_said(run: Run, add_document: Add) -> None:
    add_document(URL)
    run("label", REF, "borderline")

    assert run("label", REF, "none").exit_code == 0
    assert len(json.loads(run("search", "--json").stdout)) == 1
    assert "nobody has labelled it" in str(run("label", REF, "none").exception)


def test_a_second_label_takes_the_place_of_the_first(run: Run, corpus: Corpus, add_document: Add) -> None:
    add_document(URL)
    run("label", REF, "borderline", "--note", "first")
    run("label", URL, "off_topic", "--note", "second")

    assert [(one.label, one.note, one.said) for one in labelled(corpus, "drones")] == [
        ("off_topic", "second", "on_topic")
    ]


def test_a_wanted_label_on_what_was_left_out_has_it_asked_for_again(
    run: Run, corpus: Corpus, add_link: Callable[..., None], add_document: Add
) -> None:
    add_document(URL)
    add_link("https://a.example/2", verdict="off_topic", reason="score 0.10 on drones")

    done = run("label", "https://a.example/2", "on_topic", "--topic", "drones")

    assert "it is not kept yet" in done.stderr
    link = corpus.row(
        "SELECT verdict, next_try_at FROM links WHERE url_key = ?", [url_key("https://a.example/2")]
    )
    assert link is not None
    assert link["verdict"] == "off_topic"
    assert link["next_try_at"] is not None
    assert "Nothing need be done: it is tried again." in run("why", "https://a.example/2").stdout


def test_what_no_topic_has_judged_is_labelled_on_the_one_of_the_config(
    run: Run, add_link: Callable[..., None]
) -> None:
    add_link(URL, verdict="off_topic", reason="no word of the topic in the page")

    done = run("label", URL, "on_topic")

    assert "iran-russia-drones: on_topic, by a person" in done.stdout
    assert "the next crawl of its source asks for it" in done.stderr


def test_a_topic_must_be_said_where_none_has_judged_and_the_config_names_several(
    run: Run, add_link: Callable[..., None], tmp_path: Path
) -> None:
    add_link(URL, verdict="off_topic")
    (tmp_path / "config.toml").write_text('topics = ["boats", "drones"]\n', encoding="utf-8")

    done = run("label", URL, "on_topic")

    assert done.exit_code == 2
    assert "say --topic: 0 topics have judged it; right would be one of boats, drones" in done.stderr
    assert "boats: on_topic, by a person" in run("label", URL, "on_topic", "--topic", "boats").stdout


def test_no_crawl_is_promised_for_what_robots_txt_forbids(run: Run, add_link: Callable[..., None]) -> None:
    add_link(URL, verdict="forbidden", reason="forbidden by https://a.example/robots.txt")

    done = run("label", URL, "on_topic")

    assert "it is not kept, and no crawl asks for it" in done.stderr


def test_what_was_never_met_cannot_be_labelled(run: Run, corpus: Corpus) -> None:
    assert "no document has this ref or address" in str(
        run("label", "https://a.example/9", "on_topic").exception
    )


def test_any_address_of_a_document_leads_to_its_own(
    corpus: Corpus, add_document: Add, add_address: Callable[..., None]
) -> None:
    document = add_document(URL)
    add_address(document, "https://a.example/other")

    assert place(corpus, "https://a.example/other").key == url_key(URL)
