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
 2  [b]s[/b] opens the slips: one line an order, Enter reads it, F2 seals all.
 3  [b]l[/b] ends the phase: standing orders are given, else seats pass.
[b]A slip[/b]   the beginning of each word is enough; Tab completes it
 ROLE ORDER CHOICE … [if CONDITION …]
 par pass; no mandate; 4; a battery
   why, how sure (1 to 5), and what was rejected; each may be left out
 par argue sway ber They knew + a tape - no proof
   an argument's words, its reasons (+) and those against it (-)
 par offer pay par war 2 + hub war 1
   a deal's terms; then, where need be, whom it is for, public, and
   answers 2: it is to take the place of deal 2
 ↑ takes a slip back to be mended, F3 drops those that were refused.
 Paste as many lines as you like.
[b]Keys[/b]
 c or F5 clock     + or F6, - or F7 a minute     l or F8 end the phase
 s slips   a seats   i injects   w words: arguments, requests, notes
 o overrule, with a reason; what waits for you; who decides orders
 r rewind, branches, rehearsal   n who is in control, for the journal
 h hand over the screen   f forecasts   p wall   d dice and address
 b or F9 blanks this screen and the wall; the same key brings them back
 v view as, whole log   t colours   q leave (saved)
 Esc back to the dashboard   ? or F1 help""")


def help_page(session: Session) -> Page:
    """Return the help page; the only markup is our own words."""
    text, dice = Content.from_markup(TEXT), explained(session)
    return Page(_("Help for control"), Content.assemble(text, "\n", content(dice)) if dice else text)
