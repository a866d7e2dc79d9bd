"""Which rolls mattered: how each fell, how likely that was, and the rest with a middling fall in its place.

Rolls that fell as they do in the middle are passed over. The rest of each other one is played once
by the game's own dice, and those that moved it most many times, by other dice, with that roll as it fell
and with it middling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from ..bots.player import Player
from ..play.narration import Event
from ..rules.dice import Dice, Fall, Median, Seeded, named, ways
from ..rules.run import BANDS, Note
from .ensemble import seed_of
from .forks import Following, Forks, Moment, Progress, Reached, Steps, Swing, other_endings, swings, weight

TRIED, TOLD, MANY = 40, 6, 8
"""Rolls whose rest is played, rolls that are told, and their replays."""

DRAWS = ("check", "chance", "roll", "pick")
_WAYS = ways(2, 6)
_MIDDLE = 7
_UNKNOWN = 0.2  # how likely a fall is taken to be where the log does not say


@attrs.frozen(kw_only=True)
class Roll:
    """One draw of a game: in which event, the how manyth of its name there, and how it fell.

    `fell` is a band, "yes" or "no", a total, or a name; `likely` is None where the log does not say.
    `about` are the ids of the members that it was about, once its replay has told.
    """

    event: int
    turn: int
    title: str
    kind: str
    name: str
    nth: int
    fell: str
    likely: float | None
    middling: str = ""
    about: tuple[str, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()


@attrs.frozen(kw_only=True)
class Luck:
    """A roll, and what the rest gained by its fall over a middling one."""

    roll: Roll
    replays: int
    others: tuple[tuple[str, int], ...]
    swings: tuple[Swing, ...]
    weight: float


class Turned:
    """Dice that fall as `rest` does, but for one draw: the how manyth of its name falls as `fall`, or middling.

    `about` are the members that it was about, and `likely` how likely that fall was, once it has been drawn.
    """

    def __init__(self, rest: Dice, roll: Roll, fall: Fall, *, middling: bool) -> None:
        self._rest = rest
        self._name = roll.name
        self._left = roll.nth
        self._fall = fall
        self._middling = middling
        self.about: tuple[str, ...] = ()
        self.likely: float | None = roll.likely

    def _is_it(self, key: str) -> bool:
        if named(key) != self._name:
            return False
        self._left -= 1
        if self._left != -1:
            return False
        self.about = tuple(word for word in key.split("/")[3:-1] if word)
        return True

    def roll(self, key: str, count: int, sides: int) -> int:
        if not self._is_it(key):
            return self._rest.roll(key, count, sides)
        total = int(self._fall) if isinstance(self._fall, int) else _MIDDLE
        if self.likely is None:
            self.likely = ways(count, sides).get(total, 0) / sides**count
        return Median().roll(key, count, sides) if self._middling else total

    def chance(self, key: str, likely: float) -> bool:
        if not self._is_it(key):
            return self._rest.chance(key, likely)
        return Median().chance(key, likely) if self._middling else bool(self._fall)

    def pick(self, key: str, names: Sequence[str], weights: Sequence[float]) -> int:
        if not self._is_it(key):
            return self._rest.pick(key, names, weights)
        at = list(names).index(str(self._fall)) if self._fall in names else Median().pick(key, names, weights)
        self.likely = weights[at] / sum(weights)
        return Median().pick(key, names, weights) if self._middling else at


def rolls_of(log: Sequence[Event]) -> Iterator[tuple[Roll, Fall]]:
    """Yield every draw after the deal, with its fall."""
    for event in log:
        if event.kind == "dealt":
            continue
        seen: dict[str, int] = {}
        for note in event.notes:
            if note[0] in DRAWS:
                nth = seen[note[2]] = seen.get(note[2], -1) + 1
                yield _roll(event, note, nth), _fall(note)


def _roll(event: Event, note: Note, nth: int) -> Roll:
    kind, name = note[0], note[2]
    fell, likely = _odds(note)
    return Roll(
        event=event.number,
        turn=event.turn,
        title=event.headline,
        kind=kind,
        name=name,
        nth=nth,
        fell=fell,
        likely=likely,
        middling=_middling(note),
        terms=note[3] if kind == "check" else (),
    )


def _fall(note: Note) -> Fall:
    fall: Fall = note[{"check": 5, "chance": 4}.get(note[0], 3)]
    return fall


def _odds(note: Note) -> tuple[str, float | None]:
    """Return how a draw fell, and how likely that was."""
    if note[0] == "check":
        band = note[6]
        return band, sum(n for roll, n in _WAYS.items() if band_of(roll + note[4]) == band) / 36
    if note[0] == "chance":
        return ("yes", note[3]) if note[4] else ("no", 1 - note[3])
    return str(note[3]), None


def band_of(reached: int) -> str:
    """Return the band of a check that reached so much."""
    return BANDS[0 if reached >= 10 else 1 if reached >= 7 else 2 if reached >= 5 else 3]


def _middling(note: Note) -> str:
    """Return how a draw falls in the middle, "" where the log does not say."""
    if note[0] == "check":
        return band_of(_MIDDLE + note[4])
    return ("yes" if note[3] >= 0.5 else "no") if note[0] == "chance" else ""


def expected(log: Sequence[Event]) -> dict[str, tuple[int, float]]:
    """Return for each band how often checks fell on it, and how often that was to be expected."""
    checks = [note for event in log for note in event.notes if note[0] == "check"]
    return {
        band: (
            sum(1 for note in checks if note[6] == band),
            sum(n for note in checks for roll, n in _WAYS.items() if band_of(roll + note[4]) == band) / 36,
        )
        for band in BANDS
    }


def luck(forks: Forks, *, seed: int = 1, progress: Progress | None = None) -> tuple[Luck, ...]:
    """Return the rolls that mattered most, the most weighty first.

    Cost: at most 176 rests of a game; `progress` is told after each.
    """
    found = list(_uneven(forks.log))
    steps = Steps(progress, min(TRIED, len(found)) + TOLD * MANY)
    tried = steps.best(TRIED, ((it, 1 - (_UNKNOWN if it[0].likely is None else it[0].likely)) for it in found))
    rests = _Rests(forks, seed)
    weighed = [(rests.own(*it), it[1]) for it in steps.over(tried)]
    told = steps.best(TOLD, [((roll, fall), weight) for (roll, weight), fall in weighed])
    lucky = [_lucky(roll, [rests.pair(roll, fall, k) for k in steps.over(range(MANY))]) for roll, fall in told]
    return tuple(sorted((it for it in lucky if it.weight), key=lambda it: -it.weight))


def _uneven(log: Sequence[Event]) -> Iterator[tuple[Roll, Fall]]:
    """Yield the draws that did not fall as they do in the middle, so far as the log says."""
    for roll, fall in rolls_of(log):
        if roll.fell != roll.middling:
            yield roll, fall


class _Rests:
    """Rests of one game after a roll; those by the game's own dice are played once for each event."""

    def __init__(self, forks: Forks, seed: int) -> None:
        self._forks = forks
        self._seed = seed
        self._kept: dict[int, Reached] = {}

    def own(self, roll: Roll, fall: Fall) -> tuple[Roll, float]:
        """Return a roll with all that its replay tells, and its weight by the game's own dice."""
        dice, before = self._forks.dice, roll.event - 1
        if roll.event not in self._kept:
            self._kept[roll.event] = self._forks.rest(before, dice, 0, self._players(roll))
        turned = Turned(dice, roll, fall, middling=True)
        other = self._forks.rest(before, turned, 0, self._players(roll))
        known = attrs.evolve(roll, about=turned.about, likely=turned.likely)
        return known, weight([(self._kept[roll.event], other)])

    def pair(self, roll: Roll, fall: Fall, number: int) -> tuple[Reached, Reached]:
        """Return a rest by other dice, as the roll fell and with it middling."""
        seed, players = seed_of(self._seed, number), self._players(roll)
        one, other = (Turned(Seeded(seed), roll, fall, middling=it) for it in (False, True))
        rest, before = self._forks.rest, roll.event - 1
        return rest(before, one, seed, players), rest(before, other, seed, players)

    def _players(self, roll: Roll) -> Mapping[str, Player]:
        """Return players of whom one first gives the order that made the roll, where somebody was asked for it."""
        event, forks = self._forks.log[roll.event - 1], self._forks
        role, order = event.role, event.order
        if role is None or order is None or role not in forks.back_to(roll.event - 1).awaiting:
            return forks.players
        given = {role: (order,)}
        moment = Moment(
            number=roll.event - 1, turn=event.turn, phase=event.phase, asks=event.kind == "choice", given=given
        )
        return {**forks.players, role: Following(forks.players[role], moment, (order,))}


def _lucky(roll: Roll, pairs: list[tuple[Reached, Reached]]) -> Luck:
    return Luck(roll=roll, replays=len(pairs), others=other_endings(pairs), swings=swings(pairs), weight=weight(pairs))
