"""Who plays: doctrines made for roles, seats taken by them, and the orders that stand without a player."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..language import spec
from ..language.evaluate import evaluate
from ..language.formula import parse_text
from ..language.meaning import Mem, Num, Type
from ..language.nodes import Name
from ..language.resolve import Reader, Scope
from ..language.shapes import Written
from ..language.world import World
from . import bargains, doctrines
from . import rule_codes as codes
from .forms import Recipe, settle
from .injects import asking
from .making import Making, fixed
from .orders import Compiler
from .ruleset import Doctrine, Order, Standing
from .run import rounded

Parameters = Mapping[str, Mapping[str, Type]]


def parameters_of(making: Making, compiler: Compiler) -> tuple[Parameters, Parameters]:
    """Return what each order and each condition takes, by name; problems were noted where they were compiled."""
    world = making.world
    everybody = frozenset(world.everything("role"))

    def taken(choose: Mapping[str, Written], roles: frozenset[int]) -> dict[str, Type]:
        form = settle(compiler.scope(roles, Reader("rules")), choose)
        return {} if form is None else {n: b.type for n, b in zip(form.names, form.bounds, strict=True)}

    with world.quietly():
        orders = {
            order.id: taken(order.choose, making.orders[order.id].may)
            for order in making.written.orders
            if order.id in making.orders
        }
        conditions = {it.id: taken(it.choose, everybody) for it in making.written.conditions}
    return orders, conditions


def doctrines_of(
    making: Making, recipes: Mapping[str, Recipe], orders: Parameters, conditions: Parameters
) -> dict[str, Doctrine]:
    """Return the doctrines."""
    events = asking(making.written)
    known = tuple(it.id for it in making.written.motions)
    told = {order.id: _told(order, making.orders[order.id]) for order in making.written.orders if order.id in orders}
    compiler = doctrines.Compiler(
        making.module, making.measures, orders, conditions, events, known, making.terms, told, recipes
    )
    found = {it.id: compiler.doctrine(it) for it in making.written.doctrines}
    return {id: it for id, it in found.items() if it is not None}


def _told(written: spec.Order, order: Order) -> frozenset[str] | None:
    """Return the parameters that all are told with an order, None when they are not told of it at all."""
    if order.secret:
        return None
    if order.title_reads_state or written.title is None:
        return frozenset()
    return frozenset(piece.id for piece in parse_text(written.title.text) if isinstance(piece, Name))


def seats(making: Making) -> dict[str, tuple[str, dict[str, float]]]:
    """Return the doctrines that a scenario seats, with the traits that it sets."""
    found: dict[str, tuple[str, dict[str, float]]] = {}
    for role, seat in making.written.seats.items():
        id, given = (seat, {}) if isinstance(seat, str) else seat
        mark = making.written.fields.get(f"seats.{role}", making.written.mark)
        doctrine = _fitting(making, role, id, mark)
        if doctrine is not None:
            found[role] = (id, _traits(making.world, doctrine, given))
    return found


def usual(making: Making) -> dict[str, str]:
    """Return the doctrines that play roles when nobody says otherwise."""
    return {
        role.id: role.usual
        for role in making.written.roles
        if role.usual and _fitting(making, role.id, role.usual, role.fields.get("usual", role.mark)) is not None
    }


def _fitting(making: Making, role: str, id: str, mark: int) -> spec.Doctrine | None:
    """Return a doctrine that is for a role; a problem when there is none."""
    world = making.world
    if world.positions.get(role, ("", 0))[0] != "role":
        at, known = making.written.fields.get(f"seats.{role}:", mark), tuple(it.id for it in world.roots["role"])
        world.unknown(at, codes.UNKNOWN, f"no role is called {role!r}", role, known)
        return None
    found = next((it for it in making.written.doctrines if it.id == id), None)
    if found is None:
        known = tuple(it.id for it in making.written.doctrines)
        world.unknown(mark, codes.UNKNOWN, f"no doctrine is called {id!r}", id, known)
        return None
    with world.quietly():  # its problems were noted with the doctrine
        bound = Scope(world, {}).selection(found.for_)
    if bound is not None and isinstance(bound.type, Mem) and world.positions[role][1] not in bound.type.members:
        world.report(mark, codes.NOT_FOR, f"{id} is not for {role}", length=len(id))
        return None
    return found


def _traits(world: World, doctrine: spec.Doctrine, given: Mapping[str, Written]) -> dict[str, float]:
    found = {}
    for name, text in given.items():
        if name not in doctrine.traits:
            hint = world.suggest(name, tuple(doctrine.traits)) or "it has " + (", ".join(doctrine.traits) or "none")
            world.blame(text, codes.PARAMETER, f"{doctrine.id} has no trait {name!r}", hint)
            continue
        tree = fixed(world, text, Scope(world, {}).number(text))
        if tree is not None:
            found[name] = float(evaluate(tree, world, {}))
    return found


def standing(making: Making, parameters: Parameters) -> dict[str, Standing]:
    """Return the orders that roles give when their players give none."""
    found, known = {}, tuple(it.id for it in making.written.motions)
    for role in making.written.roles:
        if role.standing is None:
            continue
        id, given, why = bargains.inner(known, role.standing.order, role.standing.with_)
        order = making.orders.get(id)
        if why:
            about = role.standing.with_.get("motion", Written("")).text
            making.world.unknown(role.standing.mark, codes.UNKNOWN, why, about, length=1)
            continue
        if order is None:
            message, orders = f"no order is called {id!r}", tuple(making.orders)
            making.world.unknown(role.standing.mark, codes.UNKNOWN, message, id, orders)
            continue
        written = attrs.evolve(role.standing, with_=_by_number(order, given))
        values = _values(making.world, written, order, parameters[id])
        if values is not None:
            found[role.id] = Standing(order=order.id, parameters=values)
    return found


def _by_number(order: Order, given: Mapping[str, Written]) -> dict[str, Written]:
    """Return parameters with words in their numbers' place, where a number is written as a word."""
    named = {it.name: it.named for it in order.parameters if it.named}
    return {
        name: attrs.evolve(text, text=str(named[name].index(text.text))) if text.text in named.get(name, ()) else text
        for name, text in given.items()
    }


def _values(world: World, written: spec.Standing, order: Order, takes: Mapping[str, Type]) -> tuple[int, ...] | None:
    """Return the parameters of a standing order, or None after a problem."""
    for name, text in written.with_.items():
        if name not in takes:
            hint = world.suggest(name, tuple(takes)) or "it has " + (", ".join(takes) or "none")
            world.blame(text, codes.PARAMETER, f"{order.id} has no parameter {name!r}", hint)
            return None
    found = []
    for name, type in takes.items():
        if name not in written.with_:
            world.report(written.mark, codes.PARAMETER, f"{order.id} needs {name!r}")
            return None
        text = written.with_[name]
        tree = fixed(world, text, Scope(world, {}).of_type(text, type))
        if tree is None:
            return None
        found.append(rounded(evaluate(tree, world, {})))
        if isinstance(type, Num) and not type.least <= found[-1] <= type.most:
            world.blame(text, codes.WRONG_TYPE, f"{type.least:g}..{type.most:g} was expected, this is {found[-1]}")
            return None
    return tuple(found)
