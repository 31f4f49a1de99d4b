"""A site is visited by one process at a time, and a process that died or fell silent keeps nobody from it."""

import subprocess
import sys
from datetime import timedelta

from corpus.leases import TERM, Holder, release, renew, take
from corpus.runs import begin_run, end_run, process_name
from corpus.store import Corpus
from tests.makers import NOON

SITES = ["northern.example", "northern-media.example"]


def run(corpus: Corpus, pid: int | None = None) -> int:
    """A run of a living process, or of that one."""
    run_id = begin_run(corpus, "crawl", [], NOON)
    if pid is not None:
        corpus.execute("UPDATE runs SET process = ? WHERE id = ?", [process_name(pid), run_id])
    return run_id


def ended_process() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_site_that_one_run_has_no_other_gets_and_nothing_with_it(corpus: Corpus) -> None:
    first, second = run(corpus), run(corpus)

    assert take(corpus, first, SITES[:1], NOON) is None
    assert take(corpus, second, SITES, NOON) == Holder(SITES[0], first, process_name())
    assert take(corpus, first, SITES, NOON) is None  # the other site was not half taken


def test_what_a_run_gives_back_or_leaves_at_its_end_is_free(corpus: Corpus) -> None:
    first, second = run(corpus), run(corpus)
    take(corpus, first, SITES, NOON)

    release(corpus, first, SITES[:1])
    assert take(corpus, second, SITES[:1], NOON) is None
    assert take(corpus, second, SITES[1:], NOON) is not None
    end_run(corpus, first, NOON)
    assert take(corpus, second, SITES, NOON) is None


def test_a_lease_holds_for_its_term_and_longer_when_it_is_renewed(corpus: Corpus) -> None:
    first, second = run(corpus), run(corpus)
    take(corpus, first, SITES, NOON)
    almost = NOON + TERM - timedelta(seconds=1)

    assert take(corpus, second, SITES, almost) is not None
    assert renew(corpus, first, almost) == set(SITES)
    assert take(corpus, second, SITES, NOON + TERM) is not None
    assert take(corpus, second, SITES, almost + TERM) is None
    assert renew(corpus, first, almost + TERM) == set()  # so the first learns that it lost them


def test_what_a_dead_process_had_is_free_at_once(corpus: Corpus) -> None:
    dead, living = run(corpus, ended_process()), run(corpus)
    take(corpus, dead, SITES, NOON)

    assert take(corpus, living, SITES, NOON) is None


def test_of_a_process_on_another_machine_only_the_term_tells(corpus: Corpus) -> None:
    far, near = run(corpus), run(corpus)
    corpus.execute("UPDATE runs SET process = ? WHERE id = ?", [f"elsewhere:{ended_process()}", far])
    take(corpus, far, SITES, NOON)

    assert take(corpus, near, SITES, NOON) is not None
    assert take(corpus, near, SITES, NOON + TERM) is None
