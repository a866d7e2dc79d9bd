"""Procedures compiled: their phases stand behind those of the turn, and none may call for itself again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from ..language import spec
from ..language.naming import every_phase
from ..language.verbs import Effect
from . import effects, phases
from . import rule_codes as codes
from .making import Making, titled
from .orders import Compiler
from .ruleset import Phase, Procedure
from .words import DEAL, VOTE

Calls = tuple[str, str]  # what is made to happen: ("procedure" or "event", its id)


def names_of(written: spec.Ruleset) -> Mapping[str, str]:
    """Return the procedures with their titles, as effects know them."""
    return {each.id: titled(each) for each in written.procedures}


def played(making: Making, compiler: Compiler) -> tuple[Phase, ...]:
    """Return all phases: those of the turn, then those of procedures."""
    written = making.written
    of = {phase.mark: each.id for each in written.procedures for phase in each.phases}
    _distinct(making)
    _circles(making)
    return tuple(
        phases.phase(making, compiler, phase, n, procedure=of.get(phase.mark, ""))
        for n, phase in enumerate(every_phase(written))
    )


def procedures(making: Making) -> dict[str, Procedure]:
    """Return the procedures; one without phases is a problem."""
    found, first = {}, len(making.written.turn)
    for each in making.written.procedures:
        if not each.phases:
            hint = f"{each.id}: {{respond: {{by: all, offers: […]}}}}"
            making.world.report(each.mark, codes.NO_STEPS, f"{each.id} has no phases", hint=hint, length=len(each.id))
        end = first + len(each.phases)
        place = making.world.sources.place(each.mark)
        found[each.id] = Procedure(id=each.id, title=titled(each), text=each.text, first=first, end=end, place=place)
        first = end
    return found


def _distinct(making: Making) -> None:
    """Report phases that bear the name of another: formulas know a phase by its name alone."""
    marks: dict[str, int] = {}
    for phase in every_phase(making.written):
        first = marks.setdefault(phase.id, phase.mark)
        if first != phase.mark:
            message = f"{phase.id!r} is another phase already, at {making.world.sources.place(first)}"
            making.world.report(
                phase.mark, codes.PHASE_TWICE, message, hint="choose another name", length=len(phase.id)
            )


# -- circles -----------------------------------------------------------------------------------------


def _circles(making: Making) -> None:
    """Report procedures that call for themselves, by their phases, the orders offered there, or events."""
    written = making.written
    calls: dict[Calls, set[Calls]] = {("event", it.id): set(_called(_of_event(it), written)) for it in written.events}
    for each in written.procedures:
        calls["procedure", each.id] = set(_called(_of_procedure(each, written), written))
    for each in written.procedures:
        own = ("procedure", each.id)
        if own in _reached(calls, own):
            message = f"{each.id} may call for itself again"
            making.world.report(each.mark, codes.CALL_CIRCLE, message, length=len(each.id))


def _reached(calls: Mapping[Calls, set[Calls]], start: Calls) -> set[Calls]:
    seen: set[Calls] = set()
    edge = calls[start]
    while edge:
        seen |= edge
        edge = {after for each in edge for after in calls.get(each, ())} - seen
    return seen


def _of_event(event: spec.Event) -> Iterator[Effect]:
    yield from event.does
    for choice in event.choices:
        yield from choice.does


def _of_procedure(procedure: spec.Procedure, written: spec.Ruleset) -> Iterator[Effect]:
    """Yield all effects that its phases may have, those of orders that may be given in them too."""
    offered = {offer for phase in procedure.phases for offer in phase.offers}
    for phase in procedure.phases:
        yield from (*phase.does, *phase.after)
    for order in written.orders:
        if order.kind in offered or order.id in offered:
            yield from order.does
    for motion in written.motions if VOTE in offered else ():
        yield from (*motion.on_pass, *motion.on_fail)
    for term in written.terms if DEAL in offered else ():
        yield from term.does


def _called(items: Iterable[Effect], written: spec.Ruleset) -> Iterator[Calls]:
    """Yield what effects make happen before the phase is left, and those below them."""
    for item in items:
        match item:
            case effects.Call():
                yield "procedure", item.call
            case effects.Fire():
                yield "event", item.fire
            case effects.Draw():
                yield from (("event", event) for event in written.decks.get(item.draw, ()))
        yield from _called(_within(item), written)


def _within(item: Effect) -> Iterator[Effect]:
    """Yield the effects that stand right below an effect, in whatever lists it has."""
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if isinstance(value, tuple):
            yield from (inner for inner in value if isinstance(inner, Effect))
