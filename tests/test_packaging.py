"""What leaves the house: a wheel and an sdist, and the wheel plays where there is no checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Once

CHECKOUT = Path(__file__).resolve().parents[1]
DATA = ("rulesets", "scenarios")


def run(*command: str | Path, cwd: Path, stdin: str = "") -> str:
    """Return what `command` says, in an environment that knows nothing of the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "VIRTUAL"))}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=kept,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def shipped_files() -> dict[str, bytes]:
    files = (path for folder in DATA for path in sorted((CHECKOUT / folder).rglob("*")) if path.is_file())
    return {
        path.relative_to(CHECKOUT).as_posix(): path.read_bytes() for path in files if "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


@pytest.fixture(scope="module")
def dist(once: Once) -> Path:
    """A folder with the sdist, and the wheel built from that sdist."""

    def build(folder: Path) -> None:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)

    return once("dist", build)


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def sdist(dist: Path) -> Path:
    (found,) = dist.glob("*.tar.gz")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, once: Once) -> Path:
    """The `bin` folder of a new environment that holds the wheel, and borrows our dependencies."""
    return once("installed", lambda home: install(wheel, home)) / "bin"


def install(wheel: Path, home: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel, cwd=home)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def test_every_dependency_has_a_lower_and_an_upper_bound(project: dict[str, Any]) -> None:
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert [need for need in named if not re.fullmatch(r"[\w.-]+>=[\d.]+,<[\d.]+", need)] == []


def test_the_wheel_holds_both_packages_typed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"engine/py.typed", "tui/py.typed"} <= set(names)
    assert {name.partition("/")[0] for name in names} == {"engine", "tui", "whitecell-0.1.0.dist-info"}


def test_the_wheel_carries_rulesets_and_scenarios_byte_for_byte(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    carried = {name.removeprefix("engine/shipped/"): archive.read(name) for name in archive.namelist()}
    assert {name: data for name, data in carried.items() if name.startswith(DATA)} == shipped_files()


def test_the_sdist_holds_rulesets_and_scenarios_as_they_stand(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert set(shipped_files()) <= names


def test_the_sdist_can_run_its_own_gate(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert {".ci/run", "README.md", "LICENSE", "pyproject.toml", "tests/test_packaging.py"} <= names


def test_the_installed_wheel_reads_nothing_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    program = "import tui, engine.language.library as it; print(tui.__file__, it.__file__, it.shipped(), sep='\\n')"
    for path in run(installed / "python", "-c", program, cwd=tmp_path).splitlines():
        assert CHECKOUT not in Path(path).parents


def test_the_installed_wheel_finds_the_same_ids_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    program = "from engine.language.library import catalogue; print([(it.kind, it.id) for it in catalogue()])"
    assert run(installed / "python", "-c", program, cwd=tmp_path) == run(sys.executable, "-c", program, cwd=CHECKOUT)


@pytest.mark.skipif(
    not (CHECKOUT / "scenarios" / "tutorial.yaml").exists(), reason="there is no tutorial scenario yet to be played"
)
def test_the_installed_wheel_plays_a_game_to_its_end_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    run(installed / "whitecell", "play", "tutorial", "--plain", cwd=tmp_path, stdin="\n")
