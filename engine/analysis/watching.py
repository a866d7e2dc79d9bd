"""What happened in one game, of all that its rules have, and what its roles could have decided.

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
from ..play.book import PASS
from ..play.deals import Deal
from ..play.game import Game
from ..play.promises import BROKEN, KEPT, Line
from ..rules.events import Record
from ..rules.ruleset import Ruleset
from ..rules.words import ACCEPT, DECLINE, OFFER
from ..speech import _

if TYPE_CHECKING:
    from ..play.views import View

Seen = tuple[str, str, str]  # section, id, and for "why" the reason

OWN = ("role", "area")
"""Root sets whose members everybody chooses among; of the others each should occur."""


DECISION = 2
"""So many orders besides passing, each of another kind, are a real decision."""


@attrs.define(kw_only=True)
class Watch:
    """What was seen in a game, and how often; of cards in `asked` also why they were not played.

    `open`: for each role and turn, how many kinds of orders it could choose among when it could most, two at most.
    """

    asked: Collection[str] = ()
    seen: Counter[Seen] = attrs.field(factory=Counter)
    open: dict[tuple[str, int], int] = attrs.field(factory=dict)

    def players(self, players: Mapping[str, Player]) -> dict[str, Player]:
        """Return the same players, watched."""
        for player in players.values():
            if isinstance(player, Commander):
                self.seen["doctrines", player.doctrine.id, ""] += 1
        return {role: Watched(player, self) for role, player in players.items()}

    def note(self, view: View) -> None:
        """Write down how many kinds of orders a role may choose among now."""
        key = (view.role, view.turn)
        if self.open.get(key, 0) < DECISION:
            self.open[key] = max(self.open.get(key, 0), _kinds_open(view))

    def finish(self, game: Game) -> None:
        """Write down what the log of a finished game tells."""
        rules = game.scenario.rules
        for record in game._course.log:
            self.seen.update(_of_record(rules, record))
        self.seen["endings", game.ending, ""] += 1
        for role in game.roles:
            for turn in range(1, game.turn + (game.turn == rules.turns or (role, game.turn) in self.open)):
                self.seen["turns", role, ""] += 1
                self.seen["narrow", role, ""] += self.open.get((role, turn), 0) < DECISION


class Watched:
    """Plays as another does, and writes down what it could do, and the cards of a doctrine."""

    def __init__(self, player: Player, watch: Watch) -> None:
        self._player = player
        self._watch = watch

    def decide(self, view: View, draws: Draws) -> Decision:
        self._watch.note(view)
        decision = self._player.decide(view, draws)
        if isinstance(self._player, Commander):
            self._write(self._player, view, decision)
        return decision

    def _write(self, player: Commander, view: View, decision: Decision) -> None:
        """Write down the card that was played, and why others were not."""
        doctrine, seen = player.doctrine.id, self._watch.seen
        if decision.card:
            seen["cards", f"{doctrine}.{decision.card}", ""] += 1
        if any(card.startswith(f"{doctrine}.") for card in self._watch.asked):
            for card, reason in hindered(player, view):
                if (name := f"{doctrine}.{card}") in self._watch.asked and card != decision.card:
                    seen["why", name, reason or _("something else was worth more")] += 1


def _kinds_open(view: View) -> int:
    """Return how many kinds of orders may be given besides passing, as far as a decision; each answer is a kind."""
    kinds: set[tuple[str, object]] = set()
    for order in view.choices:
        if order.name != PASS[0]:
            kinds.add((order.name, order.params.get("choice") or order.params.get("motion")))
        if len(kinds) >= DECISION:
            break
    return len(kinds)


def things(rules: Ruleset) -> Iterator[tuple[str, str]]:
    """Yield everything that may happen in a game: sections and ids."""
    yield from (("orders", id) for id in (*rules.orders, *((OFFER, ACCEPT, DECLINE) if rules.terms else ())))
    for doctrine in rules.doctrines.values():
        yield from (("cards", f"{doctrine.id}.{card.id}") for card in doctrine.cards)
    yield from (("events", id) for id in rules.events if id not in rules.injects)
    yield from (("injects", id) for id in rules.injects)
    yield from (("choices", f"{event.id}.{it.id}") for event in rules.events.values() for it in event.choices)
    yield from (("conditions", id) for id in rules.conditions)
    yield from (("motions", f"{id}.{came}") for id in rules.motions for came in ("passed", "failed"))
    yield from (("terms", id) for id in rules.terms)
    for term in rules.terms.values():
        yield from (("promises", f"{term.id}.{came}") for came in (KEPT, BROKEN) if term.promise is not None)
    yield from (("procedures", id) for id in rules.procedures)
    yield from (("phases", phase.id) for phase in rules.phases)
    for root in sorted({it.root for order in rules.orders.values() for it in order.parameters if it.root}):
        if root not in OWN:
            yield from ((f"members.{root}", member.id) for member in rules.roots[root])
    yield from (("endings", id) for id in rules.endings)


def _of_record(rules: Ruleset, record: Record) -> Iterator[Seen]:
    if record.kind in ("event", "phase"):
        yield f"{record.kind}s", record.rule, ""
    elif record.kind == "inject":
        yield "injects", record.rule, ""
    elif record.kind == "promise":
        lines = (Line(*after) for part, _key, _before, after in record.moves if part == "ledger")
        yield from (("promises", f"{record.rule}.{line.status}", "") for line in lines)
    for note in record.notes:
        if note[0] == "fire":
            yield "injects" if note[2] in rules.injects else "events", note[2], ""
        elif note[0] == "call":
            yield "procedures", note[2], ""
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
    if name in (OFFER, ACCEPT, DECLINE):
        yield "orders", name, ""
    if name not in rules.orders:
        return
    yield "orders", name, ""
    yield from (("conditions", condition, "") for condition, _values in conditions)
    for parameter, value in zip(rules.orders[name].parameters, params, strict=False):
        if parameter.root and parameter.root not in OWN and value >= 0:
            yield f"members.{parameter.root}", rules.roots[parameter.root][value].id, ""
