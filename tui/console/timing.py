"""The clock of a phase in words: it never speaks by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.speech import _, _n

if TYPE_CHECKING:
    from engine.table.clock import Outlook, PhaseClock


def clock_words(clock: PhaseClock) -> tuple[str, str]:
    """Return what the clock says, and how that is drawn."""
    spell = clock.spell
    if spell is None:
        return _("clock not started"), ""
    if spell.planned + spell.added <= 0:
        return _("no time set, {spent} spent").format(spent=minutes_of(spell.spent * 60)), ""
    left = minutes_of(abs(clock.left))
    said = _("OUT +{time}").format(time=left) if clock.out else _("{time} left").format(time=left)
    said = f"! {said}" if clock.amber or clock.out else said
    if not clock.running:
        said = _("{time}, paused").format(time=said)
    return said, "bold reverse" if clock.out else "bold" if clock.amber else ""


def spent_words(clock: PhaseClock) -> str:
    """Return planned against spent, of the phase and of the game so far."""
    spells = clock.spells
    if not spells:
        return ""
    now = spells[-1]
    planned = sum(it.planned + it.added for it in spells)
    if planned <= 0:
        return ""
    said = _("phase {spent} of {planned} min, game {all_spent} of {all_planned} min")
    return said.format(
        spent=f"{now.spent:.0f}",
        planned=f"{now.planned + now.added:.0f}",
        all_spent=f"{sum(it.spent for it in spells):.0f}",
        all_planned=f"{planned:.0f}",
    )


def outlook_words(outlook: Outlook) -> str:
    """Return what the time that is left means for the rest of the game."""
    said = _("{left} min left for {planned} min of plan").format(
        left=f"{max(0.0, outlook.left):.0f}", planned=f"{outlook.planned:.0f}"
    )
    if outlook.dropped:
        drop = _n("leave out the last turn", "leave out the last {count} turns", outlook.dropped)
        said += ": " + drop.format(count=outlook.dropped)
    if outlook.share < 1:
        said += ": " + _("phases at {share} per cent").format(share=f"{100 * outlook.share:.0f}")
    return said


def minutes_of(seconds: float) -> str:
    """Return `4:05`."""
    whole = int(seconds + 0.5)
    return f"{whole // 60}:{whole % 60:02}"
