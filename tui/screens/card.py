"""The role card before the first order, and the hand-over between people who share a screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from ..shown import content


class CardScreen(Screen[None]):
    """Shows who somebody is. Enter plays."""

    BINDINGS = [
        Binding("enter", "play", "Play", tooltip="To the table"),
        Binding("up,k", "scroll(-1)", show=False, tooltip="Up"),
        Binding("down,j,space", "scroll(1)", show=False, tooltip="Down"),
    ]

    class Read(Message):
        """The card was read."""

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """A title and the card's text."""
        yield Static(content(self._title, "bold"), classes="banner")
        with VerticalScroll(id="page"):
            yield Static(self._text)
        yield Static("Enter plays.", id="say")
        yield Footer(compact=True, show_command_palette=False)

    def action_play(self) -> None:
        """Go to the table."""
        self.post_message(self.Read())

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class HandOverScreen(CardScreen):
    """Hides everything while the screen goes to another person."""

    class Taken(Message):
        """The other person sits here now."""

        def __init__(self, role: str) -> None:
            super().__init__()
            self.role = role

    def __init__(self, role: str, title: str) -> None:
        text = content(f"Please hand this screen to {title}. Nobody else should look. Enter when {title} sits here.")
        super().__init__(f"EXERCISE  Now: {title}", text)
        self._role = role

    def action_play(self) -> None:
        """Show the seat of the one who sits here now."""
        self.post_message(self.Taken(self._role))
