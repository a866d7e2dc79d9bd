"""The help page: a turn in five steps, and every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from engine.speech import _

from ..dice import explained
from ..shown import content, marked, plain
from .page import Page

if TYPE_CHECKING:
    from engine import Scenario
    from engine.table.session import Session

TEXT = _("""\
[b]A turn[/b]
 1  Read what changed; [b]Enter[/b] goes on.
 2  Look around: [b]1[/b] map  [b]2[/b] orders  [b]3[/b] tracks  [b]4[/b] news. Arrows move.
 3  Give orders on [b]2[/b]: [b]Enter[/b], then choose step by step. Nothing is given
    before the last step; [b]Esc[/b] goes back. [b]r[/b] says why, for the debriefing.
 4  [b]u[/b] takes back a sealed order while the phase is open.
 5  [b]p[/b] passes: you give no more orders in this phase.
[b]Keys[/b]
 Enter open, choose, why   Esc back            Tab next pane
 / find anything           o orders here       y copy this pane
 i your role               s the situation     m what news is new
 c what changed last       5 bargains          t colours
 x hide your seat          q leave (saved)     Ctrl+P all keys
[b]Signs[/b]
 \\[P3] counters on the map    >P3< where you stand    (P3) linked to it
 + order open    x closed, and why    … asks for details
 · public news   * told to you only   +1 how a number moved, ! its level
 ▁▃▅ a number turn by turn, between the lowest and the highest it was""")

FOR_ALL = _("""\
[b]The screen for all[/b]
 While everybody talks it shows what all may know, to all at the table.
 1  The key before a seat, or [b]Enter[/b] on it, hands the screen to that seat
    alone: to speak, to table a motion, to offer or answer a deal.
 2  [b]x[/b] there brings this screen back. [b]p[/b] there passes; who has passed
    may act again when somebody acts after them.
 3  The phase ends when nobody may act any more.
[b]Keys[/b]
 n news        t tracks        m map        b motions and deals
 ? help        q leave (saved)              Ctrl+P all keys
[b]Signs[/b]
 \\[P3] counters on the map    · public news    ▁▃▅ a number by turns""")


def situation_page(scenario: Scenario) -> Page:
    """Return the briefing that a scenario's author wrote for everybody."""
    title = _("EXERCISE  The situation: {scenario}").format(scenario=plain(scenario.title, 60))
    return Page(title, marked(scenario.briefing))


def help_page(session: Session | None = None, text: str = TEXT) -> Page:
    """Return the help page. The only markup of the interface: our own words. In a game it tells of the dice too."""
    said, dice = Content.from_markup(text), "" if session is None else explained(session)
    return Page(_("Help"), Content.assemble(said, "\n", content(dice)) if dice else said)
