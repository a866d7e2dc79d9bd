"""What control does to the course of a game, alone or beside others in control: deeds as in `deeds.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from engine.language.text import clean
from engine.play.rulings import OVERRIDES
from engine.table.branches import Named, Rewound, Switched
from engine.table.conflicts import Conflict
from engine.table.overruling import Overruled, preview
from engine.table.session import Session
from engine.table.steps import RULINGS, Ruled

from .checks import Broken
from .deeds import Deed, deed, drawn, order_of

if TYPE_CHECKING:
    from .table import Table


@deed(9)
def rule(table: Table) -> Deed:
    """Control does to the course of the game what it may, or may not."""
    game = table.session.game
    act = table.one(sorted(RULINGS))
    argued = [f"{it.number} pro1" for it in game.arguments]
    known = {"judge": argued, "open": ["talks", "round"]}.get(act, [it.id for it in game.injects])
    what = table.one((*known, *known, "1 pro1" if act == "judge" else "nothing"))
    reason = table.one(("", "It is time.", "[b]Now[/b]"))
    step = Ruled(ruling=act, what=what, reason=reason)
    return Deed(say=f"control: {act} {what}", act=lambda it: it.rule(act, what, reason), step=step)


@deed(8)
def overrule(table: Table) -> Deed:
    """Control sets the rules aside for once, after a look at what would come of it."""
    game, role = table.session.game, table.one(table.roles)
    order = order_of(table, role)
    said = f"{role} {table.one(('earn', 'wait', 'nothing')) if order is None else order.text}"
    number, amount = table.one(it.name for it in game.numbers), table.one(("+1", "-2", "set", "x"))
    ruling = table.one((*OVERRIDES, "bend"))
    banded = table.one(("plot success", "public_shame fail", "applause success"))
    what = {"add": f"{number} {amount}", "band": banded, "take": role}.get(ruling, said)
    reason, public = table.one(("", "A misread rule", "[b]Why[/b]")), table.chance.random() < 0.3
    kind = Overruled(ruling=ruling, what=table.one((what, what, what, "nobody")), reason=reason, public=public)

    def act(it: Session) -> None:
        before = it.game.digest
        preview(it.game, kind)
        if it.game.digest != before:
            raise Broken("a look at what would come of it changed the game")
        it.act(kind)

    return Deed(say=f"control overrules: {kind.ruling} {what}", act=act, step=kind)


# Branches.


@deed(5, afterwards=True)
def rewind(table: Table) -> Deed:
    """Control takes the game back to an event, by the same dice or fresh ones."""
    to = table.chance.randint(-1, table.session.past.number + 1)
    reason, name, fresh = (
        table.one(("", "A misread rule", "Again\x07")),
        table.one(("", "What if")),
        table.one((True, False)),
    )

    def act(it: Session) -> None:
        it.branches.preview(to)
        it.branches.rewind(to, reason, name=name, fresh=fresh)

    return Deed(
        say=f"back to {to} of {table.session.past.number}, fresh dice: {fresh}",
        act=act,
        like=lambda step: (
            isinstance(step, Rewound)
            and (step.to, step.reason, step.name, step.seed is not None) == (to, clean(reason).strip(), name, fresh)
        ),
        turns=True,
    )


@deed(4, afterwards=True)
def switch(table: Table) -> Deed:
    """Control goes on with another branch."""
    number = table.chance.randint(1, len(table.promises.courses) + 1)
    step = Switched(branch=number, reason="To compare")
    return Deed(
        say=f"on with branch {number}",
        act=lambda it: it.branches.switch(number, "To compare"),
        step=step,
        turns=True,
    )


@deed(1, afterwards=True)
def rename(table: Table) -> Deed:
    """Control calls a branch otherwise."""
    number, name = table.chance.randint(0, len(table.promises.courses)), table.one(("", "The other one"))
    step = Named(branch=number, name=name)
    return Deed(say=f"branch {number} is {name}", act=lambda it: it.branches.rename(number, name), step=step)


@deed(2, afterwards=True)
def compare(table: Table) -> Deed:
    """Control looks at two branches side by side."""
    one, other = (table.chance.randint(1, len(table.promises.courses)) for _ in range(2))
    return Deed(say=f"{one} beside {other}", act=lambda it: it.branches.compare(one, other), quiet=True, heals=False)


# Several in control.


@deed(6)
def unseen(table: Table) -> Deed:
    """Somebody in control does something, and has not seen what happened last."""
    it, now = drawn(table, but=unseen), table.session.past.seen
    seen = table.chance.randint(max(0, now - 4), now)

    def act(session: Session) -> None:
        try:
            with session.guard.having_seen(seen):
                it.act(session)
        except Conflict:
            if seen == now:
                raise Broken("a conflict with nothing") from None
            raise

    return attrs.evolve(it, say=f"having seen {seen} of {now}: {it.say}", act=act)
