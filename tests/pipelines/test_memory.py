"""The memory of a site: what it repeats goes, in any language, and nothing that is an article's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from corpus import blocks
from corpus.rereadings import stored
from corpus.store import Corpus
from corpus.types import NO_MEMORY, Article, Cut, Memory, Outcome, OutcomeKind, Page
from pipelines.desk import Desk
from pipelines.ingest import ingest
from pipelines.memory import RULE, UNCUT, Memories, lesson_of, sha_of, without_repeated
from pipelines.read import NO_WORD, read
from pipelines.settle import settle_whole
from pipelines.topics import Topic, load_topic
from tests.makers import NOON, STORY, page
from tests.repeating_site import RepeatingSite, Told

EVERYTHING = (load_topic("everything"),)
DRONES = (load_topic("iran-russia-drones"),)
BACKGROUND = (
    "Earlier it was reported that Iran began to supply Shahed drones to Russia in 2022; both deny it to this day.",
    "The hall in the special zone has grown every year since then, and nobody there has ever answered a question.",
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_what_a_site_of_two_hundred_articles_repeats_is_gone_and_nothing_else(
    corpus: Corpus, seed: int
) -> None:
    site = RepeatingSite(seed)
    told, at_first = [], []
    for _ in range(200):
        told.append(site.tell())
        at_first.append(_text(corpus, _ingest(corpus, told[-1])))

    assert [_own(one) for one in told] == [_text_at(corpus, one) for one in told]
    assert at_first[3:] == [_own(one) for one in told[3:]], "gone from the fourth on, when it was read"
    assert all(text in before for before in at_first[:2] for text in site.furniture.paragraphs)
    assert corpus.value("SELECT count(*) FROM versions") == 200
    assert corpus.value("SELECT count(*) FROM rereadings") == 3


@pytest.mark.slow
def test_a_new_wording_is_learned_as_the_old_one_was_and_the_old_stays_away(corpus: Corpus) -> None:
    site = RepeatingSite(3)
    told = [site.tell() for _ in range(50)]
    site.furniture = site.new_furniture()
    told += [site.tell() for _ in range(60)]
    for one in told:
        _ingest(corpus, one)

    assert [_own(one) for one in told] == [_text_at(corpus, one) for one in told]


@pytest.mark.parametrize("often", [2, 5])
def test_a_story_that_is_fetched_several_times_is_not_erased(corpus: Corpus, often: int) -> None:
    site = RepeatingSite(4)
    story = site.tell().own
    told = [site.tell(story) for _ in range(often)] + [site.tell() for _ in range(12)]
    for one in told:
        _ingest(corpus, one)

    assert {_text_at(corpus, one) for one in told[:often]} == {_own(told[0])}


@pytest.mark.parametrize("before", [0, 6])
def test_what_updates_of_one_story_keep_is_not_what_the_site_repeats(corpus: Corpus, before: int) -> None:
    site = RepeatingSite(5)
    kept = [site.language.paragraph(2) for _ in range(2)]
    updates = [site.tell([*(site.language.paragraph(3) for _ in range(8)), *kept]) for _ in range(4)]
    told = [site.tell() for _ in range(before)] + updates + [site.tell() for _ in range(8)]
    for one in told:
        _ingest(corpus, one)

    assert [_own(one) for one in told] == [_text_at(corpus, one) for one in told]


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_the_background_of_a_running_story_stays(corpus: Corpus, share: float) -> None:
    told = _war_and_other_news(RepeatingSite(6), 70, share)
    for one in told:
        _ingest(corpus, one, DRONES)

    kept = [one for one in told if one.own[-1] == BACKGROUND[-1]]
    assert len(kept) > 15
    assert [_text_at(corpus, one) for one in kept] == [_own(one) for one in kept]


def test_pages_that_no_topic_wants_leave_hashes_and_no_words(corpus: Corpus) -> None:
    told = [RepeatingSite(7).tell()]
    outcome = _ingest(corpus, told[0], DRONES)

    assert (outcome.kind, outcome.reason) == (OutcomeKind.OFF_TOPIC, NO_WORD)
    rows = [tuple(row) for row in corpus.rows("SELECT site, wanted, found FROM site_pages")]
    assert rows == [("gazette.example", 0, '["title", "published_at", "language"]')]
    assert corpus.value("SELECT count(*) FROM blocks") == len(told[0].own) + 4
    assert corpus.value("SELECT count(*) FROM versions") == 0
    assert corpus.value("SELECT html FROM pages") is None
    words = told[0].own[0].split()[0].encode()
    assert words not in b"".join(Path(f"{corpus.path}{end}").read_bytes() for end in ("", "-wal"))


def test_an_unwanted_page_without_an_article_teaches_nothing_and_is_not_kept(corpus: Corpus) -> None:
    links = "".join(f"<li><a href='/{n}'>A title of another article, number {n}</a></li>" for n in range(40))
    listing = replace(
        page("https://gazette.example/news/"), body=f"<html><body><ul>{links}</ul></body></html>".encode()
    )

    outcome = ingest(listing, DRONES, corpus)

    assert (outcome.kind, outcome.reason) == (OutcomeKind.OFF_TOPIC, NO_WORD)
    assert corpus.value("SELECT count(*) FROM site_pages") == 0
    assert corpus.value("SELECT html FROM pages") is None


def test_thirty_pages_of_a_site_teach_and_then_one_in_fifty(corpus: Corpus) -> None:
    site = RepeatingSite(8)
    told = [site.tell() for _ in range(230)]
    memories = Memories()
    for one in told[:30]:
        _ingest(corpus, one, DRONES)
    memory = memories.of(corpus, told[0].page.url)

    taught = [one for one in told[30:] if read(one.page, DRONES, memory).lesson is not None]

    assert memory.teaching == 50
    assert 1 <= len(taught) <= 9


def test_a_document_cleaned_later_keeps_its_former_reading_and_is_found_by_its_own_words_only(
    corpus: Corpus,
) -> None:
    site = RepeatingSite(9)
    told = [site.tell() for _ in range(3)]
    first = _ingest(corpus, told[0])
    before = _text(corpus, first)
    for one in told[1:]:
        _ingest(corpus, one)

    assert _text(corpus, first) == _own(told[0])
    row = corpus.row("SELECT n, text, replaced_at FROM rereadings WHERE document_id = ?", [first.document_id])
    assert tuple(row or ()) == (1, before, told[2].page.fetched_at.isoformat())
    cuts = [cut for cut in stored(corpus, first.document_id or 0)[0].article.cuts if cut.rule == RULE]
    assert [cut.text for cut in cuts] == [
        text for text in before.split("\n") if text in site.furniture.paragraphs
    ]
    whole = ["the page's own title, which a rule took", *before.split("\n")]
    assert [whole[cut.block] for cut in cuts] == [cut.text for cut in cuts]
    word = max(set(site.furniture.policy[0].lower().strip(".").split()) - set(before_own(told[0])), key=len)
    found = "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH ?"
    assert corpus.value(found, [f'"{word.strip(".")}"']) == 0


def before_own(one: Told) -> Sequence[str]:
    """The words of an article's own text."""
    return "\n".join(one.own).lower().replace(".", "").split()


def test_all_versions_are_cleaned_so_that_their_difference_is_what_the_site_changed(corpus: Corpus) -> None:
    site = RepeatingSite(10)
    first, others = site.tell(), [site.tell() for _ in range(2)]
    _ingest(corpus, first)
    longer = site.tell((*first.own, site.language.paragraph(3)))
    edited = replace(longer.page, url=first.page.url, requested_url=first.page.url)
    outcome = ingest(edited, EVERYTHING, corpus)
    for one in others:
        _ingest(corpus, one)

    assert outcome.kind is OutcomeKind.UPDATED
    texts = [one.article.text for one in stored(corpus, outcome.document_id or 0)]
    assert texts == ["\n".join(first.own), "\n".join(longer.own)]


@pytest.mark.slow
def test_a_hundred_pages_looked_at_again_after_the_memory_grew_make_no_version(corpus: Corpus) -> None:
    site = RepeatingSite(11)
    told = [site.tell() for _ in range(100)]
    for one in told:
        _ingest(corpus, one)
    site.furniture = site.new_furniture()
    for _ in range(20):  # the same site with other furniture, of which the hundred know nothing
        _ingest(corpus, site.tell())

    again = [_looked_at_again(one) for one in told]
    outcomes = [ingest(one, EVERYTHING, corpus).kind for one in again]

    assert outcomes == [OutcomeKind.UNCHANGED] * 100
    assert corpus.value("SELECT count(*) FROM versions") == 120


def test_a_former_page_is_read_with_what_was_known_when_the_new_one_was_read(corpus: Corpus) -> None:
    site = RepeatingSite(12)
    told = [site.tell() for _ in range(3)]
    for one in told[:2]:
        _ingest(corpus, one)
    again = _looked_at_again(told[0])
    early = read(again, EVERYTHING, NO_MEMORY, whole=True)  # under way while the third page is settled
    _ingest(corpus, told[2])

    outcome = settle_whole(
        Desk(corpus=corpus), early, lambda other, memory: read(other, EVERYTHING, memory, whole=True)
    )

    assert outcome.kind is OutcomeKind.UNCHANGED


def test_what_other_topics_judged_too_waits_for_them(corpus: Corpus) -> None:
    site = RepeatingSite(13)
    told = [site.tell((*STORY, *site.tell().own)) if n == 0 else site.tell() for n in range(6)]
    first = _ingest(corpus, told[0], (*DRONES, *EVERYTHING))
    for one in told[1:]:
        _ingest(corpus, one)

    assert site.furniture.policy[0] in _text(corpus, first)

    for _ in range(2):
        _ingest(corpus, site.tell(), (*DRONES, *EVERYTHING))

    assert _text(corpus, first) == _own(told[0])


POLICY = "We delete what insults others, and we thank all those who keep to that."
KNOWN = Memory(frozenset({sha_of(POLICY) or ""}))


def test_a_paragraph_is_known_whatever_its_case_quotes_and_spacing() -> None:
    article = _article(*STORY, POLICY.upper().replace(" ", "  "))

    assert without_repeated(article, KNOWN).text == "\n".join(STORY)


def test_where_more_than_two_fifths_of_a_page_would_go_it_stays_and_says_so() -> None:
    short = _article("A short report of one sentence, which is not half as long.", POLICY)

    kept = without_repeated(short, KNOWN)

    assert (kept.text, kept.cuts, kept.details) == (short.text, (), {UNCUT: [RULE]})


def test_what_the_rules_took_counts_too() -> None:
    cut = Cut(rule="newsletter", block=1, text="x" * 200)
    article = replace(_article(*STORY[:3], POLICY), cuts=(cut,))

    assert without_repeated(article, KNOWN).details == {UNCUT: [RULE]}
    assert without_repeated(replace(article, cuts=()), KNOWN).text == "\n".join(STORY[:3])


def test_what_parts_a_text_stays_though_other_texts_are_parted_by_it_too() -> None:
    article = _article(*(part for own in STORY for part in ("Our verdict", own)))
    known = Memory(frozenset({sha_of("Our verdict") or ""}))

    lesson = lesson_of(article, NO_MEMORY)

    assert without_repeated(article, known).text == article.text
    assert [block.sha for block in (lesson.blocks if lesson else ())] == [sha_of(own) for own in STORY]


def test_a_correction_stays_however_often_it_stands() -> None:
    correction = "Correction: an earlier version of this report gave the number of crates as forty."
    article = _article(*STORY, correction)

    assert without_repeated(article, Memory(frozenset({sha_of(correction) or ""}))).text == article.text


def test_cleaning_twice_changes_nothing_and_what_is_background_after_all_comes_back() -> None:
    article = _article(*STORY[:2], POLICY, *STORY[2:])
    once = without_repeated(article, KNOWN)

    assert without_repeated(once, KNOWN) == once
    assert without_repeated(once, NO_MEMORY) == once
    assert without_repeated(once, Memory(background=KNOWN.repeated)) == article


@pytest.mark.slow
def test_only_the_recent_pages_are_kept_in_mind_and_some_that_no_topic_wants(corpus: Corpus) -> None:
    told = _war_and_other_news(RepeatingSite(14), 90, 0.75)
    for one in told:
        _ingest(corpus, one, DRONES)

    pages = blocks.pages_of(corpus, "gazette.example")
    assert len(pages) == blocks.RECENT
    assert sum(not one.is_wanted for one in pages) == blocks.ELSEWHERE
    assert corpus.value("SELECT count(DISTINCT site_page) FROM blocks") == blocks.RECENT


def _war_and_other_news(site: RepeatingSite, number: int, share: float) -> list[Told]:
    told = []
    for _ in range(number):
        own = [site.language.paragraph(3) for _ in range(8)]
        if site.chance.random() < share:
            count = site.chance.randint(3, 90)
            lead = f"Russia launched {count} Iranian Shahed-136 drones at Odesa, the air force said. {own[0]}"
            own = [lead, *own[1:5], BACKGROUND[0], *own[5:], BACKGROUND[1]]
        told.append(site.tell(own))
    return told


def _looked_at_again(one: Told) -> Page:
    body = one.page.body.replace(b"<footer>", b"<footer>17 readers now. ")
    return replace(one.page, body=body, fetched_at=NOON + timedelta(days=30))


def _article(*paragraphs: str) -> Article:
    return Article(url="https://a.example/1", text="\n".join(paragraphs))


def _ingest(corpus: Corpus, one: Told, topics: Sequence[Topic] = EVERYTHING) -> Outcome:
    return ingest(one.page, topics, corpus)


def _own(one: Told) -> str:
    return "\n".join(one.own)


def _text(corpus: Corpus, outcome: Outcome) -> str:
    return stored(corpus, outcome.document_id or 0)[-1].article.text


def _text_at(corpus: Corpus, one: Told) -> str:
    found = corpus.value(
        "SELECT v.text FROM documents AS d JOIN versions AS v ON v.document_id = d.id AND v.n = d.version"
        " JOIN addresses AS a ON a.document_id = d.id JOIN pages AS p ON p.url_key = a.url_key WHERE p.url = ?",
        [one.page.url],
    )
    return str(found)
