"""Events compiled: what they take, whether they happen, what they do, and what they ask."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

import attrs

from ..language import spec
from ..language.meaning import Mem, Type
from ..language.resolve import TABLE, Scope
from ..language.verbs import Effect
from ..problems import MOST_SHOWN
from . import amounts
from . import rule_codes as codes
from .foresight import foresight
from .making import Making, titled
from .ruleset import Choice, Event, Parameter
from .words import ANSWER

MOST_DEPTH = 32
"""Events that may make each other happen, one inside the other."""


def takes(making: Making, event: spec.Event) -> dict[str, Type]:
    """Return what an event must be given, by name."""
    found: dict[str, Type] = {}
    for name, written in event.takes.items():
        what = making.world.taken(name)
        if what:
            making.world.blame(written, codes.HIDES, f"{name!r} would hide {what}", "choose another name")
        bound = making.scope().selection(written, most=None)
        if bound is None:
            making.world.spoilt.add(name)
        else:
            found[name] = bound.type
    return found


def events(making: Making) -> dict[str, Event]:
    """Return all events; what makes itself happen without end is a problem."""
    fires: dict[str, set[str]] = {}
    found = {
        event.id: _One(making, event, fires.setdefault(event.id, set())).event() for event in making.written.events
    }
    _circles(making, fires)
    return found


def _circles(making: Making, fires: Mapping[str, set[str]]) -> None:
    """Report events that make themselves happen again, or others through too many."""
    marks, left = {event.id: event.mark for event in making.written.events}, set(fires)
    for _attempt in range(MOST_SHOWN):
        try:
            ordered = tuple(TopologicalSorter({id: fires[id] & left for id in marks if id in left}).static_order())
            break
        except CycleError as error:
            for id in sorted(set(error.args[1])):
                message, hint = f"{id} makes itself happen again", "schedule it for a later turn"
                making.world.report(marks[id], codes.EVENT_CIRCLE, message, hint=hint, length=len(id))
                left.discard(id)
    else:
        return
    depth: dict[str, int] = {}
    for id in ordered:
        depth[id] = 1 + max((depth[it] for it in fires[id] & left), default=0)
        if depth[id] == MOST_DEPTH + 1:
            message, hint = f"{id} makes events happen through more than {MOST_DEPTH} others", "let one event do more"
            making.world.report(marks[id], codes.EVENT_DEPTH, message, hint=hint, length=len(id))


def made(making: Making, written: spec.Event, section: str, line: str) -> Event:
    """Return an event that stands in another section, with a line of its own when it happens."""
    return _One(making, written, set(), section, line).event()


class _One:
    """One event; `fires` gathers the events it may fire."""

    def __init__(
        self, making: Making, written: spec.Event, fires: set[str], section: str = "events", line: str = ""
    ) -> None:
        self.making, self.written, self.fires, self.section, self.line = making, written, fires, section, line
        self.takes = making.names.takes.get(written.id, {})
        self.args = "".join(f",p_{name}" for name in self.takes)
        self.given = f"({''.join(f'p_{name},' for name in self.takes)})"
        self.scope = making.scope(self.takes)
        self.cause = making.cause(section, written)

    def event(self) -> Event:
        written, making = self.written, self.making
        choices, names = self._asking()
        ready, scope = self._ready()
        lines = [f"if not ({ready}): return"]
        lines += [f"run.spend({self.cause},{written.id!r})"] if written.once else []
        lines.append(f"run.fired({self.cause},{written.id!r},{self.given})")
        lines += [self.line] if self.line else []
        if written.does:
            lines.append(
                f"{self._effects(f'ed_{written.id}', '', written.does, written.id, scope)}(s,m,run{self.args})"
            )
        lines += [f"run.ask({self.cause},{written.id!r},{self.given})"] if choices else []
        names["fire"] = making.module.define(f"e_{written.id}", f"s,m,run{self.args}", lines)
        return Event(
            id=written.id,
            title=titled(written),
            text=written.text,
            takes=tuple(
                Parameter(name=name, root=type.root if isinstance(type, Mem) else "")
                for name, type in self.takes.items()
            ),
            once=written.once,
            choices=choices,
            default=written.default or (written.choices[-1].id if written.choices else ""),
            place=making.world.sources.place(written.mark),
            cause=self.cause,
            names=names,
        )

    def _effects(self, name: str, me: str, items: tuple[Effect, ...], entry: str, scope: Scope) -> str:
        section, owner = ("choices", f"{ANSWER}.{self.written.id}") if me else (self.section, "")
        made, fires = self.making.effects(name, f"s,m,run{me}{self.args}", items, section, entry, scope, owner)
        self.fires |= fires
        return made

    def _ready(self) -> tuple[str, Scope]:
        """Define whether it may happen and how likely; return that condition, and the scope in which it holds."""
        written, making = self.written, self.making
        when = self.scope.flag(written.when) if written.when is not None else None
        guard = making.python(when) if when is not None else "True"
        making.question(f"w_{written.id}", self._weight())
        ready = f"{guard} and not run.is_spent({written.id!r})" if written.once else guard
        making.module.define(f"q_{written.id}", f"s,m,run{self.args}", [f"return {ready}"])
        return ready, self.scope.given(when)

    def _weight(self) -> str:
        id = self.written.id
        if self.takes and any(id in events for events in self.making.written.decks.values()):
            message = f"{id} stands in a deck, so it can take nothing"
            self.making.world.report(self.written.mark, codes.PARAMETER, message, length=len(id))
            return "1"
        settled = [self.scope.number(text) for _, text in self.written.weight]
        trees = [tree for tree in settled if tree is not None]
        if len(trees) == len(settled):
            amounts.expect(self.making.world, self.written.weight, trees, "a weight")
        return "+".join(map(self.making.python, trees)) or "1"

    def _asking(self) -> tuple[tuple[Choice, ...], dict[str, str]]:
        """Return the choices, and who is asked."""
        written, making = self.written, self.making
        if written.asks is None or not written.choices:
            if (written.asks is None) != (not written.choices):
                message = f"{written.id} needs both `asks` and `choices`"
                making.world.report(written.mark, codes.HALF_ASKED, message, length=len(written.id))
            return (), {}
        everybody = Mem("role", frozenset(making.world.everything("role")), nullable=True)
        asked = self.scope.of_type(written.asks, everybody)
        if asked is None or not isinstance(asked.type, Mem):
            return (), {}
        names = {"asks": making.question(f"ea_{written.id}", making.python(asked), self.args)}
        known = tuple(choice.id for choice in written.choices)
        if written.default and written.default not in known:
            message = f"{written.id} has no choice {written.default!r}"
            mark = written.fields.get("default", written.mark)
            making.world.unknown(mark, codes.UNKNOWN, message, written.default, known)
        me = attrs.evolve(asked.type, nullable=False)
        return tuple(self._choice(choice, me) for choice in written.choices), names

    def _choice(self, choice: spec.Choice, me: Mem) -> Choice:
        making, names, stem = self.making, {}, f"{self.written.id}_OF_{choice.id}"
        seen, scope = "", self.scope.bind(me=me)
        if choice.when is not None:
            tree = attrs.evolve(scope, reader=TABLE).flag(choice.when)
            if tree is not None:
                names["when"] = making.question(f"hw_{stem}", making.python(tree), f",me{self.args}")
        if choice.does:
            entry = f"{self.written.id}.{choice.id}"
            names["does"] = self._effects(f"h_{stem}", ",me", choice.does, entry, scope)
            events = {event.id: event for event in making.written.events}
            seen = foresight(
                making.module,
                making.names,
                events,
                choice.does,
                id=stem,
                scope=scope,
                acting=me.members,
                hidden=tuple(self.takes),
            )
        cause = making.cause("choices", choice)
        return Choice(id=choice.id, title=titled(choice), text=choice.text, cause=cause, foresight=seen, names=names)
