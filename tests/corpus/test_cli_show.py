"""`wirewatch show` as it is typed: a document from each side."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import Result

from corpus.errors import NotFoundError
from corpus.groups import relate
from corpus.store import Corpus
from corpus.urls import ref_of, url_key

Add = Callable[..., int]
Run = Callable[..., Result]

URL = "https://a.example/1"
REF = ref_of(url_key(URL))
SEEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_document_shows_what_is_known_of_it_and_its_text(run: Run, add_document: Add) -> None:
    add_document(
        URL,
        "First.\nSecond.",
        title="The plant",
        authors=("Ann Lee",),
        published_at=datetime(2026, 2, 28, tzinfo=UTC),
        precision="day",
    )

    result = run("show", REF)

    assert result.stdout.splitlines() == [
        "The plant",
        "source     herald (a.example)",
        "published  2026-02-28",
        "seen       first 2026-03-01 12:00, checked 2026-03-01 12:00",
        "authors    Ann Lee",
        "language   en",
        "state      live",
        f"ref        {REF}",
        "address    https://a.example/1",
        "drones: on_topic 0.90, by topic version 1",
        "",
        "First.",
        "Second.",
    ]


def test_a_text_in_doubt_is_shown_with_the_reason(run: Run, add_document: Add) -> None:
    add_document(URL, details={"uncut": ["repeated on the site"]})

    assert "in doubt   too much of it looks like boilerplate\n" in run("show", URL).stdout


def test_a_date_in_doubt_is_shown_with_the_reason_and_one_that_tells_nothing_as_the_page_writes_it(
    run: Run, add_document: Add
) -> None:
    late = {"published": {"method": "meta", "raw": "2031-01-01", "implausible": "after it was fetched"}}
    add_document(URL, published_at=datetime(2031, 1, 1, tzinfo=UTC), precision="day", details=late)
    add_document("https://a.example/2", details={"published": {"method": "not believed", "raw": "yesterday"}})

    assert "published  2031-01-01 (doubtful: after it was fetched)\n" in run("show", URL).stdout
    assert "published  not said (the page says 'yesterday')\n" in run("show", "https://a.example/2").stdout


@pytest.mark.parametrize(
    "name", [REF, REF.upper(), URL, "http://www.a.example/1/?utm_source=x", f"{REF}@2026-03-02"]
)
def test_any_ref_or_address_of_a_document_finds_it(run: Run, add_document: Add, name: str) -> None:
    add_document(URL, "The text.")

    assert "The text." in run("show", name).stdout


def test_a_moment_after_the_ref_picks_the_version_that_stood_then(run: Run, add_document: Add) -> None:
    add_document(URL, "now", earlier=(("T", "before"),))

    assert run("show", f"{REF}@2026-03-01T12:00:00Z").stdout.endswith("\nbefore\n")
    assert run("show", f"{REF}@2026-03-01T12:30:00Z").stdout.endswith("\nbefore\n")
    assert run("show", f"{REF}@2026-03-01T13:00:00Z").stdout.endswith("\nnow\n")
    assert "there are 2026-03-01T12:00:00+00:00" in failure(run("show", f"{REF}@2026-02-01"))


def failure(result: Result) -> str:
    assert result.exit_code == 1
    return str(result.exception)


def test_what_is_not_there_is_told_apart(run: Run, add_document: Add, add_link: Callable[..., None]) -> None:
    add_document("https://a.example/gone", state="forgotten")
    add_link("https://a.example/met", verdict="off_topic", reason="no word")

    assert "never met" in failure(run("show", "https://a.example/unknown"))
    assert "wirewatch why" in failure(run("show", "https://a.example/met"))
    assert "forgotten" in failure(run("show", "https://a.example/gone"))
    assert "no document has this ref" in failure(run("show", "aaaaaaaaaa"))
    assert "'jj7wfifkr' is neither a ref of ten characters nor an address" in failure(
        run("show", "jj7wfifkr")
    )


def test_a_diff_shows_the_words_that_changed(run: Run, add_document: Add) -> None:
    add_document(
        URL,
        f"{'word ' * 40}two drones fell.",
        title="New",
        earlier=(("Old", f"{'word ' * 40}one drone fell."),),
    )

    assert run("show", REF, "--diff").stdout.splitlines() == [
        "title",
        "[-Old-]{+New+}",
        "",
        "text",
        "… " + "word " * 12 + "[-one drone-] {+two drones+} fell.",
    ]
    assert run("show", REF, "--diff", "1..2").stdout == run("show", REF, "--diff").stdout
    assert "right would be N..M of 1, 2" in failure(run("show", REF, "--diff", "1..3"))


def test_a_version_is_not_compared_with_itself_and_what_reads_the_same_is_said(
    run: Run, add_document: Add
) -> None:
    add_document(URL, "Two drones fell.", title="New", earlier=(("New", "Two drones fell."),))

    assert "--diff '2..2'; right would be N..M of 1, 2" in failure(run("show", REF, "--diff", "2..2"))
    assert run("show", REF, "--diff").stdout == "title and text read the same\n"


def test_versions_are_listed_as_they_are_cited(run: Run, add_document: Add) -> None:
    add_document(URL, "two words", title="New", earlier=(("Old", "one"),))

    assert run("show", REF, "--versions").stdout.splitlines() == [
        "n   first seen        last seen         words  change  cited as                         title",
        f"1   2026-03-01 12:00  2026-03-01 12:00      1          {REF}@2026-03-01T12:00:00Z  Old",
        f"2*  2026-03-01 13:00  2026-03-01 12:00      2  text    {REF}@2026-03-01T13:00:00Z  New",
    ]


def test_copies_tell_who_ran_it_and_what_each_cut_or_added(run: Run, add_document: Add) -> None:
    text = "Engines came ashore late on Tuesday while the harbour slept, and the crates were sealed."
    article = add_document(URL, text, title="Story", source="wire")
    add_document(
        "https://b.example/2",
        f"KYIV (Wire) {text.replace(' late on Tuesday', '')}",
        title="Copy",
        copy_of=article,
    )
    add_document("https://c.example/3", text, title="Same", copy_of=article, copy_kind="exact")

    lines = run("show", "https://b.example/2", "--copies").stdout.splitlines()

    assert [line.split()[1:6] for line in lines[1:3]] == [
        ["article", "15", "2026-03-01", "12:00", "wire"],
        ["near", "0.95", "14", "3", "2"],
    ]
    assert lines[5:] == [
        f"{ref_of('b.example/2')} (herald) against the article",
        "  {+KYIV (Wire)+}",
        "  [-late on Tuesday-]",
    ]


def test_copies_tell_the_first_publisher_and_the_credited_wire_from_whom_we_met_first(
    corpus: Corpus, run: Run, add_document: Add
) -> None:
    day = datetime(2026, 3, 1, 6, tzinfo=UTC)
    full = add_document(
        URL, "All of the wire story.", source="meridian-wire", published_at=day + timedelta(hours=2)
    )
    first = add_document("https://b.example/2", "The wire.", copy_of=full, published_at=day, source="post")
    met = add_document(
        "https://c.example/3",
        "The wire",
        copy_of=full,
        first_seen_at=SEEN - timedelta(days=1),
        source="herald",
    )
    with corpus.writing():
        corpus.execute("UPDATE versions SET wire = 'Meridian' WHERE document_id IN (?, ?)", [first, met])
        corpus.execute("UPDATE versions SET wire = 'Meridian Wire' WHERE document_id = ?", [full])

    said = run("show", URL, "--copies").stderr.splitlines()

    b, c = ref_of("b.example/2"), ref_of("c.example/3")
    assert said == [
        f"{REF} is the article, though not published first: its text is the fullest",
        f"{b} (post) says that it published first, 2026-03-01 06:00",
        f"Meridian is credited by {b}, {c}; its own: {REF}",
        f"{c} (herald) is the one met first here, 2026-02-28 12:00",
    ]


def test_what_is_related_is_shown_beside_the_copies_and_stays_an_article(
    corpus: Corpus, run: Run, add_document: Add
) -> None:
    one, other = (
        add_document(URL, "The story."),
        add_document("https://b.example/2", "Five stories.", title="Briefing"),
    )
    with corpus.writing():
        relate(corpus, one, other, "contains", 0.25)

    lines = run("show", URL, "--copies").stdout.splitlines()
    as_json = json.loads(run("show", URL, "--copies", "--json").stdout)

    assert lines[-2:] == [
        "Related, and articles of their own",
        f"{ref_of('b.example/2')}  contains  0.25  2    herald  Briefing",
    ]
    assert [(found["kind"], found["title"]) for found in as_json["related"]] == [("contains", "Briefing")]
    assert [member["kind"] for member in as_json["group"]] == [None]


@pytest.mark.parametrize(
    ("article", "copy", "said"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC), "it was published first"),
        (datetime(2026, 3, 1, tzinfo=UTC), None, "it was published first"),
        (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), "its text is the fullest"),
        (None, None, "so the address decides"),
    ],
)
def test_copies_say_why_this_one_is_the_article(
    run: Run, add_document: Add, article: datetime | None, copy: datetime | None, said: str
) -> None:
    first = add_document(URL, "The wire story.", published_at=article)
    add_document("https://b.example/2", "The wire.", copy_of=first, published_at=copy)

    assert said in run("show", URL, "--copies").stderr


def test_several_sides_are_shown_under_their_names(run: Run, add_document: Add) -> None:
    add_document(URL, "now", title="Now", earlier=(("T", "before"),))

    shown = run("show", REF, "--diff", "--cuts", "--evidence").stdout

    assert [line for line in shown.splitlines() if line.startswith("==")] == [
        "== diff",
        "== evidence",
        "== cuts",
    ]


def test_a_diff_of_a_moment_is_of_that_version_and_the_one_before(run: Run, add_document: Add) -> None:
    add_document(URL, "three", title="T", earlier=(("T", "one"), ("T", "two")))

    assert "[-one-]{+two+}" in run("show", f"{REF}@2026-03-01T13:00:00Z", "--diff").stdout
    assert "[-two-]{+three+}" in run("show", REF, "--diff").stdout
    first = run("show", f"{REF}@2026-03-01T12:00:00Z", "--diff")
    assert "version 1 is its first" in str(first.exception)


def test_evidence_shows_each_word_in_its_place(run: Run, add_document: Add) -> None:
    match = {"concept": "drone", "term": "drones", "where": "lede", "paragraph": 1, "start": 4, "end": 10}
    add_document(URL, "The drones fell.", matched=[match])

    assert run("show", REF, "--evidence").stdout.splitlines() == [
        "drones: on_topic 0.90, by topic version 1",
        "  drone (lede, paragraph 1): The [drones] fell.",
    ]


def test_cuts_show_what_was_taken_out(run: Run, add_document: Add) -> None:
    add_document(URL, details={"cuts": [{"rule": "comment policy", "block": 3, "text": "Be kind."}]})

    assert "comment policy, paragraph 4 of the page:\n  Be kind." in run("show", REF, "--cuts").stdout


def test_provenance_names_fetch_bytes_and_where_the_link_was_met(run: Run, add_document: Add) -> None:
    add_document(URL)

    shown = run("show", REF, "--provenance").stdout

    assert {line.split("  ")[0] for line in shown.splitlines()} >= {
        "requested",
        "found at",
        "sha256",
        "met in",
        "extractor",
    }
    assert "https://a.example/feed.xml (herald)" in shown


def test_json_is_the_line_of_an_export_with_the_group(run: Run, corpus: Corpus, add_document: Add) -> None:
    article = add_document(URL, "now", title="New", earlier=(("Old", "before"),))
    add_document("https://b.example/2", copy_of=article)

    shown = json.loads(run("show", REF, "--json", "--diff").stdout)

    assert (shown["title"], shown["text"], [old["text"] for old in shown["versions"]]) == (
        "New",
        "now",
        ["before"],
    )
    assert [member["kind"] for member in shown["group"]] == [None, "near"]
    assert shown["diff"]["title"] == [{"kind": "cut", "text": "Old"}, {"kind": "added", "text": "New"}]


def test_a_page_cannot_write_to_the_terminal(run: Run, add_document: Add) -> None:
    add_document(URL, "a\x1b[31mb\rc\nd", title="\x1b[2J", earlier=(("T", "x\x1b y"),))

    for view in ([], ["--diff"], ["--versions"], ["--copies"], ["--provenance"]):
        assert not {"\x1b", "\r"} & set(run("show", REF, *view).stdout)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-05:00", "spring"])
def test_a_version_of_no_moment_is_not_found(run: Run, add_document: Add, moment: str) -> None:
    add_document(URL, "The plant makes drones.")

    done = run("show", f"{REF}@{moment}")

    assert isinstance(done.exception, NotFoundError)
    assert "after @ goes a moment such as 2026-03-01T06:00:00Z, or a day" in str(done.exception)


def test_bytes_that_are_no_text_are_the_name_of_nothing(run: Run, add_document: Add) -> None:
    add_document(URL, "The plant makes drones.")

    done = run("show", "https://a.example/\udcff")

    assert isinstance(done.exception, NotFoundError)
