"""The console's help page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from engine.speech import _

from ..dice import explained
from ..screens.page import Page
from ..shown import content

if TYPE_CHECKING:
    from engine.table.session import Session

TEXT = _("""\
[b]A phase[/b]
 1  [b]c[/b] starts the clock; people talk and fill in slips.
 2  [b]s[/b] opens the slips: type one line an order, Enter reads it, F2 seals all.
 3  [b]l[/b] ends the phase: who is awaited has its standing order given, or passes.
[b]A slip[/b]
 ROLE ORDER CHOICE … [if CONDITION …]   the beginning of each word is enough:
 par ple batt 2    Tab completes, ↑ takes the last slip back to be mended.
 par pass; no mandate; 4; a battery    why, how sure (1 to 5), what was rejected
 par argue sway ber They knew + a tape - no proof    reasons for (+) and against (-)
 par offer pay par war 2 + stay war 3    a deal: each term after a +; then whom it is
    for where no term says; public; answers 2 (it is to take the place of deal 2)
 Paste as many lines as you like.
[b]Keys[/b]
 c or F5 clock     + or F6, - or F7 a minute     l or F8 end the phase
 s slips   a seats   i injects   w words: arguments, requests, notes
 o overrule: a number, an order, a check, an exception; always with a reason
 r rewind, branches, rehearsal   n who is in control: the name stands in the journal
 h hand over the screen to a person   f forecasts   p wall   d dice and address
 b or F9 blanks this screen and the wall; the same key brings them back
 v view as, whole log   t colours   q leave (saved)
 Esc back to the dashboard   ? or F1 help""")


def help_page(session: Session) -> Page:
    """Return the help page; the only markup is our own words."""
    text, dice = Content.from_markup(TEXT), explained(session)
    return Page(_("Help for control"), Content.assemble(text, "\n", content(dice)) if dice else text)
