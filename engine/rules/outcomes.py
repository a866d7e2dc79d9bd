"""How a game ends and what it is worth to whom: endings, objectives, and `score[r]`."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..language import spec
from ..language.meaning import (
    Bool,
    Bound,
    Const,
    Domain,
    MeasureAt,
    Mem,
    Member,
    Num,
    Operation,
    TrackAt,
    Tree,
    Var,
    as_number,
    numbers_of,
    walk,
)
from ..language.measures import steps
from ..language.resolve import Reader, Scope
from ..language.world import IndexOf, MeasureOf, Sight, World
from . import rule_codes as codes
from .making import Making, seen_by, titled
from .ruleset import Ending, Objective


def ending(making: Making, written: spec.Ending) -> Ending:
    """Return an ending."""
    tree = making.scope().flag(written.when) if written.when is not None else None
    return Ending(
        id=written.id,
        title=titled(written),
        text=written.text,
        at_end=written.at == "end",
        by_effect_only=not written.at and written.when is None,
        names={"when": making.question(f"x_{written.id}", making.python(tree))} if tree is not None else {},
    )


@attrs.frozen
class Goal:
    """An objective, settled: for which roles, its terms, who sees all that it reads."""

    written: spec.Objective
    roles: tuple[int, ...]
    terms: tuple[Tree, ...]
    sight: Sight


def goals(making: Making) -> tuple[Goal, ...]:
    """Return the objectives, settled; with none of them sealed, formulas know `score[r]` from here on."""
    found = [_goal(making, written) for written in making.written.objectives]
    settled = tuple(goal for goal in found if goal is not None)
    if settled and not any(goal.written.sealed for goal in settled):
        score = _score(making, settled)
        making.world.measures[score.id] = score
    return settled


def _goal(making: Making, written: spec.Objective) -> Goal | None:
    bound = Scope(making.world, {}).selection(written.for_)
    if bound is None:
        return None
    if not _are_fixed_roles(bound):
        making.world.blame(written.for_, codes.NOT_ROLES, "an objective is for roles, selected by attributes")
        return None
    scope = Scope(making.world, {"me": bound.type}, Reader("measure"), making.measures, owner="me")
    trees = [scope.number(text) for _, text in written.is_]
    sight = Sight()
    for one in scope.sight:
        sight = sight.also(one)
    terms = tuple(tree for tree in trees if tree is not None)
    return Goal(written, bound.domain.members or (), terms, sight) if len(terms) == len(trees) else None


def _are_fixed_roles(bound: Bound) -> bool:
    type = bound.type
    fixed = bound.domain.members is not None and bound.condition is None
    return fixed and isinstance(type, Mem) and type.root == "role" and not type.nullable


def objective(making: Making, goal: Goal) -> Objective:
    """Return an objective."""
    written = goal.written
    total = "+".join(making.python(tree) for tree in goal.terms)
    return Objective(
        id=written.id,
        title=titled(written),
        text=written.text,
        roles=goal.roles,
        sealed=written.sealed,
        seen_by=seen_by(goal.sight),
        names={"worth": making.module.define(f"y_{written.id}", "s,m,me", [f"return _round({total})"])},
    )


# -- score[r] --------------------------------------------------------------------------------------


def _score(making: Making, found: tuple[Goal, ...]) -> MeasureOf:
    """Return `score`, which gives a role's sum and is read by rules only."""
    world = making.world
    index = IndexOf("me", "role", "role", world.everything("role"))
    terms = tuple((goal.written.id, _worth(goal, index)) for goal in found)
    bounds = [numbers_of(tree.type) for _, tree in terms]
    type = Num(sum(it.least for it in bounds), sum(it.most for it in bounds))
    reads = frozenset(track for goal in found for tree in goal.terms for track in _tracks(tree, world))
    taken = sum(steps(tree, world) for _, tree in terms)
    written = spec.Measure(id="score", title="Score", is_=(), mark=found[0].written.mark)
    return MeasureOf("score", "Score", (index,), type, terms, Sight(frozenset()), taken, reads, written)


def _worth(goal: Goal, index: IndexOf) -> Tree:
    """Return what an objective is worth to `me`: nothing to a role that it is not for."""
    worth = goal.terms[0]
    for term in goal.terms[1:]:
        a, b = numbers_of(worth.type), numbers_of(term.type)
        sum_ = Num(a.least + b.least, a.most + b.most, a.whole and b.whole)
        worth = Operation(type=sum_, op="+", items=(worth, term))
    bounds = numbers_of(worth.type)
    worth = Operation(type=Num(int(bounds.least) - 1, int(bounds.most) + 1), op="round", items=(as_number(worth),))
    roles = Domain(type=Mem("role", frozenset(goal.roles)), size=len(goal.roles), members=goal.roles, root="role")
    mine = Member(type=Bool(), item=Var(type=index.type, name="me"), domain=roles)
    either = Num(min(0, bounds.least - 1), max(0, bounds.most + 1))
    return Operation(type=either, op="if", items=(mine, worth, Const(type=Num(0, 0), value=0)))


def _tracks(tree: Tree, world: World) -> Iterator[str]:
    """Yield the tracks that a tree reads, through measures too."""
    for part in walk(tree):
        if isinstance(part, TrackAt):
            yield part.track
        elif isinstance(part, MeasureAt):
            yield from world.measures[part.measure].reads
