"""`wirewatch reextract`: what today's extractor makes of the pages we keep."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click

from corpus.cli.change import marked
from corpus.cli.options import Session, common, print_json, remark
from corpus.cli.tables import amount, bold
from corpus.config import load_config
from corpus.diff import word_diff
from corpus.errors import ConfigError, NotFoundError
from corpus.known import is_source
from corpus.labels import topics_in_use
from corpus.lookup import locate
from corpus.rereadings import to_reread
from corpus.snippets import on_one_line
from corpus.store import Corpus
from corpus.versions import columns_of
from pipelines.cli.progress import step, watched
from pipelines.desk import Desk
from pipelines.extract import EXTRACTOR
from pipelines.intake import intake
from pipelines.readers import Readers
from pipelines.reextract import FIELDS, REST, Change
from pipelines.reextract import reextract as read_anew
from pipelines.topics import Topic, load_topic

EXAMPLES = 5
"""Shown of what would change, unless asked for more."""


@click.command()
@click.argument("name", metavar="[SOURCE|REF|URL]", required=False)
@click.option("--all", "every", is_flag=True, help="All pages of the corpus.")
@click.option("--apply", is_flag=True, help="Write what changes; the former readings are kept.")
@click.option(
    "--examples",
    type=click.IntRange(0),
    default=EXAMPLES,
    show_default=True,
    help="So many changes are shown.",
)
@common
def reextract(session: Session, name: str | None, every: bool, apply: bool, examples: int) -> None:
    """Read stored pages anew, with today's extractor and what is known of their sites by now; say what would change.

    Nothing is written without --apply. A change is a rereading, no version: the site changed nothing. Each article is
    written for itself, so what was interrupted can be started again. What has no page (an import), or whose text came
    from a feed, stays as it is.

    \b
    Examples: wirewatch reextract --all
              wirewatch reextract northern-wire --apply
              wirewatch reextract jj7wfifkrw --examples 1
    """
    if every == (name is not None):
        raise ConfigError("right would be a source, a ref or an address, or else --all")
    config = load_config(session.data)
    report = Report(examples)
    with session.corpus() as corpus:
        ids = _asked(corpus, name)
        topics = _topics(session, corpus)
        with (
            _desk(session, corpus, topics, apply=apply) as desk,
            Readers(topics, workers=config.workers, seconds=config.page_limit_seconds) as readers,
            watched("reading stored pages") as progress,
        ):
            for change in read_anew(desk, ids, readers, apply_at=session.clock() if apply else None):
                report.add(change)
                step(progress)
    if session.as_json:
        print_json(report.as_json())
    else:
        click.echo("\n".join(report.lines()))
        remark(_said(report, apply=apply))


def _asked(corpus: Corpus, name: str | None) -> list[int]:
    if name is None:
        return to_reread(corpus, EXTRACTOR)
    if is_source(corpus, name):
        return to_reread(corpus, EXTRACTOR, source=name)
    try:
        found = locate(corpus, name)
    except NotFoundError as error:
        raise NotFoundError(f"{error}; nor is {name} a source or site of a document we hold") from error
    return to_reread(corpus, EXTRACTOR, document_id=found.document_id)


def _topics(session: Session, corpus: Corpus) -> tuple[Topic, ...]:
    """The topics whose judgements depend on the texts; one whose file is gone keeps what it said."""
    found = []
    for name in topics_in_use(corpus):
        try:
            found.append(load_topic(name, session.data))
        except (ConfigError, NotFoundError) as error:
            remark(f"what topic {name} said stays as it is: {error}")
    return tuple(found)


@contextmanager
def _desk(session: Session, corpus: Corpus, topics: Iterable[Topic], *, apply: bool) -> Iterator[Desk]:
    """Where the changes are written, under a run of their own; without one where nothing is written."""
    if not apply:
        yield Desk(corpus=corpus)
        return
    with intake(corpus, "reextract", tuple(topics), session.clock) as run:
        yield run.desk


@dataclass
class Report:
    """What was found, in numbers, and the most telling changes."""

    most: int
    versions: int = 0
    same: int = 0
    written: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    why_not: Counter[str] = field(default_factory=Counter)
    labels: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    cuts: Counter[str] = field(default_factory=Counter)
    """Paragraphs that are taken out and were not before, by rule."""
    shorter: int = 0
    longer: int = 0
    halved: int = 0
    words_before: int = 0
    words_after: int = 0
    changes: list[dict[str, object]] = field(default_factory=list)
    examples: list[Change] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Count a version."""
        self.versions += 1
        self.written += change.is_written
        if change.after is None:
            self.why_not[change.why_not or "not read"] += 1
            return
        self.fields.update(change.fields)
        self.same += not change.fields
        self.labels.update((topic, *both) for topic, both in change.labels.items())
        before, after = _words(change.stored.article.text), _words(change.after.text)
        self.words_before, self.words_after = self.words_before + before, self.words_after + after
        self.shorter += after < before
        self.longer += after > before
        self.halved += 2 * after < before
        if change.fields:
            old = Counter(cut.rule for cut in change.stored.article.cuts)
            self.cuts += Counter(cut.rule for cut in change.after.cuts) - old
            self.changes.append(_row(change, before, after))
            self._keep(change)

    def _keep(self, change: Change) -> None:
        """The changes that change most, so that what goes wrong is seen first."""
        self.examples = sorted([*self.examples, change], key=_weight, reverse=True)[: self.most]

    def as_json(self) -> dict[str, object]:
        """For other programs: the numbers, and each change."""
        return {
            "extractor": EXTRACTOR, "versions": self.versions, "same": self.same, "written": self.written,
            "fields": dict(self.fields), "not_read": dict(self.why_not),
            "labels": [dict(zip(("topic", "before", "after", "versions"), (*key, number), strict=True))
                       for key, number in self.labels.items()],
            "cuts": dict(self.cuts), "shorter": self.shorter, "longer": self.longer, "halved": self.halved,
            "words_before": self.words_before, "words_after": self.words_after, "changes": self.changes,
        }  # fmt: skip

    def lines(self) -> Iterator[str]:
        """For a person."""
        yield f"{amount(self.versions, 'version')} read by {EXTRACTOR}"
        yield f"  {self.same} stay as they are"
        changed = ", ".join(f"{name} {self.fields[name]}" for name in (*FIELDS, REST) if self.fields[name])
        yield f"  {len(self.changes)} change{': ' + changed if changed else ''}"
        for why, number in self.why_not.most_common():
            yield f"  {number} left as they are: {why}"
        if self.changes:
            yield (
                f"  texts: {self.shorter} shorter ({self.halved} by more than half), {self.longer} longer;"
                f" {self.words_before:,} words before, {self.words_after:,} after"
            )
        if self.cuts:
            yield "  cut now: " + ", ".join(f"{rule} {number}" for rule, number in self.cuts.most_common())
        for (topic, old, new), number in self.labels.most_common():
            yield f"  {topic}: {number} from {old} to {new}"
        for change in self.examples:
            yield ""
            yield from _shown(change)


def _row(change: Change, before: int, after: int) -> dict[str, object]:
    stored = change.stored
    return {
        "ref": stored.ref, "url": stored.article.url, "n": stored.n, "title": stored.article.title,
        "fields": list(change.fields), "words_before": before, "words_after": after,
        "labels": {topic: list(both) for topic, both in change.labels.items()}, "written": change.is_written,
    }  # fmt: skip


def _shown(change: Change) -> Iterator[str]:
    """One change with the old and the new of each field."""
    assert change.after is not None
    stored, old, new = change.stored, columns_of(change.stored.article), columns_of(change.after)
    number = "" if stored.is_current else f", version {stored.n}"
    yield bold(f"{stored.ref}{number}  {on_one_line(stored.article.title)}")
    for name in change.fields:
        if name in ("title", "text"):
            context = {"context": None} if name == "title" else {}
            yield f"  {name}: {marked(word_diff(str(old[name]), str(new[name]), **context))}"
        elif name == REST:
            yield f"  {REST}: what was cut, or how a field was found"
        else:
            yield f"  {name}: {on_one_line(str(old[name]))} -> {on_one_line(str(new[name]))}"
    for topic, (before, after) in change.labels.items():
        yield f"  {topic}: {before} -> {after}"


def _weight(change: Change) -> tuple[bool, int, int]:
    assert change.after is not None
    apart = abs(len(change.stored.article.text) - len(change.after.text))
    return bool(change.labels), apart, len(change.fields)


def _words(text: str) -> int:
    return len(text.split())


def _said(report: Report, *, apply: bool) -> str:
    if not apply:
        return "nothing was written; --apply writes" if report.changes else "nothing would change"
    missed = len(report.changes) - report.written
    again = f"; {missed} changed meanwhile, run it again for those" if missed else ""
    return f"{report.written} written, the former readings are kept{again}"
