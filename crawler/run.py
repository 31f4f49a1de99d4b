"""One crawl as its parts share it: the job, the writer, the readers, the visits, and what was asked already."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from corpus import documents, feeds, meeting, pages, runs
from corpus.config import Config
from corpus.feeds import Feed
from corpus.gaps import Gap, gap_in
from corpus.leases import Holder
from corpus.meeting import Met
from corpus.store import Corpus
from corpus.types import Link, Memory, Outcome, Page, Reading
from corpus.urls import site_of, url_key
from crawler.errands import REDIRECT_LOOP, Errands
from crawler.leases import Leases
from crawler.schedule import Schedule
from crawler.sources import Source
from crawler.visits import Errand, Visit
from crawler.writer import Writer
from pipelines.desk import Desk
from pipelines.memory import Memories
from pipelines.readers import Readers
from pipelines.recleaning import Reread, Stale, cleaned, rewrite, to_clean
from pipelines.settle import Ask, settle
from pipelines.topics import Topic
from pipelines.unanswered import Missed, led_to, missed, not_modified

logger = logging.getLogger(__name__)

Progress = Callable[[Visit, Outcome | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a crawl shall do."""

    sources: Sequence[Source]
    topics: Sequence[Topic]
    config: Config
    data: Path
    clock: Callable[[], datetime]
    archives: Sequence[Path] = ()
    """Web archives that answer every request instead of the network."""
    limit: int | None = None
    """At most so many articles are asked for; the rest stay open."""
    kind: str = "crawl"
    """The kind of run that it is written down as."""
    progress: Progress | None = field(default=None, repr=False)
    schedule: Schedule | None = field(default=None, repr=False)
    """Says when a source is due again; None: nothing is written about that."""
    only_due: bool = False
    """Visit those of the sources that the schedule calls due."""

    def candidates(self, corpus: Corpus) -> Sequence[Source]:
        """The sources to visit as the corpus stands now."""
        if not self.only_due:
            return self.sources
        assert self.schedule is not None
        return self.schedule.due(self.sources, corpus, self.clock())


class CrawlRun:
    """The crawl under way."""

    def __init__(self, job: Job, writer: Writer, readers: Readers) -> None:
        self.job = job
        self.writer = writer
        self.readers = readers
        self.visits: dict[str, Visit] = {}
        self.errands = Errands(job.limit)
        self.broken: str | None = None
        """Why the run must end: the corpus cannot be written."""
        self.stopped = True
        """Until the spider comes to its end by itself: a person or the system may stop the run before."""
        self.is_stopping: Callable[[], bool] = lambda: False
        """Whether it was asked to and winds up: what ends from then on may have ended early."""
        self.visited: set[str] = set()
        """The sources whose visit has begun."""
        self.memories = Memories()
        """Of the writer's thread."""
        self._keeping = False
        topics = [f"{topic.name}@{topic.version}" for topic in job.topics]
        self.id = writer.do_now(runs.begin_run, job.kind, topics, job.clock())
        self.leases = Leases(self.id, writer)

    def take_leases(self) -> dict[str, Holder]:
        """Have the sites of the job's sources to ourselves; who has those of the others, which leave the job."""
        sources, refused = self.leases.take(self.job.candidates)
        self.job = replace(self.job, sources=sources)
        return refused

    async def begin_visit(self, source: Source) -> Visit:
        """Turn to a source."""
        visit = Visit(source=source, ends_at=time.monotonic() + self.job.config.visit_limit_seconds)
        if not self._keeping:
            self._keeping = True
            self.leases.keep(self._lost)
        self.visits[source.name] = visit
        self.visited.add(source.name)
        await self.writer.do(runs.begin_visit, self.id, source.name, self.job.clock())
        return visit

    async def end_visit(self, visit: Visit) -> None:
        """Write down what a visit came to."""
        name, now = visit.source.name, self.job.clock()
        if self.is_stopping():
            await self.writer.do(runs.break_off_visit, self.id, name, visit.tally, now)
        else:
            next_due = self._next_due(visit)
            await self.writer.do(
                runs.end_visit, self.id, name, visit.tally, now, cut=visit.cut, next_due=next_due
            )
        await self.leases.give_back(visit.source)
        del self.visits[visit.source.name]
        counted = ", ".join(f"{number} {kind}" for kind, number in visit.tally.outcomes.most_common())
        logger.info("visit of %s ended: %s", visit.source.name, counted or "nothing fetched")

    def _next_due(self, visit: Visit) -> runs.NextDue | None:
        schedule, now, every = self.job.schedule, self.job.clock(), self.job.config.every
        if schedule is None or self.job.archives:  # an archive tells nothing of when to ask the web
            return None
        rests_until = visit.rests_until or now
        return lambda failures: max(
            rests_until, schedule.next_due(visit.source, now, failures=failures, every=every)
        )

    def _lost(self, name: str) -> None:
        """Ask nothing more of a source that another process may be visiting."""
        if name in self.visits:
            self.visits[name].ends_at = time.monotonic()
            self.visits[name].tally.errors.append("this process stood still; another one visits the site")

    async def finished(self, visit: Visit) -> None:
        """One thing less is under way in a visit; it ends with the last."""
        visit.pending -= 1
        if visit.pending == 0 and visit.source.name in self.visits:
            await self.end_visit(visit)

    def close(self, error: str | None = None) -> None:
        """Write down the visits that did not end by themselves, and the end of the run."""
        for visit in list(self.visits.values()):
            self.writer.do_now(
                runs.break_off_visit, self.id, visit.source.name, visit.tally, self.job.clock()
            )
        self.writer.do_now(runs.end_run, self.id, self.job.clock(), error)

    async def left_open(self, visit: Visit) -> list[Errand]:
        """What former visits left open or failed at, and the re-checks that are due."""
        return self._ours(visit, *await self.writer.do(_left_open, self, visit))

    async def meet(self, visit: Visit, feed: Feed, links: Sequence[Link]) -> list[Errand]:
        """Enter the links of a feed together with the feed's own state: a crash loses neither or both."""
        met, errands, held, gap = await self.writer.do(_meet, self, visit, feed, links)
        if gap is not None and feed.kind == "feed":
            visit.tally.gaps.append(gap.as_json())
        visit.tally.links_met |= met.new | met.known
        visit.tally.links_new |= met.new
        return self._ours(visit, errands, held)

    def _ours(self, visit: Visit, errands: list[Errand], held: Mapping[str, Holder]) -> list[Errand]:
        """The errands to sites that no other process visits; the others stay open, and the visit says so."""
        for holder in held.values():
            said = f"{holder}; links to it stay open"
            if said not in visit.tally.errors:
                visit.tally.errors.append(said)
        return [one for one in errands if site_of(one.url) not in held] if held else errands

    def take(self, errand: Errand) -> bool:
        """Whether this run shall ask for an address."""
        return self.errands.take(errand)

    async def ingest(self, page: Page) -> Outcome:
        """The recipe with its reading in the pool and its settling in the writer's thread."""
        outcome = await self.settle(await self.readers.read(page, await self.memory_of(page)))
        await self.clean(page)
        return outcome

    async def memory_of(self, page: Page) -> Memory:
        """What is known of the site of a page."""
        return await self.writer.do(self.memories.of, page.url)

    async def clean(self, page: Page) -> None:
        """Clean what was stored of a site before it was known what it repeats."""
        for stale in await self.writer.do(_to_clean, self, page):
            judging = self.readers.judge(stale.article)
            await asyncio.gather(asyncio.wrap_future(judging), return_exceptions=True)
            judged = self.readers.judged(stale.article, judging)
            if judged is not None:
                await self.writer.do(_rewrite, self, cleaned(stale, judged))

    async def settle(self, reading: Reading) -> Outcome:
        """What a reading becomes; what else must be read for that is read in the pool."""
        former: Reading | None = None
        answer = await self.writer.do(_settle, self, reading, former)
        while isinstance(answer, Ask):
            if answer.former:
                former = await self.readers.read(answer.page, reading.memory, whole=True)
            else:
                reading = await self.readers.read(answer.page, reading.memory, whole=True)
            answer = await self.writer.do(_settle, self, reading, former)
        return answer

    async def missed(self, url: str, how: Missed, reason: str, status: int | None = None) -> Outcome:
        """An article that did not come."""
        return await self.writer.do(
            lambda corpus: missed(self.desk(corpus), url, how, reason, self.job.clock(), status=status)
        )

    async def still_stands(self, url: str) -> Outcome:
        """An article that its server says has not changed."""
        return await self.writer.do(lambda corpus: not_modified(self.desk(corpus), url, self.job.clock()))

    async def may_follow(self, errand: Errand, target: str) -> bool:
        """Whether a redirect is worth a request: not when this run asks for its target anyway, or we hold it."""
        key = url_key(target)
        if key == url_key(errand.url):
            return True
        held = await self.writer.do(documents.document_at, [key])
        if held is not None or self.errands.is_asked(target):  # asked last, as others asked while we waited
            return False
        self.errands.lead(errand, target)
        return True

    async def follow(self, errand: Errand, target: str) -> None:
        """Settle a link that leads to a known target, or have it wait for the target."""
        other = self.errands.owner(target)
        if other is None:
            outcome = await self.writer.do(
                lambda corpus: led_to(
                    self.desk(corpus), errand.url, target, self.job.clock(), by=self.errands.led_by(target)
                )
            )
            await self.settled(errand, outcome)
        elif not self.errands.wait(errand, other, target):
            await self.settled(errand, await self.missed(errand.url, Missed.ERROR, REDIRECT_LOOP))

    async def settled(self, errand: Errand, outcome: Outcome | None) -> None:
        """An errand is done: count what it did (None: its link stays open), settle who waited for it."""
        if outcome is not None:
            errand.visit.tally.outcomes[outcome.kind] += 1
            name = errand.visit.source.name
            logger.info("%s %s from %s%s", outcome.kind, errand.url, name, _because(outcome))
            if self.job.progress is not None:
                self.job.progress(errand.visit, outcome)
        for follower, target in self.errands.done(errand):
            await self.follow(follower, target)
        await self.finished(errand.visit)

    def break_off(self, why: str) -> None:
        """Ask nothing more: what is fetched could not be kept."""
        self.broken = why
        for visit in self.visits.values():
            visit.ends_at = time.monotonic()

    def desk(self, corpus: Corpus) -> Desk:
        """Where this run settles."""
        config = self.job.config
        return Desk(
            corpus=corpus, run_id=self.id, rechecks=config.rechecks, first_retry=config.retry_after,
            memories=self.memories,
        )  # fmt: skip


def _settle(corpus: Corpus, run: CrawlRun, reading: Reading, former: Reading | None) -> Outcome | Ask:
    return settle(run.desk(corpus), reading, former)


def _to_clean(corpus: Corpus, run: CrawlRun, page: Page) -> list[Stale]:
    return to_clean(run.desk(corpus), page.url, run.job.topics)


def _rewrite(corpus: Corpus, run: CrawlRun, reread: Reread) -> None:
    rewrite(run.desk(corpus), reread, run.job.clock())


def _left_open(corpus: Corpus, run: CrawlRun, visit: Visit) -> tuple[list[Errand], dict[str, Holder]]:
    now = run.job.clock()
    waiting = meeting.waiting(corpus, visit.source.name, now)
    errands = [Errand(visit, link.url, {}, link) for link in waiting] + list(_due(corpus, run, visit, now))
    return errands, run.leases.split(corpus, visit.source, (one.url for one in errands))


def _due(corpus: Corpus, run: CrawlRun, visit: Visit, now: datetime) -> Iterator[Errand]:
    """The re-checks that have come due, as many as a visit makes."""
    for url in documents.due_checks(corpus, visit.source.name, now):
        if len(visit.rechecks) >= run.job.config.rechecks_per_visit:
            return
        if url not in visit.rechecks:
            visit.rechecks.add(url)
            yield Errand(visit, url, pages.validators(corpus, url))


def _meet(
    corpus: Corpus, run: CrawlRun, visit: Visit, feed: Feed, links: Sequence[Link]
) -> tuple[Met, list[Errand], dict[str, Holder], Gap | None]:
    now = run.job.clock()
    with corpus.writing():
        before = feeds.feed(corpus, feed.url)
        met = meeting.meet(corpus, links, source=visit.source.name, found_in=feed.url, now=now)
        feeds.note_feed(corpus, feed, changed=True)
    errands = [Errand(visit, link.url, {}, link) for link in met.wanted]
    errands += _due(corpus, run, visit, now)
    held = run.leases.split(corpus, visit.source, (one.url for one in errands))
    return met, errands, held, gap_in(before, links, met)


def _because(outcome: Outcome) -> str:
    return f" ({outcome.reason})" if outcome.reason else ""
