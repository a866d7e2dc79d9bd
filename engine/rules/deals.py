"""Terms compiled: what may stand in a deal, who can give it, what it does at once, what it promises.

Inside, a term is an order that no phase offers: its domains, refusals and effects are an order's. Besides, each
part of its conditions that everybody can read is compiled once more, so that somebody else may offer it in its
giver's name without learning what only the giver sees.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import attrs

from ..language import spec
from ..language.meaning import Bool, Bound, Mem, Num, Tree, Type
from ..language.resolve import RULES, TABLE
from ..language.shapes import Written
from ..language.verbs import Effect
from . import rule_codes as codes
from .forms import inside, settle
from .making import Making, titled
from .orders import Compiler
from .ruleset import Order, Term
from .source import Python
from .words import TERM
from .writer import Writer, body

T = TypeVar("T")


def with_terms(written: spec.Ruleset) -> spec.Ruleset:
    """Return the ruleset with an order for each term; `terms` takes them out again."""
    made = tuple(_order(term) for term in written.terms)
    return attrs.evolve(written, orders=(*written.orders, *made)) if made else written


def _order(term: spec.Term) -> spec.Order:
    return spec.Order(
        id=f"{TERM}.{term.id}",
        mark=term.mark,
        fields=term.fields,
        title=Written(titled(term), term.mark),
        by=term.by,
        choose=term.choose,
        when=term.when,
        does=term.does,
    )


def terms(making: Making, compiler: Compiler) -> dict[str, Term]:
    """Return all terms that are sound."""
    found = {}
    for written in making.written.terms:
        order = making.orders.pop(f"{TERM}.{written.id}", None)
        one = None if order is None else _One(making, compiler, written, order)
        made = None if one is None else one.term()
        if one is None or made is None:
            making.world.spoilt.add(written.id)
            continue
        found[written.id] = made
        making.terms[written.id] = one.takes
    return found


class _One:
    """One term; `seen` is the scope of what everybody reads, `me` being its giver."""

    def __init__(self, making: Making, compiler: Compiler, written: spec.Term, order: Order) -> None:
        self.making, self.written, self.order = making, written, order
        self.form = settle(compiler.scope(order.may), written.choose)
        self.seen = compiler.scope(order.may, TABLE)
        self.python = Python(making.module)

    @property
    def takes(self) -> dict[str, Type]:
        """The types of its parameters, by name."""
        assert self.form is not None
        return {name: bound.type for name, bound in zip(self.form.names, self.form.bounds, strict=True)}

    def term(self) -> Term | None:
        written, making, form = self.written, self.making, self.form
        assert form is not None  # its order is sound
        if not self._promises():
            return None
        arguments = form.arguments
        domains = [self._domain(*it) for it in zip(form.names, form.bounds, strict=True)]
        names = {f"seen.{n}": name for n, (name, _line) in enumerate(domains)}
        said = self.seen.sentence(written.text or Written(titled(written), written.mark))
        guards, told = self._guards()
        count = len(written.when)
        lines = [f"if not ({line}): return {count + n}" for n, (_name, line) in enumerate(domains)]
        names["objection"] = making.module.define(
            f"obj_{written.id}", f"s,m,me{arguments}", [*lines, *guards, "return -1"]
        )
        if said is None:
            return None
        line = f"return {self.python.sentence(said)}"
        names["name_of"] = making.module.define(f"tt_{written.id}", f"s,m,me{arguments}", [line])
        promise = self._promise(names)
        for key, items in (("kept", written.on_kept), ("broken", written.on_broken)):
            names[key] = self._effects(key, items)
        if written.promise is not None and not promise:
            return None
        return Term(
            id=written.id,
            title=titled(written),
            text=written.text.text if written.text else "",
            order=self.order,
            told=frozenset({*told, *range(count, count + len(form.names))}),
            lasts=written.lasts,
            within=written.within,
            place=making.world.sources.place(written.mark),
            names=names,
        )

    def _promises(self) -> bool:
        """Return whether what is promised has its time, and what has a time is promised; a problem when not."""
        it = self.written
        timed = bool(it.lasts) + bool(it.within)
        if timed == (it.promise is not None) and (timed or not (it.on_kept or it.on_broken)):
            return True
        message = "a promise has one time: `lasts` or `within` so many turns; on_kept and on_broken follow a promise"
        self.making.world.report(it.mark, codes.PROMISE, message, hint='promise: "…", lasts: 2', length=len(it.id))
        return False

    def _promise(self, names: dict[str, str]) -> bool:
        if self.written.promise is None or self.form is None:
            return False
        tree = self.seen.flag(self.written.promise)
        if tree is not None:
            line = f"return {self.python(tree)}"
            names["promise"] = self.making.module.define(
                f"pr_{self.written.id}", f"s,m,me{self.form.arguments}", [line]
            )
        return tree is not None

    # -- what everybody can read ---------------------------------------------------------------------

    def _domain(self, name: str, own: Bound) -> tuple[str, str]:
        """Return the function that gives a parameter's domain as everybody knows it, and the condition to be in it.

        Where only the giver can read it, it is everything that it could ever be.
        """
        assert self.form is not None
        before = "".join(f",p_{it}" for it in self.form.names[: self.form.names.index(name)])
        written, scope = self.written.choose[name], self.seen
        bound = self._quietly(lambda: scope.selection(written, most=None))
        self.seen = self.seen.bind(**{name: own.type})
        if bound is None:
            everything = _everything(own.type)
            found, held = self.making.module.constant(everything), f"p_{name} in"
            held = f"{held} {self.making.module.constant(frozenset(everything))}"
        else:
            inner = self.python.spelled(**{bound.name: f"p_{name}"}) if bound.name else self.python
            wanted = f" if {inner(bound.condition)}" if bound.condition is not None else ""
            found = inner.collection(bound.domain)
            found = f"[p_{name} for p_{name} in {found}{wanted}]" if wanted else found
            held = inside(self.python, name, bound)
        stem = f"seen_{self.written.id}_{name}"
        return self.making.module.define(stem, f"s,m,me{before}", [f"return {found}"]), held

    def _guards(self) -> tuple[list[str], set[int]]:
        """Return the lines for the conditions that everybody can read, and the numbers of the reasons they can."""
        lines, told = [], set()
        for n, (reason, formula) in enumerate(self.written.when.items()):
            if not reason or self._is_readable(Written(reason, formula.mark)):  # before what it says does not hold
                told.add(n)
            tree = self._readable(formula)
            if tree is not None:
                lines.append(f"if not ({self.python(tree)}): return {n}")
        return lines, told

    def _readable(self, formula: Written) -> Tree | None:
        """Return a condition if everybody can read it."""
        tree = self._quietly(lambda: self.seen.flag(formula))
        self.seen = self.seen.given(tree)
        return tree

    def _is_readable(self, reason: Written) -> bool:
        return self._quietly(lambda: self.seen.sentence(reason)) is not None

    def _quietly(self, settle: Callable[[], T | None]) -> T | None:
        """Return what was settled, None when there is a problem with it; none is noted: its order noted it."""
        world = self.making.world
        before = world.errors
        with world.quietly():
            found = settle()
            return found if world.errors == before else None

    def _effects(self, stem: str, items: tuple[Effect, ...]) -> str:
        assert self.form is not None
        making, id, form = self.making, self.written.id, self.form
        scope = attrs.evolve(form.scope, reader=RULES)
        bound = ("me", *(n for n, b in zip(form.names, form.bounds, strict=True) if isinstance(b.type, Mem)))
        writer = Writer(making.module, making.names, scope, "terms", id, members=bound)
        return making.module.define(f"t{stem}_{id}", f"s,m,run,me{form.arguments}", body(writer, items, f"{TERM}.{id}"))


def _everything(type: object) -> tuple[int, ...]:
    """Return every value of a parameter's type."""
    if isinstance(type, Mem):
        return (*sorted(type.members), *([-1] if type.nullable else []))
    if isinstance(type, Num):
        return tuple(range(int(type.least), int(type.most) + 1))
    assert isinstance(type, Bool), type
    return (0, 1)
