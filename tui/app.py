"""The Textual app: which screen follows which, and what is loaded in the background."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.message import Message

from .cards import card_of
from .crash import told
from .endgame import end_pages, reasons_pages
from .opening import Asked, open_room, read_scenario, resume_room
from .room import Room
from .scene import Scene, scene_of
from .screens.card import CardScreen, HandOverScreen
from .screens.commands import Commands, Places
from .screens.end import EndScreen
from .screens.page import Page
from .screens.play import PlayScreen
from .screens.seats import SeatsScreen
from .screens.start import StartScreen
from .seating import Seating, seating_of
from .shown import content, lines

if TYPE_CHECKING:
    from engine import Scenario

_FEW_COLOURS = ("standard", "windows", None)


class Whitecell(App[int]):
    """Start, seats, role card, play, end. Screens send messages; only this class changes the screen."""

    TITLE = "Whitecell"
    CSS_PATH = "style.tcss"
    COMMANDS = {Commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (118, "-wide"), (180, "-xwide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (34, "-tall")]
    BINDINGS = [Binding("ctrl+q", "ask_to_leave", show=False, tooltip="Leave", priority=True)]

    class Loaded(Message):
        """A scenario's rules were read."""

        def __init__(self, scenario: Scenario, seating: Seating) -> None:
            super().__init__()
            self.scenario = scenario
            self.seating = seating

    class Opened(Message):
        """A table was set, and its first scene read."""

        def __init__(self, room: Room, role: str, scene: Scene) -> None:
            super().__init__()
            self.room = room
            self.role = role
            self.scene = scene

    class Seated(Message):
        """Another person sits here, and their scene was read."""

        def __init__(self, role: str, scene: Scene) -> None:
            super().__init__()
            self.role = role
            self.scene = scene

    class Failed(Message):
        """What was asked for cannot be opened; `reason` says why."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._room: Room | None = None

    def on_mount(self) -> None:
        """Paint the first screen at once; load afterwards what was asked for."""
        if self.console.color_system in _FEW_COLOURS:
            self.theme = "ansi-dark"
        self.push_screen(StartScreen())
        if self._asked.saved is not None:
            self.call_after_refresh(self._resume, self._asked.saved)
        elif self._asked.scenario:
            self.call_after_refresh(self._load, self._asked.scenario)

    @on(PlayScreen.FindWanted)
    def find(self) -> None:
        """Search areas and orders by name."""
        self.push_screen(CommandPalette(providers=[Places], placeholder="An area or an order…"))

    # Before the game.

    @on(StartScreen.ScenarioWanted)
    def scenario_wanted(self, message: StartScreen.ScenarioWanted) -> None:
        """Load a scenario in the background."""
        self._load(message.id)

    @on(StartScreen.SavedWanted)
    def saved_wanted(self, message: StartScreen.SavedWanted) -> None:
        """Open a saved game in the background."""
        self._resume(message.path)

    @on(Loaded)
    def loaded(self, message: Loaded) -> None:
        """Let people take their seats, or begin at once when the command line said who sits where."""
        asked, seating = self._asked, message.seating
        if asked.seats and asked.scenario:
            self._open(message.scenario, seating, _drawn_seed() if asked.seed is None else asked.seed)
        else:
            self.push_screen(SeatsScreen(message.scenario, seating, asked.seed))

    @on(SeatsScreen.Started)
    def seats_taken(self, message: SeatsScreen.Started) -> None:
        """Open the game."""
        self._open(message.scenario, message.seating, message.seed)

    @on(SeatsScreen.Left)
    def seats_left(self) -> None:
        """Go back to the list."""
        if isinstance(self.screen, SeatsScreen):
            self.pop_screen()

    @on(Failed)
    def failed(self, message: Failed) -> None:
        """Say why something cannot be opened."""
        if isinstance(self.screen, StartScreen):
            self.screen.invite()
        self.push_screen(Page("This cannot be opened", lines(*map(content, message.reason.splitlines()))))

    # The game.

    @on(Opened)
    def opened(self, message: Opened) -> None:
        """Show the role card of the seat that plays first."""
        self._room = message.room
        if message.scene.view.over:
            self._show_end(message.scene)
        else:
            self._show_card(message.role, message.scene)

    @on(CardScreen.Read)
    def card_read(self) -> None:
        """Go from the card to the table; a second Enter that was on its way does nothing."""
        if isinstance(self.screen, CardScreen):
            self.pop_screen()

    @on(PlayScreen.CardWanted)
    def card_wanted(self, message: PlayScreen.CardWanted) -> None:
        """Show the card of a seat over its table."""
        self._push_card(message.role, message.scene)

    @on(PlayScreen.HandOver)
    def hand_over(self, message: PlayScreen.HandOver) -> None:
        """Hide the table until the other person sits here."""
        assert self._room is not None
        self.switch_screen(HandOverScreen(message.role, self._room.titles[message.role]))

    @on(HandOverScreen.Taken)
    def taken(self, message: HandOverScreen.Taken) -> None:
        """Read the scene of the person who sits here now."""
        self._sit(message.role)

    @on(Seated)
    def seated(self, message: Seated) -> None:
        """Show the table of the person who sits here now."""
        assert self._room is not None
        self.switch_screen(PlayScreen(self._room, message.role, message.scene))

    @on(PlayScreen.Over)
    def over(self, message: PlayScreen.Over) -> None:
        """Show how it ended."""
        self._show_end(message.scene)

    @on(EndScreen.NewGameWanted)
    def new_game_wanted(self) -> None:
        """Begin again at the list of scenarios."""
        self._asked = Asked()
        if self._room is not None:
            self._room.session.close()
        self._clear()
        self.switch_screen(StartScreen())

    def action_ask_to_leave(self) -> None:
        """Leave as `q` does on the screen in front."""
        self.run_worker(self.run_action("leave", self.screen))

    def _fatal_error(self) -> None:
        """Tell a mistake of the program in words: Textual would print every local variable, secrets too."""
        from platformdirs import user_log_path

        error = sys.exc_info()[1] or self._exception or RuntimeError()
        self.panic(Text(told(error, user_log_path("whitecell", appauthor=False))))

    def _show_card(self, role: str, scene: Scene) -> None:
        assert self._room is not None
        self._clear()
        self.push_screen(PlayScreen(self._room, role, scene))
        self._push_card(role, scene)

    def _push_card(self, role: str, scene: Scene) -> None:
        room = self._room
        assert room is not None
        title = f"EXERCISE  {room.title}: you are {room.titles[role]}"
        self.push_screen(CardScreen(title, card_of(room.text_of(role), scene)))

    def _show_end(self, scene: Scene) -> None:
        room = self._room
        assert room is not None
        self._clear()
        self.push_screen(EndScreen(room.title, end_pages(scene, room), partial(reasons_pages, room)))

    def _clear(self) -> None:
        """Take everything away but the first screen."""
        while len(self.screen_stack) > 2:
            self.pop_screen()

    # In the background.

    @work(thread=True, group="opening")
    def _load(self, name: str) -> None:
        self._try(lambda: self._load_now(name))

    def _load_now(self, name: str) -> None:
        scenario = read_scenario(name)
        self.post_message(self.Loaded(scenario, seating_of(scenario, self._asked.seats, self._asked.doctrines)))

    @work(thread=True, group="opening")
    def _resume(self, path: Path) -> None:
        self._try(lambda: self._seat_of(resume_room(path)))

    @work(thread=True, group="opening")
    def _open(self, scenario: Scenario, seating: Seating, seed: int) -> None:
        self._try(lambda: self._seat_of(open_room(scenario, seating, seed, self._asked.journal)))

    @work(thread=True, group="opening")
    def _sit(self, role: str) -> None:
        assert self._room is not None
        self.post_message(self.Seated(role, scene_of(self._room.session.seat(role))))

    def _seat_of(self, room: Room) -> None:
        scene = scene_of(room.session.seat(room.person))
        self.post_message(self.Opened(room, room.person, scene))

    def _try(self, act: Callable[[], object]) -> None:
        from engine.problems import Problems, Refused

        try:
            act()
        except Problems as problems:
            self.post_message(self.Failed(str(problems)))
        except Refused as refused:
            self.post_message(self.Failed(refused.reason))


def _drawn_seed() -> int:
    return secrets.randbelow(2**31)
