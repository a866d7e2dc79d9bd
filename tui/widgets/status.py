"""The status line: what this is, where the game stands, whose seat it is, and what is still asked."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from engine.speech import _

from ..scene import Scene, asked_of
from ..shown import plain

_MODES = {"sealed": _("sealed"), "sequential": _("in turn"), "open": _("open"), "choice": _("a question")}


class StatusLine(Static):
    """One line; the words at its end are the first to be cut."""

    DEFAULT_CSS = "StatusLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def show(self, scenario: str, scene: Scene, *, busy: bool) -> None:
        """Draw where the game stands for this scene's seat."""
        view = scene.view
        turn = _("Turn {turn}/{turns}").format(turn=view.turn, turns=view.turns)
        parts = [
            Content.styled(_("EXERCISE"), "bold"),
            Content.styled(plain(view.title, 24), "bold reverse"),
            Content(f"{turn} {plain(view.date, 20)}".rstrip()),
            Content(_phase(scene)),
            Content.styled(_("the others move…") if busy else asked_of(scene), "bold"),
            Content.styled(plain(scenario, 40), "dim"),
        ]
        self.update(Content("  ").join(parts), layout=False)


def _phase(scene: Scene) -> str:
    mode = _MODES.get(scene.view.mode, "")
    title = plain(scene.view.procedure or scene.view.phase_title, 40 if scene.view.procedure else 24)
    return f"{title} ({mode})" if mode and title else title
