"""What scripted seats say publicly of their orders, as each seat hears it: worked out from the log, kept nowhere.

A remark comes with the news of its order, so who is not told of an order hears nothing of it either.
It was true when the order was decided: the game is taken back to that moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ..bots.doctrine import Commander
from ..bots.speaking import publicly
from ..play.narration import Event
from ..play.projection import PUBLIC
from ..play.scenario import Scenario
from ..play.telling import told
from ..rules.events import Given
from .reasons import Decided, Earlier
from .seats import player_of

EVERYBODY = ""
"""Who hears what all hear."""


@attrs.frozen(kw_only=True)
class Remark:
    """What a seat says of an order; `number` is that of the hearer's news that tells of the order."""

    number: int
    role: str
    text: str


@attrs.define
class _Heard:
    """What one seat heard: up to which event, how many news that were, and the remarks on them."""

    upto: int = 0
    news: int = 0
    remarks: list[Remark] = attrs.field(factory=list)


class Podium:
    """Remembers what was said, so that each event of a log is looked at once."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._earlier = Earlier(scenario)
        self._upto = 0
        self._sealed: dict[str, list[tuple[Given | None, str]]] = {}  # role -> its orders that are not yet told
        self._said: dict[int, str] = {}  # the number of an order's event -> what was said of it
        self._heard: dict[str, _Heard] = {}

    def remarks(self, role: str, log: Sequence[Event], decided: Mapping[int, Decided]) -> tuple[Remark, ...]:
        """Return all that a role has heard, or `EVERYBODY`, in order of time; not what was said for itself."""
        for event in log[self._upto :]:
            self._listen(event, log, decided.get(event.number))
        self._upto = len(log)
        heard = self._heard.setdefault(role, _Heard())
        for event in log[heard.upto :]:
            self._hear(heard, role, event)
        heard.upto = len(log)
        return tuple(heard.remarks)

    def _listen(self, event: Event, log: Sequence[Event], decided: Decided | None) -> None:
        """Note what was said of an order; of a sealed one, until it is told."""
        who = event.role or ""
        if event.kind in ("phase", "turn"):
            self._sealed.clear()
        elif event.kind in ("taken_back", "took"):
            self._sealed.pop(who, None)
        elif event.kind == "sealed":
            self._sealed.setdefault(who, []).append((event.record.order, self._text(event, log, decided)))
        elif event.kind == "order":
            self._said[event.number] = self._text(event, log, decided) or self._of_sealed(who, event.record.order)

    def _text(self, event: Event, log: Sequence[Event], decided: Decided | None) -> str:
        given = event.record.order
        if decided is None or given is None or event.role is None:
            return ""
        player = player_of(self._scenario, decided.role, decided.sitter)
        if not isinstance(player, Commander) or all(card.publicly is None for card in player.doctrine.cards):
            return ""
        return publicly(player.doctrine, self._earlier.before(event.number, log).view(decided.role).sight, given)

    def _of_sealed(self, role: str, given: Given | None) -> str:
        waiting = self._sealed.get(role, [])
        found = next((it for it in waiting if it[0] == given), None)
        if found is None:
            return ""
        waiting.remove(found)
        return found[1]

    def _hear(self, heard: _Heard, role: str, event: Event) -> None:
        """Count the news of an event, and note what was said of an order that it tells of."""
        book = self._scenario.book
        news = told(book, event.record, PUBLIC if role == EVERYBODY else book.role_at[role])
        text = self._said.get(event.number, "")
        if news and text and event.role not in (None, role) and not book.rules.orders[event.rule].secret:
            heard.remarks.append(Remark(number=heard.news + 1, role=event.role or "", text=text))
        heard.news += len(news)
