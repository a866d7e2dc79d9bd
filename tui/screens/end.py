"""The end of a game: how it ended, what became of promises, what the others were thinking, and what mattered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from engine.analysis.apart import BrokenOff, Ended
from engine.speech import _

from ..copying import copy
from ..endgame import WIDTH, Leaf, end_pages, mind_page, minds, numbers
from ..replays import Elsewhere, broken_page, luck_page, turning_page
from ..room import Room
from ..scene import Scene
from ..shown import content, lines, plain
from ..widgets.keys import Keys
from .answering import Answering
from .paging import ENDS, turn_page
from .why import NumbersScreen, WhyScreen

Progress = Callable[[int, int], None]
BESIDE = 28
"""Cells of the list of pages, and of the edges of a page."""


class _Left(Exception):
    """Nobody looks at the screen any more."""


class EndScreen(Answering):
    """Pages to read: the ending first. What needs thinking is worked out in the background, page by page."""

    BINDINGS = [
        Binding("right,tab,n", "turn(1)", _("Next page"), key_display="→", tooltip=_("The next page")),
        Binding("left,shift+tab,b", "turn(-1)", _("Page before"), key_display="←", tooltip=_("The page before")),
        Binding("space,pagedown", "page(1)", _("Further"), tooltip=_("Further down this page")),
        Binding("pageup", "page(-1)", _("Back up"), show=False, tooltip=_("Further up this page")),
        *ENDS,
        Binding("w", "why", _("Why"), tooltip=_("Why a number is what it is: choose one")),
        Binding("y", "copy", _("Copy"), tooltip=_("Copy all pages as plain text")),
        Binding("g", "again", _("New game"), tooltip=_("Back to the list of scenarios")),
        Binding("question_mark,f1", "help", _("Help"), key_display="?", tooltip=_("Keys")),
        Binding("q", "leave", _("Leave"), tooltip=_("Close the program")),
    ]

    class NewGameWanted(Message):
        """Somebody wants to play again."""

    class Found(Message):
        """A page was worked out, or a part of it: `done` tells which; `at` is its place in the list."""

        def __init__(self, at: int, leaf: Leaf, *, done: bool) -> None:
            super().__init__()
            self.at = at
            self.leaf = leaf
            self.done = done

    def __init__(self, room: Room, scene: Scene) -> None:
        super().__init__()
        self._room = room
        self._scene = scene
        self._leaves: list[Leaf] = []
        self._left: set[int] = set()  # the places of pages that are not yet there
        self._shown = -1
        self._laid = 0  # the width for which pages were made
        self._search = Elsewhere()

    def compose(self) -> ComposeResult:
        """The list of pages beside the page."""
        title = _("EXERCISE  {scenario}: the end").format(scenario=self._room.title)
        yield Static(content(title, "bold"), classes="banner")
        with Horizontal(id="main"):
            yield OptionList(id="pages", markup=False, compact=True)
            with VerticalScroll(id="page"):
                yield Static()
        yield Static(id="say")
        yield Keys()

    def on_mount(self) -> None:
        """Show the ending; what needs thinking follows when it is there."""
        waiting = [_("Turning points"), _("Luck"), *(plain(self._room.titles[role], 20) for role in minds(self._room))]
        first = end_pages(self._scene, self._room, width=self._width)
        self._laid = self._width
        self._leaves = [
            *first,
            *(Leaf(title=title, text=content(_("Not yet worked out."), "dim")) for title in waiting),
        ]
        self._left = set(range(len(first), len(self._leaves)))
        self.query_one("#pages", OptionList).set_options([Option(content(leaf.title)) for leaf in self._leaves])
        self.query_one("#pages", OptionList).highlighted = 0
        self.query_one("#pages").focus()
        self._tell()
        self._find(len(first))

    def on_resize(self) -> None:
        """Let the pages that need no thinking use the width."""
        if self._leaves and self._width != self._laid:
            self._laid = self._width
            first = end_pages(self._scene, self._room, width=self._laid)
            self._leaves[: len(first)] = first
            if self._shown < len(first):
                self._draw(self._shown)

    @property
    def _width(self) -> int:
        """The cells of a page beside the list."""
        return max(WIDTH, self.size.width - BESIDE)

    def on_unmount(self) -> None:
        """Let nothing be searched for that nobody will read."""
        self._search.end()

    def on_end_screen_found(self, message: Found) -> None:
        """Put a page in its place, and draw it anew when it is the one that is read; nobody may be there any more."""
        if not self.is_attached:
            return
        self._leaves[message.at] = message.leaf
        if message.done:
            self._left.discard(message.at)
            self._tell()
        if message.at == self._shown:
            self._draw(message.at)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the page under the cursor."""
        self._shown = event.option_index
        self._draw(self._shown)
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def action_turn(self, by: int) -> None:
        """Go to another page."""
        pages = self.query_one("#pages", OptionList)
        pages.highlighted = ((pages.highlighted or 0) + by) % len(self._leaves)

    def action_page(self, by: int) -> None:
        """Scroll the page."""
        turn_page(self.query_one("#page", VerticalScroll), by)

    def action_why(self) -> None:
        """Choose a number, and show its history."""
        self.app.push_screen(NumbersScreen(numbers(self._room, self._scene.view.role)), self._ask)

    def action_copy(self) -> None:
        """Copy all pages that are there as plain text."""
        text = "\n\n".join(f"== {leaf.title} ==\n{leaf.text.plain}" for leaf in self._leaves)
        self._say(copy(self.app, "end", _("the debriefing"), text))

    def action_again(self) -> None:
        """Ask for a new game."""
        self.post_message(self.NewGameWanted())

    def action_leave(self) -> None:
        """Close the program: nothing can be lost here."""
        self.app.exit()

    def _ask(self, number: str | None) -> None:
        if number:
            self.app.push_screen(WhyScreen(self._room, self._scene.view.role, number))

    def _tell(self) -> None:
        """Say what can be done, and whether pages are still being worked out."""
        if self._left:
            self._say(_("Arrows turn the pages. Some are still being worked out…"))
        else:
            self._say(_("Arrows turn the pages, space goes on. g plays again, q leaves."))

    def _draw(self, at: int) -> None:
        self.query_one("#page", VerticalScroll).query_one(Static).update(self._leaves[at].text)

    def _say(self, text: str) -> None:
        self.query_one("#say", Static).update(content(text))

    # In the background.

    @work(thread=True, group="debriefing")
    def _find(self, first: int) -> None:
        """Work out the pages: what one seat was thinking takes least, replays take longest."""
        room, worker = self._room, get_current_worker()
        for at, role in enumerate(minds(room), first + 2):
            if worker.is_cancelled:
                return
            self.post_message(self.Found(at, mind_page(room, role), done=True))
        try:
            for at, (title, page) in enumerate(((_("Turning points"), turning_page), (_("Luck"), luck_page)), first):
                try:
                    leaf = page(room, partial(self._report, worker, at, title), self._search)
                except BrokenOff as error:
                    leaf = broken_page(title, error)
                self.post_message(self.Found(at, leaf, done=True))
        except (Ended, _Left):
            return

    def _report(self, worker: object, at: int, title: str, done: int, of: int) -> None:
        """Tell how far a page is; end the search when the screen is left."""
        if getattr(worker, "is_cancelled", False):
            raise _Left
        if done * 50 // of != (done - 1) * 50 // of:
            said = _("Playing the rest of the game without each decision or roll: {done} per cent done.")
            text = lines(content(title, "bold"), content(""), content(said.format(done=100 * done // of), "dim"))
            self.post_message(self.Found(at, Leaf(title=title, text=text), done=False))
