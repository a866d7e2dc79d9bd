"""What happened in one game, of all that its rules have.

Nothing here changes the game: its players are asked through somebody who writes down which cards they play.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from ..bots.doctrine import Commander
from ..bots.player import Decision, Draws, Player
from ..bots.reasoning import hindered
from ..play.deals import Deal
from ..play.game import Game
from ..rules.deals import ACCEPT
from ..rules.events import Record
from ..rules.ruleset import Ruleset
from ..speech import _

if TYPE_CHECKING:
    from ..play.views import View

Seen = tuple[str, str, str]  # section, id, and for "why" the reason

OWN = ("role", "area")
"""Root sets whose members everybody chooses among; of the others each should occur."""


@attrs.define(kw_only=True)
class Watch:
    """What was seen in a game, and how often; of cards in `asked` also why they were not played."""

    asked: Collection[str] = ()
    seen: Counter[Seen] = attrs.field(factory=Counter)

    def players(self, players: Mapping[str, Player]) -> dict[str, Player]:
        """Return the same players, watched."""
        for player in players.values():
            if isinstance(player, Commander):
                self.seen["doctrines", player.doctrine.id, ""] += 1
        return {
            role: Watched(player, self) if isinstance(player, Commander) else player for role, player in players.items()
        }

    def finish(self, game: Game) -> None:
        """Write down what the log of a finished game tells."""
        rules = game.scenario.rules
        for record in game._course.log:
            self.seen.update(_of_record(rules, record))
        self.seen["endings", game.ending, ""] += 1


class Watched:
    """Plays as a doctrine does, and writes down its cards."""

    def __init__(self, player: Commander, watch: Watch) -> None:
        self._player = player
        self._watch = watch

    def decide(self, view: View, draws: Draws) -> Decision:
        doctrine, seen = self._player.doctrine.id, self._watch.seen
        decision = self._player.decide(view, draws)
        if decision.card:
            seen["cards", f"{doctrine}.{decision.card}", ""] += 1
        if any(card.startswith(f"{doctrine}.") for card in self._watch.asked):
            for card, reason in hindered(self._player, view):
                if (name := f"{doctrine}.{card}") in self._watch.asked and card != decision.card:
                    seen["why", name, reason or _("something else was worth more")] += 1
        return decision


def things(rules: Ruleset) -> Iterator[tuple[str, str]]:
    """Yield everything that may happen in a game: sections and ids."""
    yield from (("orders", id) for id in rules.orders)
    for doctrine in rules.doctrines.values():
        yield from (("cards", f"{doctrine.id}.{card.id}") for card in doctrine.cards)
    yield from (("events", id) for id in rules.events)
    yield from (("choices", f"{event.id}.{it.id}") for event in rules.events.values() for it in event.choices)
    yield from (("conditions", id) for id in rules.conditions)
    yield from (("motions", f"{id}.{came}") for id in rules.motions for came in ("passed", "failed"))
    yield from (("terms", id) for id in rules.terms)
    yield from (("phases", phase.id) for phase in rules.phases)
    for root in sorted({it.root for order in rules.orders.values() for it in order.parameters if it.root}):
        if root not in OWN:
            yield from ((f"members.{root}", member.id) for member in rules.roots[root])
    yield from (("endings", id) for id in rules.endings)


def _of_record(rules: Ruleset, record: Record) -> Iterator[Seen]:
    if record.kind in ("event", "phase"):
        yield f"{record.kind}s", record.rule, ""
    for note in record.notes:
        if note[0] == "fire":
            yield "events", note[2], ""
        elif note[0] == "motion":
            yield "motions", f"{note[2]}.{'passed' if note[4] else 'failed'}", ""
    if record.order is not None:
        yield from _of_order(rules, record)


def _of_order(rules: Ruleset, record: Record) -> Iterator[Seen]:
    assert record.order is not None, record
    name, params, conditions = record.order
    if name == ACCEPT:
        struck = (before for part, _key, before, after in record.moves if part == "deals" and after is None)
        yield from (("terms", term, "") for deal in struck for _giver, term, _params in Deal(*deal).terms)
    if name == "choose":
        yield "choices", ".".join(map(str, params)), ""
    if name not in rules.orders:
        return
    yield "orders", name, ""
    yield from (("conditions", condition, "") for condition, _values in conditions)
    for parameter, value in zip(rules.orders[name].parameters, params, strict=False):
        if parameter.root and parameter.root not in OWN and value >= 0:
            yield f"members.{parameter.root}", rules.roots[parameter.root][value].id, ""
