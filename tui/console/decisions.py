"""What control may overrule and decide, and what would come of it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from engine.speech import _
from engine.table.overruling import fallen

from ..gauges import name_of
from ..shown import content, fitted, lines, plain

if TYPE_CHECKING:
    from engine.play.narration import Event
    from engine.play.readings import Argument, Outcome, Proposal
    from engine.table.overruling import Preview

MOST_SHOWN = 40
"""Lines of what would come of it."""

KINDS: Mapping[str, tuple[str, str]] = {
    "add": (_("Add to a number"), _("A number and how much, as in: heat +2. A flag is set or cleared: alarm set.")),
    "give": (_("Give an order"), _("For a role, by the rules, in the words of a slip: ROLE ORDER CHOICE …")),
    "take": (
        _("Take orders back"),
        _("A role, and one of its sealed orders; without one all of them and its passing."),
    ),
    "band": (
        _("Pick a check's band"),
        _("A check, and the band that it has next time: strong, success, mixed or fail."),
    ),
    "except": (
        _("Grant an exception"),
        _("A role, and an order that needs no condition, limit or cost when it is given next; without one, any order."),
    ),
}
"""What control may overrule -> how that is called, and what is asked for."""


STYLES: Mapping[str, str] = {
    "rigid": _("the rules and the dice decide"),
    "semi": _("the rules propose, you accept the dice or pick the band"),
    "free": _("you pick the band"),
    "matrix": _("reasons for and against count one each, then the dice fall"),
}
"""How orders of a kind may be adjudicated."""


def ahead_of(seen: Preview) -> Content:
    """Return in words what would come of it."""
    rows = [content(_("This would come of it:"), "bold")]
    rows += [content(f"· {plain(text, 300)}") for text in seen.events[:MOST_SHOWN]]
    if seen.drawn:
        rows.append(content(_("Dice would fall; they are shown at their middle, not as they will fall."), "dim"))
    rows += [
        content(f"  {plain(name_of(it.after), 60)}: {plain(it.before.shown, 40)} → {plain(it.after.shown, 40)}")
        for it in seen.changes[:MOST_SHOWN]
    ]
    return lines(*rows)


def outcome_rows(outcomes: Sequence[Outcome]) -> list[Content]:
    """Return a row for each band of a check: how likely it is, and what it would do."""
    rows = []
    for one in outcomes:
        effects = "; ".join(plain(text, 100) for text in one.effects) or _("nothing")
        rows.append(content(f"{float(one.chance):>5.0%} {fitted(one.band, 8)}{effects}"))
    return rows


def fell(said: str, events: Sequence[Event]) -> str:
    """Return what was done, and which bands the checks came to that control has just decided."""
    return " ".join([said, *(f"{plain(check, 40)}: {band}." for check, band in fallen(events))])


def argued(it: Argument) -> list[Content]:
    """Return an argument that waits: what it says, its reasons, and its first check without them."""
    rows = [content(plain(it.text)), *(content(f"  {key}: {plain(text)}") for key, text in it.reasons)]
    if not it.check:
        return rows
    said = _("Check {check}: 2d6 {modifier:+d}, and one more for each reason that counts, one less against")
    style = content(_("{style}: {text}").format(style=it.style, text=STYLES[it.style]))
    check = content(said.format(check=plain(it.check, 40), modifier=it.modifier))
    return [*rows, content(""), style, check, *outcome_rows(it.outcomes)]


def proposed(it: Proposal, titles: Mapping[str, str], *, with_keys: bool = True) -> Content:
    """Return an order that waits: its check with its terms, each band with its odds and effects, and what to press."""
    terms = ", ".join(f"{plain(name, 40)} {worth:+g}" for name, worth in it.terms) or _("no terms")
    head = _("{role}: {order}").format(role=titles.get(it.role, it.role), order=plain(it.title, 80))
    rows = [
        content(head, "bold"),
        content(_("{style}: {text}").format(style=it.style, text=STYLES[it.style])),
        content(""),
        *(content(_("Decided: {check}: {band}").format(check=plain(name, 40), band=band)) for name, band in it.made),
        content(
            _("Check {check}: 2d6 {modifier:+d} ({terms})").format(
                check=plain(it.check, 40), modifier=it.modifier, terms=terms
            )
        ),
    ]
    rows += outcome_rows(it.outcomes)
    how = {
        "semi": _("Enter lets the dice fall; p picks a band, with a reason."),
        "free": _("Enter picks a band, with a reason."),
        "matrix": _("Enter lets the dice fall; m lets reasons count first; p picks a band."),
    }
    return lines(*rows, content(""), content(how[it.style], "dim")) if with_keys else lines(*rows)
