"""Motions compiled: each becomes an order that tables it and one that votes on it, like any other order.

So forms, refusals, limits, costs and doctrines need know nothing of motions. Inside, these orders are called
`propose.ID` and `vote.ID`; people write `propose motion=ID …` and `vote motion=ID ballot=yes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..language import spec
from ..language.meaning import Bound, Mem
from ..language.resolve import RULES, TABLE, Scope
from ..language.shapes import Terms, Written
from ..language.verbs import Effect
from ..speech import _
from . import rule_codes as codes
from .forms import Form, settle
from .making import Making
from .orders import Compiler
from .ruleset import Cause, Motion, Order
from .words import BALLOTS, MOTION, PROPOSE, VOTE
from .writer import Writer, body

SIDES = ("yes", "no", "abstained")  # the lists of roles that effects know once a motion is decided


def with_orders(written: spec.Ruleset) -> spec.Ruleset:
    """Return the ruleset with the orders that its motions are."""
    made = tuple(order for motion in written.motions for order in (_propose(motion), _vote(motion)))
    return attrs.evolve(written, orders=(*written.orders, *made)) if made else written


def _propose(motion: spec.Motion) -> spec.Order:
    return spec.Order(
        id=f"{PROPOSE}.{motion.id}",
        mark=motion.mark,
        fields=motion.fields,
        kind=PROPOSE,
        title=_title(motion),
        text=motion.text,
        tags=motion.tags,
        by=motion.by,
        choose=motion.choose,
        when=motion.when,
        limit=spec.Limit(mark=motion.mark, per_phase=1),
    )


def _vote(motion: spec.Motion) -> spec.Order:
    return spec.Order(
        id=f"{VOTE}.{motion.id}",
        mark=motion.mark,
        fields=motion.fields,
        kind=VOTE,
        title=Written(_without_braces(_title(motion).text), motion.mark),
        text=motion.text,
        tags=motion.tags,
        by=motion.members,
        choose={"ballot": Written(f"0..{len(BALLOTS) - 1}", motion.mark)},
        cost=_costs(motion),
        limit=spec.Limit(mark=motion.mark, per_phase=1),
    )


def _title(motion: spec.Motion) -> Written:
    return motion.title or Written(motion.id.replace("_", " ").capitalize(), motion.mark)


def _costs(motion: spec.Motion) -> dict[str, Terms]:
    """Return what votes cost by track: each term counts for its own ballot only."""
    found: dict[str, Terms] = {}
    for number, ballot in enumerate(BALLOTS):
        for track, terms in motion.cost.get(ballot, {}).items():
            mine = tuple((label or ballot, _only(text, number)) for label, text in terms)
            found[track] = (*found.get(track, ()), *mine)
    return found


def _only(written: Written, ballot: int) -> Written:
    text = f"({written.text})" if " if " in written.text else written.text
    return Written(f"{text} if ballot == {ballot} else 0", written.mark)


# -- compiled --------------------------------------------------------------------------------------


def motions(making: Making, compiler: Compiler) -> dict[str, Motion]:
    """Return all motions whose orders are sound; the orders learn which motion they are about."""
    found = {}
    for written in making.written.motions:
        _known_ballots(making, written)
        made = _One(making, compiler, written).motion()
        orders = [making.orders.get(f"{kind}.{written.id}") for kind in (PROPOSE, VOTE)]
        if made is None or None in orders:
            continue
        for order in orders:
            assert order is not None
            order.motion = written.id
        _votes(making, written, orders[1])
        found[written.id] = made
    return found


def _known_ballots(making: Making, written: spec.Motion) -> None:
    for ballot in written.cost:
        if ballot not in BALLOTS:
            mark, hint = written.fields.get(f"cost.{ballot}:", written.mark), "yes, no, abstain"
            message = f"no ballot is called {ballot!r}"
            making.world.report(mark, codes.UNKNOWN, message, hint=hint, length=len(ballot))


def _votes(making: Making, written: spec.Motion, order: Order | None) -> None:
    """Let a vote's ballot be a word, and say in its title which one it is."""
    assert order is not None
    title, sentences = order.plain_title, (_("Yes to: {motion}"), _("No to: {motion}"), _("Abstains from: {motion}"))
    called = (_("yes"), _("no"), _("abstain"))
    order.parameters = (attrs.evolve(order.parameters[0], words=_("Ballot"), named=BALLOTS, called=called),)
    order.plain_title = _("Vote: {motion}").format(motion=title)
    said = tuple(it.format(motion=title) for it in sentences)
    line = f"return {making.module.constant(said)}[p_ballot]"
    order.names["name_of"] = making.module.define(f"tv_{written.id}", "s,m,me,p_ballot", [line])


def _without_braces(title: str) -> str:
    """Return a title with a mark of omission where a formula stands."""
    pieces = title.replace("}", "{").split("{")
    return "…".join(pieces[::2])


class _One:
    """One motion."""

    def __init__(self, making: Making, compiler: Compiler, written: spec.Motion) -> None:
        self.making, self.compiler, self.written = making, compiler, written
        place = making.world.sources.place(written.mark)
        self.cause = making.module.cause(Cause(section="motions", entry=written.id, place=place))
        self.place = place

    def motion(self) -> Motion | None:
        written, making = self.written, self.making
        table = Scope(making.world, {}, TABLE, making.measures)
        by, members = table.selection(written.by), table.selection(written.members)
        if by is None or members is None or not isinstance(by.type, Mem) or not isinstance(members.type, Mem):
            return None  # said where its orders were compiled
        if by.type.root != "role" or members.type.root != "role":
            return None
        form = settle(self.compiler.scope(by.type.members, TABLE), written.choose)
        decided = None if form is None else self._rule(form)
        pieces = None if form is None else form.scope.sentence(_title(written))
        if form is None or decided is None or pieces is None:
            return None
        names = decided.pop("names") | {
            "members": self._members(members),
            "name_of": making.module.define(
                f"mt_{written.id}", f"s,m,me{form.arguments}", [f"return {making.python.sentence(pieces)}"]
            ),
            "passed": self._effects("pass", written.on_pass, form, members.type),
            "failed": self._effects("fail", written.on_fail, form, members.type),
        }
        order = making.orders.get(f"{PROPOSE}.{written.id}")
        return Motion(
            id=written.id,
            plain_title=_title(written).text,
            text=written.text,
            parameters=order.parameters if order is not None else (),
            place=self.place,
            cause=self.cause,
            names=names,
            **decided,
        )

    def _members(self, bound: Bound) -> str:
        python = self.making.python
        found = python.collection(bound.domain)
        if bound.condition is not None:
            name = python.name(bound.name)
            found = f"[{name} for {name} in {found} if {python(bound.condition)}]"
        return self.making.question(f"mm_{self.written.id}", f"tuple({found})")

    def _rule(self, form: Form) -> dict[str, Any] | None:
        """Return how it is decided, or None after a problem."""
        rule = self.written.rule
        if isinstance(rule, str):
            return {"rule": rule, "names": {}}
        if (rule.opt_in is None) == (rule.qualified is None):
            message = "a rule says how a motion is decided: one of opt_in and qualified"
            self.making.world.report(rule.mark, codes.VOTING, message, hint="rule: {opt_in: 3}")
            return None
        if rule.opt_in is not None:
            tree = form.scope.number(rule.opt_in)
            if tree is None:
                return None
            line = f"return _ceil({self.making.python(tree)})"
            name = self.making.module.define(f"mn_{self.written.id}", f"s,m,me{form.arguments}", [line])
            return {"rule": "opt_in", "names": {"needed": name}}
        assert rule.qualified is not None
        return self._qualified(rule.qualified)

    def _qualified(self, rule: spec.Qualified) -> dict[str, Any] | None:
        world = self.making.world
        weights: tuple[int, ...] = ()
        if rule.weight or rule.by:
            it = world.attributes["role"].get(rule.by)
            if it is None or it.kind != "number" or not all(type(value) is int for value in it.table):
                message = f"every role needs the attribute {rule.by!r}, a whole number"
                message = message if rule.by else "a share of weight needs `by`, an attribute of roles"
                others = tuple(name for name in world.attributes["role"] if name != rule.by)
                hint = world.suggest(rule.by, others) if rule.by else "by: share"
                world.report(rule.mark, codes.VOTING, message, hint=hint)
                return None
            weights = tuple(it.table)
        return {"rule": "qualified", "shares": (rule.members, rule.weight), "weights": weights, "names": {}}

    def _effects(self, stem: str, items: tuple[Effect, ...], form: Form, members: Mem) -> str:
        making, id = self.making, self.written.id
        scope = attrs.evolve(form.scope, reader=RULES, lists=dict.fromkeys(SIDES, members))
        bound = ("me", *(n for n, b in zip(form.names, form.bounds, strict=True) if isinstance(b.type, Mem)))
        writer = Writer(making.module, making.names, scope, "motions", id, members=bound)
        given = f"s,m,run,me{form.arguments}{''.join(f',p_{side}' for side in SIDES)}"
        return making.module.define(f"m{stem}_{id}", given, body(writer, items, f"{MOTION}.{id}"))


# -- as authors write them in cards and standing orders ----------------------------------------------


def inner(known: Iterable[str], order: str, given: Mapping[str, Written]) -> tuple[str, dict[str, Written], str]:
    """Return the order that `propose` or `vote` with a motion is, the rest of what is given, and what is wrong.

    `known` are the ids of the motions there are; other orders come back as they are.
    """
    if order not in (PROPOSE, VOTE):
        return order, dict(given), ""
    motion = given.get("motion")
    if motion is None or motion.text not in known:
        said = f"no motion is called {motion.text!r}" if motion is not None else f"{order} needs a motion"
        return order, {}, f"{said}; there are {', '.join(known) or 'none'}"
    return f"{order}.{motion.text}", {name: text for name, text in given.items() if name != "motion"}, ""
