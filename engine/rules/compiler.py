"""A checked description becomes compiled rules: names gathered, formulas settled, Python written.

All problems are collected; nothing is made when there is one. What this module makes is data and
Python text; `engine.rules.link` gives it life, so a cached ruleset takes the same road.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..language import spec
from ..language.evaluate import evaluate
from ..language.meaning import Bool, Mem, Num, Type
from ..language.naming import build, turn_length
from ..language.resolve import TABLE, Measures, Reader, Scope
from ..language.shapes import Node, Written
from ..language.world import MISSING, IndexOf, MeasureOf, Sight, TrackOf, World
from ..language.world import Attribute as AttributeOf
from ..problems import MOST_SHOWN, Problem, Problems
from . import doctrines, orders
from .beginning import Beginning
from .forms import settle
from .ruleset import (
    Attribute,
    Cause,
    Choice,
    Ending,
    Event,
    Index,
    Level,
    Measure,
    Member,
    Objective,
    Order,
    Parameter,
    Phase,
    Ruleset,
    Set,
    Standing,
    Track,
)
from .source import Module, Python
from .writer import Names, Writer, body

ENGINES_ORDERS = frozenset({"propose", "vote", "offer", "accept", "decline", "choose", "argue", "pass"})


def compile_spec(written: spec.Ruleset) -> tuple[Ruleset, tuple[Problem, ...]]:
    """Return the compiled rules, not yet linked, and the warnings.

    Raises: Problems: everything that is wrong, sorted by place.
    """
    world, measures = build(written)
    made = _Compilation(written, world, measures).rules()
    found = sorted(set(world.problems), key=lambda problem: (problem.place, problem.code))
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        raise Problems(found[: MOST_SHOWN + 1])
    return made, tuple(found)


class _Compilation:
    """One ruleset on its way."""

    def __init__(self, written: spec.Ruleset, world: World, measures: Measures) -> None:
        self.written, self.world, self.measures = written, world, measures
        self.module = Module(world)
        self.takes = {event.id: self._takes(event) for event in written.events}
        self.names = Names(self.takes, written.decks, frozenset(ending.id for ending in written.endings))
        self.fires: dict[str, set[str]] = {}
        self.orders: dict[str, Order] = {}

    def rules(self) -> Ruleset:
        """Return the rules; some parts are missing when there are problems."""
        written, world = self.written, self.world
        measures = {id: self._measure(it) for id, it in world.measures.items()}
        compiler = orders.Compiler(self.module, self.names, self.measures)
        for position, order in enumerate(written.orders):
            self._order(compiler, order, position)
        conditions = self._conditions(compiler)
        phases = tuple(self._phase(compiler, phase, n) for n, phase in enumerate(written.turn))
        events = {event.id: self._event(event) for event in written.events}
        self._circles()
        endings = {ending.id: self._ending(ending) for ending in written.endings}
        objectives = {objective.id: self._objective(objective) for objective in written.objectives}
        beginning = Beginning(world, written)
        start = beginning.values()
        made = Ruleset(
            id=written.id,
            ruleset=written.extends or written.id,
            title=written.title or written.id,
            summary=written.summary,
            text=written.text,
            version=written.version,
            digest=written.digest,
            begins=written.begins,
            turn_lasts=turn_length(written),
            turns=written.turns,
            roots={root: tuple(self._member(root, m) for m in members) for root, members in world.roots.items()},
            positions=dict(world.positions),
            sets={id: Set(id=id, root=it.root, members=it.members) for id, it in world.sets.items()},
            attributes={root: _tables(found) for root, found in world.attributes.items()},
            distances={kind: tuple(map(tuple, rows)) for kind, rows in world.distances.items()},
            links=self._links(),
            picture=written.map.picture if written.map else "",
            tracks={id: self._track(it) for id, it in world.tracks.items()},
            measures=measures,
            orders=self.orders,
            conditions={id: it for id, it in conditions.items() if it is not None},
            phases=phases,
            events=events,
            decks=dict(written.decks),
            endings=endings,
            objectives={id: it for id, it in objectives.items() if it is not None},
            doctrines=self._doctrines(compiler),
            seats=self._seats(),
            usual=self._usual(),
            standing=self._standing(),
            dates={id: (turn, written.dates[id]) for id, turn in world.dates.items()},
            start=start,
            lasting=beginning.lasting(start),
            causes=tuple(self.module.causes),
            tests=written.tests,
        )
        self._shape()
        tracks = [world.tracks[id] for id in sorted(self.module.watched)]
        places = {place for it in tracks for place in range(it.base, it.base + it.size)}
        watched = bytes(place in places for place in range(len(start)))
        return attrs.evolve(made, source=self.module.text(), causes=tuple(self.module.causes), watched=watched)

    # -- what stands ---------------------------------------------------------------------------------

    def _member(self, root: str, member: spec.Member) -> Member:
        position = self.world.positions[member.id][1]
        found = {}
        for name, it in self.world.attributes[root].items():
            value = it.table[position] if position < len(it.table) else None
            if it.kind == "member" and isinstance(value, int):
                value = self.world.roots[it.of][value].id if it.of and value >= 0 else "none"
            elif it.kind == "members" and isinstance(value, tuple):
                value = tuple(self.world.roots[it.of][p].id for p in value)
            if isinstance(value, int | float | str | tuple):
                found[name] = value
        title = self.world.title(root, position)
        return Member(id=member.id, title=title, text=member.text, tags=member.tags, attributes=found)

    def _links(self) -> tuple[tuple[str, str, str, bool], ...]:
        found = []
        for area in self.written.areas:
            for id, node in area.links.items():
                raw = node.value
                kind = str(raw.get("kind", "link")) if isinstance(raw, dict) else str(raw)
                found.append((area.id, id, kind, isinstance(raw, dict) and raw.get("one_way") is True))
        return tuple(found)

    def _track(self, it: TrackOf) -> Track:
        written = it.written
        assert written is not None
        return Track(
            id=it.id,
            title=it.title,
            text=written.text,
            tags=written.tags,
            kind=it.kind,
            root=it.root,
            least=it.least,
            most=it.most,
            indices=tuple(_index(index) for index in it.indices),
            strides=it.strides,
            base=it.base,
            size=it.size,
            levels=tuple(Level(id=v.id, title=v.title, least=v.least, most=v.most) for v in it.levels),
            seen_by=_seen(it.sight),
            public_levels=it.public_levels,
            lasts=written.lasts,
            place=self.world.sources.place(written.mark),
            source=_unpositioned(written.source),
        )

    def _measure(self, it: MeasureOf) -> Measure:
        parameters = "".join(f",p_{index.name}" for index in it.indices)
        python = Python(self.module)
        sum_ = "+".join(python(tree) for _, tree in it.terms)
        lines = [f"return {sum_}"]
        if it.heavy:
            number = list(self.world.measures).index(it.id)
            at = f"({number}{parameters})" if it.indices else str(number)
            lines = [f"k={at}; v=m.get(k)", f"if v is None: v=m[k]={sum_}", "return v"]
        names = {"value": self.module.define(f"M_{it.id}", f"s,m{parameters}", lines)}
        terms = "".join(f"{python(tree)}," for _, tree in it.terms)
        names["terms"] = self.module.define(f"MT_{it.id}", f"s,m{parameters}", [f"return ({terms})"])
        named = tuple(name for name, _ in it.terms if name)
        return Measure(
            id=it.id,
            title=it.title or it.id.replace("_", " ").capitalize(),
            text=it.written.text,
            kind="flag" if isinstance(it.type, Bool) else "member" if isinstance(it.type, Mem) else "number",
            root=it.type.root if isinstance(it.type, Mem) else "",
            indices=tuple(_index(index) for index in it.indices),
            seen_by=_seen(it.sight),
            least=it.type.least if isinstance(it.type, Num) else 0,
            most=it.type.most if isinstance(it.type, Num) else 1,
            whole=it.type.whole if isinstance(it.type, Num) else True,
            term_names=named,
            place=self.world.sources.place(it.written.mark),
            names=names,
        )

    # -- what happens --------------------------------------------------------------------------------

    def _cause(self, section: str, entry: spec.Entry, text: str = "") -> int:
        return self.module.cause(
            Cause(section=section, entry=entry.id, place=self.world.sources.place(entry.mark), text=text)
        )

    def _effects(
        self, name: str, parameters: str, items: Any, section: str, entry: str, scope: Scope
    ) -> tuple[str, set[str]]:
        members = tuple(bound for bound, type in scope.names.items() if isinstance(type, Mem))
        writer = Writer(self.module, self.names, scope, section, entry, members=members)
        return self.module.define(name, parameters, body(writer, items)), writer.fires

    def _order(self, compiler: orders.Compiler, order: spec.Order, position: int) -> None:
        if order.id in ENGINES_ORDERS:
            self.world.report(order.mark, "R010", f"{order.id!r} is an order of the engine's own", length=len(order.id))
            return
        for id in order.conditional:
            if id not in {condition.id for condition in self.written.conditions}:
                hint = self.world.suggest(id, tuple(condition.id for condition in self.written.conditions))
                mark = order.fields.get("conditional", order.mark)
                self.world.report(mark, "R002", f"no condition is called {id!r}", hint=hint)
        made = compiler.order(order, position)
        if made is not None:
            self.orders[order.id] = made

    def _conditions(self, compiler: orders.Compiler) -> dict[str, Any]:
        everybody = frozenset(self.world.everything("role"))
        found = {}
        for condition in self.written.conditions:
            uses = [order.may for order in self.orders.values() if condition.id in order.conditional]
            givers = frozenset().union(*uses) if uses else everybody
            found[condition.id] = compiler.condition(condition, givers)
        return found

    def _phase(self, compiler: orders.Compiler, phase: spec.Phase, n: int) -> Phase:
        world = self.world
        names: dict[str, str] = {}
        place = world.sources.place(phase.mark)
        table = Scope(world, {}, TABLE, self.measures)
        mode = phase.mode or ("sealed" if phase.by is not None else "automatic")
        if phase.by is not None and mode != "automatic":
            names |= self._actors(phase, table)
        elif mode != "automatic":
            world.report(phase.mark, "R011", f"{phase.id} needs `by`: nobody acts in it", length=len(phase.id))
        if phase.when is not None:
            tree = table.flag(phase.when)
            names |= {"when": self._question(f"pw_{phase.id}", Python(self.module)(tree))} if tree is not None else {}
        for key in ("does", "after"):
            items = getattr(phase, key)
            if items:
                scope = Scope(world, {}, measures=self.measures)
                names[key], _ = self._effects(f"p_{key}_{phase.id}", "s,m,run", items, "turn", phase.id, scope)
        if phase.solve is not None:
            names |= self._solve(phase, phase.solve, table)
        offers = self._offered(phase)
        if mode != "automatic":
            names["legal"] = compiler.offering(phase.id, [self.orders[id] for id in offers if id in self.orders])
        least, most = phase.orders or ((0, None) if mode == "open" else (0, 1))
        return Phase(
            id=phase.id,
            title=phase.title or phase.id.replace("_", " ").capitalize(),
            text=phase.text,
            index=n,
            mode=mode,
            offers=offers,
            least=least,
            most=most,
            repeat=phase.repeat,
            minutes=phase.minutes,
            place=place,
            cause=self._cause("turn", phase),
            names=names,
        )

    def _question(self, name: str, expression: str, parameters: str = "") -> str:
        return self.module.define(name, f"s,m{parameters}", [f"return {expression}"])

    def _actors(self, phase: spec.Phase, table: Scope) -> dict[str, str]:
        """Compile who acts in a phase, in which order."""
        assert phase.by is not None
        bound = table.selection(phase.by)
        if bound is None:
            return {}
        if not isinstance(bound.type, Mem) or bound.type.root != "role":
            self.world.blame(phase.by, "R004", "roles act in a phase: a selection of roles was expected")
            return {}
        python, name = Python(self.module), f"p_{bound.name or 'r'}"
        wanted = f" if {python(bound.condition)}" if bound.condition is not None else ""
        found = f"[{name} for {name} in {python.collection(bound.domain)}{wanted}]"
        if phase.order_by is not None:
            tree = table.bind(me=Mem("role", bound.type.members)).number(phase.order_by)
            if tree is None:
                return {}
            return {"by": self._question(f"pb_{phase.id}", f"tuple(sorted({found},key=lambda me:{python(tree)}))")}
        return {"by": self._question(f"pb_{phase.id}", f"tuple({found})")}

    def _solve(self, phase: spec.Phase, written: Written, table: Scope) -> dict[str, str]:
        words = Python(self.module, {"greatest": "True", "least": "False"})
        tree = table.bind(greatest=Bool(), least=Bool()).any(written)
        if tree is None:
            return {}
        if not isinstance(tree.type, Bool):
            self.world.blame(written, "R012", "greatest, least, or a formula that gives one of them")
            return {}
        return {"solve": self._question(f"ps_{phase.id}", words(tree))}

    def _offered(self, phase: spec.Phase) -> tuple[str, ...]:
        """Return the orders of the kinds a phase offers, in order of resolution."""
        found: dict[str, None] = {}
        for n, offer in enumerate(phase.offers):
            matching = [order.id for order in self.written.orders if (order.kind or order.id) == offer]
            matching = matching or [order.id for order in self.written.orders if order.id == offer]
            if not matching:
                known = {order.kind or order.id for order in self.written.orders}
                hint = self.world.suggest(offer, tuple(sorted(known)))
                mark = phase.fields.get(f"offers.{n}", phase.fields.get("offers", phase.mark))
                self.world.report(mark, "R002", f"no order is of the kind {offer!r}", hint=hint, length=len(offer))
            found.update(dict.fromkeys(matching))
        return tuple(found)

    def _takes(self, event: spec.Event) -> dict[str, Type]:
        takes: dict[str, Type] = {}
        for name, written in event.takes.items():
            if name in self.world.marks:
                self.world.blame(written, "F013", f"{name!r} would hide another name", "choose another name")
            bound = Scope(self.world, {}, measures=self.measures).selection(written, most=None)
            if bound is not None:
                takes[name] = bound.type
        return takes

    def _event(self, event: spec.Event) -> Event:
        takes = self.takes[event.id]
        cause, python = self._cause("events", event), Python(self.module)
        args = "".join(f",p_{name}" for name in takes)
        scope = Scope(self.world, takes, measures=self.measures)
        when = scope.flag(event.when) if event.when is not None else None
        guard = python(when) if when is not None else "True"
        weight = self._weight(event, scope)
        self._question(f"w_{event.id}", weight)
        ready = f"{guard} and not run.is_spent({event.id!r})" if event.once else guard
        self.module.define(f"q_{event.id}", f"s,m,run{args}", [f"return {ready}"])
        lines = [f"if not ({ready}): return"]
        lines += [f"run.spend({cause},{event.id!r})"] if event.once else []
        lines.append(f"run.fired({cause},{event.id!r},({''.join(f'p_{name},' for name in takes)}))")
        names = {"fire": f"e_{event.id}"}
        if event.does:
            inner = scope.given(when)
            does, fires = self._effects(f"ed_{event.id}", f"s,m,run{args}", event.does, "events", event.id, inner)
            self.fires[event.id] = fires
            lines.append(f"{does}(s,m,run{args})")
        choices = self._asking(event, scope, args, names)
        if choices:
            lines.append(f"run.ask({cause},{event.id!r},({''.join(f'p_{name},' for name in takes)}))")
        self.module.define(f"e_{event.id}", f"s,m,run{args}", lines)
        return Event(
            id=event.id,
            title=event.title or event.id.replace("_", " ").capitalize(),
            text=event.text,
            takes=tuple(
                Parameter(name=name, root=type.root if isinstance(type, Mem) else "") for name, type in takes.items()
            ),
            once=event.once,
            choices=choices,
            default=event.default or (event.choices[-1].id if event.choices else ""),
            place=self.world.sources.place(event.mark),
            cause=cause,
            names=names,
        )

    def _weight(self, event: spec.Event, scope: Scope) -> str:
        decked = any(event.id in events for events in self.written.decks.values())
        if decked and self.takes[event.id]:
            self.world.report(event.mark, "R003", f"{event.id} stands in a deck, so it can take nothing")
            return "1"
        trees = [scope.number(text) for _, text in event.weight]
        return "+".join(Python(self.module)(tree) for tree in trees if tree is not None) or "1"

    def _asking(self, event: spec.Event, scope: Scope, args: str, names: dict[str, str]) -> tuple[Choice, ...]:
        if event.asks is None or not event.choices:
            if (event.asks is None) != (not event.choices):
                self.world.report(event.mark, "R013", f"{event.id} needs both `asks` and `choices`")
            return ()
        everybody = Mem("role", frozenset(self.world.everything("role")), nullable=True)
        asked = scope.of_type(event.asks, everybody)
        if asked is None or not isinstance(asked.type, Mem):
            return ()
        names["asks"] = self._question(f"ea_{event.id}", Python(self.module)(asked), args)
        if event.default and event.default not in [choice.id for choice in event.choices]:
            hint = self.world.suggest(event.default, tuple(choice.id for choice in event.choices))
            self.world.report(event.fields.get("default", event.mark), "R002", "no such choice", hint=hint)
        me = asked.type
        return tuple(self._choice(event, choice, scope, args, me) for choice in event.choices)

    def _choice(self, event: spec.Event, choice: spec.Choice, scope: Scope, args: str, me: Mem) -> Choice:
        names, stem = {}, f"{event.id}_{choice.id}"
        if choice.when is not None:
            public = attrs.evolve(scope, reader=TABLE)
            tree = public.flag(choice.when)
            if tree is not None:
                names["when"] = self._question(f"hw_{stem}", Python(self.module)(tree), args)
        inner = scope.bind(me=attrs.evolve(me, nullable=False))
        if choice.does:
            names["does"], fires = self._effects(
                f"h_{stem}", f"s,m,run,me{args}", choice.does, "choices", f"{event.id}.{choice.id}", inner
            )
            self.fires.setdefault(event.id, set()).update(fires)
        title = choice.title or choice.id.replace("_", " ").capitalize()
        return Choice(id=choice.id, title=title, text=choice.text, cause=self._cause("choices", choice), names=names)

    def _circles(self) -> None:
        """Report events that make themselves happen without end."""
        for start in self.fires:
            seen, edge = set(), set(self.fires[start])
            while edge:
                seen |= edge
                edge = {after for event in edge for after in self.fires.get(event, ())} - seen
            if start in seen:
                event = next(event for event in self.written.events if event.id == start)
                hint = "schedule it for a later turn"
                self.world.report(
                    event.mark, "R014", f"{start} makes itself happen again", hint=hint, length=len(start)
                )

    # -- how it ends ---------------------------------------------------------------------------------

    def _ending(self, ending: spec.Ending) -> Ending:
        names = {}
        if ending.when is not None:
            tree = Scope(self.world, {}, measures=self.measures).flag(ending.when)
            names = {"when": self._question(f"x_{ending.id}", Python(self.module)(tree))} if tree is not None else {}
        return Ending(
            id=ending.id,
            title=ending.title or ending.id.replace("_", " ").capitalize(),
            text=ending.text,
            at_end=ending.at == "end",
            by_effect_only=not ending.at and ending.when is None,
            names=names,
        )

    def _objective(self, objective: spec.Objective) -> Objective | None:
        world = self.world
        bound = Scope(world, {}).selection(objective.for_)
        if bound is None:
            return None
        if not isinstance(bound.type, Mem) or bound.type.root != "role" or bound.domain.members is None:
            world.blame(objective.for_, "R004", "an objective is for roles, selected by attributes")
            return None
        scope = Scope(world, {"me": Mem("role", bound.type.members)}, Reader("measure"), self.measures, owner="me")
        trees = [scope.number(text) for _, text in objective.is_]
        if any(tree is None for tree in trees):
            return None
        sight = Sight()
        for one in scope.sight:
            sight = sight.also(one)
        total = "+".join(Python(self.module)(tree) for tree in trees if tree is not None)
        return Objective(
            id=objective.id,
            title=objective.title or objective.id.replace("_", " ").capitalize(),
            text=objective.text,
            roles=bound.domain.members,
            sealed=objective.sealed,
            seen_by=_seen(sight),
            names={"worth": self.module.define(f"y_{objective.id}", "s,m,me", [f"return _round({total})"])},
        )

    # -- who plays -----------------------------------------------------------------------------------

    def _doctrines(self, compiler: orders.Compiler) -> dict[str, Any]:
        everybody = frozenset(self.world.everything("role"))

        def taken(choose: Mapping[str, Written], roles: frozenset[int]) -> dict[str, Type]:
            form = settle(compiler.scope(roles, Reader("rules")), choose)
            return {} if form is None else {n: b.type for n, b in zip(form.names, form.bounds, strict=True)}

        before = len(self.world.problems)
        orders_take = {
            order.id: taken(order.choose, self.orders[order.id].may)
            for order in self.written.orders
            if order.id in self.orders
        }
        conditions_take = {it.id: taken(it.choose, everybody) for it in self.written.conditions}
        del self.world.problems[before:]  # noted already where the orders were compiled
        events = {event.id: event for event in self.written.events}
        make = doctrines.Compiler(self.module, self.measures, orders_take, conditions_take, events)
        found = {it.id: make.doctrine(it) for it in self.written.doctrines}
        return {id: it for id, it in found.items() if it is not None}

    def _seats(self) -> dict[str, tuple[str, dict[str, float]]]:
        found: dict[str, tuple[str, dict[str, float]]] = {}
        for role, seat in self.written.seats.items():
            doctrine, given = (seat, {}) if isinstance(seat, str) else seat
            mark = self.written.fields.get(f"seats.{role}", self.written.mark)
            if self._may_play(role, doctrine, mark):
                numbers = {}
                for name, text in given.items():
                    tree = Scope(self.world, {}).number(text)
                    if tree is not None:
                        numbers[name] = float(evaluate(tree, self.world, {}, [0] * self.world.size))
                found[role] = (doctrine, numbers)
        return found

    def _may_play(self, role: str, doctrine: str, mark: int) -> bool:
        """Return whether a doctrine exists and is for a role; a problem when not."""
        world = self.world
        if world.positions.get(role, ("", 0))[0] != "role":
            hint = world.suggest(role, tuple(member.id for member in world.roots["role"]))
            world.report(mark, "R002", f"no role is called {role!r}", hint=hint)
            return False
        written = next((it for it in self.written.doctrines if it.id == doctrine), None)
        if written is None:
            hint = world.suggest(doctrine, tuple(it.id for it in self.written.doctrines))
            world.report(mark, "R002", f"no doctrine is called {doctrine!r}", hint=hint)
            return False
        bound = Scope(world, {}).selection(written.for_)
        if bound is not None and isinstance(bound.type, Mem) and world.positions[role][1] not in bound.type.members:
            world.report(mark, "R015", f"{doctrine} is not for {role}")
            return False
        return True

    def _usual(self) -> dict[str, str]:
        return {
            role.id: role.usual
            for role in self.written.roles
            if role.usual and self._may_play(role.id, role.usual, role.fields.get("usual", role.mark))
        }

    def _standing(self) -> dict[str, Standing]:
        found = {}
        for role in self.written.roles:
            standing = role.standing
            if standing is None:
                continue
            order = self.orders.get(standing.order)
            if order is None:
                hint = self.world.suggest(standing.order, tuple(self.orders))
                self.world.report(standing.mark, "R002", f"no order is called {standing.order!r}", hint=hint)
                continue
            values = []
            for parameter in order.parameters:
                given = standing.with_.get(parameter.name)
                tree = Scope(self.world, {}).any(given) if given is not None else None
                if tree is None:
                    self.world.report(standing.mark, "R003", f"{order.id} needs {parameter.name!r}")
                    break
                values.append(int(evaluate(tree, self.world, {}, [0] * self.world.size)))
            found[role.id] = Standing(order=order.id, parameters=tuple(values))
        return found

    # -- the whole -----------------------------------------------------------------------------------

    def _shape(self) -> None:
        """Report what a playable ruleset cannot do without."""
        written, world = self.written, self.world
        for deck, events in written.decks.items():
            for event in events:
                if event not in self.takes:
                    hint = world.suggest(event, tuple(self.takes))
                    mark = written.fields.get(f"decks.{deck}", written.fields.get("decks", written.mark))
                    world.report(mark, "R002", f"no event is called {event!r}", hint=hint)
        if not written.turn:
            world.report(written.mark, "R016", "a ruleset needs phases", hint="turn: {play: {by: all, offers: […]}}")
        last = [ending for ending in written.endings if ending.at == "end"]
        if not last or last[-1].when is not None:
            hint = "endings: {…, over: {at: end, text: …}}"
            world.report(
                written.mark,
                "R017",
                "the last ending `at: end` has no condition, so that a game always ends",
                hint=hint,
            )


def _tables(found: Mapping[str, AttributeOf]) -> dict[str, Attribute]:
    return {
        name: Attribute(kind=it.kind, of=it.of, table=tuple(None if v is MISSING else v for v in it.table))
        for name, it in found.items()
    }


def _index(index: IndexOf) -> Index:
    return Index(name=index.name, set=index.set, root=index.root, members=index.members)


def _seen(sight: Sight) -> str | frozenset[int]:
    """Return who sees a number as play knows it; owners among some roles count as nobody else."""
    if sight.owner:
        return "owner" if sight.roles is None else "nobody"
    if sight.roles is None:
        return "all"
    return sight.roles or "nobody"


def _unpositioned(node: Node | None) -> Any:
    """Return a raw value without its places."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): bare(item) for key, item in value.items()}
        if isinstance(value, list):
            return [bare(item) for item in value]
        return value

    return None if node is None else bare(node.value)
