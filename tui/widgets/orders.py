"""The orders pane: what was given, the draft, what may be given, and what is closed and why."""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.speech import _

from ..scene import Item, Scene, closed_line
from ..shown import clipped, content, fitted, lines, plain


class OrdersPane(OptionList):
    """Draws the menu of a scene. Closed orders can be reached too, and say why they are closed."""

    DEFAULT_CSS = """
    OrdersPane {
        background: $background; padding: 0; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    BINDINGS = [Binding("enter", "select", _("Give"), tooltip=_("Begin this order; a closed one says why"))]

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
        self._scene: Scene | None = None

    def show(self, scene: Scene) -> None:
        """Draw another scene; the cursor stays on the same order where it can."""
        self._scene = scene
        self._items = {item.id: item for item in scene.items}
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the lines to the new width."""
        self._draw()

    def _draw(self) -> None:
        if self._scene is not None:
            with self.prevent(OptionList.OptionHighlighted):  # nobody moved the cursor
                self._fill(options_of(self._scene, self._width), self.highlighted_option)

    @property
    def given_here(self) -> int | None:
        """Which of the given orders the cursor stands on while this pane has the keys, None for another line."""
        option = self.highlighted_option if self.has_focus else None
        what, _colon, place = ("" if option is None else option.id or "").partition(":")
        return int(place) if what == "given" else None

    @property
    def _width(self) -> int:
        return max(20, self.scrollable_content_region.width or self.size.width)

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
        what, _colon, name = (event.option.id or "").partition(":")
        if what == "draft":
            self.post_message(self.DraftWanted())
        elif what == "given":
            self.post_message(self.GivenWanted(int(name)))
        elif name in self._items and self._items[name].open:
            self.post_message(self.Wanted(name))
        elif name in self._items:
            self.post_message(self.Told(_("Closed: {reason}").format(reason=self._items[name].reason), refused=True))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the order under the cursor does, or why it is closed."""
        event.stop()
        name = (event.option.id or "").partition(":")[2]
        item = self._items.get(name)
        if item is not None and self.has_focus:
            self.post_message(self.Told(_about(item)))


def options_of(scene: Scene, width: int) -> list[Option]:
    """Return the lines of the pane: given, draft, open, closed, each under its words."""
    given = _("sealed: {title}") if scene.view.mode == "sealed" else _("given: {title}")
    rows = [_line(given.format(title=it.title), width, f"given:{k}") for k, it in enumerate(scene.given)]
    if scene.draft is not None:
        rows.append(_line(_("draft: {title}").format(title=scene.draft.title), width, "draft:"))
    if scene.open:
        rows.append(_heading(_("You may give (Enter)"), width))
        rows.extend(Option(_open(item, width), id=f"form:{item.id}") for item in scene.open)
    if scene.closed:
        rows.append(_heading(_("Closed now"), width))
        rows.extend(_line(_closed(item), width, f"form:{item.id}", "dim") for item in scene.closed)
    if not scene.items:
        rows.append(_heading(_nothing(scene), width))
    return rows


def _heading(text: str, width: int) -> Option:
    """Return a line that is no order; it is told whole, in as many lines as it needs."""
    return Option(lines(*(content(row, "bold") for row in wrap(text, width))), disabled=True)


def _line(text: str, width: int, id: str, style: str = "") -> Option:
    """Return a line that is cut after a word where it is too long: the cursor on it tells the rest."""
    return Option(content(clipped(plain(text), width), style), id=id)


def _open(item: Item, width: int) -> Content:
    """Return `+ Pledge… · 2 Money`; where there is little room, the cost stands on a line of its own."""
    title = item.title + ("…" if item.asks and "…" not in item.title else "")
    cost = f" · {item.cost}" if item.cost else ""
    if cell_len(title) > width - 2 - cell_len(cost):
        cost = f"\n   {cost}" if cost else ""
        title = clipped(title, width - 2)
    return Content.assemble("+ ", title, (cost, "dim"))


def _closed(item: Item) -> str:
    return f"x {closed_line(item)}"


def _nothing(scene: Scene) -> str:
    """Return what an empty menu says: the next key."""
    if scene.may_pass:
        return _("No orders are asked of you now: p passes.")
    return _("No orders are asked of you now: 4 goes to the news.")


def _about(item: Item) -> str:
    if not item.open:
        return _("Closed: {reason}").format(reason=closed_line(item))
    about = item.text or (_("Enter asks for details.") if item.asks else _("Enter gives it."))
    secret = _("Secret.") if item.secret else ""
    return " ".join(part for part in (fitted(about, 400).rstrip(), secret) if part)  # what it costs stands beside it
