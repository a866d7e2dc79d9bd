"""Choosing one of many: a list that narrows while one types, or a number with its range."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option as Row

from engine.speech import _

from ..scene import Offered, beside, stands_for
from ..shown import content, plain
from .line import TypedLine

_MOST_IN_A_LIST = 8
"""More numbers than this are typed, not listed."""

_CLOSED = "x "
"""Before what cannot be chosen now; its reason follows."""


class Picker(Vertical):
    """Offers options; posts `Chosen` with one of them, `Considered` when the cursor stands on one."""

    DEFAULT_CSS = """
    Picker { height: auto; }
    Picker Input { height: 1; border: none; padding: 0; }
    Picker OptionList { height: auto; max-height: 12; border: none; padding: 0; }
    """
    BINDINGS = [
        Binding("up", "step(-1)", _("Up"), show=False, priority=True, tooltip=_("The option above, or one more")),
        Binding("down", "step(1)", _("Down"), show=False, priority=True, tooltip=_("The option below, or one less")),
    ]

    class Considered(Message):
        """The cursor stands on this option."""

        def __init__(self, option: Offered) -> None:
            super().__init__()
            self.option = option

    class Chosen(Considered):
        """This option was chosen."""

    class Written(Message):
        """These words were typed, perhaps none."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Resized(Message):
        """The picker needs more or less room than before."""

    class Refused(Message):
        """What was typed is none of the options; `reason` says what would be."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options: tuple[Offered, ...] = ()
        self._shown: list[Offered] = []
        self._writes = False

    def compose(self) -> ComposeResult:
        """A line to type in, and the options under it."""
        yield TypedLine()
        yield OptionList(markup=False, compact=True)

    @property
    def typed(self) -> bool:
        """Whether the options are numbers to be typed."""
        bare = all(type(it.value) is int and not stands_for(it) for it in self._options)
        return bare and len(self._options) > _MOST_IN_A_LIST

    def offer(self, options: Sequence[Offered], *, narrows: bool = True) -> None:
        """Offer other options and begin anew; without `narrows` there is no line to type in.

        What is closed stands last; it can be reached, and says why when it is chosen.
        """
        self._options, self._writes = tuple(sorted(options, key=lambda it: bool(it.reason))), False
        box, rows = self.query_one(TypedLine), self.query_one(OptionList)
        rows.display = not self.typed
        box.placeholder = self._range() if self.typed else _("type to narrow the list")
        box.display, box.most = narrows, 0
        with box.prevent(Input.Changed):
            box.value = str(self._options[0].value) if self.typed else ""
        box.select_on_focus = self.typed
        self._narrow("")
        (box if box.display else rows).focus()
        if self.typed:
            box.action_select_all()
            self._consider(self._options[0])

    def ask(self, text: str, most: int) -> None:
        """Let words be typed, at most so many characters, beginning with `text`."""
        self._options, self._shown, self._writes = (), [], True
        box, rows = self.query_one(TypedLine), self.query_one(OptionList)
        rows.display, box.display, box.most, box.select_on_focus = False, True, most, False
        box.placeholder = _("in your own words")
        with box.prevent(Input.Changed):
            box.value = text
        box.cursor_position = len(text)
        box.focus()

    def on_resize(self) -> None:
        """Say that the room beside the picker has changed."""
        self.post_message(self.Resized())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what was typed, or consider the number."""
        event.stop()
        if self._writes:
            return
        if not self.typed:
            self._narrow(event.value)
            if not self._shown:
                self.post_message(self.Refused(self._expected()))
        elif (option := self._number(event.value)) is not None:
            self._consider(option)
        elif event.value:
            self.post_message(self.Refused(self._expected()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the number typed, or the option under the cursor."""
        event.stop()
        if self._writes:
            self.post_message(self.Written(event.value))
            return
        option = self._number(event.value) if self.typed else self._current()
        if option is None:
            self.post_message(self.Refused(self._expected()))
        else:
            self._choose(option)

    def on_typed_line_too_long(self, event: TypedLine.TooLong) -> None:
        """Say how long words may be."""
        event.stop()
        self.post_message(self.Refused(event.reason))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose with the mouse."""
        event.stop()
        self._choose(self._shown[event.option_index])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which option the cursor stands on."""
        event.stop()
        if event.option_index < len(self._shown) and not self.typed:
            self._consider(self._shown[event.option_index])

    def action_step(self, by: int) -> None:
        """Move the cursor, or change the number by one: up is more."""
        if not self.typed:
            rows = self.query_one(OptionList)
            rows.action_cursor_up() if by < 0 else rows.action_cursor_down()
            return
        box, numbers = self.query_one(Input), self._numbers()
        here = self._number(box.value)
        place = numbers.index(here) - by if here in numbers else 0
        box.value = str(numbers[max(0, min(place, len(numbers) - 1))].value)

    def _choose(self, option: Offered) -> None:
        self.post_message(self.Refused(_closed(option)) if option.reason else self.Chosen(option))

    def _consider(self, option: Offered) -> None:
        self.post_message(self.Refused(_closed(option)) if option.reason else self.Considered(option))

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [it for it in self._options if all(word in _read(it) for word in words)]
        self._shown = sorted(found, key=lambda it: (bool(it.reason), " ".join(words) not in _read(it)))
        rows = self.query_one(OptionList)
        if not self.typed:
            rows.set_options([Row(_row(option)) for option in self._shown])
            rows.highlighted = 0 if self._shown else None

    def _current(self) -> Offered | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _number(self, typed: str) -> Offered | None:
        text = typed.strip()
        return next((option for option in self._options if str(option.value) == text), None)

    def _numbers(self) -> list[Offered]:
        """Return the numbers that may be chosen; all when none may."""
        return [it for it in self._options if not it.reason] or list(self._options)

    def _range(self) -> str:
        """Return `1 to 20`."""
        numbers = self._numbers()
        return _("{least} to {most}").format(least=numbers[0].value, most=numbers[-1].value)

    def _expected(self) -> str:
        if self.typed:
            return _("A whole number from {range} is asked here.").format(range=self._range())
        return _("Nothing on the list is called so: press backspace to see more.")


def _row(option: Offered) -> Content:
    """Return an option's line: its title, what is good to know of it and its cost, or why it is closed."""
    if option.reason:
        return content(f"{_CLOSED}{plain(option.title)}: {plain(option.reason)}", "dim")
    said = beside(option)
    return Content.assemble(content(option.title), (f" · {said}", "dim") if said else "")


def _read(option: Offered) -> str:
    """Return what one sees of an option, as typing is compared with it."""
    return f"{plain(option.title)} {beside(option)}".casefold()


def _closed(option: Offered) -> str:
    return _("{title} is closed: {reason}").format(title=plain(option.title), reason=plain(option.reason))
