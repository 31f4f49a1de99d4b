"""Damaged pages by the thousand: whether any crashes its reader or exceeds its time limit.

    python benchmarks/mutate.py [--inputs N] [--seed N] [--archives FOLDER] [--seconds N]

Each input is a page, from the web archives in FOLDER or else from the demo newsroom, with one to four kinds of damage.
All are read whole, as the crawler reads them: in worker processes, with a time limit. What ends badly is printed at
once, with its damage and page; `--only N` makes and reads that input alone.
"""

import argparse
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from corpus.types import Page, Reading
from crawler.newsroom_site import answers
from pipelines.archives import Damage, read_archive
from pipelines.readers import Readers
from pipelines.topics import load_topic

CHARSETS = (
    "utf-8",
    "utf-16",
    "windows-1251",
    "koi8-r",
    "windows-1256",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
)
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b'"', b"&#x110000;", b"&#0;", b"&nbsp", b"<!--", b"-->",
    b"<![CDATA[", b"</script>", b"<script>", b"<table><tr>", b"</body>", b"<svg><title>", b"<template>", b"]]>",
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":[[[', b"\xe2\x80\x8c", b"\r", b"\x1b[31m",
    b"<base href='//[bad/'>", b"<meta charset=utf-7>", b"<p " + b"x" * 5000 + b">", b"<h1>",
    b"<time datetime='9999-99-99'>",
)  # fmt: skip
NESTED = (b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<article>", b"<a href='#'>", b"<svg>", b"<p>")
AHEAD = 8
"""Inputs that are made while others are read."""
Mutation = Callable[[bytes, random.Random], bytes]


def main() -> None:
    """Make, read and count; the exit status tells whether any input ended badly."""
    options = _options()
    originals = list(_originals(options.archives))
    chosen = [options.only] if options.only is not None else range(options.inputs)
    kinds: Counter[str] = Counter()
    slowest, bad = 0.0, list[str]()
    with Readers([load_topic("everything")], workers=2, seconds=options.seconds) as readers:
        for number, damage, page, reading, seconds in _readings(originals, chosen, options.seed, readers):
            kind = _kind(reading)
            kinds[kind] += 1
            slowest = max(slowest, seconds)
            if kind in BAD:
                bad.append(f"input {number} ({', '.join(damage)}) of {page.url}: {reading.unreadable}")
                print(bad[-1], flush=True)
            if kinds.total() % 1000 == 0:
                print(f"{kinds.total()} inputs read", file=sys.stderr)
    print(f"{len(chosen)} inputs from {len(originals)} pages, seed {options.seed}; slowest {slowest:.1f} s")
    for kind, count in kinds.most_common():
        print(f"{count:7} {kind}")
    sys.exit(bool(bad))


BAD = ("extraction failed", "time limit", "the page ended its reader", "reading failed")


def _kind(reading: Reading) -> str:
    if reading.unreadable is None:
        return "article" if reading.article is not None else "set aside"
    reason = reading.unreadable.reason
    return next((kind for kind in BAD if reason.startswith(kind)), reason.partition(":")[0])


def _readings(
    originals: Sequence[Page], chosen: Sequence[int], seed: int, readers: Readers
) -> Iterator[tuple[int, list[str], Page, Reading, float]]:
    """Each input with its damage, what was read and how long that took from its turn."""
    waiting: deque[tuple[int, list[str], Page, Future[Reading]]] = deque()
    ended = time.monotonic()
    for number in [*chosen, None]:
        if number is not None:
            damage, page = damaged(originals, seed, number)
            waiting.append((number, damage, page, readers.begin(page, whole=True)))
        while waiting and (number is None or len(waiting) >= AHEAD):
            first, damage, page, reading = waiting.popleft()
            yield first, damage, page, readers.end(page, reading), time.monotonic() - ended
            ended = time.monotonic()


def damaged(originals: Sequence[Page], seed: int, number: int) -> tuple[list[str], Page]:
    """The input of a number, always the same: the names of its damage, and the page."""
    dice = random.Random(f"{seed}/{number}")  # not for secrets
    page = dice.choice(originals)
    body, names = page.body, []
    for name in dice.choices(list(MUTATIONS), k=dice.randint(1, 4)):
        names.append(name)
        body = MUTATIONS[name](body, dice)
    other = dice.choice(originals).body
    if dice.random() < 0.05:
        names.append("another page inside")
        body = _put(body, other, dice)
    headers = {**page.headers, "content-type": f"text/html; charset={dice.choice(CHARSETS)}"}
    return names, Page(
        requested_url=page.url,
        url=page.url,
        headers=headers if dice.random() < 0.3 else page.headers,
        fetched_at=page.fetched_at,
        body=body,
    )


def _put(body: bytes, piece: bytes, dice: random.Random) -> bytes:
    at = dice.randint(0, len(body))
    return body[:at] + piece + body[at:]


def _span(body: bytes, dice: random.Random) -> tuple[int, int]:
    """Some bytes of a body, rarely many."""
    begin = dice.randint(0, len(body))
    return begin, min(len(body), begin + int(dice.paretovariate(0.5)))


def _cut_off(body: bytes, dice: random.Random) -> bytes:
    return body[: dice.randint(0, len(body))]


def _drop(body: bytes, dice: random.Random) -> bytes:
    begin, end = _span(body, dice)
    return body[:begin] + body[end:]


def _repeat(body: bytes, dice: random.Random) -> bytes:
    begin, end = _span(body, dice)
    return (
        body[:end]
        + body[begin:end] * min(dice.randint(1, 200), 1_000_000 // max(end - begin, 1))
        + body[end:]
    )


def _flip(body: bytes, dice: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(dice.randint(1, 200) if body else 0):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _insert(body: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 20)):
        body = _put(body, dice.choice(TOKENS), dice)
    return body


def _nest(body: bytes, dice: random.Random) -> bytes:
    return _put(body, dice.choice(NESTED) * dice.choice([10, 300, 3000, 30_000]), dice)


def _unclose(body: bytes, dice: random.Random) -> bytes:
    return body.replace(
        dice.choice([b"</div>", b"</p>", b"</script>", b"</article>", b"</a>", b'"', b">"]), b""
    )


def _recode(body: bytes, dice: random.Random) -> bytes:
    return body.decode("utf-8", "replace").encode(dice.choice(CHARSETS), "replace")


MUTATIONS: dict[str, Mutation] = {
    "cut off": _cut_off,
    "bytes dropped": _drop,
    "bytes repeated": _repeat,
    "bytes flipped": _flip,
    "tokens inserted": _insert,
    "deeply nested": _nest,
    "tags left open": _unclose,
    "in another charset": _recode,
}
"""How a page is damaged: by networks, proxies, editors and those who mean it."""


def _originals(folder: Path | None) -> Iterator[Page]:
    paths = sorted(folder.glob("*.warc.gz")) if folder else []
    for path in paths:
        yield from (one for one in read_archive(path) if not isinstance(one, Damage) and one.status == 200)
    if not paths:
        for one in answers(1):
            if one.status == 200 and one.headers["Content-Type"].startswith("text/html"):
                headers = {"content-type": one.headers["Content-Type"]}
                now = datetime(2026, 3, 2, tzinfo=UTC)
                yield Page(requested_url=one.url, url=one.url, headers=headers, fetched_at=now, body=one.body)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--only", type=int, help="the number of one input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--archives", type=Path, help="a folder of .warc.gz files")
    parser.add_argument("--seconds", type=float, default=60, help="the time limit of a page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
