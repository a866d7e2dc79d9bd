"""The command palette: every key of the screen in front, and on the play screen every pane's, every
order, area and number by name.

Textual's own providers read names as markup; these names come from outside, so they are handed over as plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from engine.speech import _

from ..widgets.tabletop import PANES
from .over import Over
from .play import PlayScreen

Named = tuple[str, Callable[[], object], str]

MOST = 80
"""Characters that are searched for: more than a name has. Each is a search, and keys may come by thousands."""


class Finder(CommandPalette, Over[None]):
    """The palette, with a line that takes no more than a name."""

    def compose(self) -> ComposeResult:
        """What the palette has, with a line of our own."""
        for widget in super().compose():
            yield Sought(placeholder=widget.placeholder) if isinstance(widget, CommandInput) else widget


class Sought(CommandInput):
    """The line of a palette; of what is typed or pasted it takes what fits."""

    def __init__(self, *, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put into the line as much of a text as there is room for."""
        room = MOST - len(self.value) + abs(end - start)
        super().replace(text[: max(0, room)], start, end)


class Places(Provider):
    """Areas and orders of the play screen."""

    async def discover(self) -> Hits:
        """Yield everything while nothing is typed."""
        for name, act, about in self.named():
            yield DiscoveryHit(Text(name), act, text=name, help=about or None)

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for name, act, about in self.named():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, Text(name), act, text=name, help=about or None)

    def named(self) -> Iterator[Named]:
        """Yield names with what they do."""
        if isinstance(self.screen, PlayScreen):
            for name, act in self.screen.places():
                yield name, act, ""


class Commands(Places):
    """The keys of the screen in front, then those of its other panes, then orders, areas and numbers."""

    def named(self) -> Iterator[Named]:
        """Yield keys by what they do, then places."""
        for active in self.screen.active_bindings.values():
            key = active.binding
            if key.tooltip and active.enabled and key.action != "command_palette":
                yield _named(key), self._pressing(key.action, active.node), key.tooltip
        if isinstance(self.screen, PlayScreen):
            yield from self._in_other_panes(self.screen)
        yield _("All themes"), self.app.action_change_theme, _("Choose the colours from a list")
        yield from super().named()

    def _in_other_panes(self, screen: PlayScreen) -> Iterator[Named]:
        """Yield the keys of panes that do not have the keys now: each goes to its pane first."""
        for pane, title in PANES.items():
            widget = screen.query_one(f"#{pane}")
            for key in () if widget.has_focus else type(widget).BINDINGS:
                if isinstance(key, Binding) and key.tooltip:
                    name = _("{pane}: {command}").format(pane=title, command=_named(key))
                    yield name, partial(self._in_pane, screen, pane, key.action), key.tooltip

    def _in_pane(self, screen: PlayScreen, pane: str, action: str) -> None:
        screen.action_pane(pane)
        self._pressing(action, screen.query_one(f"#{pane}"))()

    def _pressing(self, action: str, node: DOMNode) -> Callable[[], object]:
        return lambda: self.app.run_worker(self.app.run_action(action, node))


def _named(key: Binding) -> str:
    """Return what a key is called in the palette, with the key itself."""
    return _("{command} ({key})").format(command=key.description, key=key.key_display or _shown(key.key))


def _shown(key: str) -> str:
    first = key.split(",")[0]
    return {"question_mark": "?", "slash": "/"}.get(first, first)
