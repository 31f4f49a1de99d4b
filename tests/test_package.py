"""What `pip install` brings: everything that is read at run time, and nothing of the tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import wirewatch

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "pipelines", "crawler", "schedules")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel, built from this tree without the network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = out.iterdir()
    return zipfile.ZipFile(path)


def _in_the_tree() -> set[str]:
    """Every file of the packages, code and what it reads."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_wheel_holds_the_packages_whole(wheel):
    held = {name for name in wheel.namelist() if name.split("/")[0] in PACKAGES}

    assert held == _in_the_tree()


@pytest.mark.parametrize(
    "what",
    [
        "crawler/registry/",
        "crawler/newsroom/sources.toml",
        "crawler/newsroom/meridian-wire/",
        "pipelines/topic_files/iran-russia-drones.toml",
        "pipelines/topic_files/everything.toml",
        "pipelines/boilerplate.toml",
        "pipelines/walls.toml",
        "wirewatch.py",
    ],
)
def test_the_wheel_holds_what_is_read_at_run_time(wheel, what):
    assert any(name.startswith(what) for name in wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel):
    about = f"wirewatch-{wirewatch.__version__}.dist-info"

    assert {name.split("/")[0] for name in wheel.namelist()} == {*PACKAGES, "wirewatch.py", about}


def test_the_wheel_brings_the_command_and_the_licence(wheel):
    about = f"wirewatch-{wirewatch.__version__}.dist-info"

    assert "wirewatch = wirewatch:main" in wheel.read(f"{about}/entry_points.txt").decode()
    assert "Apache License" in wheel.read(f"{about}/licenses/LICENSE").decode()
