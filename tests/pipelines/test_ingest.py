"""The recipe on whole pages: new, copy, version, state, or nothing. Real reading, real store."""

from datetime import timedelta

import pytest

from corpus.labels import note_label
from corpus.store import Corpus
from corpus.types import Label, Outcome, OutcomeKind, Page
from corpus.urls import url_key
from pipelines.ingest import ingest
from pipelines.read import NO_WORD
from pipelines.topics import load_topic
from tests.makers import NOON, STORY, page

EVERYTHING = (load_topic("everything"),)
DRONES = (load_topic("iran-russia-drones"),)
A = "https://a.example/news/freighter"
B = "https://b.example/world/9"
LATER = NOON + timedelta(hours=2)
OTHER = (
    "The bakery on Mill Street has kept its oven burning for a hundred and four years without a single day off.",
    "Its third owner says the sourdough is older than the town hall, and that nobody has found the recipe yet.",
    "On Saturday the street will be closed for a long table; the brass band has promised not to play too early.",
    "Neighbours collected signatures when the landlord wanted to turn the shop into a parking garage last year.",
)


def test_a_new_page_is_stored_with_its_provenance(corpus: Corpus) -> None:
    outcome = _ingest(corpus, page(A))

    assert (outcome.kind, outcome.version, outcome.copy_of) == (OutcomeKind.STORED, 1, None)
    row = corpus.row("SELECT url, source, state, first_seen_at, next_check_at FROM documents")
    assert tuple(row or ()) == (
        A,
        "a-example",
        "live",
        "2026-03-02T12:00:00+00:00",
        "2026-03-02T13:00:00+00:00",
    )
    version = corpus.row("SELECT title, text, published_at, language FROM versions")
    assert tuple(version or ()) == (
        "Crates on the Caspian",
        "\n".join(STORY),
        "2026-03-01T06:00:00+00:00",
        "en",
    )
    assert corpus.value("SELECT verdict FROM links") == "stored"
    assert corpus.value("SELECT html IS NOT NULL FROM pages") == 1


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_date_that_cannot_be_right_is_stored_as_the_page_writes_it_and_not_as_a_date(
    corpus: Corpus, date: str
) -> None:
    outcome = _ingest(corpus, page(A, published=date))

    assert outcome.kind is OutcomeKind.STORED
    row = corpus.row("SELECT published_at, details -> '$.published' AS said FROM versions")
    assert tuple(row or ()) == (None, f'{{"method":"not believed","raw":"{date}"}}')


def test_half_an_emoji_costs_one_character_of_an_article(corpus: Corpus) -> None:
    said = r'{"@type": "NewsArticle", "headline": "Crates \ud83d", "author": {"name": "A \udc00 Roe"}}'

    outcome = _ingest(corpus, page(A, head=f'<script type="application/ld+json">{said}</script>'))

    assert outcome.kind is OutcomeKind.STORED


def test_the_same_page_again_changes_nothing_but_when_we_looked(corpus: Corpus) -> None:
    _ingest(corpus, page(A))

    outcome = _ingest(corpus, page(A, at=LATER))

    assert outcome.kind is OutcomeKind.UNCHANGED
    assert _counts(corpus) == (1, 1)
    assert corpus.value("SELECT last_seen_at FROM versions") == "2026-03-02T14:00:00+00:00"


def test_a_reprint_points_at_the_article_it_repeats(corpus: Corpus) -> None:
    first = _ingest(corpus, page(A))

    again = _ingest(corpus, page(B, title="What the freighter carried", published="2026-03-01T11:00:00Z"))

    assert again.kind is OutcomeKind.COPY
    assert again.copy_of == first.document_id
    assert corpus.value("SELECT copy_kind FROM documents WHERE id = ?", [again.document_id]) == "exact"


def test_the_one_published_first_takes_over_and_no_ref_changes(corpus: Corpus) -> None:
    later = _ingest(corpus, page(A, published="2026-03-01T12:00:00Z"))

    first = _ingest(corpus, page(B, published="2026-03-01T07:00:00Z"))

    assert first.kind is OutcomeKind.STORED
    assert (
        corpus.value("SELECT copy_of FROM documents WHERE id = ?", [later.document_id]) == first.document_id
    )
    assert corpus.value("SELECT verdict FROM links WHERE url = ?", [A]) == "stored"


def test_a_cut_reprint_published_first_gives_way_to_the_whole_text(corpus: Corpus) -> None:
    cut = _ingest(corpus, page(B, paragraphs=STORY[:3], published="2026-03-01T07:00:00Z"))

    whole = _ingest(corpus, page(A, published="2026-03-01T12:00:00Z"))

    assert whole.copy_of is None
    assert corpus.value("SELECT copy_of FROM documents WHERE id = ?", [cut.document_id]) == whole.document_id


def test_what_a_person_wants_is_kept_although_its_page_has_no_word_of_the_topic(corpus: Corpus) -> None:
    assert ingest(page(A, paragraphs=OTHER), DRONES, corpus).reason == NO_WORD
    note_label(corpus, url_key(A), "iran-russia-drones", Label.ON_TOPIC, by=None, note=None, now=NOON)

    outcome = ingest(page(A, paragraphs=OTHER, at=LATER), DRONES, corpus)

    assert outcome.kind is OutcomeKind.STORED
    assert corpus.value("SELECT text FROM versions") == "\n".join(OTHER)
    assert corpus.value("SELECT label FROM articles") == "on_topic"


def test_a_changed_text_is_a_version_and_the_old_one_stays(corpus: Corpus) -> None:
    _ingest(corpus, page(A))

    outcome = _ingest(corpus, page(A, paragraphs=(*STORY, _SEQUEL), at=LATER))

    assert (outcome.kind, outcome.reason, outcome.version) == (OutcomeKind.UPDATED, "substantive", 2)
    texts = [row["text"] for row in corpus.rows("SELECT text FROM versions ORDER BY n")]
    assert texts == ["\n".join(STORY), "\n".join((*STORY, _SEQUEL))]
    assert corpus.value("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'customs'") == 1


def test_a_changed_title_alone_is_a_headline_version(corpus: Corpus) -> None:
    _ingest(corpus, page(A))

    outcome = _ingest(corpus, page(A, title="Engines on the Caspian", at=LATER))

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UPDATED, "headline")


def test_furniture_that_changes_makes_no_version(corpus: Corpus) -> None:
    _ingest(corpus, page(A, head='<meta name="build" content="1">'))

    outcome = _ingest(corpus, page(A, head='<meta name="build" content="2">', at=LATER))

    assert outcome.kind is OutcomeKind.UNCHANGED
    assert _counts(corpus) == (1, 1)


def test_an_off_topic_page_leaves_a_reason_and_no_text(corpus: Corpus) -> None:
    outcome = ingest(page(A, title="A bakery", paragraphs=OTHER), DRONES, corpus)

    assert (outcome.kind, outcome.reason) == (OutcomeKind.OFF_TOPIC, "no word of the topic in the page")
    assert _counts(corpus) == (0, 0)
    assert tuple(corpus.row("SELECT verdict, reason FROM links") or ()) == (
        "off_topic",
        "no word of the topic in the page",
    )


def test_a_held_article_that_turns_off_topic_gets_its_version_all_the_same(corpus: Corpus) -> None:
    ingest(page(A, title="Iran ships Shahed drone engines to Russia"), DRONES, corpus)

    outcome = ingest(page(A, title="A bakery", paragraphs=OTHER, at=LATER), DRONES, corpus)

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UPDATED, "rewrite")
    assert corpus.value("SELECT verdict FROM links") == "stored"
    assert corpus.value("SELECT label FROM judgements") == "off_topic"


def test_a_redirect_to_a_held_article_is_another_address_of_it(corpus: Corpus) -> None:
    held = _ingest(corpus, page(A))

    short = "https://a.example/go/17"
    outcome = _ingest(corpus, page(A, requested_url=short, redirects=(short,), at=LATER))

    assert (outcome.kind, outcome.document_id) == (OutcomeKind.UNCHANGED, held.document_id)
    assert corpus.value("SELECT verdict FROM links WHERE url = ?", [short]) == "alias"


def test_a_canonical_address_of_the_same_site_is_the_one_to_know_it_by(corpus: Corpus) -> None:
    outcome = _ingest(corpus, page(A + "?print=yes&page=9", head=f'<link rel="canonical" href="{A}">'))

    assert corpus.value("SELECT url FROM documents WHERE id = ?", [outcome.document_id]) == A
    kinds = [row["kind"] for row in corpus.rows("SELECT kind FROM addresses ORDER BY kind")]
    assert kinds == ["canonical", "fetched"]


def test_a_canonical_address_elsewhere_says_where_the_text_came_from(corpus: Corpus) -> None:
    _ingest(corpus, page(A, head=f'<link rel="canonical" href="{B}">'))

    assert tuple(corpus.row("SELECT url, syndicated_from FROM documents") or ()) == (A, B)


def test_og_url_speaks_where_no_canonical_link_does(corpus: Corpus) -> None:
    outcome = _ingest(corpus, page(A + "?page=9", head=f'<meta property="og:url" content="{A}">'))

    assert corpus.value("SELECT url FROM documents WHERE id = ?", [outcome.document_id]) == A


def test_a_home_page_is_nobodys_canonical_address(corpus: Corpus) -> None:
    _ingest(corpus, page(A, head='<link rel="canonical" href="https://a.example/">'))

    assert [row["url"] for row in corpus.rows("SELECT url FROM addresses")] == [A]


def test_one_listing_page_named_as_canonical_by_all_swallows_nothing(corpus: Corpus) -> None:
    listing = '<link rel="canonical" href="https://a.example/news">'
    first = _ingest(corpus, page("https://a.example/1", head=listing))

    second = _ingest(corpus, page("https://a.example/2", title="A bakery", paragraphs=OTHER, head=listing))

    assert second.kind is OutcomeKind.STORED
    assert second.document_id != first.document_id


def test_the_same_text_at_the_same_site_is_the_same_document(corpus: Corpus) -> None:
    first = _ingest(corpus, page(A))

    moved = _ingest(corpus, page("https://a.example/archive/2026/freighter", at=LATER))

    assert (moved.kind, moved.document_id) == (OutcomeKind.ALIAS, first.document_id)
    assert corpus.value("SELECT count(*) FROM addresses WHERE kind = 'moved'") == 1


def test_near_text_under_a_new_address_of_the_same_site_is_an_update(corpus: Corpus) -> None:
    first = _ingest(corpus, page(A))

    later = {"paragraphs": (*STORY, _SEQUEL), "published": "2026-03-01T20:00:00Z", "at": LATER}
    take = _ingest(corpus, page("https://a.example/freighter-2", **later))

    assert (take.kind, take.copy_of) == (OutcomeKind.COPY, first.document_id)
    assert corpus.value("SELECT copy_kind FROM documents WHERE id = ?", [take.document_id]) == "update"


def test_an_article_sent_to_the_home_page_is_unreadable_and_the_home_page_is_nobodys_address(
    corpus: Corpus,
) -> None:
    _ingest(corpus, page(A))

    home = "https://a.example/"
    outcome = _ingest(corpus, page(home, requested_url=A, redirects=(A,), paragraphs=OTHER, at=LATER))

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNREADABLE, "redirected to the home page")
    assert [row["url"] for row in corpus.rows("SELECT url FROM addresses")] == [A]
    assert _counts(corpus) == (1, 1)


def test_a_copy_that_becomes_another_story_leaves_its_group(corpus: Corpus) -> None:
    article = _ingest(corpus, page(A))
    copy = _ingest(corpus, page(B, published="2026-03-01T11:00:00Z"))

    _ingest(corpus, page(B, title="A bakery", paragraphs=OTHER, at=LATER, published="2026-03-01T11:00:00Z"))

    assert corpus.value("SELECT copy_of FROM documents WHERE id = ?", [copy.document_id]) is None
    related = corpus.row("SELECT a, b, kind FROM related")
    assert tuple(related or ()) == (article.document_id, copy.document_id, "diverged")


def test_an_edit_of_the_article_sends_no_copy_away(corpus: Corpus) -> None:
    article = _ingest(corpus, page(A))
    copy = _ingest(corpus, page(B, published="2026-03-01T11:00:00Z"))

    _ingest(corpus, page(A, title="A bakery", paragraphs=OTHER, at=LATER))

    assert (
        corpus.value("SELECT copy_of FROM documents WHERE id = ?", [copy.document_id]) == article.document_id
    )


def test_what_is_not_html_is_unreadable_and_its_bytes_are_kept(corpus: Corpus) -> None:
    outcome = _ingest(corpus, page(A, headers={"content-type": "application/pdf"}))

    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNREADABLE, "not html: application/pdf")
    assert corpus.value("SELECT html IS NOT NULL FROM pages") == 1


_SEQUEL = (
    "Customs in Astrakhan opened the last container on Sunday and found nothing but straw and two pallets."
)


def _ingest(corpus: Corpus, one: Page) -> Outcome:
    return ingest(one, EVERYTHING, corpus)


def _counts(corpus: Corpus) -> tuple[object, object]:
    return corpus.value("SELECT count(*) FROM documents"), corpus.value("SELECT count(*) FROM versions")
