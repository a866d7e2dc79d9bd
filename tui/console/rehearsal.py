"""What happens in two hundred games from here: worked out beside the console, which goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from engine.analysis.apart import BrokenOff, Ended, Seats
from engine.analysis.rehearsal import GAMES, Rehearsal
from engine.speech import _

from ..screens.paging import ENDS, turn_page
from ..shown import content, lines
from ..widgets.sheet import Sheet
from .control import Control
from .desk import KeyScreen
from .rests import Rehearser, seats_of, told

if TYPE_CHECKING:
    from engine.play.game import Game


class RehearsalScreen(KeyScreen):
    """Plays the rest of the game many times, each time anew when asked; leaving ends it."""

    DEFAULT_CSS = "RehearsalScreen #rehearsal-pane { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", _("Once more"), tooltip=_("Other games, by other dice")),
        Binding("space,pagedown", "page(1)", _("Page"), key_display=_("Space"), tooltip=_("A page down")),
        Binding("pageup", "page(-1)", show=False, tooltip=_("A page up")),
        *ENDS,
    ]

    class Played(Message):
        """So many games are played."""

        def __init__(self, seed: int, done: int) -> None:
            super().__init__()
            self.seed = seed
            self.done = done

    class Found(Message):
        """All are played; without a rehearsal `reason` says why not."""

        def __init__(self, seed: int, found: Rehearsal | None, reason: str = "") -> None:
            super().__init__()
            self.seed = seed
            self.found = found
            self.reason = reason

    def __init__(self, control: Control) -> None:
        super().__init__(control)
        self._seed = 0
        self._done = 0
        self._found: Rehearsal | None = None
        self._reason = ""
        self._rehearser = Rehearser()

    def middle(self) -> ComposeResult:
        """One text, as wide as there is room."""
        with VerticalScroll(id="rehearsal-pane", can_focus=False):
            yield Sheet(id="rehearsal")

    def on_mount(self) -> None:
        """Begin."""
        self.action_again()

    def on_unmount(self) -> None:
        """End what is under way."""
        self._rehearser.end()

    def draw(self) -> None:
        """Draw what is known."""
        self.query_one("#rehearsal", Sheet).show(self._text)

    def action_again(self) -> None:
        """Rehearse the game from where it stands now, unless that is under way or an act is."""
        if self.control.busy or (self._seed and self._found is None and not self._reason):
            self.say(_("! Something is under way: wait a moment."))
            return
        self._seed, self._done, self._found, self._reason = self._seed + 1, 0, None, ""
        session = self.control.session
        with session.desk.still:
            game, seats = session.game.fork(), seats_of(session)
        self.draw()
        self._play(game, seats, self._seed)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        turn_page(self.query_one("#rehearsal-pane"), by)

    @work(thread=True, group="rehearsal")
    def _play(self, game: Game, seats: Seats, seed: int) -> None:
        worker = get_current_worker()

        def progress(done: int, _of: int) -> None:
            if worker.is_cancelled or not self.is_attached:
                raise Ended
            self.post_message(self.Played(seed, done))

        try:
            found = self._rehearser.found(game, seats, seed, progress)
        except BrokenOff as error:
            self.post_message(self.Found(seed, None, _("It broke off ({reason}).").format(reason=error)))
        except Ended:
            pass
        else:
            self.post_message(self.Found(seed, found))

    @on(Played)
    def _count(self, message: Played) -> None:
        if message.seed == self._seed:
            self._done = message.done
            self.draw()

    @on(Found)
    def _show(self, message: Found) -> None:
        self._found, self._reason = message.found, message.reason
        self.draw()

    def _text(self, width: int) -> Content:
        if self._reason:
            return content(self._reason)
        if self._found is None:
            return content(_("Playing: {done} of {of} games…").format(done=self._done, of=GAMES))
        return lines(*told(self._found, self.control.session.scenario, self._seed, width))
