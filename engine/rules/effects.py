"""The verbs of effects: one decorated class is schema, help and behaviour.

`write` puts the verb into a `Writer` as Python. A verb decides nothing about play: it changes
numbers or notes something in the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from ..language.meaning import Mem
from ..language.shapes import Effects, Formula, Named, Selection, Sentence, Table, Terms, Word, Written, key
from ..language.verbs import Assignment, Effect, effect
from . import amounts
from . import rule_codes as codes
from .run import BANDS

if TYPE_CHECKING:
    from .writer import Writer

Items = tuple[Effect, ...]


def write(item: Effect, to: Writer) -> None:
    """Write one effect: an assignment, or what its verb says."""
    if isinstance(item, Assignment):
        to.assign(item.text)
    else:
        item.write(to)  # type: ignore[attr-defined]


@effect("let")
@attrs.frozen(kw_only=True)
class Let(Effect):
    """Fixes values under names, for the effects below it in the same list."""

    let: dict[str, Written] = key(Table(Formula()), doc="Names and their values.")

    def write(self, to: Writer) -> None:
        for name, written in self.let.items():
            tree = to.scope.any(written)
            if tree is None:
                to.module.world.spoilt.add(name)
                continue
            to.put(f"p_{name}={to.python(tree)}")
            to.bind(name, tree.type, written)


@effect("move")
@attrs.frozen(kw_only=True)
class Move(Effect):
    """Moves an amount from one number to another: never more than one side has and the other holds."""

    move: Written = key(Formula(), doc="How much.")
    from_: Written = key(Formula(), name="from", doc="The track that gives.")
    to: Written = key(Formula(), doc="The track that takes.")

    def write(self, to: Writer) -> None:
        amount, giver, taker = to.scope.number(self.move), to.track(self.from_), to.track(self.to)
        if amount is None or giver is None or taker is None:
            return
        give, take = to.module.world.tracks[giver.track], to.module.world.tracks[taker.track]
        there = " and ".join(filter(None, (to.python.missing(giver.items), to.python.missing(taker.items))))
        if there:
            to.open(f"if {there}:")
        a, b, n = to.fresh("a"), to.fresh("b"), to.fresh("n")
        to.put(f"{a}={to.python.place(giver)}; {b}={to.python.place(taker)}")
        to.put(f"{n}=max(0,min(_round({to.python(amount)}),s[{a}]-{give.least},{take.most}-s[{b}]))")
        cause = to.cause(self.move)
        if to.in_full:
            to.put(f"if {n}<_round({to.python(amount)}): run.lack({cause})")
        to.open(f"if {n} and {a}!={b}:")
        to.put(f"L(({a},s[{a}],s[{a}]-{n},{cause})); s[{a}]-={n}")
        to.put(f"L(({b},s[{b}],s[{b}]+{n},{cause})); s[{b}]+={n}")
        to.forget(giver.track, a, f"(s[{a}]+{n})", f"s[{a}]")
        to.forget(taker.track, b, f"(s[{b}]-{n})", f"s[{b}]")
        to.close()
        if there:
            to.close()


@effect("if")
@attrs.frozen(kw_only=True)
class If(Effect):
    """Does one list or another."""

    if_: Written = key(Formula(), name="if", doc="The condition.")
    then: Items = key(Effects(), default=(), doc="When it holds.")
    else_: Items = key(Effects(), default=(), name="else", doc="When it does not.")

    def write(self, to: Writer) -> None:
        tree = to.scope.flag(self.if_)
        if tree is None:
            return
        to.branch(f"if {to.python(tree)}:", self.then, to.scope.given(tree))
        if self.else_:
            to.branch("else:", self.else_, to.scope.given(tree, holds=False))


@effect("for")
@attrs.frozen(kw_only=True)
class For(Effect):
    """Does a list for each member of a selection, over what it finds when it begins."""

    for_: Written = key(Selection(), name="for", doc="`x in set if condition`.")
    do: Items = key(Effects(), doc="What is done for each.")

    def write(self, to: Writer) -> None:
        bound = to.scope.selection(self.for_)
        if bound is None:
            return
        if not bound.name:
            to.module.world.blame(self.for_, codes.NOT_A_LOOP, "a loop needs a name", "x in set")
            return
        found = to.python.collection(bound.domain)
        if bound.condition is not None:
            name = to.python.name(bound.name)
            found = f"[{name} for {name} in {found} if {to.python(bound.condition)}]"
        scope = to.scope.bind(**{bound.name: bound.type}).given(bound.condition)
        members = (*to.members, bound.name) if isinstance(bound.type, Mem) else to.members
        to.branch(f"for p_{bound.name} in {found}:", self.do, scope, members, times=bound.domain.size)


@effect("check")
@attrs.frozen(kw_only=True)
class Check(Effect):
    """Rolls 2d6 plus named terms (clamped to ±4): 10 strong, 7 success, 5 mixed, 4 fail; a band not written does as the next lower one that is."""  # noqa: E501

    check: str = key(Word(words=True), doc="The draw's id, which players read as words with its odds.")
    modifier: Terms = key(Named(), default=(), doc="What helps and hinders, in named terms.")
    strong: Items = key(Effects(), default=(), doc="10 or more.")
    success: Items = key(Effects(), default=(), doc="7 to 9.")
    mixed: Items = key(Effects(), default=(), doc="5 or 6.")
    fail: Items = key(Effects(), default=(), doc="4 or less.")

    def write(self, to: Writer) -> None:
        terms = to.terms(self.modifier)
        if terms is None:
            return
        to.checks.append(self.check)
        band = to.fresh("b")
        pairs = "".join(f"({to.module.world.label(name)!r},{text})," for name, text in terms)
        to.put(f"{band}=run.check({to.draw(self, self.check)},({pairs}))")
        for word, number, name in self._bands():
            to.branch(f"{word} {band}<={number}:", getattr(self, name), to.scope)

    def _bands(self) -> Iterator[tuple[str, int, str]]:
        """Yield the bands that are written, best first; one not written does as the next lower one."""
        written = [number for number, name in enumerate(BANDS) if name in self.fields]
        for place, number in enumerate(written):
            yield "if" if place == 0 else "elif", number, BANDS[number]


@effect("chance")
@attrs.frozen(kw_only=True)
class Chance(Effect):
    """Does one list with a probability (clamped to 0–1), else the other."""

    chance: Written = key(Formula(), doc="How likely: 0 to 1.")
    id: str = key(Word(words=True), default="", doc="The draw's id.")
    then: Items = key(Effects(), default=(), doc="When it happens.")
    else_: Items = key(Effects(), default=(), name="else", doc="When it does not.")

    def write(self, to: Writer) -> None:
        tree = to.scope.likelihood(self.chance)
        if tree is None:
            return
        to.branch(f"if run.chance({to.draw(self, self.id)},{to.python(tree)}):", self.then, to.scope)
        if self.else_:
            to.branch("else:", self.else_, to.scope)


@effect("roll")
@attrs.frozen(kw_only=True)
class Roll(Effect):
    """Rolls dice and does a list with their sum under a name; nobody sees a draw, only what it changes."""

    roll: Written = key(Selection(), doc="`d in 2d6`.")
    id: str = key(Word(words=True), default="", doc="The draw's id.")
    do: Items = key(Effects(), doc="What is done with it.")

    def write(self, to: Writer) -> None:
        roll = to.dice(self.roll)
        if roll is None:
            return
        name, count, sides, type = roll
        to.put(f"p_{name}=run.roll({to.draw(self, self.id)},{count},{sides})")
        to.inside(self.do, to.scope.bind(**{name: type}))


@effect("pick")
@attrs.frozen(kw_only=True)
class Pick(Effect):
    """Picks one member at random, by weight, and does a list with it; `else` when there is none."""

    pick: Written = key(Selection(), doc="`x in set if condition`.")
    id: str = key(Word(words=True), default="", doc="The draw's id.")
    weight: Terms = key(Named(), default=(("", Written("1")),), doc="How likely each is.")
    do: Items = key(Effects(), doc="What is done with it.")
    else_: Items = key(Effects(), default=(), name="else", doc="When there is none.")

    def write(self, to: Writer) -> None:
        bound = to.scope.selection(self.pick)
        if bound is None:
            return
        if not bound.name or not isinstance(bound.type, Mem):
            to.module.world.blame(self.pick, codes.NOT_A_LOOP, "one member is picked: x in set")
            return
        inner = to.scope.bind(**{bound.name: bound.type}).given(bound.condition)
        weight = to.weight(self.weight, inner)
        if weight is None:
            return
        name, all_, at = to.python.name(bound.name), to.fresh("x"), to.fresh("k")
        wanted = f" if {to.python(bound.condition)}" if bound.condition is not None else ""
        to.put(f"{all_}=[{name} for {name} in {to.python.collection(bound.domain)}{wanted}]")
        names = f"[{to.module.ids(bound.type.root)}[{name}] for {name} in {all_}]"
        to.put(f"{at}=run.pick({to.draw(self, self.id)},{names},[{weight} for {name} in {all_}])")
        to.open(f"if {at}>=0:")
        to.put(f"{name}={all_}[{at}]")
        to.inside(self.do, inner, (*to.members, bound.name))
        to.close()
        if self.else_:
            to.branch("else:", self.else_, to.scope)


@effect("draw")
@attrs.frozen(kw_only=True)
class Draw(Effect):
    """Draws from a deck: one event whose `when` holds, by weight, happens."""

    draw: str = key(Word(), doc="The deck.")

    def write(self, to: Writer) -> None:
        to.deck(self.draw, self)


@effect("fire")
@attrs.frozen(kw_only=True)
class Fire(Effect):
    """Makes an event happen now."""

    fire: str = key(Word(), doc="The event.")
    with_: dict[str, Written] = key(Table(Formula()), default=attrs.Factory(dict), name="with", doc="What it takes.")

    def write(self, to: Writer) -> None:
        args = to.arguments(self.fire, self.with_, self.fields, "fire")
        if args is not None:
            to.fire(self.fire)
            to.put(f"e_{self.fire}(s,m,run{''.join(',' + arg for arg in args)})")


@effect("schedule")
@attrs.frozen(kw_only=True)
class Schedule(Effect):
    """Makes an event happen at the start of a later turn."""

    schedule: str = key(Word(), doc="The event.")
    in_: Written = key(Formula(), name="in", doc="Turns from now, 1 or more.")
    with_: dict[str, Written] = key(Table(Formula()), default=attrs.Factory(dict), name="with", doc="What it takes.")

    def write(self, to: Writer) -> None:
        args = to.arguments(self.schedule, self.with_, self.fields, "schedule")
        turns = to.scope.number(self.in_)
        if turns is not None:
            hint = "`fire` makes it happen now"
            amounts.expect(to.module.world, (("", self.in_),), [turns], "a number of turns", least=1, hint=hint)
        if args is not None and turns is not None:
            cause = to.cause_at(self.mark, f"schedule: {self.schedule}")
            to.put(f"run.schedule({cause},{self.schedule!r},{to.python(turns)},({''.join(a + ',' for a in args)}))")


@effect("say")
@attrs.frozen(kw_only=True)
class Say(Effect):
    """Tells everybody; formulas in the text read only what everybody sees."""

    say: Written = key(Sentence(), doc="The text, formulas in braces.")

    def write(self, to: Writer) -> None:
        text = to.sentence(self.say, to.public())
        if text is not None:
            to.put(f"run.say({to.cause(self.say)},{text})")


@effect("tell")
@attrs.frozen(kw_only=True)
class Tell(Effect):
    """Tells some roles only; formulas in the text read only what they see."""

    tell: Written = key(Selection(), doc="The roles.")
    text: Written = key(Sentence(), doc="The text, formulas in braces.")

    def write(self, to: Writer) -> None:
        roles = to.roles(self.tell)
        if roles is None:
            return
        found, readers = roles
        text = to.sentence(self.text, to.privately(readers, self.tell))
        if text is not None:
            to.put(f"run.tell({to.cause(self.text)},tuple({found}),{text})")


@effect("call")
@attrs.frozen(kw_only=True)
class Call(Effect):
    """Calls for a procedure: it is played when this phase is done, before the next begins."""

    call: str = key(Word(), doc="The procedure.")

    def write(self, to: Writer) -> None:
        if to.known("procedure", self.call, self.fields["call"]):
            to.put(f"run.call({to.cause_at(self.mark, f'call: {self.call}')},{self.call!r})")


@effect("end")
@attrs.frozen(kw_only=True)
class End(Effect):
    """Ends the game so."""

    end: str = key(Word(), doc="The ending.")

    def write(self, to: Writer) -> None:
        if to.known("ending", self.end, self.fields["end"]):
            to.put(f"run.end({to.cause_at(self.mark, f'end: {self.end}')},{self.end!r})")


def is_plain(item: Effect) -> bool:
    """Return whether an effect only assigns: alone, under `if` or `for`, or as a `let`."""
    return isinstance(item, Assignment | Let | If | For)
