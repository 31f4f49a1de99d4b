"""The sites that a run has to itself: taken before its first visit, kept while it lives, given back one by one."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence

from corpus import clock, leases
from corpus.leases import Holder
from corpus.store import Corpus
from corpus.urls import site_of
from crawler.sources import Source
from crawler.writer import Writer

logger = logging.getLogger(__name__)

RENEWED_EVERY = leases.TERM.total_seconds() / 5


class Leases:
    """What one run has leased. Its state is touched in the writer's thread only, between two looks at the corpus."""

    def __init__(self, run_id: int, writer: Writer) -> None:
        self.run_id = run_id
        self._writer = writer
        self._sites: dict[str, frozenset[str]] = {}
        """Those of each source whose visit has not ended."""
        self._linked: set[str] = set()
        """Those that a source's links lead to, beyond its own; kept to the end of the run."""
        self._renewal: asyncio.Task[None] | None = None

    def take(
        self, candidates: Callable[[Corpus], Sequence[Source]]
    ) -> tuple[list[Source], dict[str, Holder]]:
        """The sources whose sites are ours now, and who has a site of the others, by name of source.

        The candidates are asked for under the lock of the lease: what another run has visited in the meantime is no
        longer one of them.
        """
        return self._writer.do_now(self._take, candidates)

    def split(self, corpus: Corpus, source: Source, urls: Iterable[str]) -> dict[str, Holder]:
        """Who has a site that links of a source lead to, by site; the other sites are ours from now on."""
        sites = {site_of(url) for url in urls} - source.sites()
        taken: dict[str, Holder] = {}
        for site in sites - self._linked:
            holder = leases.take(corpus, self.run_id, [site], clock.utc_now())
            if holder is None:
                self._linked.add(site)
            else:
                taken[site] = holder
        return taken

    async def give_back(self, source: Source) -> None:
        """Release what no other visit of this run needs."""
        await self._writer.do(self._give_back, source)

    def keep(self, lost: Callable[[str], None]) -> None:
        """Renew all from now on, as long as the event loop turns; `lost` is told which source is ours no more."""
        asyncio.get_running_loop().call_later(RENEWED_EVERY, self._begin_renewal, lost)

    def _take(
        self, corpus: Corpus, candidates: Callable[[Corpus], Sequence[Source]]
    ) -> tuple[list[Source], dict[str, Holder]]:
        refused = {}
        with corpus.writing():
            sources = list(candidates(corpus))
            for source in sources:
                holder = leases.take(corpus, self.run_id, source.sites(), clock.utc_now())
                if holder is None:
                    self._sites[source.name] = source.sites()
                else:
                    refused[source.name] = holder
        return [source for source in sources if source.name in self._sites], refused

    def _give_back(self, corpus: Corpus, source: Source) -> None:
        done = self._sites.pop(source.name, frozenset())
        leases.release(corpus, self.run_id, done - self._linked.union(*self._sites.values()))

    def _begin_renewal(self, lost: Callable[[str], None]) -> None:
        self._renewal = asyncio.ensure_future(self._renew(lost))

    async def _renew(self, lost: Callable[[str], None]) -> None:
        for name in await self._writer.do(self._renewed):
            logger.warning("%s: its site is another run's now; this one stood still for too long", name)
            lost(name)
        self.keep(lost)

    def _renewed(self, corpus: Corpus) -> list[str]:
        """Hold on to everything; the names of sources that we lost a site of."""
        ours = leases.renew(corpus, self.run_id, clock.utc_now())
        gone = [name for name, sites in self._sites.items() if not sites <= ours]
        for name in gone:
            del self._sites[name]
        self._linked &= ours
        return gone
