"""Where one run settles: the corpus, the run, the plan of re-checks, and the few things that every ending does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus import documents, groups, ledger, pages
from corpus.documents import Document
from corpus.store import Corpus
from corpus.types import Judged, Outcome, OutcomeKind, Page, Reading, State, Verdict
from corpus.urls import url_key
from pipelines.duplicates import sample
from pipelines.rechecks import RECHECKS, next_check


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One corpus, open for writing, and what this run settles by."""

    corpus: Corpus
    run_id: int | None = None
    rechecks: Sequence[timedelta] = RECHECKS
    first_retry: timedelta = ledger.FIRST_RETRY
    """How long a failed address rests; the span doubles with each failure."""

    def keep_page(self, page: Page, packed: bytes | None = None) -> int:
        """Enter the fetch; with its bytes for a new version and for what could not be read."""
        return pages.add_page(self.corpus, page, packed=None if page.imported else packed, run_id=self.run_id)

    def write_version(
        self, document_id: int, reading: Reading, judged: Judged, packed: bytes, change: str | None
    ) -> int:
        """A new current version of a document with its page, its judgements and its entries in both indexes."""
        article, of, now = judged.article, judged.fingerprint, reading.page.fetched_at
        page_id = self.keep_page(reading.page, packed)
        n = documents.add_version(
            self.corpus,
            document_id,
            article,
            of,
            now=now,
            page_id=page_id,
            extractor=reading.extractor,
            change=change,
        )
        groups.add_shingles(self.corpus, document_id, sample(of.shingles))
        key = documents.document(self.corpus, document_id).url_key
        documents.note_judgements(self.corpus, key, judged.relevances, now)
        return n

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
        """Note that we looked at a document, how it stood, and when to look again."""
        next_check_at = self.next_check(known.first_seen_at, now)
        documents.checked(self.corpus, known.id, state, now=now, next_check_at=next_check_at)

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
