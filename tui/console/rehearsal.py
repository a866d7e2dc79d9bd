"""What happens in two hundred games from here: worked out beside the console, which goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from engine.analysis.apart import REHEARSAL, SEARCHES, BrokenOff, Ended, NoProcess, Search, Seats, forks_of, past_of
from engine.analysis.rehearsal import GAMES, Rehearsal, dice_of
from engine.speech import _

from ..shown import content, fitted, lines, plain
from ..widgets.sheet import Sheet
from .control import Control
from .desk import DeskScreen

if TYPE_CHECKING:
    from engine.play.game import Game
    from engine.play.scenario import Scenario
    from engine.table.session import Session

_VALUE, _TITLE = 8, 30


class RehearsalScreen(DeskScreen):
    """Plays the rest of the game many times, each time anew when asked; leaving ends it."""

    DEFAULT_CSS = "RehearsalScreen #rehearsal-pane { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", _("Once more"), tooltip=_("Other games, by other dice")),
        Binding("space,pagedown", "page(1)", _("Page"), key_display=_("Space"), tooltip=_("A page down")),
        Binding("pageup", "page(-1)", show=False, tooltip=_("A page up")),
        Binding("c", "clock", show=False, tooltip=_("Start or pause the clock")),
        Binding("l", "lock", show=False, tooltip=_("End the phase now")),
        Binding("question_mark", "help", show=False, tooltip=_("What control can do, and the keys")),
        Binding("q", "back", show=False, tooltip=_("Back")),
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
        self._search: Search | None = None

    def middle(self) -> ComposeResult:
        """One text, as wide as there is room."""
        with VerticalScroll(id="rehearsal-pane", can_focus=False):
            yield Sheet(id="rehearsal")

    def on_mount(self) -> None:
        """Begin."""
        self.action_again()

    def on_unmount(self) -> None:
        """End what is under way."""
        if self._search is not None:
            self._search.end()

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
        pane = self.query_one("#rehearsal-pane")
        pane.scroll_relative(y=by * max(1, pane.size.height - 2), animate=False)

    @work(thread=True, group="rehearsal")
    def _play(self, game: Game, seats: Seats, seed: int) -> None:
        worker = get_current_worker()

        def progress(done: int, _of: int) -> None:
            if worker.is_cancelled or not self.is_attached:
                raise Ended
            self.post_message(self.Played(seed, done))

        try:
            found = self._rehearsed(game, seats, seed, progress)
        except BrokenOff as error:
            self.post_message(self.Found(seed, None, _("It broke off ({reason}).").format(reason=error)))
        except Ended:
            pass
        else:
            self.post_message(self.Found(seed, found))

    def _rehearsed(self, game: Game, seats: Seats, seed: int, progress: Callable[[int, int], None]) -> Rehearsal:
        """Return what comes of it, from another process where one can be had."""
        from engine.table.shelving import source_of

        dice = dice_of(seed)
        self._search = Search(past_of(game, source_of(game.scenario), seats, REHEARSAL, dice))
        try:
            (found,) = self._search.found(progress)
        except NoProcess:
            (found,) = SEARCHES[REHEARSAL](forks_of(game, seats, dice), progress=progress)
        assert isinstance(found, Rehearsal)
        return found

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
        return lines(*_told(self._found, self.control.session.scenario, self._seed, width))


def seats_of(session: Session) -> Seats:
    """Return who plays the rest: each seat its doctrine, people's and empty seats their usual one."""
    from engine.bots.roster import RANDOM
    from engine.table.seats import Randomly, Scripted, named

    found = []
    for role in session.game.roles:
        sitter = session.sitter(role)
        it = sitter if isinstance(sitter, (Scripted, Randomly)) else named(session.scenario, role, Scripted())
        name, traits = (it.doctrine, dict(it.traits)) if isinstance(it, Scripted) else (RANDOM, {})
        found.append((role, name, traits))
    return tuple(found)


def _told(it: Rehearsal, scenario: Scenario, seed: int, width: int) -> Iterator[Content]:
    head = _("EXERCISE  {games} games from event {number}, dice {seed}").format(
        games=it.games, number=it.number, seed=seed
    )
    yield content(head, "bold")
    first, last = it.turns
    ended = _("They ended in turn {first}.") if first == last else _("They ended in turns {first} to {last}.")
    yield content(ended.format(first=first, last=last))
    yield content(
        _("Scripted seats, fresh dice in each: it tells what scripted seats would do, not what will happen."), "dim"
    )
    yield content("")
    yield content(f"{fitted(_('Ending'), _TITLE)} {_('games   share')}", "bold")
    for share in it.endings:
        title = plain(scenario.endings.get(share.ending, share.ending) or _("none"), 80)
        low, high = 100 * (share.share.low or 0), 100 * (share.share.high or 0)
        yield content(f"{fitted(title, _TITLE)} {share.games:>5}   {low:.0f}-{high:.0f} %")
    yield content(_("share: of many more such games, right in 19 of 20 rehearsals"), "dim")
    yield content("")
    heads = (_("now"), _("least"), _("low"), _("middle"), _("high"), _("most"))
    name = max(12, min(_TITLE, width - len(heads) * _VALUE))
    yield content(fitted(_("Number"), name) + "".join(f"{head:>{_VALUE}}" for head in heads), "bold")
    for gauge in (it for it in it.gauges if not it.now == it.least == it.most):
        values = (gauge.now, gauge.least, gauge.low, gauge.middle, gauge.high, gauge.most)
        yield content(fitted(plain(gauge.title, 60), name) + "".join(f"{value:>{_VALUE}.4g}" for value in values))
    yield content(_("low and high: eight of ten games lie between them; numbers that never moved are left out"), "dim")
