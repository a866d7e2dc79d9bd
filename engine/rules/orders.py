"""Orders and conditions compiled: domains, one enumerator with its guards hoisted, refusals, costs.

Guards stand where their last parameter is chosen, so that what does not depend on the target is
asked once. Sources: dossier, performance 0 (3) and 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod
from typing import Any

import attrs

from ..language import spec
from ..language.formula import FormulaError, parse_text
from ..language.meaning import (
    Bound,
    Mem,
    Operation,
    TrackAt,
    Tree,
    is_static,
)
from ..language.resolve import TABLE, Measures, Reader, Scope
from ..language.shapes import Written
from ..speech import _
from . import amounts
from . import rule_codes as codes
from .enumerator import Body, enumerator, together
from .foresight import foresight
from .forms import Form, Guard, Payment, Recipe, domains, inside, parameters, payable, settle
from .linked import section_of
from .module import Module
from .monotone import is_monotone
from .resting import read
from .ruleset import Cause, Condition, Limit, Order
from .source import Python
from .writer import Names, Writer, body

MOST_WAYS = 100_000
_GIVES = "what an order gives stands in `does`"


@attrs.define
class Compiler:
    """Compiles the orders and conditions of one ruleset."""

    module: Module
    names: Names
    measures: Measures
    events: Mapping[str, spec.Event] = attrs.field(factory=dict)
    enumerators: dict[str, tuple[str, Body]] = attrs.field(factory=dict)  # order -> who may, and its body
    recipes: dict[str, Recipe] = attrs.field(factory=dict)

    def scope(self, roles: frozenset[int], reader: Reader | None = None, me: str = "me") -> Scope:
        """Return the scope in which `me` is one of some roles."""
        reader = Reader("role", roles) if reader is None else reader
        return Scope(self.module.world, {me: Mem("role", roles)}, reader, self.measures)

    # -- orders ------------------------------------------------------------------------------------

    def order(self, written: spec.Order, position: int) -> Order | None:
        """Return an order compiled, or None when something in it is wrong (noted)."""
        world, module, id = self.module.world, self.module, written.id
        by = Scope(world, {}, TABLE, self.measures).selection(written.by)
        if by is None or not self._gives(by, written.by):
            return None
        assert isinstance(by.type, Mem)
        may = by.type.members
        form = settle(self.scope(may), written.choose)
        if form is None or not self._countable(written, form):
            return None
        open_to_all = form.scope
        guards = [self._guard(form, text, formula) for text, formula in written.when.items()]
        costs = [self._cost(form, *cost, written.fields) for cost in written.cost.items()]
        does = self._does(written, form, plain=False)
        section, entry = section_of(id)
        cause = module.cause(Cause(section=section, entry=entry, place=world.sources.place(written.mark)))
        title = self._title(written, open_to_all)
        limits = self._limits(written, form)
        if title is None or None in guards or None in costs or limits is None:
            return None
        kept = [guard for guard in guards if guard is not None]
        paid = [cost for cost in costs if cost is not None]
        names = {"do": does, **self._functions(id, form, by, kept, paid)}
        names["name_of"] = module.define(f"t_{id}", f"s,m,me{form.arguments}", [f"return {title[0]}"])
        if written.conditional:
            names["pledge"] = self._does(written, form, plain=True)
        for n, name in enumerate(domains(module, f"d_{id}", form)):
            names[f"domains.{n}"] = name
        return Order(
            id=id,
            kind=written.kind or id,
            plain_title=written.title.text if written.title else _spoken(id),
            text=written.text,
            tags=written.tags,
            may=may,
            parameters=parameters(form),
            limits=limits,
            conditional=written.conditional,
            secret=written.secret,
            costly=bool(paid),
            cost_cause=self._cost_cause(written),
            title_reads_state=title[1],
            foresight=self._foresight(written, form, may),
            place=world.sources.place(written.mark),
            cause=cause,
            names=names,
        )

    def _gives(self, by: Bound, written: Written) -> bool:
        if isinstance(by.type, Mem) and by.type.root == "role" and not by.type.nullable:
            return True
        self.module.world.blame(written, codes.NOT_ROLES, "roles give orders: a selection of roles was expected")
        return False

    def _countable(self, written: spec.Order, form: Form) -> bool:
        """Return whether the order has a number of forms that can be looked through; a problem when not."""
        ways = prod(bound.domain.size for bound in form.bounds)
        if ways <= MOST_WAYS:
            return True
        message = f"{written.id} may be given in up to {ways:,} ways, at most {MOST_WAYS:,} are allowed"
        hint = "offer fewer steps: n: 1..10, and multiply in `does`"
        self.module.world.report(written.fields.get("choose", written.mark), codes.MANY_CHOICES, message, hint=hint)
        return False

    def _guard(self, form: Form, text: str, formula: Written) -> Guard | None:
        tree = form.scope.flag(formula)
        if tree is None:
            return None
        before, form.scope = form.scope, form.scope.given(tree)
        parts = tree.items if isinstance(tree, Operation) and tree.op == "and" else (tree,)
        fixed = tuple(part for part in parts if before.given(part).names != before.names)
        reason = Written(text, formula.mark) if text else None
        if reason is not None and _sentence(before, reason) is None:
            return None
        said = _("It needs: {formula}").format(formula=formula.text)
        return Guard([(form.level(part), part) for part in parts], before, reason, said, fixed)

    def _cost(self, form: Form, track: str, terms: Any, marks: dict[str, int]) -> tuple[TrackAt, Any] | None:
        world = self.module.world
        mark = marks.get(f"cost.{track}:", terms[0][1].mark)
        name, it = track.strip(), world.tracks.get(track.strip())
        own = it is not None and len(it.indices) == 1 and it.indices[0].root == "role"
        target = form.scope.any(Written(f"{name}[me]" if own else name, mark))
        trees = [(label, form.scope.number(text)) for label, text in terms]
        if target is None or any(tree is None for _label, tree in trees):
            return None
        if not isinstance(target, TrackAt) or world.tracks[target.track].kind != "number":
            world.report(mark, codes.COST, f"a cost is taken from a track of numbers, {name!r} is none")
            return None
        settled = [(label, tree) for label, tree in trees if tree is not None]
        amounts.expect(world, terms, (tree for _label, tree in settled), "a cost", hint=_GIVES)
        return target, settled

    def _cost_cause(self, written: spec.Order) -> int:
        """Return the number of the cause that what the order costs is, -1 when it costs nothing."""
        if not written.cost:
            return -1
        place = self.module.world.sources.place(written.fields.get("cost", written.mark))
        amounts = (
            f"{track}: {' + '.join(text.text for _label, text in terms)}" for track, terms in written.cost.items()
        )
        entry = section_of(written.id)[1]
        return self.module.cause(Cause(section="cost", entry=entry, place=place, text=", ".join(amounts)))

    def _does(self, written: spec.Order, form: Form, *, plain: bool) -> str:
        members = ("me", *(n for n, b in zip(form.names, form.bounds, strict=True) if isinstance(b.type, Mem)))
        scope = attrs.evolve(form.scope, reader=Reader("rules"))
        section, entry = section_of(written.id)
        full = section == "terms"
        writer = Writer(self.module, self.names, scope, section, entry, members=members, plain=plain, in_full=full)
        name = f"{'a' if plain else 'do'}_{written.id}"
        return self.module.define(name, f"s,m,run,me{form.arguments}", body(writer, written.does, written.id))

    def _foresight(self, written: spec.Order, form: Form, may: frozenset[int]) -> str:
        given = tuple(form.names)
        return foresight(
            self.module, self.names, self.events, written.does, id=written.id, scope=form.scope, acting=may, given=given
        )

    def _title(self, written: spec.Order, scope: Scope) -> tuple[str, bool] | None:
        """Return a title, which is told of orders that may not be given too, and whether it reads what changes."""
        title = written.title or Written(_spoken(written.id))
        pieces = scope.sentence(title)
        if pieces is None:
            return None
        return Python(self.module).sentence(pieces), _reads_state(pieces)

    def _limits(self, written: spec.Order, form: Form) -> tuple[Limit, ...] | None:
        limit = written.limit
        if limit is None:
            return ()
        unknown = [name for name in limit.each if name not in form.names]
        if unknown:
            hint = self.module.world.suggest(unknown[0], tuple(form.names))
            mark = written.fields.get("limit.each", limit.mark)
            self.module.world.report(mark, codes.LIMIT, f"{written.id} has no parameter {unknown[0]!r}", hint=hint)
            return None
        each = tuple(form.names.index(name) for name in limit.each)
        spans = (("phase", limit.per_phase), ("turn", limit.per_turn), ("game", limit.per_game))
        found = tuple(Limit(span=span, times=times, each=each) for span, times in spans if times)
        if not found:
            self.module.world.report(limit.mark, codes.LIMIT, "a limit says how often", hint="limit: {per_turn: 1}")
        return found

    def _functions(
        self, id: str, form: Form, by: Bound, guards: list[Guard], costs: list[tuple[TrackAt, list[tuple[str, Tree]]]]
    ) -> dict[str, str]:
        module, python = self.module, Python(self.module)
        names = {}
        payments = [self._payment(python, form, target, terms) for target, terms in costs]
        asked = python.spelled(**{by.name: "me"})(by.condition) if by.condition is not None else ""
        recipe = self.recipes[id] = Recipe(form, tuple(guards), tuple(payments), asked)
        if asked:
            names["by"] = module.define(f"by_{id}", "s,m,me", [f"return {asked}"])
        _unused, listed = self.enumerators[id] = asked, enumerator(module, recipe)
        names["legal"] = module.define(f"legal_{id}", "s,m,me", listed.function())
        names["refusal"] = module.define(
            f"no_{id}", f"s,m,me{form.arguments}", self._refusal(python, form, guards, payments)
        )
        names["closed"] = module.define(f"shut_{id}", "s,m,me", self._closed(python, form, guards, payments))
        names["reason"] = module.define(f"why_{id}", "s,m,me,n,*p", self._reasons(python, form, guards, costs))
        fits = " and ".join(python(tree) for guard in guards for tree in guard.fixed)
        if fits:
            names["fits"] = module.define(f"fit_{id}", f"s,m,me{form.arguments}", [f"return {fits}"])
        names["costs"] = module.define(f"c_{id}", f"s,m,me{form.arguments}", self._costs(python, costs, fits))
        return names

    def _payment(self, python: Python, form: Form, target: TrackAt, terms: list[tuple[str, Tree]]) -> Payment:
        least = self.module.world.tracks[target.track].least
        level = max([form.level(target), *(form.level(tree) for _label, tree in terms)])
        return level, target, [tree for _label, tree in terms], least

    def _refusal(
        self,
        python: Python,
        form: Form,
        guards: list[Guard],
        payments: list[Payment],
    ) -> Iterable[str]:
        count = len(guards)
        for n, (name, bound) in enumerate(zip(form.names, form.bounds, strict=True)):
            yield f"if not ({inside(python, name, bound)}): return {count + n}"
        for n, guard in enumerate(guards):
            yield f"if not ({' and '.join(python(tree) for _label, tree in guard.parts)}): return {n}"
        count += len(form.names)
        for n, (_level, target, trees, least) in enumerate(payments):
            yield f"if not {payable(python, target, trees, least)}: return {count + n}"
        yield "return -1"

    def _closed(
        self,
        python: Python,
        form: Form,
        guards: list[Guard],
        payments: list[Payment],
    ) -> Iterable[str]:
        for n, guard in enumerate(guards):
            for level, tree in guard.parts:
                if level == 0:
                    yield f"if not {python(tree)}: return {n}"
        count = len(guards) + len(form.names)
        for n, (level, target, trees, least) in enumerate(payments):
            if level == 0:
                yield f"if not {payable(python, target, trees, least)}: return {count + n}"
        yield "return -1"

    def _reasons(
        self, python: Python, form: Form, guards: list[Guard], costs: list[tuple[TrackAt, list[tuple[str, Tree]]]]
    ) -> Iterable[str]:
        full = len(form.names)
        names = "".join(f"p_{name}," for name in form.names)
        for n, guard in enumerate(guards):
            pieces = _sentence(guard.scope, guard.text) if guard.text else (guard.reason,)
            assert pieces is not None
            blank = [p if isinstance(p, str) or not form.level(p) else "…" for p in pieces]
            if names and any(not isinstance(p, str) and form.level(p) for p in pieces):
                yield f"if n=={n} and len(p)=={full}: {names}=p; return {python.sentence(pieces)}"
            yield f"if n=={n}: return {python.sentence(blank)}"
        count = len(guards)
        for n, name in enumerate(form.names):
            words = self.module.world.words(name).capitalize()
            said = _("That is not among what {parameter} may be now.").format(parameter=words)
            yield f"if n=={count + n}: return {said!r}"
        count += full
        for n, (target, terms) in enumerate(costs, start=count):
            title = self.module.world.tracks[target.track].title
            amount = "+".join(python(tree) for _label, tree in terms)
            left, some = python(target), _("It costs {amount} of {track}, only {left} is left.")
            said = f"({some!r} if {left}>0 else {_('It costs {amount} of {track}, nothing is left.')!r})"
            said += f".format(amount=_shown({amount}),track={title!r},left=_shown({left}))"
            if any(form.level(tree) for _label, tree in terms) or form.level(target):
                yield f"if n=={n} and len(p)=={full}: {names}=p; return {said}"
                said = repr(_("It costs more {track} than is left.").format(track=title))
            yield f"if n=={n}: return {said}"
        yield f"return {_('The rules do not allow it now.')!r}"

    def _costs(self, python: Python, costs: list[tuple[TrackAt, list[tuple[str, Tree]]]], fits: str) -> Iterable[str]:
        if not costs:
            yield "return ()"
            return
        if fits:  # what an amount reads may rest on it
            yield f"if not ({fits}): return ()"
        pairs = "".join(
            f"({python.place(target)},_round({'+'.join(python(tree) for _label, tree in terms)})),"
            for target, terms in costs
        )
        yield f"return tuple([c for c in ({pairs}) if c[1]>0])"

    def offering(self, phase: str, offered: list[Order]) -> str:
        """Define the enumerator of all orders that a phase offers; return its name."""
        everybody = frozenset(self.module.world.everything("role"))
        bodies = []
        for order in offered:
            asked, body = self.enumerators[order.id]
            own = f"me in {self.module.constant(tuple(sorted(order.may)))}" if order.may != everybody else ""
            bodies.append((" and ".join(filter(None, (own, asked))), body))
        return self.module.define(f"legal_in_{phase}", "s,m,me", together(bodies))

    # -- conditions --------------------------------------------------------------------------------

    def condition(self, written: spec.Condition, givers: frozenset[int]) -> Condition | None:
        """Return a condition compiled; `givers` are the roles that may attach it."""
        module, id, world = self.module, written.id, self.module.world
        form = settle(self.scope(givers, TABLE), written.choose)
        if form is None:
            return None
        tree = form.scope.flag(written.is_)
        text = written.text or Written(_spoken(id))
        pieces = form.scope.sentence(text)
        if tree is None or pieces is None:
            return None
        monotone = is_monotone(tree, world)
        if not monotone:
            world.report(
                written.is_.mark,
                codes.FALLING,
                "more pledges may make this false",
                hint="it is decided in order of declaration",
                severity="warning",
                length=len(written.is_.text),
            )
        python = Python(module)
        names = {
            "holds": module.define(f"if_{id}", f"s,m,me{form.arguments}", [f"return {python(tree)}"]),
            "name_of": module.define(f"ift_{id}", f"s,m,me{form.arguments}", [f"return {python.sentence(pieces)}"]),
        }
        for n, name in enumerate(domains(module, f"ifd_{id}", form)):
            names[f"domains.{n}"] = name
        return Condition(
            id=id,
            plain_title=text.text,
            parameters=parameters(form),
            reads=tuple(dict.fromkeys(read(world, tree))),
            title_reads_state=_reads_state(pieces),
            monotone=monotone,
            place=world.sources.place(written.mark),
            names=names,
        )


def _sentence(scope: Scope, written: Written) -> tuple[str | Tree, ...] | None:
    """Return a reason's pieces; a reason is a key, so its own places are not known inside."""
    try:
        parse_text(written.text)
    except FormulaError as error:
        scope.world.report(written.mark, codes.UNREAD, f"in the reason: {error.message}", hint=error.hint)
        return None
    return scope.sentence(written)


def _reads_state(pieces: Iterable[str | Tree]) -> bool:
    return any(not is_static(it) for it in pieces if not isinstance(it, str))


def _spoken(id: str) -> str:
    return id.replace("_", " ").capitalize()
