"""Rules that are remembered between runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rules.load import load

from .ruled import NEEDED


@pytest.fixture
def shore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One ruleset in a folder `there`, and a cache that nobody else uses."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "there" / "shore.yaml"
    path.parent.mkdir()
    path.write_text("\n".join([*NEEDED.values(), "tracks: {tide: {range: 0..9}}", ""]), "utf-8")
    return path


def test_rules_name_their_places_as_seen_from_the_folder_they_are_loaded_in(
    shore: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, seen in ((shore.parents[1], "there/shore.yaml"), (shore.parent, "shore.yaml")):
        monkeypatch.chdir(folder)
        assert load(shore).tracks["tide"].place.path == seen


def test_a_second_load_compiles_nothing(shore: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load(shore)
    monkeypatch.delattr("engine.rules.written.compile_spec")
    assert load(shore).digest == first.digest
