"""Injects compiled: each is an event that happens once, told to some, with the cue that makes it happen.

What control knows of an inject besides (guidance, what is expected, the objective it serves) is kept here as
it was written; no rule reads it, and no seat is shown it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..language import spec
from ..language.formula import FormulaError, parse
from ..language.meaning import Tree
from ..language.nodes import Index, Name, Quantifier, parts
from ..language.shapes import Written
from . import rule_codes as codes
from .happenings import made
from .linked import Reading
from .making import Making, titled
from .resting import readings
from .ruleset import NONE, Event, Inject
from .writer import Writer

MANUAL = "manual"


def as_event(written: spec.Inject) -> spec.Event:
    """Return the event that an inject is."""
    return spec.Event(
        id=written.id,
        mark=written.mark,
        fields=written.fields,
        title=written.title,
        text=_plain(written),
        once=True,
        does=written.does,
        asks=written.asks,
        choices=written.choices,
        default=written.default,
        adjudicate=written.adjudicate,
    )


def asking(written: spec.Ruleset) -> dict[str, spec.Event]:
    """Return what may ask somebody by id: events, and injects as events."""
    events = {event.id: event for event in written.events}
    return events | {it.id: as_event(it) for it in written.injects if it.id not in events}


def _plain(written: spec.Inject) -> str:
    """Return the text, "" when formulas stand in it: those are worked out when it is told."""
    return "" if written.text is None or "{" in written.text.text else written.text.text


def injects(making: Making) -> tuple[dict[str, Inject], dict[str, Event]]:
    """Return the injects, and the events that they are."""
    found: dict[str, Inject] = {}
    events: dict[str, Event] = {}
    for written in making.written.injects:
        one = _One(making, written)
        told = one.told()
        if one.is_new() and told is not None:
            events[written.id] = made(making, as_event(written), "injects", told)
            found[written.id] = one.inject()
    return found, events


class _One:
    """One inject."""

    def __init__(self, making: Making, written: spec.Inject) -> None:
        self.making, self.written = making, written
        self.cause = making.cause("injects", written)

    def is_new(self) -> bool:
        """Return whether no event has its name; a problem when one has."""
        id = self.written.id
        if all(event.id != id for event in self.making.written.events):
            return True
        message = f"{id} is an event already"
        self.making.world.report(self.written.mark, codes.INJECT_TWICE, message, length=len(id))
        return False

    def told(self) -> str | None:
        """Return the line that notes the inject, with those who are told and the text; None after a problem."""
        making, written = self.making, self.written
        writer = Writer(making.module, making.names, making.scope(), "injects", written.id)
        roles = writer.roles(written.to)
        if roles is None:
            return None
        found, readers = roles
        everybody = written.to.text.strip() == "all"
        scope = writer.public() if everybody else writer.privately(readers, written.to)
        text = "''" if written.text is None else writer.sentence(written.text, scope)
        making.question(f"jt_{written.id}", f"tuple({found})")
        return None if text is None else f"run.inject({self.cause},{written.id!r},jt_{written.id}(s,m),{text})"

    def inject(self) -> Inject:
        making, written = self.making, self.written
        names = {"to": f"jt_{written.id}"}
        cue, turn, minute, phase = written.cue, 0, 0, NONE
        reads: tuple[str, ...] = ()
        rests_on: frozenset[Reading] = frozenset()
        if isinstance(cue, spec.Cue):
            turn, minute, phase = cue.turn, cue.minute, self._phase(cue)
        elif cue.text.strip() != MANUAL:
            reads, rests_on = self._trigger(cue, names)
        return Inject(
            id=written.id,
            title=titled(written),
            text=written.text.text if written.text is not None else "",
            guidance=written.guidance,
            expected=written.expected,
            objective=written.objective,
            turn=turn,
            phase=phase,
            minute=minute,
            trigger="" if isinstance(cue, spec.Cue) or not names.get("when") else cue.text,
            reads=reads,
            rests_on=rests_on,
            place=making.world.sources.place(written.mark),
            names=names,
        )

    def _phase(self, cue: spec.Cue) -> int:
        """Return the position of the phase that a cue waits for; a problem when it can never come."""
        world = self.making.world
        if cue.turn > world.turns:
            message, mark = f"there are {world.turns} turns, so turn {cue.turn} never begins", cue.fields.get("turn", 0)
            world.report(mark or cue.mark, codes.CUE_TOO_LATE, message, severity="warning", length=len(str(cue.turn)))
        if not cue.phase:
            return NONE
        if cue.phase in world.phases:
            return world.phases.index(cue.phase)
        mark = cue.fields.get("phase", cue.mark)
        world.unknown(mark, codes.UNKNOWN, f"no phase is called {cue.phase!r}", cue.phase, world.phases)
        return NONE

    def _trigger(self, cue: Written, names: dict[str, str]) -> tuple[tuple[str, ...], frozenset[Reading]]:
        """Define when it fires by itself; return the numbers that this reads, as they are written and as they stand."""
        making, scope = self.making, self.making.scope()
        tree = attrs.evolve(scope, words=(MANUAL,)).flag(cue)
        if tree is None:
            return (), frozenset()
        names["when"] = making.question(f"jw_{self.written.id}", making.python(tree))
        reads = tuple(dict.fromkeys(self._reads(cue.text)))
        trees = [scope.any(Written(text, cue.mark)) for text in reads]
        shown = "".join(f"{self._shown(tree)}," for tree in trees)
        names["now"] = making.question(f"jn_{self.written.id}", f"({shown})")
        return reads, readings(making.world, [tree])

    def _shown(self, tree: Tree | None) -> str:
        return "''" if tree is None else self.making.python.show(tree)

    def _reads(self, text: str) -> Iterator[str]:
        """Yield the pieces of a trigger that are numbers of the game: what control watches."""
        try:
            nodes = [parse(text)]
        except FormulaError:  # said where the trigger was settled
            return
        world = self.making.world
        while nodes:
            node = nodes.pop(0)
            name = node.base.id if isinstance(node, Index) else node.id if isinstance(node, Name) else ""
            if name in world.tracks or name in world.measures or isinstance(node, Quantifier):
                yield text[node.at : node.end]
            else:
                nodes = [*parts(node), *nodes]
