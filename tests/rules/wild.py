"""A small world with one of everything, and random formulas that fit it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from engine.language.loader import load_spec
from engine.language.naming import build
from engine.language.resolve import Measures
from engine.language.world import World

WILD = """
id: wild
title: Wild
turns: 5
roles:
  red: {side: east, power: 3, ally: none, home: coast, friends: [blue, green]}
  blue: {side: west, power: 1, ally: green, home: hills, friends: []}
  green: {side: west, power: 2, ally: blue, home: coast, friends: [red], shy: true}
areas:
  coast: {pop: 10, links: {hills: land, isle: sea}}
  hills: {pop: 2, links: {plain: land}}
  plain: {pop: 0, links: {coast: {kind: rail, one_way: true}}}
  isle: {pop: 5}
  rock: {pop: 1}
forces:
  foot: {cost: 1}
  tank: {cost: 2.5}
sets:
  western: "r in role if r.side == west"
  busy: "a in area if a.pop > 1"
tracks:
  heat: {range: 0..9, start: 2, levels: [a, b, c, d]}
  chill: {range: -5..5, levels: {low: -5..-1, mid: 0..2, high: 4..5}}
  money: {per: role, range: 0..20}
  mood: {per: western, range: -3..3}
  troops: {per: [role, force, area], range: 0..9}
  trust: {per: {giver: role, taker: role}, range: 0..9}
  leader: {type: role}
  best: {type: western}
  target: {per: role, type: area}
  next: {per: role, type: role}
  open: {type: flag}
  ready: {per: role, type: flag}
  crowd: {per: area, range: 0..400000}
measures:
  wealth: {is: "sum(money[r] for r in role)"}
  strength: {per: area, is: "sum(troops[r, f, area] * f.cost for r in role for f in force)"}
  strongest: {is: "argmax(strength[a] for a in area)"}
  bold: {per: role, is: "ready[role] and money[role] > 2"}
  rank:
    per: {who: role}
    is: {base: "who.power", bonus: "1 if leader == who else 0", share: "div(money[who], wealth, 0.5)"}
  seven: {is: 7}
  each: {per: role, is: 3}
orders: {hold: {by: all}}
turn: {early: {by: all, offers: [hold], mode: sequential}, late: {does: []}}
endings: {over: {at: end}}
"""

ROOTS = {
    "role": ("red", "blue", "green"),
    "area": ("coast", "hills", "plain", "isle", "rock"),
    "force": ("foot", "tank"),
}
SETS = {"role": ("role", "western", "all"), "area": ("area", "busy"), "force": ("force",)}


@cache
def wild() -> tuple[World, Measures]:
    """Return the names of the wild world and its measures."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wild.yaml"
        path.write_text(WILD, "utf-8")
        world, measures = build(load_spec(path)[0])
    assert not world.problems, world.problems
    return world, measures


def state(random: Random) -> list[int]:
    """Return values within the ranges of all tracks."""
    world, _ = wild()
    values = [random.randint(1, world.turns), random.randint(0, 1)]
    for it in world.tracks.values():
        members = (*it.members, -1) if it.kind == "member" else range(it.least, it.most + 1)
        values += [random.choice(members) for _ in range(it.size)]
    return values


class Formulas:
    """Writes random formulas that fit the wild world, most of them well typed."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.bound: list[tuple[str, str]] = []  # name, root

    def any(self) -> str:
        """Return a formula of any type."""
        return self.random.choice((self.number, self.number, self.condition, lambda deep: self.member("", deep)))(4)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def number(self, deep: int) -> str:
        """Return a formula for a number."""
        if deep <= 0 or self.random.random() < 0.15:
            return self.pick("heat", "chill", "turn", "turns", "wealth", "seven", "open", "3", "0", "2.5", "1")
        write = self.random.choice((self.sum, self.sum, self.reading, self.reading, self.call, self.choice, self.over))
        return write(deep - 1)

    def sum(self, deep: int) -> str:
        op = self.pick("+", "-", "*", "+", "-", "/", "//", "%")
        divisor = self.pick("2", "3", "turn", "(-4)", "1.5", "turns")
        right = divisor if op in ("/", "//", "%") else self.number(deep)
        text = f"({self.number(deep)} {op} {right})"
        return f"-{text}" if self.random.random() < 0.1 else text

    def reading(self, deep: int) -> str:
        role, area, force = (self.member(root, deep) for root in ROOTS)
        return self.pick(
            f"money[{role}]",
            f"troops[{role}, {force}, {area}]",
            f"trust[{role}, {self.member('role', deep)}]",
            f"crowd[{area}]",
            f"strength[{area}]",
            f"rank[{role}]",
            f"mood[{self.pick('blue', 'green', 'best')}]",
            f"ready[{role}]",
            f"bold[{role}]",
            f"each[{role}]",
            f"{role}.power" if role != "none" else "1",
            f"{area}.pop" if area != "none" else "1",
            f"{force}.cost" if force != "none" else "1",
            f"distance({area}, {self.member('area', deep)}{self.pick('', ', land', ', sea')})",
        )

    def call(self, deep: int) -> str:
        one, two, three = (self.number(deep) for _ in range(3))
        return self.pick(
            f"min({one}, {two})",
            f"max({one}, {two}, {three})",
            f"abs({one})",
            f"round({one})",
            f"floor({one})",
            f"ceil({one})",
            f"clamp({one}, {two}, {three})",
            f"at({one}, {two}, {three}, 4)",
            f"at({one}, 1, 2, 3)",
            f"div({one}, {two}, {three})",
            f"min({self.condition(deep)}, {one})",
        )

    def choice(self, deep: int) -> str:
        return f"({self.number(deep)} if {self.condition(deep)} else {self.pick(self.number(deep), self.condition(0))})"

    def over(self, deep: int) -> str:
        kind = self.pick("sum", "min", "max", "count")
        loops = self.loops(kind, deep)
        body = self.condition(deep) if kind == "count" else self.number(deep)
        return self.closed(f"{kind}({body}{loops})", loops)

    def loops(self, kind: str, deep: int) -> str:
        """Return one or two `for`; their names are bound until `closed`."""
        texts = []
        for _ in range(self.random.choice((1, 1, 2)) if not kind.startswith("arg") else 1):
            name = f"x{len(self.bound)}"
            root = (
                self.random.choice((*ROOTS, "number")) if not kind.startswith("arg") else self.random.choice((*ROOTS,))
            )
            domain = self.domain(root, deep)
            self.bound.append((name, root))
            condition = f" if {self.condition(min(1, deep))}" if self.random.random() < 0.5 else ""
            texts.append(f" for {name} in {domain}{condition}")
        return "".join(texts)

    def closed(self, text: str, loops: str) -> str:
        del self.bound[len(self.bound) - loops.count(" for x") :]
        return text

    def domain(self, root: str, deep: int) -> str:
        if root == "number":
            return self.pick("1..3", "0..heat", "-1..chill / 2", "[1, 4, 2]", "turn..turns")
        if root == "role" and self.random.random() < 0.4:
            return self.pick("red.friends", "blue.friends", "[red, leader]", "[green, blue]", "leader.friends")
        return self.random.choice(SETS[root])

    def condition(self, deep: int) -> str:
        """Return a formula that holds or not."""
        if deep <= 0 or self.random.random() < 0.1:
            return self.pick("open", "true", "heat > 3", "leader == red", "best != none", "phase == early")
        write = self.random.choice((self.comparison, self.logic, self.quantified, self.inside, self.worded))
        return write(deep - 1)

    def comparison(self, deep: int) -> str:
        op, other = (self.pick("<", "<=", ">", ">=") for _ in range(2))
        if self.random.random() < 0.3:
            return f"({self.number(deep)} {op} {self.number(deep)} {other} {self.number(deep)})"
        if self.random.random() < 0.4:
            root = self.random.choice((*ROOTS,))
            return f"({self.member(root, deep)} {self.pick('==', '!=')} {self.member(root, deep)})"
        if self.random.random() < 0.3:
            return f"(round({self.number(deep)}) {self.pick('==', '!=')} ceil({self.number(deep)}))"
        return f"({self.number(deep)} {op} {self.number(deep)})"

    def logic(self, deep: int) -> str:
        if self.random.random() < 0.3:
            return f"(not {self.condition(deep)})"
        return f"({self.condition(deep)} {self.pick('and', 'or')} {self.condition(deep)})"

    def quantified(self, deep: int) -> str:
        kind = self.pick("any", "all")
        loops = self.loops(kind, deep)
        return self.closed(f"{kind}({self.condition(deep)}{loops})", loops)

    def inside(self, deep: int) -> str:
        root = self.random.choice((*ROOTS, "number"))
        item = f"round({self.number(deep)})" if root == "number" else self.member(root, deep)
        return f"({item} {self.pick('in', 'not in')} {self.domain(root, deep)})"

    def worded(self, deep: int) -> str:
        role = self.member("role", deep)
        return self.pick(
            f"({role if role != 'none' else 'red'}.side == {self.pick('east', 'west')})",
            f"(level(heat) {self.pick('==', '>=', '<', '!=')} {self.pick('a', 'b', 'd')})",
            f"(level(chill) {self.pick('==', '>=', '<')} {self.pick('low', 'mid', 'high')})",
            f"(phase {self.pick('==', '<', '>=')} {self.pick('early', 'late')})",
            f"near({self.member('area', deep)}, {self.member('area', deep)}{self.pick('', ', land', ', rail')})",
            f"({role if role != 'none' else 'red'}.side in [east])",
            f"ready[{role}]",
            f"bold[{role}]",
        )

    def member(self, root: str, deep: int) -> str:
        """Return a formula for a member of a root set."""
        root = root or self.random.choice((*ROOTS,))
        names = [name for name, of in self.bound if of == root]
        if names and self.random.random() < 0.6:
            return self.random.choice(names)
        if deep > 0 and self.random.random() < 0.3:
            kind = self.pick("argmin", "argmax")
            loops = self.loops(kind, deep - 1)
            found = self.closed(f"{kind}({self.number(deep - 1)}{loops})", loops)
            return found if self.root_of(loops) == root else self.pick(*ROOTS[root])
        if root == "role":
            return self.pick(
                *ROOTS[root], "leader", "best", "leader.ally", "none", "next[next[leader]]", "next[red].ally"
            )
        if root == "area":
            return self.pick(
                *ROOTS[root], "target[red]", "target[leader]", "strongest", "red.home", "leader.home", "none"
            )
        return self.pick(*ROOTS[root])

    def root_of(self, loops: str) -> str:
        domain = loops.split(" in ", 1)[1].split(" if ")[0]
        return next((root for root, names in SETS.items() if domain in names), "role")
