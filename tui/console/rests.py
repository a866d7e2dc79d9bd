"""The rest of a game rehearsed: who plays it, in which process, and what came of it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from engine.analysis.apart import REHEARSAL, SEARCHES, NoProcess, Search, Seats, forks_of, past_of
from engine.analysis.rehearsal import Rehearsal, dice_of
from engine.speech import _

from ..shown import content, fitted, plain

if TYPE_CHECKING:
    from engine.play.game import Game
    from engine.play.scenario import Scenario
    from engine.table.session import Session

_VALUE, _TITLE = 8, 30


class Rehearser:
    """Rehearses games in a process of their own, here where none can be had; `end` may come from any thread."""

    def __init__(self) -> None:
        self._search: Search | None = None
        self._ended = False

    def found(
        self, game: Game, seats: Seats, seed: int, progress: Callable[[int, int], None] | None = None
    ) -> Rehearsal:
        """Return what comes of a game; `progress` is told after each rest, and what it raises ends it.

        Raises: BrokenOff: the process ended early. Ended: nobody wants to know any more.
        """
        from engine.table.shelving import source_of

        dice = dice_of(seed)
        self._search = Search(past_of(game, source_of(game.scenario), seats, REHEARSAL, dice))
        if self._ended:
            self._search.end()
        try:
            (found,) = self._search.found(progress)
        except NoProcess:
            (found,) = SEARCHES[REHEARSAL](forks_of(game, seats, dice), progress=progress)
        assert isinstance(found, Rehearsal)
        return found

    def end(self) -> None:
        """End what is under way, and let nothing else begin."""
        self._ended = True
        if self._search is not None:
            self._search.end()


def seats_of(session: Session) -> Seats:
    """Return who plays the rest: each seat its doctrine, people's and empty seats their usual one."""
    from engine.bots.roster import RANDOM
    from engine.table.seats import Randomly, Scripted, named

    found = []
    for role in session.game.roles:
        sitter = session.sitter(role)
        it = sitter if isinstance(sitter, (Scripted, Randomly)) else named(session.scenario, role, Scripted())
        name, traits = (it.doctrine, dict(it.traits)) if isinstance(it, Scripted) else (RANDOM, {})
        found.append((role, name, traits))
    return tuple(found)


def told(it: Rehearsal, scenario: Scenario, seed: int, width: int) -> Iterator[Content]:
    head = _("EXERCISE  {games} games from event {number}, dice {seed}").format(
        games=it.games, number=it.number, seed=seed
    )
    yield content(head, "bold")
    first, last = it.turns
    ended = _("They ended in turn {first}.") if first == last else _("They ended in turns {first} to {last}.")
    yield content(ended.format(first=first, last=last))
    yield content(
        _("Scripted seats, fresh dice in each: it tells what scripted seats would do, not what will happen."), "dim"
    )
    yield content("")
    yield content(f"{fitted(_('Ending'), _TITLE)} {_('games   share')}", "bold")
    for share in it.endings:
        title = plain(scenario.endings.get(share.ending, share.ending) or _("none"), 80)
        low, high = 100 * (share.share.low or 0), 100 * (share.share.high or 0)
        yield content(f"{fitted(title, _TITLE)} {share.games:>5}   {low:.0f}-{high:.0f} %")
    yield content(_("share: of many more such games, right in 19 of 20 rehearsals"), "dim")
    yield content("")
    heads = (_("now"), _("least"), _("low"), _("middle"), _("high"), _("most"))
    name = max(12, min(_TITLE, width - len(heads) * _VALUE))
    yield content(fitted(_("Number"), name) + "".join(f"{head:>{_VALUE}}" for head in heads), "bold")
    for gauge in (it for it in it.gauges if not it.now == it.least == it.most):
        values = (gauge.now, gauge.least, gauge.low, gauge.middle, gauge.high, gauge.most)
        yield content(fitted(plain(gauge.title, 60), name) + "".join(f"{value:>{_VALUE}.4g}" for value in values))
    yield content(_("low and high: eight of ten games lie between them; numbers that never moved are left out"), "dim")
