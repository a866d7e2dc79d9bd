"""Before a game: which seats people take, which doctrines play the others, and the seed of the dice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _

from ..seating import Chair, Seating
from ..shown import content, fitted, lines, marked, plain
from ..widgets.keys import Keys
from .answering import Answering
from .over import Over
from .page import Page

if TYPE_CHECKING:
    from engine import Scenario


class SeatList(OptionList):
    """The list. It hears Enter itself: a key of the screen would overtake an arrow that came just before."""

    BINDINGS = [Binding("enter", "screen.start", _("Start"), tooltip=_("Begin the game with these seats"))]


class SeatsScreen(Answering):
    """Sets the table. Enter starts. Without a seed one is drawn, and nobody is told: it gives the dice away."""

    DEFAULT_CSS = "SeatsScreen #seats { text-wrap: nowrap; text-overflow: ellipsis; }"
    BINDINGS = [
        Binding("space", "sit", _("Sit here"), tooltip=_("Take this seat yourself")),
        Binding("a", "also", _("Add a person"), tooltip=_("Let another person take this seat at the same screen")),
        Binding("d", "doctrine", _("Doctrine"), tooltip=_("Let another doctrine, or chance, play this seat")),
        Binding("i", "about", _("About"), tooltip=_("All about this seat and who plays it")),
        Binding("s", "seed", _("Seed"), tooltip=_("The number that the dice follow from")),
        Binding("escape", "back", _("Back"), tooltip=_("To the list of scenarios")),
        Binding("question_mark,f1", "help", _("Help"), key_display="?", tooltip=_("How a game goes, and the keys")),
        Binding("q", "leave", show=False, tooltip=_("Close the program")),
    ]

    class Started(Message):
        """The table is set."""

        def __init__(self, scenario: Scenario, seating: Seating, seed: int | None) -> None:
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
        self._seed = seed

    def compose(self) -> ComposeResult:
        """The scenario, the seats, and what is known of the seat under the cursor."""
        yield Static(id="about", classes="banner")
        yield SeatList(id="seats", classes="list", markup=False)
        yield Static(id="say")
        yield Static(id="chair", classes="detail")
        yield Keys()

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
            self._say(
                _("! A person sits there: key a leaves the seat of {title} to a doctrine.").format(
                    title=self._chair.title
                )
            )
        elif len(self._chair.doctrines) == 1:
            self._say(_("! No doctrine can play {title}: chance does.").format(title=self._chair.title))
        else:
            self._seating = self._seating.next_doctrine(self._chair.role)
            self._draw()

    def action_about(self) -> None:
        """Show everything about the seat under the cursor."""
        chair = self._chair
        role = next((it.text for it in self._scenario.roles if it.id == chair.role), "")
        by = _("Played by {player}.").format(player=chair.player)
        how = [content(by, "bold"), content(chair.texts[chair.chosen]), content("")]
        text = lines(*([] if chair.person else how), marked(role or chair.title))
        self.app.push_screen(Page(chair.title, text))

    def action_seed(self) -> None:
        """Ask for a seed."""
        self.app.push_screen(SeedQuestion(self._seed), self._reseed)

    def action_start(self) -> None:
        """Begin once, if somebody sits anywhere."""
        if self._starting:
            return
        if self._seating.people:
            self._starting = True
            self._say(_("Setting up the table…"))
            self.post_message(self.Started(self._scenario, self._seating, self._seed))
        else:
            self._say(_("! Nobody sits anywhere: choose a seat with the arrows and take it with space."))

    def action_back(self) -> None:
        """Go back to the list of scenarios."""
        self.post_message(self.Left())

    def action_leave(self) -> None:
        """Close the program: nothing can be lost here."""
        self.app.exit()

    @property
    def _chair(self) -> Chair:
        return self._seating.chairs[self.query_one("#seats", OptionList).highlighted or 0]

    def _reseed(self, seed: int | None) -> None:
        self._seed = seed
        self._draw()

    def _draw(self) -> None:
        seats = self.query_one("#seats", OptionList)
        place = seats.highlighted
        seats.set_options([Option(_row(chair)) for chair in self._seating.chairs])
        seats.highlighted = place
        self.query_one("#about", Static).update(self._about())
        people = [chair.title for chair in self._seating.chairs if chair.person]
        if people:
            names = ", ".join(people)
            several = _("These seats share the screen: {names}. Enter starts.")
            self._say((several if len(people) > 1 else _("You play {names}. Enter starts.")).format(names=names))
        else:
            self._say(_("Space takes the seat you stand on."))
        self._tell(self._chair)

    def _about(self) -> Content:
        seed = _("seed drawn in secret") if self._seed is None else _("seed given by hand")
        title = Content.assemble((plain(self._scenario.title, 60), "bold"), (f"  {seed}", "dim"))
        return lines(title, content(self._scenario.summary))

    def _tell(self, chair: Chair) -> None:
        """Tell whole what its line cuts, the doctrine, and then who sits there."""
        doctrine = "" if chair.person else chair.texts[chair.chosen]
        how = [content(_("{player}: {doctrine}").format(player=chair.player, doctrine=doctrine))] if doctrine else []
        self.query_one("#chair", Static).update(lines(*how, content(chair.text or chair.title)))

    def _say(self, text: str) -> None:
        self.query_one("#say", Static).update(content(text))


class SeedQuestion(Over[int | None]):
    """Asks for a whole number; nothing means that one is drawn."""

    BINDINGS = [Binding("escape", "keep", _("Back"), tooltip=_("Keep the seed as it is"))]

    def __init__(self, seed: int | None) -> None:
        super().__init__()
        self._seed = seed

    def compose(self) -> ComposeResult:
        """A box with a line for the number."""
        with Vertical(classes="box question") as box:
            box.border_title = _("Seed")
            box.border_subtitle = _("Enter takes it · Esc goes back")
            yield Static(_("The same seed and the same orders give the same game. Without one it is drawn in secret."))
            seed = "" if self._seed is None else str(self._seed)
            yield Input(seed, type="integer", valid_empty=True, max_length=10, compact=True)

    def action_keep(self) -> None:
        """Keep the seed as it is."""
        self.dismiss(self._seed)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the number, or none."""
        text = event.value.strip().lstrip("+-")
        self.dismiss(int(text) if text.isdecimal() and text.isascii() else None)


def _row(chair: Chair) -> Content:
    mark = "[x] " if chair.person else "[ ] "
    about = "" if chair.person else f": {chair.texts[chair.chosen]}"
    name = (f"{mark}{fitted(chair.title, 16)} ", "bold" if chair.person else "")
    return Content.assemble(name, chair.player, (about, "dim"))
