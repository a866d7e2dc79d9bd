"""The decisions after which a game went elsewhere, found by playing on without them.

For each decision the rest is played twice by scripted seats: once with what was given, once with the
default in its place, by the same dice. Three sieves keep it cheap: how far apart the two are when the turn
ends, then a few whole rests, then many for the few that are told.
"""

from __future__ import annotations

import attrs

from ..bots.player import Player, draws_for
from ..bots.roster import decided
from ..rules.dice import Seeded
from ..rules.ruleset import FIRST_TRACK, Ruleset
from .ensemble import seed_of
from .forks import Forks, Moment, Progress, Reached, Steps, Swing, other_endings, swings, weight

FEW, MANY = 2, 12
"""Replays of the second sieve, and of what is told."""
TRIED, TOLD = 12, 6
"""Decisions that come through the first sieve, and through the second."""


@attrs.frozen(kw_only=True)
class TurningPoint:
    """A decision, and what the rest gained by it; `others` are the endings without it, where they differ."""

    turn: int
    phase: str
    role: str
    titles: tuple[str, ...]
    replays: int
    others: tuple[tuple[str, int], ...]
    swings: tuple[Swing, ...]
    weight: float


@attrs.frozen
class _Decision:
    moment: Moment
    role: str


class _Rests:
    """Rests of one game, those with everything as it was given played once each."""

    def __init__(self, forks: Forks, seed: int) -> None:
        self.forks = forks
        self.seed = seed
        self._kept: dict[tuple[int, int], Reached] = {}

    def pair(self, decision: _Decision, number: int) -> tuple[Reached, Reached]:
        """Return the rest with the decision, and the one without."""
        seed, moment = seed_of(self.seed, number), decision.moment
        key = (moment.number, number)
        if key not in self._kept:
            self._kept[key] = self._rest(moment, seed, self.forks.following(moment))
        return self._kept[key], self._rest(moment, seed, self.forks.without(moment, decision.role))

    def _rest(self, moment: Moment, seed: int, players: dict[str, Player]) -> Reached:
        return self.forks.rest(moment.number, Seeded(seed), seed, players)


def turning_points(forks: Forks, *, seed: int = 1, progress: Progress | None = None) -> tuple[TurningPoint, ...]:
    """Return the decisions that mattered most, the most weighty first.

    Cost: that of a turn for each decision, and at most 156 rests more; `progress` is told after each.
    """
    moments = tuple(forks.moments())
    decisions = [_Decision(moment, role) for moment in moments for role in moment.given]
    steps = Steps(progress, len(decisions) + TRIED * FEW + TOLD * (MANY - FEW))
    rests, far = _Rests(forks, seed), _Turns(forks)
    tried = steps.best(TRIED, [(it, far.apart(it)) for it in steps.over(decisions)])
    few = [(it, [rests.pair(it, k) for k in steps.over(range(FEW))]) for it in tried]
    told = steps.best(TOLD, [((it, pairs), weight(pairs)) for it, pairs in few])
    found = [_point(it, [*pairs, *(rests.pair(it, k) for k in steps.over(range(FEW, MANY)))]) for it, pairs in told]
    return tuple(sorted((it for it in found if it.weight), key=lambda it: -it.weight))


class _Turns:
    """How far apart two games are when a turn ends, with a decision and without it, by the game's own dice."""

    def __init__(self, forks: Forks) -> None:
        self._forks = forks
        self._spans = _spans(forks.scenario.rules)
        self._kept: dict[int, list[int]] = {}

    def apart(self, decision: _Decision) -> float:
        """Return the sum of the differences of all numbers, each as a part of its range."""
        moment, forks = decision.moment, self._forks
        if moment.number not in self._kept:
            self._kept[moment.number] = self._values(moment, forks.following(moment))
        one, other = self._kept[moment.number], self._values(moment, forks.without(moment, decision.role))
        return sum(abs(a - b) / span for a, b, span in zip(one, other, self._spans, strict=True) if a != b)

    def _values(self, moment: Moment, players: dict[str, Player]) -> list[int]:
        """Return the numbers when the turn of a moment has ended."""
        game, draws = self._forks.begun(moment.number, self._forks.dice), draws_for(0)
        while game.turn == moment.turn and (role := game.next_of(players)):
            game.submit(role, decided(game, role, players[role], draws).order)
        return game._course.state.values[FIRST_TRACK:]


def _spans(rules: Ruleset) -> tuple[int, ...]:
    """Return the range of each number; members that differ, differ wholly."""
    tracks = sorted(rules.tracks.values(), key=lambda it: it.base)
    return tuple(
        max(1, track.most - track.least) if track.kind == "number" else 1
        for track in tracks
        for _place in range(track.size)
    )


def _point(decision: _Decision, pairs: list[tuple[Reached, Reached]]) -> TurningPoint:
    moment = decision.moment
    return TurningPoint(
        turn=moment.turn,
        phase=moment.phase,
        role=decision.role,
        titles=moment.titles[decision.role],
        replays=len(pairs),
        others=other_endings(pairs),
        swings=swings(pairs),
        weight=weight(pairs),
    )
