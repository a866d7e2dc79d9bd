"""Where control overrules the rules, each time with a reason; and what was overruled so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.speech import _, _n
from engine.table.overruling import Overruled

from ..shown import content, lines, plain
from .listed import ListScreen
from .overruling import OverruleDialog

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


class RulingsScreen(ListScreen):
    """One line for each way to overrule; Enter asks what and why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("Overrule"), tooltip=_("Ask what and why, and show what would come of it")),
    ]

    def rows(self) -> Sequence[Content]:
        """Return each way to overrule the rules, with how often it was used."""
        count = self.control.session.past.overruled
        return [
            content(f"{title}  ({count[kind]})" if count[kind] else title) for kind, (title, _text) in KINDS.items()
        ]

    def about(self, at: int) -> Content:
        """Return what one way to overrule is, and what was done so."""
        kind, (title, text) = list(KINDS.items())[at]
        done = [(entry, step) for entry, step in self.control.session.past.of(Overruled) if step.ruling == kind]
        told = _n("Done {n} time:", "Done {n} times:", len(done)).format(n=len(done)) if done else _("Not done so far.")
        rows = [
            content(
                _("Turn {turn}: {what} ({reason})").format(
                    turn=entry.at[0], what=plain(step.what, 100), reason=plain(step.reason)
                )
            )
            for entry, step in reversed(done)
        ]
        return lines(content(title, "bold"), content(text), content(""), content(told, "dim"), *rows)

    def action_take(self) -> None:
        """Ask what and why, and let it be done."""
        kind, (title, text) = list(KINDS.items())[self.at]
        session = self.control.session

        def go(act: Overruled | None) -> None:
            if act is not None:
                self.want(lambda: session.act(act), _("The rules were overruled; the log says why."))

        self.app.push_screen(OverruleDialog(self.control, kind, title, text), go)
