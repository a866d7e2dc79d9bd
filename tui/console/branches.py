"""Branches: each course that the game took, to go on with, to name, and to lay side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.problems import Refused
from engine.speech import _

from ..screens.page import Page, ask
from ..shown import content, lines
from .listed import Listed, ListScreen
from .rehearsal import RehearsalScreen
from .sides import about_branch, row_of, side_by_side, title_of
from .timeline import TimelineScreen

if TYPE_CHECKING:
    from engine.table.branches import Branch


class BranchesScreen(ListScreen):
    """Lists the branches; from here one goes back in time, and rehearses the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rewind", _("Rewind"), tooltip=_("Go back to an event, with a preview")),
        Binding("f", "fork", _("Fork"), tooltip=_("Begin a branch here; the present one stays as it is")),
        Binding("u", "take", _("Take up"), tooltip=_("Go on with this branch, where it was left")),
        Binding("n", "name", _("Name"), tooltip=_("Call this branch otherwise")),
        Binding("d", "compare", _("Compare"), tooltip=_("This branch beside the one that is played")),
        Binding("h", "rehearse", _("Rehearse"), tooltip=_("What happens in 200 games from here")),
    ]

    _played = 0  # the branch that was played when the lines were drawn last

    def draw(self) -> None:
        """Draw the lines; the cursor goes to a branch that is played from now on."""
        super().draw()
        branches = self.control.session.branches
        if branches.here.number != self._played:
            self._played = branches.here.number
            self.query_one(Listed).highlighted = branches.all.index(branches.here)

    def rows(self) -> Sequence[Content]:
        """Return a line for each branch."""
        branches = self.control.session.branches
        return [row_of(it, here=it is branches.here) for it in branches.all]

    def about(self, at: int) -> Content:
        """Return all about a branch."""
        branches, scenario = self.control.session.branches, self.control.session.scenario
        it = branches.all[at]
        return lines(content(title_of(it), "bold"), *about_branch(it, scenario, here=it is branches.here))

    @property
    def _chosen(self) -> Branch:
        return self.control.session.branches.all[self.at]

    def action_rewind(self) -> None:
        """Go through the events, to go back to one."""
        self.app.push_screen(TimelineScreen(self.control))

    def action_rehearse(self) -> None:
        """Play the rest many times."""
        self.app.push_screen(RehearsalScreen(self.control))

    def action_take(self) -> None:
        """Take up the branch under the cursor, after a question."""
        session, it = self.control.session, self._chosen
        if it is session.branches.here:
            self.say(_("! {branch} is played already.").format(branch=title_of(it)))
            return
        seen = session.past.seen

        def act() -> None:
            with session.guard.having_seen(seen):
                session.branches.switch(it.number)

        question = _("Go on with {branch}? The branch that is played stays where it is now.").format(
            branch=title_of(it)
        )
        said = _("{branch} is played now; the clock stands still.").format(branch=title_of(it))
        ask(self.app, question, _("goes on with it"), lambda: self.want(act, said))

    def action_fork(self) -> None:
        """Ask for a name, and begin a branch here."""
        session = self.control.session

        def go(name: str) -> None:
            self.want(lambda: session.branches.fork(name) and None, _("A branch was begun, and is played now."))

        self.ask_line(_("A branch from here"), _("What it is called; may be left out."), go)

    def action_name(self) -> None:
        """Ask for a name for the branch under the cursor."""
        session, it = self.control.session, self._chosen

        def go(name: str) -> None:
            self.want(lambda: session.branches.rename(it.number, name), _("The branch was named."))

        self.ask_line(title_of(it), _("What it is called from here on."), go, it.name)

    def action_compare(self) -> None:
        """Show the branch under the cursor beside the one that is played."""
        session, it = self.control.session, self._chosen
        if self.control.busy or it is session.branches.here:
            self.say(_("! Put the cursor on another branch than the one that is played."))
            return
        try:
            found = session.branches.compare(it.number, session.branches.here.number)
        except Refused as refused:
            self.say(f"! {refused.reason}")
            return
        text = lines(*side_by_side(found, session.scenario, self.control.titles))
        self.app.push_screen(Page(_("EXERCISE  Two branches"), text, closing=_("Esc goes back to the branches")))
