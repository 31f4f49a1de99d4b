"""The recent pages of each site, their paragraphs as hashes: what the memory of a site is made of."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus import clock
from corpus.store import Corpus
from corpus.types import Block, Lesson, Memory, Page

RECENT = 50
"""Pages of a site that are kept in mind; of older ones nothing is."""
ELSEWHERE = 15
"""So many of them may be pages that no topic wants, however old: they tell a site's furniture from a story's
background, and a site that writes of little else would have none left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One of a site's recent pages."""

    url_key: str
    is_wanted: bool
    blocks: Mapping[str, Block] = field(repr=False)
    """By their hashes."""


def keep_lesson(corpus: Corpus, site: str, url_key: str, page: Page, lesson: Lesson) -> None:
    """Keep in mind what a page taught, in place of what it taught before; forget what is older than `RECENT` pages."""
    corpus.execute("DELETE FROM site_pages WHERE site = ? AND url_key = ?", [site, url_key])
    cursor = corpus.execute(
        "INSERT INTO site_pages (site, url_key, seen_at, wanted, found, confidence) VALUES (?, ?, ?, ?, ?, ?)",
        [site, url_key, clock.to_text(page.fetched_at), int(lesson.is_wanted), json.dumps(lesson.found),
         lesson.confidence],
    )  # fmt: skip
    corpus.executemany(
        "INSERT INTO blocks (site_page, block_sha, size, telling, weighed) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [
            [cursor.lastrowid, one.sha, one.size, int(one.is_telling), int(one.is_weighed)]
            for one in lesson.blocks
        ],
    )
    corpus.execute(_FORGET, {"site": site})


def pages_of(corpus: Corpus, site: str) -> list[SitePage]:
    """The recent pages of a site, the first read first."""
    blocks: dict[int, dict[str, Block]] = {}
    for row in corpus.rows(_BLOCKS, [site]):
        blocks.setdefault(row["site_page"], {})[row["block_sha"]] = Block(
            sha=row["block_sha"],
            size=row["size"],
            is_telling=bool(row["telling"]),
            is_weighed=bool(row["weighed"]),
        )
    rows = corpus.rows("SELECT id, url_key, wanted FROM site_pages WHERE site = ? ORDER BY id", [site])
    return [
        SitePage(url_key=row["url_key"], is_wanted=bool(row["wanted"]), blocks=blocks.get(row["id"], {}))
        for row in rows
    ]


def is_kept(corpus: Corpus, site: str, url_key: str) -> bool:
    """Whether a page is among those of its site that are kept in mind."""
    found = corpus.value("SELECT 1 FROM site_pages WHERE site = ? AND url_key = ?", [site, url_key])
    return found is not None


def weigh(corpus: Corpus, site: str, keys: Iterable[str], memory: Memory) -> None:
    """Note that these pages of a site stand as they must with what is known of it."""
    corpus.execute(
        _WEIGH,
        {
            "site": site,
            "keys": json.dumps(list(keys)),
            "repeated": json.dumps(list(memory.repeated)),
            "background": json.dumps(list(memory.background)),
        },
    )


_BLOCKS = """
SELECT b.site_page, b.block_sha, b.size, b.telling, b.weighed
FROM site_pages AS p JOIN blocks AS b ON b.site_page = p.id WHERE p.site = ? ORDER BY p.id"""

_WEIGH = """
UPDATE blocks SET weighed = block_sha IN (SELECT value FROM json_each(:repeated))
WHERE (block_sha IN (SELECT value FROM json_each(:repeated)) OR block_sha IN (SELECT value FROM json_each(:background)))
  AND site_page IN (
  SELECT id FROM site_pages WHERE site = :site AND url_key IN (SELECT value FROM json_each(:keys)))"""

_FORGET = f"""
DELETE FROM site_pages WHERE id IN (
  SELECT id FROM (
    SELECT id, NOT wanted AND row_number() OVER (PARTITION BY wanted ORDER BY id DESC) <= {ELSEWHERE} AS stays
    FROM site_pages WHERE site = :site)
  ORDER BY stays DESC, id DESC LIMIT -1 OFFSET {RECENT})"""
