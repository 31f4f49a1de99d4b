"""The prefilter: it never loses what the judge keeps, whatever the charset and markup, and it drops most pages."""

import html
import json
import unicodedata
from pathlib import Path

import pytest

from pipelines.decode import decode
from pipelines.prefilter import Prefilter
from pipelines.relevance import judge
from pipelines.topics import load_topic

TOPIC = load_topic("iran-russia-drones")
PREFILTER = Prefilter([TOPIC])
LABELLED = Path(__file__).parents[2].parent / "shared" / "topic" / "dev.jsonl"
FRESH = Path(__file__).parent / "fresh_texts.jsonl"
CHARSETS = [
    *("utf-8", "utf-8-sig", "utf-16", "cp1250", "cp1251", "cp1252", "cp1254", "cp1255", "cp1256"),
    *("koi8-r", "koi8-u", "iso8859_5", "iso8859_6", "iso8859_9", "mac_cyrillic"),
    *("gb18030", "big5", "shift_jis", "euc-kr", "iso2022_jp"),
]


def document(title: str, text: str) -> str:
    """A page around a text."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body>{paragraphs}</body></html>"


def spellings(title: str, text: str) -> dict[str, tuple[bytes, str | None]]:
    """One page in every way that we know pages to be written: bytes and the charset that the header names."""
    page = document(title, text)
    words = f"{title} {text}"
    json_ld = json.dumps({"headline": title, "articleBody": text})
    ways: dict[str, tuple[bytes, str | None]] = {
        "capitals": (page.upper().encode(), None),
        "entities": (page.encode("ascii", "xmlcharrefreplace"), None),
        "hex entities": ("".join(f"&#x{ord(c):x};" if c.isalpha() else c for c in words).encode(), None),
        "json": (f"<script type='application/ld+json'>{json_ld}</script>".encode(), None),
        "attribute": (f'<meta property="og:title" content="{html.escape(words)}">'.encode(), None),
        "soft hyphens": ("\u00ad".join(words).encode(), None),
        "entity of the soft hyphen": ("&shy;".join(words).encode(), None),
        "drop caps": (
            " ".join(f"<span class='d'>{w[0]}</span>{w[1:]}" for w in words.split()).encode(),
            None,
        ),
        "soft breaks": (" ".join(f"{w[:2]}<wbr>{w[2:]}" for w in words.split()).encode(), None),
        "decomposed": (unicodedata.normalize("NFD", page).encode(), None),
        "full width": ("".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words).encode(), None),
        "padded entities": ("".join(f"&#{ord(c):05};" if c.isalpha() else c for c in words).encode(), None),
        "entities of entities": (words.encode("ascii", "xmlcharrefreplace").replace(b"&", b"&amp;"), None),
        "lines of json": (json.dumps({"articleBody": "\n".join(words.split())}).encode(), None),
        "tags of json": (f'{{"body":"\\u003cp\\u003e{html.escape(words)}"}}'.encode(), None),
        "a gap without its semicolon": (words.replace(" ", "&nbsp").encode(), None),
        "broken bytes": (b"\xff" + page.encode() * 20, "utf-8"),
    }
    for charset in CHARSETS:
        try:
            written = page.encode(charset)
        except UnicodeEncodeError:
            continue
        if decode(written, charset).endswith(page):  # the web's Big5 has kana where Python's has Cyrillic
            ways[charset] = (written, charset)
    return ways


def kept_texts() -> list[tuple[str, str]]:
    """Texts that the judge keeps: the topic's examples, our fresh ones, and the labelled headlines where they are."""
    texts = [(example.title, example.text) for example in TOPIC.examples]
    fresh = map(json.loads, FRESH.read_text(encoding="utf-8").splitlines())
    texts += [(row["title"], row["text"]) for row in fresh]
    if LABELLED.exists():
        rows = map(json.loads, LABELLED.read_text(encoding="utf-8").strip().split("\n"))
        texts += [(row["title"], row["text"]) for row in rows]
    return [(title, text) for title, text in texts if judge(title, text, TOPIC).wanted]


def test_nothing_that_the_judge_keeps_is_lost_however_it_is_spelled():
    lost = [
        (title, way)
        for title, text in kept_texts()
        for way, (body, charset) in spellings(title, text).items()
        if not PREFILTER.passes(body, charset)
    ]

    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "وروسيا هاجمت بالمسيّرات الإيرانية وبطائرات مسيّرة",
        "ולרוסיה נמכרו כטב״מים מאיראן",
        "ข่าวRussiaและIranian droneในKyiv",
        "露イランに無人機2400発注 ロシアAFP",
    ],
)
def test_words_with_something_written_onto_them_are_known(text):
    assert judge("", text, TOPIC).wanted
    assert PREFILTER.passes(document("", text).encode(), None)


@pytest.mark.parametrize("alias", ["alias", "ambiguous"])
def test_every_alias_of_the_topic_is_known(alias):
    concepts = [one for one in TOPIC.concepts if set(one.sides) & {"iran", "drone", "russia"}]
    for concept in concepts:
        for several in (concept.aliases if alias == "alias" else concept.ambiguous).values():
            for word in several:
                page = document("Iran Russia drone", "").replace(
                    _first(concept.sides), word.replace("*", "ами")
                )
                assert PREFILTER.passes(page.encode(), None), (concept.name, word)


@pytest.mark.parametrize(
    "text",
    [
        "Iran and its neighbours signed a water treaty.",
        "Miranda trusts computing: a tyranny of viruses, drones on, and Moscow.",
        "В Тиране показали пиранью, Россия аплодирует, Андронаки поёт.",
        "ДРОНЫ над Москвой.",
        "",
    ],
)
def test_a_page_without_a_word_of_each_side_is_left_unread(text):
    assert not PREFILTER.passes(document("", text).encode(), None)


def test_everything_passes_everything():
    assert Prefilter([TOPIC, load_topic("everything")]).passes(b"", None)


def test_sides_of_two_topics_do_not_add_up(tmp_path):
    path = tmp_path / "canal.toml"
    path.write_text(
        'name = "canal"\ntitle = "Canal"\n[sides]\nwater = "canals"\niran = "Iran"\n'
        '[[rule]]\nname = "both"\nneeds = ["water", "iran"]\n'
        '[[concept]]\nname = "canal"\nsides = ["water"]\naliases.en = ["canal"]\n'
        '[[concept]]\nname = "Karun"\nsides = ["iran"]\naliases.en = ["Karun"]\n',
        encoding="utf-8",
    )
    both = Prefilter([TOPIC, load_topic(path)])

    assert both.passes(b"A canal to the Karun", None)
    assert not both.passes(b"A canal in Iran", None)


def _first(sides: tuple[str, ...]) -> str:
    return {"iran": "Iran", "drone": "drone", "russia": "Russia"}[
        min(set(sides) & {"iran", "drone", "russia"})
    ]


@pytest.mark.parametrize("charset", ["latin-1", "cp1251"])
def test_a_page_that_was_misread_is_looked_through_as_it_was_meant(charset):
    meant = document("", "Россия применила иранские беспилотники «Шахед» по Украине ночью.")

    assert PREFILTER.passes(meant.encode().decode(charset).encode(), None)
    assert not PREFILTER.passes(document("", "Ð°: a letter").encode(), None)
