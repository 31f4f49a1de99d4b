"""Documents that come whole and meet those that are here: one becomes two, two become one, claims are settled."""

import json
import random
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

import wirewatch
from corpus.store import open_corpus
from corpus.types import Outcome
from corpus.verify import differences, faults
from pipelines.desk import Desk
from pipelines.importing import Import, Imported, lines_in_order
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import NOON, STORY, page
from tests.pipelines.observers import observed, world

EVERYTHING = (load_topic("everything"),)

A, B, C = "https://a.example/news/freighter", "https://a.example/world/9", "https://c.example/9"
BAKERY = (
    "The bakery on Mill Street has kept its oven burning for a hundred and four years without a single day off.",
    "Its third owner says the sourdough is older than the town hall, and that nobody has found the recipe yet.",
    "On Saturday the street will be closed for a long table; the brass band has promised not to play too early.",
)
Line = dict[str, object]
Merge = Callable[..., Path]


def line(
    url: str,
    paragraphs: Sequence[str] = STORY,
    *,
    day: int = 1,
    also: dict[str, str] | None = None,
    **other: object,
) -> Line:
    """A line of an export: seen on that day of February, found at `url`, with other addresses by kind."""
    moment = f"2026-02-{day:02}T00:00:00+00:00"
    kinds = {url: "fetched"} | (also or {})
    addresses = [{"url": at, "kind": kind, "seen_at": moment} for at, kind in kinds.items()]
    return {
        "url": url, "title": "A title", "text": "\n".join(paragraphs), "first_seen_at": moment, "addresses": addresses,
        **other,
    }  # fmt: skip


@pytest.fixture
def merged(tmp_path: Path) -> Merge:
    """Take in lines, each by a command of its own; the corpus."""

    def take_in(*lines: Line, name: str = "made") -> Path:
        data = tmp_path / name
        for number, one in enumerate(lines):
            file = tmp_path / f"{number}.jsonl"
            file.write_text(json.dumps(one), encoding="utf-8")
            words = [
                "import",
                str(file),
                "--data",
                str(data),
                "--topic",
                "everything",
                "--now",
                "2026-03-01T00:00:00Z",
            ]
            done = CliRunner().invoke(wirewatch.cli, words)
            assert done.exit_code == 0, done.output
        return data / "corpus.db"

    return take_in


def documents(path: Path) -> list[tuple[str, list[str], int]]:
    """Each document: its address, all its addresses, how many versions."""
    with open_corpus(path) as corpus:
        assert faults(corpus) == []
        return [
            (
                row["url"],
                sorted(at["url"] for at in corpus.rows("SELECT url FROM addresses WHERE document_id = ?", [row["id"]])),
                row["versions"],
            )
            for row in corpus.rows(
                "SELECT id, url, (SELECT count(*) FROM versions WHERE document_id = id) AS versions"
                " FROM documents ORDER BY url"
            )
        ]  # fmt: skip


def in_any_order(merged: Merge, *lines: Line) -> Path:
    """The corpus that these make, having seen that their order does not matter."""
    made = [merged(*order, name=str(number)) for number, order in enumerate(permutations(lines))]
    with open_corpus(made[0]) as first:
        for other in made[1:]:
            with open_corpus(other) as corpus:
                assert differences(first, corpus) == []
    return made[0]


def test_two_documents_that_a_third_knows_as_one_become_one(merged: Merge) -> None:
    bridge = line(A, (*STORY, BAKERY[0]), day=3, also={B: "fetched"})

    made = merged(line(A), line(B, BAKERY, day=2), line(C, (*STORY, *BAKERY[:1]), day=4), bridge)

    assert documents(made) == [(A, [A, B], 3), (C, [C], 1)]
    with open_corpus(made) as corpus:
        verdicts = corpus.rows(
            "SELECT verdict FROM links AS l JOIN documents AS d ON d.id = l.document_id WHERE d.url = ? ORDER BY 1",
            [A],
        )
        assert [row["verdict"] for row in verdicts] == ["alias", "stored"]


def test_an_address_that_was_only_claimed_goes_to_who_was_found_there(merged: Merge) -> None:
    claimer, owner = line(A, also={B: "canonical"}), line(B, BAKERY, day=2)

    assert documents(in_any_order(merged, claimer, owner)) == [(A, [A], 1), (B, [B], 1)]


def test_a_document_known_by_what_it_only_claimed_is_known_by_where_it_was_found(merged: Merge) -> None:
    claimer = line(B, also={A: "fetched"})
    claimer["addresses"] = [
        {"url": B, "kind": "canonical", "seen_at": "2026-02-01T00:00:00Z"},
        {"url": A, "kind": "fetched", "seen_at": "2026-02-01T00:00:00Z"},
    ]

    assert documents(in_any_order(merged, claimer, line(B, BAKERY, day=2))) == [(A, [A], 1), (B, [B], 1)]


def test_an_article_at_two_addresses_of_its_site_is_one_in_any_order(merged: Merge) -> None:
    again = line("https://a.example/late/freighter", day=3)

    made = in_any_order(merged, line(A), line(B, day=2), again)

    assert documents(made) == [(A, [again["url"], A, B], 1)]


def test_groups_are_what_they_were_had_all_come_in_order(merged: Merge) -> None:
    cut, whole, other = (
        line(C, STORY[:4], day=2),
        line(A, day=1),
        line("https://b.example/1", STORY[1:], day=3),
    )

    made = in_any_order(merged, whole, cut, other)

    with open_corpus(made) as corpus:
        assert corpus.value("SELECT count(*) FROM articles") == 1


def test_a_word_of_ours_on_a_page_we_keep_is_not_lost_to_an_earlier_line(
    merged: Merge, tmp_path: Path
) -> None:
    (tmp_path / "made").mkdir()
    with open_corpus(tmp_path / "made" / "corpus.db") as corpus:
        ingest(page(A), EVERYTHING, corpus)

    made = merged(line(A, [paragraph.upper() for paragraph in STORY], title="CRATES ON THE CASPIAN"))

    with open_corpus(made) as corpus:
        [row] = corpus.rows(
            "SELECT v.text, v.first_seen_at, p.html IS NOT NULL AS kept FROM versions AS v"
            " JOIN pages AS p ON p.id = v.page_id"
        )
    assert tuple(row) == ("\n".join(STORY), "2026-02-01T00:00:00+00:00", 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [19, 27, 29, 48])  # without `arrange` these differ
def test_what_several_observers_of_one_world_know_together_is_the_same_in_any_order(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    articles = world(chance)
    lines = [observed(chance, articles) for _ in range(chance.choice((2, 3)))]
    orders = [*permutations(lines), [[line for several in lines for line in several]], [*lines, *lines]]

    made = [_made(tmp_path / str(number), order) for number, order in enumerate(orders)]

    with open_corpus(made[0]) as first:
        assert faults(first) == []
        for other in made[1:]:
            with open_corpus(other) as corpus:
                assert differences(first, corpus) == []


def _made(folder: Path, batches: Sequence[Sequence[Line]]) -> Path:
    """The corpus that takes in these lines, file by file."""
    folder.mkdir()
    with open_corpus(folder / "corpus.db") as corpus:
        for batch in batches:
            (folder / "a.jsonl").write_text("\n".join(map(json.dumps, batch)), encoding="utf-8")
            taking = Import(Desk(corpus=corpus, rechecks=()), EVERYTHING, NOON)
            with lines_in_order([folder / "a.jsonl"]) as (_, lines):
                outcomes = [taking.take_in(one) for one in lines if isinstance(one, Imported)]
            taking.finish()
            assert all(isinstance(one, Outcome) for one in outcomes)
    return folder / "corpus.db"
