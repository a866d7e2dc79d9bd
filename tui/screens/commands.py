"""The command palette: every key of the screen in front, and on the play screen every area and order by name.

Textual's own providers read names as markup; these names come from outside, so they are handed over as plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from engine.speech import _

from .play import PlayScreen

Named = tuple[str, Callable[[], object], str]


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
    """The keys of the screen in front, then areas and orders."""

    def named(self) -> Iterator[Named]:
        """Yield keys by their descriptions, then places."""
        for active in self.screen.active_bindings.values():
            key = active.binding
            if key.tooltip and active.enabled and key.action != "command_palette":
                yield key.description, self._pressing(key.action, active.node), key.tooltip
        yield _("Theme"), self.app.action_change_theme, _("Change the colours")
        yield from super().named()

    def _pressing(self, action: str, node: object) -> Callable[[], object]:
        return lambda: self.app.run_worker(self.app.run_action(action, node))  # type: ignore[arg-type]
