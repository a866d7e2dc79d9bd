"""What every test may ask for: the checkout's top, and property tests that behave alike on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a shared machine is slow at times. No database: tests write nothing into the checkout.
settings.register_profile("whitecell", deadline=None, derandomize=True, database=None)
settings.load_profile("whitecell")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds `pyproject.toml`."""
    return Path(__file__).resolve().parents[1]
