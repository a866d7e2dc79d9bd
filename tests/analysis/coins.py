"""A game of luck with claims of one's own."""

from __future__ import annotations

from pathlib import Path

COIN = Path(__file__).parent / "coin.yaml"


def coin_with(folder: Path, more: str) -> str:
    """Return where the game stands with these sections besides."""
    path = folder / "coin.yaml"
    path.write_text(COIN.read_text("utf-8") + more, "utf-8")
    return str(path)


def claim(body: str) -> str:
    """Return a section with one claim, `of`."""
    return f"claims:\n  of: {{{body}}}\n"
