"""What is said when nothing answers: once, with the reason, and with what to look at first."""

from pathlib import Path

import pytest

from crawler.newsroom_site import newsroom_sources, write_archive
from crawler.sources import FILE, load_sources
from tests.crawler.wirewatch_command import behind, wirewatch

NOBODY = "http://127.0.0.1:9"
"""A proxy that does not listen: as good as no network."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the newsroom's sources and without a network."""
    folder = behind(NOBODY, tmp_path)
    (folder / FILE).write_bytes(newsroom_sources().read_bytes())
    return folder


def test_sources_that_all_fail_alike_are_told_in_one_line(data: Path) -> None:
    names = [source.name for source in load_sources(data / FILE)]

    done = wirewatch(data, "crawl", *names)

    assert (done.returncode, done.stdout) == (1, "")
    first, alike, question = done.stderr.splitlines()
    assert first.count("did not answer") == 1
    assert alike == f"and so for each of the {len(names)} sources"
    assert question == "no source answered; is this machine on the network?"


def test_one_source_that_fails_has_its_row_and_its_reason(data: Path) -> None:
    done = wirewatch(data, "crawl", "karaneh")

    assert "karaneh" in done.stdout
    assert "did not answer" in done.stderr
    assert "each of the" not in done.stderr


def test_an_archive_of_other_sites_is_not_taken_for_a_network_that_is_down(data: Path) -> None:
    archive = data / "newsroom.warc.gz"
    write_archive(archive, 1)

    done = wirewatch(data, "crawl", "kyiv-independent", "--replay", str(archive))

    assert done.returncode == 1
    assert "nothing was found in the archive" in done.stderr
    assert "network" not in done.stderr


def test_an_address_that_nobody_answers_for_has_its_cause_once_and_no_rights(data: Path) -> None:
    done = wirewatch(data, "fetch", "http://a.example/1")

    assert done.returncode == 1
    assert (done.stdout + done.stderr).count("did not answer") == 1
    assert "rights" not in done.stdout
    assert done.stderr.endswith("could not be had; is this machine on the network?\n")


def test_a_site_to_add_that_nobody_answers_for_asks_for_the_network(data: Path) -> None:
    done = wirewatch(data, "sources", "add", "http://a.example/")

    assert done.returncode == 1
    assert done.stderr.endswith("is this machine on the network?\n")
