"""The end of a game: how it ended, the scores, and the reasons of the scripted seats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from ..endgame import Leaf
from ..shown import content
from .answering import Answering
from .help import help_page
from .page import ask


class EndScreen(Answering):
    """Pages to read: the ending first, then what everybody was thinking."""

    BINDINGS = [
        Binding("right,tab,n", "turn(1)", "Next page", key_display="→", tooltip="The next page"),
        Binding("left,shift+tab,b", "turn(-1)", "Page before", key_display="←", tooltip="The page before"),
        Binding("space,pagedown", "page(1)", "Further", tooltip="Further down this page"),
        Binding("pageup", "page(-1)", show=False, tooltip="Further up this page"),
        Binding("g", "again", "New game", tooltip="Back to the list of scenarios"),
        Binding("question_mark,f1", "help", "Help", key_display="?", tooltip="Keys"),
        Binding("q", "leave", "Leave", tooltip="Close the program"),
    ]

    class NewGameWanted(Message):
        """Somebody wants to play again."""

    class Found(Message):
        """The reasons were recomputed."""

        def __init__(self, leaves: Sequence[Leaf]) -> None:
            super().__init__()
            self.leaves = leaves

    def __init__(self, title: str, first: Sequence[Leaf], reasons: Callable[[], Sequence[Leaf]]) -> None:
        super().__init__()
        self._title = title
        self._leaves = list(first)
        self._reasons = reasons

    def compose(self) -> ComposeResult:
        """The list of pages beside the page."""
        yield Static(content(f"EXERCISE  {self._title}: the end", "bold"), classes="banner")
        with Horizontal(id="main"):
            yield OptionList(id="pages", markup=False, compact=True)
            with VerticalScroll(id="page"):
                yield Static()
        yield Static("Thinking the others' decisions through once more…", id="say")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the ending; reasons follow when they are there."""
        self._list()
        self.query_one("#pages").focus()
        self._find()

    def on_end_screen_found(self, message: Found) -> None:
        """Add the pages of reasons."""
        self._leaves += message.leaves
        self._list()
        self.query_one("#say", Static).update("Arrows turn the pages, space goes on. g plays again, q leaves.")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the page under the cursor."""
        page = self.query_one("#page", VerticalScroll)
        page.query_one(Static).update(self._leaves[event.option_index].text)
        page.scroll_home(animate=False)

    def action_turn(self, by: int) -> None:
        """Go to another page."""
        pages = self.query_one("#pages", OptionList)
        pages.highlighted = ((pages.highlighted or 0) + by) % len(self._leaves)

    def action_page(self, by: int) -> None:
        """Scroll the page."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)

    def action_again(self) -> None:
        """Ask for a new game."""
        self.post_message(self.NewGameWanted())

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page())

    def action_leave(self) -> None:
        """Ask, and close the program."""
        ask(self.app, "Close Whitecell?", "closes it", self.app.exit)

    def _list(self) -> None:
        pages = self.query_one("#pages", OptionList)
        place = pages.highlighted or 0
        pages.set_options([Option(content(leaf.title)) for leaf in self._leaves])
        pages.highlighted = place

    @work(thread=True)
    def _find(self) -> None:
        self.post_message(self.Found(self._reasons()))
