"""The list of injects at the table: those of the rules, and those that control prepares or improvises.

What is fired is an event of the game. What is only prepared is kept here, stays when the game is taken back, and is
told to nobody but control.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

import attrs

from ..language.text import clean
from ..play.game import Game
from ..play.narration import Event
from ..play.own_words import MOST_TEXT, MOST_TITLE
from ..play.readings import Inject
from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from .steps import Ruled, Step, step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .resuming import Past
    from .session import Session

ARMED, HELD, SKIPPED, FIRED = "armed", "held", "skipped", "fired"

ACTS = ("fire", "hold", "skip", "arm")
"""What control does to an inject."""

OWN = "own-"
"""What the ids of control's own injects begin with, where control gives them none."""

MOST = 300
"""Injects that control prepares in a game."""


@step("word")
@attrs.frozen(kw_only=True)
class Worded(Step):
    """Control gave an inject of the rules other words, and readers: all where none is named."""

    inject: str
    text: str
    to: tuple[str, ...] = ()
    reason: str = ""

    @property
    def what(self) -> str:
        """What was ruled on, as in other rulings."""
        return self.inject

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.word_inject(self.inject, self.text, self.to, self.reason)


@step("prepare")
@attrs.frozen(kw_only=True)
class Prepared(Step):
    """Control wrote an inject of its own on the list, or changed it; cue says in words when it means to fire it."""

    stays: ClassVar[bool] = True

    inject: str
    title: str
    text: str
    to: tuple[str, ...] = ()
    status: str = ARMED
    cue: str = ""
    guidance: str = ""
    expected: str = ""
    objective: str = ""

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.prepared[self.inject] = self


@step("improvise")
@attrs.frozen(kw_only=True)
class Improvised(Step):
    """Control brought an inject of its own."""

    inject: str
    title: str
    text: str
    to: tuple[str, ...] = ()
    reason: str = ""

    @property
    def what(self) -> str:
        """What was ruled on, as in other rulings."""
        return self.inject

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.improvise(self.title, self.text, self.to, key=self.inject, reason=self.reason)


def injects_of(session: Session) -> tuple[Inject, ...]:
    """Return every inject of the rules as it stands, then those of control."""
    return injects_at(session.game, session.past)


def injects_at(game: Game, past: Past) -> tuple[Inject, ...]:
    """Return the same of a game that is only read."""
    fired = {it.record.rule for it in game.log if it.kind == "improvised"}
    own = (_reading(it, it.inject in fired, game.roles) for it in past.prepared.values())
    return (*game.injects, *own)


def _reading(it: Prepared, fired: bool, roles: Iterable[str]) -> Inject:
    return Inject(
        id=it.inject,
        title=it.title,
        text=it.text,
        to=it.to or tuple(roles),
        status=FIRED if fired else it.status,
        guidance="\n".join(filter(None, (_("When: {cue}").format(cue=it.cue) if it.cue else "", it.guidance))),
        expected=it.expected,
        objective=it.objective,
        own=True,
    )


def ruling(session: Session, act: str, inject: str, reason: str = "") -> Step:
    """Return the step by which control fires, holds, skips or arms an inject of the rules or of its own.

    Raises: Refused: it has been fired, or is so already.
    """
    assert act in ACTS, act
    mine = session.past.prepared.get(inject)
    if mine is None:
        return Ruled(ruling=act, what=inject, reason=reason)
    _unfired(session, inject)
    if act == "fire":
        return Improvised(inject=inject, title=mine.title, text=mine.text, to=mine.to, reason=reason)
    status = {"hold": HELD, "skip": SKIPPED, "arm": ARMED}[act]
    if status == mine.status:
        raise Refused(_("{inject} is so already.").format(inject=mine.title))
    return attrs.evolve(mine, status=status)


def wording(session: Session, inject: str, text: str, to: Collection[str], reason: str = "") -> Step:
    """Return the step that gives an inject other words and readers; of the rules, or of control's own.

    Raises: Refused: it has been fired, or says nothing.
    """
    mine = session.past.prepared.get(inject)
    if mine is None:
        return Worded(inject=inject, text=text, to=_readers(session, to), reason=reason)
    _unfired(session, inject)
    return attrs.evolve(mine, text=_said(text, MOST_TEXT), to=_readers(session, to))


def prepare(session: Session, title: str, text: str, to: Collection[str] = (), *, inject: str = "") -> Prepared:
    """Return the step that puts an inject of control's own on the list.

    Raises: Refused: it has no title or says nothing, there is no such role, or the list is full.
    """
    known = session.past.prepared
    if len(known) >= MOST and inject not in known:
        raise Refused(_("There are {most} injects of your own already.").format(most=MOST))
    key = clean(inject, most=MOST_TITLE).strip() or next(
        name for k in range(1, MOST + 2) if (name := f"{OWN}{k}") not in known
    )
    said = _said(title, MOST_TITLE)
    return Prepared(inject=key, title=said, text=_said(text, MOST_TEXT), to=_readers(session, to))


def carry_out(session: Session, it: Step) -> None:
    """Do a step that this module made, in the game or beside it.

    Raises: Refused: it cannot be done now, or cannot be written down.
    """
    if isinstance(it, Prepared):
        session.keep(it)
    else:
        session.act(it)


def _unfired(session: Session, inject: str) -> None:
    found = next(it for it in injects_of(session) if it.id == inject)
    if found.status == FIRED:
        raise Refused(_("{inject} has been fired.").format(inject=found.title))


def _readers(session: Session, to: Collection[str]) -> tuple[str, ...]:
    roles = session.game.roles
    for role in to:
        if role not in roles:
            said = _("There is no role {role}; there are {known}.")
            raise Refused(said.format(role=clean(role, most=40), known=", ".join(roles)))
    found = tuple(role for role in roles if role in to)
    return () if len(found) == len(roles) else found


def _said(text: str, most: int) -> str:
    said = clean(text, most=most).strip()
    if not said:
        raise Refused(_("It says nothing."))
    return said
