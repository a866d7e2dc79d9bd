"""What people at a table do: a maker for each kind, drawn by chance. A kind is added by one more, and nothing else.

A deed says what it promises where that is not the game's: `step` is the line that it writes first, `then` what is
remembered when that line was written. Whatever is wrong with a deed must be refused.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import attrs

from engine import Order, Refused
from engine.table.clock import Clocked
from engine.table.seats import Absent, Person, Randomly, Scripted, Sitter, Voiced, named
from engine.table.session import Session
from engine.table.slips import Scribe
from engine.table.steps import Defaulted, Drafted, Ordered, Seated, Step, TakenBack

from .checks import NAME, Broken
from .promises import Promises, said

if TYPE_CHECKING:
    from .table import Table


@attrs.frozen(kw_only=True)
class Deed:
    """Something that somebody does; `quiet` when it may write no line.

    like: what its first line is like, where not all of it is known before · heals: whether those act after it whom a
    full disk kept from acting · turns: whether the game may go on from another event than its last
    """

    say: str
    act: Callable[[Session], object]
    step: Step | None = None
    like: Callable[[Step], bool] = lambda _step: False
    then: Callable[[Promises], object] = lambda _promises: None
    quiet: bool = False
    heals: bool = True
    turns: bool = False

    def wrote(self, step: Step) -> bool:
        """Return whether a line may be the first that this deed writes."""
        return self.like(step) if self.step is None else said(step) == said(self.step)


Maker = Callable[["Table"], Deed]

DEEDS: dict[Maker, int] = {}
"""Each kind, and how often it is done beside the others."""

AFTERWARDS: set[Maker] = set()
"""Those that may be done when a game is over."""


def deed(weight: int, *, afterwards: bool = False) -> Callable[[Maker], Maker]:
    """Declare a kind of deed."""

    def declare(maker: Maker) -> Maker:
        DEEDS[maker] = weight
        if afterwards:
            AFTERWARDS.add(maker)
        return maker

    return declare


def drawn(table: Table, *, but: Maker | None = None) -> Deed:
    """Return what is done next, never by one maker; when a game is over, most often what is done then."""
    late = table.session.over and table.chance.random() < 0.6
    kinds = [maker for maker in DEEDS if maker is not but and (maker in AFTERWARDS or not late)]
    (maker,) = table.chance.choices(kinds, [DEEDS[maker] for maker in kinds])
    return maker(table)


NOISE = (
    "",
    "raid",
    "pass",
    "nonsense n=1",
    "promise n=99 to=red",
    "choose event=row choice=hush",
    "save n=0 if hot n=1",
)


def order_of(table: Table, role: str) -> Order | None:
    """Return an order that the role may give now; None when there is none."""
    choices = table.session.seat(role).view.choices
    return choices.sample(table.chance) if role in table.session.game.awaiting else None


def parsed(text: str) -> Order:
    """Return an order with that text, however wrong."""
    try:
        return Order.parse(text)
    except Refused:
        return Order("nothing")


# Orders.


@deed(34)
def give(table: Table) -> Deed:
    """Somebody who is awaited gives a legal order."""
    role = table.one(table.session.waiting_for or table.roles)
    order = order_of(table, role) or parsed(table.one(NOISE))
    return Deed(
        say=f"{role} gives {order.text}",
        act=lambda it: it.seat(role).submit(order),
        step=Ordered(role=role, order=order.text),
    )


@deed(5)
def err(table: Table) -> Deed:
    """Somebody gives what is not theirs to give, or nonsense."""
    role, other = table.one(table.roles), table.one(table.roles)
    order = order_of(table, other) if table.chance.random() < 0.6 else None
    order = order or parsed(table.one(NOISE))
    return Deed(
        say=f"{role} gives, perhaps wrongly, {order.text}",
        act=lambda it: it.submit(role, order),
        step=Ordered(role=role, order=order.text),
    )


@deed(8)
def draft(table: Table) -> Deed:
    """Somebody keeps an order that is not given yet, or forgets it."""
    role = table.one(table.roles)
    kinds = (order_of(table, role), Order("promise", to=table.token()), None)
    order = table.one(kinds)
    text = None if order is None else order.text

    def then(promises: Promises) -> None:
        promises.told.drafts.pop(role, None)
        if text is not None:
            promises.told.drafts[role] = text

    step = Drafted(role=role, order=text)
    return Deed(say=f"{role} drafts {text}", act=lambda it: it.seat(role).save_draft(order), step=step, then=then)


@deed(6)
def take_back(table: Table) -> Deed:
    """Somebody takes back a sealed order, or all, or one that was never given."""
    role = table.one(table.roles)
    order = table.one((None, *table.session.seat(role).view.given, parsed(table.one(NOISE))))
    step = TakenBack(role=role, order="" if order is None else order.text)
    return Deed(say=f"{role} takes back {order}", act=lambda it: it.seat(role).take_back(order), step=step)


@deed(3)
def default(table: Table) -> Deed:
    """Control gives what stands for a role."""
    role = table.one(table.roles)
    return Deed(say=f"{role} is defaulted", act=lambda it: it.default(role), step=Defaulted(role=role))


@deed(4)
def slips(table: Table) -> Deed:
    """A scribe types some slips, one of them perhaps misspelt."""
    lines = [_slip(table, role) for role in table.session.waiting_for[:3]]
    scribe = Scribe(table.scenario.book, lambda role: table.session.game.view(role))
    garbled = [_garbled(table.chance, line) for line in lines]

    def act(it: Session) -> None:
        for line in garbled:
            scribe.completions(line)
            slip = scribe.read(line)
            assert bool(slip.order) != bool(slip.wrong), line
            if slip.order is None:
                raise Refused(slip.wrong)
            it.submit(slip.role, slip.order)

    return Deed(
        say=f"a scribe types {garbled}",
        act=act,
        like=lambda step: isinstance(step, Ordered) and step.by is None,
        quiet=not garbled,
        heals=bool(garbled),
    )


def _slip(table: Table, role: str) -> str:
    order = order_of(table, role) or Order("pass")
    return " ".join([role, order.name, *("none" if value is None else str(value) for value in order.params.values())])


def _garbled(chance: Random, line: str) -> str:
    cut = chance.randrange(len(line))
    return line if chance.random() < 0.7 else line[:cut] + chance.choice(("", "q", " ", "\x1b")) + line[cut + 1 :]


# Who sits where.


@deed(9)
def hand_over(table: Table) -> Deed:
    """A seat changes hands."""
    role = table.one(table.roles)
    people: tuple[Sitter, ...] = (Person(), Person(("Ann", f"[b]{NAME}[/b]")), Voiced(), Person((NAME,)))
    others: tuple[Sitter, ...] = (Absent(), Scripted(), Randomly(), Scripted("nobody knows"))
    sitter = table.one(people if table.chance.random() < 0.7 else others)
    return seating(role, named(table.scenario, role, sitter))


def seating(role: str, sitter: Sitter) -> Deed:
    """Return the deed of somebody's sitting down."""
    return Deed(
        say=f"{role} is handed to {sitter}",
        act=lambda session: session.hand_over(role, sitter),
        step=Seated(role=role, seat=sitter),
        then=lambda promises: promises.seats.update({role: sitter}),
    )


# The clock.


@deed(12)
def turn_clock(table: Table) -> Deed:
    """Control starts the clock, stops it, or gives or takes a minute."""
    hands = ("pause", "add", "add", "start") if table.promises.running else ("start", "start", "start", "add", "pause")
    hand, minutes = table.one(hands), table.one((-1.0, 1.0, 0.5, 2.0, 0.0, 90.0))
    given = minutes if hand == "add" else 0.0

    def then(promises: Promises) -> None:
        promises.running = promises.running if hand == "add" else hand == "start"
        promises.told.added += given

    return Deed(
        say=f"the clock: {hand} {given}",
        act=lambda it: it.desk.turn_clock(hand, given),
        like=lambda step: isinstance(step, Clocked) and (step.hand, step.minutes) == (hand, given),
        then=then,
    )


@deed(13)
def wait(table: Table) -> Deed:
    """Time goes by, and the desk looks at its clock."""
    seconds = table.one((0, 1, 20, 60, 200))
    table.hands.seconds += seconds
    if table.promises.running:
        table.promises.ran += seconds

    def act(it: Session) -> None:
        due = it.desk.clock.running and it.desk.clock.out and bool(it.game.awaiting)
        locked = it.desk.tick()
        assert locked == due, "the desk does not keep time"

    return Deed(say=f"{seconds} seconds go by", act=act, quiet=True)


@deed(1)
def lock(table: Table) -> Deed:
    """Control ends the phase."""
    return Deed(say="the phase is locked", act=lambda it: it.desk.lock())


# Looking.


@deed(3)
def look(table: Table) -> Deed:
    """Somebody asks what changed, and why."""
    role = table.one(table.roles)

    def act(it: Session) -> None:
        seat = it.seat(role)
        seat.since_last()
        assert seat.since_last() == (), "what changed is told twice"
        seat.history()
        seat.remarks()
        for decided in it.scripted_orders()[-2:]:
            told = seat.explain(decided.number)
            assert bool(told) == (decided.role == role), "a seat is told another's reasons"

    return Deed(say=f"{role} looks", act=act, quiet=True, heals=False)


@deed(1)
def intrude(table: Table) -> Deed:
    """Somebody opens a game that is being played."""

    def act(it: Session) -> None:
        assert it.journal is not None
        with suppress(Refused):
            Session.resume(it.journal, table.program)
            raise Broken("two write one journal")

    return Deed(say="somebody else opens the game", act=act, quiet=True, heals=False)
