"""What happens in two hundred games from here: the present game, played on to its end again and again.

Every seat is scripted, and every game has fresh dice, so nothing is learned of the luck that is to come.
The same moment and the same seed give the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..bots.player import draws_for
from ..bots.roster import play_to_end
from ..play.game import Game
from ..rules.dice import Dice, Seeded
from .forks import Forks, Progress, Steps
from .intervals import Interval, of_mean

GAMES = 200
"""Games that are played on."""

LOW, HIGH = 0.1, 0.9
"""A gauge's usual range leaves out a tenth of the games at either end."""

_SEEDS = 1 << 62


@attrs.frozen(kw_only=True)
class Share:
    """An ending, "" for games that came to none, and in what share of all games it came."""

    ending: str
    games: int
    share: Interval


@attrs.frozen(kw_only=True)
class Range:
    """A number now, and where it ended: at least, usually from `low` to `high`, in the middle, at most."""

    name: str
    title: str
    now: float
    least: float
    low: float
    middle: float
    high: float
    most: float


@attrs.frozen(kw_only=True)
class Rehearsal:
    """What came of it; endings by frequency; `turns` are the first and the last turn in which a game ended."""

    number: int
    games: int
    endings: tuple[Share, ...]
    turns: tuple[int, int]
    gauges: tuple[Range, ...]


@attrs.frozen(kw_only=True)
class _Rest:
    ending: str
    turn: int
    numbers: Mapping[str, float]


def dice_of(seed: int) -> Dice:
    """Return what a rehearsal of that seed is played with."""
    return Seeded(seed)


def rehearsal(forks: Forks, progress: Progress | None = None, games: int = GAMES) -> tuple[Rehearsal, ...]:
    """Return what comes of a game in so many rests, in one item; the dice of `forks` give the rests their seeds."""
    number, now = len(forks.log), forks.back_to(len(forks.log))
    seeds = [forks.dice.roll(f"rehearsal/{k}", 1, _SEEDS) for k in range(games)]
    rests = [_rest(forks, number, seed) for seed in Steps(progress, games).over(seeds)]
    found = Rehearsal(
        number=number,
        games=games,
        endings=tuple(_shares([it.ending for it in rests])),
        turns=(min(it.turn for it in rests), max(it.turn for it in rests)),
        gauges=tuple(_ranges(now, rests)),
    )
    return (found,)


def _rest(forks: Forks, number: int, seed: int) -> _Rest:
    game = forks.begun(number, Seeded(seed))
    play_to_end(game, forks.players, draws_for(seed))
    return _Rest(ending=game.ending if game.over else "", turn=game.turn, numbers=dict(_gauges(game)))


def _gauges(game: Game) -> Iterator[tuple[str, float]]:
    """Yield the numbers that stand for the whole game."""
    for it in game.numbers:
        if not it.indices and isinstance(it.value, (int, float)) and not isinstance(it.value, bool):
            yield it.name, it.value


def _shares(endings: Sequence[str]) -> Iterator[Share]:
    counted = sorted(Counter(endings).items(), key=lambda pair: (-pair[1], pair[0]))
    for ending, count in counted:
        yield Share(ending=ending, games=count, share=of_mean([float(it == ending) for it in endings]))


def _ranges(game: Game, rests: Sequence[_Rest]) -> Iterator[Range]:
    titles = {it.name: it.title for it in game.numbers}
    for name, now in _gauges(game):
        values = sorted(it.numbers.get(name, now) for it in rests)
        last = len(values) - 1
        yield Range(
            name=name,
            title=titles[name],
            now=now,
            least=values[0],
            low=values[round(LOW * last)],
            middle=values[last // 2],
            high=values[round(HIGH * last)],
            most=values[-1],
        )
