"""What a session remembers besides its game, and how all of it comes back from a journal.

The same `Past.note` is told of each step while it is played and when it is read again, so a game that
was opened again remembers what it remembered before.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..language.library import catalogue
from ..language.text import quoted
from ..play.game import Game
from ..play.orders import Order
from ..play.scenario import Scenario
from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from .journal import Kept, read, shown
from .reasons import Decided
from .seats import Randomly, Scripted, Sitter, from_json, seated

ACTS = ("order", "take back")


@attrs.define
class Past:
    """What was noted beside the game's own log.

    number: of the last event · drafts: role -> text · looked: role -> the number of the event it saw last ·
    decided: number -> a scripted seat's decision
    """

    number: int = 0
    drafts: dict[str, str] = attrs.field(factory=dict)
    looked: dict[str, int] = attrs.field(factory=dict)
    decided: dict[int, Decided] = attrs.field(factory=dict)
    sitters: dict[str, Sitter] = attrs.field(factory=dict)
    seed: int = attrs.field(default=0, repr=False)
    scenario: Scenario | None = None
    records: list[Record] = attrs.field(factory=list, repr=False)

    def note(self, step: Mapping[str, Any], records: Sequence[Record]) -> None:
        """Remember a step and the records it made."""
        do, role = step["do"], step["role"]
        if do == "draft" and step["order"] is not None:
            self.drafts[role] = step["order"]
        elif do in ("draft", "order"):
            self.drafts.pop(role, None)
        if "by" in step:
            self._note_decision(step, records[0])
        if records:
            self.number = records[-1].number

    def _note_decision(self, step: Mapping[str, Any], record: Record) -> None:
        sitter = from_json(step["by"])
        assert isinstance(sitter, (Scripted, Randomly)), sitter
        phase = step["draw"][1]
        self.decided[record.number] = Decided(
            number=record.number, turn=record.turn, phase=phase, role=step["role"], order=step["order"], sitter=sitter
        )

    def game(self) -> Game:
        """Return the game as the records left it; no rule has run."""
        assert self.scenario is not None
        return Game.resumed(self.scenario, [record.to_json() for record in self.records], self.seed)


def past_of(path: Path) -> Past:
    """Return what a journal holds, when it can be gone on with; the file is not changed.

    Raises: Refused: it is no journal, its rules are other ones now, or it does not fit them.
    Problems: its scenario does not load.
    """
    kept = read(path)
    scenario = scenario_named(kept.header.source)
    if scenario.digest != kept.header.digest:
        raise Refused(
            _(
                "{path} was played by other rules of {title} than are installed now ({then} then, "
                "{now} now). Its journal can be read, but the game goes on only by the rules it began "
                "with."
            ).format(
                path=shown(path),
                title=quoted(scenario.title),
                then=kept.header.digest[:8],
                now=scenario.digest[:8],
            )
        )
    try:
        return _past(kept, scenario)
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Refused(
            _("{path} does not fit its rules: it was changed by hand, or by another engine.").format(path=shown(path))
        ) from error


def _past(kept: Kept, scenario: Scenario) -> Past:
    sitters = {role: from_json(data) for role, data in kept.header.seats.items()}
    past = Past(sitters=seated(scenario, sitters), seed=kept.header.seed, scenario=scenario)
    for step in kept.steps:
        records = [Record.from_json(record) for record in step.get("records", ())]
        past.note(step, records)
        past.records += records
        if step["do"] == "seat":
            past.sitters[step["role"]] = from_json(step["seat"])
        if step["do"] in ACTS and "by" not in step:
            past.looked[step["role"]] = past.number
    for text in past.drafts.values():
        Order.parse(text)
    past.game()
    return past


def scenario_named(source: str) -> Scenario:
    """Return the scenario at a path or with an id.

    Raises: Problems: it does not load.
    """
    from ..rules.load import load  # brings the compiler, which a list of saved games does not need

    return Scenario(load(source), source)


def source_of(scenario: Scenario) -> str:
    """Return what finds a scenario again from anywhere: the id of what ships, or a whole path."""
    shipped = any(entry.id == scenario.source for entry in catalogue())
    return scenario.source if shipped else os.path.abspath(scenario.source)
