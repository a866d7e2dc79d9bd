"""Questions asked of compiled rules: formulas written after the load, in tests and at the desk.

They read everything, as endings do; whoever shows an answer to a seat must ask a view instead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import attrs

from ..language.marks import Sources
from ..language.meaning import BOUND, Bool, Mem, Num, Type
from ..language.resolve import RULES, Measures, Scope
from ..language.shapes import Written
from ..language.spec import Measure as WrittenMeasure
from ..language.spec import Member
from ..language.world import MISSING, Attribute, IndexOf, LevelOf, MeasureOf, Sight, Subset, TrackOf, World
from ..problems import Problems
from . import ruleset
from .module import Module
from .ruleset import Function, Ruleset
from .source import Python
from .words import ENDED, SCORES

_ENDINGS = "ending"

_MOST_SCORE = 10**9


def question(
    rules: Ruleset, text: str, mark: int = 0, sources: Sources | None = None, *, scored: bool = False
) -> Function:
    """Return a formula as a function `(s, m)` of the values and what is remembered.

    With `scored` it is read after the end: it may read `score[r]` though objectives are sealed, and `ended`,
    the ending that came; `m[SCORES]` has the scores then, by role, and `m[ENDED]` the ending.

    Raises: Problems: the formula cannot be understood; places come from `mark` in `sources`.
    """
    world = world_of(rules, sources or _unplaced(text))
    dealt = scored and bool(rules.objectives) and "score" not in rules.measures
    if dealt:
        world.measures["score"] = _score(rules)
    told = scored and _has_room_for_endings(world, rules)
    if told:
        _add_endings(world, rules)
    tree = Scope(world, {}, RULES, Measures(world)).any(Written(text, mark))
    if tree is None or world.problems:
        raise Problems(world.problems)
    module = Module(world)
    name = module.define("question", "s,m", [f"return {Python(module)(tree)}"])
    functions: dict[str, Any] = dict(rules.functions)
    if dealt:
        functions["M_score"] = lambda _values, memo, role: memo[SCORES][role]
    if told:
        functions["M_ended"] = lambda _values, memo: memo[ENDED]
    exec(compile(module.text(), f"<question: {rules.id}>", "exec", dont_inherit=True), functions)
    asked: Function = functions[name]
    return asked


def world_of(rules: Ruleset, sources: Sources) -> World:
    """Return the names of compiled rules as formulas know them; members and measures may be added to it."""
    known = _known(rules)
    return attrs.evolve(
        known,
        sources=sources,
        problems=[],
        roots=dict(known.roots),
        positions=dict(known.positions),
        measures=dict(known.measures),
    )


@lru_cache(maxsize=8)
def _known(rules: Ruleset) -> World:
    world = World(None, said=rules.words)
    world.turns, world.phases = rules.turns, tuple(phase.id for phase in rules.phases)
    world.roots = {
        root: [Member(id=member.id, title=member.title) for member in members] for root, members in rules.roots.items()
    }
    world.positions = dict(rules.positions)
    world.sets = {id: Subset(id, it.root, it.members) for id, it in rules.sets.items()}
    world.dates = {id: turn for id, (turn, _) in rules.dates.items()}
    world.distances = {kind: [list(row) for row in rows] for kind, rows in rules.distances.items()}
    for root, found in rules.attributes.items():
        world.attributes[root] = {
            name: Attribute(name, root, it.kind, it.of, [MISSING if v is None else v for v in it.table])
            for name, it in found.items()
        }
    world.tracks = {id: _track(it, rules) for id, it in rules.tracks.items()}
    world.measures = {id: _measure(it, rules) for id, it in rules.measures.items()}
    return world


def _score(rules: Ruleset) -> MeasureOf:
    """Return `score` as a measure that is known after the end only."""
    index = IndexOf("me", "role", "role", tuple(range(len(rules.roles))))
    type = Num(-_MOST_SCORE, _MOST_SCORE, True)
    written = WrittenMeasure(id="score", is_=())
    return MeasureOf("score", "Score", (index,), type, (), Sight(), 1, frozenset(), written)


def _has_room_for_endings(world: World, rules: Ruleset) -> bool:
    return bool(rules.endings) and not world.taken(ENDED) and _ENDINGS not in world.roots


def _add_endings(world: World, rules: Ruleset) -> None:
    """Make endings members of a set of their own, as far as nothing else is called so, and `ended` one of them."""
    world.roots[_ENDINGS] = [Member(id=it.id, title=it.title) for it in rules.endings.values()]
    for position, id in enumerate(rules.endings):
        if not world.taken(id):
            world.positions[id] = (_ENDINGS, position)
    type = Mem(_ENDINGS, frozenset(range(len(rules.endings))))
    written = WrittenMeasure(id=ENDED, is_=())
    world.measures[ENDED] = MeasureOf(ENDED, "Ended", (), type, (), Sight(), 1, frozenset(), written)


def _unplaced(text: str) -> Sources:
    sources = Sources()
    sources.add("question", text)
    return sources


def _members(rules: Ruleset, root: str) -> frozenset[int]:
    return frozenset(range(len(rules.roots.get(root, ()))))


def _indices(indices: tuple[ruleset.Index, ...]) -> tuple[IndexOf, ...]:
    return tuple(IndexOf(index.name, index.set, index.root, index.members) for index in indices)


def _track(it: ruleset.Track, rules: Ruleset) -> TrackOf:
    return TrackOf(
        it.id,
        it.title,
        it.kind,
        it.least,
        it.most,
        root=it.root,
        members=_members(rules, it.root),
        indices=_indices(it.indices),
        strides=it.strides,
        base=it.base,
        size=it.size,
        levels=tuple(LevelOf(level.id, level.title, level.least, level.most) for level in it.levels),
    )


def _measure(it: ruleset.Measure, rules: Ruleset) -> MeasureOf:
    type: Type = Num(max(-BOUND, it.least), min(BOUND, it.most), it.whole)
    if it.kind == "flag":
        type = Bool()
    elif it.kind == "member":
        type = Mem(it.root, _members(rules, it.root), nullable=True)
    written = WrittenMeasure(id=it.id, is_=())
    return MeasureOf(it.id, it.title, _indices(it.indices), type, (), Sight(), 1, frozenset(), written)
