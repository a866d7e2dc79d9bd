"""Overruling the rules, and deciding what waits, for control in plain lines: what, a semicolon, why."""

from __future__ import annotations

from engine.speech import _
from engine.table.overruling import Overruled, preview
from engine.table.steps import Ruled, Step

from ..console.decisions import KINDS, STYLES, ahead_of, argued, fell, proposed
from ..console.targets import meaning
from ..shown import plain
from .desk import AT_DESK, YES, Host, tell_status

DECIDING = ("settle", "judge", "style", "sit", "rise")


@AT_DESK.command(
    "o",
    "overrule",
    _("overrule"),
    _("o tells what waits for you; o add NUMBER AMOUNT; WHY, and give, take, band, except;")
    + " "
    + _("o settle, o settle BAND; WHY, o settle for=1 against=1; WHY; o judge 1 pro1 con2; WHY, or a band;")
    + " "
    + _("o style ORDER STYLE; WHY; o sit and o rise: who decides, you or the rules"),
)
def overrule(who: Host, words: str) -> None:
    """Overrule the rules, or decide what waits; alone, tell what waits and who decides which orders."""
    act, _space, rest = words.partition(" ")
    what, _semicolon, reason = (part.strip() for part in rest.partition(";"))
    kind = act.casefold()
    if not kind:
        _tell(who)
    elif kind in KINDS:
        _look(who, Overruled(ruling=kind, what=meaning(who.session, kind, what), reason=reason))
    elif kind == "judge" and not what.partition(" ")[0].isdecimal():
        who.lines.expected(_("the number of an argument and its reasons that count, as in: o judge 1 pro1; WHY"), what)
    elif kind in DECIDING:
        _do(who, Ruled(ruling=kind, what=what, reason=reason), who.session.past.seen)
    else:
        known = ", ".join((*KINDS, *DECIDING))
        who.lines.expected(_("one of {words}").format(words=known), act)


def _tell(who: Host) -> None:
    game, lines = who.session.game, who.lines
    waiting = game.proposal
    if waiting is None:
        lines.say(_("No order waits for you to decide it."))
    else:
        for row in proposed(waiting, who.control.titles, with_keys=False).plain.splitlines():
            lines.say(row)
    for it in game.arguments:
        role = who.control.titles.get(it.role, it.role)
        lines.say(
            _("Argument {number}, {role}: {title}").format(number=it.number, role=role, title=plain(it.title, 80))
        )
        for line in argued(it):
            lines.say(line.plain)
    for order, style in game.styles.items():
        lines.say(f"{order}: {style}, {STYLES[style]}")


def _look(who: Host, act: Overruled) -> None:
    """Show what would come of it, and do it after a yes."""
    session, lines = who.session, who.lines
    seen = session.past.seen
    for row in ahead_of(preview(session.game, act)).plain.splitlines():
        lines.say(row)
    if lines.ask(_("y does it> ")).casefold() in YES:
        _do(who, act, seen)
    else:
        lines.say(_("Nothing was done."))


def _do(who: Host, act: Step, seen: int) -> None:
    session, before = who.session, len(who.session.game.log)
    with session.guard.having_seen(seen):
        session.act(act)
    if said := fell("", session.game.log[before:]).strip():
        who.lines.say(said)
    tell_status(who, "")
