"""Why a number is what it is: its history with causes, and the choice of a number to ask about."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _

from ..copying import copy
from ..room import Room
from ..shown import content
from ..whys import number_of, why_page
from .page import Page


class WhyScreen(Page):
    """The page of one number; the log is read in the background."""

    BINDINGS = [Binding("y", "copy", _("Copy"), tooltip=_("Copy this page as plain text"))]

    class Found(Message):
        """The history of the number was read."""

        def __init__(self, text: Content) -> None:
            super().__init__()
            self.text = text

    def __init__(self, room: Room, role: str, name: str) -> None:
        """`name` is written as `approval[paris]`, a number that `role` sees."""
        super().__init__(_("Why this number?"), content(_("Reading the log…")), closing=_("Esc goes back · y copies"))
        self._room = room
        self._role = role
        self._number = name

    def on_mount(self) -> None:
        """Read the log."""
        self._find()

    def on_why_screen_found(self, message: Found) -> None:
        """Show the history."""
        self.query_one(Static).update(message.text)
        self.call_after_refresh(self._tell_more)

    def action_copy(self) -> None:
        """Copy the page as plain text."""
        self.notify(copy(self.app, "why", _("this page"), self.text), markup=False, timeout=4)

    @property
    def text(self) -> str:
        """The page as plain text."""
        shown = self.query_one(Static).content
        return shown.plain if isinstance(shown, Content) else str(shown)

    @work(thread=True, exclusive=True, group="why")
    def _find(self) -> None:
        room = self._room
        try:
            text = why_page(number_of(room, self._role, self._number), room.scenario, room.titles)
        except KeyError:
            text = content(_("You do not see this number."))
        self.post_message(self.Found(text))


class NumbersScreen(ModalScreen[str]):
    """A list of numbers; Enter says which one somebody asks about."""

    BINDINGS = [
        Binding("escape,q", "dismiss('')", _("Back"), tooltip=_("Back")),
        Binding("down,j", "cursor(1)", _("Down"), show=False, tooltip=_("Down")),
        Binding("up,k", "cursor(-1)", _("Up"), show=False, tooltip=_("Up")),
    ]

    def __init__(self, numbers: Sequence[tuple[str, str]]) -> None:
        """`numbers` are names as they are written, each with a line to show."""
        super().__init__()
        self._numbers = tuple(numbers)

    def compose(self) -> ComposeResult:
        """The list in a box."""
        with VerticalScroll(classes="box") as box:
            box.border_title = content(_("Why? Choose a number"))
            box.border_subtitle = _("Enter asks · Esc goes back")
            yield OptionList(*(Option(content(line)) for _name, line in self._numbers), compact=True, markup=False)

    def on_mount(self) -> None:
        """Give the list the keys."""
        self.query_one(OptionList).focus()

    def action_cursor(self, by: int) -> None:
        """Move in the list."""
        numbers = self.query_one(OptionList)
        (numbers.action_cursor_down if by > 0 else numbers.action_cursor_up)()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Say which number was chosen."""
        self.dismiss(self._numbers[event.option_index][0])
