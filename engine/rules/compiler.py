"""A checked description becomes compiled rules: names gathered, formulas settled, Python written.

All problems are collected; nothing is made when there is one. What this module makes is data and
Python text; `engine.rules.link` gives it life, so a cached ruleset takes the same road.
"""

from __future__ import annotations

from typing import Any

import attrs

from ..language import spec
from ..language.faults import Enough
from ..language.garbage import few_collections
from ..language.naming import build, turn_length
from ..language.world import World
from ..problems import MOST_SHOWN, Problem, Problems
from . import arguments, bargains, deals, happenings, injects, inventory, judging, outcomes, procedures, seating
from . import rule_codes as codes
from .beginning import Beginning
from .making import Making
from .module import Module
from .orders import Compiler
from .ruleset import Condition, Ruleset, Set
from .writer import Names, weigh

ENGINES_ORDERS = frozenset({"propose", "vote", "offer", "accept", "decline", "choose", "argue", "pass"})
MOST_PARAMETERS = 8


@few_collections()
def compile_spec(written: spec.Ruleset) -> tuple[Ruleset, tuple[Problem, ...]]:
    """Return the compiled rules, not yet linked, and the warnings.

    Raises: Problems: what is wrong, sorted by place, at most 100.
    """
    world, measures = build(written)
    made = None
    if not world.given_up:
        try:
            making = Making(
                deals.with_terms(arguments.with_arguments(bargains.with_orders(written))),
                world,
                measures,
                Module(world),
                Names({}, {}, frozenset()),
            )
            made = _made(making)
        except Enough:
            world.given_up = True
    found = sorted(_distinct([*world.problems, *world.still_named.problems()]), key=lambda problem: problem.place)
    if made is None or world.errors:
        raise Problems([*found[:MOST_SHOWN]])
    return made, tuple(found)


def _distinct(problems: list[Problem]) -> list[Problem]:
    """Return problems without those that say the same of the same place again, in the order found."""
    return list(dict.fromkeys(problems))


def _made(making: Making) -> Ruleset:
    """Return the rules; some parts are missing when there are problems."""
    written, world = making.written, making.world
    takes = {event.id: happenings.takes(making, event) for event in written.events}
    endings_known = frozenset(ending.id for ending in written.endings)
    making.names = Names(takes, written.decks, endings_known, procedures.names_of(written))
    goals = outcomes.goals(making)
    measures = {id: inventory.measure(making, it) for id, it in world.measures.items()}
    compiler = Compiler(making.module, making.names, making.measures, injects.asking(written))
    _orders(making, compiler)
    conditions = _conditions(making, compiler)
    arguments.settle(making)
    motions = bargains.motions(making, compiler)
    terms = deals.terms(making, compiler)
    played = procedures.played(making, compiler)
    brought, brought_events = injects.injects(making)
    events = happenings.events(making) | brought_events
    endings = {ending.id: outcomes.ending(making, ending) for ending in written.endings}
    objectives = {goal.written.id: outcomes.objective(making, goal) for goal in goals}
    funnels = [it for entry in written.funnels if (it := outcomes.funnel(making, entry)) is not None]
    taken = seating.parameters_of(making, compiler)
    beginning = Beginning(world)
    start = beginning.values()
    made = Ruleset(
        **_said(written),
        **_standing(world, written),
        judged=judging.judged(making),
        measures=measures,
        orders=making.orders,
        conditions=conditions,
        motions=motions,
        terms=terms,
        phases=played,
        procedures=procedures.procedures(making),
        events=events,
        injects=brought,
        decks=dict(written.decks),
        endings=endings,
        objectives=objectives,
        funnels={it.id: it for it in funnels},
        doctrines=seating.doctrines_of(making, compiler.recipes, *taken),
        seats=seating.seats(making),
        usual=seating.usual(making),
        standing=seating.standing(making, taken[0]),
        start=start,
        lasting=beginning.lasting(start),
        causes=(),
        tests=written.tests,
        words=dict(written.words),
    )
    _whole(making)
    return _written_out(made, making.module)


def _written_out(made: Ruleset, module: Module) -> Ruleset:
    """Return rules with all that is known once everything was compiled: their Python, its causes, draws and memory."""
    if not module.world.errors:
        weigh(module)
    rests = module.rests()
    return attrs.evolve(
        made,
        source=module.text(rests),
        causes=tuple(module.causes),
        draws=dict(module.draws),
        rests=rests,
        listed=module.listed(),
    )


def _said(written: spec.Ruleset) -> dict[str, Any]:
    """Return what a ruleset says about itself."""
    return {
        "id": written.id,
        "ruleset": written.bottom or written.id,
        "title": written.title or written.id,
        "summary": written.summary,
        "text": written.text,
        "version": written.version,
        "digest": written.digest,
        "begins": written.begins,
        "turn_lasts": turn_length(written),
        "turns": written.turns,
        "picture": written.map.picture if written.map else "",
    }


def _standing(world: World, written: spec.Ruleset) -> dict[str, Any]:
    """Return what stands before anything is played: sets, distances, tracks, dates."""
    return {
        "roots": inventory.members(world),
        "positions": dict(world.positions),
        "sets": {id: Set(id=id, root=it.root, members=it.members) for id, it in world.sets.items()},
        "attributes": {root: inventory.attributes(found) for root, found in world.attributes.items()},
        "distances": {kind: tuple(map(tuple, rows)) for kind, rows in world.distances.items()},
        "links": inventory.links(written),
        "tracks": {id: inventory.track(world, it) for id, it in world.tracks.items()},
        "dates": {id: (turn, written.dates[id]) for id, turn in world.dates.items()},
    }


# -- orders and conditions -------------------------------------------------------------------------


def _orders(making: Making, compiler: Compiler) -> None:
    world = making.world
    conditions = tuple(condition.id for condition in making.written.conditions)
    for position, order in enumerate(making.written.orders):
        if order.id in ENGINES_ORDERS:
            message = f"{order.id!r} is an order of the engine's own"
            world.report(order.mark, codes.ENGINES_OWN, message, length=len(order.id))
            world.spoilt.add(order.id)
            continue
        for n, id in enumerate(order.conditional):
            if id not in conditions:
                mark = order.fields.get(f"conditional.{n}", order.fields.get("conditional", order.mark))
                world.unknown(mark, codes.UNKNOWN, f"no condition is called {id!r}", id, conditions)
        made = compiler.order(order, position) if _is_small(world, order) else None
        if made is None:
            world.spoilt |= {order.id, order.id.rpartition(".")[2]}  # what argues for something has two names
        else:
            making.orders[order.id] = made


def _is_small(world: World, entry: spec.Order | spec.Condition) -> bool:
    """Return whether an order or condition has few enough parameters; a problem when not."""
    if len(entry.choose) <= MOST_PARAMETERS:
        return True
    message = f"{entry.id} has {len(entry.choose)} parameters, at most {MOST_PARAMETERS} are allowed"
    world.report(entry.mark, codes.MANY_PARAMETERS, message, length=len(entry.id))
    return False


def _conditions(making: Making, compiler: Compiler) -> dict[str, Condition]:
    everybody = frozenset(making.world.everything("role"))
    found = {}
    for condition in making.written.conditions:
        uses = [order.may for order in making.orders.values() if condition.id in order.conditional]
        givers = frozenset().union(*uses) if uses else everybody
        made = compiler.condition(condition, givers) if _is_small(making.world, condition) else None
        if made is not None:
            found[condition.id] = made
    return found


# -- the whole -------------------------------------------------------------------------------------


def _whole(making: Making) -> None:
    """Report what a playable ruleset cannot do without."""
    written, world = making.written, making.world
    events = tuple(event.id for event in written.events)
    for deck, drawn in written.decks.items():
        for n, event in enumerate(drawn):
            if event not in events:
                mark = written.fields.get(f"decks.{deck}.{n}", written.fields.get(f"decks.{deck}", written.mark))
                world.unknown(mark, codes.UNKNOWN, f"no event is called {event!r}", event, events)
    if not written.turn:
        hint = "turn: {play: {by: all, offers: […]}}"
        world.report(written.mark, codes.NO_PHASES, "a ruleset needs phases", hint=hint)
    last = [ending for ending in written.endings if ending.at == "end"]
    if not last or last[-1].when is not None:
        message = "the last ending `at: end` has no condition, so that a game always ends"
        mark = last[-1].mark if last else written.mark
        world.report(mark, codes.NO_LAST_ENDING, message, hint="endings: {…, over: {at: end, text: …}}")
