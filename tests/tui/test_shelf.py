"""A glance at what ships: titles and pitches without loading anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.language.library import Entry
from tui import shelf


def glance(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "it.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return shelf._glance(Entry(id="it", kind="scenario", path=path))


def test_every_scenario_has_a_title_and_a_pitch() -> None:
    assert all(volume.title != volume.id and volume.pitch for volume in shelf.volumes())


def test_the_tutorial_comes_first() -> None:
    assert shelf.volumes()[0].id == "tutorial"


def test_a_ruleset_with_scenarios_is_not_listed_beside_them() -> None:
    ids = [volume.id for volume in shelf.volumes()]
    assert "coalition" not in ids
    assert "prisoners-dilemma" in ids


def test_each_scenario_says_how_long_and_how_large_it_is() -> None:
    sizes = {volume.id: volume.size for volume in shelf.volumes()}
    assert sizes["tutorial"] == "2 turns, 14 seats"
    assert sizes["declaration-2026"] == "6 turns, 14 seats"
    assert sizes["prisoners-dilemma"] == "10 turns, 2 seats"


def test_a_size_that_a_glance_does_not_tell_is_left_out() -> None:
    assert shelf.Volume(id="it", title="It", pitch="").size == ""
    assert shelf.Volume(id="it", title="It", pitch="", seats=1).size == "1 seat"


def test_folded_text_becomes_one_line(tmp_path: Path) -> None:
    said = {"title": "A", "summary": "one two", "turns": "3"}
    assert glance(tmp_path, "title: A\nsummary: >-\n  one\n  two\nturns: 3\n") == said


@pytest.mark.parametrize("text", ["", "\x00\x1b[2J", "title:", "summary: >-", "- a\n- b", "title: [a, b]\n" * 9000])
def test_a_glance_at_anything_is_harmless(tmp_path: Path, text: str) -> None:
    assert isinstance(glance(tmp_path, text), dict)


def test_a_file_that_is_gone_has_no_glance(tmp_path: Path) -> None:
    assert shelf._glance(Entry(id="it", kind="scenario", path=tmp_path / "gone.yaml")) == {}


def test_looking_at_the_shelf_loads_no_rules(checkout: Path) -> None:
    code = "import sys; from tui.shelf import volumes; volumes(); print('engine.rules.compiler' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
