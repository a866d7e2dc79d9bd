"""What every test may ask for: the checkout's top, and property tests that behave alike on every machine."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from engine.language.library import catalogue
from engine.rules import load as loading

CHECKOUT = Path(__file__).resolve().parents[1]

# Screens look alike on every machine. Textual looks once, when it is first imported, which any test may do.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# No deadline: a shared machine is slow at times. No database: tests write nothing into the checkout.
settings.register_profile("whitecell", deadline=None, derandomize=True, database=None)
settings.load_profile("whitecell")


Once = Callable[[str, Callable[[Path], object]], Path]


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is compiled where all workers and their processes find it, and apart from the user's own."""
    cache: pytest.Cache | None = getattr(config, "cache", None)
    if cache is not None and "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["XDG_CACHE_HOME"] = str(cache.mkdir("compiled"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds `pyproject.toml`."""
    return CHECKOUT


@pytest.fixture(scope="session", autouse=True)
def what_tests_write_is_kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test writes, and variants, push none of the checkout out of the cache, which keeps few."""
    usual, aside, cache = loading._cache_file, tmp_path_factory.mktemp("compiled"), _cache()

    def chosen(source: str | Path, language: str, how: str = "") -> Path | None:
        file = usual(source, language, how)
        return file if file is None or _cache() != cache or (_stands(source) and not how) else aside / file.name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_cache_file", chosen)
        yield


def _cache() -> str | None:
    return os.environ.get("XDG_CACHE_HOME")


def _stands(source: str | Path) -> bool:
    return Path(source).resolve().is_relative_to(CHECKOUT) or source in {it.id for it in catalogue()}


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder of a name by a function once for all workers, and return it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
        with (shared / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                folder.mkdir(exist_ok=True)
                make(folder)
                done.touch()
        return folder

    return made
