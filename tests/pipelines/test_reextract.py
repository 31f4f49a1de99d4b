"""Stored pages read anew: what would change is told, what is applied is a rereading and no version."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import pipelines.read
from corpus.rereadings import stored
from corpus.store import Corpus
from corpus.types import Article, Link, OutcomeKind, Page, Unreadable
from pipelines.extract import EXTRACTOR, extract
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import NOON, STORY, page
from tests.repeating_site import RepeatingSite
from wirewatch import cli

EVERYTHING = (load_topic("everything"),)
DRONES = (load_topic("iran-russia-drones"),)
JUNK = "Read on in our archive of forty years, which readers of the Gazette can open at any time of the day."
OLD = "wirewatch 0, an older extractor"


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read as an extractor did that left junk in titles and texts and saw no author; until it is undone."""

    def as_it_did(*arguments: object, **options: object) -> Article | Unreadable:
        found = extract(*arguments, **options)  # type: ignore[arg-type]
        if isinstance(found, Unreadable):
            return found
        return replace(found, title=f"{found.title} | Gazette", text=f"{found.text}\n{JUNK}", authors=())

    monkeypatch.setattr(pipelines.read, "extract", as_it_did)
    monkeypatch.setattr(pipelines.read, "EXTRACTOR", OLD)


def test_nothing_is_written_unless_asked_and_the_report_says_what_would_change(
    corpus: Corpus, older: None
) -> None:
    outcome = ingest(_signed(), EVERYTHING, corpus)

    said = _run(corpus, "--all")

    assert said.exit_code == 0
    assert "1 version read by " + EXTRACTOR in said.stdout
    assert "  1 change: title 1, text 1, authors 1" in said.stdout
    assert "texts: 1 shorter (0 by more than half)" in said.stdout
    assert "title: Crates on the Caspian[-| Gazette-]" in said.stdout
    assert f"[-{JUNK}-]" in said.stdout
    assert said.stderr.endswith("nothing was written; --apply writes\n")
    assert JUNK in stored(corpus, outcome.document_id or 0)[0].article.text


def test_what_is_applied_is_a_rereading_with_judgements_and_index_and_no_version(
    corpus: Corpus, older: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = ingest(_signed(), DRONES, corpus)
    before = stored(corpus, outcome.document_id or 0)[0]
    monkeypatch.undo()

    found = json.loads(_run(corpus, "--all", "--apply", "--json").stdout)

    assert (found["versions"], found["same"], found["written"]) == (1, 0, 1)
    after = stored(corpus, outcome.document_id or 0)
    assert [(one.n, one.extractor, one.article.title) for one in after] == [
        (1, EXTRACTOR, "Crates on the Caspian")
    ]
    assert (after[0].article.text, after[0].article.authors) == ("\n".join(STORY), ("Anna Roe",))
    row = corpus.row("SELECT n, extractor, title, text FROM rereadings")
    assert tuple(row or ()) == (1, OLD, before.article.title, before.article.text)
    assert corpus.value("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'archive'") == 0
    assert corpus.value("SELECT count(*) FROM judgements") == 1
    assert corpus.value("SELECT kind FROM runs") == "reextract"


def test_what_was_applied_stays_as_it_is_the_next_time(
    corpus: Corpus, older: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        ingest(_signed(f"https://a.example/{n}", STORY[n:]), EVERYTHING, corpus)
    monkeypatch.undo()
    one = str(corpus.value("SELECT ref FROM documents ORDER BY id LIMIT 1"))

    first = json.loads(_run(corpus, one, "--apply", "--json").stdout)
    rest = json.loads(_run(corpus, "a-example", "--apply", "--json").stdout)
    last = json.loads(_run(corpus, "a.example", "--apply", "--json").stdout)

    assert [(found["same"], found["written"]) for found in (first, rest, last)] == [(0, 1), (1, 2), (3, 0)]


@pytest.mark.slow
def test_a_hundred_pages_looked_at_again_after_a_new_extractor_make_no_version(
    corpus: Corpus, older: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = RepeatingSite(21)
    told = [site.tell() for _ in range(100)]
    for one in told:
        ingest(one.page, EVERYTHING, corpus)
    monkeypatch.undo()

    again = [
        replace(one.page, body=one.page.body + b"<!-- 2 -->", fetched_at=NOON + timedelta(days=30))
        for one in told
    ]
    kinds = [ingest(one, EVERYTHING, corpus).kind for one in again]

    assert kinds == [OutcomeKind.UNCHANGED] * 100
    assert corpus.value("SELECT count(*) FROM versions") == 100


@pytest.mark.slow
def test_what_was_cut_when_the_site_said_it_stays_cut_when_it_says_something_else(corpus: Corpus) -> None:
    site = RepeatingSite(22)
    old = [site.tell() for _ in range(5)]
    site.furniture = site.new_furniture()
    for one in old + [site.tell() for _ in range(60)]:
        ingest(one.page, EVERYTHING, corpus)

    found = json.loads(_run(corpus, "--all", "--json").stdout)

    assert (found["versions"], found["same"]) == (65, 65)


def test_what_a_site_repeats_is_learned_anew_when_texts_are_parted_otherwise(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_it_did(*arguments: object, **options: object) -> Article | Unreadable:
        found = extract(*arguments, **options)  # type: ignore[arg-type]
        assert isinstance(found, Article)
        return replace(found, text=" ".join(found.text.rsplit("\n", 1)))

    site = RepeatingSite(23)
    told = [site.tell() for _ in range(8)]
    with monkeypatch.context() as patch:
        patch.setattr(pipelines.read, "extract", as_it_did)
        kept = [ingest(one.page, EVERYTHING, corpus).document_id for one in told]

    first = _run(corpus, "--all", "--apply")
    if "changed meanwhile, run it again for those" in first.stderr:  # what was learned on the way came first
        _run(corpus, "--all", "--apply")

    assert [stored(corpus, one or 0)[0].article.text for one in kept] == ["\n".join(one.own) for one in told]
    assert json.loads(_run(corpus, "--all", "--json").stdout)["same"] == 8


def test_a_page_that_cannot_be_read_any_more_leaves_its_version_as_it_is(corpus: Corpus) -> None:
    outcome = ingest(page(), EVERYTHING, corpus)
    corpus.execute('UPDATE pages SET headers = \'{"content-type": "image/png"}\'')

    found = json.loads(_run(corpus, "--all", "--apply", "--json").stdout)

    assert (found["not_read"], found["written"]) == ({"not html: image/png": 1}, 0)
    assert stored(corpus, outcome.document_id or 0)[0].article.text == "\n".join(STORY)


def test_what_was_imported_has_no_page_to_read(corpus: Corpus, tmp_path: Path) -> None:
    line = {"url": "https://b.example/1", "title": "Crates", "text": "\n".join(STORY)}
    (tmp_path / "one.jsonl").write_text(json.dumps(line), encoding="utf-8")
    words = [
        "import",
        str(tmp_path / "one.jsonl"),
        "--topic",
        "everything",
        "--data",
        str(corpus.path.parent),
    ]
    assert CliRunner().invoke(cli, words).exit_code == 0

    found = json.loads(_run(corpus, "--all", "--json").stdout)

    assert found["not_read"] == {"no page of it is kept": 1}


def test_the_time_that_a_feed_told_is_kept(corpus: Corpus) -> None:
    told = Link(url="https://a.example/news/freighter", published_at=NOON - timedelta(hours=3))
    ingest(replace(page(published=None), listed=told), EVERYTHING, corpus)

    assert json.loads(_run(corpus, "--all", "--json").stdout)["same"] == 1


def test_a_page_whose_topic_is_no_more_is_read_and_keeps_its_label(
    corpus: Corpus,
) -> None:
    folder = corpus.path.parent / "topics"
    folder.mkdir()
    caspian = folder / "caspian.toml"
    caspian.write_text(
        'name = "caspian"\ntitle = "The Caspian"\nsides = { sea = "the sea" }\n'
        '[[concept]]\nname = "Caspian"\nsides = ["sea"]\naliases.en = ["Caspian"]\n'
        '[[rule]]\nname = "at sea"\nneeds = ["sea"]\n',
        encoding="utf-8",
    )
    ingest(page(), (load_topic(caspian),), corpus)
    caspian.unlink()

    done = _run(corpus, "--all")

    assert "1 stay as they are" in done.stdout
    assert "caspian" in done.stderr
    assert corpus.value("SELECT label FROM articles") == "on_topic"


def test_a_source_that_gave_no_document_is_said(corpus: Corpus) -> None:
    ingest(page(), EVERYTHING, corpus)

    assert str(_run(corpus, "gdelt-en").exception).endswith(
        "nor is gdelt-en a source or site of a document we hold"
    )


@pytest.mark.parametrize("words", [(), ("a-example", "--all")])
def test_what_to_read_must_be_said_and_once(corpus: Corpus, words: Sequence[str]) -> None:
    ingest(page(), EVERYTHING, corpus)

    said = _run(corpus, *words)

    assert said.exit_code != 0
    assert "right would be a source, a ref or an address, or else --all" in str(said.exception)


def _signed(url: str = "https://a.example/news/freighter", paragraphs: tuple[str, ...] = STORY) -> Page:
    return page(url, paragraphs=paragraphs, head='<meta name="author" content="Anna Roe">')


def _run(corpus: Corpus, *words: str) -> Result:
    return CliRunner().invoke(cli, ["reextract", *words, "--data", str(corpus.path.parent)])
