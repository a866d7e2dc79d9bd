"""The Textual app: which screen follows which; what comes from the background is made in `arrivals`.

The first paint needs the start screen alone: whatever belongs to a game is imported when one is opened, so
messages of other screens are handled by their names (`on_play_screen_over`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import on, work
from textual.binding import Binding
from textual.command import Provider
from textual.message import Message
from textual.screen import Screen

from engine.speech import _

from . import arrivals
from .crash import crash_folder, told
from .haste import Unhurried
from .hot_seat import PUBLIC, HotSeat, places_of
from .opening import Asked
from .screens.page import Page
from .screens.start import StartScreen
from .shown import content, lines
from .themes import next_theme, readable, register

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

    from engine import Scenario

    from .room import Room
    from .scene import Scene
    from .screens.handover import HandOverScreen
    from .screens.play import PlayScreen
    from .screens.public import PublicScreen
    from .screens.seats import SeatsScreen
    from .seating import Seating


def _commands() -> type[Provider]:
    from .playing import Commands

    return Commands


class Whitecell(Unhurried):
    """Start, seats, role card, play, end. Screens send messages; only this class changes the screen."""

    TITLE = "Whitecell"
    CSS_PATH = "style.tcss"
    COMMANDS = {_commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (118, "-wide"), (180, "-xwide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (34, "-tall")]
    BINDINGS = [
        Binding("ctrl+q", "ask_to_leave", show=False, tooltip=_("Leave"), priority=True),
        Binding("t", "next_theme", _("Theme"), show=False, tooltip=_("The next colours")),
        Binding("ctrl+p", "command_palette", _("palette"), show=False, tooltip=_("Find any command"), priority=True),
        Binding("x", "hand_over", _("Hand over"), tooltip=_("Hide this seat, and let another person sit down")),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._room: Room | None = None
        self.hot_seat = HotSeat()
        self._recaps = False  # whether the table tells, when the card was read, what changed

    @property
    def kept(self) -> Path | None:
        """The file of the game at this table, None without one, or when the game is over."""
        session = None if self._room is None else self._room.session
        return None if session is None or session.over else session.journal

    def on_mount(self) -> None:
        """Paint the first screen at once; load afterwards what was asked for."""
        register(self)
        self.push_screen(StartScreen(opening=str(self._asked.saved or self._asked.scenario or "")))
        if self._asked.saved is not None:
            self.call_after_refresh(self._fetch, partial(arrivals.resumed, self._asked.saved))
        elif self._asked.scenario:
            self.call_after_refresh(self._fetch, partial(arrivals.loaded, self._asked.scenario, self._asked))

    def on_play_screen_find_wanted(self) -> None:
        """Search areas and orders by name."""
        from .playing import Finder, Places

        self.push_screen(Finder(providers=[Places], placeholder=_("An area or an order…")))

    # Before the game.

    @on(StartScreen.ScenarioWanted)
    def scenario_wanted(self, message: StartScreen.ScenarioWanted) -> None:
        """Load a scenario in the background."""
        self._fetch(partial(arrivals.loaded, message.id, self._asked))

    @on(StartScreen.SavedWanted)
    def saved_wanted(self, message: StartScreen.SavedWanted) -> None:
        """Open a saved game in the background."""
        self._fetch(partial(arrivals.resumed, message.path))

    @on(arrivals.Loaded)
    def loaded(self, message: arrivals.Loaded) -> None:
        """Let people take their seats, or begin at once when the command line said who sits where."""
        from .playing import SeatsScreen

        asked, seating = self._asked, message.seating
        if asked.seats and asked.scenario:
            self._open(message.scenario, seating, asked.seed)
        else:
            self.push_screen(SeatsScreen(message.scenario, seating, asked.seed))

    def on_seats_screen_started(self, message: SeatsScreen.Started) -> None:
        """Open the game."""
        self._open(message.scenario, message.seating, message.seed)

    def on_seats_screen_left(self) -> None:
        """Go back to the list."""
        from .playing import SeatsScreen

        if isinstance(self.screen, SeatsScreen):
            self.pop_screen()

    def _open(self, scenario: Scenario, seating: Seating, seed: int | None) -> None:
        self._fetch(partial(arrivals.opened, scenario, seating, seed, self._asked.journal))

    @on(arrivals.Failed)
    def failed(self, message: arrivals.Failed) -> None:
        """Say why something cannot be opened."""
        if isinstance(self.screen, StartScreen):
            self.screen.invite()
        self.push_screen(Page(_("This cannot be opened"), lines(*map(content, message.reason.splitlines()))))

    # The game.

    @on(arrivals.Opened)
    def opened(self, message: arrivals.Opened) -> None:
        """Show the role card of the seat that plays first, or let the first of several people sit down."""
        from .playing import settle

        settle()
        self._room, self.hot_seat = message.room, HotSeat()
        if message.scene is None:
            self._go_round(message.role)
        elif message.scene.view.over:
            self._show_end(message.scene)
        else:
            self._recaps = message.resumed
            self._show_card(message.role, message.scene)

    def on_card_screen_read(self) -> None:
        """Go from the card to the table; a second Enter that was on its way does nothing."""
        from .playing import CardScreen, PlayScreen

        if isinstance(self.screen, CardScreen):
            self.pop_screen()
        if not isinstance(self.screen, PlayScreen):
            return
        if self._recaps:
            self._recaps = False
            self.screen.recap()
        else:
            self.screen.hand_slips(lambda: None)

    def on_play_screen_card_wanted(self, message: PlayScreen.CardWanted) -> None:
        """Show the card of a seat over its table."""
        self._push_card(message.role, message.scene, first=False)

    # Several people at one screen.

    def on_play_screen_hand_over(self, message: PlayScreen.HandOver) -> None:
        """Hide the table until the other person sits here."""
        self._go_round(message.role)

    def on_public_screen_seat_wanted(self, message: PublicScreen.SeatWanted) -> None:
        """Hide the public screen while somebody sits down in private."""
        self._cover(message.role, public=True)

    def on_hand_over_screen_left(self) -> None:
        """Go back to the screen for all."""
        self._show_public()

    def on_hand_over_screen_taken(self, message: HandOverScreen.Taken) -> None:
        """Read the scene of the person who sits here now."""
        assert self._room is not None
        self._fetch(partial(arrivals.seated, self._room, message.role))

    @on(arrivals.Seated)
    def seated(self, message: arrivals.Seated) -> None:
        """Show the table of the person who sits here now: first their card, later what they missed."""
        from .playing import PlayScreen

        role, scene, room = message.role, message.scene, self._room
        assert room is not None
        if scene.view.over:
            self._show_end(scene)
        elif role not in self.hot_seat.met:
            self.hot_seat.met.add(role)
            self._show_card(role, scene)
        else:
            screen = PlayScreen(room, role, scene, *self.hot_seat.stood(role))
            self._show(screen)
            screen.recap()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where several people play, and only from a table at rest, is the screen handed over."""
        return action != "hand_over" or self._table() is not None

    def _table(self) -> PlayScreen | None:
        """Return the table that can be handed over: at rest, in front or under pages; None without one."""
        if self._room is None or len(self._room.people) < 2:
            return None
        from .playing import PlayScreen

        front = next(it for it in reversed(self.screen_stack) if not isinstance(it, Page))
        return front if isinstance(front, PlayScreen) and not front.busy else None

    def action_hand_over(self) -> None:
        """Hide this seat: for the next person who may act, or for the one who sits here until they are back."""
        screen, room = self._table(), self._room
        assert screen is not None
        assert room is not None
        others = (role for role in room.session.waiting_for if role != screen.role)
        self._go_round(next(others, screen.role))

    def _go_round(self, role: str) -> None:
        """Let the next person sit down, or all look at one screen while everybody talks."""
        assert self._room is not None
        if self._room.is_talking:
            self._show_public()
        else:
            self._cover(role, public=False)

    def _cover(self, role: str, *, public: bool) -> None:
        from .playing import HandOverScreen

        assert self._room is not None
        self._conceal()
        self._show(HandOverScreen(places_of(self._room), role, self.hot_seat.pins, public=public))

    def _show_public(self) -> None:
        from .playing import PublicScreen

        room = self._room
        assert room is not None
        self._conceal()
        view = room.session.seat(room.people[0]).view.public()
        self._show(PublicScreen(room, view, places_of(room), self.hot_seat.read.get(PUBLIC, 0)))

    def _conceal(self) -> None:
        """Let nothing of a seat stay: no message in a corner, nothing to paste."""
        from .playing import PlayScreen, PublicScreen

        for screen in self.screen_stack:
            if isinstance(screen, PlayScreen):
                self.hot_seat.note(screen.role, screen.last_read, screen.pane, screen.words)
            if isinstance(screen, PublicScreen):
                self.hot_seat.read[PUBLIC] = screen.last_read
        self.clear_notifications()
        if self.clipboard:
            self.copy_to_clipboard("")

    def on_play_screen_over(self, message: PlayScreen.Over) -> None:
        """Show how it ended."""
        self._show_end(message.scene)

    def on_end_screen_new_game_wanted(self) -> None:
        """Begin again at the list of scenarios."""
        self._asked = Asked()
        if self._room is not None:
            self._room.session.close()
        self._clear()
        self.switch_screen(StartScreen())

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes that can be read in this terminal."""
        return readable(self, super().available_themes)

    def action_next_theme(self) -> None:
        """Show the next theme."""
        next_theme(self)

    def action_ask_to_leave(self) -> None:
        """Leave as `q` does on the screen in front."""
        self.run_worker(self.run_action("leave", self.screen))

    def _fatal_error(self) -> None:
        """Tell a mistake of the program in words: Textual would print every local variable, secrets too."""
        error = sys.exc_info()[1] or self._exception or RuntimeError()
        self.panic(Text(told(error, crash_folder())))

    def _show_card(self, role: str, scene: Scene) -> None:
        from .playing import PlayScreen

        assert self._room is not None
        self._show(PlayScreen(self._room, role, scene))
        self._push_card(role, scene, first=True)

    def _push_card(self, role: str, scene: Scene, *, first: bool) -> None:
        from .playing import CardScreen, card_of, committed

        room = self._room
        assert room is not None
        title = _("EXERCISE  {scenario}: you are {role}").format(scenario=room.title, role=room.titles[role])
        card = card_of(room.text_of(role), scene)
        self.push_screen(CardScreen(title, card, first=first, foot=committed(room.session), scenario=room.scenario))

    def _show_end(self, scene: Scene) -> None:
        from .playing import EndScreen

        room = self._room
        assert room is not None
        self._show(EndScreen(room, scene))

    def _show(self, screen: Screen[Any]) -> None:
        """Put a screen in front, with nothing but the first screen behind it; it need not learn its size first."""
        sizes = (name for _least, name in (*self.HORIZONTAL_BREAKPOINTS, *self.VERTICAL_BREAKPOINTS))
        screen.add_class(*filter(self.screen.has_class, sizes), update=False)
        self._clear()
        self.push_screen(screen)

    def _clear(self) -> None:
        """Take everything away but the first screen."""
        while len(self.screen_stack) > 2:
            self.pop_screen()

    @work(thread=True, group="opening")
    def _fetch(self, make: Callable[[], Message]) -> None:
        """Let something slow be made in the background, and handle it when it comes."""
        self.post_message(arrivals.made(make))
