"""`wirewatch topics judge`: texts that are handed over, as pages, texts, lines, and addresses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import wirewatch
from corpus.store import Corpus
from pipelines.ingest import ingest
from pipelines.topics import load_topic
from tests.makers import page

SHIPMENT = "Iran ships drones to Russia\nThe crates crossed the Caspian in May."


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(wirewatch.cli, ["topics", "judge", *arguments], input=given)


def test_a_text_on_standard_input_is_judged_with_its_words(tmp_path):
    told = run("-", "--data", str(tmp_path), given=SHIPMENT).stdout.splitlines()

    assert told[:3] == [
        "Iran ships drones to Russia",
        "  iran-russia-drones: on_topic with 1.00; rule “Iran, drones, and Russia or Ukraine”; direction to Russia",
        "    Iran (title) +0.33: [Iran] ships drones to Russia",
    ]


def test_a_saved_page_is_read_as_a_crawl_reads_it(tmp_path):
    saved = tmp_path / "saved.html"
    saved.write_bytes(
        page(title="Iran ships drones to Russia", paragraphs=("Crates crossed the Caspian. " * 20,)).body
    )

    (found,) = json.loads(run(str(saved), "--json", "--data", str(tmp_path)).stdout)

    assert found["title"] == "Iran ships drones to Russia"
    assert found["judgements"][0]["label"] == "on_topic"


def test_json_lines_are_judged_one_by_one_and_bad_ones_named(tmp_path):
    lines = tmp_path / "texts.jsonl"
    lines.write_text(
        '{"id": 7, "title": "Iran ships drones to Russia"}\n\n'
        '{"titel": "x"}\n{"title": "Tulips bloom"}\n{"title": 3}\n',
        encoding="utf-8",
    )

    done = run(str(lines), "--jsonl", "--data", str(tmp_path))

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["place"], one["judgements"][0]["label"]) for one in found] == [
        (7, f"{lines}, line 1", "on_topic"),
        (None, f"{lines}, line 4", "off_topic"),
    ]
    assert done.exit_code == 1
    assert "line 3: has neither title nor text; right would be" in done.stderr
    assert "line 5: Expected `str`, got `int`" in done.stderr


def test_an_address_that_is_held_is_judged_as_it_is_held(corpus: Corpus, tmp_path):
    url = "https://a.example/1"
    held = page(
        url=url, title="Iran ships drones to Russia", paragraphs=("Crates crossed the Caspian. " * 20,)
    )
    ingest(held, [load_topic("everything")], corpus)

    (found,) = json.loads(run(url, "--json", "--data", str(tmp_path)).stdout)

    assert (found["place"], found["judgements"][0]["label"]) == (url, "on_topic")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.txt", None, "there is no such file; right would be a file, an address https://... or -"),
        (".", None, "cannot be read: Is a directory"),
        (
            "paper.pdf",
            b"%PDF-1.7\n\x00\x01\x02 stream",
            "is no text; right would be a text, a page or JSON lines",
        ),
        ("empty.txt", b" \n", "is empty; right would be a text, a page or JSON lines"),
        ("menu.html", b"<html><body><nav>Menu</nav></body></html>", "no article was found in the page"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes | None, why: str):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = run(str(tmp_path / name), "--data", str(tmp_path))

    assert done.exit_code == 1
    assert why in done.stderr
