"""A small world for tests of formulas, and what is wrong with a formula in it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from engine.language.loader import load_spec
from engine.language.meaning import Tree, Type
from engine.language.naming import build
from engine.language.resolve import RULES, Measures, Reader, Scope
from engine.language.shapes import Written
from engine.language.world import World
from engine.problems import Problem

SMALL = """
id: small
turns: 4
roles:
  red: {side: east, power: 3, ally: none, friends: [blue, green]}
  blue: {side: west, power: 1, ally: green, spy: true}
  green: {side: west, power: 2, ally: blue, gate: 1}
areas: {coast: {zone: safe, links: {hills: land}}, hills: {zone: front}}
sets:
  western: "r in role if r.side == west"
tracks:
  heat: {range: 0..9, levels: {cold: 0..3, hot: 7..9}}
  chill: {range: -5..5}
  people: {range: 0..900000000}
  money: {per: role, range: 0..20}
  mood: {per: western, range: 0..9}
  own: {per: role, range: 0..9, seen_by: owner}
  face: {per: role, range: 0..1, levels: [calm, tense], seen_by: owner, public_as: levels}
  plan: {range: 0..9, seen_by: [red]}
  dark: {range: 0..9, seen_by: nobody}
  leader: {type: role}
  open: {type: flag}
measures:
  wealth: {is: "sum(money[r] for r in role)"}
  mine: {per: {who: role}, is: "own[who] + 1"}
  others: {per: {who: role}, is: "sum(own[r] for r in role if r != who)"}
turn: {early: {}, late: {}}
"""


def world_of(text: str) -> tuple[World, Measures]:
    """Return the names of a ruleset written as text; its problems stand in the world."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.yaml"
        path.write_text(text, "utf-8")
        return build(load_spec(path)[0])


class Small:
    """The small world, asked about formulas."""

    def __init__(self, text: str = SMALL) -> None:
        self.world, self.measures = world_of(text)
        assert not self.world.problems, self.world.problems

    def scope(self, reader: Reader = RULES, **names: Type) -> Scope:
        """Return a scope in which these names are bound."""
        return Scope(self.world, names, reader, self.measures)

    def tree(self, text: str, reader: Reader = RULES, **names: Type) -> Tree:
        """Return what a formula means."""
        tree = self.scope(reader, **names).any(Written(text))
        assert tree is not None, self.world.problems[-1]
        return tree

    def wrong(self, text: str, reader: Reader = RULES, **names: Type) -> Problem:
        """Return the one problem of a formula."""
        before = len(self.world.problems)
        assert self.scope(reader, **names).any(Written(text)) is None, text
        self.world.suggested = 0
        (problem,) = self.world.problems[before:]
        return problem
