"""The demo, run once for all tests that read its corpus: it takes seconds."""

import contextlib
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_FOLDERS = contextlib.ExitStack()
"""Emptied when the process ends."""


@cache
def demo_folder() -> Path:
    """A folder in which `wirewatch demo` was run, so that its corpus is `data/demo/corpus.db`, as for a reader."""
    folder = Path(_FOLDERS.enter_context(tempfile.TemporaryDirectory(prefix="wirewatch-demo-")))
    done = subprocess.run(
        [sys.executable, "-m", "wirewatch", "demo"], cwd=folder, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder
