"""Effects written out as the body of a Python function.

The body works on `s` (values), `m` (remembered measures), `run` (its notes) and `L`, which lists
each change. A `Writer` knows where it stands: names bound, rule being written, how deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ..language.formula import FormulaError, parse_roll
from ..language.meaning import Bool, Mem, Num, TrackAt, Tree, Type
from ..language.resolve import RULES, TABLE, Reader, Scope
from ..language.shapes import Terms, Written
from ..language.verbs import Effect
from . import amounts, effects
from . import rule_codes as codes
from .module import FORGET, Burden, Module
from .ruleset import Cause
from .source import Python

MOST_EFFECT_STEPS = 1_000_000
MOST_LINES = 2_000  # of Python that a list of effects becomes: what it takes to compile grows with their square


@attrs.frozen
class Names:
    """What effects may name besides tracks: events with what they take, decks, endings, procedures."""

    takes: Mapping[str, Mapping[str, Type]]
    decks: Mapping[str, tuple[str, ...]]
    endings: frozenset[str]
    procedures: Mapping[str, str] = attrs.field(factory=dict)  # with their titles


@attrs.define
class Writer:
    """The body of one function, as it grows."""

    module: Module
    names: Names
    scope: Scope
    section: str
    entry: str
    members: tuple[str, ...] = ()  # bound names that are members: part of every draw's key
    plain: bool = False  # only assignments (for solving conditions)
    in_full: bool = False  # what cannot be given in full is noted
    lines: list[str] = attrs.field(factory=list)
    depth: int = 0
    fires: dict[str, int] = attrs.field(factory=dict)  # events, and at most how often this makes them happen
    checks: list[str] = attrs.field(factory=list)  # ids of the checks that are made
    times: int = 1  # how often what is written now is done
    steps: int = 0
    counted: int = 0  # of the formulas settled, those whose steps are in

    def __attrs_post_init__(self) -> None:
        self.counted = len(self.scope.spent)

    @property
    def python(self) -> Python:
        """The writer of expressions."""
        return Python(self.module)

    # -- lines -----------------------------------------------------------------------------------

    def put(self, line: str) -> None:
        """Add a line."""
        self.steps += self.times * (1 + sum(self.scope.spent[self.counted :]))
        self.counted = len(self.scope.spent)
        self.lines.append(" " * self.depth + line)

    def open(self, line: str) -> None:
        """Add a line and go one deeper."""
        self.put(line)
        self.depth += 1

    def close(self) -> None:
        """Go back one."""
        self.depth -= 1

    def fresh(self, stem: str) -> str:
        """Return a local name nothing else has."""
        return self.module.fresh(f"{stem}_")

    def block(self, items: Iterable[Effect]) -> None:
        """Write a list of effects; names that `let` binds end with it."""
        scope = self.scope
        for item in items:
            if not self.plain or effects.is_plain(item):
                effects.write(item, self)
        self.scope = scope

    def inside(self, items: Iterable[Effect], scope: Scope, members: tuple[str, ...] | None = None) -> None:
        """Write a list of effects where more names are bound."""
        before = self.scope, self.members
        self.scope = scope
        self.members = self.members if members is None else members
        written = len(self.lines)
        self.block(items)
        if len(self.lines) == written:
            self.put("pass")
        self.scope, self.members = before

    def branch(
        self,
        line: str,
        items: Iterable[Effect],
        scope: Scope,
        members: tuple[str, ...] | None = None,
        *,
        times: int = 1,
    ) -> None:
        """Write a list of effects under a line that opens it."""
        self.open(line)
        before = self.times
        self.times *= max(1, times)
        self.inside(items, scope, members)
        self.times = before
        self.close()

    def bind(self, name: str, type: Type, written: Written) -> None:
        """Bind a name for the rest of the list."""
        if name in self.scope.names or self.module.world.taken(name):
            self.module.world.blame(written, codes.HIDES, f"{name!r} would hide another name", "choose another name")
            return
        self.scope = self.scope.bind(**{name: type})
        if isinstance(type, Mem):
            self.members = (*self.members, name)

    # -- causes and draws --------------------------------------------------------------------------

    def cause(self, written: Written) -> int:
        """Return the number of the cause that a written text is."""
        return self.cause_at(written.mark, written.text)

    def cause_at(self, mark: int, text: str) -> int:
        """Return the number of a cause at a mark."""
        place = self.module.world.sources.place(mark)
        return self.module.cause(Cause(section=self.section, entry=self.entry, place=place, text=text))

    def draw(self, item: Effect, id: str) -> str:
        """Return the first arguments of a draw: its cause, its id, and its key with the members bound here."""
        name = id or self.entry
        self.module.drawn(name, item.verb)
        bound = []
        for member in self.members:
            type = self.scope.names[member]
            assert isinstance(type, Mem)
            bound.append(f"{{{self.module.ids(type.root)}[{self.python.name(member)}]}}")
        key = f"f'{name}/{'/'.join(bound)}'" if bound else f"'{name}/'"
        return f"{self.cause_at(item.mark, name)},{name!r},{key}"

    # -- parts of verbs ----------------------------------------------------------------------------

    def track(self, written: Written) -> TrackAt | None:
        """Return the track that a text names."""
        tree = attrs.evolve(self.scope, reader=RULES).any(written)
        if tree is None or isinstance(tree, TrackAt):
            return tree
        self.module.world.blame(written, codes.NOT_A_VALUE, "a track was expected here")
        return None

    def terms(self, terms: Terms) -> list[tuple[str, str]] | None:
        """Return named terms with their expressions."""
        found = [(name, self.scope.number(written)) for name, written in terms]
        if any(tree is None for _, tree in found):
            return None
        return [(name, self.python(tree)) for name, tree in found if tree is not None]

    def weight(self, terms: Terms, scope: Scope) -> str | None:
        """Return the expression for the named terms of a weight, added."""
        settled = [scope.number(written) for _, written in terms]
        trees = [tree for tree in settled if tree is not None]
        if len(trees) < len(settled):
            return None
        amounts.expect(self.module.world, terms, trees, "a weight")
        return "+".join(map(self.python, trees)) or "0"

    def dice(self, written: Written) -> tuple[str, int, int, Type] | None:
        """Return the name, count and sides of dice, and the type of their sum."""
        try:
            roll = parse_roll(written.text)
        except FormulaError as error:
            self.module.world.report(
                written.mark, codes.UNREAD, error.message, hint=error.hint, offset=error.at, length=error.length
            )
            return None
        if roll.name in self.scope.names or self.module.world.taken(roll.name):
            self.module.world.blame(
                written, codes.HIDES, f"{roll.name!r} would hide another name", "choose another name"
            )
            return None
        return roll.name, roll.count, roll.sides, Num(roll.count, roll.count * roll.sides)

    def known(self, what: str, id: str, mark: int) -> bool:
        """Return whether an event, deck, ending or procedure exists; a problem when it does not."""
        names = self.names
        known = {"event": names.takes, "deck": names.decks, "ending": names.endings, "procedure": names.procedures}[
            what
        ]
        if id in known:
            return True
        self.module.world.unknown(mark, codes.UNKNOWN, f"no {what} is called {id!r}", id, tuple(known))
        return False

    def arguments(
        self, event: str, given: Mapping[str, Written], fields: Mapping[str, int], verb: str
    ) -> list[str] | None:
        """Return the expressions an event is given, in the order it takes them; `fields` are the effect's marks."""
        mark = fields[verb]
        if not self.known("event", event, mark):
            return None
        takes, world, found = self.names.takes[event], self.module.world, []
        for name in given:
            if name not in takes:
                hint = world.suggest(name, tuple(takes)) or "it takes " + (", ".join(takes) or "nothing")
                at = fields[f"with.{name}:"]
                world.unknown(at, codes.PARAMETER, f"{event} takes no {name!r}", name, hint=hint)
                return None
        for name, type in takes.items():
            if name not in given:
                hint = f"with: {{{name}: …}}"
                world.report(mark, codes.PARAMETER, f"{event} needs {name!r}", hint=hint, length=len(event))
                return None
            tree = self.scope.of_type(given[name], type)
            if tree is None:
                return None
            found.append(self.whole(tree, type))
        return found

    def whole(self, tree: Tree, type: Type) -> str:
        """Return the expression for a value that becomes whole and stays within its type."""
        text = self.python(tree)
        if isinstance(type, Num) and isinstance(tree.type, Num):
            text = text if tree.type.whole else f"_round({text})"
            if tree.type.least < type.least or tree.type.most > type.most:
                text = f"max({type.least},min({type.most},{text}))"
        return text

    def public(self) -> Scope:
        """Return the scope of a text that everybody reads."""
        return attrs.evolve(self.scope, reader=TABLE)

    def privately(self, readers: frozenset[int], told: Written) -> Scope:
        """Return the scope of a text that some roles read."""
        name = told.text.strip()
        return attrs.evolve(self.scope, reader=Reader("role", readers, name if name in self.scope.names else ""))

    def roles(self, written: Written) -> tuple[str, frozenset[int]] | None:
        """Return the expression for the roles told, and all that may be among them."""
        name = written.text.strip()
        if name in self.scope.names:
            type = self.scope.names[name]
            if isinstance(type, Mem) and type.root == "role":
                spelled = self.python.name(name)
                return (f"[{spelled}] if {spelled}>=0 else []" if type.nullable else f"[{spelled}]"), type.members
        bound = self.scope.selection(written)
        if bound is None:
            return None
        if not isinstance(bound.type, Mem) or bound.type.root != "role":
            self.module.world.blame(written, codes.NOT_ROLES, "roles are told something")
            return None
        found = self.python.collection(bound.domain)
        if bound.condition is not None:
            name = self.python.name(bound.name)
            found = f"[{name} for {name} in {found} if {self.python(bound.condition)}]"
        return found, bound.type.members

    def sentence(self, written: Written, scope: Scope) -> str | None:
        """Return the expression for a text."""
        pieces = scope.sentence(written)
        return None if pieces is None else self.python.sentence(pieces)

    # -- changes -----------------------------------------------------------------------------------

    def assign(self, written: Written) -> None:
        """Write an assignment: rounded, clamped to the track's range, listed when it changes something."""
        found = self.scope.assignment(written)
        if found is None:
            return
        target, op, value = found
        there = self.python.missing(target.items)
        if there:
            self.open(f"if {there}:")
        place, before, after = self.python.place(target), self.fresh("o"), self.fresh("v")
        if not place.isdigit():
            at = self.fresh("i")
            self.put(f"{at}={place}")
            place = at
        self.put(f"{before}=s[{place}]; {after}={self._after(target, op, value, before)}")
        self._clamp(target, op, value, after, written)
        self.open(f"if {after}!={before}:")
        self.put(f"s[{place}]={after}; L(({place},{before},{after},{self.cause(written)}))")
        self.forget(target.track, place, before, after)
        self.close()
        if there:
            self.close()

    def _after(self, target: TrackAt, op: str, value: Tree, before: str) -> str:
        text = self.python(value)
        if isinstance(target.type, Bool):
            return text if isinstance(value, TrackAt) else f"1 if {text} else 0"
        if isinstance(target.type, Mem):
            return text
        text = text if op == "=" else f"{before}{op[0]}{text}"
        whole = not isinstance(value.type, Num) or value.type.whole
        return text if whole else f"_round({text})"

    def _clamp(self, target: TrackAt, op: str, value: Tree, after: str, written: Written) -> None:
        it = self.module.world.tracks[target.track]
        if it.kind != "number":
            return
        type = value.type if isinstance(value.type, Num) else Num(0, 1)
        low, high = type.least, type.most
        if op != "=":
            low, high = (low, high) if op == "+=" else (-high, -low)
            low, high = it.least + low, it.most + high
        if low < it.least:
            lacks = f"; run.lack({self.cause(written)})" if self.in_full and op == "-=" else ""
            self.put(f"if {after}<{it.least}: {after}={it.least}{lacks}")
        if high > it.most:
            self.put(f"if {after}>{it.most}: {after}={it.most}")

    def forget(self, track: str, place: str, before: str, after: str) -> None:
        """Write that what rests on a number of a track is worked out anew; its place, before and after as spelled."""
        self.put(f"{FORGET}{track} {place} {before} {after}")

    def fire(self, event: str) -> None:
        """Note that what is written now makes an event happen."""
        self.fires[event] = self.fires.get(event, 0) + self.times

    # -- decks -------------------------------------------------------------------------------------

    def deck(self, id: str, item: Effect) -> None:
        """Write a draw from a deck: the events that may happen now, one by weight."""
        if not self.known("deck", id, item.fields["draw"]):
            return
        events, names, weights = self.names.decks[id], self.fresh("n"), self.fresh("w")
        self.put(f"{names}=[]; {weights}=[]")
        for event in events:
            self.fire(event)
            self.open(f"if q_{event}(s,m,run):")
            self.put(f"{names}.append({event!r}); {weights}.append(w_{event}(s,m))")
            self.close()
        at = self.fresh("k")
        self.put(f"{at}=run.pick({self.draw(item, id)},{names},{weights})")
        self.open(f"if {at}>=0:")
        table = "{" + ",".join(f"{event!r}:e_{event}" for event in events) + "}"
        self.put(f"{table}[{names}[{at}]](s,m,run)")
        self.close()


def body(writer: Writer, items: Iterable[Effect], owner: str = "") -> list[str]:
    """Return the lines of a function that does a list of effects; `owner`: see `Burden`."""
    items = tuple(items)
    writer.block(items)
    if len(writer.lines) > MOST_LINES:
        hint = "let events do some of it, and fire them"
        writer.module.world.report(items[0].mark, codes.TOO_MANY_EFFECTS, "these are too many effects", hint=hint)
    if items:
        event = writer.entry if writer.section == "events" else ""
        checks = tuple(dict.fromkeys(writer.checks))
        burden = Burden(event, items[0].mark, writer.steps, writer.fires, owner, checks)
        writer.module.burdens.append(burden)
    return ["L=run.changes.append", *writer.lines]


def weigh(module: Module) -> None:
    """Report lists of effects that take too many steps, with all the events that they make happen."""
    of = {burden.event: burden for burden in module.burdens if burden.event}

    def total(burden: Burden, above: frozenset[str] = frozenset()) -> int:
        inner = above | {burden.event}
        fired = ((of[event], times) for event, times in burden.fires.items() if event in of and event not in inner)
        return burden.steps + sum(times * totals(it, inner) for it, times in fired)

    known: dict[str, int] = {}

    def totals(burden: Burden, above: frozenset[str]) -> int:
        if burden.event not in known:
            known[burden.event] = total(burden, above)
        return known[burden.event]

    for burden in module.burdens:
        taken = total(burden)
        if taken > MOST_EFFECT_STEPS:
            message = f"these effects take up to {taken:,} steps, at most {MOST_EFFECT_STEPS:,} are allowed"
            module.world.report(burden.mark, codes.TOO_MANY_STEPS, message, hint="loop over fewer members")
