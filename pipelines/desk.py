"""Where one run settles: the corpus, the run, the plan of re-checks, and the few things that every ending does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from corpus import documents, groups, ledger, pages, versions
from corpus.documents import Document
from corpus.store import Corpus
from corpus.types import Judged, Outcome, OutcomeKind, Page, Reading, State, Verdict
from corpus.urls import url_key
from pipelines.memory import Memories
from pipelines.rechecks import RECHECKS, check_after_failure, next_check
from pipelines.shingles import sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One corpus, open for writing, and what this run settles by."""

    corpus: Corpus
    run_id: int | None = None
    rechecks: Sequence[timedelta] = RECHECKS
    first_retry: timedelta = ledger.FIRST_RETRY
    """How long a failed address rests; the span doubles with each failure."""
    memories: Memories = field(default_factory=Memories, repr=False)
    """What this run knows of the sites."""

    def keep_page(self, page: Page, packed: bytes | None = None) -> int:
        """Enter the fetch; with its bytes for a new version and for what could not be read."""
        return pages.add_page(self.corpus, page, packed=None if page.imported else packed, run_id=self.run_id)

    def write_version(
        self, document_id: int, reading: Reading, judged: Judged, packed: bytes, change: str | None
    ) -> int:
        """A new current version of a document with its page, its judgements and its entries in both indexes."""
        n = self._write(document_id, reading, judged, packed, change, current=True)
        key = documents.document(self.corpus, document_id).url_key
        documents.note_judgements(self.corpus, key, judged.relevances, reading.page.fetched_at)
        return n

    def write_earlier(
        self, document_id: int, reading: Reading, judged: Judged, packed: bytes, change: str | None
    ) -> int:
        """A version from before the current one: found by its words as a copy, and not what the document says now."""
        return self._write(document_id, reading, judged, packed, change, current=False)

    def _write(
        self,
        document_id: int,
        reading: Reading,
        judged: Judged,
        packed: bytes,
        change: str | None,
        *,
        current: bool,
    ) -> int:
        groups.add_shingles(self.corpus, document_id, sample(judged.fingerprint.shingles))
        return versions.add_version(
            self.corpus, document_id, judged, now=reading.page.fetched_at, change=change, current=current,
            page_id=self.keep_page(reading.page, packed), extractor=reading.extractor,
        )  # fmt: skip

    def conclude(self, document_id: int, page: Page) -> None:
        """Settle the links that led to a document."""
        key = url_key(page.requested_url)
        ledger.conclude_addresses(self.corpus, document_id, key, page.requested_url, now=page.fetched_at)

    def postpone(self, url: str, verdict: Verdict, reason: str, now: datetime) -> None:
        """Note a failure that may pass."""
        ledger.postpone(self.corpus, url_key(url), url, verdict, reason, now=now, first=self.first_retry)

    def next_check(self, first_seen_at: datetime, now: datetime) -> datetime | None:
        """When to look again."""
        return next_check(first_seen_at, now, self.rechecks)

    def checked(self, known: Document, state: State, now: datetime) -> None:
        """Note that we looked at a document, how it stood, and when to look again.

        What an archive or an import tells of a time before our last look says nothing of now; and a run that plans
        no re-checks leaves those of others as they are.
        """
        if now < known.checked_at:
            return
        documents.checked(self.corpus, known.id, state, now=now)
        if self.rechecks:
            documents.look_again(self.corpus, known.id, self.next_check(known.first_seen_at, now))

    def could_not_check(self, known: Document, now: datetime) -> None:
        """Note that we wanted to look at a document and could not: it is not looked at, and tried again."""
        if self.rechecks and now >= known.checked_at:
            again = check_after_failure(known.first_seen_at, now, self.rechecks, self.first_retry)
            documents.look_again(self.corpus, known.id, again)

    def outcome(self, kind: OutcomeKind, document_id: int, reason: str | None = None) -> Outcome:
        """What became of a fetch that concerns a document, as the document now stands."""
        held = documents.document(self.corpus, document_id)
        return Outcome(
            kind=kind,
            reason=reason,
            document_id=document_id,
            ref=held.ref,
            copy_of=held.copy_of,
            version=held.version,
        )
