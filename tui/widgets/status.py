"""The status line: what this is, where the game stands, whose seat it is, and what is still asked."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from engine.speech import _

from ..scene import Scene, asked_of
from ..shown import plain

_MODES = {"sealed": _("sealed"), "sequential": _("in turn"), "open": _("open"), "choice": _("a question")}


class StatusLine(Static):
    """One line. Where there is little room it leaves out whole pieces: the scenario, how orders are given, the date."""

    DEFAULT_CSS = "StatusLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Content, ...] = ()  # the same in fewer and fewer words

    def show(self, scenario: str, scene: Scene, *, busy: bool) -> None:
        """Draw where the game stands for this scene's seat."""
        self._lines = tuple(_lines(plain(scenario, 40), scene, _("the others move…") if busy else asked_of(scene)))
        self._draw()

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self._draw()

    def _draw(self) -> None:
        if self._lines:
            room = self.content_size.width
            fits = (it for it in self._lines if it.cell_length <= room)
            self.update(next(fits, self._lines[-1]), layout=False)


def _lines(scenario: str, scene: Scene, asked: str) -> Iterator[Content]:
    """Yield the line in all its words, then in fewer."""
    view = scene.view
    turn = _("Turn {turn}/{turns}").format(turn=view.turn, turns=view.turns)
    dated = f"{turn} {plain(view.date, 20)}".rstrip()
    phase, mode = _phase(scene), _MODES.get(scene.view.mode, "")
    whole = f"{phase} ({mode})" if mode and phase else phase
    pieces = [(dated, whole, scenario), (dated, whole, ""), (dated, phase, ""), (turn, phase, "")]
    for when, what, where in pieces:
        parts = [
            Content.styled(_("EXERCISE"), "bold"),
            Content.styled(plain(view.title, 24), "bold reverse"),
            Content(when),
            Content(what),
            Content.styled(asked, "bold"),
            *([Content.styled(where, "dim")] if where else []),
        ]
        yield Content("  ").join(parts)


def _phase(scene: Scene) -> str:
    return plain(scene.view.procedure or scene.view.phase_title, 40 if scene.view.procedure else 24)
