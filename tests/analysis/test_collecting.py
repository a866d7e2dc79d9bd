"""pytest collects the YAML tests beside a ruleset."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui.main import main


@pytest.fixture
def lake(tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A ruleset of one's own, below a folder that collects as the checkout does."""
    shutil.copy(checkout / "conftest.py", tmp_path)
    assert main(["new", "ruleset", "lake", "--in", str(tmp_path / "rulesets")]) == 0
    return tmp_path / "rulesets" / "lake"


def collected(folder: Path, checkout: Path) -> str:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    environment = {"PYTHONPATH": str(checkout), "PATH": "", "HOME": str(folder)}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_each_case_is_a_test(lake: Path, checkout: Path) -> None:
    assert "3 passed" in collected(lake.parents[1], checkout)


def test_a_failing_case_shows_its_file_and_line_and_no_traceback(lake: Path, checkout: Path) -> None:
    path = lake / "tests" / "first.yaml"
    path.write_text(path.read_text().replace('"money[north]": 7', '"money[north]": 8'))
    said = collected(lake.parents[1], checkout)
    assert re.search(r"first\.yaml:8:\d+: then: money\[north\] is 7, not 8", said)
    assert "Traceback" not in said
    assert "1 failed, 2 passed" in said


def test_a_ruleset_that_cannot_be_read_is_one_error_with_its_place(lake: Path, checkout: Path) -> None:
    (lake / "more.yaml").write_text("tracks: {gold: {rnage: 0..9}}\n")
    said = collected(lake.parents[1], checkout)
    assert re.search(r"more\.yaml:1:\d+: .*rnage", said)
    assert "1 error" in said
