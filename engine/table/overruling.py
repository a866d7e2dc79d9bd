"""What control overrules at the table: a step with a reason, shown with what would come of it before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from ..play.game import Game
from ..play.narration import Event
from ..play.readings import Seen
from ..play.rulings import OVERRIDES
from ..rules.dice import Median
from .steps import Step, step

DRAWS = frozenset(("roll", "chance", "check", "pick"))


@step("overrule")
@attrs.frozen(kw_only=True)
class Overruled(Step):
    """Control set the rules aside for once: see `engine.play.rulings.OVERRIDES`; a public reason was told to all."""

    ruling: str
    what: str
    reason: str
    public: bool = False

    def act(self, game: Game) -> tuple[Event, ...]:
        return game.overrule(self.ruling, self.what, self.reason, public=self.public)


@attrs.frozen(kw_only=True)
class Preview:
    """What would come of an act of control until somebody is asked again.

    events: what would happen, for control · changes: the numbers that would change · drawn: whether dice would fall;
    they are shown as the middle of what may come, since nobody sees a die before it falls
    """

    events: tuple[str, ...]
    changes: tuple[Seen, ...]
    drawn: bool


def preview(game: Game, act: Step) -> Preview:
    """Return what would come of an act; nothing is done.

    Raises: Refused: it may not be done.
    """
    ahead = game.fork(dice=Median())
    made = act.act(ahead)
    return Preview(
        events=tuple(event.words for event in made),
        changes=ahead.changes(None, made[0].number - 1) if made else (),
        drawn=any(note[0] in DRAWS for event in made for note in event.notes),
    )


def fallen(events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """Return the checks that control has just decided, with the bands that they came to."""
    notes = (note for event in events if event.by_control for note in event.notes if note[0] == "check")
    return tuple((str(note[2]), str(note[6])) for note in notes)


def counted(steps: Iterable[Overruled]) -> Mapping[str, int]:
    """Return how often control overruled the rules in each way, all ways named."""
    found = Counter(step.ruling for step in steps)
    return {ruling: found[ruling] for ruling in OVERRIDES}
