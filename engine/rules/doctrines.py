"""Doctrines compiled: traits, reads, stances and cards as functions of what a seat sees.

All functions take `(s, m, me, t, r, …)`: traits and reads by position, then parameters. What they
read is checked against the seat, so a doctrine never knows more than a person there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from ..language import spec
from ..language.evaluate import evaluate
from ..language.meaning import Mem, Num, Tree, Type, free_names
from ..language.resolve import TABLE, Measures, Reader, Scope
from ..language.shapes import Written
from . import bargains, offers
from . import cards as cards_
from . import rule_codes as codes
from .forms import Recipe
from .making import fixed
from .module import Module
from .ruleset import Card, Doctrine, Read, Stance, Worth
from .source import Python
from .words import ARGUE, BALLOTS, OFFER, VOTE

TRAIT = Num(-1_000_000, 1_000_000, whole=False)
ENGINES = frozenset({"pass", "choose"})
ANSWERS = frozenset({"accept", "decline"})
MOST_CANDIDATES = 256
_WORTH = "the doctrine's `accepts` says what each is worth"

Parameters = Mapping[str, Mapping[str, Type]]  # of orders and of conditions, by id


@attrs.define
class Compiler:
    """Compiles the doctrines of one ruleset."""

    module: Module
    measures: Measures
    orders: Parameters
    conditions: Parameters
    events: Mapping[str, spec.Event]
    motions: tuple[str, ...] = ()
    terms: Parameters = attrs.field(factory=dict)
    told: Mapping[str, frozenset[str] | None] = attrs.field(factory=dict)  # order -> parameters all know; None: secret
    recipes: Mapping[str, Recipe] = attrs.field(factory=dict)

    def doctrine(self, written: spec.Doctrine) -> Doctrine | None:
        """Return a doctrine compiled, or None when something in it is wrong (noted)."""
        world = self.module.world
        bound = Scope(world, {}).selection(written.for_)
        if bound is None:
            return None
        if not isinstance(bound.type, Mem) or bound.type.root != "role" or bound.condition is not None:
            world.blame(written.for_, codes.NOT_ROLES, "a doctrine is for roles, selected by attributes")
            return None
        roles = bound.type.members
        me = Scope(world, {"me": Mem("role", roles)}, Reader("role", roles), self.measures)
        one = _One(self, written, me)
        traits = {name: one.trait(name, text) for name, text in written.traits.items()}
        reads = [one.read(read) for read in written.reads]
        stances = [one.stance(stance) for stance in written.stances]
        cards = [one.card(card) for card in written.cards]
        accepts = [one.worth(*it) for it in written.accepts.items()]
        name = self.module.fresh(f"{written.id}_mind_")
        thinks = self.module.define(name, "s,m,me,t", cards_.mind(one.reading, one.taking))
        return Doctrine(
            id=written.id,
            title=written.title or written.id.replace("_", " ").capitalize(),
            text=written.text,
            roles=roles,
            traits={name: value for name, value in traits.items() if value is not None},
            reads=tuple(read for read in reads if read is not None),
            stances=tuple(stance for stance in stances if stance is not None),
            cards=tuple(card for card in cards if card is not None),
            accepts=tuple(it for it in accepts if it is not None),
            names={"mind": thinks},
        )


class _One:
    """One doctrine, as its names grow."""

    def __init__(self, compiler: Compiler, written: spec.Doctrine, scope: Scope) -> None:
        self.compiler, self.module, self.written, self.scope = compiler, compiler.module, written, scope
        self.names: dict[str, str] = {}
        self.stances = [stance.id for stance in written.stances]
        self.speaks: dict[str, str] = {}  # order -> the card that says publicly why
        self.reading: list[str] = []  # reads and conditions of stances, as `mind` spells them
        self.taking: list[str] = []

    @property
    def python(self) -> Python:
        return Python(self.module, self.names)

    @property
    def minding(self) -> Python:
        """The writer in which reads are names of their own, not places in a list."""
        return Python(self.module, {name: re.sub(r"^r\[(\d+)\]$", r"r\1", it) for name, it in self.names.items()})

    def function(self, stem: str, expression: str, parameters: str = "") -> str:
        name = self.module.fresh(f"{self.written.id}_{stem}_")
        return self.module.define(name, f"s,m,me,t,r{parameters}", [f"return {expression}"])

    def trait(self, name: str, text: Written) -> float | None:
        tree = self.scope.number(text)
        if self.hides(name, text.mark):
            return None
        self.names[name] = f"t[{len(self.names)}]"
        self.scope = self.scope.bind(**{name: TRAIT})  # known though its value is wrong: that is told once
        if tree is None or fixed(self.module.world, text, tree) is None:
            return None
        return float(evaluate(tree, self.module.world, {}))

    def hides(self, name: str, mark: int) -> bool:
        """Return whether a trait or read would hide another name; a problem when it would."""
        what = "another one" if name in self.scope.names else self.module.world.taken(name)
        if what:
            message, hint = f"{name!r} would hide {what}", "choose another name"
            self.module.world.report(mark, codes.HIDES, message, hint=hint, length=len(name))
        return bool(what)

    def read(self, written: spec.Read) -> Read | None:
        found = self.sum(written.is_, self.scope)
        if found is None:
            self.module.world.spoilt.add(written.id)
            return None
        trees, type = found
        names = {"value": self.function(written.id, cards_.added(self.python, trees))}
        if self.hides(written.id, written.mark):
            return None
        self.reading.append(cards_.added(self.minding, trees))
        self.names[written.id] = f"r[{sum(spelled.startswith('r') for spelled in self.names.values())}]"
        self.scope = self.scope.bind(**{written.id: type})
        if written.say is not None:
            said = self.sentence(written.say, self.scope, self.python)
            names |= {"say": self.function(f"{written.id}_say", said)} if said is not None else {}
        kind = "member" if isinstance(type, Mem) else "number"
        return Read(id=written.id, kind=kind, root=type.root if isinstance(type, Mem) else "", names=names)

    def sum(self, terms: tuple[tuple[str, Written], ...], scope: Scope) -> tuple[list[Tree], Type] | None:
        """Return the trees and the type of one formula, or of named terms added."""
        if len(terms) == 1 and not terms[0][0]:
            tree = scope.any(terms[0][1])
            return None if tree is None else ([tree], tree.type)
        trees = [tree for _, text in terms if (tree := scope.number(text)) is not None]
        if len(trees) < len(terms):
            return None
        types = [tree.type if isinstance(tree.type, Num) else Num(0, 1) for tree in trees]
        least, most = sum(type.least for type in types), sum(type.most for type in types)
        return trees, Num(least, most, all(type.whole for type in types))

    def sentence(self, written: Written, scope: Scope, python: Python) -> str | None:
        pieces = scope.sentence(written)
        return None if pieces is None else python.sentence(pieces)

    def stance(self, written: spec.Stance) -> Stance | None:
        names, tree = dict[str, str](), None
        if written.when is not None:
            tree = self.scope.flag(written.when)
            if tree is None:
                return None
            names["when"] = self.function(f"{written.id}_when", self.python(tree))
        self.taking.append("" if tree is None else self.minding(tree))
        if written.because is not None:
            said = self.sentence(written.because, self.scope, self.python)
            if said is not None:
                names["because"] = self.function(f"{written.id}_because", said)
        return Stance(id=written.id, names=names)

    def worth(self, term: str, written: Written) -> Worth | None:
        """Return what a term is worth; `giver` is who gives it, if nothing else is called so."""
        world, takes = self.module.world, self.compiler.terms.get(term)
        if takes is None:
            world.unknown(written.mark, codes.UNKNOWN, f"no term is called {term!r}", term, tuple(self.compiler.terms))
            return None
        hidden = "giver" in takes or "giver" in self.scope.names or world.taken("giver")
        everybody = Mem("role", frozenset(world.everything("role")))
        scope = self.scope.bind(**({} if hidden else {"giver": everybody}), **takes)
        tree = scope.number(written)
        if tree is None:
            return None
        arguments = ",_by" if hidden else ",p_giver"
        arguments += "".join(f",p_{name}" for name in takes)
        return Worth(term=term, names={"value": self.function(f"worth_{term}", self.python(tree), arguments)})

    # -- cards -------------------------------------------------------------------------------------

    def card(self, written: spec.Card) -> Card | None:
        world = self.module.world
        wrong = [stance for stance in written.in_ if stance not in self.stances]
        if wrong:
            mark = written.fields.get("in", written.mark)
            said = f"{self.written.id} has no stance {wrong[0]!r}"
            world.unknown(mark, codes.STANCE, said, wrong[0], tuple(self.stances))
            return None
        about = next((written.with_[key].text for key in ("motion", "effect") if key in written.with_), "")
        written, why = self._inner(written)
        if why:
            mark = written.fields.get("order", written.mark)
            world.unknown(mark, codes.UNKNOWN, why, about, length=len(written.order))
            return None
        place = world.sources.place(written.mark)
        made = Card(
            id=written.id,
            order=written.order,
            stances=written.in_,
            cooldown=written.cooldown,
            seldom=written.seldom,
            place=place,
        )
        if written.order in ENGINES:
            return self._engines(made, written)
        if written.order == OFFER and self.compiler.terms:
            return self._offer(made, written)
        takes = self._takes(written)
        if takes is None:
            return None
        scope, fixed = self._with_ballots(written), dict[int, Tree]()
        for n, (name, type) in enumerate(takes.items()):
            made.names[f"fixed.{n}"] = ""
            if name in written.with_:
                tree = scope.any(written.with_[name])
                wrong_type = "" if tree is None else cards_.mismatch(tree, type)
                if tree is None or wrong_type:
                    if wrong_type:
                        world.blame(written.with_[name], codes.WRONG_TYPE, wrong_type)
                    return None
                before = "".join(f",p_{earlier}" for earlier in list(takes)[:n])
                made.names[f"fixed.{n}"] = self.function(written.id, cards_.whole(self.python, tree), before)
                fixed[n] = tree
            scope = scope.bind(**{name: type})
        arguments = "".join(f",p_{name}" for name in takes)
        self._judge(made, written, scope, arguments, tuple(takes))
        self._attach(made, written, scope, arguments)
        self._speak(made, written, scope, arguments)
        if fixed:
            self._search(made, written, fixed)
        return made

    def _search(self, made: Card, written: spec.Card, fixed: cards_.Fixed) -> None:
        """Compile what finds a card's orders, where some of what they take is fixed."""
        lines = cards_.ways(self.module, self.compiler.recipes[written.order], self.names, fixed)
        if lines is not None:
            name = self.module.fresh(f"{self.written.id}_{written.id}_ways_")
            made.names["ways"] = self.module.define(name, "s,m,me,t,r", lines)

    def _inner(self, written: spec.Card) -> tuple[spec.Card, str]:
        """Return the card with the order that is about its motion or effect, and what is wrong with it."""
        if written.order == ARGUE:
            effect = written.with_.get("effect", Written("")).text
            given = {name: text for name, text in written.with_.items() if name != "effect"}
            order, known = f"{ARGUE}.{effect}", [it for it in self.compiler.orders if it.startswith(f"{ARGUE}.")]
            effects = ", ".join(it.partition(".")[2] for it in known) or "nothing"
            why = "" if order in known else f"nothing is called {effect!r} to argue for; there is {effects}"
        else:
            order, given, why = bargains.inner(self.compiler.motions, written.order, written.with_)
        return attrs.evolve(written, order=order, with_=given), why

    def _with_ballots(self, written: spec.Card) -> Scope:
        """Return the scope in which the words for ballots are known, where a card votes."""
        if not written.order.startswith(f"{VOTE}."):
            return self.scope
        free = [(n, word) for n, word in enumerate(BALLOTS) if word not in self.scope.names]
        self.names |= {word: str(n) for n, word in free}
        return self.scope.bind(**{word: Num(n, n) for n, word in free})

    def _takes(self, written: spec.Card) -> Mapping[str, Type] | None:
        world, orders = self.module.world, self.compiler.orders
        mark = written.fields.get("order", written.mark)
        if written.order in ANSWERS:
            message, hint = f"no card gives {written.order!r}: a deal is accepted when its terms are worth it", _WORTH
            world.report(mark, codes.ANSWER, message, hint=hint, length=len(written.order))
            return None
        if written.order not in orders:
            world.unknown(mark, codes.UNKNOWN, f"no order is called {written.order!r}", written.order, tuple(orders))
            return None
        takes = orders[written.order]
        for name, text in written.with_.items():
            if name not in takes:
                hint = world.suggest(name, tuple(takes)) or "it has " + (", ".join(takes) or "none")
                at = written.fields.get(f"with.{name}:", text.mark)
                world.report(at, codes.PARAMETER, f"{written.order} has no parameter {name!r}", hint=hint)
                return None
        return takes

    def _engines(self, made: Card, written: spec.Card) -> Card | None:
        world = self.module.world
        if written.order == "choose":
            event, choice = (written.with_.get(key, Written("")).text for key in ("event", "choice"))
            asked = self.compiler.events.get(event)
            if asked is None or choice not in [it.id for it in asked.choices]:
                word, hint = choice if asked else event, "with: {event: …, choice: …}"
                world.unknown(written.mark, codes.UNKNOWN, "no event asks this", word, hint=hint)
                return None
            made.choose = (event, choice)
        self._judge(made, written, self.scope, "")
        self._speak(made, written, self.scope, "")
        return made

    def _offer(self, made: Card, written: spec.Card) -> Card | None:
        """Return the card that offers a deal."""
        offer = offers.offered(Python(self.module, self.names), self.scope, self.compiler.terms, written)
        if offer is None:
            return None
        made.names["offered"] = self.function(f"{written.id}_offer", offer)
        self._judge(made, written, self.scope, "")
        return made

    def _judge(self, made: Card, written: spec.Card, scope: Scope, arguments: str, takes: tuple[str, ...] = ()) -> None:
        """Compile when a card is considered, what it is worth, and why."""
        if written.when is not None:
            tree = self.scope.flag(written.when)
            if tree is not None:
                made.names["when"] = self.function(f"{written.id}_when", self.python(tree))
        trees = [tree for _, text in written.score if (tree := scope.number(text)) is not None]
        if trees and len(trees) == len(written.score):
            text = "".join(f"{self.python(tree)}," for tree in trees)
            made.names["score"] = self.function(f"{written.id}_score", f"({text})", arguments)
            made.names["total"] = self.function(f"{written.id}_total", cards_.added(self.python, trees), arguments)
            if takes:
                name = self.module.fresh(f"{self.written.id}_{written.id}_totals_")
                made.names["totals"] = self.module.define(
                    name, "s,m,me,t,r,orders", cards_.totals(self.python, trees, takes)
                )
            made.term_names = tuple(self.module.world.label(name or "worth") for name, _ in written.score)
        if written.because is not None:
            said = self.sentence(written.because, scope, self.python)
            if said is not None:
                made.names["because"] = self.function(f"{written.id}_because", said, arguments)

    def _speak(self, made: Card, written: spec.Card, scope: Scope, arguments: str) -> None:
        """Compile what a card says publicly: it reads what all see, and nothing of the doctrine."""
        if written.publicly is None:
            return
        pieces = attrs.evolve(scope, reader=TABLE).sentence(written.publicly)
        if pieces is None:
            return
        told = self.compiler.told.get(written.order)
        why = self._unsaid(written, told, [piece for piece in pieces if not isinstance(piece, str)])
        if why:
            hint = "`because` may say it: it is told after the end"
            self.module.world.blame(written.publicly, codes.PUBLICLY, why, hint)
            return
        self.speaks[written.order] = written.id
        name = self.module.fresh(f"{self.written.id}_{written.id}_publicly_")
        line = f"return {Python(self.module).sentence(pieces)}"
        made.names["publicly"] = self.module.define(name, f"s,m,me{arguments}", [line])

    def _unsaid(self, written: spec.Card, told: frozenset[str] | None, trees: Sequence[Tree]) -> str:
        """Return why a card may not say this to all, or ""."""
        if told is None:
            return f"not everybody is told of {written.order!r}, so nothing can be said of it"
        if written.order in self.speaks:
            return f"{self.speaks[written.order]} speaks for every {written.order!r} of {self.written.id}"
        hidden = sorted(frozenset().union(*map(free_names, trees)) - told - {"me"})
        if not hidden:
            return ""
        if hidden[0] in self.compiler.orders.get(written.order, ()):
            return f"the title of {written.order} does not show {hidden[0]!r}"
        return f"{hidden[0]!r} is the doctrine's own"

    def _attach(self, made: Card, written: spec.Card, scope: Scope, arguments: str) -> None:
        """Compile the conditions that a card attaches."""
        ids: list[str] = []
        for one in written.if_:
            for id, given in one.items():
                takes = self.compiler.conditions.get(id)
                if takes is None:
                    mark, known = next((it.mark for it in given.values()), written.mark), (*self.compiler.conditions,)
                    self.module.world.unknown(mark, codes.UNKNOWN, f"no condition is called {id!r}", id, known)
                    return
                text = self._conditions_terms(id, takes, given, scope, written)
                if text is None:
                    return
                made.names[f"attached.{len(ids)}"] = self.function(f"{written.id}_if", f"({text})", arguments)
                ids.append(id)
        made.attaches = tuple(ids)

    def _conditions_terms(
        self, id: str, takes: Mapping[str, Type], given: Mapping[str, Written], scope: Scope, written: spec.Card
    ) -> str | None:
        found = []
        for name in takes:
            if name not in given:
                self.module.world.report(written.mark, codes.PARAMETER, f"{id} needs {name!r}")
                return None
            tree = scope.any(given[name])
            if tree is None:
                return None
            found.append(cards_.whole(self.python, tree))
        return "".join(f"{text}," for text in found)
