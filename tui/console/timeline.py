"""Back in time: every event there was, what going back to it would undo, and the way there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.problems import Refused
from engine.speech import _

from ..screens.page import ask
from ..shown import content, lines, plain
from .control import Control
from .listed import Listed, ListScreen
from .sides import undone_words

if TYPE_CHECKING:
    from engine.play.narration import Event
    from engine.table.rewinding import Undone

MOST_ORDERS = 40
"""Orders that are told of those that would be undone."""


class TimelineScreen(ListScreen):
    """Shows a preview of going back; nothing is undone before a reason and a yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "take", _("Go back"), tooltip=_("Go back to this event, by the same dice")),
        Binding("f", "go_back(True)", _("Fresh dice"), tooltip=_("Go back to this event, by fresh dice")),
        Binding("p", "phase", _("Phase before"), tooltip=_("To the beginning of the phase before")),
        Binding("g", "go", _("Number"), tooltip=_("To the event of a number")),
    ]

    DEFAULT_CSS = """
    TimelineScreen #listed { width: 1fr; }
    TimelineScreen #about-pane { width: 1fr; }
    """

    def __init__(self, control: Control) -> None:
        super().__init__(control)
        self._events: tuple[Event, ...] = ()
        self._drawn: object = None

    def draw(self) -> None:
        """Draw the events of the branch that is played; at first the newest one is under the cursor."""
        past = self.control.session.past
        now = (past.branch.number, past.seen)
        if self.control.busy or now == self._drawn:
            return
        first, self._drawn = self._drawn is None, now
        self._events = self.control.session.game.log
        super().draw()
        if first:
            self.query_one(Listed).highlighted = len(self._events)

    def rows(self) -> Sequence[Content]:
        """Return a line for each event, and one for the start."""
        marks = self.control.session.past.bookmarks
        start = content(_("   0 The start"), "bold")
        return [start, *(_row(it, marks.get(it.number, "")) for it in self._events)]

    def about(self, at: int) -> Content:
        """Return what going back would undo."""
        if self.control.busy:
            return content(_("Something is under way."), "dim")
        try:
            it = self.control.session.branches.preview(at)
        except Refused as refused:
            return content(refused.reason)
        phase = self.control.session.scenario.phases.get(it.phase, "")
        when = _("Event {number}, turn {turn} {phase}") if at else _("Before the first event")
        head = content(when.format(number=at, turn=it.turn, phase=plain(phase, 40)).strip(), "bold")
        return lines(head, *((content(it.event),) if it.event else ()), content(""), *_undone(it))

    def action_take(self) -> None:
        """Go back by the same dice."""
        self.action_go_back(fresh=False)

    def action_go_back(self, fresh: bool) -> None:
        """Ask for a reason, and whether to do it; then go back."""
        if self.control.busy:
            self.say(_("! Something is under way: wait a moment."))
            return
        session, to = self.control.session, self.at
        seen, undone = session.past.seen, session.branches.preview(to)
        dice = _("fresh dice, with a commitment of their own") if fresh else _("the same dice")

        def act(reason: str) -> None:
            with session.guard.having_seen(seen):
                session.branches.rewind(to, reason, fresh=fresh)

        def go(reason: str) -> None:
            if not reason:
                self.say(_("! Say why: the reason stands in the journal."))
                return
            question = _("Go back to event {to}, by {dice}? {undone}").format(
                to=to, dice=dice, undone=undone_words(undone)
            )
            said = _("The game is at event {to} again; what was undone stays as a branch (Esc).").format(to=to)
            ask(self.app, question, _("takes the game back"), lambda: self.want(lambda: act(reason), said))

        title = _("Back to event {to}, by {dice}").format(to=to, dice=dice)
        self.ask_line(
            title, _("{undone} Why? The reason stands in the journal.").format(undone=undone_words(undone)), go
        )

    def action_phase(self) -> None:
        """Put the cursor on the beginning of the phase before."""
        found = [it.number for it in self._events[: max(0, self.at - 1)] if it.kind in ("phase", "opened")]
        self.query_one(Listed).highlighted = found[-1] if found else 0

    def action_go(self) -> None:
        """Ask for a number, and put the cursor there."""

        def go(text: str) -> None:
            if text.isdecimal() and int(text[:9]) <= len(self._events):
                self.query_one(Listed).highlighted = int(text[:9])
            else:
                self.say(_("! There is no event {number}; there are 1 to {last}.").format(number=text, last=last))

        last = len(self._events)
        self.ask_line(_("To an event"), _("Its number, 0 to {last}.").format(last=last), go)


def _row(it: Event, mark: str) -> Content:
    said = f"{it.number:>4} {f'*{plain(mark, 40)}: ' if mark else ''}{plain(it.words, 120)}"
    return content(said, "bold" if mark or it.kind in ("turn", "phase", "opened") else "")


def _undone(it: Undone) -> Iterator[Content]:
    yield content(undone_words(it))
    if it.turns:
        turns = ", ".join(map(str, it.turns))
        yield content(_("Turns that begin anew: {turns}").format(turns=turns))
    if it.orders:
        yield content("")
        yield content(_("Orders"), "bold")
        yield from (content(f"· {order.words}") for order in it.orders[:MOST_ORDERS])
        if len(it.orders) > MOST_ORDERS:
            yield content(_("and {n} more").format(n=len(it.orders) - MOST_ORDERS))
    yield content("")
    rest = _("Nothing is deleted: what is undone stays as a branch. Seats stay as they are. The clock stands still.")
    yield content(rest, "dim")
