"""One person at the keyboard: what this seat was told, and what a line does for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from engine.speech import _

from ..cards import Card, card_of
from ..changes import Report, told_to
from ..gauges import moves
from ..scene import Scene, asked_of, scene_of
from ..shown import marked, plain
from .onlooker import OF_A_ROLE, Onlooker
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.table.remarks import Remark
    from engine.table.session import Seat

    from ..room import Room
    from .lines import Lines


class HandedOver(Exception):
    """Somebody else is to have the keyboard."""


@attrs.define(kw_only=True, eq=False)
class Place(Onlooker):
    """A seat with its newest scene."""

    scene: Scene
    read: int = 0  # the number of the last news that was told
    met: bool = False  # whether the role card was shown
    report: Report | None = None  # of what changed last
    moment: tuple[int, str] = (0, "")  # the turn and phase that were told

    @property
    def role(self) -> str:
        """The id of the role."""
        return self.vantage.role

    @property
    def title(self) -> str:
        """The role's name."""
        return self.room.titles[self.role]

    @property
    def seat(self) -> Seat:
        """The seat at the session."""
        return self.room.session.seat(self.role)

    @property
    def words(self) -> Words[Any]:
        """What may be typed at a seat."""
        return AT_SEAT

    @property
    def remarks(self) -> Sequence[Remark]:
        """What opponents say publicly of their orders."""
        return self.scene.remarks

    @property
    def changed(self) -> Sequence[tuple[str, str]]:
        """The numbers that changed last."""
        return self.report.numbers if self.report else ()

    def named(self) -> Iterator[str]:
        """Yield orders too, each with what to type for it."""
        for number, it in enumerate(self.scene.open, 1):
            yield _("Order {number}: {title}").format(number=number, title=it.title)
        for it in self.scene.closed:
            yield _("Closed order: {title} ({reason})").format(title=it.title, reason=it.reason)
        yield from super().named()

    def look(self) -> None:
        """Take in the newest scene, and tell what changed unless it belongs to another moment."""
        self.scene = scene_of(self.seat)
        self.view, self.history = self.scene.view, self.scene.history
        self.moved = moves((change.before, change.after) for change in self.scene.changes)
        same = (self.view.turn, self.view.phase) == self.moment and not self.view.over
        if same and self._is_news:
            self.tell_changes()

    def sit(self) -> None:
        """Take the keyboard: what was shown before is told anew."""
        self.moment = (0, "")
        self.look()

    @property
    def _is_news(self) -> bool:
        news = self.vantage.told(it for it in self.view.news if it.number > self.read)
        return bool(self.scene.changes or news)

    def tell_changes(self) -> None:
        """Tell in short what changed and was reported since this seat last looked."""
        if not self._is_news:
            return
        self.report = told_to(self.scene, self.read, self.vantage, self.room.scenario.aims)
        self.mark, self.read = self.read, self.view.news[-1].number if self.view.news else 0
        self.lines.say(_("What changed, as far as you know:"))
        self.lines.say(self.report.short.plain)
        if self.report.whole.plain != self.report.short.plain:
            self.lines.say(_("c tells all of it."))

    @property
    def card(self) -> Card:
        """The role card."""
        return card_of(self.room.text_of(self.role), self.scene)

    @property
    def heading(self) -> str:
        """Where the game stands, for whom, and what is asked."""
        view = self.view
        turn = _("Turn {turn} of {turns}").format(turn=view.turn, turns=view.turns)
        phase = plain(view.phase_title or view.phase, 60)
        parts = (turn, plain(view.date, 40), phase, self.title, asked_of(self.scene))
        return _("EXERCISE: {parts}.").format(parts=", ".join(part for part in parts if part))


AT_SEAT: Words[Place] = Words(OF_A_ROLE)
"""What may be typed at a seat."""


def place_of(room: Room, role: str, lines: Lines) -> Place:
    """Return a person's place; nothing was told there yet."""
    scene = scene_of(room.session.seat(role))
    return Place(
        room=room, lines=lines, view=scene.view, vantage=room.vantage(role), scene=scene, history=scene.history
    )


@AT_SEAT.command("i", "card", _("card"), _("your role card: who you are, what you want, what you may do"))
def tell_card(who: Place, _rest: str) -> None:
    """Tell the role card."""
    who.lines.say(_("You are {role}.").format(role=who.title))
    who.lines.say(who.card.whole().plain)


@AT_SEAT.command("s", "situation", _("situation"), _("where things stand: the briefing for everybody"))
def tell_situation(who: Place, _rest: str) -> None:
    """Tell the briefing that the scenario's author wrote."""
    who.lines.say(marked(who.room.scenario.briefing).plain or _("This scenario has no briefing for everybody."))


@AT_SEAT.command("c", "changed", _("changed"), _("all that changed last, by what it means to you"))
def tell_all_changes(who: Place, _rest: str) -> None:
    """Tell everything that changed last."""
    if who.report is None:
        who.lines.say(_("Nothing has changed since you began to play."))
    else:
        who.lines.say(who.report.whole.plain)


@AT_SEAT.command("h", "hand", _("hand"), _("hand the keyboard to somebody else, where several play"))
def hand_over(who: Place, _rest: str) -> None:
    """Let somebody else have the keyboard."""
    if len(who.room.people) < 2:
        who.lines.say(_("You play alone: there is nobody to hand over to."))
    else:
        raise HandedOver
