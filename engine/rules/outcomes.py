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
    Type,
    Var,
    as_number,
    numbers_of,
    walk,
)
from ..language.measures import steps
from ..language.resolve import Reader, Scope
from ..language.shapes import Written
from ..language.world import IndexOf, MeasureOf, Sight, World
from . import rule_codes as codes
from .dice import DEALT
from .making import Making, seen_by, titled
from .resting import read, readings
from .ruleset import Ending, Funnel, Objective


def ending(making: Making, written: spec.Ending) -> Ending:
    """Return an ending."""
    tree = making.scope().flag(written.when) if written.when is not None else None
    return Ending(
        id=written.id,
        title=titled(written),
        text=written.text,
        at_end=written.at == "end",
        by_effect_only=not written.at and written.when is None,
        rests_on=readings(making.world, () if tree is None else (tree,)),
        place=making.world.sources.place(written.mark),
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
    roles = _roles(making.world, written.for_, "an objective")
    if roles is None:
        return None
    scope = Scope(making.world, {"me": roles[0]}, Reader("measure"), making.measures, owner="me")
    trees = [scope.number(text) for _, text in written.is_]
    sight = Sight()
    for one in scope.sight:
        sight = sight.also(one)
    terms = tuple(tree for tree in trees if tree is not None)
    return Goal(written, roles[1], terms, sight) if len(terms) == len(trees) else None


def _roles(world: World, written: Written, what: str) -> tuple[Type, tuple[int, ...]] | None:
    """Return the roles that something is for, and what `me` is there; None when they are none."""
    bound = Scope(world, {}).selection(written)
    if bound is None:
        return None
    if not _are_fixed_roles(bound):
        world.blame(written, codes.NOT_ROLES, f"{what} is for roles, selected by attributes")
        return None
    return bound.type, bound.domain.members or ()


def _are_fixed_roles(bound: Bound) -> bool:
    type = bound.type
    fixed = bound.domain.members is not None and bound.condition is None
    return fixed and isinstance(type, Mem) and type.root == "role" and not type.nullable


def objective(making: Making, goal: Goal) -> Objective:
    """Return an objective."""
    written = goal.written
    if written.sealed:
        making.module.drawn(DEALT, "pick")
    total = "+".join(making.python(tree) for tree in goal.terms)
    return Objective(
        id=written.id,
        title=titled(written),
        text=written.text,
        roles=goal.roles,
        sealed=written.sealed,
        seen_by=seen_by(goal.sight),
        reads=tuple(dict.fromkeys(it for tree in goal.terms for it in read(making.world, tree))),
        rests_on=frozenset(it for tree in goal.terms for it in _tracks(tree, making.world)),
        names={"worth": making.module.define(f"y_{written.id}", "s,m,me", [f"return _round({total})"])},
    )


def funnel(making: Making, written: spec.Funnel) -> Funnel | None:
    """Return a funnel, None when something is wrong with it."""
    roles = _roles(making.world, written.for_, "a funnel")
    if roles is None:
        return None
    scope = Scope(making.world, {"me": roles[0]}, measures=making.measures, owner="me")
    stages = [[scope.number(text) for _, text in stage.is_] for stage in written.stages]
    values = ["+".join(making.python(tree) for tree in trees if tree is not None) for trees in stages]
    return Funnel(
        id=written.id,
        title=titled(written),
        text=written.text,
        roles=roles[1],
        stages=tuple(titled(stage) for stage in written.stages),
        names={"values": making.module.define(f"z_{written.id}", "s,m,me", [f"return ({','.join(values)},)"])},
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
