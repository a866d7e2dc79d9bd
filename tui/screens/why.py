"""Why a number is what it is: its history with causes, and the choice of a number to ask about."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _

from ..copying import copy
from ..room import Room
from ..shown import content
from ..whys import number_of, why_page
from .over import Over
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
        """Show the history, unless somebody left before it was read."""
        for page in self.query(Static):
            page.update(message.text)
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


class NumbersScreen(Over[str]):
    """A list of numbers; typing goes to one, and Enter says which one somebody asks about."""

    BINDINGS = [
        Binding("escape", "dismiss('')", _("Back"), tooltip=_("Back")),
        Binding("backspace", "untype", _("Take back"), show=False, tooltip=_("Take the last letter back")),
    ]

    def __init__(self, numbers: Sequence[tuple[str, str]]) -> None:
        """`numbers` are names as they are written, each with a line to show."""
        super().__init__()
        self._numbers = tuple(numbers)
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The list in a box."""
        with VerticalScroll(classes="box") as box:
            box.border_title = content(_("Why? Choose a number"))
            box.border_subtitle = _("Letters find · Enter asks · Esc goes back")
            yield OptionList(*(Option(content(line)) for _name, line in self._numbers), compact=True, markup=False)

    def on_mount(self) -> None:
        """Give the list the keys."""
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Go to the first number whose line has what was typed in it."""
        if event.is_printable and event.character:
            event.stop()
            self._look_for(self._typed + event.character)

    def action_untype(self) -> None:
        """Take the last letter back."""
        self._look_for(self._typed[:-1])

    def _look_for(self, typed: str) -> None:
        wanted = typed.casefold()
        found = next((at for at, (_name, line) in enumerate(self._numbers) if wanted in line.casefold()), None)
        box = self.query_one(VerticalScroll)
        if found is None:
            box.border_subtitle = content(_("! No number has “{typed}” in it.").format(typed=typed))
            return
        self._typed = typed
        self.query_one(OptionList).highlighted = found
        hint = _("{typed}… · Enter asks · Esc goes back").format(typed=typed) if typed else ""
        box.border_subtitle = content(hint or _("Letters find · Enter asks · Esc goes back"))

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Say which number was chosen."""
        self.dismiss(self._numbers[event.option_index][0])
