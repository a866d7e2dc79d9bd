"""Who sits where: seats handed to people, to doctrines, to control, or to nobody, with a page to catch up on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.speech import _
from engine.table.catching_up import Section, catch_up
from engine.table.seats import people_of
from engine.table.session import Absent, Person, Randomly, Scripted, Voiced

from ..scene import Act
from ..screens.asking import LineQuestion
from ..screens.choosing import Choosing
from ..screens.page import Page
from ..seating import RANDOM, seating_of
from ..shown import content, fitted, lines, plain
from .desk import KeyScreen
from .picture import Chair


class Chairs(OptionList):
    """The list. It hears Enter itself: a key of the screen would overtake an arrow that came just before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.catch_up", _("Catch up"), tooltip=_("What whoever sits down here should read first"))
    ]


class SeatsPage(KeyScreen):
    """Hands seats over; every change is in the journal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "people", _("People"), tooltip=_("Let people sit here, by name")),
        Binding("d", "doctrine", _("Doctrine"), tooltip=_("Let a doctrine or chance play this seat")),
        Binding("v", "voice", _("Voice it"), tooltip=_("Let control speak for this seat, by slips")),
        Binding("n", "nobody", _("Nobody"), tooltip=_("Leave the seat empty: its standing orders are given")),
        Binding("h", "sit", _("Hand over"), tooltip=_("Let this seat's person come here and play it behind a curtain")),
    ]

    def middle(self) -> ComposeResult:
        """The seats."""
        yield Chairs(id="chairs", classes="list", markup=False)

    def on_mount(self) -> None:
        """Let the list hear the keys."""
        self.query_one(Chairs).focus()

    def draw(self) -> None:
        """Draw the seats; the cursor stays where it is."""
        seats = self.query_one(Chairs)
        place = seats.highlighted or 0
        seats.set_options([Option(content(_row(it))) for it in self.control.picture.chairs])
        seats.highlighted = place

    @property
    def _chair(self) -> Chair:
        return self.control.picture.chairs[self.query_one(Chairs).highlighted or 0]

    def action_catch_up(self) -> None:
        """Show what somebody who sits down should read."""
        if self.control.busy:
            self.say(_("! Something is under way: wait a moment."))
            return
        chair = self._chair
        title = _("EXERCISE  {role}: to catch up").format(role=chair.title)
        self.app.push_screen(Page(title, sections_text(catch_up(self.control.session, chair.role))))

    def action_sit(self) -> None:
        """Hand the screen over to the person of this seat."""
        self.let_sit(self._chair.role)

    def action_people(self) -> None:
        """Ask for names, and let those people sit here."""
        chair = self._chair

        def named(text: str | None) -> None:
            if text is not None:
                self._hand(chair, people_of(text), _("People sit at {seat}: Enter shows what they missed."))

        question = _("Who sits here? Names with commas between; nothing for people without names.")
        self.app.push_screen(LineQuestion(chair.title, question, check=people_of), named)

    def action_doctrine(self) -> None:
        """Let a doctrine be chosen from those that can play this seat, and let it."""
        chair, scenario = self._chair, self.control.session.scenario
        able = next(it for it in seating_of(scenario, (), {}).chairs if it.role == chair.role)
        usual = _("{doctrine} (usual)").format(doctrine=able.titles[0])
        titles = (usual, *able.titles[1:]) if able.doctrines[0] != RANDOM else able.titles
        choices = [Act(value=id, title=title) for id, title in zip(able.doctrines, titles, strict=True)]

        def chosen(name: str | None) -> None:
            if name is not None:
                it = Randomly() if name == RANDOM else Scripted(name)
                self._hand(chair, it, _("A doctrine plays {seat}."))

        self.app.push_screen(Choosing(chair.title, _("Which doctrine plays this seat?"), choices), chosen)

    def action_voice(self) -> None:
        """Let control speak for this seat."""
        self._hand(self._chair, Voiced(), _("Control speaks for {seat}: type its slips."))

    def action_nobody(self) -> None:
        """Leave the seat empty."""
        self._hand(self._chair, Absent(), _("Nobody sits at {seat}: the game never waits for it."))

    def _hand(self, chair: Chair, sitter: Person | Voiced | Absent | Scripted | Randomly, said: str) -> None:
        session = self.control.session
        self.want(lambda: session.hand_over(chair.role, sitter), said.format(seat=chair.title))


def _row(chair: Chair) -> str:
    sign = "> " if chair.awaited else "  "
    return f"{sign}{fitted(chair.title, 20)} {fitted(chair.state, 18)} {chair.who}"


def sections_text(sections: Sequence[Section]) -> Content:
    """Return a page to catch up on as content."""
    rows = []
    for section in sections:
        rows += [content(section.title, "bold"), *(content(f"  {plain(line, 400)}") for line in section.lines)]
    return lines(*rows)
