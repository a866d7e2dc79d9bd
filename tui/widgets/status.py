"""The status line: what this is, where the game stands, whose seat it is, and what is still asked."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ..scene import Scene
from ..shown import counted, plain

_MODES = {"sealed": "sealed", "sequential": "in turn", "open": "open", "choice": "a question"}


class StatusLine(Static):
    """One line; the words at its end are the first to be cut."""

    DEFAULT_CSS = "StatusLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def show(self, scenario: str, scene: Scene, *, busy: bool) -> None:
        """Draw where the game stands for this scene's seat."""
        view = scene.view
        parts = [
            Content.styled("EXERCISE", "bold"),
            Content.styled(plain(view.title, 24), "bold reverse"),
            Content(f"Turn {view.turn}/{view.turns}" + (f" {plain(view.date, 20)}" if view.date else "")),
            Content(_phase(scene)),
            Content.styled("the others move…" if busy else asked_of(scene), "bold"),
            Content.styled(plain(scenario, 40), "dim"),
        ]
        self.update(Content("  ").join(parts), layout=False)


def _phase(scene: Scene) -> str:
    mode = _MODES.get(scene.view.mode, "")
    title = plain(scene.view.phase_title, 24)
    return f"{title} ({mode})" if mode and title else title


def asked_of(scene: Scene) -> str:
    """Return how many orders are still to be given, or who is awaited."""
    view = scene.view
    if view.over:
        return "the game is over"
    if not scene.items and not scene.may_pass:
        return f"waiting for {', '.join(map(plain, view.waiting))}" if view.waiting else ""
    least, most = scene.left
    if most is None:
        return "any number of orders"
    return f"{counted(most, 'order')} left" if least == most else f"up to {counted(most, 'order')}"
