"""Phases compiled: who acts, in which order, when, and what happens by itself."""

from __future__ import annotations

from ..language import spec
from ..language.meaning import Bool, Mem
from ..language.resolve import Scope
from ..language.shapes import Written
from . import rule_codes as codes
from .making import Making, titled
from .orders import Compiler
from .ruleset import Phase
from .source import Python
from .words import DEAL


def phase(making: Making, compiler: Compiler, written: spec.Phase, index: int, procedure: str = "") -> Phase:
    """Return a phase of the turn, or of a procedure; what is wrong with it is noted."""
    mode = written.mode or ("sealed" if written.by is not None else "automatic")
    offers = _offered(making, written)
    names = _questions(making, written, mode) | _effects(making, written)
    if mode != "automatic":
        offered = [making.orders[id] for id in offers if id in making.orders]
        names["legal"] = compiler.offering(written.id, offered)
    least, most = written.orders or ((0, None) if mode == "open" else (0, 1))
    return Phase(
        id=written.id,
        title=titled(written),
        text=written.text,
        index=index,
        mode=mode,
        offers=offers,
        least=least,
        most=most,
        repeat=written.repeat,
        minutes=written.minutes,
        agenda=written.agenda,
        deals=_deals(making, written, mode),
        procedure=procedure,
        place=making.world.sources.place(written.mark),
        cause=making.cause("turn", written),
        names=names,
    )


def _questions(making: Making, written: spec.Phase, mode: str) -> dict[str, str]:
    """Define who acts, whether the phase is played, and how pledges are solved."""
    names: dict[str, str] = {}
    table = making.table()
    if written.by is not None and mode != "automatic":
        names |= _actors(making, written, written.by, table)
    elif mode != "automatic":
        message = f"{written.id} needs `by`: nobody acts in it"
        making.world.report(written.mark, codes.NOBODY_ACTS, message, length=len(written.id))
    elif written.offers:
        message = f"nobody acts in {written.id}, so nobody is offered anything"
        hint = "leave out `mode: automatic`" if written.mode else "by: all"
        making.world.report(written.fields.get("offers", written.mark), codes.NOBODY_ACTS, message, hint=hint)
    tree = table.flag(written.when) if written.when is not None else None
    if tree is not None:
        names["when"] = making.question(f"pw_{written.id}", making.python(tree))
    if written.solve is not None:
        names |= _solve(making, written.id, written.solve, table)
    return names


def _effects(making: Making, written: spec.Phase) -> dict[str, str]:
    names = {}
    for key, items in (("does", written.does), ("after", written.after)):
        if items:
            stem = f"p_{key}_{written.id}"
            names[key], _ = making.effects(stem, "s,m,run", items, "turn", written.id, making.scope())
    return names


def _actors(making: Making, written: spec.Phase, by: Written, table: Scope) -> dict[str, str]:
    """Define who acts in a phase, in which order."""
    bound = table.selection(by)
    if bound is None:
        return {}
    if not isinstance(bound.type, Mem) or bound.type.root != "role" or bound.type.nullable:
        making.world.blame(by, codes.NOT_ROLES, "roles act in a phase: a selection of roles was expected")
        return {}
    members = bound.domain.members
    if members is not None and bound.condition is None and written.order_by is None:
        return {"by": making.question(f"pb_{written.id}", making.module.constant(members))}
    python, name = making.python, f"p_{bound.name or 'r'}"
    wanted = f" if {python(bound.condition)}" if bound.condition is not None else ""
    found = f"[{name} for {name} in {python.collection(bound.domain)}{wanted}]"
    if written.order_by is None:
        return {"by": making.question(f"pb_{written.id}", f"tuple({found})")}
    tree = table.bind(me=Mem("role", bound.type.members)).number(written.order_by)
    if tree is None:
        return {}
    return {"by": making.question(f"pb_{written.id}", f"tuple(sorted({found},key=lambda me:{python(tree)}))")}


def _solve(making: Making, id: str, written: Written, table: Scope) -> dict[str, str]:
    tree = table.bind(greatest=Bool(), least=Bool()).any(written)
    if tree is None:
        return {}
    if not isinstance(tree.type, Bool):
        message = "greatest, least, or a formula that gives one of them"
        making.world.blame(written, codes.NO_SOLUTION, message)
        return {}
    words = Python(making.module, {"greatest": "True", "least": "False"})
    return {"solve": making.question(f"ps_{id}", words(tree))}


def _deals(making: Making, written: spec.Phase, mode: str) -> bool:
    """Return whether deals are made in a phase; a problem where nobody could answer an offer."""
    if DEAL not in written.offers or not making.written.terms:
        return False
    if mode not in ("open", "sequential"):
        mark = written.fields.get(f"offers.{written.offers.index(DEAL)}", written.mark)
        message = "deals are made where an offer can be answered: in an open phase, or a sequential one"
        making.world.report(mark, codes.NO_DEALS, message, hint="mode: open", length=len(DEAL))
    return True


def _offered(making: Making, written: spec.Phase) -> tuple[str, ...]:
    """Return the orders of the kinds a phase offers, in order of resolution."""
    found: dict[str, None] = {}
    orders = making.written.orders
    for n, offer in enumerate(written.offers):
        if offer == DEAL and making.written.terms:
            continue
        matching = [order.id for order in orders if (order.kind or order.id) == offer]
        matching = matching or [order.id for order in orders if order.id == offer]
        if not matching:
            known = tuple(
                sorted({order.kind or order.id for order in orders} | ({DEAL} if making.written.terms else set()))
            )
            mark = written.fields.get(f"offers.{n}", written.fields.get("offers", written.mark))
            making.world.unknown(mark, codes.UNKNOWN, f"no order is of the kind {offer!r}", offer, known)
        found.update(dict.fromkeys(matching))
    return tuple(found)
