"""One game from its start to its end, with every seat scripted."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain, product

import attrs

from ..bots.doctrine import Commander
from ..bots.player import Player, draws_for
from ..bots.roster import play_to_end, player_for, usual_for
from ..language.text import clean
from ..play.game import Game
from ..play.scenario import Scenario
from ..problems import Refused
from ..rules.ruleset import Function, Measure, Ruleset
from ..rules.state import State
from ..rules.words import ENDED, SCORES
from .starts import Given, Held, Unfit, places, starting
from .watching import Seen, Watch


@attrs.frozen(kw_only=True)
class Outcome:
    """What a game came to; `figures` are what was read at its end."""

    ending: str
    turns: int
    decisions: int
    figures: tuple[float, ...]
    seen: Mapping[Seen, int] = attrs.field(factory=dict)


class Ready:
    """A scenario with its players, from which games start.

    At the end of each game formulas are read; without any, all public measures and the scores.
    """

    def __init__(
        self,
        scenario: Scenario,
        doctrines: Mapping[str, str],
        given: Sequence[Given] = (),
        fix: Sequence[Given] = (),
        formulas: Sequence[str] = (),
    ) -> None:
        """Raises: Unfit: a track, value, role or doctrine does not exist. Problems: a formula cannot be read."""
        rules = starting(scenario.rules, (*given, *fix))
        self.scenario = Scenario(rules)
        self.held = frozenset(place for name, _ in fix for place in places(rules, name)[1])
        chosen = chosen_players(self.scenario, doctrines)
        usual = {role: usual_for(self.scenario, role) for role in self.scenario.book.role_ids if role not in chosen}
        self.players = chosen | {role: player_for(self.scenario, role, *it) for role, it in usual.items()}
        self._measured = () if formulas else tuple(_public(rules))
        self._asked = _questions(rules, formulas) if formulas else {}

    @property
    def gist(self) -> Hashable:
        """What decides its games, apart from rules and seed: the start, what is held, and who plays."""
        start = self.scenario.rules.start
        return start, tuple((place, start[place]) for place in sorted(self.held)), tuple(sorted(self._seated()))

    def _seated(self) -> Iterator[tuple[str, str, tuple[float, ...]]]:
        for role, player in self.players.items():
            plays_by = player.doctrine.id if isinstance(player, Commander) else type(player).__name__
            yield role, plays_by, (*player.traits, player.temperature) if isinstance(player, Commander) else ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of a game's figures."""
        if self._asked:
            return tuple(self._asked)
        measured = (_name(self.scenario.rules, measure, indices) for measure, indices in self._measured)
        return (*measured, *(f"score[{role.id}]" for role in self.scenario.roles))

    def play(self, seed: int, watch: Watch | None = None) -> Outcome:
        """Play one game to its end, and let it be watched."""
        game = self._begun(seed)
        players = self.players if watch is None else watch.players(self.players)
        decisions = play_to_end(game, players, draws_for(seed))
        if watch is not None:
            watch.finish(game)
        return Outcome(
            ending=game.ending,
            turns=game.turn,
            decisions=decisions,
            figures=tuple(self._figures(game)),
            seen={} if watch is None else watch.seen,
        )

    def _begun(self, seed: int) -> Game:
        if not self.held:
            return Game(self.scenario, seed)
        game = Game.resumed(self.scenario, (), seed)
        state = _state(game)
        state.values = Held(state.values, self.held)
        game.advance()
        return game

    def _figures(self, game: Game) -> Iterator[float]:
        state = _state(game)
        if self._asked:
            state.memo[SCORES] = tuple(_scores(game))
            state.memo[ENDED] = _ended(game)
            return (asked(state.values, state.memo) for asked in self._asked.values())
        measured = (measure.value(state.values, state.memo, *indices) for measure, indices in self._measured)
        return chain(measured, _scores(game))


def chosen_players(scenario: Scenario, doctrines: Mapping[str, str]) -> dict[str, Player]:
    """Return the players that doctrines name, by role.

    Raises: Unfit: a role or doctrine does not exist, or a doctrine cannot play its role.
    """
    known = scenario.book.role_ids
    for role in doctrines:
        if role not in known:
            raise Unfit(f"there is no role '{clean(role, most=40)}'; there are {', '.join(known)}")
    try:
        return {role: player_for(scenario, role, name) for role, name in doctrines.items()}
    except Refused as refused:
        raise Unfit(refused.reason) from None


def _questions(rules: Ruleset, formulas: Sequence[str]) -> dict[str, Function]:
    """Return the functions that formulas are, by their text."""
    from ..rules.questions import question  # brings the compiler, which games without formulas do not need

    return {text: question(rules, text, scored=True) for text in formulas}


def _state(game: Game) -> State:
    """Return a game's state.

    Figures are read from it, and what is held fixed is held in it; nobody else may.
    """
    return game._course.state


def _scores(game: Game) -> Iterator[float]:
    scores = game.scores
    return (scores[role] for role in game.roles)


def _ended(game: Game) -> int:
    """Return the position of the ending that came; 0 where there are none."""
    endings = tuple(game.scenario.rules.endings)
    return endings.index(game.ending) if endings else 0


def _public(rules: Ruleset) -> Iterator[tuple[Measure, tuple[int, ...]]]:
    """Yield each number that all see and nobody stores, once for each of its indices."""
    for measure in rules.measures.values():
        if measure.seen_by == "all" and measure.kind != "member":
            for indices in product(*(index.members for index in measure.indices)):
                yield measure, indices


def _name(rules: Ruleset, measure: Measure, indices: tuple[int, ...]) -> str:
    words = [rules.roots[index.root][at].id for index, at in zip(measure.indices, indices, strict=True)]
    return f"{measure.id}[{', '.join(words)}]" if words else measure.id
