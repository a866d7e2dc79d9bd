"""One moment as control sees it, ready to be drawn: who is awaited, who is done, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

from engine.play.speaking import PASSED, SILENT
from engine.speech import _
from engine.table.injects import injects_of
from engine.table.messages import CONTROL
from engine.table.seats import Absent, Person, Randomly, Scripted, Sitter, Voiced

from ..shown import plain
from ..telling import awaited, not_heard

if TYPE_CHECKING:
    from engine.play.narration import Event
    from engine.play.readings import Argument, Inject, Proposal
    from engine.table.capture import Note
    from engine.table.messages import Message, Request
    from engine.table.session import Session

LAST, READ = 40, 160
"""How many of the newest happenings the dashboard has at hand, and out of how many events."""

Titles: TypeAlias = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Chair:
    """A seat as control sees it.

    awaited: it may act now · silent: people must still act or pass · by_hand: its orders come in as slips
    """

    role: str
    title: str
    who: str
    state: str
    awaited: bool = False
    silent: bool = False
    by_hand: bool = False
    named: bool = False  # `who` is the names of people


class Happening(NamedTuple):
    """An event in words, and whether it is control's act."""

    text: str
    by_control: bool


@attrs.frozen(kw_only=True)
class Picture:
    """Where a game stands, for control."""

    standing: str
    turn: int
    turns: int
    date: str
    phase: str
    mode: str
    chairs: tuple[Chair, ...]
    events: tuple[Happening, ...]
    over: bool = False
    injects: tuple[Inject, ...] = ()
    arguments: tuple[Argument, ...] = ()  # that control should judge
    proposal: Proposal | None = None  # an order whose check control should decide
    styles: Mapping[str, str] = attrs.field(factory=dict)  # order -> how it is adjudicated
    chaired: bool = False  # whether control sits in the chair
    requests: tuple[Request, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    press: str = ""
    seen: int = 0  # the last step of the journal that it shows
    branch: int = 1  # the one that is played

    @property
    def silent(self) -> str:
        """Which seats of people have neither acted nor passed, as the wall says it; "" when all have."""
        names = ", ".join(it.title for it in self.chairs if it.silent)
        return not_heard(names) if names else ""

    @property
    def waits(self) -> int:
        """How many arguments and requests wait for control."""
        return len(self.arguments) + sum(it.state == "open" for it in self.requests)

    @property
    def awaited(self) -> str:
        """Who may act now, those first who were not heard yet; "" when nobody may."""
        names = ", ".join(it.title for it in self.chairs if it.awaited and not it.silent)
        if not (self.silent and names):
            return awaited(names) if names else self.silent
        return _("{silent}; awaited too: {roles}").format(silent=self.silent, roles=names)


def picture_of(session: Session) -> Picture:
    """Return the moment; reads every seat's view, so it is for workers."""
    game = session.game
    view = game.view(game.roles[0])
    log = game.log
    post = session.desk.post
    return Picture(
        standing=plain(session.standing),
        turn=view.turn,
        turns=view.turns,
        date=plain(view.date, 30),
        phase=plain(view.phase_title, 60),
        mode=view.mode,
        chairs=tuple(_chairs(session)),
        events=tuple(_told(session, log[-READ:]))[-LAST:],
        over=game.over,
        injects=injects_of(session),
        arguments=game.arguments,
        proposal=game.proposal,
        styles=game.styles,
        chaired=game.is_chaired,
        requests=post.requests(CONTROL),
        messages=post.messages(CONTROL),
        notes=tuple(session.desk.capture.notes),
        press=post.press,
        seen=session.past.seen,
        branch=session.past.branch.number,
    )


def _chairs(session: Session) -> Iterator[Chair]:
    titles = {role.id: plain(role.title or role.id, 40) for role in session.scenario.roles}
    awaiting, heard = session.game.awaiting, session.game.heard
    for role, title in titles.items():
        sitter = session.sitter(role)
        by_hand = isinstance(sitter, (Person, Voiced))
        awaited, said = role in awaiting, heard.get(role, "")
        yield Chair(
            role=role,
            title=title,
            who=who(sitter),
            state=_state(session, role, said, awaited=awaited),
            awaited=awaited,
            silent=by_hand and said == SILENT,
            by_hand=by_hand,
            named=isinstance(sitter, Person) and bool(sitter.names),
        )


def _told(session: Session, log: tuple[Event, ...]) -> Iterator[Happening]:
    """Yield what the dashboard tells: who passed one after another stands in one line.

    That who said nothing also passed goes without saying.
    """
    before, passed = None, list[str]()
    for it in log:
        if it.kind == "passed" and it.role is not None and not it.by_control:
            if before is None or (before.kind, before.role) != ("defaulted", it.role):
                passed.append(session.scenario.title_of(it.role))
        elif it.kind != "phase":
            yield from _passed(passed)
            passed = []
            yield Happening(plain(it.words, 300), it.by_control)
        before = it
    yield from _passed(passed)


def _passed(titles: Sequence[str]) -> Iterator[Happening]:
    if titles:
        yield Happening(plain(_("Passed: {roles}.").format(roles=", ".join(titles)), 300), by_control=False)


def _state(session: Session, role: str, said: str, *, awaited: bool) -> str:
    view = session.game.view(role)
    given = len(view.given)
    if said == SILENT:
        return _("drafting") if session.draft(role) is not None else _("awaited")
    if awaited and given:
        _least, most = view.choices.left
        if most is None:
            return _("given {given}").format(given=given)
        state = _("sealed {given} of {most}") if view.mode == "sealed" else _("given {given} of {most}")
        return state.format(given=given, most=given + most)
    if given:
        state = _("done, {given} sealed") if view.mode == "sealed" else _("done, {given} given")
        return state.format(given=given)
    return _("passed") if said == PASSED else "-"


def who(sitter: Sitter) -> str:
    """Return who sits in a seat, in words."""
    match sitter:
        case Person(names):
            return plain(", ".join(names)) or _("people")
        case Voiced():
            return _("voiced")
        case Absent():
            return _("absent")
        case Randomly():
            return _("scripted: chance")
        case Scripted(doctrine):
            return _("scripted: {name}").format(name=plain(doctrine, 30))
