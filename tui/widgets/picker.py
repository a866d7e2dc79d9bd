"""Choosing one of many: a list that narrows while one types, or a number with its range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option as Row

from ..shown import content, plain

if TYPE_CHECKING:
    from engine.play.forms import Option

_MOST_IN_A_LIST = 8
"""More numbers than this are typed, not listed."""


class Picker(Vertical):
    """Offers options; posts `Chosen` with one of them, `Considered` when the cursor stands on one."""

    DEFAULT_CSS = """
    Picker { height: auto; }
    Picker Input { height: 1; border: none; padding: 0; }
    Picker OptionList { height: auto; max-height: 12; border: none; padding: 0; }
    """
    BINDINGS = [
        Binding("up", "step(-1)", "Up", show=False, priority=True, tooltip="The option above, or one more"),
        Binding("down", "step(1)", "Down", show=False, priority=True, tooltip="The option below, or one less"),
    ]

    class Considered(Message):
        """The cursor stands on this option."""

        def __init__(self, option: Option) -> None:
            super().__init__()
            self.option = option

    class Chosen(Considered):
        """This option was chosen."""

    class Refused(Message):
        """What was typed is none of the options; `reason` says what would be."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options: tuple[Option, ...] = ()
        self._shown: list[Option] = []

    def compose(self) -> ComposeResult:
        """A line to type in, and the options under it."""
        yield Input(compact=True, max_length=40)
        yield OptionList(markup=False, compact=True)

    @property
    def typed(self) -> bool:
        """Whether the options are numbers to be typed."""
        return len(self._options) > _MOST_IN_A_LIST and all(type(it.value) is int for it in self._options)

    def offer(self, options: Sequence[Option], *, narrows: bool = True) -> None:
        """Offer other options and begin anew; without `narrows` there is no line to type in."""
        self._options = tuple(options)
        box, rows = self.query_one(Input), self.query_one(OptionList)
        rows.display = not self.typed
        box.placeholder = self._range() if self.typed else "type to narrow the list"
        box.display = narrows
        with box.prevent(Input.Changed):
            box.value = str(self._options[0].value) if self.typed else ""
        box.select_on_focus = self.typed
        self._narrow("")
        (box if box.display else rows).focus()
        if self.typed:
            box.action_select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what was typed, or consider the number."""
        event.stop()
        if not self.typed:
            self._narrow(event.value)
        elif (option := self._number(event.value)) is not None:
            self.post_message(self.Considered(option))
        elif event.value:
            self.post_message(self.Refused(self._expected()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the number typed, or the option under the cursor."""
        event.stop()
        option = self._number(event.value) if self.typed else self._current()
        if option is not None:
            self.post_message(self.Chosen(option))
        else:
            self.post_message(self.Refused(self._expected()))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose with the mouse."""
        event.stop()
        self.post_message(self.Chosen(self._shown[event.option_index]))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which option the cursor stands on."""
        event.stop()
        if event.option_index < len(self._shown) and not self.typed:
            self.post_message(self.Considered(self._shown[event.option_index]))

    def action_step(self, by: int) -> None:
        """Move the cursor, or change the number by one: up is more."""
        if not self.typed:
            rows = self.query_one(OptionList)
            rows.action_cursor_up() if by < 0 else rows.action_cursor_down()
            return
        box = self.query_one(Input)
        here = self._number(box.value)
        place = self._options.index(here) - by if here is not None else 0
        box.value = str(self._options[max(0, min(place, len(self._options) - 1))].value)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = [it for it in self._options if all(word in plain(it.title).casefold() for word in words)]
        rows = self.query_one(OptionList)
        if not self.typed:
            rows.set_options([Row(content(option.title)) for option in self._shown])
            rows.highlighted = 0 if self._shown else None

    def _current(self) -> Option | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _number(self, typed: str) -> Option | None:
        text = typed.strip()
        return next((option for option in self._options if str(option.value) == text), None)

    def _range(self) -> str:
        """Return `1 to 20`."""
        return f"{self._options[0].value} to {self._options[-1].value}"

    def _expected(self) -> str:
        if self.typed:
            return f"A whole number from {self._range()} is asked here."
        return "Nothing on the list is called so: press backspace to see more."
