"""The handmade games, as scenarios."""

from __future__ import annotations

import pytest

from engine import Scenario
from tests.play import handmade


@pytest.fixture(params=["dilemma", "market", "siege"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Each of the three games in turn."""
    return Scenario(getattr(handmade, request.param)())
