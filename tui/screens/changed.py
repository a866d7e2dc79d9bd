"""The page of what changed: any number on it can be asked why."""

from __future__ import annotations

from textual.binding import Binding

from engine.speech import _

from ..changes import Report
from ..copying import copy
from ..room import Room
from .page import Page
from .why import NumbersScreen, WhyScreen


class ChangedPage(Page):
    """What changed as far as a seat knows; `w` asks why."""

    BINDINGS = [
        Binding("w", "why", _("Why"), tooltip=_("Why a number changed: choose one")),
        Binding("y", "copy", _("Copy"), show=False, tooltip=_("Copy this page as plain text")),
    ]

    def __init__(self, room: Room, role: str, report: Report) -> None:
        super().__init__(
            _("What changed, as far as you know"),
            report.short,
            closing=_("Enter continues · w asks why") if report.numbers else _("Enter continues"),
            whole=report.whole if report.whole.plain != report.short.plain else None,
        )
        self._room = room
        self._seat = role
        self._report = report

    def action_why(self) -> None:
        """Choose one of the numbers that changed."""
        if self._report.numbers:
            self.app.push_screen(NumbersScreen(self._report.numbers), self._ask)
        else:
            self.notify(_("No number changed that you know of."), markup=False, timeout=4)

    def action_copy(self) -> None:
        """Copy everything that changed as plain text."""
        said = copy(self.app, "changed", _("what changed"), self._report.whole.plain)
        self.notify(said, markup=False, timeout=4)

    def _ask(self, number: str | None) -> None:
        if number:
            self.app.push_screen(WhyScreen(self._room, self._seat, number))
