"""The main job on the newsroom, crawled twice by the real command: what becomes of every single link."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.account import sums
from corpus.documents import document, document_at
from corpus.store import Corpus, open_corpus
from corpus.urls import url_key
from crawler.demo import DemoCrawl, crawls, prepare

EXPECTED = tomllib.loads((Path(__file__).parent / "newsroom_expected.toml").read_text(encoding="utf-8"))
LINKS = EXPECTED["link"]
MOMENTS = ("first", "second")
CASES = [(moment, link) for moment in MOMENTS for link in LINKS if moment in link]
HELD = {"stored", "copy", "alias", "unchanged", None}
"""What a fetch does that leads to a document which another link may have led to first."""
EXPECTED_OUTCOMES: Mapping[str | None, set[str | None]] = {"stored": {"stored", "copy"}, "held": HELD}

Row = dict[str, object]


@dataclass(frozen=True)
class Crawled:
    """The state after one of the two crawls."""

    corpus: Path
    outcomes: dict[str, str]
    """What the fetch of each address did, by url_key, as the log tells."""
    report: DemoCrawl


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawled]:
    """The newsroom after its first and after its second crawl."""
    data = tmp_path_factory.mktemp("demo") / "data"
    prepare(data)
    return dict(zip(MOMENTS, _crawled(data), strict=True))


@pytest.mark.parametrize(
    ("moment", "link"),
    CASES,
    ids=lambda case: case if isinstance(case, str) else case["url"].partition("//")[2],
)
def test_each_link_ends_as_expected(newsroom: dict[str, Crawled], moment: str, link: Row) -> None:
    expected, after = dict(link[moment]), newsroom[moment]  # type: ignore[call-overload]
    outcome = expected.pop("outcome", None)

    with open_corpus(after.corpus) as corpus:
        found = _standing(corpus, str(link["url"]), expected)

    assert found == expected
    assert after.outcomes.get(url_key(str(link["url"]))) in EXPECTED_OUTCOMES.get(outcome, {outcome})


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_totals_are_as_expected(newsroom: dict[str, Crawled], moment: str) -> None:
    with open_corpus(newsroom[moment].corpus) as corpus:
        verdicts = corpus.rows("SELECT verdict, count(*) FROM links GROUP BY verdict")
        found = {
            table: corpus.value(f"SELECT count(*) FROM {table}")
            for table in ("links", "documents", "articles", "copies", "versions")
        } | {"verdicts": {row[0]: row[1] for row in verdicts}}

    assert found == EXPECTED["totals"][moment]


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_link_of_the_ledger_is_expected_here(newsroom: dict[str, Crawled], moment: str) -> None:
    with open_corpus(newsroom[moment].corpus) as corpus:
        met = {row["url_key"] for row in corpus.rows("SELECT url_key FROM links")}

    assert met == {url_key(link["url"]) for link in LINKS if moment in link}


@pytest.mark.parametrize("moment", MOMENTS)
def test_both_sums_hold(newsroom: dict[str, Crawled], moment: str) -> None:
    with open_corpus(newsroom[moment].corpus) as corpus:
        assert [(one.claim, one.holds) for one in sums(corpus)] == [(one.claim, True) for one in sums(corpus)]
        assert all(one.left > 0 for one in sums(corpus))


def test_of_two_links_to_one_document_one_is_stored_and_one_alias(newsroom: dict[str, Crawled]) -> None:
    with open_corpus(newsroom["second"].corpus) as corpus:
        verdicts = Counter(
            (row["document_id"], row["verdict"])
            for row in corpus.rows("SELECT document_id, verdict FROM links WHERE document_id IS NOT NULL")
        )
        documents = corpus.rows("SELECT id FROM documents")

    assert all(verdicts[row["id"], "stored"] == 1 for row in documents)


def test_every_outlet_answered_both_times(newsroom: dict[str, Crawled]) -> None:
    states = [{visit["source"]: visit["state"] for visit in one.report.visits} for one in newsroom.values()]

    assert [set(one.values()) for one in states] == [{"ok"}, {"ok"}]


def test_the_tails_are_cut_and_kept_as_cuts_and_embeds(newsroom: dict[str, Crawled]) -> None:
    url = "http://www.harbour-post.example/2026/03/01/ministers-drone-ties-tehran-moscow/"
    with open_corpus(newsroom["first"].corpus) as corpus:
        held = document_at(corpus, [url_key(url)])
        assert held is not None
        row = corpus.row("SELECT text, details FROM versions WHERE document_id = ?", [held.id])

    assert row is not None
    for tail in ("Comment", "YouTube", "READ ALSO", "newsletter", "pic.twitter.com", "All rights reserved"):
        assert tail not in row["text"]
    assert '"embeds"' in row["details"]
    assert '"cuts"' in row["details"]


def _crawled(data: Path) -> Iterator[Crawled]:
    read = 0
    for moment, report in zip(MOMENTS, crawls(data), strict=True):
        copy = data / f"{moment}.db"
        with open_corpus(data / "corpus.db") as corpus:
            corpus.execute("VACUUM INTO ?", [str(copy)])
        log = (data / "logs" / "crawl.log").read_text(encoding="utf-8").splitlines()
        yield Crawled(copy, _outcomes(log[read:]), report)
        read = len(log)


def _outcomes(lines: list[str]) -> dict[str, str]:
    found = [re.search(r" INFO ([a-z_]+) (http\S+) from ", line) for line in lines]
    return {url_key(match[2]): match[1] for match in found if match}


def _standing(corpus: Corpus, url: str, expected: Row) -> Row:
    """How a link and its document stand, in the terms in which it is expected."""
    row = corpus.row("SELECT * FROM links WHERE url_key = ?", [url_key(url)])
    assert row is not None, "the link was never met"
    found: Row = {"verdict": row["verdict"]}
    if expected["verdict"] == "held":
        found["verdict"] = "held" if row["verdict"] in ("stored", "alias") else row["verdict"]
    if row["reason"] is not None:
        begins = str(expected.get("reason", "?"))
        found["reason"] = begins if row["reason"].startswith(begins) else row["reason"]
    if row["verdict"] == "failed" and row["next_try_at"] is None:
        found["given_up"] = True
    return found if row["document_id"] is None else found | _document(corpus, row["document_id"])


def _document(corpus: Corpus, document_id: int) -> Row:
    held = document(corpus, document_id)
    article = document(corpus, held.copy_of or held.id)
    row = corpus.row("SELECT copy_kind, state FROM documents WHERE id = ?", [document_id])
    assert row is not None
    found: Row = {
        "label": corpus.value("SELECT label FROM judgements WHERE url_key = ?", [held.url_key]),
        "state": row["state"],
        "versions": corpus.value("SELECT count(*) FROM versions WHERE document_id = ?", [document_id]),
        "article": article.url,
    }
    return found | ({"copy": row["copy_kind"]} if row["copy_kind"] else {})
