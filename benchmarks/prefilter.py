"""How fast the byte prefilter is, what it lets pass, and whether it loses a page that the judge keeps.

    python benchmarks/prefilter.py FILE.warc.gz... [--every N] [--topic T]

Speed and share are of the pages as they came, for the topic. Recall is against the judge on what is read out of them,
for the topic and for one whose words stand in most news, with each page as it came and written in other charsets,
entities and escapes. The demo newsroom is always looked at too.
"""

import argparse
import html
import html.entities
import json
import logging
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler.newsroom_site import answers
from pipelines.decode import decode
from pipelines.extract import extract_article
from pipelines.prefilter import Prefilter
from pipelines.relevance import judge
from pipelines.topics import Topic, load_topic

OFTEN = """
name = "often"
title = "What stands in most news"
[sides]
who = "someone in office"
what = "what is done"
[[rule]]
name = "both"
needs = ["who", "what"]
[[concept]]
name = "office"
sides = ["who"]
aliases.en = ["minister*", "president*", "government*", "official*", "company", "people", "police"]
aliases.de = ["Regierung*", "Präsident*", "Unternehmen", "Menschen", "Polizei"]
aliases.fr = ["président*", "société*", "ministre*"]
aliases.es = ["presidente*", "compañía*"]
aliases.ru = ["президент*", "правительств*", "полици*", "люд*"]
[[concept]]
name = "deed"
sides = ["what"]
aliases.en = ["said", "says", "new", "year", "years", "first"]
aliases.de = ["sagte", "Jahr*", "neue*", "für"]
aliases.fr = ["année*", "déclaré", "après"]
aliases.es = ["año*", "según", "también"]
aliases.ru = ["сказал*", "год*", "нов*"]
"""
CHARSETS = (
    "utf-8", "utf-16", "windows-1251", "koi8-r", "windows-1252", "windows-1256", "iso-8859-2", "iso-8859-5",
    "iso-8859-9", "gb18030", "big5", "shift_jis", "euc-kr",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archives", nargs="*", type=Path, metavar="FILE.warc.gz")
    parser.add_argument("--every", type=int, default=1, help="only each Nth page")
    parser.add_argument("--topic", default="iran-russia-drones")
    asked = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = list(_pages(asked.archives))[:: asked.every]
    topic = load_topic(asked.topic)
    if pages:
        _print_speed(pages, Prefilter([topic]))
    newsroom = [one.body for one in answers(1) if one.headers.get("Content-Type", "").startswith("text/html")]
    for name, bodies in (("newsroom", newsroom), ("pages", pages)):
        for one in (topic, _often()):
            _print_recall(name, bodies, one)


def _pages(archives: Iterable[Path]) -> Iterator[bytes]:
    for path in archives:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response):
                yield record.reader.read()


def _often() -> Topic:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "often.toml"
        path.write_text(OFTEN, encoding="utf-8")
        return load_topic(path)


def _print_speed(pages: list[bytes], prefilter: Prefilter) -> None:
    """The best of three rounds, CPU time."""
    size = sum(map(len, pages))
    took = []
    for _ in range(3):
        began = time.process_time()
        passed = sum(prefilter.passes(body, None) for body in pages)
        took.append(time.process_time() - began)
    print(
        f"{len(pages)} pages of {size / len(pages) / 1024:.0f} KiB: {size / 1e6 / min(took):.0f} MB/s,",
        end=" ",
    )
    print(f"{min(took) * 1000 / len(pages):.2f} ms a page, {passed} pass ({passed / len(pages):.1%})")


def _print_recall(name: str, bodies: Iterable[bytes], topic: Topic) -> None:
    prefilter = Prefilter([topic])
    kept, lost = Counter[str](), Counter[str]()
    for body in bodies:
        article = extract_article(body, "https://a.example/1")
        if article is None or not judge(article.title, article.text, topic).wanted:
            continue
        for way, written, charset in _spelled(body, f"{article.title} {article.text}"):
            kept[way] += 1
            lost[way] += not prefilter.passes(written, charset)
    print(f"{name}, topic {topic.name}: the judge keeps {kept['as it came']} pages")
    print("  lost:", ", ".join(f"{way} {lost[way]} of {number}" for way, number in kept.items()) or "none")


def _spelled(body: bytes, words: str) -> Iterator[tuple[str, bytes, str | None]]:
    """A page in every way that we know pages to be written; in a charset only where it has all letters."""
    yield "as it came", body, None
    text = decode(body)
    for charset in CHARSETS:
        try:
            yield charset, text.encode(charset), charset
        except UnicodeEncodeError:
            continue
    yield "entities", text.encode("ascii", "xmlcharrefreplace"), None
    yield "hex entities", "".join(f"&#x{ord(c):x};" if c.isalpha() else c for c in words).encode(), None
    yield (
        "named entities",
        "".join(f"&{_NAMED[c]};" if c in _NAMED else html.escape(c) for c in words).encode(),
        None,
    )
    yield (
        "escapes",
        f"<script type='application/ld+json'>{json.dumps({'articleBody': words})}</script>".encode(),
        None,
    )
    yield "soft hyphens", " ".join("\u00ad".join(word) for word in words.split(" ")).encode(), None
    yield "soft breaks", " ".join(f"{word[:2]}<wbr>{word[2:]}" for word in words.split(" ")).encode(), None
    yield "capitals", words.upper().encode(), None


_NAMED = {chr(code): name for code, name in html.entities.codepoint2name.items() if chr(code).isalpha()}


if __name__ == "__main__":
    main()
