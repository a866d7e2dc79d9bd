"""The hint of a first game: one line that follows what a player does, and goes once its step was used.

Used steps are remembered beside the saved games, so that nobody is told twice.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from platformdirs import user_data_path

from engine.speech import _

LOOK, OPEN, GIVE, END = STEPS = ("look", "open", "give", "end")
"""In the order in which a newcomer takes them: look at areas, open one, give an order, end the phase."""


class Hints:
    """Knows which steps were used; whoever takes a later step needs no hint for an earlier one."""

    def __init__(self, used: Collection[str] = ()) -> None:
        self._used = set(used)

    @property
    def used(self) -> tuple[str, ...]:
        """The steps that were used, in order."""
        return tuple(step for step in STEPS if step in self._used)

    def use(self, step: str) -> bool:
        """Note a step with all before it, and return whether that was new."""
        before = len(self._used)
        self._used.update(STEPS[: STEPS.index(step) + 1])
        return len(self._used) > before

    def text(self, pane: str, *, given: bool, may_pass: bool) -> str:
        """Return the hint for somebody in a pane, "" when there is nothing to hint at."""
        if len(self._used) == len(STEPS):
            return ""
        if given and may_pass:
            return _("p ends your phase: you give no more orders in it.")
        if pane == "map" and OPEN not in self._used:
            return self._about_areas()
        if GIVE not in self._used:
            return _on_orders() if pane == "orders" else _("2 shows the orders you may give.")
        return _("p ends your phase: you give no more orders in it.") if may_pass else ""

    def _about_areas(self) -> str:
        if LOOK not in self._used:
            return _("Choose an area with the arrows.")
        return _("Enter or o: what you can do here.")


def _on_orders() -> str:
    return _("Arrows choose an order, Enter begins it; only its last step gives it.")


def remembered() -> Hints:
    """Return the hints for this player; without a memory every step is still to be hinted at."""
    try:
        used = _memory().read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        used = []
    return Hints([step for step in used if step in STEPS])


def remember(hints: Hints) -> None:
    """Write down which steps were used; where that cannot be, they are hinted at again."""
    path = _memory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(hints.used) + "\n", encoding="utf-8")
    except OSError:
        return


def _memory() -> Path:
    return user_data_path("whitecell", appauthor=False) / "hints-used"
