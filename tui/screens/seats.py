"""Before a game: which seats people take, which doctrines play the others, and the seed of the dice."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from ..seating import Chair, Seating
from ..shown import content, fitted, lines, marked, plain
from .answering import Answering
from .page import Page

if TYPE_CHECKING:
    from engine import Scenario

_MOST_SEED = 2**31 - 1


class SeatsScreen(Answering):
    """Sets the table. Enter starts."""

    BINDINGS = [
        Binding("enter", "start", "Start", priority=True, tooltip="Begin the game with these seats"),
        Binding("space", "sit", "Sit here", tooltip="Take this seat yourself"),
        Binding("a", "also", "Add a person", tooltip="Let another person take this seat at the same screen"),
        Binding("d", "doctrine", "Doctrine", tooltip="Let another doctrine play this seat"),
        Binding("i", "about", "About", tooltip="All about this seat and who plays it"),
        Binding("s", "seed", "Seed", tooltip="The number that the dice follow from"),
        Binding("escape", "back", "Back", tooltip="To the list of scenarios"),
    ]

    class Started(Message):
        """The table is set."""

        def __init__(self, scenario: Scenario, seating: Seating, seed: int) -> None:
            super().__init__()
            self.scenario = scenario
            self.seating = seating
            self.seed = seed

    class Left(Message):
        """Back to the list of scenarios."""

    def __init__(self, scenario: Scenario, seating: Seating, seed: int | None) -> None:
        super().__init__()
        self._scenario = scenario
        self._seating = seating
        self._starting = False
        self._seed = random.randrange(_MOST_SEED) if seed is None else seed

    def compose(self) -> ComposeResult:
        """The scenario, the seats, and what is known of the seat under the cursor."""
        yield Static(id="about", classes="banner")
        yield OptionList(id="seats", classes="list", markup=False)
        yield Static(id="say")
        yield Static(id="chair", classes="detail")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the seat that a person has."""
        self._draw()
        seats = self.query_one("#seats", OptionList)
        seats.highlighted = next((k for k, it in enumerate(self._seating.chairs) if it.person), 0)
        seats.focus()

    def on_screen_resume(self) -> None:
        """Let people start again: it may have failed."""
        self._starting = False

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the seat under the cursor."""
        self._tell(self._seating.chairs[event.option_index])

    def action_sit(self) -> None:
        """Take the seat under the cursor, and leave the others."""
        self._seating = self._seating.sit(self._chair.role)
        self._draw()

    def action_also(self) -> None:
        """Let another person take the seat under the cursor, or leave it."""
        self._seating = self._seating.also(self._chair.role)
        self._draw()

    def action_doctrine(self) -> None:
        """Let the next doctrine play the seat under the cursor."""
        if self._chair.person:
            self._say(f"You sit on {self._chair.title}: space leaves it to a doctrine.")
        elif len(self._chair.doctrines) == 1:
            self._say(f"Only one doctrine can play {self._chair.title}.")
        else:
            self._seating = self._seating.next_doctrine(self._chair.role)
            self._draw()

    def action_about(self) -> None:
        """Show everything about the seat under the cursor."""
        chair = self._chair
        role = next((it.text for it in self._scenario.roles if it.id == chair.role), "")
        how = [content(""), content(f"Played by {chair.player}.", "bold"), content(chair.texts[chair.chosen])]
        self.app.push_screen(Page(chair.title, lines(marked(role or chair.title), *([] if chair.person else how))))

    def action_seed(self) -> None:
        """Ask for a seed."""
        self.app.push_screen(SeedQuestion(self._seed), self._reseed)

    def action_start(self) -> None:
        """Begin once, if somebody sits anywhere."""
        if self._starting:
            return
        if self._seating.people:
            self._starting = True
            self._say("Setting up the table…")
            self.post_message(self.Started(self._scenario, self._seating, self._seed))
        else:
            self._say("Nobody sits anywhere: choose a seat with the arrows and take it with space.")

    def action_back(self) -> None:
        """Go back to the list of scenarios."""
        self.post_message(self.Left())

    @property
    def _chair(self) -> Chair:
        return self._seating.chairs[self.query_one("#seats", OptionList).highlighted or 0]

    def _reseed(self, seed: int | None) -> None:
        if seed is not None:
            self._seed = seed
            self._draw()

    def _draw(self) -> None:
        seats = self.query_one("#seats", OptionList)
        place = seats.highlighted
        seats.set_options([Option(_row(chair)) for chair in self._seating.chairs])
        seats.highlighted = place
        self.query_one("#about", Static).update(self._about())
        people = [chair.title for chair in self._seating.chairs if chair.person]
        self._say(f"You play {' and '.join(people)}. Enter starts." if people else "Space takes the seat you stand on.")
        self._tell(self._chair)

    def _about(self) -> Content:
        title = Content.assemble((plain(self._scenario.title, 60), "bold"), (f"  seed {self._seed}", "dim"))
        return lines(title, content(self._scenario.summary))

    def _tell(self, chair: Chair) -> None:
        doctrine = chair.texts[chair.chosen]
        how = "" if chair.person or not doctrine else f" Its doctrine: {doctrine}"
        self.query_one("#chair", Static).update(content((chair.text or chair.title) + how))

    def _say(self, text: str) -> None:
        self.query_one("#say", Static).update(content(text))


class SeedQuestion(ModalScreen[int | None]):
    """Asks for a whole number."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Back", tooltip="Keep the seed")]

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._seed = seed

    def compose(self) -> ComposeResult:
        """A box with a line for the number."""
        with Vertical(classes="box question") as box:
            box.border_title = "Seed"
            box.border_subtitle = "Enter takes it · Esc goes back"
            yield Static("The same seed and the same orders give the same game.")
            yield Input(str(self._seed), type="integer", max_length=10, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the number, if it is one."""
        text = event.value.strip()
        self.dismiss(abs(int(text)) if text.lstrip("+-").isdigit() else None)


def _row(chair: Chair) -> Content:
    mark = "[x] " if chair.person else "[ ] "
    return Content.assemble((f"{mark}{fitted(chair.title, 20)} ", "bold" if chair.person else ""), chair.player)
