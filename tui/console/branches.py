"""Branches: each course that the game took, to go on with, to name, and to lay side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.problems import Refused
from engine.speech import _

from ..screens.page import Page, ask
from ..shown import content, fitted, lines, plain
from .listed import ListScreen
from .rehearsal import RehearsalScreen
from .timeline import TimelineScreen

if TYPE_CHECKING:
    from engine.play.scenario import Scenario
    from engine.table.branches import Branch
    from engine.table.comparing import Choice, Comparison, Side

_NAME, _NOW = 26, 14  # cells of a number's name, and of its value


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

    def rows(self) -> Sequence[Content]:
        """Return a line for each branch."""
        branches = self.control.session.branches
        return [_row(it, here=it is branches.here) for it in branches.all]

    def about(self, at: int) -> Content:
        """Return all about a branch."""
        branches, scenario = self.control.session.branches, self.control.session.scenario
        it = branches.all[at]
        return lines(content(_title(it), "bold"), *_about(it, scenario, here=it is branches.here))

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
            self.say(_("! {branch} is played already.").format(branch=_title(it)))
            return
        seen = session.past.seen

        def act() -> None:
            with session.guard.having_seen(seen):
                session.branches.switch(it.number)

        question = _("Go on with {branch}? The branch that is played stays where it is now.").format(branch=_title(it))
        said = _("{branch} is played now; the clock stands still.").format(branch=_title(it))
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

        self.ask_line(_title(it), _("What it is called from here on."), go, it.name)

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
        text = lines(*_compared(found, session.scenario, self.control.titles))
        self.app.push_screen(Page(_("EXERCISE  Two branches"), text, closing=_("Esc goes back to the branches")))


def _title(it: Branch) -> str:
    return plain(it.title, 60)


def _row(it: Branch, *, here: bool) -> Content:
    turn, _phase, over = it.stands
    stands = _("over") if over else _("turn {turn}").format(turn=turn)
    return content(f"{'>' if here else ' '} {it.number:>2} {fitted(stands, 7)} {_title(it)}", "bold" if here else "")


def _about(it: Branch, scenario: Scenario, *, here: bool) -> Iterator[Content]:
    turn, phase, over = it.stands
    stands = _("Turn {turn}, {phase}, event {number}").format(
        turn=turn, phase=plain(scenario.phases.get(phase, phase), 40), number=it.last
    )
    yield content(stands + (_("; the game is over") if over else ""))
    yield content(_("This branch is played.") if here else _("u goes on with it; d lays it beside what is played."))
    if it.parent:
        yield content("")
        yield content(_("It left branch {parent} after event {at}.").format(parent=it.parent, at=it.at))
        yield content(_("Why: {reason}").format(reason=plain(it.reason, 300)))
    for luck in it.luck:
        yield content("")
        said = _("Fresh dice from event {since} on, committed to by") if luck.since else _("Dice committed to by")
        yield content(said.format(since=luck.since), "dim")
        yield content(luck.commitment or "-", "dim")


def _compared(it: Comparison, scenario: Scenario, titles: dict[str, str]) -> Iterator[Content]:
    one, other = it.sides
    phase = plain(scenario.phases.get(it.phase, it.phase), 40)
    parted = _("They part after event {at}, in turn {turn} {phase}").format(at=it.at, turn=it.turn, phase=phase)
    yield content(parted.rstrip() + ".")
    yield content("")
    yield _columns("", "", (plain(one.title, 60), plain(other.title, 60)), "bold")
    yield _columns(_("Stands in"), "", (_stands(one), _stands(other)))
    yield _columns(_("Ending"), "", (_ending(one, scenario), _ending(other, scenario)))
    for role, title in titles.items():
        if one.scores.get(role) != other.scores.get(role):
            scores = (str(one.scores.get(role, "-")), str(other.scores.get(role, "-")))
            yield _columns(_("Score: {role}").format(role=title), "", scores)
    yield content("")
    yield _columns(_("Numbers that differ"), _("then"), ("", ""), "bold")
    yield from (_columns(plain(row.title, 60), row.then, row.now) for row in it.numbers)
    if not it.numbers:
        yield content(_("none"), "dim")
    yield content("")
    yield content(_("What was decided otherwise"), "bold")
    yield from (row for choice in it.decisions for row in _choice(choice, it, scenario, titles))
    if not it.decisions:
        yield content(_("nothing"), "dim")


def _columns(name: str, then: str, now: tuple[str, str], style: str = "") -> Content:
    return content(
        f"{fitted(name, _NAME)} {fitted(then, 8)} {fitted(now[0], _NOW)} {fitted(now[1], _NOW)}".rstrip(), style
    )


def _stands(it: Side) -> str:
    return _("turn {turn}").format(turn=it.turn)


def _ending(it: Side, scenario: Scenario) -> str:
    return plain(scenario.endings.get(it.ending, it.ending) or "-", 60) if it.over else _("goes on")


def _choice(it: Choice, found: Comparison, scenario: Scenario, titles: dict[str, str]) -> Iterator[Content]:
    phase = plain(scenario.phases.get(it.phase, it.phase), 40)
    yield content(_("Turn {turn} {phase}, {role}").format(turn=it.turn, phase=phase, role=titles.get(it.role, it.role)))
    for side, given in zip(found.sides, it.given, strict=True):
        yield content(f"  {side.number}: {'; '.join(plain(title, 80) for title in given) or '-'}")
