"""Every conformance test runs for each scenario, by its id."""

from __future__ import annotations

import pytest

from tests.conformance.playing import ALL, PLAYED


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `name` once for each scenario; more starts of the same rules are only played."""
    if "name" in metafunc.fixturenames and not any("name" in mark.args[0] for mark in _given(metafunc)):
        played = metafunc.module.__name__.endswith("test_play")
        metafunc.parametrize("name", (*ALL, *PLAYED) if played else ALL)


def _given(metafunc: pytest.Metafunc) -> list[pytest.Mark]:
    return list(metafunc.definition.iter_markers("parametrize"))
