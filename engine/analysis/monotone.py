"""Whether single steps of single tracks ever do what they must not: each is compared on paired games.

A step is perverse when the whole interval of its effect lies on the wrong side. The intervals are so wide that
among all steps without any effect one is called perverse in one run of twenty only (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import attrs

from ..language.text import clean
from ..rules.written import load_spec
from .ensemble import Batch, Progress, Row, play
from .intervals import LIKELY, Interval, interval
from .trials import Reader, Sweep, every

MOST_PERVERSE = 0.01
"""Share of perverse steps without an explanation that may remain."""


@attrs.frozen(kw_only=True)
class Step:
    """One step of a track, and how far it moved the measure."""

    before: int
    after: int
    effect: Interval
    perverse: bool


@attrs.frozen(kw_only=True)
class Swept:
    """What came of an expectation, step by step."""

    id: str
    text: str
    raised: str
    measure: str
    never: str
    explained: str
    steps: tuple[Step, ...]

    @property
    def perverse(self) -> tuple[Step, ...]:
        """The steps that did what none must do."""
        return tuple(step for step in self.steps if step.perverse)


@attrs.frozen(kw_only=True)
class Report:
    """All expectations of a ruleset."""

    games: int
    swept: tuple[Swept, ...]

    @property
    def steps(self) -> int:
        """How many steps were tried."""
        return sum(len(it.steps) for it in self.swept)

    @property
    def perverse(self) -> int:
        """How many steps were perverse."""
        return sum(len(it.perverse) for it in self.swept)

    @property
    def unexplained(self) -> float:
        """The share of steps that are perverse and that nobody has explained."""
        return sum(len(it.perverse) for it in self.swept if not it.explained) / max(1, self.steps)

    @property
    def fine(self) -> bool:
        """Whether at most one step in a hundred is perverse without an explanation."""
        return self.unexplained <= MOST_PERVERSE

    def as_json(self) -> dict[str, Any]:
        """Return what `monotone --json` prints."""
        counted = {"games": self.games, "steps": self.steps, "perverse": self.perverse}
        return {**counted, "unexplained": self.unexplained, "expects": [_as_json(it) for it in self.swept]}


def _as_json(it: Swept) -> dict[str, Any]:
    said = attrs.asdict(it, recurse=False, filter=lambda field, _: field.name not in ("raised", "steps"))
    return {**said, "raise": it.raised, "steps": [_step_as_json(step) for step in it.steps]}


def _step_as_json(step: Step) -> dict[str, Any]:
    it = step.effect
    said = {"from": step.before, "to": step.after, "effect": it.mean, "ci": [it.low, it.high], "n": it.n}
    return {**said, "perverse": step.perverse}


def read(path_or_id: str, *, games: int, seed: int = 1) -> tuple[Sweep, ...]:
    """Return the expectations of a ruleset or scenario with their games.

    Raises: Problems: it cannot be read, or one of them asks for something in vain.
    """
    written, _ = load_spec(path_or_id)
    reader = Reader(path_or_id, written, games=games, seed=seed)
    return every((reader.sweep(it) for it in written.expects), reader)


def swept(sweeps: Sequence[Sweep], *, jobs: int = 1, progress: Progress | None = None) -> Report:
    """Play all values of all expectations and return what each step did."""
    batches = [_asking(sweep, batch) for sweep in sweeps for batch in sweep.batches.values()]
    unique = tuple(dict.fromkeys(batches))
    rows = dict(zip(unique, play(unique, jobs=jobs, progress=progress), strict=True))
    steps = sum(len(sweep.batches) - 1 for sweep in sweeps)
    likely = 1 - (1 - LIKELY) / max(1, steps)
    found = tuple(_swept(sweep, rows, likely) for sweep in sweeps)
    return Report(games=max((batch.games for batch in unique), default=0), swept=found)


def _asking(sweep: Sweep, batch: Batch) -> Batch:
    return attrs.evolve(batch, formulas=(sweep.expectation.measure.text,))


def _swept(sweep: Sweep, rows: Mapping[Batch, Sequence[Row]], likely: float) -> Swept:
    it = sweep.expectation
    figures = {value: [row.figures[0] for row in rows[_asking(sweep, batch)]] for value, batch in sweep.batches.items()}
    steps = []
    for (before, old), (after, new) in pairwise(figures.items()):
        effect = interval([b - a for a, b in zip(old, new, strict=True)], likely)
        steps.append(Step(before=before, after=after, effect=effect, perverse=_is_perverse(effect, it.never)))
    return Swept(
        id=it.id,
        text=it.text or it.title,
        raised=clean(it.raise_),
        measure=clean(it.measure.text),
        never=it.never,
        explained=it.explained,
        steps=tuple(steps),
    )


def _is_perverse(effect: Interval, never: str) -> bool:
    if effect.low is None or effect.high is None:
        return False
    return effect.low > 0 if never == "up" else effect.high < 0
