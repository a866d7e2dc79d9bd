"""The role card: it stands before the first order, and comes back when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from engine.speech import _

from ..cards import Card
from ..shown import content
from ..widgets.keys import Keys
from .answering import Answering
from .help import situation_page
from .paging import ENDS, turn_page

if TYPE_CHECKING:
    from engine import Scenario

_MARGIN = 3  # cells left and right of the text, with the scroll bar
_FOOT = 2  # rows of what stands below the card


class CardScreen(Answering):
    """Shows who somebody is. Enter plays."""

    BINDINGS = [
        Binding("enter,escape", "play", _("Play"), key_display="⏎", tooltip=_("To the table")),
        Binding("a", "whole", _("All"), tooltip=_("The whole card")),
        Binding("s", "situation", _("Situation"), tooltip=_("Where things stand: the briefing for everybody")),
        Binding("up,k", "scroll(-1)", show=False, tooltip=_("Up")),
        Binding("down,j", "scroll(1)", show=False, tooltip=_("Down")),
        Binding("space,pagedown", "page(1)", show=False, tooltip=_("A page down")),
        Binding("pageup", "page(-1)", show=False, tooltip=_("A page up")),
        *ENDS,
        Binding("i", "play", show=False, tooltip=_("Back to the table")),
        Binding("question_mark,f1", "help", _("Help"), key_display="?", tooltip=_("How a game goes, and the keys")),
        Binding("q,ctrl+q", "leave", _("Leave"), key_display="q", tooltip=_("Leave what is in front")),
    ]

    class Read(Message):
        """The card was read."""

    def __init__(
        self, title: str, card: Card, *, first: bool, foot: str = "", scenario: Scenario | None = None
    ) -> None:
        super().__init__()
        self._scenario = scenario if scenario is not None and scenario.briefing else None
        self._is_first = first
        self._title = title
        self._card = card
        self._foot = Content.assemble("\n\n", content(foot, "dim")) if foot else Content("")
        self._all = False
        self._cut = False

    def compose(self) -> ComposeResult:
        """A title and the card's text."""
        yield Static(content(self._title, "bold"), classes="banner")
        with VerticalScroll(id="page", can_focus=False):
            yield Static()
        yield Static(id="say")
        yield Keys()

    def on_mount(self) -> None:
        """Lay the card out once the size is known."""
        self.call_after_refresh(self._draw)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the card out anew."""
        self.call_after_refresh(self._draw)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything can be shown where something was cut, and a briefing where one was written."""
        if action == "situation":
            return self._scenario is not None
        return self._cut and not self._all if action == "whole" else True

    def action_play(self) -> None:
        """Go to the table."""
        self.post_message(self.Read())

    def action_whole(self) -> None:
        """Show the whole card, where it was cut."""
        self._all = True
        self._draw()

    def action_situation(self) -> None:
        """Show the briefing for everybody."""
        if self._scenario is not None:
            self.app.push_screen(situation_page(self._scenario))

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        turn_page(self.query_one("#page", VerticalScroll), by)

    def action_leave(self) -> None:
        """Leave the game before it begins; later, when the card lies over the table, leave the card."""
        if self._is_first:
            self.app.exit()
        else:
            self.action_play()

    def _draw(self) -> None:
        if len(self.query("#page, #say")) < 2:  # of a card that is closing its parts are gone first
            return
        page = self.query_one("#page", VerticalScroll)
        height = page.size.height - (_FOOT if self._foot else 0)
        text, self._cut = self._card.fitted(page.size.width - _MARGIN, height)
        shown = self._card.whole() if self._all else text
        page.query_one(Static).update(Content.assemble(shown, self._foot))
        more = self._cut and not self._all
        self.refresh_bindings()
        said = _("Enter plays. i shows this card again; a shows all of it.") if more else _("Enter plays.")
        said = f"{said} " + _("s: the situation.") if self._scenario is not None else said
        self.query_one("#say", Static).update(content(said))
