"""Injects: what is armed, held, skipped and fired, when each would fire, and control's hand on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.speech import _

from ..shown import content, fitted, lines, plain
from .cues import STATUS, about_inject
from .listed import ListScreen


class InjectsScreen(ListScreen):
    """Fires, holds, skips and arms injects; each act may have a reason, and is in the journal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "rule('fire')", _("Fire"), tooltip=_("Fire it now")),
        Binding("h", "rule('hold')", _("Hold"), tooltip=_("Keep it from firing until you fire or arm it")),
        Binding("k", "rule('skip')", _("Skip"), tooltip=_("Strike it off")),
        Binding("r", "rule('arm')", _("Arm"), tooltip=_("Let it fire on its cue again")),
        Binding("o", "open", _("Open a procedure"), tooltip=_("Open a procedure at once, by its id")),
    ]

    def rows(self) -> Sequence[Content]:
        """Return each inject with its status."""
        found = self.control.picture.injects
        return [content(f"{fitted(STATUS.get(it.status, it.status), 8)} {plain(it.title, 60)}") for it in found]

    def about(self, at: int) -> Content:
        """Return all that control should know of an inject."""
        it = self.control.picture.injects[at]
        return lines(content(plain(it.title, 80), "bold"), *about_inject(it, self.control.titles))

    def action_rule(self, act: str) -> None:
        """Ask for a reason, and rule."""
        injects = self.control.picture.injects
        if not injects:
            self.say(_("! There are no injects in this game."))
            return
        it, session = injects[self.at], self.control.session
        verb = {"fire": _("Fire"), "hold": _("Hold"), "skip": _("Skip"), "arm": _("Arm")}[act]
        done = {
            "fire": _("{inject} was fired."),
            "hold": _("{inject} is held."),
            "skip": _("{inject} is skipped."),
            "arm": _("{inject} is armed."),
        }[act].format(inject=plain(it.title, 60))

        def go(reason: str) -> None:
            self.want(lambda: session.rule(act, it.id, reason), done)

        title = f"{verb}: {plain(it.title, 60)}"
        self.ask_line(title, _("Why? The reason stands in the journal; it may be left out."), go)

    def action_open(self) -> None:
        """Ask for a procedure, and open it."""
        session = self.control.session

        def go(text: str) -> None:
            name, _space, reason = text.partition(" ")
            if name:
                self.want(lambda: session.rule("open", name, reason.strip()), _("The procedure is open."))

        known = ", ".join(session.scenario.procedures)
        if not known:
            self.say(_("! There are no procedures in this game."))
            return
        question = _("Which, and why? Its id first: {known}.").format(known=plain(known, 300))
        self.ask_line(_("Open a procedure"), question, go)
