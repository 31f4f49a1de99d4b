"""The paragraphs of each site's recent pages, as hashes: what the memory of a site is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from corpus import clock
from corpus.store import Corpus

RECENT = 50
"""Pages of a site that are kept in mind; of older ones, and of all that was off topic, nothing is."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of one page."""

    sha: str
    size: int
    """Characters."""
    is_cut: bool
    """Whether it was left out of the page's text."""


def keep_blocks(corpus: Corpus, site: str, url_key: str, blocks: Iterable[Block], now: datetime) -> None:
    """Keep in mind what a page consists of, in place of what it did before; forget the oldest page beyond `RECENT`."""
    corpus.execute("DELETE FROM blocks WHERE site = ? AND url_key = ?", [site, url_key])
    corpus.executemany(
        "INSERT INTO blocks (site, url_key, block_sha, size, seen_at, cut) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [[site, url_key, one.sha, one.size, clock.to_text(now), int(one.is_cut)] for one in blocks],
    )
    corpus.execute(
        "DELETE FROM blocks WHERE site = :site AND url_key IN (SELECT url_key FROM blocks WHERE site = :site"
        f" GROUP BY url_key ORDER BY max(seen_at) DESC, url_key LIMIT -1 OFFSET {RECENT})",
        {"site": site},
    )


def pages_of(corpus: Corpus, site: str) -> Mapping[str, Mapping[str, int]]:
    """The size of each paragraph by its hash, for each of a site's recent pages."""
    found: dict[str, dict[str, int]] = {}
    for row in corpus.rows("SELECT url_key, block_sha, size FROM blocks WHERE site = ?", [site]):
        found.setdefault(row["url_key"], {})[row["block_sha"]] = row["size"]
    return found


def not_cut(corpus: Corpus, site: str, shas: Iterable[str]) -> list[str]:
    """The url_keys of a site's recent pages that were read with one of these paragraphs in their text."""
    wanted = set(shas)
    rows = corpus.rows("SELECT url_key, block_sha FROM blocks WHERE site = ? AND NOT cut", [site])
    return list(dict.fromkeys(row["url_key"] for row in rows if row["block_sha"] in wanted))


def weighed(corpus: Corpus, site: str, url_key: str, shas: Iterable[str]) -> None:
    """Note that a page was read anew with these paragraphs known as the site's, whether they went or had to stay."""
    corpus.executemany(
        "UPDATE blocks SET cut = 1 WHERE site = ? AND url_key = ? AND block_sha = ?",
        [[site, url_key, sha] for sha in shas],
    )
