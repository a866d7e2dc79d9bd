"""The orders pane: what was given, the draft, what may be given, and what is closed and why."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..scene import Item, Scene
from ..shown import content, fitted


class OrdersPane(OptionList):
    """Draws the menu of a scene. Closed orders can be reached too, and say why they are closed."""

    DEFAULT_CSS = """
    OrdersPane {
        background: $background; padding: 0; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    BINDINGS = [Binding("enter", "select", "Give", tooltip="Begin this order; a closed one says why it is closed")]

    class Wanted(Message):
        """Somebody wants to give this order."""

        def __init__(self, form: str) -> None:
            super().__init__()
            self.form = form

    class DraftWanted(Message):
        """Somebody takes up the draft again."""

    class GivenWanted(Message):
        """Somebody wants an order back that was given."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Told(Message):
        """A line about the order under the cursor; `refused` when it cannot be given."""

        def __init__(self, text: str, *, refused: bool = False) -> None:
            super().__init__()
            self.text = text
            self.refused = refused

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._items: dict[str, Item] = {}

    def show(self, scene: Scene) -> None:
        """Draw another scene; the cursor stays on the same order where it can."""
        before = self.highlighted_option
        self._items = {item.id: item for item in scene.items}
        with self.prevent(OptionList.OptionHighlighted):  # nobody moved the cursor
            self._fill(options_of(scene), before)

    def _fill(self, options: list[Option], before: Option | None) -> None:
        self.set_options(options)
        ids = [option.id for option in self.options]
        if before is not None and before.id in ids:
            self.highlighted = ids.index(before.id)
        else:
            self.highlighted = next((k for k, option in enumerate(self.options) if not option.disabled), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Turn Enter on a line into what it asks for."""
        event.stop()
        what, _, name = (event.option.id or "").partition(":")
        if what == "draft":
            self.post_message(self.DraftWanted())
        elif what == "given":
            self.post_message(self.GivenWanted(int(name)))
        elif name in self._items and self._items[name].open:
            self.post_message(self.Wanted(name))
        elif name in self._items:
            self.post_message(self.Told(f"Closed: {self._items[name].reason}", refused=True))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the order under the cursor does, or why it is closed."""
        event.stop()
        name = (event.option.id or "").partition(":")[2]
        item = self._items.get(name)
        if item is not None and self.has_focus:
            self.post_message(self.Told(_about(item)))


def options_of(scene: Scene) -> list[Option]:
    """Return the lines of the pane: given, draft, open, closed, each under its words."""
    sealed = "sealed" if scene.view.mode == "sealed" else "given"
    rows = [Option(content(f"{sealed}: {g.title}"), id=f"given:{k}") for k, g in enumerate(scene.given)]
    if scene.draft is not None:
        rows.append(Option(content(f"draft: {scene.draft.title}"), id="draft:"))
    if scene.open:
        rows.append(_heading("You may give (Enter)"))
        rows.extend(Option(_open(item), id=f"form:{item.id}") for item in scene.open)
    if scene.closed:
        rows.append(_heading("Closed now"))
        rows.extend(Option(_closed(item), id=f"form:{item.id}") for item in scene.closed)
    if not scene.items:
        rows.append(_heading("No orders are asked of you now."))
    return rows


def _heading(text: str) -> Option:
    return Option(content(text, "bold"), disabled=True)


def _open(item: Item) -> Content:
    cost = f" · {item.cost}" if item.cost else ""
    return Content.assemble("+ ", item.title, "…" if item.asks and "…" not in item.title else "", (cost, "dim"))


def _closed(item: Item) -> Content:
    return content(f"x {item.title}: {item.reason}", "dim")


def _about(item: Item) -> str:
    if not item.open:
        return f"{item.title} is closed: {item.reason}"
    about = item.text or ("Enter asks for details." if item.asks else "Enter gives it.")
    cost = f"Costs {item.cost}. " if item.cost else ""
    return cost + fitted(about, 400).rstrip() + (" Secret." if item.secret else "")
