"""The command as a shell starts it: what it does when its output cannot be written, or not in these letters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOPICS = [sys.executable, "-m", "wirewatch", "topics", "show", "iran-russia-drones"]


def test_a_console_that_lacks_a_letter_gets_its_number() -> None:
    surroundings = {**os.environ, "PYTHONIOENCODING": "cp1252"}

    done = subprocess.run(TOPICS, capture_output=True, check=False, timeout=60, env=surroundings)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Iran\x96Russia drone cooperation" in done.stdout
    assert rb"\u0448\u0430\u0445\u0435\u0434" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(TOPICS, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)

    assert done.returncode == 1
    assert done.stderr == b"wirewatch: what was asked for: No space left on device\n"
