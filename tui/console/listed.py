"""A screen of the console with a list on the left, and all about the line under the cursor on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.problems import Refused
from engine.speech import _
from engine.table.overruling import preview

from ..screens.asking import MOST, LineQuestion
from ..screens.paging import turn_page
from ..shown import content
from .desk import KeyScreen

if TYPE_CHECKING:
    from engine.table.steps import Step


class Listed(OptionList):
    """The list. It hears its keys itself: a key of the screen would overtake an arrow that came just before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", _("Take"), show=False, tooltip=_("Do what comes next for this line")),
        Binding("space,pagedown", "screen.page(1)", show=False, tooltip=_("A page down")),
        Binding("pageup", "screen.page(-1)", show=False, tooltip=_("A page up")),
    ]

    def enter_does(self, said: str, tooltip: str) -> None:
        """Say in the footer what Enter does on this screen."""
        known = self._bindings.key_to_bindings
        taken = replace(known.pop("enter")[0], description=said, show=True, tooltip=tooltip)
        self._bindings.key_to_bindings = {"enter": [taken], **known}


class ListScreen(KeyScreen):
    """Draws `rows`, and `about` the one under the cursor; the cursor stays at its place."""

    DEFAULT_CSS = """
    ListScreen #listed { width: 1fr; max-width: 60; border: none; text-wrap: nowrap; text-overflow: ellipsis; }
    ListScreen #about-pane { width: 1fr; padding: 0 1; border-left: solid $foreground 60%; }
    ListScreen #about { height: auto; }
    """

    def middle(self) -> ComposeResult:
        """The list, and all about one line."""
        with Horizontal(id="main"):
            yield Listed(id="listed", markup=False)
            with VerticalScroll(id="about-pane", can_focus=False):
                yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Let the list hear the keys; what Enter does here stands in the footer, first."""
        listed = self.query_one(Listed)
        for binding in self._bindings.key_to_bindings.get("enter", ()):
            listed.enter_does(binding.description, binding.tooltip)
        listed.focus()

    def draw(self) -> None:
        """Draw the lines of the newest picture."""
        listed = self.query_one(Listed)
        place, rows = listed.highlighted or 0, self.rows()
        listed.set_options([Option(row) for row in rows])
        listed.highlighted = min(place, len(rows) - 1) if rows else None
        self.refresh_bindings()
        self._tell()

    @on(OptionList.OptionHighlighted)
    def _another(self) -> None:
        self._tell()
        self.query_one("#about-pane").scroll_home(animate=False)

    @property
    def at(self) -> int:
        """The place of the cursor."""
        return self.query_one(Listed).highlighted or 0

    def rows(self) -> Sequence[Content]:
        """Return the lines of the list."""
        raise NotImplementedError

    def about(self, at: int) -> Content:
        """Return all about a line."""
        raise NotImplementedError

    def without(self) -> str:
        """Return what is said where the list is empty."""
        return _("There is nothing here yet.")

    def action_take(self) -> None:
        """Do what comes next for the line under the cursor."""

    def action_page(self, by: int) -> None:
        """Scroll what is told by pages."""
        turn_page(self.query_one("#about-pane"), by)

    def ask_line(
        self,
        title: str,
        text: str,
        then: Callable[[str], object],
        begun: str = "",
        most: int = MOST,
        check: Callable[[str], object] = str,
    ) -> None:
        """Ask for a line of text that can be taken, and go on with it unless nobody gives one."""

        def answered(line: str | None) -> None:
            if line is not None:
                then(line)

        self.app.push_screen(LineQuestion(title, text, begun, most=most, check=check), answered)

    def could(self, step: Callable[[str], Step]) -> Callable[[str], object]:
        """Return what says why the step that a line means cannot be done now; nothing is done."""

        def check(line: str) -> None:
            if self.control.busy:
                raise Refused(_("Something is under way: wait a moment."))
            preview(self.control.session.game, step(line))

        return check

    def _tell(self) -> None:
        told = self.about(self.at) if self.rows() else content(self.without(), "dim")
        self.query_one("#about", Static).update(told)
