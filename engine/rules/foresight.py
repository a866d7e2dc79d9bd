"""What an order would roll, written out as Python that a seat may be shown the result of.

The body walks an order's effects as `do` does, on a copy of the values, and asks `run` before every
formula whether the seat knows all that it reads; what it does not know is never worked out, only noted
as unknown. It is kept as text and compiled when somebody asks for the odds of that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from ..language import spec
from ..language.meaning import (
    Bool,
    Const,
    Mem,
    Num,
    TrackAt,
    Tree,
    Var,
)
from ..language.resolve import RULES, Scope
from ..language.shapes import Terms, Written
from ..language.verbs import Assignment, Effect
from . import effects
from .knowing import Knowing
from .link import odds_name
from .module import Module
from .run import BANDS
from .source import told
from .words import LEVEL
from .writer import Names

_DICE = (effects.Check, effects.Chance, effects.Roll, effects.Pick)
_NAME = re.compile(r"\s*([a-z][a-z0-9_]*)", re.ASCII)


def rolls(items: Iterable[Effect]) -> bool:
    """Return whether a list of effects rolls dice itself, not by way of events."""
    return any(isinstance(item, _DICE) or rolls(within(item)) for item in items)


def within(item: Effect) -> tuple[Effect, ...]:
    """Return the effects that stand below an effect."""
    lists = (getattr(item, name, ()) for name in ("then", "else_", "do", *BANDS))
    return tuple(inner for items in lists for inner in items)


@attrs.define
class Foresight(Knowing):
    """Writes what a list of effects would roll."""

    events: Mapping[str, spec.Event] = attrs.field(factory=dict)
    hidden: frozenset[str] = frozenset()  # what the seat need not know

    # -- the verbs ---------------------------------------------------------------------------------

    def block(self, items: Iterable[Effect]) -> None:
        """Write a list of effects; names that `let` binds end with it."""
        scope, members = self.scope, self.members
        for item in items:
            self._write(item)
        self.scope, self.members = scope, members

    def _write(self, item: Effect) -> None:
        match item:
            case Assignment():
                self.assign(item.text)
            case effects.Let():
                self._let(item)
            case effects.If():
                self._if(item)
            case effects.For():
                self._for(item)
            case effects.Check():
                self._check(item)
            case effects.Chance():
                self._chance(item)
            case effects.Roll():
                self._roll(item)
            case effects.Pick():
                self._pick(item)
            case effects.Say() | effects.Tell() | effects.Schedule() | effects.Call() | effects.End():
                pass
            case _:
                self._blur(self._written((item,), frozenset()))

    def _let(self, item: effects.Let) -> None:
        for name, written in item.let.items():
            tree = self.scope.any(written)
            if tree is None:
                continue
            self.put(f"k={self.knows(tree)}; p_{name}={self.python(tree)} if k else 0")
            self.put(f"run.bound('.{name}',k)")
            self.scope = self.scope.bind(**{name: tree.type})

    def _if(self, item: effects.If) -> None:
        tree = self.scope.flag(item.if_)
        if tree is None:
            return
        verdict = self.fresh("c")
        self.put(f"{verdict}={self.verdict(tree)}")
        for holds, items in ((True, item.then), (False, item.else_)):
            if items:
                self.open(f"if {verdict} is not {not holds}:")
                self._perhaps(items, self.scope.given(tree, holds=holds), f"{verdict} is None")
                self.close()

    def _perhaps(self, items: tuple[Effect, ...], scope: object, doubt: str) -> None:
        """Write effects that are in doubt when the expression holds."""
        before = self.fresh("q")
        self.put(f"{before}=run.enter({doubt})")
        self.inside(items, scope)  # type: ignore[arg-type]
        self.put(f"run.leave({before})")

    def _for(self, item: effects.For) -> None:
        bound = self.scope.selection(item.for_)
        if bound is None or not bound.name:
            return
        known, found, name = self.fresh("k"), self.fresh("x"), self.python.name(bound.name)
        verdict = self.fresh("c")
        wanted = "True" if bound.condition is None else self.verdict(bound.condition)
        self.put(f"{known}={self.knows(bound.domain)}; run.bound('.{bound.name}',{known})")
        each = f"[({name},{wanted}) for {name} in {self.python.collection(bound.domain)}]"
        self.put(f"{found}={each} if {known} else [(0,None)]")
        scope = self.scope.bind(**{bound.name: bound.type}).given(bound.condition)
        before = self.members
        self.members = (*before, bound.name) if isinstance(bound.type, Mem) else before
        self.open(f"for {name},{verdict} in {found}:")
        self.open(f"if {verdict} is not False:")
        self._perhaps(item.do, scope, f"{verdict} is None")
        self.close()
        self.close()
        self.members = before

    def _check(self, item: effects.Check) -> None:
        trees = self._trees(item.modifier)
        written = [(number, getattr(item, name)) for number, name in enumerate(BANDS) if name in item.fields]
        told = "".join(f"({number},{self.told(items)})," for number, items in written)
        terms = "".join(f"{self._term(name, tree)}," for name, tree in trees)
        self.put(f"run.check({item.check!r},{self._subject()},({terms}),({told}))")
        for _number, items in written:
            self._perhaps(items, self.scope, "True")

    def _chance(self, item: effects.Chance) -> None:
        tree = self.scope.number(item.chance)
        if tree is None:
            return
        told = f"{self.told(item.then)},{self.told(item.else_)}"
        id = item.id or self.entry
        self.put(f"run.chance({id!r},{self._subject()},{self._term('', tree)},{told})")
        self._perhaps(item.then, self.scope, "True")
        self._perhaps(item.else_, self.scope, "True")

    def _roll(self, item: effects.Roll) -> None:
        roll = self.dice(item.roll)
        if roll is None:
            return
        name, count, sides, type = roll
        self.put(f"run.roll({item.id or self.entry!r},{self._subject()},{count},{sides})")
        self.put(f"p_{name}={count}; run.bound('.{name}',False)")
        self.inside(item.do, self.scope.bind(**{name: type}))

    def _pick(self, item: effects.Pick) -> None:
        bound = self.scope.selection(item.pick)
        if bound is None or not bound.name or not isinstance(bound.type, Mem):
            return
        scope = self.scope.bind(**{bound.name: bound.type}).given(bound.condition)
        inner = attrs.evolve(self, scope=scope, given=self.given | {bound.name})
        weights = [scope.number(text) for _name, text in item.weight]
        trees = [tree for tree in (bound.domain, bound.condition, *weights) if tree is not None]
        name, at = self.python.name(bound.name), self.python
        wanted = f" if {at(bound.condition)}" if bound.condition is not None else ""
        weight = "+".join(at(tree) for tree in weights if tree is not None) or "0"
        each = f"({self.module.titles(bound.type.root)}[{name}],{weight})"
        found = f"[{each} for {name} in {at.collection(bound.domain)}{wanted}]"
        id = item.id or self.entry
        self.put(f"run.pick({id!r},{self._subject()},{found} if {inner.knows(*trees)} else None)")
        self.put(f"{name}=0; run.bound('.{bound.name}',False)")
        self._perhaps(item.do, scope, "True")
        self._perhaps(item.else_, self.scope, "True")

    # -- changes -----------------------------------------------------------------------------------

    def assign(self, written: Written) -> None:
        """Write an assignment that is made on the copy when the seat knows it, else blurs the track."""
        found = self.scope.assignment(written)
        if found is None:
            return
        target, _op, value = found
        self.open(f"if run.certain and {self.knows(value, *target.items)}:")
        super().assign(written)
        seers = self.seers(target)
        if seers != self.acting:
            self.put(f"if me not in {self.module.constant(seers)}: run.blur(('{LEVEL}{target.track}',))")
        self.close()
        self.open("else:")
        self._blur({target.track})
        self.close()

    def forget(self, *tracks: str, change: tuple[str, ...] = ()) -> None:
        """Write that all measures are worked out anew."""
        self.put("m.clear()")

    def cause_at(self, mark: int, text: str) -> int:
        """Nothing is logged, so nothing has a cause."""
        return 0

    def _blur(self, tracks: Iterable[str]) -> None:
        names = sorted(tracks)
        if names:
            self.put(f"run.blur({(*names, *(f'{LEVEL}{name}' for name in names))!r})")

    def _written(self, items: Iterable[Effect], seen: frozenset[str]) -> set[str]:
        """Return the tracks that effects may write, with the events that they make happen now."""
        found: set[str] = set()
        for item in items:
            texts = {Assignment: ("text",), effects.Move: ("from_", "to")}.get(type(item), ())
            found |= {_target(getattr(item, name).text) for name in texts}
            found |= self._written(within(item), seen)
            fired = {effects.Fire: "fire", effects.Draw: "draw"}.get(type(item), "")
            name = getattr(item, fired, "")
            for event in self.names.decks.get(name, ()) if fired == "draw" else (name,):
                if event in self.events and event not in seen:
                    found |= self._written(self.events[event].does, seen | {event})
        return found & self.module.world.tracks.keys()

    # -- terms and texts ---------------------------------------------------------------------------

    def _trees(self, terms: Terms) -> list[tuple[str, Tree]]:
        found = [(name, self.scope.number(written)) for name, written in terms]
        return [(name, tree) for name, tree in found if tree is not None]

    def _term(self, name: str, tree: Tree) -> str:
        """Return a term: its name, its value if known, its bounds, and what could be tried for what is hidden."""
        type = tree.type if isinstance(tree.type, Num) else Num(0, 1)
        probes = self.probes(tree)
        places = "".join(f"({it.track!r},{self.python.place(it)})," for it in probes)
        tried = f"({places}) if {self.knows(tree, but=probes)} else ()" if probes else "()"
        label = self.module.world.label(name)
        return f"({label!r},(lambda:{self.python(tree)}),{self.knows(tree)},{type.least!r},{type.most!r},{tried})"

    def _subject(self) -> str:
        """Return the titles of the members that loops are at."""
        names = [name for name in self.members if name != "me" and name not in self.given | self.hidden]
        types = [(name, self.scope.names[name]) for name in names]
        shown = (f"{self.module.titles(t.root)}[{self.python.name(n)}]" for n, t in types if isinstance(t, Mem))
        return f"({''.join(f'{text},' for text in shown)})"

    def told(self, items: Iterable[Effect]) -> str:
        """Return an expression for a tuple of texts: what a list of effects does, in words."""
        return f"({''.join(f'*{text},' for text in self._texts(items))})"

    def _texts(self, items: Iterable[Effect]) -> Iterator[str]:
        for item in items:
            match item:
                case Assignment():
                    yield self._change(item.text)
                case effects.If():
                    tree = self.scope.flag(item.if_)
                    if tree is not None:
                        then, other = self.told(item.then), self.told(item.else_)
                        yield f"run.whether({self.verdict(tree)},(lambda:{then}),(lambda:{other}))"
                case effects.Say():
                    yield f"run.says({self._sentence(item.say)})"
                case effects.Fire():
                    yield f"({self._fired(item)!r},)"
                case effects.Schedule():
                    yield f"run.later({self._event(item.schedule)!r})"
                case effects.Check():
                    yield f"run.rolled({item.check!r})"
                case effects.Call():
                    yield f"({self.names.procedures[item.call]!r},)"
                case effects.End():
                    yield f"run.ends({item.end!r})"
                case effects.Tell() | effects.Let():
                    pass
                case _:
                    yield "run.more()"

    def _fired(self, item: effects.Fire) -> str:
        """Return an event's title, with the numbers that are written for it."""
        trees = [(name, self.scope.any(written)) for name, written in item.with_.items()]
        fixed = [f"{name} {it.value}" for name, it in trees if isinstance(it, Const) and isinstance(it.type, Num)]
        return self._event(item.fire) + (f" ({', '.join(fixed)})" if fixed else "")

    def _event(self, id: str) -> str:
        event = self.events.get(id)
        return (event.title if event is not None else "") or id.replace("_", " ").capitalize()

    def _sentence(self, written: Written) -> str:
        pieces = self.scope.sentence(written) or ()
        texts = [repr(it) if isinstance(it, str) else self._shown(it) for it in pieces]
        return told(texts)

    def _shown(self, tree: Tree) -> str:
        return f"({self.python.show(tree)} if {self.knows(tree)} else '…')"

    def _change(self, written: Written) -> str:
        """Return what an assignment does: the number's title, and by how much or to what."""
        found = self.scope.assignment(written)
        if found is None:
            return "()"
        target, op, value = found
        it = self.module.world.tracks[target.track]
        others = [item for item in target.items if not (isinstance(item, Var) and item.name == "me")]
        members = "".join(f"{self._shown(item)}," for item in others)
        known = self.knows(value)
        if op == "=" and isinstance(target.type, Bool):
            return f"run.flag({it.title!r},({members}),{self.python(value)} if {known} else None)"
        if op == "=":
            return f"run.becomes({it.title!r},({members}),{self._result(target, value)} if {known} else '…')"
        sign = "" if op == "+=" else "-"
        return f"run.moves({it.title!r},({members}),{sign}({self.python(value)}) if {known} else None,{op!r})"

    def _result(self, target: TrackAt, value: Tree) -> str:
        it, text = self.module.world.tracks[target.track], self.python(value)
        if it.levels:
            words = {at: level.title for level in it.levels for at in range(level.least, level.most + 1)}
            return f"{self.module.table(f'W_{target.track}', words)}.get({text},_shown({text}))"
        return self.python.show(value)


def foresight(
    module: Module,
    names: Names,
    events: Mapping[str, spec.Event],
    does: tuple[Effect, ...],
    *,
    id: str,
    scope: Scope,
    acting: frozenset[int],
    given: tuple[str, ...] = (),
    hidden: tuple[str, ...] = (),
) -> str:
    """Return the Python of `odds_ID(s, m, run, me, *given, *hidden)`, which tells what effects would roll.

    `given` was chosen by the seat itself, `hidden` it need not know. "" when nothing is rolled here, or
    something is wrong already.
    """
    if module.world.errors or not rolls(does):
        return ""
    members = tuple(name for name, type in scope.names.items() if isinstance(type, Mem))
    writer = Foresight(
        module,
        names,
        attrs.evolve(scope, reader=RULES),
        "orders",
        id,
        members=members,
        acting=acting,
        given=frozenset(given),
        events=events,
        hidden=frozenset(hidden),
    )
    if hidden:
        writer.put(f"run.blur({tuple(f'.{name}' for name in hidden)!r})")
    writer.block(does)
    taken = "".join(f",p_{name}" for name in (*given, *hidden))
    body = ["L=[].append", *writer.lines]
    return "\n".join([f"def {odds_name(id)}(s,m,run,me{taken}):", *(f" {line}" for line in body), ""])


def _target(text: str) -> str:
    """Return the id of the track that an assignment, or the text of a place, names."""
    found = _NAME.match(text)
    return found[1] if found else ""
