"""Whether the claims of a ruleset come out of it: arms are played, neighbours compared, a verdict given.

Arms that several claims share are played once, and all arms share their dice game by game.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..language.text import clean
from ..rules.written import load_spec
from .ensemble import Batch, Progress, Row, gist_of, play
from .intervals import Interval, interval, of_mean
from .trials import Reader, Trial, every

Rows = Mapping[Batch, Sequence[Mapping[str, float]]]
"""For each batch, without its formulas, what each game read."""


@attrs.frozen(kw_only=True)
class Pair:
    """Two neighbours of the chain: how far the right one lies above the left one, in `n` games."""

    left: str | float
    sign: str
    right: str | float
    effect: Interval
    holds: bool


@attrs.frozen(kw_only=True)
class ArmResult:
    """An arm's mean over the games that count, and how many those are."""

    mean: float | None
    n: int


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of a claim; `assumed` are the constants without which it no longer holds."""

    id: str
    text: str
    expect: str
    among: str
    games: int
    arms: Mapping[str, ArmResult]
    pairs: tuple[Pair, ...]
    assumed: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every pair of neighbours holds."""
        return all(pair.holds for pair in self.pairs)

    def as_json(self) -> dict[str, Any]:
        """Return what `claims --json` prints of it."""
        return {
            "id": self.id,
            "text": self.text,
            "expect": self.expect,
            "arms": {name: it.mean for name, it in self.arms.items()},
            "pairs": [_pair_as_json(pair) for pair in self.pairs],
            "holds": self.holds,
        } | ({"assumed": list(self.assumed)} if self.assumed else {})


def _pair_as_json(pair: Pair) -> dict[str, Any]:
    it = pair.effect
    kept = {"left": pair.left, "right": pair.right, "effect": it.mean, "ci": [it.low, it.high]}
    return {**kept, "n": it.n, "holds": pair.holds}


def read(path_or_id: str, *, games: int, seed: int = 1, only: str = "") -> tuple[Trial, ...]:
    """Return the claims of a ruleset or scenario with their games; with `only`, that one, () when there is none.

    Raises: Problems: it cannot be read, or a claim asks for something in vain.
    """
    written, _ = load_spec(path_or_id)
    reader = Reader(path_or_id, written, games=games, seed=seed)
    return every((reader.trial(claim) for claim in written.claims if only in ("", claim.id)), reader)


def judged(trials: Sequence[Trial], *, jobs: int = 1, progress: Progress | None = None) -> tuple[Verdict, ...]:
    """Play all arms and return what came of each claim, in order."""
    asked: dict[Batch, dict[str, None]] = {}
    for trial in trials:
        for batch in _batches(trial):
            asked.setdefault(batch, {}).update(dict.fromkeys(_formulas(trial)))
    same = {batch: gist_of(batch) for batch in asked}
    shared: dict[Hashable, Batch] = {}
    for batch, formulas in asked.items():
        known = shared.setdefault(same[batch], batch).formulas
        shared[same[batch]] = attrs.evolve(shared[same[batch]], formulas=tuple(dict.fromkeys((*known, *formulas))))
    played = play(tuple(shared.values()), jobs=jobs, progress=progress)
    read = {gist: list(_read(batch, found)) for (gist, batch), found in zip(shared.items(), played, strict=True)}
    return tuple(_verdict(trial, {batch: read[gist] for batch, gist in same.items()}) for trial in trials)


def _read(batch: Batch, rows: Sequence[Row]) -> Iterator[Mapping[str, float]]:
    return (dict(zip(batch.formulas, row.figures, strict=True)) for row in rows)


def _batches(trial: Trial) -> Iterable[Batch]:
    for arms in (trial.arms, *trial.without.values()):
        yield from arms.values()


def _formulas(trial: Trial) -> tuple[str, ...]:
    claim = trial.claim
    return (claim.measure.text,) if claim.among is None else (claim.measure.text, claim.among.text)


def _verdict(trial: Trial, rows: Rows) -> Verdict:
    claim = trial.claim
    arms = _values(trial, trial.arms, rows)
    counted = {name: [value for value in values if value is not None] for name, values in arms.items()}
    pairs = _pairs(trial, arms)
    holds = all(pair.holds for pair in pairs)
    return Verdict(
        id=claim.id,
        text=claim.text or claim.title,
        expect=clean(claim.expect.text),
        among=clean(claim.among.text) if claim.among is not None else "",
        games=max(batch.games for batch in trial.arms.values()),
        arms={name: ArmResult(mean=of_mean(values).mean, n=len(values)) for name, values in counted.items()},
        pairs=pairs,
        assumed=tuple(name for name in trial.without if holds and not _holds_without(trial, name, rows)),
    )


def _holds_without(trial: Trial, constant: str, rows: Rows) -> bool:
    return all(pair.holds for pair in _pairs(trial, _values(trial, trial.without[constant], rows)))


Values = Mapping[str, Sequence[float | None]]
"""For each arm what each game came to, None for those that do not count."""


def _values(trial: Trial, arms: Mapping[str, Batch], rows: Rows) -> Values:
    measure, *among = _formulas(trial)
    return {
        name: [game[measure] if all(game[it] for it in among) else None for game in rows[batch]]
        for name, batch in arms.items()
    }


def _pairs(trial: Trial, values: Values) -> tuple[Pair, ...]:
    chain = trial.chain
    neighbours = zip(chain.items, chain.signs, chain.items[1:], strict=False)
    return tuple(_pair(left, sign, right, values) for left, sign, right in neighbours)


def _pair(left: str | float, sign: str, right: str | float, values: Values) -> Pair:
    effect = _effect(left, right, values)
    return Pair(left=left, sign=sign, right=right, effect=effect, holds=_holds(effect, sign))


def _effect(left: str | float, right: str | float, values: Values) -> Interval:
    """Return how far the right one lies above the left one."""
    if isinstance(left, str) and isinstance(right, str):
        both = zip(values[left], values[right], strict=False)
        return interval([b - a for a, b in both if a is not None and b is not None])
    if isinstance(left, str):
        return _shifted(_mean_of(values[left]), -1, float(right))
    if isinstance(right, str):
        return _shifted(_mean_of(values[right]), 1, -left)
    return Interval(mean=right - left, low=right - left, high=right - left, n=0)


def _mean_of(values: Sequence[float | None]) -> Interval:
    return of_mean([value for value in values if value is not None])


def _shifted(it: Interval, factor: int, by: float) -> Interval:
    """Return an interval turned over by a factor of -1, then moved."""
    if it.mean is None or it.low is None or it.high is None:
        return it if it.mean is None else attrs.evolve(it, mean=factor * it.mean + by)
    low, high = sorted((factor * it.low + by, factor * it.high + by))
    return Interval(mean=factor * it.mean + by, low=low, high=high, n=it.n)


def _holds(effect: Interval, sign: str) -> bool:
    """Whether the whole interval lies where the sign wants it."""
    if effect.low is None or effect.high is None:
        return False
    return {"<": effect.low > 0, "<=": effect.low >= 0, ">": effect.high < 0, ">=": effect.high <= 0}[sign]
