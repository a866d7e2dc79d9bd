"""The first screen: saved games and scenarios with one line each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from ..shelf import Volume, saved_games, saved_line, volumes
from ..shown import content
from .answering import Answering
from .help import help_page
from .page import ask

if TYPE_CHECKING:
    from engine.table.saves import Saved


class StartScreen(Answering):
    """Lists what can be played; what is chosen is loaded by the app."""

    BINDINGS = [
        Binding("enter", "select", "Choose", priority=True, tooltip="Play what the cursor stands on"),
        Binding("question_mark,f1", "help", "Help", key_display="?", tooltip="How a game goes, and the keys"),
        Binding("q", "leave", "Leave", tooltip="Close the program"),
    ]

    class ScenarioWanted(Message):
        """Somebody wants to play this scenario."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class SavedWanted(Message):
        """Somebody wants to go on with this saved game."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class Listed(Message):
        """The shelf was looked through."""

        def __init__(self, found: Sequence[Volume], saved: Sequence[Saved]) -> None:
            super().__init__()
            self.volumes = found
            self.saved = saved

    def __init__(self) -> None:
        super().__init__()
        self._volumes: tuple[Volume, ...] = ()
        self._saved: tuple[Saved, ...] = ()
        self._asked = False

    def compose(self) -> ComposeResult:
        """A banner, the list, what the chosen line is about."""
        yield Static(banner(), classes="banner")
        yield OptionList(id="shelf", classes="list", markup=False)
        yield Static("Looking for scenarios…", id="say")
        yield Static(id="pitch", classes="detail")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Look through the shelf after the first paint."""
        self.call_after_refresh(self._look)

    def on_start_screen_listed(self, message: Listed) -> None:
        """Draw the list: scenarios, then saved games."""
        self._volumes, self._saved = tuple(message.volumes), tuple(message.saved)
        rows = [Option(content("Play a scenario", "bold"), disabled=True)]
        rows += [Option(Content.assemble("  ", it.title), id=f"volume:{it.id}") for it in self._volumes]
        if self._saved:
            rows.append(Option(content("Go on with a saved game", "bold"), disabled=True))
            rows += [Option(content(f"  {saved_line(it)}"), id=f"saved:{k}") for k, it in enumerate(self._saved)]
        shelf = self.query_one("#shelf", OptionList)
        shelf.set_options(rows)
        shelf.highlighted = 1 if len(rows) > 1 else None
        shelf.focus()
        self.invite()

    def on_screen_resume(self) -> None:
        """Let people choose again."""
        self._asked = False

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the line under the cursor is about."""
        what, _, name = (event.option.id or "").partition(":")
        pitch = next((it.pitch for it in self._volumes if it.id == name), "") if what == "volume" else ""
        self.query_one("#pitch", Static).update(content(pitch or "Enter goes on where it was left."))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask the app for what was chosen, once."""
        if self._asked:
            return
        self._asked = True
        what, _, name = (event.option.id or "").partition(":")
        if what == "volume":
            self.say("Reading the rules…")
            self.post_message(self.ScenarioWanted(name))
        else:
            self.say("Opening the saved game…")
            self.post_message(self.SavedWanted(self._saved[int(name)].path))

    def invite(self) -> None:
        """Say what to do here."""
        self.say("Arrows and Enter choose. ? explains how a game goes." if self._volumes else "No scenarios found.")

    def action_select(self) -> None:
        """Choose the line under the cursor, wherever the keys go."""
        self.query_one("#shelf", OptionList).action_select()

    def say(self, text: str) -> None:
        """Show one line."""
        self.query_one("#say", Static).update(content(text))

    def action_help(self) -> None:
        """Show the help page."""
        self.app.push_screen(help_page())

    def action_leave(self) -> None:
        """Ask, and close the program."""
        ask(self.app, "Close Whitecell?", "closes it", self.app.exit)

    @work(thread=True)
    def _look(self) -> None:
        self.post_message(self.Listed(volumes(), saved_games()))


def banner() -> Content:
    """Return the name of the game and what it is, in two lines."""
    return Content.assemble(
        ("WHITECELL", "bold"), "  a tabletop wargame in the terminal\n", ("Every game here is an EXERCISE.", "dim")
    )
