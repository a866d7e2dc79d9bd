"""A small council that is hosted: the console, the keys, and the session under it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from engine import Scenario, load
from engine.table.clock import PhaseClock
from engine.table.session import Person, Session
from tests.table.planned import evenly
from tests.tui.golden_text import screen_text
from tui.console.app import Console
from tui.console.control import Control

SMALL, LARGE = (80, 24), (120, 40)
SEATS = {"paris": Person(("Anna", "Ben")), "rome": Person(), "moscow": Person()}
COUNCIL = """
id: council
title: Council
format: 1
turns: 3
roles:
  paris: {title: Paris, text: The capital.}
  rome: {title: Rome, standing: {order: pledge, with: {f: battalion, n: 1}}}
  moscow: {title: Moscow}
forces: {battalion: {title: Battalion group}, battery: {title: Battery}}
tracks:
  heat: {title: Heat, range: 0..9, start: 2}
  purse: {title: Purse, per: role, range: 0..9, start: 4}
  sent: {title: Sent, per: [role, force], range: 0..20}
  shamed: {title: Shamed, per: role, range: 0..9}
orders:
  pledge:
    {title: "Pledge {n} × {f}", by: all, choose: {f: force, n: 1..3}, cost: {purse: n}, does: ["sent[me, f] += n"]}
  probe: {title: Probe, by: moscow, does: ["heat += 1"]}
  raid:
    title: Raid
    by: moscow
    does: [{check: ambush, modifier: {heat: heat - 1}, success: ["heat += 2"], fail: ["heat -= 1"]}]
turn:
  commit: {title: Commit, by: all, offers: [pledge, probe, raid], mode: sealed, orders: 0..2, minutes: 5}
  talks: {title: Talks, by: [paris, rome], offers: [argue], mode: open, orders: 0..1, minutes: 3}
procedures:
  round:
    title: Crisis round
    warn: {title: Warnings, by: [paris, rome], offers: [pledge], mode: sealed}
injects:
  fire_at_sea:
    {title: A fire at sea, text: A tanker burns., to: paris, cue: heat >= 6, guidance: Wait., expected: A call.}
  rumour: {title: A rumour, text: Somebody talks., cue: manual, does: ["heat += 1"]}
palette:
  shame:
    title: "Shame {who}"
    choose: {who: "r in role if r != me"}
    does: [{check: public_shame, success: ["shamed[who] += 1"], fail: ["shamed[me] += 1"]}]
endings: {over: {at: end}}
"""


@lru_cache
def council(folder: Path, rules: str = COUNCIL) -> Scenario:
    """Return the council, or other rules, written to a folder."""
    path = folder / "council.yaml"
    path.write_text(rules, "utf-8")
    return load(path)


class Hands:
    """A clock on the wall that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Host:
    """The console, the keys, and the game under it."""

    def __init__(self, app: Console, pilot: Pilot[int], session: Session, hands: Hands) -> None:
        self.app = app
        self.pilot = pilot
        self.session = session
        self.hands = hands

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and wait until workers are done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def types(self, text: str) -> None:
        """Type a line and press Enter."""
        line = self.app.focused
        assert isinstance(line, Input)
        line.insert_text_at_cursor(text)
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def passes(self, seconds: float) -> None:
        """Let time pass on the wall, and the console notice."""
        self.hands.seconds += seconds
        self.app.tick()
        await self.settle()

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""
        return self.app.screen

    @property
    def given(self) -> list[str]:
        """The orders that people gave, as text."""
        found = [(it.role, it.order) for it in self.session.game.log if it.kind == "sealed"]
        return [f"{role} {order.text}" for role, order in found if order is not None]


@asynccontextmanager
async def hosted(
    folder: Path,
    size: tuple[int, int] = SMALL,
    *,
    minutes: float | None = None,
    journal: Path | None = None,
    rules: str = COUNCIL,
) -> AsyncIterator[Host]:
    """Yield the console with a council of three seats, all of people."""
    session = Session.open(council(folder, rules), seats=SEATS, seed=1, journal=journal)
    hands = Hands()
    session.past.clock = PhaseClock(evenly(session.scenario.minutes, session.scenario.turns), now=hands)
    app = Console(Control(session=session, minutes=minutes, now=hands))
    async with app.run_test(size=size) as pilot:
        host = Host(app, pilot, session, hands)
        await host.settle()
        yield host
    session.close()
